"""What the queue hands upstairs: frozen copies of rows, aware UTC datetimes, integer milliseconds."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Self, TypedDict

from media.text import folding
from schedules.model.fingerprint import FILMS as FILMS
from schedules.model.fingerprint import face, said
from schedules.model.remote_states import Intent, RemoteState
from schedules.model.states import State

UNTOLD = [50, 50]  # the centre of a film of which nobody has said it
SERVICE = "service"  # by whom an event is that no person caused


class Reason(TypedDict):
    """Why a post is held, failed or doubtful: a code, and what its sentence needs."""

    code: str
    params: dict[str, object]


class PostColumns(TypedDict, total=False):
    """What a post says, shows and is due for, by its columns; a new one needs kind, language and caption at least."""

    kind: str
    language: str
    caption: str
    testimony_id: int | None
    rendition_id: int | None
    format: str | None
    link: str | None
    photos: list[dict[str, str | None]]
    first_comment: str | None
    cover_path: str | None
    cover_sha256: str | None
    cover_at_ms: int | None
    key: str | None
    embargo_until: datetime | None
    due_at: datetime | None
    due_wall: str | None
    due_zone: str | None


class ListedWithdrawal(TypedDict):
    """A consent taken back as `consent/withdrawn.json` lists it, by numbers alone; `asked_at`: ISO 8601 with offset."""

    testimony: int
    film_sha256: str
    person: int
    channel: str | None
    language: str | None
    asked_at: str


@dataclass(frozen=True, kw_only=True)
class _Copy:
    @classmethod
    def of(cls, row: object, **more: object) -> Self:
        """Copy the row's attributes that bear this record's field names."""
        wanted = (
            name for name in cls.__dataclass_fields__ if name not in more
        )  # `fields()` makes a list each time
        return cls(**{name: getattr(row, name) for name in wanted}, **more)


@dataclass(frozen=True, kw_only=True)
class Testimony(_Copy):
    """A film with its speaker's name and its subtitle files (language -> path inside the campaign folder).

    `fill` is `kit` or what the bench calls so; `centre` is percent of the picture's width and height, `centre_by`
    how it is known: `given`, `found` in the pictures, or `assumed` (None: before this was kept);
    `sound_track` is which is heard, from 1 on, None where that is found by listening; `cover_words` are its cover's, by
    language.
    """

    id: int
    slug: str
    speaker_id: int
    speaker: str
    role: str
    organisation: str
    language: str
    theme: str | None
    film_path: str
    film_sha256: str
    film_ms: int
    from_ms: int
    to_ms: int | None
    fill: str
    centre: list[int]
    centre_by: str | None = None
    special: list[str]
    sound_track: int | None
    cover_words: dict[str, str]
    subtitles: dict[str, str]
    subtitles_sha256: dict[str, str]

    @property
    def known_centre(self) -> tuple[int, int] | None:
        """Where the face is, where somebody said so or the pictures did."""
        across, down = self.centre
        return None if self.centre_told_by == "assumed" else (across, down)

    @property
    def centre_told_by(self) -> str:
        """How the centre is known, also of a film of before that was kept: `given`, `found` or `assumed`."""
        return self.centre_by or ("assumed" if self.centre == UNTOLD else "given")


@dataclass(frozen=True, kw_only=True)
class Consent(_Copy):
    """One signed form, with the person's name as it stands today."""

    id: int
    testimony_id: int
    testimony: str
    person_id: int
    person: str
    acts: list[str]
    channels: list[str]
    languages: list[str]
    purposes: list[str]
    signed_on: date
    until: date | None
    evidence_path: str
    evidence_sha256: str
    name_display: str
    display_name: str | None
    special: list[str]
    guardian_id: int | None
    recorded_at: datetime
    withdrawn_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Approval(_Copy):
    """Somebody's yes to a post, with the name as it stands today; `rules` are those it was given under, None: unknown.

    `content` is the hash of what was agreed to, `kit` the fingerprint of the brand kit, "" where none counted. A yes by
    link has an `invitation`, and no person.
    """

    post_number: int
    content: str
    kit: str
    organisation: str | None
    by_person_id: int | None
    by: str | None
    at: datetime
    revoked_at: datetime | None
    rules: str | None
    invitation_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class Withdrawal(_Copy):
    """A consent taken back: wholly, or for a channel or a language; `step` counts what is done of it."""

    id: int
    testimony_id: int
    person_id: int
    channel: str | None
    language: str | None
    asked_at: datetime
    step: int
    finished_at: datetime | None

    @property
    def is_whole(self) -> bool:
        """Whether it is for every channel and language."""
        return self.channel is None and self.language is None


@dataclass(frozen=True, kw_only=True)
class Task(_Copy):
    """What a person has to do by hand, as a code with numbers."""

    id: int
    code: str
    params: dict[str, object]
    testimony_id: int | None
    post_number: int | None
    opened_at: datetime
    due_on: date | None
    done_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Rendition(_Copy):
    """A finished film on disk; `path` is relative to the campaign folder."""

    id: int
    testimony_id: int
    language: str
    format: str
    key: str
    path: str
    sha256: str
    width: int
    height: int
    duration_ms: int


@dataclass(frozen=True, kw_only=True)
class PageIdentity:
    """Which Page something stands on: the same number may be another Page at another address."""

    page_id: str
    graph_url: str


@dataclass(frozen=True, kw_only=True)
class Post(_Copy):
    """A post as it stands; `testimony` is the film's slug."""

    number: int
    kind: str
    state: State
    language: str
    caption: str
    testimony_id: int | None
    testimony: str | None
    format: str | None
    link: str | None
    photos: list[dict[str, str | None]]
    first_comment: str | None
    cover_path: str | None
    cover_sha256: str | None
    cover_at_ms: int | None
    key: str | None
    embargo_until: datetime | None
    new_caption: str | None
    due_at: datetime | None
    due_wall: str | None
    due_zone: str | None
    rendition_id: int | None
    published_at: datetime | None
    permalink: str | None
    facebook_id: str | None
    page_id: str | None
    page_name: str | None
    page_graph_url: str | None
    page_rehearsal: bool | None
    reason: Reason | None
    attempts: int
    next_try_at: datetime | None
    fence: int

    @property
    def rests_for(self) -> Reason | None:
        """Why it rests: held, failed or doubtful. What staff once held it for stays with it, for its log alone."""
        return self.reason if self.state in (State.HELD, State.FAILED, State.DOUBTFUL) else None

    @property
    def is_held_without_words(self) -> bool:
        """Tell whether staff hold it and did not say why, so that its reason is no more than its state."""
        kept = self.rests_for
        return kept is not None and kept["code"] == "by-staff" and kept["params"].get("reason") == "-"

    @property
    def reason_code(self) -> str | None:
        """The code of why it is held, failed or doubtful."""
        return self.reason["code"] if self.reason else None

    @property
    def page(self) -> PageIdentity | None:
        """The Page it went, or goes, to; None before it begins to go up."""
        if not self.page_id or not self.page_graph_url:
            return None
        return PageIdentity(page_id=self.page_id, graph_url=self.page_graph_url)

    @property
    def message(self) -> str:
        """The caption as it goes out."""
        return said(kind=self.kind, caption=self.caption, link=self.link)

    @property
    def latest_caption(self) -> str:
        """The caption as it is, or as it will be once the live post's new one is approved."""
        return self.caption if self.new_caption is None else self.new_caption

    @property
    def new_message(self) -> str:
        """What the live post will say once its new caption is approved and sent."""
        return said(kind=self.kind, caption=self.latest_caption, link=self.link)

    @cached_property
    def words(self) -> str:
        """The letters and digits of what it will say, by which two posts are known to say the same."""
        return folding.folded(self.new_message)

    @property
    def face(self) -> tuple[str, str] | None:
        """Its text and link as the Page shows them, None for a film."""
        return face(kind=self.kind, caption=self.caption, link=self.link)

    @property
    def is_film(self) -> bool:
        """Whether it carries a film."""
        return self.kind in FILMS

    @property
    def feed_link(self) -> str | None:
        """The link that Graph is given as such; beside a film or photos it stands in the text."""
        return self.link if self.kind == "link" else None


@dataclass(frozen=True, kw_only=True)
class RemoteObject(_Copy):
    """Something of ours on a Page; offsets and sizes in bytes."""

    id: int
    post_number: int
    kind: str
    state: RemoteState
    intent: Intent
    intent_at: datetime
    remote_id: str | None
    session_id: str | None
    offset: int
    size: int | None
    mark: str
    looks: int
    parts: list[str]
    language: str | None
    scheduled_at: datetime | None
    fence: int
    page_id: str
    graph_url: str

    @property
    def page(self) -> PageIdentity:
        """The Page it stands on."""
        return PageIdentity(page_id=self.page_id, graph_url=self.graph_url)


@dataclass(frozen=True, kw_only=True)
class Event(_Copy):
    """One step of the log; `by` is `service`, `link`, `notices`, or a person's name (`staff`: it is not known)."""

    id: int
    at: datetime
    post_number: int | None
    event: str
    state: str | None
    params: dict[str, object]
    by: str
    by_person_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class Pause(_Copy):
    """A stop that staff asked for."""

    since: datetime
    reason: str | None


@dataclass(frozen=True, kw_only=True)
class Quiet(_Copy):
    """A Page asked for fewer calls: none but what is due, or none at all (`total`), before `until`."""

    page_id: str
    until: datetime
    total: bool
    code: str
    percent: int | None


@dataclass(frozen=True, kw_only=True)
class Pulse(_Copy):
    """The last sign of life of the service."""

    holder: str
    pid: int
    started_at: datetime
    last_tick: datetime
    stopped_at: datetime | None
