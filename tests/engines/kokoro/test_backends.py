"""Pools of sessions keep items apart and in order; real backends give the same bytes whatever is beside an item."""

import hashlib
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from reciter.engines.kokoro import candidates, probes
from reciter.engines.kokoro.backends.network import MAX_TOKENS, Feed, Network, PooledNetwork, Samples
from reciter.engines.kokoro.model_files import ModelFile, find_model
from reciter.errors import EngineProblem

CLOCKED = ((65, 157, 138, 62, 16, 46, 156, 63, 4), (52, 63, 16, 61, 156, 51, 6), (50, 156, 51, 4))


def _styles(count: int) -> np.ndarray:
    return np.zeros((count, 256), np.float32)


def _echo(feed: Feed) -> Samples:
    return feed["tokens"].reshape(-1).astype(np.float32)


def _pool(count: int, session: Callable[[Feed], Samples] = _echo) -> PooledNetwork:
    return PooledNetwork("echo", "echo", lambda: [session] * count)


@pytest.mark.parametrize("count", [1, 2, 3])
def test_results_come_in_the_order_of_the_items(count: int) -> None:
    tokens = [[number] * (1 + number % 7) for number in range(1, 30)]
    spoken = _pool(count).run(tokens, _styles(len(tokens)), [1.0] * len(tokens))
    assert [wave.tolist() for wave in spoken] == [[0, *ids, 0] for ids in tokens]


def test_the_model_gets_zeros_around_the_tokens_its_style_and_its_speed() -> None:
    seen: list[Feed] = []

    def session(feed: Feed) -> Samples:
        seen.append(feed)
        return _echo(feed)

    styles = np.arange(512, dtype=np.float32).reshape(2, 256)
    _pool(1, session).run([[5, 6], [7]], styles, [1.0, 1.25])
    assert seen[1]["tokens"].tolist() == [[0, 7, 0]]
    assert seen[1]["tokens"].dtype == np.int64
    np.testing.assert_array_equal(seen[1]["style"], styles[1:])
    assert seen[1]["speed"].tolist() == [1.25]


def test_sessions_are_opened_once_and_not_before_the_first_run() -> None:
    opened: list[int] = []

    def open_sessions() -> list[Callable[[Feed], Samples]]:
        opened.append(1)
        return [_echo]

    network = PooledNetwork("echo", "echo", open_sessions)
    assert opened == []
    for _ in range(3):
        network.run([[1]], _styles(1), [1.0])
    assert opened == [1]


def test_a_session_is_never_used_twice_at_once() -> None:
    busy = threading.Lock()

    def session(feed: Feed) -> Samples:
        assert busy.acquire(blocking=False)
        time.sleep(0.002)
        busy.release()
        return _echo(feed)

    network = _pool(1, session)
    failures: list[BaseException] = []

    def run() -> None:
        try:
            network.run([[1], [2], [3]], _styles(3), [1.0] * 3)
        except BaseException as failure:
            failures.append(failure)

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_sessions_work_side_by_side_but_long_items_wait_for_one_another() -> None:
    lock, now, most = threading.Lock(), [0], [0]

    def session(feed: Feed) -> Samples:
        size = feed["tokens"].size - 2
        with lock:
            now[0] += size
            most[0] = max(most[0], now[0])
        time.sleep(0.02)
        with lock:
            now[0] -= size
        return _echo(feed)

    network = _pool(3, session)
    network.run([[1] * 100] * 6, _styles(6), [1.0] * 6)
    assert most[0] == 300
    network.run([[1] * MAX_TOKENS, [1] * 200, [1] * 400], _styles(3), [1.0] * 3)
    assert most[0] == MAX_TOKENS


def test_a_failing_item_fails_the_run_and_leaves_the_sessions_usable() -> None:
    def session(feed: Feed) -> Samples:
        if 13 in feed["tokens"]:
            raise EngineProblem("this one does not work.")
        return _echo(feed)

    network = _pool(2, session)
    with pytest.raises(EngineProblem, match="does not work"):
        network.run([[1], [13], [2]], _styles(3), [1.0] * 3)
    assert len(network.run([[1], [2], [3]], _styles(3), [1.0] * 3)) == 3


@pytest.mark.parametrize(
    ("tokens", "styles", "speeds"),
    [
        ([[]], _styles(1), [1.0]),
        ([[1] * 511], _styles(1), [1.0]),
        ([[1]], _styles(2), [1.0]),
        ([[1]], _styles(1), []),
        ([[1]], np.zeros((1, 128), np.float32), [1.0]),
    ],
    ids=["no tokens", "too many tokens", "a style too many", "no speed", "a style of another model"],
)
def test_arguments_that_do_not_fit_are_refused(
    tokens: list[list[int]], styles: np.ndarray, speeds: list[float]
) -> None:
    with pytest.raises(ValueError, match="item"):
        _pool(1).run(tokens, styles, speeds)


def test_a_file_that_is_no_model_is_an_engine_problem(tmp_path: Path) -> None:
    broken = tmp_path / "broken.onnx"
    broken.write_bytes(b"nothing of the kind")
    network = candidates.load(
        "onnxruntime-int8-1x1", model=ModelFile(broken, "0" * 64, "setting"), cache=tmp_path
    )
    with pytest.raises(EngineProblem, match="cannot load"):
        network.run([[1]], _styles(1), [1.0])


def test_fingerprints_tell_ways_and_models_apart_but_not_sessions(tmp_path: Path) -> None:
    def fingerprint(name: str, sha256: str = "0" * 64) -> str:
        return candidates.load(name, model=ModelFile(tmp_path, sha256, "setting"), cache=tmp_path).fingerprint

    ways = [fingerprint(f"{way}-1x2") for way in candidates.WAYS]
    assert len(set(ways)) == len(candidates.WAYS)
    assert fingerprint("onnxruntime-int8-1x2") == fingerprint("onnxruntime-int8-2x1")
    assert fingerprint("onnxruntime-int8-1x2") != fingerprint("onnxruntime-int8-1x2", "1" * 64)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


def _load(name: str, cache: Path) -> Network:
    return candidates.load(name, model=find_model(cache), cache=cache)


def _hashes(network: Network, order: tuple[int, ...] = (0, 1, 2)) -> list[str]:
    styles = np.repeat(probes.styles()[:1], len(order), axis=0)
    spoken = network.run([CLOCKED[index] for index in order], styles, [1.0] * len(order))
    return [hashlib.sha256(wave.tobytes()).hexdigest() for wave in spoken]


@pytest.mark.slow
@pytest.mark.parametrize("way", [way for way in candidates.WAYS if way != "openvino-bf16"])
def test_an_item_sounds_the_same_alone_in_any_order_in_any_pool_and_in_another_process(
    way: str, cache: Path
) -> None:
    one = _load(f"{way}-1x2", cache)
    expected = _hashes(one)
    assert _hashes(one) == expected
    assert _hashes(one, (2, 0, 1)) == [expected[2], expected[0], expected[1]]
    assert _hashes(one, (1,)) == [expected[1]]
    pool = _load(f"{way}-2x1", cache)
    assert (_hashes(pool) == expected) or pool.fingerprint != one.fingerprint
    script = (
        "import sys; sys.path.insert(0, sys.argv[1]); from pathlib import Path; import test_backends as t;"
        "print('\\n'.join(t._hashes(t._load(sys.argv[2], Path(sys.argv[3])))))"
    )
    same = f"{way}-2x1" if pool.fingerprint == one.fingerprint else f"{way}-1x2"
    command = [sys.executable, "-c", script, str(Path(__file__).parent), same, str(cache)]
    other = subprocess.run(command, capture_output=True, text=True, check=True)
    assert other.stdout.split() == expected


@pytest.mark.slow
def test_the_cut_network_in_openvino_speaks_as_the_whole_one(cache: Path) -> None:
    from reciter.engines.kokoro.backends import open_vino

    model = find_model(cache)
    names = ("cut-front", "cut-middle", "cut-back")
    front, middle, back = (candidates._derived(model, cache, name) for name in names)
    (speak,) = open_vino.open_cut((front, middle, back), sessions=1, threads=2, precision="f32")
    cut = PooledNetwork("cut", "cut", lambda: [speak])
    whole = _load("onnxruntime-slim-fp32-1x2", cache)
    arguments = (probes.TOKENS[:1], probes.styles()[:1], [1.0])
    ours, theirs = cut.run(*arguments)[0], whole.run(*arguments)[0]
    assert len(ours) == len(theirs)
    assert probes.spectral_distance_db(ours, theirs) < 0.5
    assert np.corrcoef(ours, theirs)[0, 1] > 0.99
