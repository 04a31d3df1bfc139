"""A model comes from the hub whole and as it was published, or not at all."""

import http.server
import json
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from media.speech.known_models import KNOWN
from tests import speech_model

BASE = KNOWN["base"]
Run = Callable[..., "subprocess.CompletedProcess[str]"]


class Hub(http.server.SimpleHTTPRequestHandler):
    """Serves the files of a revision as the hub does; remembers what it was asked."""

    asked: list[str]
    protocol_version = "HTTP/1.1"

    def do_HEAD(self) -> None:
        """Answer with a file's facts."""
        self._answer(with_body=False)

    def do_GET(self) -> None:
        """Answer with a file."""
        self._answer(with_body=True)

    def _answer(self, *, with_body: bool) -> None:
        self.asked.append(self.path)
        start = f"/{BASE.repository}/resolve/{BASE.revision}/"
        path = Path(self.directory, self.path.removeprefix(start))
        if not self.path.startswith(start) or not path.is_file():
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Length", str(path.stat().st_size))
        self.send_header("ETag", f'"{BASE.files[path.name][1]}"')
        self.send_header("X-Repo-Commit", BASE.revision)
        self.end_headers()
        if with_body:
            with path.open("rb") as file:
                self.copyfile(file, self.wfile)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Path, dict[str, str], list[str]]]:
    """A hub on this computer with the base model: its folder, the environment that leads to it, what it was asked."""
    speech_model.require_extra(monkeypatch)
    folder = speech_model.joined(tmp_path / "published").folder
    asked: list[str] = []
    handler = type("Handler", (Hub,), {"asked": asked})
    with http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), lambda *args: handler(*args, directory=folder)
    ) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        env = {
            "HF_ENDPOINT": f"http://127.0.0.1:{server.server_port}",
            "XDG_DATA_HOME": str(tmp_path / "data"),
            "HOME": str(tmp_path / "data"),
            "PYTHONPATH": f"{speech_model.REPOSITORY}:{speech_model.EXTRA}",
        }
        yield folder, env, asked
        server.shutdown()


@pytest.mark.slow
def test_a_model_is_fetched(hub: tuple[Path, dict[str, str], list[str]], campaign_process: Run) -> None:
    """A model comes in with a yes, its files and nothing else are asked for, and it is listed."""
    _, env, asked = hub
    done = campaign_process("speech", "fetch", "base", "--yes", env=env)
    assert done.returncode == 0, done.stderr
    rows = json.loads(campaign_process("speech", "models", "--json", env=env).stdout)
    assert [row["name"] for row in rows if row["here"]] == ["base"]
    assert {Path(path).name for path in asked} == set(BASE.files)
    (place,) = [Path(row["folder"]) for row in rows if row["here"]]
    assert sorted(path.name for path in place.iterdir()) == sorted([*BASE.files, "manifest.json"])


@pytest.mark.slow
def test_a_model_that_is_another(hub: tuple[Path, dict[str, str], list[str]], campaign_process: Run) -> None:
    """A file that is not what was published is refused, and nothing of the model stays."""
    folder, env, _ = hub
    (folder / "tokenizer.json").write_text("{}", encoding="utf-8")
    done = campaign_process("speech", "fetch", "base", "--yes", env=env)
    assert done.returncode == 1
    assert "nothing was kept" in done.stderr.splitlines()[-1]
    assert list((Path(env["XDG_DATA_HOME"]) / "testimony-campaign" / "models").iterdir()) == []


@pytest.mark.slow
def test_nobody_answers(hub: tuple[Path, dict[str, str], list[str]], campaign_process: Run) -> None:
    """Where the hub cannot be reached it is said in one line what to do."""
    _, env, _ = hub
    done = campaign_process(
        "speech", "fetch", "base", "--yes", env=env | {"HF_ENDPOINT": "http://127.0.0.1:9"}
    )
    assert done.returncode == 1
    assert "campaign speech use FOLDER" in done.stderr.splitlines()[-1]
