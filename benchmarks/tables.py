"""Tables of figures with their bars, as text and as Markdown."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median


@dataclass(frozen=True, kw_only=True)
class Table:
    """A heading, what it shows, column names, rows; the last column of a table with bars says if it holds."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    notes: Sequence[str] = field(default=())


@dataclass(frozen=True, kw_only=True)
class Row:
    """A ratio (or CPU seconds, MB), what it is measured against, and its bar: `at most` or `at least`."""

    what: str
    values: Sequence[float]
    most: float | None = None
    least: float | None = None
    unit: str = ""
    note: str = ""

    @property
    def holds(self) -> bool:
        """Whether the median keeps to the bar, if it has one."""
        value = median(self.values)
        return (self.most is None or value <= self.most) and (self.least is None or value >= self.least)

    def words(self) -> list[str]:
        """The row as a table shows it."""
        digits = 0 if self.unit in ("MB", "MB/s", "ms") else 2
        spread = ""
        if len(self.values) > 1:
            spread = f"{min(self.values):.{digits}f} – {max(self.values):.{digits}f}"
        bar = f"≤ {self.most:g}" if self.most is not None else f"≥ {self.least:g}" if self.least else ""
        verdict = ("holds" if self.holds else "MISSED") if bar else ""
        value = f"{median(self.values):.{digits}f} {self.unit}".strip()
        return [self.what, value, spread, f"{bar} {self.unit}".strip() if bar else "", verdict, self.note]


def bars(title: str, rows: Iterable[Row], notes: Sequence[str] = ()) -> Table:
    """A table of ratios and their bars."""
    columns = ("what", "median", "range", "bar", "", "remark")
    return Table(title=title, columns=columns, rows=[row.words() for row in rows], notes=notes)


def text(table: Table) -> str:
    """A table for the terminal."""
    lines = [list(table.columns), *map(list, table.rows)]
    widths = [max(len(line[at]) for line in lines) for at in range(len(table.columns))]
    shown = [
        "  ".join(word.ljust(width) for word, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    ]
    return "\n".join(["", table.title, "-" * len(table.title), *shown, *table.notes])


def markdown(table: Table) -> str:
    """A table for a page; columns that stay empty are left out."""
    kept = [at for at in range(len(table.columns)) if any(row[at] for row in table.rows)]
    lines = [[line[at] for at in kept] for line in (table.columns, ["---"] * len(table.columns), *table.rows)]
    rows = [f"| {' | '.join(line)} |" for line in lines]
    return "\n".join([f"## {table.title}", "", *rows, *(["", *table.notes] if table.notes else []), ""])


def put(page: Path, part: str) -> None:
    """Write a part, which begins with its `# heading`, into a page: in its old place, else at the end."""
    written = page.read_text(encoding="utf-8") if page.exists() else ""
    parts = [one for one in re.split(r"^(?=# )", written, flags=re.MULTILINE) if one.strip()]
    heading = part.partition("\n")[0]
    places = [at for at, one in enumerate(parts) if one.partition("\n")[0] == heading]
    at = places[0] if places else len(parts)
    parts[at : at + 1] = [part]
    page.write_text("\n".join(one.strip() + "\n" for one in parts), encoding="utf-8")
