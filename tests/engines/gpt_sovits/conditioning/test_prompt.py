"""A clip from a file becomes the recorded prompt: every code of it, through resampling, HuBERT and the code book."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("transformers")

from reciter.audio.files import read_audio  # noqa: E402
from reciter.engines.gpt_sovits.acoustic.network import AcousticNetwork  # noqa: E402
from reciter.engines.gpt_sovits.checkpoints.acoustic_names import acoustic_state  # noqa: E402
from reciter.engines.gpt_sovits.conditioning.clip import prompt_wave  # noqa: E402
from reciter.engines.gpt_sovits.conditioning.content import HUBERT, content_encoder  # noqa: E402
from reciter.engines.gpt_sovits.config import VERSIONS  # noqa: E402

if TYPE_CHECKING:
    from tests.engines.gpt_sovits.conftest import Golden


@pytest.mark.slow
def test_prompt_codes_are_the_recorded_ones(golden: "Golden", tmp_path: Path) -> None:
    weights = golden.weights("gsv-golden-a/chinese-hubert-base", golden.manifest("chinese_hubert_base"))
    torch.save(weights, tmp_path / "pytorch_model.bin")
    (tmp_path / "config.json").write_text('{"model_type": "hubert"}')
    encoder = content_encoder(HUBERT, tmp_path)
    recorded = golden.tensors("e2e/e2e.safetensors")
    for version, case, clip in (("v2", "case0", "ref0"), ("v2", "case4", "ref1"), ("v2Pro", "case6", "ref1")):
        named = ("ssl_proj.", "quantizer.")
        manifest = {k: v for k, v in golden.manifest(f"s2G_{version}").items() if k.startswith(named)}
        published = golden.weights(f"gsv-golden-a/e2e_s2_{version}", manifest)
        state = acoustic_state({key: value.half().float() for key, value in published.items()})
        with torch.device("meta"):
            book = AcousticNetwork(VERSIONS[version].acoustic).book
        book.load_state_dict(
            {key.removeprefix("book."): state[key] for key in state}, strict=True, assign=True
        )
        content = encoder(prompt_wave(read_audio(golden.folder / "e2e" / f"{clip}.wav"))[None])
        assert book.extract(content).flatten().tolist() == recorded[f"{case}|prompt_semantic"].tolist()
