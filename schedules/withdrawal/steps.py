"""A consent taken back: the eight steps of facts/testimony.md section 4.4, each safe to repeat after a kill.

The event, and with it the closed gates, comes first; then the queue, the Page, and all that lies on this computer.
Where the Page cannot be reached, what is local is done all the same, and the withdrawal waits for the Page alone.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlmodel import Session

from media import temporary_copies
from media.render import recipe
from schedules.consent import subtitle_languages
from schedules.database import (
    after_restore,
    invitations,
    posts,
    remote_objects,
    tasks,
    testimonies,
    transitions,
    withdrawals,
)
from schedules.database.engine import Store
from schedules.database.tables import CHANNELS
from schedules.errors import BadRequest, NotReady
from schedules.facebook.errors import Absent, GraphError, NotSent, Refused, TryLater, Unknown
from schedules.home import standing
from schedules.model import campaign_paths
from schedules.model.campaign_paths import AstrayPath
from schedules.model.records import SERVICE, ListedWithdrawal, Testimony, Withdrawal
from schedules.model.remote_states import GONE
from schedules.model.states import State
from schedules.publishing.job import Publisher
from schedules.rendering import standing_answers
from schedules.withdrawal import erase, named_settings, unpublish, written_files

_LAST = 5
MOST_NAMED = 20  # files, in a task
ANSWER = timedelta(days=30)  # the person hears from us within a month at the latest (GDPR article 12(3))
ELSEWHERE = tuple(channel for channel in CHANNELS if channel != "facebook")
_WAITING = (State.DRAFT, State.APPROVED, State.UPLOADING, State.STAGED, State.HELD, State.FAILED)


@dataclass(frozen=True, kw_only=True)
class Local:
    """What the steps on this computer need; `place` is where the folder will stand, if not where it stands now.

    `deleted` is told which pages of ours were deleted; `called` is the word that a film whose short name must go gets
    in its place, before its number.
    """

    store: Store
    folder: Path
    clock: Callable[[], datetime]
    place: Path | None = None
    boundary: Callable[[str], None] = lambda _name: None
    deleted: Callable[[list[str]], None] = lambda _pages: None
    called: str = withdrawals.CALLED


def carry_out(local: Local, number: int, page: Callable[[Withdrawal], bool]) -> bool:
    """Do what is left of a withdrawal; tell whether it is finished.

    `page` takes everything off the Page and tells whether nothing is left there; what it raises is raised again once
    the local steps are done. Raises also NotReady and OSError, and can then be repeated.
    """
    with local.store.read() as session:
        of = withdrawals.one(session, number)
    if of.finished_at is not None:
        return True
    _step(local, of, 1, _cancel)
    gone = False
    mishap: GraphError | NotReady | None = None
    try:
        gone = page(of)
    except (GraphError, NotReady) as error:
        mishap = error
    for place, act in enumerate((_delete_files, _ask_people, _list), 2):
        _step(local, of, place, act)
    if of.step < _LAST or gone:
        _erase(local, of)
    if gone:
        _finish(local, of)
    else:
        _record(local, "erased", lambda session: withdrawals.gone_on(session, of.id, _LAST))
    if mishap:
        raise mishap
    return gone


def resume(publisher: Publisher, wait: Callable[[float], None]) -> None:
    """Go on with every withdrawal that is not finished; what Page or disk do not do now is asked again later.

    Raises Unauthorized and Forbidden.
    """
    local = Local(
        store=publisher.store,
        folder=publisher.campaign.folder,
        clock=publisher.clock,
        boundary=publisher.boundary,
    )
    with publisher.store.read() as session:
        found = withdrawals.unfinished(session)
    for one in found:
        with suppress(NotSent, Unknown, TryLater, Refused, Absent, NotReady, AstrayPath, OSError):
            carry_out(local, one.id, lambda of: unpublish.take_off(publisher, of, wait))


def _step(local: Local, of: Withdrawal, place: int, act: Callable[[Local, Withdrawal], None]) -> None:
    if of.step < place:
        act(local, of)
        _record(local, f"step-{place}", lambda session: withdrawals.gone_on(session, of.id, place))


def _record(local: Local, name: str, write: Callable[[Session], object]) -> None:
    local.boundary(f"withdraw-{name}:before")
    with local.store.write() as session:
        write(session)
    local.boundary(f"withdraw-{name}:after")


def _cancel(local: Local, of: Withdrawal) -> None:
    """Cancel what waits; what Facebook would show by itself is thereby given up, and taken back from its schedule."""

    def write(session: Session) -> None:
        numbers = withdrawals.posts(session, of)
        withdrawals.end_extras(session, numbers)
        for number in numbers:
            if posts.post(session, number).state in _WAITING:
                params = {"why": "consent-withdrawn", "withdrawal": of.id}
                transitions.move(session, number, "cancelled", now=local.clock(), by=SERVICE, params=params)

    _record(local, "cancel", write)


def _delete_files(local: Local, of: Withdrawal) -> None:
    """Delete what was made of the film, and our copy of it; a channel alone leaves all files in place."""
    if of.channel is not None:
        return
    campaign_paths.require_own_folders(local.folder)
    with local.store.read() as session:
        film = testimonies.testimony_by_id(session, of.testimony_id)
        made = withdrawals.renditions(session, of)
        numbers = withdrawals.posts(session, of)
        erase.pictures(session, local.folder, numbers)
        finished = [campaign_paths.rendition(local.folder, one, to_delete=True) for one in made]
    for path in finished:
        recipe.remove(path)
    local.boundary("withdraw-renders:after")
    erase.films(local.folder, film, of.language)
    local.boundary("withdraw-films:after")
    erase.sources(local.folder, film, of.language)
    local.deleted(written_files.delete_pages(local.folder))
    _record(local, "files", lambda session: withdrawals.erase_files(session, of))


def _ask_people(local: Local, of: Withdrawal) -> None:
    """Open the tasks: what staff must delete themselves, whom they must tell, and the answer to the person."""
    written = _written(local, of) if of.channel is None else []

    def write(session: Session) -> None:
        earlier = _earlier(session, of)
        for code, told in [*_tasks(session, of), *written]:
            if tasks.widen(session, code, earlier, {"withdrawal": of.id, **told}):
                continue
            tasks.open_task(
                session,
                code,
                now=local.clock(),
                due_on=(of.asked_at + (ANSWER if code == "withdrawn-answer" else timedelta(days=1))).date(),
                testimony_id=of.testimony_id,
                params={"withdrawal": of.id, **told},
            )

    _record(local, "tasks", write)


def _earlier(session: Session, of: Withdrawal) -> frozenset[int]:
    """Return the numbers of what the same person withdrew of the same film before."""
    theirs = [one for one in withdrawals.of_film(session, of.testimony_id) if one.person_id == of.person_id]
    return frozenset(one.id for one in theirs if one.id < of.id)


def _written(local: Local, of: Withdrawal) -> list[tuple[str, dict[str, str]]]:
    """Name the files in and beside the folder that may hold the film's words or the name, while it is known."""
    with local.store.read() as session:
        name = testimonies.names(session, {of.person_id}).get(of.person_id, "")
        listed = next(one for one in erase.told_of(session) if erase.is_told_as(of, one))
    left = written_files.left(local.folder, name, place=local.place)
    same = written_files.copies(local.folder, place=local.place)
    having = [path for path in same if not erase.lists(path, listed)]
    home = [path for path in having if standing.seems_home(path)]
    spoken = {"language": of.language or "all"}
    found = (
        ("withdrawn-files", "files", left),
        ("withdrawn-settings", "files", named_settings.saying(local.folder, name)),
        ("withdrawn-campaign", "folders", written_files.named_beside(home, name)),
        ("withdrawn-copies", "folders", written_files.named_beside(set(having) - set(home), name)),
    )
    return [(code, spoken | {param: _first(places)}) for code, param, places in found if places]


def _first(places: list[str]) -> str:
    more = f", … (+{len(places) - MOST_NAMED})" if len(places) > MOST_NAMED else ""
    return ", ".join(places[:MOST_NAMED]) + more


def _tasks(session: Session, of: Withdrawal) -> list[tuple[str, dict[str, str]]]:
    forms = testimonies.consents(session, testimony_id=of.testimony_id)
    theirs = [one for one in forms if one.person_id == of.person_id and one.recorded_at <= of.asked_at]
    allowed = {channel for one in theirs for channel in one.channels}
    channels = [one for one in ELSEWHERE if one in allowed and of.channel in (None, one)]
    language = {"language": of.language or "all"}
    found = [(f"withdrawn-{channel}", language) for channel in channels]
    if of.channel is None:
        found += [("withdrawn-originals", language), ("withdrawn-backups", language)]
    if of.channel in (None, "facebook"):
        found.append(("withdrawn-partners", language))
    return [*found, ("withdrawn-answer", {})]


def _list(local: Local, _of: Withdrawal) -> None:
    """Write down beside the signed forms what must be deleted again, should an older backup be put back."""
    with local.store.read() as session:
        erase.listing(session, local.folder)


def _erase(local: Local, of: Withdrawal) -> None:
    """Erase words, and the name where the whole consent is withdrawn; then every trace in free pages."""

    def write(session: Session) -> None:
        numbers = withdrawals.posts(session, of)
        name = testimonies.names(session, {of.person_id}).get(of.person_id) if of.is_whole else None
        invitations.forget_words(session, numbers if of.channel is None else (), name)
        if of.channel is None:
            withdrawals.erase_words(session, numbers)
        if of.is_whole:
            posts.forget_holds(session, testimonies.names(session, {of.person_id}).get(of.person_id, ""))
            withdrawals.erase_person(session, of, called=local.called)

    _record(local, "erase", write)
    with local.store.read() as session:
        objects = remote_objects.of_posts(session, withdrawals.posts(session, of))
    temporary_copies.sweep_campaign(local.folder)
    standing_answers.forget(local.folder)
    erase.play(local.folder, local.store.path)
    erase.rehearsal(local.folder, [one for one in objects if one.state in GONE])
    local.boundary("withdraw-purge:after")
    local.store.compact()
    local.boundary("withdraw-compact:after")


def _finish(local: Local, of: Withdrawal) -> None:
    def write(session: Session) -> None:
        now = local.clock()
        if withdrawals.finish(session, of.id, step=8, now=now):
            params = {"withdrawal": of.id, "testimony_number": of.testimony_id}
            transitions.note(session, "withdrawal-finished", now=now, by=SERVICE, params=params)

    _record(local, "finish", write)


def is_below(folder: Path | None, film: Testimony, language: str | None) -> bool:
    """Tell whether a film of the campaign in this folder has subtitles in a language below its own."""
    return folder is not None and any(
        language == subtitle_languages.second(folder, film, one) for one in film.subtitles
    )


def begin(
    store: Store,
    slug: str,
    person: str | None,
    *,
    channel: str | None,
    language: str | None,
    now: datetime,
    folder: Path | None = None,
) -> int:
    """Take a consent back from this transaction on; returns the withdrawal's number.

    `folder` is the campaign's, whose kit says in which language films have subtitles below their own. Raises BadRequest
    where the film or the person is unknown, or where nothing of theirs is left to be withdrawn.
    """
    with store.write() as session:
        film = testimonies.testimony(session, slug)
        who = withdrawals.person_of(session, film, person)
        mine = [one for one in testimonies.consents(session, testimony_id=film.id) if one.person_id == who]
        if not mine:
            raise BadRequest("nothing-to-withdraw", slug=slug)
        below = is_below(folder, film, language)
        scope = {"channel": channel, "language": language}
        return withdrawals.begin(session, film, who, **scope, now=now, below=language is not None and below)


def replay(store: Store, listed: list[ListedWithdrawal], *, now: datetime) -> list[int]:
    """Begin again the withdrawals of `consent/withdrawn.json` that a database put back from a backup does not know.

    Returns their numbers; `carry_out` each.
    """
    with store.write() as session:
        begun = [after_restore.withdraw_again(session, told, now=now) for told in listed]
    return [number for number in begun if number is not None]
