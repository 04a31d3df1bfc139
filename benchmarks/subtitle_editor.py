"""The subtitle editor with a thousand subtitles in a real browser, the sound of ten minutes, and a password's hash."""

import resource
import subprocess
import time
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from benchmarks import desk_stage, stage
from benchmarks.desk_stage import Asked
from benchmarks.tables import Row
from media import ffmpeg
from media.sources import audio, probe
from schedules.database import testimonies

CHROMIUM = Path("/usr/bin/chromium")
CUES, EACH_MS, FILM_S = 1000, 3000, 600
LINES = {
    "nl": "Elke nacht om vier uur\nbegin ik met het brood",
    "fr": "Chaque nuit à quatre heures\nje fais le pain",
}
TYPED = "En toen kwam de bakker nog eens langs, met brood. "
PLACES = 60  # that are scrolled to
OBSERVED = """() => { window.seen = []; new PerformanceObserver((list) => {
  for (const one of list.getEntries()) {
    if (one.interactionId) { window.seen.push([one.interactionId, one.duration]); }
  }
}).observe({ type: "event", durationThreshold: 16, buffered: false }); }"""
BLANK = """(top) => { const pane = document.getElementById("list-pane"); pane.scrollTop = top;
  return new Promise((told) => requestAnimationFrame(() => requestAnimationFrame(() => {
    const box = pane.getBoundingClientRect(), at = document.elementFromPoint(box.left + 150, box.top + 200);
    const row = at && at.closest(".cue"); told(!(row && row.textContent.trim())); }))); }"""


def rows(folder: Path, rounds: int) -> list[Row]:
    """Return what the editor, the waveform and the log-in cost, beside their bars."""
    film = folder / "sound.mp4"
    folder.mkdir(parents=True)
    _make(film)
    return [*_edited(folder / "campaign", film), _peaks(film), _hashed(rounds)]


def _make(film: Path) -> None:
    sound = f"anoisesrc=r=48000:a=0.2:d={FILM_S},tremolo=f=0.4:d=0.95"
    picture = f"color=c=blue:s=64x36:r=1:d={FILM_S}"
    sources = ["-f", "lavfi", "-i", picture, "-f", "lavfi", "-i", sound]
    subprocess.run(
        [ffmpeg.program(), "-y", "-v", "error", *sources, "-preset", "ultrafast", "-c:a", "aac", str(film)],
        check=True,
    )


def _edited(folder: Path, film: Path) -> list[Row]:
    """Return how soon a letter is seen among so many subtitles, and how many rows were blank while scrolling."""
    if not CHROMIUM.exists():
        return []
    from playwright.sync_api import sync_playwright

    _campaign(folder, film)
    with desk_stage.served(desk_stage.desk(folder)) as (one, _), sync_playwright() as play:
        started = play.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        view = _opened(started, one)
        late = _typed(view)
        heights = view.evaluate("() => document.getElementById('list-pane').scrollHeight")
        blanks = [view.evaluate(BLANK, heights * at / PLACES) for at in range(PLACES)]
        started.close()
    middle = sorted(late)[len(late) // 2]
    return [
        Row(what=f"{CUES:,} subtitles: a letter is seen after, median", values=[middle], unit="ms", most=50),
        Row(
            what="the same, of 20 letters the second slowest",
            values=[sorted(late)[-1 - len(late) // 20]],
            unit="ms",
        ),
        Row(what=f"blank rows in {PLACES} places scrolled to", values=[float(sum(blanks))], most=0),
    ]


def _campaign(folder: Path, film: Path) -> None:
    books = stage.found(folder)
    (folder / "films").mkdir(exist_ok=True)
    (folder / "films/1.mp4").write_bytes(film.read_bytes())
    texts = {one: _srt(text).encode() for one, text in LINES.items()}
    for one, text in texts.items():
        (folder / f"films/1.{one}.srt").write_bytes(text)
    with books.write() as session:
        testimonies.add_testimony(
            session, now=datetime.now(UTC), speaker="Nora Voorbeeld", slug="nora", role="coach", organisation="Crédal",
            language="nl", theme=None, film_path="films/1.mp4", film_sha256=sha256(film.read_bytes()).hexdigest(),
            film_ms=CUES * EACH_MS + 1000,
            subtitles={one: (f"films/1.{one}.srt", sha256(text).hexdigest()) for one, text in texts.items()},
        )  # fmt: skip
    books.close()


def _srt(text: str) -> str:
    return "\n".join(
        f"{n + 1}\n{_at(n * EACH_MS)} --> {_at(n * EACH_MS + 2900)}\n{text}\n" for n in range(CUES)
    )


def _at(ms: int) -> str:
    return f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02},{ms % 1000:03}"


def _opened(started: Any, one: Asked) -> Any:
    view = started.new_page(viewport={"width": 1440, "height": 900})
    view.goto(one.key_url)
    view.wait_for_url(f"http://127.0.0.1:{one.port}/")
    with view.expect_response(lambda answer: answer.url.endswith("/peaks"), timeout=120_000):
        view.goto(f"http://127.0.0.1:{one.port}/films/nora/subtitles/nl")
    until = time.monotonic() + 120
    while view.locator("#cues > li").count() < CUES and time.monotonic() < until:
        view.wait_for_timeout(200)
    view.wait_for_timeout(3000)
    return view


def _typed(view: Any) -> list[float]:
    """Return how long it took from each key until what it changed was painted (ms; in steps of 8, under 16 is 8)."""
    view.locator(".cue").nth(CUES // 2).locator(".text").first.click()
    view.wait_for_timeout(1500)
    view.evaluate(OBSERVED)
    view.keyboard.type(TYPED, delay=150)
    view.wait_for_timeout(1000)
    longest: dict[int, float] = {}
    for key, lasted in view.evaluate("() => window.seen"):
        longest[key] = max(longest.get(key, 0), lasted)
    return [*longest.values(), *[8.0] * (len(TYPED) - len(longest))]


def _peaks(film: Path) -> Row:
    found, before = probe.probe(film), _cpu_s()
    audio.peaks(found)
    return Row(
        what=f"the sound of {FILM_S // 60} minutes, drawn", values=[_cpu_s() - before], unit="CPU s", most=3
    )


def _cpu_s() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _hashed(rounds: int) -> Row:
    from campaign.people import passwords

    spent = []
    for _ in range(rounds):
        began = time.perf_counter()
        passwords.fits(passwords.hashed("vier woorden na elkaar"), "vier woorden na elkaar")
        spent.append((time.perf_counter() - began) / 2)
    return Row(what="a log-in's Argon2", values=spent, unit="s", most=0.5)
