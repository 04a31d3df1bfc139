"""How results are printed: JSON for programs, tables for people, progress on stderr with the time left."""

import json
import os
import re
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, is_dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from pathlib import Path
from typing import Any

import click

from campaign.cli import language, plain_table
from campaign.cli.app import Desk
from campaign.messages import formatting, translate
from media.findings import SEVERITIES, Finding
from media.text import controls
from schedules.errors import ScheduleError

Show = Callable[[str, float], None]


def document(value: object) -> str:
    """Return one JSON document: times in ISO 8601, durations in integer milliseconds."""
    return controls.in_json(json.dumps(value, default=_plain, ensure_ascii=not speaks_utf8(), indent=2))


def line(value: object) -> str:
    """Return one JSON object on one line, as `log --follow --json` prints them."""
    return controls.in_json(json.dumps(value, default=_plain, ensure_ascii=not speaks_utf8()))


def say(text: str) -> None:
    """Print an answer on stdout."""
    click.echo(controls.visible(text))


def note(text: str) -> None:
    """Print what is not the answer (warnings, steps) on stderr."""
    click.echo(controls.visible(text), err=True)


def table(columns: Sequence[str], rows: Iterable[Sequence[object]], *, title: str | None = None) -> None:
    """Print a table on stdout, as wide as the terminal; into a file or pipe nothing is cut off.

    Its columns, marked with `N_`, are translated; what is in its rows has been.
    """
    headings = [
        controls.visible(column and translate.translate(column, language.current())) for column in columns
    ]
    cells = [["" if cell is None else controls.visible(str(cell)) for cell in row] for row in rows]
    title = title and controls.visible(title)
    drawn = plain_table.drawn(headings, cells) if title is None and _into_a_file() else None
    if drawn is None:
        _rich_table(headings, cells, title)
    else:
        say(drawn)


def _into_a_file() -> bool:
    """Tell whether stdout takes plain UTF-8 and nobody asks for colours (as rich hears it) all the same."""
    asked = os.environ.get("FORCE_COLOR") or os.environ.get("TTY_COMPATIBLE")
    return speaks_utf8() and not sys.stdout.isatty() and not asked and sys.platform != "win32"


def _rich_table(headings: Sequence[str], cells: Iterable[Sequence[str]], title: str | None) -> None:
    from rich.table import Table
    from rich.text import Text

    grid = Table(title=title, title_justify="left", header_style="bold")
    for heading in headings:
        grid.add_column(heading, overflow="fold")
    for row in cells:
        grid.add_row(*map(Text, row))
    _console(sys.stdout, measure=grid).print(grid)


def width() -> int:
    """Return how many columns an answer may have: the terminal's, 100 at most."""
    return min(100, int(_console(sys.stdout).width))


def cell_width(columns: int) -> int:
    """Return how many signs fit on a line of a cell of `grid`, whose first column is two wide."""
    return (width() - 2 - columns - 1) // (columns - 1)


def fitted(text: str, width: int) -> str:
    """Return a text in lines of a width, broken between words; of a longer word the end gives way to `…`."""
    lines = []
    for line in text.split("\n"):
        words = [word if len(word) <= width else f"{word[: width - 1]}…" for word in line.split(" ")]
        lines += textwrap.wrap(" ".join(words), width, break_long_words=False, break_on_hyphens=False) or [""]
    return "\n".join(lines)


def grid(title: str, columns: Sequence[str], rows: Iterable[Sequence[tuple[str, str]]]) -> None:
    """Print a table of seven equal columns behind a narrow one, its cells texts with their style."""
    from rich.table import Table
    from rich.text import Text

    each = cell_width(len(columns))
    made = Table(
        title=controls.visible(title), title_justify="left", show_lines=True, padding=0, header_style="bold"
    )
    for place, column in enumerate(columns):
        made.add_column(column, width=each if place else 2, overflow="fold")
    for row in rows:
        made.add_row(*(Text(fitted(controls.visible(text), each), style=style) for text, style in row))
    console = _console(sys.stdout)
    console.width = width()
    console.print(made)


def coloured(lines: Iterable[tuple[str, str]]) -> None:
    """Print lines of text on stdout, each in its style (`green`, `bold red`); without a terminal they are plain."""
    from rich.text import Text

    console = _console(sys.stdout)
    for style, text in lines:
        console.print(Text(controls.visible(text), style=style), soft_wrap=True)


def facts(title: str, rows: Iterable[tuple[str, object]]) -> None:
    """Print one thing's facts: each label, a word of ours or marked with `N_`, beside what is known."""
    table(("", title), [(label(one), value) for one, value in rows])


def label(name: str) -> str:
    """Return a fact's label, a word of ours or marked with `N_`, in the reader's language."""
    return translate.translate(translate.gather("WORDS").get(name, name), language.current())


@contextmanager
def progress() -> Iterator[Show]:
    """Yield `show(label, fraction)`: one bar per label with the time left; plain lines without a terminal.

    Until something is shown, a terminal is left as it is. `show` may be called by several threads.
    """
    if not sys.stderr.isatty():
        yield _plain_progress()
        return
    with ExitStack() as shown:
        bars, first = list[Show](), threading.Lock()

        def show(name: str, fraction: float) -> None:
            with first:
                if not bars:
                    bars.append(shown.enter_context(_bars()))
            bars[0](name, fraction)

        yield show


@contextmanager
def _bars() -> Iterator[Show]:
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    left = TimeRemainingColumn(elapsed_when_finished=True)
    label = TextColumn("{task.description}", markup=False)
    with Progress(label, BarColumn(), TaskProgressColumn(), left, console=_console(sys.stderr)) as bars:
        tasks: dict[str, Any] = {}

        def show(name: str, fraction: float) -> None:
            if name not in tasks:
                tasks[name] = bars.add_task(controls.visible(name), total=1.0)
            bars.update(tasks[name], completed=min(1.0, fraction))

        yield show


@contextmanager
def progress_of(name: str) -> Iterator[Callable[[float], None]]:
    """Yield `show(fraction)`: a bar that is there from the first step to the last; before and after, one may ask."""
    with ExitStack() as shown:
        bars: list[Show] = []

        def show(fraction: float) -> None:
            if not bars:
                bars.append(shown.enter_context(progress()))
            bars[0](name, fraction)
            if fraction >= 1.0:
                shown.close()

        yield show


def _plain_progress() -> Show:
    """Say a line per label when it begins and ends, and every ten seconds between, with the time left."""
    lang = language.current()  # films are made on several threads, of which this one alone knows the command
    paces: dict[str, Pace] = {}
    last: dict[str, float] = {}

    def show(name: str, fraction: float) -> None:
        now = time.monotonic()
        left = paces.setdefault(name, Pace()).left(now, fraction)
        ended = fraction >= 1.0 and last.get(name) != float("inf")
        if ended or now - last.get(name, float("-inf")) >= 10:
            said = {"what": name, "share": round(min(1.0, fraction) * 100), "left": left}
            note(translate.say("progress" if left is None else "progress-left", said, lang))
            last[name] = float("inf") if ended else now

    return show


class Pace:
    """How fast something goes on of late, and so how long it will still take; nothing where that would be a guess."""

    LATE, LEAST_SECONDS, LEAST_SHARE, MOST_TIMES = 30.0, 5.0, 0.05, 20.0

    def __init__(self) -> None:
        self._seen: list[tuple[float, float]] = []

    def left(self, now: float, fraction: float) -> int | None:
        """Return the seconds left at a moment, in seconds; None at the ends, early on, and beyond what one may believe.

        Time left is never given as more than twenty times the time that has passed.
        """
        begun, *late = self._seen or [(now, fraction)]
        late = [one for one in late if now - one[0] <= self.LATE]
        since, before = begun if now - begun[0] <= self.LATE or not late else late[0]
        if now - (late or [begun])[-1][0] >= 1:
            late.append((now, fraction))
        self._seen = [begun, *late]
        passed, done = now - begun[0], fraction - begun[1]
        gained, took = fraction - before, now - since
        if passed < self.LEAST_SECONDS or done < self.LEAST_SHARE or gained <= 0 or fraction >= 1:
            return None
        left = (1 - fraction) * took / gained
        return round(left) if 1 <= left <= self.MOST_TIMES * passed else None


def _console(stream: Any, measure: Any = None) -> Any:
    from rich.console import Console

    console = Console(file=stream, highlight=False, soft_wrap=False)
    if measure is not None and not console.is_terminal:
        console = Console(file=stream, highlight=False, width=10_000)
        console.width = max(1, console.measure(measure).maximum)
    return console


def speaks_utf8() -> bool:
    """Tell whether stdout can show every sign."""
    return (getattr(sys.stdout, "encoding", None) or "").lower().replace("-", "") == "utf8"


def _plain(value: object) -> object:
    """Turn a value of ours into what JSON knows."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, timedelta):
        return round(value / timedelta(milliseconds=1))
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, set | frozenset):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} cannot be printed as JSON")


def by_severity(found: Iterable[Finding]) -> list[Finding]:
    """Return findings with the errors first, then warnings, then remarks; else in their order."""
    return sorted(found, key=lambda one: SEVERITIES.index(one.severity))


def told(desk: Desk, found: Sequence[Finding]) -> int:
    """Print findings, errors first, and return the exit code: 1 when there are errors."""
    found = by_severity(found)
    if desk.json:
        say(document([as_json(desk, one) for one in found]))
    else:
        for one in found:
            say(finding_line(desk, one))
    return 1 if any(one.severity == "error" for one in found) else 0


def refusals(desk: Desk, found: Iterable[ScheduleError | Finding]) -> None:
    """Say one by one, on stderr, what something is refused for."""
    for one in found:
        note(desk.say(one.code, **one.params))


def finding_line(desk: Desk, one: Finding) -> str:
    """A finding on one line: where, which rule, how bad, what is wrong and what to do."""
    message, remedy = translate.say_finding(one.code, one.params, desk.lang)
    where = translate.located(one.where, one.code, desk.lang)
    severity = translate.labelled(desk.word(one.severity), desk.lang)
    return f"{where} {severity} {formatting.ended(_placeless(message, one.where))} {remedy}".rstrip()


def _placeless(message: str, where: str) -> str:
    """Return a finding's message without the file and line with which it begins, where those stand before it."""
    file = where.rpartition(":")[0]
    if not file or not message.startswith(f"{file},"):
        return message
    return re.sub(r"^,[^:]*:\s", "", message[len(file) :])


def as_json(desk: Desk, one: Finding) -> dict[str, str]:
    """A finding with the keys that scripts rely on."""
    message, remedy = translate.say_finding(one.code, one.params, desk.lang)
    return {
        "code": one.code, "severity": one.severity, "where": one.where, "message": message, "remedy": remedy,
    }  # fmt: skip
