"""Published files are read whatever their header, told apart by what they hold; other files are named."""

import hashlib
from typing import TYPE_CHECKING, Any

import pytest

torch = pytest.importorskip("torch")

from reciter.engines.gpt_sovits.checkpoints.reading import read_checkpoint  # noqa: E402
from reciter.errors import InputProblem  # noqa: E402
from tests.engines.gpt_sovits.checkpoints.conftest import acoustic_contents, semantic_contents  # noqa: E402

if TYPE_CHECKING:
    from pathlib import Path

    from tests.engines.gpt_sovits.checkpoints.conftest import Write

PRO = {"sv_emb__weight": torch.zeros(4, 4)}
WIDE, NARROW = (PRO | {"dec__conv_pre__weight": torch.zeros(rows, 1, 1)} for rows in (768, 512))
FLOW = {"cfm__estimator__proj__weight": torch.zeros(2, 2)}
LORA_WEIGHTS = {"cfm.base_model.model.estimator.to_q.lora_A.default.weight": torch.zeros(2, 2)}
LORA = {"cfm__base_model.model__estimator__to_q__lora_A__default__weight": torch.zeros(2, 2)}


@pytest.mark.parametrize(("phones", "version"), [(512, "v1"), (732, "v2")])
def test_stage_1_is_read_with_its_config_and_hash(write: "Write", phones: int, version: str) -> None:
    contents = semantic_contents(phones)
    path = write("narrator-e15.ckpt", contents)
    found = read_checkpoint(path)
    assert (found.stage, found.version, found.info) == ("semantic", version, "GPT-e15")
    assert found.config == contents["config"]
    assert found.source == "narrator-e15.ckpt"
    assert found.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    [(key, tensor)] = found.tensors.items()
    assert torch.equal(tensor, contents["weight"][key])
    assert tensor.dtype == torch.float16


@pytest.mark.parametrize(
    ("contents", "header", "version"),
    [
        (acoustic_contents(322), "", "v1"),
        (acoustic_contents(322), "00", "v1"),
        (acoustic_contents(), "", "v2"),
        (acoustic_contents(), "01", "v2"),
        (acoustic_contents(**NARROW), "", "v2Pro"),
        (acoustic_contents(**NARROW), "05", "v2Pro"),
        (acoustic_contents(**WIDE), "", "v2ProPlus"),
        (acoustic_contents(**WIDE), "06", "v2ProPlus"),
        (acoustic_contents(**FLOW), "02", "v3"),
        (acoustic_contents(settings={"version": "v3"}, **FLOW), "", "v3"),
        (acoustic_contents(settings={"version": "v4"}, **FLOW), "", "v4"),
        (acoustic_contents(**LORA), "03", "v3"),
        (acoustic_contents(**LORA), "04", "v4"),
        (acoustic_contents(settings={"version": "v4"}, **LORA), "", "v4"),
    ],
)
def test_the_version_of_stage_2_is_found_from_the_file(
    write: "Write", contents: dict[str, Any], header: str, version: str
) -> None:
    found = read_checkpoint(write("narrator.pth", contents, header=header))
    assert (found.stage, found.version) == ("acoustic", version)
    assert found.config["data"] == {"sampling_rate": 32000}
    assert found.tensors.keys() == contents["weight"].keys()


def test_a_lora_has_no_phones_of_its_own_and_states_its_rank(write: "Write") -> None:
    found = read_checkpoint(
        write("ann_e2_s8_l32.pth", {"weight": dict(LORA_WEIGHTS), "lora_rank": 32}, header="04")
    )
    assert (found.stage, found.version, found.is_lora, found.lora_rank) == ("acoustic", "v4", True, 32)


def test_reading_leaves_the_file_and_the_settings_of_pytorch_as_they_were(write: "Write") -> None:
    path = write("narrator.pth", acoustic_contents(**NARROW), header="05")
    before, allowed = path.read_bytes(), torch.serialization.get_safe_globals()
    read_checkpoint(path)
    assert path.read_bytes() == before
    assert torch.serialization.get_safe_globals() == allowed


@pytest.mark.parametrize(
    ("contents", "said"),
    [
        ({"weight": {"discriminators.0.convs.0.bias": torch.zeros(2)}}, "discriminator"),
        ({"model": {}, "iteration": 3, "optimizer": {}, "learning_rate": 1e-4}, "resumes a training"),
        ({"state_dict": {}, "pytorch-lightning_version": "2.4"}, "resumes a training"),
        (acoustic_contents(**LORA), "nothing in the file says which"),
        ({"layer3_ds.weight": torch.zeros(2)}, "speaker model"),
        ({"feature_extractor.conv.weight": torch.zeros(2)}, "HuBERT"),
        ({"generator": {"conv_pre.weight": torch.zeros(2)}}, "no weights of GPT-SoVITS"),
        ({"some.weight": torch.zeros(2)}, "not those of GPT-SoVITS"),
        ([1, 2, 3], "no weights"),
        (semantic_contents(100), "100 phones"),
        (acoustic_contents(**FLOW), "nothing in the file says which"),
    ],
)
def test_a_file_of_another_kind_is_named_as_what_it_is(write: "Write", contents: Any, said: str) -> None:
    path = write("other.pth", contents)
    with pytest.raises(InputProblem, match=said) as caught:
        read_checkpoint(path)
    assert caught.value.where == str(path)
    assert caught.value.how


def test_a_header_of_the_future_is_refused(write: "Write") -> None:
    with pytest.raises(InputProblem, match="begins with “07”"):
        read_checkpoint(write("future.pth", acoustic_contents(), header="07"))


def test_missing_empty_cut_and_foreign_files_are_told_apart(write: "Write", tmp_path: "Path") -> None:
    whole = write("whole.pth", acoustic_contents()).read_bytes()
    old = tmp_path / "old.pth"
    torch.save(acoustic_contents()["weight"], old, _use_new_zipfile_serialization=False)
    cases = {
        "empty": (b"", "the file is empty"),
        "cut": (whole[: len(whole) // 2], "cut off"),
        "text": (b"version https://git-lfs.github.com/spec/v1\n", "not a checkpoint"),
        "old": (old.read_bytes(), "before 1.6"),
        "tar": (b"a" * 257 + b"ustar" + b"b" * 300, "before 1.6"),
    }
    for name, (data, said) in cases.items():
        (tmp_path / name).write_bytes(data)
        with pytest.raises(InputProblem, match=said):
            read_checkpoint(tmp_path / name)
    with pytest.raises(InputProblem, match="no such file"):
        read_checkpoint(tmp_path / "missing.pth")


def test_one_flipped_bit_in_a_tensor_is_noticed(write: "Write") -> None:
    path = write("flipped.ckpt", semantic_contents())
    data = bytearray(path.read_bytes())
    place = data.index(torch.arange(40, 60, dtype=torch.float16).numpy().tobytes())
    data[place] ^= 1
    path.write_bytes(data)
    with pytest.raises(InputProblem, match="damaged"):
        read_checkpoint(path)
