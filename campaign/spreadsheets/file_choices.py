"""How a person said that a plan's file is to be read, and what it has beside the rows that come in."""

from dataclasses import dataclass, field

from campaign.spreadsheets.sheets.hidden_parts import Hidden


@dataclass(frozen=True, kw_only=True)
class Choices:
    """Whether what is hidden comes in (None: it is refused), and the encoding of a CSV (None: its bytes tell it)."""

    with_hidden: bool | None = None
    encoding: str | None = None


@dataclass(frozen=True, kw_only=True)
class Beside:
    """Titles of other sheets, what nobody sees of this one, what lies over its cells; the encoding that was guessed."""

    sheets: tuple[str, ...] = ()
    hidden: Hidden = field(default_factory=Hidden)
    unread: tuple[str, ...] = ()
    encoding: str | None = None
