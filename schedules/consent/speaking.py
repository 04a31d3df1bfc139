"""Who speaks when in a film of several speakers, and how each is named: as the subtitles tell, and as consents allow.

Only people on record in the film are named, the speaker as always, everybody else where a signed form of theirs lets
a name be shown; a label that is none of theirs stands for somebody who is not named.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from sqlmodel import Session

from media import kept_files
from media.brand import kit as brand_kit
from media.errors import MediaError
from media.subtitles import reader, speakers
from media.subtitles.speakers import Label
from media.text import folding
from media.timeline.timeline import Credit, Turn
from schedules.consent import credits
from schedules.errors import BadRequest
from schedules.model import campaign_paths
from schedules.model.records import Consent, Testimony


def turns(
    folder: Path, film: Testimony, language: str, credit: Credit, beside: Sequence[credits.Other]
) -> tuple[Turn, ...]:
    """Return who speaks from when on, in a film's subtitles in a language; nothing where they name nobody beside it.

    The speaker, where no label is theirs, speaks from the beginning. Raises BadInput, FileChanged as for the
    subtitles themselves; AstrayPath.
    """
    if language not in film.subtitles or not beside:
        return ()
    path = campaign_paths.subtitles(folder, film, language)
    file = reader.opened(path, sha256=film.subtitles_sha256[language], language=language)
    return _told(speakers.labels(file), film, credit, beside)


def _told(
    labels: Iterable[Label], film: Testimony, credit: Credit, beside: Sequence[credits.Other]
) -> tuple[Turn, ...]:
    known = {one.name: one.shown and Credit(name=one.shown, role="", organisation="") for one in beside}
    people: dict[str, Credit | None] = {
        film.speaker: credit,
        **{name: shown or None for name, shown in known.items()},
    }
    found = []
    for label in labels:
        who = _meant(label.name, people)
        if who is not None or label.sure:
            found.append(Turn(at_ms=label.at_ms, credit=people[who] if who else None))
    if not any(one.credit for one in found if one.credit != credit):
        return ()
    begins = [] if any(one.credit == credit for one in found) else [Turn(at_ms=0, credit=credit)]
    return (*begins, *found)


def _meant(label: str, people: Iterable[str]) -> str | None:
    """Whose name a label is: the whole one, or the first name of one person alone."""
    whole = [name for name in people if folding.same(name, label)]
    first = [name for name in people if folding.same(name.split()[0], label)]
    found = whole or first
    return found[0] if len(found) == 1 else None


def shown_beside(
    session: Session, folder: Path, film: Testimony, language: str, given: Sequence[Consent]
) -> tuple[str, ...]:
    """Return the names, as shown, of everybody but the speaker whom a film names; what cannot be read names nobody."""
    named = [one for one in credits.others(session, film, given) if one.shown]
    try:
        if not named or language not in film.subtitles or not _may_label(folder, film, language, named):
            return ()
        if brand_kit.load(folder / "brand").look != "band":
            return ()
        credit = Credit(name=film.speaker, role=film.role, organisation=film.organisation)
        told = turns(folder, film, language, credit, credits.others(session, film, given))
    except (MediaError, BadRequest, OSError):
        return ()
    shown = [one.credit.name for one in told if one.credit and one.credit != credit and one.credit.name]
    return tuple(dict.fromkeys(shown))


def _may_label(folder: Path, film: Testimony, language: str, named: Iterable[credits.Other]) -> bool:
    """Tell whether any of these first names is anywhere in a subtitle file, without reading it as one."""
    with kept_files.opened(campaign_paths.subtitles(folder, film, language)) as file:
        text = file.read(reader.LARGEST).decode("utf-8", errors="replace")
    return any(folding.stands_in(one.name.split()[0], text) for one in named)
