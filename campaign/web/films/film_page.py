"""A film's page as values: the film, its form, who signed what, and the posts whose cover may be chosen."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from campaign.messages import consent, formatting
from campaign.testimonies import on_record, release_form, withdraw
from campaign.web import asked_for
from campaign.web.films import edits, library
from campaign.web.films.library import Row
from campaign.workspace import Workspace
from media.errors import MediaError
from schedules.consent import gates, made_covers
from schedules.database import posts, testimonies, withdrawals
from schedules.database.tables import CHANNELS, ROLES
from schedules.model import campaign_paths
from schedules.model.campaign_paths import AstrayPath
from schedules.model.records import Consent, Post, Testimony
from schedules.model.states import State

COVERED = (
    State.DRAFT,
    State.APPROVED,
    State.HELD,
    State.FAILED,
    State.STAGED,
)  # posts whose cover can still change


@dataclass(frozen=True, kw_only=True)
class SignedForm:
    """A form on record, how it stands today, and whether its file is here."""

    consent: Consent
    standing: str
    is_here: bool

    @property
    def person(self) -> str:
        """Return who signed; "" where the name was erased."""
        return "" if self.consent.person == f"person {self.consent.person_id}" else self.consent.person


@dataclass(frozen=True, kw_only=True)
class CoverOf:
    """A post of the film, by its first words; `at` is the moment of its cover in the film as it came in, if chosen."""

    number: int
    language: str
    state: str
    title: str
    at: str
    version: str


@dataclass(frozen=True, kw_only=True)
class FilmPage:
    """What a film's page shows; `fields` are as saved or as typed, `version` what they were made from.

    `letter` is what could be written to who took a consent back last; "" where nobody did. `listens`: this computer can
    write down what is said.
    """

    row: Row
    fields: dict[str, str]
    saved: dict[str, str]
    version: str
    forms: tuple[SignedForm, ...]
    covers: tuple[CoverOf, ...]
    channels: tuple[str, ...]
    roles: tuple[str, ...]
    organisations: tuple[str, ...]
    themes: Mapping[str, str]
    releases: tuple[str, ...]
    mark: str
    letter: str
    listens: bool

    @property
    def brings(self) -> str:
        """Return the language in which subtitles are brought first: one that lacks them."""
        return next((one.language for one in self.row.tracks if one.state == "missing"), "")


def of(
    workspace: Workspace, slug: str, *, now: datetime, lang: str, fields: dict[str, str] | None = None
) -> FilmPage:
    """Return the page of a film, with these `fields` as typed; raises BadRequest where there is no such film."""
    with workspace.store.read() as session:
        film = testimonies.testimony(session, slug)
        row = library.row(session, workspace, film, now=now, lang=lang)
        standing = gates.standings(session, now=now, campaign=workspace.campaign)
        saved = edits.shown(workspace, film, lang)
        return FilmPage(
            row=row,
            fields=fields or saved,
            saved=saved,
            version=edits.version(film),
            forms=tuple(
                SignedForm(consent=one, standing=standing[one.id], is_here=_is_here(workspace, one))
                for one in testimonies.consents(session, testimony_id=film.id)
            ),
            covers=tuple(_cover(workspace, film, one, lang) for one in _coverable(session, film)),
            channels=CHANNELS,
            roles=ROLES,
            organisations=on_record.known_organisations(session, workspace),
            themes=on_record.themes(workspace, film.language),
            releases=tuple(release_form.written_languages()),
            mark=formatting.pointed(".", lang),
            letter=_letter(session, film),
            listens=_listens(workspace, film),
        )


def _listens(workspace: Workspace, film: Testimony) -> bool:
    from campaign.testimonies.cue_editing import hearing  # slow to load

    return hearing.hindered(workspace, film, film.language) is None


def _letter(session: Session, film: Testimony) -> str:
    taken = max(withdrawals.of_film(session, film.id), key=lambda one: one.id, default=None)
    if taken is None:
        return ""
    was_live = withdraw.was_live(session, taken)
    return consent.letter(film.language, channel=taken.channel, language=taken.language, was_live=was_live)


def _is_here(workspace: Workspace, form: Consent) -> bool:
    with suppress(AstrayPath):
        return campaign_paths.form(workspace.folder, form).is_file()
    return False


def subject(workspace: Workspace, film: Testimony, language: str) -> str:
    """Return by what a film is known on paper: its number and what it is about, as its title card says it."""
    about = on_record.themes(workspace, language).get(film.theme or "", film.theme or film.slug)
    return f"{film.id}, {about}"


def post_version(post: Post) -> str:
    """Return what tells a post as it stands from itself after any change."""
    return asked_for.version(post)


def _coverable(session: Session, film: Testimony) -> list[Post]:
    return [one for one in posts.posts(session, COVERED) if one.testimony_id == film.id and one.is_film]


def _cover(workspace: Workspace, film: Testimony, post: Post, lang: str) -> CoverOf:
    at = post.cover_at_ms
    if at is not None:
        try:
            at -= made_covers.in_finished(workspace.folder, film, 0)
        except (MediaError, OSError):
            at = None
    first = post.latest_caption.strip().partition("\n")[0]
    return CoverOf(
        number=post.number,
        language=post.language,
        state=str(post.state),
        title=first if len(first) <= 60 else f"{first[:59].rstrip()}…",
        at="" if at is None else formatting.place(at, lang),
        version=post_version(post),
    )
