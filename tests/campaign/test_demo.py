"""The demo: the whole main job on an example campaign, and films that are drawn rather than downloaded."""

import hashlib
import json
import urllib.request
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import Result

from campaign import demo
from campaign.cli.app import utc_now
from media import example_films
from media.sources import probe
from schedules.rehearsal import server
from tests.page_view import page_says


def _late(post: dict[str, Any]) -> float:
    out, due = (datetime.fromisoformat(post[key]) for key in ("published_at", "due_at"))
    return (out - due).total_seconds()


@pytest.mark.slow
@pytest.mark.alone
@pytest.mark.usefixtures("true_clock")  # APScheduler has no other
def test_demo(tmp_path: Path, campaign: Callable[..., Result]) -> None:
    """The demo ends with 0: every post is out within a second of its moment, each film as it was rendered."""
    done = campaign("demo", tmp_path / "mey", "--json")
    assert done.exit_code == 0, done.stderr
    told = json.loads(done.stdout)
    assert Path(told["report"]).is_file()
    assert [(post["state"], 0 <= _late(post) < 1) for post in told["posts"]] == [("published", True)] * 8
    with server.start(tmp_path / "mey" / "rehearsal", port=0, clock=utc_now) as page:
        shown = {
            _sha256(page_says(page, f"{post['facebook_id']}?fields=source")["source"])
            for post in told["posts"][:6]
        }
    made = {
        hashlib.sha256(film.read_bytes()).hexdigest() for film in (tmp_path / "mey" / "renders").glob("*.mp4")
    }
    assert (shown, len(shown)) == (made, 6)
    names = [word for example in demo.EXAMPLES for word in example.speaker.split()]
    assert [file for file in tmp_path.rglob("*") if any(name in file.name for name in names)] == []


def _sha256(url: str) -> str:
    with urllib.request.urlopen(url, timeout=60) as answer:
        return hashlib.sha256(answer.read()).hexdigest()


def test_demo_spares_a_campaign_that_stands(tmp_path: Path, campaign: Callable[..., Result]) -> None:
    """Where a campaign stands already the demo ends with 2 and touches nothing."""
    campaign("init", tmp_path / "mine")
    before = sorted(tmp_path.rglob("*"))
    done = campaign("demo", tmp_path / "mine")
    assert (done.exit_code, done.stdout, sorted(tmp_path.rglob("*"))) == (2, "", before)


def test_subtitles_of_the_demo_can_be_read() -> None:
    """No cue of the demo asks for more than 17 characters a second or 42 in a line."""
    cues = [cue for example in demo.EXAMPLES for says in example.says.values() for cue in says]
    assert max(len(line) for cue in cues for line in cue.splitlines()) <= 42
    assert max(len(cue.replace("\n", "")) / 2.2 for cue in cues) <= 17


@pytest.mark.slow
@pytest.mark.parametrize("example", demo.EXAMPLES, ids=lambda example: example.slug)
def test_drawn_film(tmp_path: Path, example: demo.Example) -> None:
    """A drawn film is a whole film of the scene's shape with sound, and its speaker moves."""
    example_films.draw(tmp_path / "film.mp4", example.scene, seconds=1)
    film = probe.probe(tmp_path / "film.mp4")
    assert ((film.width, film.height), film.has_sound, film.duration_ms) == (example.scene.size, True, 1000)


def test_computed_voice_is_the_same_every_time() -> None:
    """The sound of a voice is computed: equal for equal wishes, within bounds, with pauses."""
    once, again = example_films.speech(2.0, 170.0), example_films.speech(2.0, 170.0)
    assert np.array_equal(once, again)
    assert 0.2 < float(np.abs(once).max()) <= 0.3
    assert float(np.abs(once[: example_films.RATE // 4]).max()) == 0
