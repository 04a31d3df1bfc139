"""Subtitles as somebody edits them: cues with numbers of their own, and the versions that are kept of them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

Kind = Literal["working", "kept", "left"]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, kw_only=True)
class EditedCue:
    """A subtitle in an editor: its number there, film time in milliseconds, text with its line breaks, or none yet."""

    id: int
    start_ms: int
    end_ms: int
    text: str


@dataclass(frozen=True, kw_only=True)
class SubtitleVersion:
    """Subtitles of a film in one language as they once were.

    `working`: somebody edits them, and no film shows them; `kept`: they were the campaign's; `left`: they were worked
    on, and others took their place. `base_sha256` is the campaign's file that they were made from, or are; "" where
    there was none. Who did it is `by`, "" where nobody knows or the name was erased.
    """

    number: int
    kind: Kind
    cues: tuple[EditedCue, ...]
    base_sha256: str
    by_person_id: int | None
    by: str
    begun_at: datetime
    saved_at: datetime
