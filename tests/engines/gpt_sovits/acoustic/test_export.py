# ruff: noqa: E402
from dataclasses import replace

import pytest

torch = pytest.importorskip("torch")

from reciter.engines.gpt_sovits.acoustic.export import INPUTS, export_onnx, export_program
from reciter.engines.gpt_sovits.acoustic.speaking import AcousticRequest, speak
from reciter.engines.gpt_sovits.acoustic.weight_norm import fold

from .conftest import KINDS, build, voice

pytestmark = pytest.mark.slow  # exporting takes seconds

SHALLOW = {
    "content_layers": 1,
    "phone_layers": 1,
    "joint_layers": 1,
    "couplings": 2,
    "coupling_layers": 2,
    "upsample_rates": (10,),
    "upsample_kernels": (16,),
    "hop_samples": 10,
}

SENTENCES = [(9, 7, 1.0), (4, 15, 1.0), (23, 3, 1.0), (12, 8, 1.3)]
"""Tokens, phones and speed."""


@pytest.fixture(params=KINDS)
def network(request):
    return build(replace(KINDS[request.param], **SHALLOW))


def inputs(network, tokens, phones, speed):
    """What goes into the file, and the wave that the network makes of it."""
    g = torch.Generator().manual_seed(tokens)
    codes = torch.randint(0, network.config.codes, (tokens,), generator=g)
    ids = torch.randint(0, network.config.phones, (phones,), generator=g)
    frames = 2 * tokens if speed == 1 else int(2 * tokens / speed) + 1
    noise = torch.randn(network.config.width, frames, generator=g)
    style = voice(network)
    request = AcousticRequest(codes, ids, style, noise=noise, noise_scale=1.0, speed=speed)
    return (codes[None], ids[None], *(face.clone() for face in style), noise[None]), speak(
        network, [request]
    )[0]


def off(ours, theirs):
    return float((ours - theirs).abs().max() / theirs.abs().max())


def test_onnxruntime_speaks_sentences_of_any_length_and_speed_as_the_network_does(network, tmp_path):
    onnxruntime = pytest.importorskip("onnxruntime")
    export_onnx(fold(network), tmp_path / "acoustic.onnx")
    session = onnxruntime.InferenceSession(tmp_path / "acoustic.onnx", providers=["CPUExecutionProvider"])
    for shape in SENTENCES:
        given, expected = inputs(network, *shape)
        feed = {name: value.numpy() for name, value in zip(INPUTS, given, strict=True)}
        wave = torch.from_numpy(session.run(["wave"], feed)[0])[0]
        assert wave.shape == expected.shape
        assert off(wave, expected) < 1e-4


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:The given buffer is not writable:UserWarning")  # loading, inside torch
def test_an_exported_program_speaks_as_the_network_does(network, tmp_path):
    torch.export.save(export_program(fold(network)), tmp_path / "acoustic.pt2")
    program = torch.export.load(tmp_path / "acoustic.pt2").module()
    for shape in SENTENCES:
        given, expected = inputs(network, *shape)
        with torch.no_grad():
            assert off(program(*given)[0], expected) < 1e-4
