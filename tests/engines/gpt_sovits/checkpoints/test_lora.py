"""Whole files of v3 and v4 and their LoRA files become a voice's weights."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

torch = pytest.importorskip("torch")

from reciter.engines.gpt_sovits.checkpoints.mel_names import mel_state  # noqa: E402
from reciter.engines.gpt_sovits.checkpoints.voice_weights import convert, load_weights  # noqa: E402
from reciter.engines.gpt_sovits.published import MEL_FILES  # noqa: E402
from reciter.errors import InputProblem  # noqa: E402
from reciter.shelf.fingerprint import file_sha256  # noqa: E402
from tests.engines.gpt_sovits.mel_voices import (  # noqa: E402
    PROJECTIONS,
    RANK,
    TINY,
    WIDTH,
    acoustic_file,
    lora_file,
    lora_weights,
    mel_network,
    published_weights,
    semantic_file,
)

if TYPE_CHECKING:
    from tests.engines.gpt_sovits.checkpoints.conftest import Write

pytestmark = pytest.mark.slow  # a base each

PLACE = "cfm.base_model.model.estimator.transformer_blocks.1.attn.to_v"
DOWN, UP = f"{PLACE}.lora_A.default.weight", f"{PLACE}.lora_B.default.weight"


@pytest.fixture
def v3(write: "Write", tmp_path: Path) -> Any:
    """Import of a v3 voice; gives its weights."""

    def imported(acoustic: Path, *, base: Path | None = None) -> Any:
        convert(semantic_file(write, TINY["v3"]), acoustic, tmp_path / "weights", versions=TINY, base=base)
        return load_weights(tmp_path / "weights")

    return imported


@pytest.mark.parametrize("name", TINY)
def test_a_whole_file_loses_nothing_but_what_no_version_uses(
    name: str, write: "Write", tmp_path: Path
) -> None:
    version = TINY[name]
    acoustic = acoustic_file(write, version)
    record = convert(semantic_file(write, version), acoustic, tmp_path / "weights", versions=TINY)
    found = load_weights(tmp_path / "weights")
    assert (record.version, record.acoustic.source, record.acoustic.base_sha256) == (name, acoustic.name, "")
    expected = mel_state(published_weights(version))
    assert found.acoustic.keys() == expected.keys()
    assert all(torch.equal(found.acoustic[key], expected[key]) for key in expected)
    mel_network(version).load_state_dict(found.acoustic, strict=True)


@pytest.mark.parametrize(("name", "header", "stated"), [("v3", "03", ""), ("v4", "04", ""), ("v4", "", "v4")])
def test_a_lora_is_added_to_its_base_as_by_hand(
    name: str, header: str, stated: str, write: "Write", tmp_path: Path
) -> None:
    version = TINY[name]
    (tmp_path / "models" / "gsv-v4-pretrained").mkdir(parents=True)
    base = acoustic_file(write, version, f"models/{MEL_FILES[name].base}")
    lora = lora_file(write, version, header=header, stated=stated)
    semantic, folder = semantic_file(write, version), tmp_path / "weights"
    record = convert(semantic, lora, folder, versions=TINY, base=tmp_path / "models")
    assert (record.version, record.acoustic.base_sha256) == (name, file_sha256(base))
    assert record.acoustic.source == lora.name
    by_hand, changes = published_weights(version), lora_weights(version)
    for layer in range(2):
        for part in PROJECTIONS:
            target = f"transformer_blocks.{layer}.attn.{part}"
            start = f"cfm.base_model.model.estimator.{target}.lora"
            up, down = (changes.pop(f"{start}_{letter}.default.weight").float() for letter in "BA")
            by_hand[f"cfm.estimator.{target}.weight"] = (
                by_hand[f"cfm.estimator.{target}.weight"].float() + up @ down
            )
    by_hand |= {key.replace("base_model.model.", ""): value for key, value in changes.items()}
    expected, found = mel_state(by_hand), load_weights(folder).acoustic
    assert found.keys() == expected.keys()
    for key, value in expected.items():
        assert found[key].dtype == value.dtype
        assert torch.allclose(found[key], value, rtol=1e-6, atol=1e-7), key


def test_the_base_may_be_named_itself(write: "Write", v3: Any) -> None:
    base = acoustic_file(write, TINY["v3"], "elsewhere.pth")
    assert v3(lora_file(write, TINY["v3"], header="03"), base=base).record.acoustic.base_sha256


@pytest.mark.parametrize("folder", [None, "models"])
def test_without_its_base_a_lora_says_what_is_missing_and_how_to_get_it(
    folder: str | None, write: "Write", v3: Any, tmp_path: Path
) -> None:
    with pytest.raises(InputProblem, match=r"LoRA of v3.*s2Gv3\.pth, which is not here") as caught:
        v3(lora_file(write, TINY["v3"], header="03"), base=tmp_path / folder if folder else None)
    assert caught.value.how == "Fetch it with: reciter models pull gpt-sovits-v3"
    assert not (tmp_path / "weights").exists()


def test_a_base_of_another_version_or_kind_is_named(write: "Write", v3: Any) -> None:
    lora = lora_file(write, TINY["v3"], header="03")
    for base, said in (
        (acoustic_file(write, TINY["v4"]), "should be its base is stage 2 of v4"),
        (semantic_file(write, TINY["v3"]), "should be its base is stage 1"),
        (lora, "should be its base is another LoRA"),
    ):
        with pytest.raises(InputProblem, match=said):
            v3(lora, base=base)


@pytest.mark.parametrize(
    ("changed", "rank", "said"),
    [
        ({}, 4, r"lora_A.default.weight is \(3, 32\) and not \(4, 32\), of rank 4"),
        ({}, None, "of rank None"),
        ({DOWN: torch.zeros(RANK, 9)}, RANK, r"is \(3, 9\) and not \(3, 32\)"),
        ({UP: torch.zeros(WIDTH, 2)}, RANK, r"is \(32, 2\) and not \(32, 3\)"),
        ({UP: None}, RANK, "missing: cfm.estimator.transformer_blocks.1.attn.to_v.lora_B"),
        (
            {"cfm.base_model.model.estimator.to_z.lora_A.default.weight": torch.zeros(3, 4)},
            RANK,
            "unknown: .*to_z",
        ),
        ({"extra.weight": torch.zeros(1)}, RANK, "unknown: extra.weight"),
        ({"bridge.0.bias": torch.zeros(1)}, RANK, r"bridge.0.bias is \(1,\) and not \(16,\)"),
        ({DOWN: torch.full((RANK, WIDTH), torch.inf)}, RANK, "not numbers"),
    ],
)
def test_changes_that_do_not_fit_the_base_are_listed(
    changed: dict[str, Any], rank: Any, said: str, write: "Write", v3: Any, tmp_path: Path
) -> None:
    base = acoustic_file(write, TINY["v3"])
    with pytest.raises(InputProblem, match=said) as caught:
        v3(lora_file(write, TINY["v3"], header="03", rank=rank, **changed), base=base)
    assert caught.value.where == "ann_e2_s8_l3.pth"
    assert not (tmp_path / "weights").exists()


@pytest.mark.parametrize("name", ["v3_lora_rank32", "v4_lora_rank32"])
def test_every_weight_of_a_published_lora_has_its_place(golden: Any, name: str) -> None:
    from reciter.engines.gpt_sovits.checkpoints.lora import merged

    lora, base = (
        {key: torch.empty(shape, device="meta") for key, shape in golden.manifest(f"s2G_{file}").items()}
        for file in (f"{name}_export", name[:2])
    )
    both = merged(lora, base, rank=32)
    assert {key: value.shape for key, value in both.items()} == {
        key: value.shape for key, value in base.items()
    }
