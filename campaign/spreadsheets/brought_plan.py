"""What a plan's file brought, or would bring: a line for each of its rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from campaign.spreadsheets.difference import GUESSES
from campaign.spreadsheets.file_choices import Beside
from campaign.spreadsheets.key_column import KeyColumn
from campaign.spreadsheets.plan_rows.rows import Refusal
from media.findings import Finding
from schedules.model.records import Post


@dataclass(frozen=True, kw_only=True)
class Line:
    """What becomes of one row: `what` is new, changed, unchanged, refused or a guess; `number` its post's.

    `post` is what it was before, and loses its yes where `again`; a new one may be like the post `beside`. `key` is
    what goes into the row, where it has none and keys were asked for.
    """

    row: int
    what: str
    number: int | None = None
    post: Post | None = None
    again: bool = False
    beside: Post | None = None
    key: str | None = None
    changes: Mapping[str, tuple[object, object]] = field(default_factory=dict)
    refused: tuple[Refusal, ...] = ()
    places: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Brought:
    """What a file brought, or would bring: a line for each row, and what a person should know of the file.

    `unknown` and `told` are headers that were not taken in, `sheet` the one that was read where there are others,
    `columns` ours that it has, `beside` what else the file has, `missing` the numbers of posts still to go out that the
    file does not name. `warnings` are what the posts still lack; of `unasked` more nobody asked the consents. `done`
    tells whether the posts are now what the file says.
    """

    lines: tuple[Line, ...]
    unknown: tuple[str, ...]
    told: tuple[str, ...]
    sheet: str | None
    missing: tuple[int, ...]
    warnings: tuple[Finding, ...]
    unasked: int
    done: bool
    beside: Beside = field(default_factory=Beside)
    key_column: KeyColumn | None = None
    columns: tuple[str | None, ...] = ()

    @property
    def keys(self) -> dict[int, str]:
        """The keys that go into the file, by row."""
        return {line.row: line.key for line in self.lines if line.key}

    @property
    def refused(self) -> tuple[Refusal, ...]:
        """Everything that is wrong with the file, by row."""
        return tuple(one for line in self.lines for one in line.refused)

    @property
    def guesses(self) -> tuple[Line, ...]:
        """The rows that are only like their post: whether they mean it, a person knows."""
        return tuple(line for line in self.lines if line.what in GUESSES.values())
