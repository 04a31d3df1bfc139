"""A campaign that version 0.1.0 left opens: its posts, its log, its films, its Page, its backup."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.request import urlopen
from zipfile import ZipFile

import PIL
import pytest
from click.testing import Result

from campaign.cli.app import utc_now
from media import ffmpeg
from media.lettering import fonts
from schedules.rehearsal import server
from tests.paths import DATA

BEFORE = DATA / "of-0.1.0"
MADE_WITH = {
    "ffmpeg": "ffmpeg version n9.0.2-17-g2a571b6068-20260930 Copyright (c) 2000-2026 the FFmpeg developers",
    "pillow": "11.3.0",
}
STATES = {
    "removed": [1, 2, 3, 4, 5, 6, 9], "published": [7, 8, 10, 11], "approved": [12], "draft": [13], "held": [14],
    "cancelled": [15],
}  # fmt: skip


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder, unpacked once."""
    place = tmp_path_factory.mktemp("before")
    ZipFile(BEFORE / "campaign.zip").extractall(place)
    return place / "campaign"


@pytest.fixture
def folder(unpacked: Path, tmp_path: Path) -> Path:
    """A copy of the folder, for this test alone."""
    return Path(shutil.copytree(unpacked, tmp_path / "mey"))


@pytest.fixture
def asked(campaign: Callable[..., Result]) -> Callable[..., Any]:
    """Run a reading command in a folder and return its JSON."""

    def ask(folder: Path, *words: str) -> Any:
        done = campaign(*words, "--json", folder=folder)
        assert done.exit_code == 0, done.stderr
        return json.loads(done.stdout)

    return ask


def standing(posts: list[dict[str, Any]]) -> dict[str, list[int]]:
    """Return the numbers of posts by their state."""
    states = dict.fromkeys(STATES, ()) | {post["state"]: () for post in posts}
    return {state: sorted(post["number"] for post in posts if post["state"] == state) for state in states}


def test_its_posts_and_its_log(folder: Path, asked: Callable[..., Any]) -> None:
    """Every post stands where it stood, every line of the log can be said, and films and consents are known."""
    assert standing(asked(folder, "post", "list")) == STATES
    log = asked(folder, "log")
    assert len(log) == 135
    assert all(line["detail"] for line in log if line["event"] == "try-later")
    assert [film["speaker"] for film in asked(folder, "testimony", "list")] == [
        "Fatou Voorbeeld", "Mina Voorbeeld", "person 6",
    ]  # fmt: skip
    assert [consent["standing"] for consent in asked(folder, "consent", "list")] == ["valid"] * 4 + [
        "withdrawn"
    ]


def test_its_renditions_are_used_again(
    folder: Path, asked: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """On the machine that made them, its films need not be made anew: a recipe names no file of ours."""
    # That machine measured text with Pillow 11.3, some pixels otherwise than later ones do: what it found is kept.
    found = json.loads((BEFORE / "widths.json").read_text(encoding="utf-8"))
    monkeypatch.setattr(fonts, "width", lambda text, font, size: found[f"{font.name} {size} {text}"])
    monkeypatch.setattr(ffmpeg, "version", lambda: MADE_WITH["ffmpeg"])
    monkeypatch.setattr(PIL, "__version__", MADE_WITH["pillow"])
    films = asked(folder, "render", "--all")
    assert [(film["testimony"], film["language"], film["format"], film["reused"]) for film in films] == [
        ("oven", "nl", "landscape", True),
        ("oven", "fr", "portrait", True),
    ]


def test_its_rehearsal_page_shows_its_posts(folder: Path) -> None:
    """The Page that it published to shows what was live, and nothing of what was taken back."""
    with (
        server.start(folder / "rehearsal", port=0, clock=utc_now) as served,
        urlopen(served.page_url) as page,
    ):
        shown = page.read().decode()
    assert "Elke nacht om vier uur gaat de oven aan." in shown
    assert "La boutique est ouverte, été comme hiver" in shown
    assert "Piet Fictief" not in shown
    assert "Nog eens: om vier uur" not in shown


def test_its_backup_comes_back(
    tmp_path: Path, campaign: Callable[..., Result], asked: Callable[..., Any]
) -> None:
    """Its backup is restored, paused, with every post where it stood."""
    done = campaign("restore", BEFORE / "backup.zip", tmp_path / "back", "--json")
    assert (done.exit_code, json.loads(done.stdout)["paused"]) == (0, True)
    assert standing(asked(tmp_path / "back", "post", "list")) == STATES


def test_its_posts_go_on(folder: Path, campaign: Callable[..., Result], asked: Callable[..., Any]) -> None:
    """What waited in it can be steered: a held post is let go, a live one is taken off its Page."""
    assert campaign("post", "release", "14", folder=folder).exit_code == 0
    assert campaign("post", "remove", "7", folder=folder).exit_code == 0
    now = {post["number"]: post["state"] for post in asked(folder, "post", "list")}
    assert (now[14], now[7]) == ("approved", "removed")
