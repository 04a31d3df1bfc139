"""Subtitles that somebody pastes into an editor: text of an SRT, VTT, ASS or TTML file, read as such files are."""

from pathlib import Path

from campaign.testimonies.cue_editing import given_cues
from media.findings import Finding
from media.json_values import Json
from media.subtitles import reader
from schedules.errors import BadRequest
from schedules.model.edited_subtitles import EditedCue

_BEGINS = (
    ("WEBVTT", ".vtt"),
    ("[Script Info]", ".ass"),
    ("[Events]", ".ass"),
    ("<?xml", ".ttml"),
    ("<tt", ".ttml"),
)
_NAME = "pasted"


def read(text: str, language: str) -> tuple[tuple[EditedCue, ...], tuple[Finding, ...]]:
    """Return the cues of a pasted text, and what of it could not be read.

    Raises BadRequest where nothing in it has times, or it is more than an editor holds.
    """
    written = text.lstrip("\ufeff \t\r\n").replace("\r\n", "\n").replace("\r", "\n")
    ending = next((ending for begins, ending in _BEGINS if written.startswith(begins)), ".srt")
    path = Path(f"{_NAME}{ending}")
    file = reader.opened_content(path, written.encode("utf-8", errors="replace"), language=language)
    shown = sorted((one for one in file.shown if one.text), key=lambda one: (one.start_ms, one.end_ms))
    if not shown:
        raise BadRequest("pasted-none")
    cues = given_cues.numbered(shown)
    given: list[Json] = [
        {"id": one.id, "start_ms": max(0, one.start_ms), "end_ms": max(0, one.end_ms), "text": one.text}
        for one in cues
    ]
    seen = [one for one in file.seen if one.severity == "error"]
    return given_cues.read(given), reader.located(path, seen)
