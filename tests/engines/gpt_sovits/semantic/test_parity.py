"""Against the recorded inputs and outputs of the published system (`s1/` of the recorded set)."""

from dataclasses import dataclass

import pytest

torch = pytest.importorskip("torch")

from reciter.engines.gpt_sovits.checkpoints.semantic_names import (  # noqa: E402
    published_semantic,
    semantic_state,
)
from reciter.engines.gpt_sovits.config import SemanticConfig  # noqa: E402
from reciter.engines.gpt_sovits.semantic.decoder import SemanticDecoder  # noqa: E402
from reciter.engines.gpt_sovits.semantic.packing import packable, packed  # noqa: E402
from reciter.engines.gpt_sovits.semantic.request import Bounds, SemanticRequest, Stop  # noqa: E402
from reciter.engines.gpt_sovits.semantic.sampling import (  # noqa: E402
    Sampling,
    draw,
    penalise,
    probabilities,
)
from reciter.engines.gpt_sovits.semantic.writing import TokenWriter  # noqa: E402

CASES = [
    "small_v1",
    "small_v2",
    *(pytest.param(name, marks=pytest.mark.slow) for name in ("full_v1", "full_v2")),
]
TOLERANCE = 1e-4


@dataclass
class Case:
    name: str
    decoder: SemanticDecoder
    held: dict
    context: torch.Tensor
    facts: list

    def request(self, **changed) -> SemanticRequest:
        phones, prompt = self.held["phones"].long(), self.held["prompt"].long()
        given = {"phones": phones, "context": self.context, "prompt": prompt, "own_phones": len(phones)}
        return SemanticRequest(**(given | changed))

    def bound(self, mode: str) -> int:
        """The published loop stops when it has made more than this number."""
        return 1 + next(f["early_stop_num"] for f in self.facts if mode in f.get("mode", ""))


def near(ours, theirs):
    return (ours - theirs).abs().max() / theirs.abs().max() < TOLERANCE


def decoder_of(golden, label: str, facts: dict) -> SemanticDecoder:
    sizes = SemanticConfig(
        phones=facts["phoneme_vocab_size"],
        width=facts["hidden_dim"],
        heads=facts["head"],
        layers=facts["n_layer"],
    )
    decoder = SemanticDecoder(sizes)
    shapes = {name: list(weight.shape) for name, weight in published_semantic(decoder.state_dict()).items()}
    assert set(shapes) <= set(golden.manifest("s1_v2"))
    decoder.load_state_dict(semantic_state(golden.weights(label, shapes)), assign=True)
    return decoder.eval()


def load(golden, name: str) -> Case:
    facts = [case for case in golden.json("s1/cases.json")["cases"] if case["case"] == name]
    sizes = next(case for case in facts if "config" in case)
    held = golden.tensors(sizes["file"])
    phones = len(held["phones"])
    if "bert" in held:
        context = held["bert"].T
    else:
        first, last = sizes["bert_columns"]
        context = torch.zeros(phones, 1024)
        context[first:last] = golden.normals(f"{sizes['recipe_label']}/bert", (1024, phones)).T[first:last]
    return Case(name, decoder_of(golden, sizes["recipe_label"], sizes["config"]), held, context, facts)


@pytest.fixture(scope="module", params=CASES)
def case(request, golden) -> Case:
    return load(golden, request.param)


@pytest.fixture(scope="module")
def small(golden) -> Case:
    return load(golden, "small_v2")


def greedy(decoder, requests, *, penalty: float, max_tokens: int, slots: int = 1):
    return TokenWriter(decoder, slots=slots).write(
        requests,
        sampling=Sampling(top_k=1, penalty=penalty),
        bounds=Bounds(max_tokens=max_tokens, follow_text=False),
    )


def test_embedded_rows_are_equal(case):
    with torch.inference_mode():
        text = case.decoder.text(case.held["phones"].long()[None], case.context[None])
        speech = case.decoder.speech(case.held["prompt"].long()[None])
    assert near(torch.cat((text, speech), 1)[0, :8], case.held["embedded_xy_first8"])


def test_teacher_forced_logits_are_equal(case):
    with torch.inference_mode():
        logits = case.decoder(
            case.held["phones"].long()[None], case.context[None], case.held["prompt"].long()[None]
        )[0]
    theirs = case.held["forward_logits"]
    assert near(logits[-len(theirs) :], theirs)
    targets = torch.cat((case.held["prompt"].long(), torch.tensor([case.decoder.config.end])))
    loss = torch.nn.functional.cross_entropy(logits, targets, reduction="sum")
    assert near(loss, case.held["forward_loss_sum"][0])


@pytest.mark.parametrize("penalty", [1.35, pytest.param(1.0, marks=pytest.mark.slow)])
def test_greedy_tokens_are_the_same(case, penalty):
    theirs = case.held[f"greedy_rp{penalty}_full_sequence"].long()
    bound = case.bound("infer_panel_naive")
    (ours,) = greedy(case.decoder, [case.request()], penalty=penalty, max_tokens=bound)
    assert torch.equal(torch.cat((case.held["prompt"].long(), ours.tokens)), theirs)


def test_greedy_tokens_without_a_prompt_are_the_same(case):
    theirs = case.held["greedy_reffree_sequence"].long()
    nothing = torch.zeros(0, dtype=torch.int64)
    bound = case.bound("prompts=None")
    (ours,) = greedy(case.decoder, [case.request(prompt=nothing)], penalty=1.35, max_tokens=bound)
    assert torch.equal(ours.tokens, theirs)
    assert ours.stop is (Stop.BOUND if len(theirs) == bound else Stop.END)


def small_batch(golden) -> tuple[dict, list[SemanticRequest]]:
    held = golden.tensors("s1/small_v2_batch.safetensors")
    return held, [
        SemanticRequest(held[f"phones_{n}"].long(), held[f"bert_{n}"].T, held["prompt"].long(), own_phones=1)
        for n in range(3)
    ]


@pytest.mark.parametrize("slots", [1, 2, 3])
@pytest.mark.parametrize("penalty", [1.35, 1.0])
@pytest.mark.parametrize(("way", "tokens"), [("batch", 50), ("naive_batched", 51)])
def test_greedy_tokens_of_a_batch_are_the_same(small, golden, slots, penalty, way, tokens):
    held, requests = small_batch(golden)
    done = greedy(small.decoder, requests, penalty=penalty, max_tokens=tokens, slots=slots)
    for n, ours in enumerate(done):
        theirs = held[f"{way}_rp{penalty}_y_{n}"].long()
        assert torch.equal(torch.cat((held["prompt"].long(), ours.tokens)), theirs)


@pytest.mark.parametrize("slots", [1, 4])
def test_sentences_end_where_the_published_system_ends_them(small, golden, slots):
    held = golden.tensors("s1/small_v2_eos.safetensors")
    facts = next(f for f in golden.json("s1/cases.json")["cases"] if f["case"] == "small_v2_eos")
    decoder = SemanticDecoder(small.decoder.config).eval()
    state = {name: weight.clone() for name, weight in small.decoder.state_dict().items()}
    state["head.weight"][decoder.config.end] *= 3
    decoder.load_state_dict(state)
    requests = []
    for n in range(6):
        phones = held[f"phones_{n}"].long()
        context = torch.zeros(len(phones), 1024)
        context[:6] = held[f"bert_{n}_cols0to6"].T
        requests.append(SemanticRequest(phones, context, held[f"prompt_{n}"].long(), own_phones=1))
    done = greedy(decoder, requests, penalty=1.35, max_tokens=facts["early_stop_num"], slots=slots)
    for n, ours in enumerate(done):
        assert torch.equal(torch.cat((held[f"prompt_{n}"].long(), ours.tokens)), held[f"y_{n}"].long())
        assert ours.stop is Stop.END
        assert len(ours.tokens) == facts["items"][n]["generated_kept"]


@pytest.mark.parametrize("number", range(7))
def test_probabilities_and_draws_are_equal(golden, number):
    held = golden.tensors("s1/sampler.safetensors")
    facts = next(f for f in golden.json("s1/cases.json")["cases"] if f["case"] == "sampler")
    settings = facts["combos"][number]
    sampling = Sampling(
        settings["top_k"], settings["top_p"], settings["temperature"], settings["repetition_penalty"]
    )
    logits = held["logits"]
    heard = torch.zeros_like(logits, dtype=torch.bool).scatter(1, held["previous"].long(), True)
    chances = probabilities(penalise(logits, heard, sampling.penalty), sampling)
    assert near(chances, held[f"probs_{number}"])
    assert torch.equal(draw(chances, held["q"]), held[f"chosen_{number}"].long())


@pytest.mark.skipif(not packable(), reason="this processor's PyTorch has no packed half-precision weights")
def test_weights_packed_in_half_precision_give_the_logits_of_the_rounded_weights(small):
    """Published files hold half-precision weights, so that packing loses nothing of them."""
    rounded = SemanticDecoder(small.decoder.config).eval()
    rounded.load_state_dict({name: w.half().float() for name, w in small.decoder.state_dict().items()})
    given = small.held["phones"].long()[None], small.context[None], small.held["prompt"].long()[None]
    with torch.inference_mode():
        assert near(packed(rounded)(*given), rounded(*given))
