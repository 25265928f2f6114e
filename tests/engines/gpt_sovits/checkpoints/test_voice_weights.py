"""Two published checkpoints become a voice's weights: strict, lossless, whole or not at all."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

torch = pytest.importorskip("torch")

from reciter.engines.gpt_sovits.acoustic.network import AcousticNetwork  # noqa: E402
from reciter.engines.gpt_sovits.checkpoints.acoustic_names import published_acoustic  # noqa: E402
from reciter.engines.gpt_sovits.checkpoints.reading import read_checkpoint  # noqa: E402
from reciter.engines.gpt_sovits.checkpoints.semantic_names import published_semantic  # noqa: E402
from reciter.engines.gpt_sovits.checkpoints.voice_weights import convert, load_weights, read_record  # noqa: E402
from reciter.engines.gpt_sovits.config import AcousticConfig, SemanticConfig, Version  # noqa: E402
from reciter.engines.gpt_sovits.semantic.decoder import SemanticDecoder  # noqa: E402
from reciter.errors import InputProblem  # noqa: E402
from tests.engines.gpt_sovits.checkpoints.conftest import HParams  # noqa: E402

if TYPE_CHECKING:
    from tests.engines.gpt_sovits.checkpoints.conftest import Write

SEMANTIC = SemanticConfig(width=16, heads=2, layers=2, context_width=12)
ACOUSTIC = AcousticConfig(
    style_bins=30,
    style_width=24,
    upsample_channels=64,
    spectrogram_bins=41,
    content_width=20,
    codes=50,
    width=16,
    filter_width=24,
)
TINY = {"v2": Version("v2", 732, SEMANTIC, ACOUSTIC, frozenset({"zh"}))}
BUFFERS = {
    f"quantizer.vq.layers.0._codebook.{name}": torch.ones(1)
    for name in ("inited", "cluster_size", "embed_avg")
}


def half(state: dict[str, Any]) -> dict[str, Any]:
    return {key: value.detach().half() for key, value in state.items()}


def semantic_file(write: "Write", **changed: Any) -> Path:
    torch.manual_seed(3)
    weight = half(published_semantic(SemanticDecoder(SEMANTIC).state_dict())) | changed
    config = {"model": {"head": 2}, "data": {"max_sec": 54}, 7: "seven"}
    return write("n-e15.ckpt", {"weight": weight, "config": config, "info": "GPT-e15"})


def acoustic_file(write: "Write", *, learns: bool = False, **changed: Any) -> Path:
    torch.manual_seed(4)
    state = {**AcousticNetwork(ACOUSTIC, learns=learns).state_dict()}
    state["book.vectors"] = torch.randn(state["book.vectors"].shape)
    weight = half(published_acoustic(state)) | BUFFERS | changed
    return write(
        "n_e8_s96.pth", {"weight": weight, "config": HParams(model={"version": "v2"}), "info": "8epoch"}
    )


@pytest.mark.slow
@pytest.mark.parametrize("learns", [False, True])
def test_converted_weights_are_those_of_the_published_files(
    write: "Write", tmp_path: Path, learns: bool
) -> None:
    semantic, acoustic = semantic_file(write), acoustic_file(write, learns=learns)
    record = convert(semantic, acoustic, tmp_path / "weights", versions=TINY)
    found = load_weights(tmp_path / "weights")
    assert found.record == record
    assert (record.version, record.semantic.dtype, record.acoustic.info) == ("v2", "float16", "8epoch")
    assert record.semantic.config == {"model": {"head": 2}, "data": {"max_sec": 54}, "7": "seven"}
    assert record.acoustic.source == acoustic.name
    for path, state, publish in (
        (semantic, found.semantic, published_semantic),
        (acoustic, found.acoustic, published_acoustic),
    ):
        weights = read_checkpoint(path).tensors
        expected = {
            key: value for key, value in weights.items() if key not in BUFFERS and not key.startswith("enc_q")
        }
        again = publish(state)
        assert again.keys() == expected.keys()
        assert all(torch.equal(again[key], expected[key]) for key in expected)
    SemanticDecoder(SEMANTIC).load_state_dict(found.semantic, strict=True)
    AcousticNetwork(ACOUSTIC).load_state_dict(found.acoustic, strict=True)


@pytest.mark.slow
def test_missing_misshapen_foreign_and_broken_weights_are_listed(write: "Write", tmp_path: Path) -> None:
    ends = {"model.ar_predict_layer.weight": torch.zeros(3, 16), "model.bert_proj.bias": torch.zeros(9)}
    short = torch.zeros(1)
    cases: list[tuple[dict[str, Any], dict[str, Any], str]] = [
        (ends, {}, r"text\.context\.bias is .*head\.weight is"),
        ({"model.extra": short}, {}, r"unknown: model\.extra"),
        ({}, {"enc_p.proj.bias": short}, r"statistics\.bias is \(1,\) and not \(32,\)"),
        ({}, {"dec.ups.9.bias": short}, r"left over: decoder\.stages\.9"),
        ({"model.bert_proj.bias": torch.full((16,), float("inf"))}, {}, r"not numbers: text\.context\.bias"),
    ]
    for semantic, acoustic, said in cases:
        with pytest.raises(InputProblem, match=said):
            convert(
                semantic_file(write, **semantic),
                acoustic_file(write, **acoustic),
                tmp_path / "weights",
                versions=TINY,
            )
    assert not (tmp_path / "weights").exists()


def test_a_file_that_lacks_a_weight_is_refused(write: "Write", tmp_path: Path) -> None:
    lacking = read_checkpoint(semantic_file(write)).tensors
    del lacking["model.h.layers.1.norm2.bias"]
    path = write("lacking.ckpt", {"weight": lacking, "config": {}, "info": ""})
    with pytest.raises(InputProblem, match=r"missing: blocks\.1\.feed_norm\.bias") as caught:
        convert(path, acoustic_file(write), tmp_path / "weights", versions=TINY)
    assert caught.value.where == "lacking.ckpt"


def test_swapped_stages_other_versions_and_unknown_ones_are_refused(write: "Write", tmp_path: Path) -> None:
    semantic, acoustic = semantic_file(write), acoustic_file(write)
    with pytest.raises(InputProblem, match=r"not stage 1.*\.ckpt"):
        convert(acoustic, semantic, tmp_path, versions=TINY)
    with pytest.raises(InputProblem, match="cannot speak with v2 yet"):
        convert(semantic, acoustic, tmp_path, versions={"v1": TINY["v2"]})
    old = acoustic_file(write, **{"enc_p.text_embedding.weight": torch.zeros(322, 16)})
    with pytest.raises(InputProblem, match="stage 1 is of v2 and stage 2 of v1"):
        convert(semantic, old, tmp_path, versions={"v1": TINY["v2"]})


@pytest.mark.slow
def test_damaged_half_replaced_and_foreign_weights_are_noticed(write: "Write", tmp_path: Path) -> None:
    folder = tmp_path / "weights"
    with pytest.raises(InputProblem, match="record of the weights cannot be read"):
        load_weights(folder)
    convert(semantic_file(write), acoustic_file(write), folder, versions=TINY)
    path = folder / "acoustic.safetensors"
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    with pytest.raises(InputProblem, match=r"damaged, or were only half replaced.*Import the voice again"):
        load_weights(folder)
    path.unlink()
    with pytest.raises(InputProblem, match="missing"):
        load_weights(folder)
    record = (folder / "weights.json").read_text()
    for text, said in (
        (record.replace('"format": 1', '"format": 2'), "another version of Reciter"),
        ("[]", "cannot be read"),
    ):
        (folder / "weights.json").write_text(text)
        with pytest.raises(InputProblem, match=said):
            read_record(folder)
