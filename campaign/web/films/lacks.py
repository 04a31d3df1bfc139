"""What is wrong with a film or lacks, the worst first, each with what mends it."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from sqlmodel import Session

from campaign.checks import film_tracks, films
from campaign.messages import formatting, translate
from campaign.testimonies.allowed_use import Person
from campaign.workspace import Workspace
from media.findings import Finding, Severity
from media.sources import probe_cache
from schedules.consent import gates
from schedules.database import withdrawals
from schedules.model import campaign_paths
from schedules.model.campaign_paths import AstrayPath
from schedules.model.records import Testimony

Remedy = Literal["record", "print", "cut", "page", "none"]
LOUD: tuple[Severity, ...] = ("error", "warning", "info")
ERASED = "erased"
_CUT = ("F12",)  # what a film's end taken off mends


@dataclass(frozen=True, kw_only=True)
class Lack:
    """One thing: `code` chooses the page's sentence, or `said` is the whole of it; `mend` what the page offers."""

    severity: Severity
    code: str
    mend: Remedy = "none"
    said: str = ""
    person: str | None = None
    day: date | None = None
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Track:
    """Subtitles in a language: `missing`, `draft`, `checked` (by whom, when) or `made` by a person; `broken`."""

    language: str
    state: Literal["missing", "draft", "checked", "made", "broken"]
    who: str = ""
    day: date | None = None
    wanted: bool = True


def tracks(workspace: Workspace, film: Testimony) -> tuple[Track, ...]:
    """Return the subtitles of a film, those of the campaign's languages first, also where there are none."""
    wanted = workspace.settings.languages
    others = [one for one in film.subtitles if one not in wanted]
    return tuple(_track(workspace, film, one, one in wanted) for one in (*wanted, *others))


def _track(workspace: Workspace, film: Testimony, language: str, wanted: bool) -> Track:
    from media.errors import MediaError
    from media.subtitles import reader  # slow to load, and only where there are some

    if language not in film.subtitles:
        return Track(language=language, state="missing", wanted=wanted)
    try:
        file = reader.opened(campaign_paths.subtitles(workspace.folder, film, language), language=language)
    except (OSError, MediaError, AstrayPath):
        return Track(language=language, state="broken", wanted=wanted)
    if file.unchecked is not None:
        return Track(language=language, state="draft", wanted=wanted)
    if file.mark is None:
        return Track(language=language, state="made", wanted=wanted)
    day = date.fromisoformat(file.mark.day) if file.mark.day else None
    return Track(language=language, state="checked", who=file.mark.who, day=day, wanted=wanted)


def is_erased(session: Session, film: Testimony) -> bool:
    """Tell whether a film was erased, which is how it stays."""
    return withdrawals.film_is_gone(session, film.id) or film.film_path == campaign_paths.GONE


def of_film(
    session: Session,
    workspace: Workspace,
    film: Testimony,
    people: Iterable[Person],
    subtitles: Iterable[Track],
    *,
    now: datetime,
    lang: str,
) -> tuple[Lack, ...]:
    """Return all of it; of a film that was erased that alone."""
    if is_erased(session, film):
        return (Lack(severity="info", code=ERASED),)
    found = [
        *_of_people(workspace, people),
        *_of_file(workspace, film, lang),
        *_of_subtitles(workspace, film, subtitles),
    ]
    return tuple(sorted(found, key=lambda one: LOUD.index(one.severity)))


def _of_people(workspace: Workspace, people: Iterable[Person]) -> Iterator[Lack]:
    if workspace.rules.consent == "off":
        return
    wanted = workspace.rules.pair or workspace.settings.languages
    for one in people:
        cell = one.cell(gates.CHANNEL)
        refused = tuple(language for language in cell.left_out if language in wanted)
        told = {"person": one.shown or one.name, "day": cell.day, "languages": refused}
        if cell.kind == "soon":
            yield Lack(severity="warning", code="soon", mend="record", **told)  # type: ignore[arg-type]
        elif cell.kind not in ("yes", "until"):
            yield Lack(severity="error", code=cell.kind, mend="record", **told)  # type: ignore[arg-type]
        elif refused:
            severity: Severity = "warning" if len(refused) < len(wanted) else "error"
            yield Lack(severity=severity, code="some-languages", mend="record", **told)  # type: ignore[arg-type]


def _of_file(workspace: Workspace, film: Testimony, lang: str) -> Iterator[Lack]:
    """Yield what is known of the file without reading it anew."""
    with suppress(AstrayPath):
        path = campaign_paths.film(workspace.folder, film)
        if not path.is_file():
            yield Lack(severity="error", code="film-gone")
        elif seen := probe_cache.kept(path, workspace.folder / "renders"):
            seen = seen.hearing(film.sound_track)
            for one in (*films.findings(seen, film.slug), *film_tracks.findings(seen, film.slug)):
                if one.severity != "info" or one.code in _CUT:
                    yield _found(one, lang)


def _found(one: Finding, lang: str) -> Lack:
    return Lack(
        severity=one.severity, code=one.code, said=said(one, lang), mend="cut" if one.code in _CUT else "none"
    )


def said(one: Finding, lang: str) -> str:
    """Return what a finding says, and what mends it."""
    message, remedy = translate.say_finding(one.code, one.params, lang)
    return f"{message[:1].upper()}{formatting.ended(message)[1:]} {remedy}".strip()


def _of_subtitles(workspace: Workspace, film: Testimony, subtitles: Iterable[Track]) -> Iterator[Lack]:
    from campaign.checks import subtitles as checks

    states = {one.language: one.state for one in subtitles}
    demanded = checks.demanded(workspace, film)
    missing = tuple(one for one, state in states.items() if state == "missing" and one in demanded)
    if missing:
        yield Lack(severity="warning", code="subtitles-missing", mend="page", languages=missing)
    for state, severity in (("broken", "error"), ("draft", "warning")):
        theirs = tuple(language for language, one in states.items() if one == state)
        if theirs:
            yield Lack(severity=severity, code=f"subtitles-{state}", mend="page", languages=theirs)  # type: ignore[arg-type]
