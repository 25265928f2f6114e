# ruff: noqa: E402
"""A step of stage 2 against the recorded one: losses, what comes out, and the gradients of every part."""

import pytest

torch = pytest.importorskip("torch")

from torch.nn.utils.rnn import pad_sequence

from reciter.engines.gpt_sovits.acoustic.network import AcousticNetwork
from reciter.engines.gpt_sovits.checkpoints.acoustic_names import acoustic_state, published_acoustic
from reciter.engines.gpt_sovits.checkpoints.discriminator_names import (
    discriminator_state,
    published_discriminator,
)
from reciter.engines.gpt_sovits.conditioning.spectrogram import MEL_LOSS, linear_spectrogram, mel_spectrogram
from reciter.engines.gpt_sovits.config import WAVE_VERSIONS
from reciter.engines.gpt_sovits.training.acoustic_losses import generator_losses, judge_loss, log_mel
from reciter.engines.gpt_sovits.training.acoustic_pass import SLICE_FRAMES, AcousticBatch, run_pass, slices
from reciter.engines.gpt_sovits.training.discriminator import PERIODS, PRO_PERIODS, Discriminator

pytestmark = pytest.mark.slow

FRAMES, TEXT, PADDED = (46, 40), (15, 11), 48


def near(ours, theirs, tolerance=1e-4):
    return abs(float(ours.detach()) / float(theirs) - 1) < tolerance


class Step:
    """A forward and a backward of both networks with the weights of the recipe."""

    def __init__(self, golden, name):
        self.facts = next(
            c for c in golden.json("s2/cases.json")["cases"] if c["case"] == "train" and c["version"] == name
        )
        self.tensors = golden.tensors(f"s2/train_{name}.safetensors")
        self.network = networks(golden, name)
        self.judges = judges(golden, name)
        self.batch = batch(golden, name, self.network)
        torch.manual_seed(23)
        self.passed = run_pass(self.network, self.batch)
        real = slices(self.batch.waves, self.passed.starts * 640, SLICE_FRAMES * 640)
        self.judge_loss = judge_loss(self.judges(real), self.judges(self.passed.waves.detach()))
        self.judge_loss.backward()
        self.judge_gradients = {
            name: part.grad.norm() for name, part in self.judges.named_parameters() if part.grad is not None
        }
        self.spectrogram = slices(self.batch.spectrogram, self.passed.starts, SLICE_FRAMES)
        self.losses = generator_losses(
            self.passed, self.spectrogram, self.judges(real), self.judges(self.passed.waves)
        )
        self.losses.total.backward()


def networks(golden, name):
    published = golden.weights(f"gsv-golden-a/s2G_{name}", golden.manifest(f"s2G_{name}"))
    network = AcousticNetwork(WAVE_VERSIONS[name].acoustic, learns=True)
    network.load_state_dict(acoustic_state(published, learns=True))
    return network.eval()


def judges(golden, name):
    pro = "Pro" in name
    shapes = golden.manifest("s2D_v2Pro_v2ProPlus" if pro else "s2D_v1_v2")
    judges = Discriminator(PRO_PERIODS if pro else PERIODS)
    judges.load_state_dict(discriminator_state(golden.weights(f"gsv-golden-a/s2D_{name}", shapes)))
    return judges


def batch(golden, name, network):
    label = "gsv-golden-a/train"
    waves = [golden.signal(f"{label}{n}", frames * 640 / 32000, 32000) for n, frames in enumerate(FRAMES)]
    content = [golden.normals(f"{label}{n}/ssl", (768, frames)) for n, frames in enumerate(FRAMES)]
    phones = [golden.ints(f"{label}{n}/text", (length,), 0, 732) for n, length in enumerate(TEXT)]
    padded = torch.zeros(2, 768, PADDED)
    spectrogram = torch.zeros(2, 1025, PADDED)
    for n, frames in enumerate(FRAMES):
        padded[n, :, :frames] = content[n]
        spectrogram[n, :, :frames] = linear_spectrogram(waves[n])
    speakers = [golden.normals(f"gsv-golden-a/{name}/sv{n}", (20480,)) for n in range(2)]
    with torch.no_grad():
        tokens = network.book.extract(padded)
    return AcousticBatch(
        tokens,
        torch.tensor(FRAMES) // 2,
        pad_sequence(phones, batch_first=True),
        torch.tensor(TEXT),
        spectrogram,
        torch.nn.functional.pad(pad_sequence(waves, batch_first=True), (0, (PADDED - FRAMES[0]) * 640)),
        torch.stack(speakers) if "Pro" in name else None,
    )


@pytest.fixture(scope="module", params=["v2", "v2Pro"])
def step(golden, request):
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield Step(golden, request.param)
    torch.set_num_threads(before)


def test_the_slices_are_the_recorded_ones(step):
    assert step.passed.starts.tolist() == step.tensors["ids_slice"].tolist()


def test_what_comes_out_is_what_was_recorded(step):
    ours = {
        "y_hat": step.passed.waves,
        "z_p": step.passed.said[:, :, ::9],
        "m_p": step.passed.prior[0][:, :, ::9],
        "m_q": step.passed.posterior[0][:, :, ::9],
        "y_mel_first4": log_mel(step.spectrogram)[:, :, :4],
        "y_hat_mel_first4": mel_spectrogram(step.passed.waves, MEL_LOSS)[:, :, :4],
    }
    off = {
        name: float((part.detach() - step.tensors[name]).abs().max() / step.tensors[name].abs().max())
        for name, part in ours.items()
    }
    assert max(off.values()) < 1e-3, off


@pytest.mark.parametrize(
    ("part", "recorded"),
    [
        ("adversarial", "loss_gen"),
        ("features", "loss_fm"),
        ("mel", "loss_mel"),
        ("divergence", "loss_kl"),
        ("total", "total"),
    ],
)
def test_each_part_of_the_loss_is_the_recorded_one(step, part, recorded):
    assert near(getattr(step.losses, part), step.facts[recorded])


def test_the_loss_of_the_judges_is_the_recorded_one(step):
    assert near(step.judge_loss, step.facts["loss_disc"])


def test_the_gradients_of_the_judges_are_the_recorded_ones(step):
    found = published_discriminator(step.judge_gradients)
    wanted = step.facts["disc_grad_norm_weight_v"]
    off = {key: float(found[key]) / value - 1 for key, value in wanted.items()}
    assert max(map(abs, off.values())) < 1e-3, off


def test_the_gradients_of_every_part_are_the_recorded_ones(step):
    learnt = {
        name: part.grad.square().sum()
        for name, part in step.network.named_parameters()
        if part.grad is not None
    }
    squares = published_acoustic(learnt)
    off = {}
    for group, norm in step.facts["grad_norm_by_group"].items():
        total = sum(value for key, value in squares.items() if key.startswith(group + "."))
        off[group] = float(total) ** 0.5 / norm - 1
    flow = off.pop("flow")  # differences of numbers as large as 1e9, of which it is what is left
    assert max(map(abs, off.values())) < 1e-3, off
    assert abs(flow) < 5e-3


def test_no_other_part_goes_without_a_gradient(step):
    deaf = {name for name, part in step.network.named_parameters() if part.grad is None}
    assert deaf == {"book.pairs.weight", "book.pairs.bias"}
