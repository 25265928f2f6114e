"""Models beside the two stages: loaded from folders, batched as single, refused with what to do; others by name."""

import json
from pathlib import Path
from typing import Any

import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("transformers")

from reciter.engines.gpt_sovits.conditioning import content  # noqa: E402
from reciter.engines.gpt_sovits.conditioning.content import HUBERT, content_encoder  # noqa: E402
from reciter.engines.gpt_sovits.conditioning.context import load_context_encoder  # noqa: E402
from reciter.engines.gpt_sovits.conditioning.folders import model_folders  # noqa: E402
from reciter.engines.gpt_sovits.conditioning.speaker import load_speaker_encoder, our_name  # noqa: E402
from reciter.engines.gpt_sovits.conditioning.speaker_network import SpeakerNetwork  # noqa: E402
from reciter.errors import InputProblem  # noqa: E402
from reciter.text.phones import PhoneText  # noqa: E402

VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *"我们去公园吧.,"]
BERT = {
    "hidden_size": 8,
    "num_hidden_layers": 4,
    "num_attention_heads": 2,
    "intermediate_size": 16,
    "vocab_size": len(VOCABULARY),
    "max_position_embeddings": 12,
}


@pytest.fixture
def bert(tmp_path: Path) -> Path:
    """A tiny BERT in the layout of the published folder: with the head that predicts words, and old buffers."""
    from transformers import BertConfig, BertForMaskedLM

    torch.manual_seed(1)
    network = BertForMaskedLM(BertConfig(**BERT, initializer_range=1.0))
    state = network.state_dict() | {"bert.embeddings.position_ids": torch.arange(12)[None]}
    torch.save(state, tmp_path / "pytorch_model.bin")
    (tmp_path / "config.json").write_text(json.dumps(BERT))
    (tmp_path / "vocab.txt").write_text("\n".join(VOCABULARY) + "\n", "utf-8")
    return tmp_path


@pytest.fixture
def hubert(tmp_path: Path) -> Path:
    """A tiny HuBERT in the layout of the published folder, with the old names of the weight norm."""
    from transformers import HubertConfig, HubertModel

    sizes: dict[str, Any] = {
        "hidden_size": 16,
        "num_hidden_layers": 2,
        "num_attention_heads": 2,
        "intermediate_size": 16,
        "conv_dim": [8] * 7,
        "num_conv_pos_embeddings": 8,
        "num_conv_pos_embedding_groups": 2,
    }
    torch.manual_seed(1)
    state = HubertModel(HubertConfig(**sizes)).state_dict()
    norm = ".parametrizations.weight.original"
    renamed = {
        k.replace(f"{norm}0", ".weight_g").replace(f"{norm}1", ".weight_v"): v for k, v in state.items()
    }
    assert renamed.keys() != state.keys()
    torch.save({key: value.half() for key, value in renamed.items()}, tmp_path / "pytorch_model.bin")
    (tmp_path / "config.json").write_text(json.dumps(sizes))
    return tmp_path


def phones(text: str) -> PhoneText:
    counts = tuple(1 if mark in ".,!" else 2 for mark in text)
    return PhoneText(text, ("a",) * sum(counts), counts)


def test_context_features_are_those_of_two_layers_before_the_last(bert: Path) -> None:
    from transformers import BertConfig, BertModel

    text = "我们去."
    [ours] = load_context_encoder(bert)([phones(text)])
    whole = BertModel(BertConfig(**BERT), add_pooling_layer=False).eval()
    state = torch.load(bert / "pytorch_model.bin", weights_only=True)
    whole.load_state_dict(
        {k.removeprefix("bert."): state[k] for k in state if k.startswith("bert.")}, strict=False
    )
    ids = torch.tensor([[2, *(VOCABULARY.index(mark) for mark in text), 3]])
    with torch.inference_mode():
        expected = whole(ids, output_hidden_states=True).hidden_states[-3][0, 1:-1]
    assert ours.shape == (7, 8)
    for phone, character in enumerate([0, 0, 1, 1, 2, 2, 3]):
        assert torch.allclose(ours[phone], expected[character], atol=1e-5)


def test_context_of_several_texts_is_that_of_each_alone(bert: Path) -> None:
    encoder = load_context_encoder(bert)
    other = PhoneText("hello", ("HH", "AH0", "L", "OW1"))
    texts = [
        phones("我们去公园吧."),
        other,
        phones("去"),
        phones("我们去公园吧,我们去公园吧,去公园."),
        phones("们!"),
    ]
    together = encoder(texts)
    for text, found in zip(texts, together, strict=True):
        assert found.shape == (len(text.phones), 8)
        assert torch.allclose(found, encoder([text])[0], atol=1e-5)
    assert together[1].abs().max() == 0


def test_only_ends_of_lines_part_the_tokens_of_a_vocabulary(bert: Path) -> None:
    before = load_context_encoder(bert)([phones("们去.")])[0]
    listed = (bert / "vocab.txt").read_text("utf-8")
    (bert / "vocab.txt").write_text(
        listed.replace("我", "\u2028"), "utf-8"
    )  # the published one has that token too
    assert torch.equal(load_context_encoder(bert)([phones("们去.")])[0], before)


def test_the_vocabulary_may_stand_in_a_tokenizer_file(bert: Path) -> None:
    before = load_context_encoder(bert)([phones("我们去.")])[0]
    (bert / "vocab.txt").unlink()
    ids = {token: number for number, token in enumerate(VOCABULARY)}
    (bert / "tokenizer.json").write_text(json.dumps({"model": {"type": "WordPiece", "vocab": ids}}), "utf-8")
    assert torch.equal(load_context_encoder(bert)([phones("我们去.")])[0], before)
    (bert / "tokenizer.json").write_text("{}")
    with pytest.raises(InputProblem, match="vocabulary cannot be read"):
        load_context_encoder(bert)


def test_missing_models_are_listed_with_the_command_that_fetches_them(tmp_path: Path) -> None:
    with pytest.raises(
        InputProblem, match=r"chinese-hubert-base, chinese-roberta.*, pretrained_eres.*models pull"
    ):
        model_folders(tmp_path, speaker=True)
    for name in ("chinese-hubert-base", "chinese-roberta-wwm-ext-large"):
        (tmp_path / "models" / "gpt-sovits" / name).mkdir(parents=True)
    found = model_folders(tmp_path, speaker=False)
    assert found.content.is_dir()
    assert found.context.is_dir()
    with pytest.raises(InputProblem, match="missing: pretrained_eres2netv2w24s4ep4"):
        model_folders(tmp_path, speaker=True)
    assert model_folders(tmp_path / "x", given=found.folder, speaker=False) == found


def test_unknown_characters_share_one_token(bert: Path) -> None:
    encoder = load_context_encoder(bert)
    assert torch.equal(encoder([phones("龘去")])[0], encoder([phones("靐去")])[0])


def test_content_features_come_50_times_a_second_from_the_old_names_in_half_precision(hubert: Path) -> None:
    encoder = content_encoder(HUBERT, hubert)
    wave = torch.randn(1, 16000, generator=torch.Generator().manual_seed(2))
    found = encoder(wave)
    assert encoder.width == 16
    assert found.shape == (1, 16, 49)
    assert found.dtype == torch.float32
    assert not torch.allclose(found, encoder(wave * 3 + 1))  # nothing is normalised
    torch.nn.Conv1d(16, 2, 2)(found).sum().backward()  # a network that learns may be fed with it
    assert next(encoder.parameters()).device.type == "cpu"  # type: ignore[attr-defined]


def test_another_content_encoder_registers_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content, "_LOADERS", dict(content._LOADERS))

    class Loudness:
        """The RMS of each hop of 20 ms."""

        width = 1

        def __init__(self, folder: Path) -> None:
            self.folder = folder

        def __call__(self, wave: Any) -> Any:
            return wave.unfold(1, 320, 320).square().mean(dim=-1).sqrt()[:, None]

    content.register_content_encoder("loudness", Loudness)
    encoder = content_encoder("loudness", tmp_path)
    assert torch.allclose(encoder(torch.full((2, 3200), 0.5)), torch.full((2, 1, 10), 0.5))
    with pytest.raises(ValueError, match="known already"):
        content.register_content_encoder(HUBERT, Loudness)
    with pytest.raises(InputProblem, match=f"Known: {HUBERT}, loudness"):
        content_encoder("wavlm", tmp_path)


def test_every_published_name_of_the_speaker_model_has_one_place() -> None:
    with torch.device("meta"):
        ours = SpeakerNetwork().state_dict()
    assert our_name("layer3.5.fuse_models.2.local_att.4.bias") == "stage3.5.fusions.2.attention.4.bias"
    assert our_name("layer1.0.shortcut.0.weight") == "stage1.0.shortcut.conv.weight"
    assert our_name("fuse34.local_att.0.weight") in ours
    assert our_name("pool.weight") == "pool.weight"


def test_missing_damaged_and_foreign_models_are_named(bert: Path, tmp_path: Path) -> None:
    with pytest.raises(InputProblem, match=r"config\.json.*reciter models pull"):
        load_context_encoder(tmp_path / "nowhere")
    with pytest.raises(InputProblem, match="no such model file"):
        load_speaker_encoder(tmp_path / "nowhere.ckpt")
    with pytest.raises(InputProblem, match="do not fit the network"):
        load_speaker_encoder(bert / "pytorch_model.bin")
    with pytest.raises(InputProblem, match="describes no network of this kind"):
        content_encoder(HUBERT, bert)
    (bert / "vocab.txt").write_text("one\ntwo\n")
    with pytest.raises(InputProblem, match=r"lacks \[CLS\]"):
        load_context_encoder(bert)
    (bert / "pytorch_model.bin").write_bytes(b"version https://git-lfs.github.com/spec/v1\n")
    with pytest.raises(InputProblem, match="cannot be read"):
        load_context_encoder(bert)
    (bert / "pytorch_model.bin").unlink()
    with pytest.raises(InputProblem, match=r"no model\.safetensors"):
        load_context_encoder(bert)
    (bert / "config.json").write_text("[]")
    with pytest.raises(InputProblem, match="not an object"):
        load_context_encoder(bert)


def test_a_model_file_that_runs_code_is_refused(tmp_path: Path) -> None:
    class Evil:
        def __reduce__(self) -> Any:
            return (tmp_path / "witness").touch, ()

    torch.save({"a": Evil()}, tmp_path / "evil.ckpt")
    with pytest.raises(InputProblem, match="cannot be read"):
        load_speaker_encoder(tmp_path / "evil.ckpt")
    assert not (tmp_path / "witness").exists()
