"""Models are fetched from a hub once, verified against what it says of them, and continued after a break.

The hub is a small server on loopback that speaks the few sentences of the real one's protocol.
"""

import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

pytest.importorskip("huggingface_hub")

from reciter.errors import EngineProblem, InputProblem, TransientProblem
from reciter.production.models import MODELS, ModelSet, list_models, pull

COMMIT = "0123456789abcdef0123456789abcdef01234567"
BIG = bytes(range(256)) * 4000
FILES = {
    "base/config.json": b'{"hidden_size": 16}\n',
    "base/pytorch_model.bin": BIG,
    "voice.ckpt": BIG[::-1],
    "x.md": b"no",
}
SETS = {
    "base": ModelSet("owner/voices", "main", "voices", ("base/*",), "the base"),
    "voice": ModelSet("owner/voices", "main", "voices", ("base/*", "voice.ckpt"), "base and voice"),
    "lost": ModelSet("owner/voices", "main", "voices", ("lost.ckpt",), "not on the hub"),
    "elsewhere": ModelSet("owner/nothing", "main", "nothing", ("*",), "no such repository"),
}


class Hub:
    """A hub with one repository: what it serves, what it says it serves, and what it was asked for."""

    def __init__(self) -> None:
        self.served = dict(FILES)
        self.break_after: int | None = None
        self.asked: list[tuple[str, str, str | None]] = []
        hub = self

        class Handler(BaseHTTPRequestHandler):
            def do_HEAD(self) -> None:
                hub.answer(self)

            def do_GET(self) -> None:
                hub.answer(self)

            def log_message(self, format: str, *_arguments: Any) -> None: ...

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def fetched(self) -> list[str]:
        return [
            path.rpartition(f"{COMMIT}/")[2]
            for method, path, _range in self.asked
            if method == "GET" and "/resolve/" in path
        ]

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        path = request.path.partition("?")[0]
        self.asked.append((request.command, path, request.headers.get("Range")))
        if re.fullmatch(rf"/api/models/owner/voices/revision/(main|{COMMIT})", path):
            self._send(request, json.dumps(self._info()).encode(), {"Content-Type": "application/json"})
        elif (found := re.fullmatch(rf"/owner/voices/resolve/{COMMIT}/(.+)", path)) and found[
            1
        ] in self.served:
            headers = {
                "ETag": f'"{_sha256(FILES[found[1]])}"',
                "X-Repo-Commit": COMMIT,
                "Accept-Ranges": "bytes",
            }
            self._send(request, self.served[found[1]], headers)
        else:
            request.send_response(404)
            request.send_header("X-Error-Code", "RepoNotFound")
            request.send_header("Content-Length", "0")
            request.end_headers()

    def _info(self) -> dict[str, Any]:
        siblings = [_listed(name, data) for name, data in FILES.items()]
        return {
            "id": "owner/voices",
            "modelId": "owner/voices",
            "sha": COMMIT,
            "siblings": siblings,
            "private": False,
        }

    def _send(self, request: BaseHTTPRequestHandler, data: bytes, headers: dict[str, str]) -> None:
        start = 0
        if found := re.fullmatch(r"bytes=(\d+)-", request.headers.get("Range") or ""):
            start = int(found[1])
            headers |= {"Content-Range": f"bytes {start}-{len(data) - 1}/{len(data)}"}
        request.send_response(206 if found else 200)
        for name, value in {**headers, "Content-Length": str(len(data) - start)}.items():
            request.send_header(name, value)
        request.end_headers()
        if request.command == "GET":
            request.wfile.write(data[start : self._end(data, start)])

    def _end(self, data: bytes, start: int) -> int:
        """Where to stop sending: in the middle of a big file, once, if told so."""
        if self.break_after is None or len(data) < self.break_after:
            return len(data)
        end, self.break_after = start + self.break_after, None
        return end


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _listed(name: str, data: bytes) -> dict[str, Any]:
    sha1 = hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()
    large = (
        {"lfs": {"sha256": _sha256(data), "size": len(data), "pointerSize": 134}} if len(data) > 1000 else {}
    )
    return {"rfilename": name, "size": len(data), "blobId": sha1, **large}


@pytest.fixture
def hub() -> Iterator[Hub]:
    made = Hub()
    thread = Thread(target=made.server.serve_forever, daemon=True)
    thread.start()
    yield made
    made.server.shutdown()
    made.server.server_close()
    thread.join()


def test_files_are_fetched_verified_and_recorded_with_their_commit(hub: Hub, tmp_path: Path) -> None:
    lines: list[str] = []
    found = pull("base", tmp_path, models=SETS, endpoint=hub.url, report=lines.append)
    assert (found.state, found.bytes) == ("here", len(BIG) + 20)
    for name in ("base/config.json", "base/pytorch_model.bin"):
        assert (tmp_path / "voices" / name).read_bytes() == FILES[name]
    record = json.loads((tmp_path / "voices" / "pulled.json").read_text())
    assert record["base/pytorch_model.bin"] == {"bytes": len(BIG), "commit": COMMIT, "sha256": _sha256(BIG)}
    assert not (tmp_path / "voices" / "x.md").exists()
    assert lines == ["fetching base/config.json (0.0 MB)", "fetching base/pytorch_model.bin (1.0 MB)"]


def test_what_is_here_already_is_not_fetched_again_and_sets_share_files(hub: Hub, tmp_path: Path) -> None:
    pull("base", tmp_path, models=SETS, endpoint=hub.url)
    pull("voice", tmp_path, models=SETS, endpoint=hub.url)
    assert hub.fetched() == ["base/config.json", "base/pytorch_model.bin", "voice.ckpt"]
    assert hub.asked[-3][1].endswith(f"/revision/{COMMIT}")  # the second pull kept to the commit of the first
    path = tmp_path / "voices" / "voice.ckpt"
    path.write_bytes(b"rotten")
    assert [one.state for one in list_models(tmp_path, models=SETS)][:2] == ["here", "partly here"]
    path.unlink()
    pull("voice", tmp_path, models=SETS, endpoint=hub.url)
    assert path.read_bytes() == FILES["voice.ckpt"]


def test_a_broken_download_continues_where_it_stopped(
    hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("huggingface_hub.constants.DOWNLOAD_CHUNK_SIZE", 100_000)
    hub.break_after = 300_000
    found = pull("base", tmp_path, models=SETS, endpoint=hub.url)
    assert found.state == "here"
    assert (tmp_path / "voices" / "base/pytorch_model.bin").read_bytes() == BIG
    ranges = [asked for method, path, asked in hub.asked if method == "GET" and path.endswith(".bin")]
    assert ranges[0] is None
    assert ranges[-1] == "bytes=300000-"


def test_a_file_that_is_not_what_the_hub_says_is_removed(hub: Hub, tmp_path: Path) -> None:
    for name in ("base/pytorch_model.bin", "base/config.json"):
        data = FILES[name]
        hub.served = {**FILES, name: data[:-1] + b"?"}
        with pytest.raises(EngineProblem, match="its hash is another"):
            pull("base", tmp_path / name[5], models=SETS, endpoint=hub.url)
        assert not (tmp_path / name[5] / "voices" / name).exists()
    hub.served = dict(FILES)
    with pytest.raises(EngineProblem, match="its hash is another"):
        pull("voice", tmp_path, models=SETS, endpoint=hub.url, start_md5s={"voice.ckpt": "0" * 32})
    with pytest.raises(EngineProblem, match="its hash is another"):
        pull("voice", tmp_path, models=SETS, endpoint=hub.url, sha256s={"voice.ckpt": "0" * 64})
    known = hashlib.md5(FILES["voice.ckpt"][:8192]).hexdigest()
    assert (
        pull("voice", tmp_path, models=SETS, endpoint=hub.url, start_md5s={"voice.ckpt": known}).state
        == "here"
    )


def test_unknown_sets_missing_files_and_an_absent_hub_are_named(hub: Hub, tmp_path: Path) -> None:
    with pytest.raises(InputProblem, match=r"no models “bass”\. Known: base, voice"):
        pull("bass", tmp_path, models=SETS, endpoint=hub.url)
    with pytest.raises(InputProblem, match=r"the hub has no lost\.ckpt"):
        pull("lost", tmp_path, models=SETS, endpoint=hub.url)
    with pytest.raises(InputProblem, match="does not have this"):
        pull("elsewhere", tmp_path, models=SETS, endpoint=hub.url)
    with pytest.raises(TransientProblem, match="continues where it stopped"):
        pull("base", tmp_path, models=SETS, endpoint="http://127.0.0.1:9")


def test_every_set_names_files_once_and_lists_as_not_here(tmp_path: Path) -> None:
    for name, state in zip(MODELS, list_models(tmp_path), strict=True):
        assert (state.name, state.state, state.bytes) == (name, "not here", 0)
        assert len(set(MODELS[name].files)) == len(MODELS[name].files)


@pytest.mark.slow
def test_the_command_asks_the_hub_that_hf_endpoint_names(hub: Hub, tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "HF_ENDPOINT": hub.url,
        "RECITER_CACHE": str(tmp_path),
        "HF_HUB_DISABLE_TELEMETRY": "1",
    }
    command = [sys.executable, "-m", "reciter.cli", "models"]
    pulled = subprocess.run(
        [*command, "pull", "gpt-sovits-base"], env=environment, capture_output=True, text=True, check=False
    )
    assert pulled.returncode == 2
    assert "the hub does not have this" in pulled.stderr
    assert (
        hub.asked[0][1] == "/api/models/lj1995/GPT-SoVITS/revision/336b2ec4e8d4ac74740798dd40af44e74659ecaf"
    )
    listed = subprocess.run([*command, "list"], env=environment, capture_output=True, text=True, check=True)
    assert "gpt-sovits-v2ProPlus" in listed.stdout
    assert str(tmp_path) in listed.stdout


@pytest.mark.parametrize("version", ["v1", "v2", "v2Pro", "v2ProPlus"])
def test_judges_go_where_training_looks_for_them_beside_their_generator(version: str) -> None:
    generator = next(file for file in MODELS[f"gpt-sovits-{version}"].files if "s2G" in file)
    assert MODELS[f"gpt-sovits-{version}-judges"].files == (generator.replace("s2G", "s2D"),)
    assert MODELS[f"gpt-sovits-{version}-judges"].folder == MODELS[f"gpt-sovits-{version}"].folder


def test_every_set_is_fetched_at_a_commit() -> None:
    assert all(re.fullmatch("[0-9a-f]{40}", found.revision) for found in MODELS.values())
