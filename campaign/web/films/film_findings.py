"""What a check finds in a film and its subtitles, for its page: of which language and subtitles, each thing once."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from campaign.web.films import lacks
from media.errors import BadInput
from media.findings import Finding, Severity
from media.subtitles import reader
from schedules.model import campaign_paths
from schedules.model.campaign_paths import AstrayPath
from schedules.model.records import Testimony

_PLACE = re.compile(r"(.*?)(?::(\d+))?")


@dataclass(frozen=True, kw_only=True)
class Told:
    """A thing that was found; `language` of the subtitles that it is of, or "", `cues` their numbers, from 1."""

    severity: Severity
    said: str
    language: str
    cues: tuple[int, ...]


def told(folder: Path, film: Testimony, found: Iterable[Finding], lang: str) -> tuple[Told, ...]:
    """Return what was found, worst first, each language by itself; what is said of several subtitles is said once."""
    files = {path: language for language, path in film.subtitles.items()}
    starts = {path: _starts(folder, film, language) for path, language in files.items()}
    grouped: dict[tuple[Severity, str, str], list[int]] = {}
    for one in found:
        match = _PLACE.fullmatch(one.where)
        path, line = (match[1].replace("\\", "/"), match[2]) if match else ("", None)
        cues = grouped.setdefault((one.severity, files.get(path, ""), lacks.said(one, lang)), [])
        number = sum(start <= int(line) for start in starts.get(path, ())) if line else 0
        if number and number not in cues:
            cues.append(number)
    every = [
        Told(severity=severity, said=said, language=language, cues=tuple(cues))
        for (severity, language, said), cues in grouped.items()
    ]
    languages = ["", film.language, *film.subtitles]
    return tuple(
        sorted(every, key=lambda one: (lacks.LOUD.index(one.severity), languages.index(one.language)))
    )


def _starts(folder: Path, film: Testimony, language: str) -> list[int]:
    """Return the lines, from 1, at which subtitles begin; none of a file that cannot be read."""
    try:
        file = reader.opened(campaign_paths.subtitles(folder, film, language), language=language)
    except (BadInput, OSError, AstrayPath):
        return []
    return [cue.line for cue in file.raw]
