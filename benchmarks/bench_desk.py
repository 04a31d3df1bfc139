"""`make bench-desk`: what the desk in the browser costs, beside a plain Flask page in the same run.

    python -m benchmarks.bench_desk [--quick] [--markdown FILE]

Everything is a real process over real HTTP. Ends with 1 when a bar is missed.
"""

import argparse
import platform
import sqlite3
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack, closing, suppress
from datetime import UTC, datetime, timedelta
from http.client import HTTPResponse
from pathlib import Path

from benchmarks import desk_stage, film_board, largefilm, punctuality, stage, subtitle_editor, tables
from benchmarks.bench_start import fill
from benchmarks.desk_stage import Asked
from benchmarks.measuring import processor
from benchmarks.tables import Row, Table
from campaign.posts import drafts, editing
from campaign.settings import settings
from campaign.workspace import opened

PAGES = ("/", "/?view=week", "/?view=list", "/posts/1", "/films", "/status", "/settings", "/figures")
BROWSERS = 20
CHROMIUM = Path("/usr/bin/chromium")


def main() -> None:
    """Measure and print."""
    asked = _asked()
    with tempfile.TemporaryDirectory(prefix="campaign-desk-") as work:
        found = [
            tables.bars("Start, memory, idle", _starts(Path(work) / "small", asked.rounds, asked.idle)),
            tables.bars("What a page weighs", _weights(Path(work) / "small")),
            tables.bars("A board of many posts", _large(Path(work) / "large", asked.posts)),
            tables.bars(f"Live, {BROWSERS} browsers", [_live(Path(work) / "small", asked.changes)]),
            tables.bars(f"The service beside {BROWSERS} browsers", _service(Path(work), asked.due)),
            tables.bars("A film's ranges", _film(Path(work) / "film", asked.megabytes)),
            tables.bars(
                "Subtitles, their sound, log-in", subtitle_editor.rows(Path(work) / "editor", asked.rounds)
            ),
        ]
    print("\n".join(map(tables.text, found)))
    if asked.markdown:
        tables.put(asked.markdown, _page(found))
    sys.exit(1 if any("MISSED" in cell for table in found for row in table.rows for cell in row) else 0)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="a tenth of everything")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="write the tables into a page, too")
    asked = parser.parse_args()
    asked.rounds, asked.idle, asked.posts, asked.changes, asked.megabytes, asked.due = (
        (2, 5, 200, 5, 50, 4) if asked.quick else (7, 60, 2000, 50, 500, 40)
    )
    return asked


def _starts(folder: Path, rounds: int, idle_s: int) -> list[Row]:
    """Return what both cost until their first page, and then while nobody does anything."""
    fill(folder)
    rows = []
    for name, command, most in (
        ("desk", desk_stage.desk(folder), (1.0, 75, 0.5)),
        ("plain Flask", desk_stage.PLAIN, (None, None, None)),
    ):
        walls, cpus = [], []
        for _ in range(rounds):
            with desk_stage.served(command) as (one, wall_s):
                walls.append(wall_s)
                cpus.append(one.cpu_s())
        with desk_stage.served(command) as (one, _):
            memory, share = _idle(one, idle_s)
        rows += [
            Row(what=f"{name}: first page after", values=walls, unit="s", most=most[0]),
            Row(what=f"{name}: CPU until then", values=cpus, unit="CPU s"),
            Row(what=f"{name}: memory, idle", values=[memory], unit="MB", most=most[1]),
            Row(what=f"{name}: a core, idle", values=[share], unit="%", most=most[2]),
        ]
    return rows


def _idle(one: Asked, seconds: int) -> tuple[float, float]:
    """Return memory in MB and percent of a core, while a browser listens where that can be."""
    connection, answer = one.get("/changes")
    if answer.status == 200:
        answer.readline()
    time.sleep(2)
    before, began = one.cpu_s(), time.monotonic()
    time.sleep(seconds)
    share = (one.cpu_s() - before) / (time.monotonic() - began) * 100
    memory = one.memory_mb()
    connection.close()
    return memory, share


def _weights(folder: Path) -> list[Row]:
    """Return how many kB each page is for a browser that comes for the first time."""
    with desk_stage.served(desk_stage.desk(folder)) as (one, _):
        sizes = {path: desk_stage.sent_bytes(one, path) for path in PAGES}
    return [
        Row(what=f"`{path}`, gzipped, with all it ships", values=[size / 1000], unit="kB", most=150)
        for path, size in sizes.items()
        if size
    ]


def _large(folder: Path, posts: int) -> list[Row]:
    """Return how long a board of so many posts takes, in the server and in a browser."""
    folder.mkdir()
    books = stage.found(folder / "texts")
    stage.queue(books, [datetime.now(UTC) + timedelta(hours=2 + 4 * number) for number in range(posts)])
    books.close()
    film_board.fill(folder / "films", posts)
    return [row for kind in ("texts", "films") for row in _board(folder / kind, f"{posts:,} posts, {kind}")]


def _board(folder: Path, what: str) -> list[Row]:
    with desk_stage.served(desk_stage.desk(folder)) as (one, _):
        for _ in range(3):
            one.content("/")
        return [
            _timed(f"{what}: the server", one, lambda _: None),
            _changed(folder, f"{what}, one of them new: the server", one),
            *_in_a_browser(one, what),
        ]


def _timed(what: str, one: Asked, before: Callable[[int], object]) -> Row:
    """Return how long the board takes, each time after something (ms), and what of that the processor worked."""
    spent, worked = [], 0.0
    for number in range(11):
        before(number)
        began = one.cpu_s()
        spent.append(desk_stage.whole_s(one, "/") * 1000)
        worked += one.cpu_s() - began
    note = f"{worked / len(spent) * 1000:.0f} ms of the processor"
    return Row(what=what, values=spent, unit="ms", most=150, note=note)


def _changed(folder: Path, what: str, one: Asked) -> Row:
    """Return how long the board takes each time that a post was added."""
    with opened(folder, settings.load(folder / settings.FILE)) as office:

        def add(number: int) -> None:
            draft = drafts.Draft(caption=f"Nieuw {number}", language="nl")
            editing.add(office, draft, now=datetime.now(UTC))

        return _timed(what, one, add)


def _in_a_browser(one: Asked, what: str) -> list[Row]:
    """Return how long the page takes until it can be used, where Playwright and Chromium are."""
    with suppress(ImportError):
        from playwright.sync_api import sync_playwright

        if CHROMIUM.exists():
            with sync_playwright() as play:
                started = play.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
                view = started.new_page()
                view.goto(one.key_url)
                view.wait_for_url(f"http://127.0.0.1:{one.port}/")
                found = []
                for _ in range(5):
                    view.goto(f"http://127.0.0.1:{one.port}/")
                    timing = "performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"
                    found.append(float(view.evaluate(timing)))
                started.close()
            return [
                Row(
                    what=f"{what}: a browser until it can be used",
                    values=found,
                    unit="ms",
                    most=1000,
                )
            ]
    return []


def _live(folder: Path, changes: int) -> Row:
    """Return how late the browsers hear of a change that another process made."""
    made: dict[str, float] = {}
    heard: list[tuple[str, float]] = []
    with desk_stage.served(desk_stage.desk(folder)) as (one, _), ExitStack() as kept:
        _open_browsers(one, kept, heard)
        with opened(folder, settings.load(folder / settings.FILE)) as office:
            for number in range(changes):
                draft = drafts.Draft(caption=f"Nieuw {number}", language="nl")
                number_of_post = editing.add(office, draft, now=datetime.now(UTC))
                made[str(number_of_post)] = time.monotonic()
                time.sleep(0.9 + (number % 7) / 20)
        time.sleep(1.5)
    late = sorted(max(at - made[post], 0) * 1000 for post, at in heard if post in made)
    most = late[int((len(late) - 1) * 0.99)]
    note = f"{len(late)} of {changes * BROWSERS} heard, half within {late[len(late) // 2]:.0f} ms"
    return Row(what="99 % hear of a change within", values=[most], unit="ms", most=1000, note=note)


def _service(work: Path, posts: int) -> list[Row]:
    """Return how late posts appear where no desk is open, and where browsers listen to one."""
    found = {"no desk": _lateness(work / "alone", posts, is_open=False)}
    found[f"{BROWSERS} browsers"] = _lateness(work / "beside", posts, is_open=True)
    said = f"{posts} posts in a minute, late"
    rows = [
        Row(what=f"{said}, {name}: median", values=[late[len(late) // 2]], unit="ms")
        for name, late in found.items()
    ]
    longest = [
        Row(what=f"{said}, {name}: longest", values=[late[-1]], unit="ms", most=1000)
        for name, late in found.items()
    ]
    return [*rows, *longest]


def _lateness(folder: Path, posts: int, *, is_open: bool) -> list[float]:
    with closing(stage.found(folder)) as books, stage.serving(folder), ExitStack() as kept:
        if is_open:
            one, _ = kept.enter_context(desk_stage.served(desk_stage.desk(folder)))
            _open_browsers(one, kept, [])
        return punctuality.lateness_ms(folder, books, posts)


def _open_browsers(one: Asked, kept: ExitStack, heard: list[tuple[str, float]]) -> None:
    """Let as many browsers as there may be listen for changes until `kept` ends."""
    for _ in range(BROWSERS):
        connection, answer = one.get("/changes")
        kept.callback(connection.close)
        threading.Thread(target=_listen, args=(answer, heard), daemon=True).start()
    time.sleep(2)


def _listen(answer: HTTPResponse, heard: list[tuple[str, float]]) -> None:
    """Write down which post's change was heard, and when."""
    with suppress(OSError, ValueError, AttributeError):
        while line := answer.readline():
            if line.startswith(b"data:"):
                heard.append((line[5:].decode().strip(), time.monotonic()))


def _film(folder: Path, megabytes: int) -> list[Row]:
    """Return how fast a film is read, beside Python's own server of files; nothing where the desk shows no films."""
    books = stage.found(folder)
    path = folder / "films" / "film.mp4"
    largefilm.film(path, megabytes)
    largefilm.register(books, path)  # nobody looks into it: what is measured is how its bytes are sent
    books.close()
    with closing(sqlite3.connect(folder / "campaign.db")) as rows:
        address = f"/films/{rows.execute('SELECT slug FROM testimony').fetchone()[0]}/film"
    files = [sys.executable, "-u", "-c", _FILES.format(folder=str(path.parent))]
    with desk_stage.served(desk_stage.desk(folder)) as (one, _), desk_stage.served(files) as (plain, _):
        connection, answer = one.get(address, Range="bytes=0-99")
        status, length = answer.status, len(answer.read())
        connection.close()
        if (status, length) != (206, 100):
            return []
        ours, theirs = [], []
        for _ in range(5):
            ours.append(megabytes / desk_stage.whole_s(one, address, Range="bytes=0-"))
            theirs.append(megabytes / desk_stage.whole_s(plain, "/film.mp4"))
    ratios = [mine / other for mine, other in zip(ours, theirs, strict=True)]
    return [
        Row(what="the desk, `Range: bytes=0-`", values=ours, unit="MB/s"),
        Row(what="`python -m http.server`, whole", values=theirs, unit="MB/s"),
        Row(what="desk / http.server", values=ratios, least=0.8),
    ]


_FILES = """
import functools, http.server, json, sys
class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *words): pass
made = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory={folder!r}))
print(json.dumps({{"url": f"http://127.0.0.1:{{made.server_port}}/"}}), flush=True)
made.serve_forever()
"""


def _page(found: list[Table]) -> str:
    words = (Path(__file__).parent / "desk.md").read_text(encoding="utf-8")
    on = f"{processor()}, {platform.system()}, Python {platform.python_version()}"
    return "\n".join([words, f"Measured on {on}.", "", *map(tables.markdown, found)])


if __name__ == "__main__":
    main()
