"""The way the network is run is measured once, remembered, and never chosen for speed alone."""

import json
import multiprocessing
import os
from multiprocessing.synchronize import Barrier
from pathlib import Path

import numpy as np
import pytest

from reciter.engines.kokoro import candidates, measurement, probes, selection
from reciter.engines.kokoro.measurement import Figure, median_ratio
from reciter.engines.kokoro.model_files import ModelFile, find_model
from reciter.engines.kokoro.selection import RuntimeSettings, best, choose, load_network, machine_key
from reciter.errors import EngineProblem, InputProblem

MODEL = ModelFile(Path("model.onnx"), "0" * 64, "wheels")


def _figure(name: str, ratio: float, *, right: bool = True, peak_bytes: int = 500_000_000) -> Figure:
    return Figure(name, ratio, right, "", peak_bytes)


@pytest.mark.parametrize(
    ("figures", "chosen"),
    [
        ([_figure("plain", 1.0)], "plain"),
        ([_figure("plain", 1.0), _figure("slim", 1.2)], "slim"),
        ([_figure("plain", 1.0), _figure("slim", 1.04)], "plain"),
        ([_figure("plain", 1.0), _figure("slim", 1.2), _figure("other", 1.25)], "slim"),
        ([_figure("plain", 1.0), _figure("slim", 1.2), _figure("other", 1.4)], "other"),
        ([_figure("plain", 1.0), _figure("slim", 1.2), _figure("ruined", 3.0, right=False)], "slim"),
        ([_figure("plain", 1.0), _figure("broken", 0.0, right=False)], "plain"),
        ([_figure("plain", 1.0), _figure("large", 3.0, peak_bytes=1_500_000_000)], "plain"),
    ],
    ids=[
        *("alone", "faster", "hardly faster", "simpler of two alike", "fastest"),
        *("fast but ruined", "broken", "too large"),
    ],
)
def test_the_fastest_way_that_sounds_right_wins_by_a_margin(figures: list[Figure], chosen: str) -> None:
    assert best(figures) == chosen


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Measurements made so far; the last way measured always wins."""
    calls: list[list[str]] = []

    def measure(names: list[str], *, model: ModelFile, cache: Path) -> list[Figure]:
        calls.append(names)
        return [Figure(name, 1.0 + place / 2, True) for place, name in enumerate(names)]

    monkeypatch.setattr(measurement, "measure", measure)
    return calls


def test_a_choice_is_measured_once_and_remembered(measured: list[list[str]], tmp_path: Path) -> None:
    first = choose(MODEL, cache=tmp_path / "new", threads=2)
    assert choose(MODEL, cache=tmp_path / "new", threads=2) == first == measured[0][-1]
    assert len(measured) == 1
    assert measured[0][0] == "onnxruntime-int8-1x2"


def test_what_was_measured_is_written_down(measured: list[list[str]], tmp_path: Path) -> None:
    choose(MODEL, cache=tmp_path, threads=2)
    (record,) = json.loads((tmp_path / selection.MEMORY).read_text("utf-8")).values()
    assert record["backend"] == measured[0][-1]
    assert [figure["name"] for figure in record["figures"]] == measured[0]


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"KEY": {}}', '{"KEY": null}'])
def test_a_damaged_memory_is_measured_again(measured: list[list[str]], tmp_path: Path, damage: str) -> None:
    key = machine_key(MODEL, threads=2)
    (tmp_path / selection.MEMORY).write_text(damage.replace("KEY", key), "utf-8")
    assert choose(MODEL, cache=tmp_path, threads=2) == choose(MODEL, cache=tmp_path, threads=2)
    assert len(measured) == 1


def test_other_machines_in_the_same_memory_are_kept(measured: list[list[str]], tmp_path: Path) -> None:
    two = choose(MODEL, cache=tmp_path, threads=2)
    four = choose(MODEL, cache=tmp_path, threads=4)
    assert two != four
    assert choose(MODEL, cache=tmp_path, threads=2) == two
    assert len(measured) == 2


def test_a_choice_holds_for_processor_cores_libraries_and_model(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = [machine_key(MODEL, threads=2), machine_key(MODEL, threads=4)]
    keys.append(machine_key(ModelFile(MODEL.path, "1" * 64, "wheels"), threads=2))
    monkeypatch.setattr(selection, "version", lambda name: "9.9")
    keys.append(machine_key(MODEL, threads=2))
    monkeypatch.setattr(selection, "_processor", lambda: "another one")
    keys.append(machine_key(MODEL, threads=2))
    assert len(set(keys)) == len(keys)


def test_several_processes_measure_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def measure(names: list[str], *, model: ModelFile, cache: Path) -> list[Figure]:
        with (tmp_path / "calls").open("a") as calls:
            calls.write("x")
        return [Figure(name, 1.0 + os.getpid(), True) for name in names]

    monkeypatch.setattr(measurement, "measure", measure)
    fork = multiprocessing.get_context("fork")
    together = fork.Barrier(5)
    processes = [fork.Process(target=_choose, args=(tmp_path, together)) for _ in range(5)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(30)
    assert [process.exitcode for process in processes] == [0] * 5
    assert (tmp_path / "calls").read_text() == "x"


def _choose(cache: Path, together: Barrier) -> None:
    together.wait(30)
    choose(MODEL, cache=cache, threads=2)
    os._exit(0)


def test_a_backend_that_was_given_is_not_measured(measured: list[list[str]], tmp_path: Path) -> None:
    network = load_network(RuntimeSettings(backend="onnxruntime-slim-int8-2x1", cache=tmp_path))
    assert network.name == "onnxruntime-slim-int8-2x1"
    assert measured == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    ["cuda", "onnxruntime-int8", "onnxruntime-int8-0x2", "onnxruntime-int8-1x2x3", "tflite-int8-1x1"],
)
def test_an_unknown_backend_is_refused_with_the_list_of_known_ones(name: str, tmp_path: Path) -> None:
    with pytest.raises(InputProblem) as caught:
        load_network(RuntimeSettings(backend=name, cache=tmp_path))
    assert "onnxruntime-slim-int8-<sessions>x<threads>" in str(caught.value)


@pytest.mark.parametrize(
    ("cores", "shape"), [(1, "1x1"), (2, "2x1"), (3, "3x1"), (4, "4x1"), (5, "4x1"), (7, "3x2"), (16, "4x4")]
)
def test_cores_are_spread_over_at_most_four_sessions(cores: int, shape: str) -> None:
    names = list(candidates.names(cores, flags=frozenset()))
    assert names == [f"onnxruntime-int8-1x{cores}", f"onnxruntime-slim-int8-{shape}"]


def test_what_a_processor_cannot_do_is_not_measured() -> None:
    def ways(*flags: str) -> set[str]:
        return {name.rpartition("-")[0] for name in candidates.names(2, flags=frozenset(flags))}

    assert ways("avx2") == {"onnxruntime-int8", "onnxruntime-slim-int8"}
    assert ways("avx2", "avx512f") - ways("avx2") == {"onnxruntime-slim-fp32", "openvino-fp32"}
    assert ways("avx2", "avx512f", "amx_bf16") - ways("avx2", "avx512f") == {"openvino-bf16"}


def test_the_middle_ratio_counts_and_only_rounds_taken_part_in() -> None:
    rounds = [{"base": 2.0, "way": 1.0}, {"base": 2.0, "way": 2.0}, {"base": 9.0, "way": 3.0}, {"base": 1.0}]
    assert median_ratio(rounds, "way", baseline="base") == 2.0
    assert median_ratio(rounds, "base", baseline="base") == 1.0


def test_a_rendering_is_near_to_itself_however_it_is_shifted_and_far_from_noise() -> None:
    time_s = np.arange(24_000) / 24_000
    tone = (0.3 * np.sin(2 * np.pi * (200 + 300 * time_s) * time_s)).astype(np.float32)
    later = np.concatenate([np.zeros(600, np.float32), tone])
    noise = np.random.default_rng(0).normal(0, 0.1, len(tone)).astype(np.float32)
    assert probes.spectral_distance_db(tone, tone) == 0.0
    assert probes.spectral_distance_db(tone, later) < measurement.NEAR_DB
    assert probes.spectral_distance_db(tone, noise) > 3 * measurement.NEAR_DB


def test_the_probes_fit_the_model_and_their_styles() -> None:
    assert probes.styles().shape == (len(probes.TOKENS), 256)
    assert all(1 <= len(ids) <= 510 for ids in probes.TOKENS)


def test_a_baseline_that_crashes_is_a_problem(tmp_path: Path) -> None:
    broken = tmp_path / "model.onnx"
    broken.write_bytes(b"no model")
    with pytest.raises(EngineProblem, match="does not run"):
        measurement.measure(
            ["onnxruntime-int8-1x1"], model=ModelFile(broken, "0" * 64, "setting"), cache=tmp_path
        )


@pytest.mark.slow
def test_real_ways_are_measured_beside_one_that_does_not_exist(tmp_path: Path) -> None:
    model = find_model(tmp_path)
    names = ["onnxruntime-int8-1x2", "onnxruntime-slim-int8-2x1", "abacus-int8-1x1"]
    plain, slim, abacus = measurement.measure(names, model=model, cache=tmp_path)
    assert plain.ratio == 1.0
    assert slim.sounds_right
    assert slim.ratio > 0.7
    assert slim.ratio <= 1.0 or 200_000_000 < slim.peak_bytes < selection.MOST_BYTES
    assert (abacus.ratio, abacus.sounds_right) == (0.0, False)
    assert "abacus" in abacus.note


def test_a_round_costs_wall_and_processor_time_alike():
    assert measurement.cost_s(8.0, 2.0) == pytest.approx(4.0)
    assert measurement.cost_s(4.0, 4.0) == pytest.approx(4.0)
