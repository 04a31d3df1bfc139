"""What commands print with `--json`, key by key: the contract's keys, moments on the campaign's clock."""

from datetime import date, datetime
from typing import TypedDict


class PageDocument(TypedDict):
    """A Page; what is not known of it is null."""

    id: str | None
    name: str | None
    graph_url: str | None
    rehearsal: bool | None


class PhotoDocument(TypedDict):
    """A photo of a post: what it shows for those who cannot see it, and the hash of its bytes."""

    alt: str | None
    sha256: str | None


class CoverDocument(TypedDict, total=False):
    """A film's own cover: a picture's hash, or the moment of the finished film."""

    sha256: str
    at_ms: int


class ApprovalDocument(TypedDict):
    """Somebody's yes to a post; `stands`: it counts for the post as it is now, under the rules that there are now."""

    by: str | None
    organisation: str | None
    at: datetime
    stands: bool


class PostDocument(TypedDict):
    """A post, as `post show --json` prints it."""

    number: int
    kind: str
    state: str
    language: str
    caption: str
    new_caption: str | None
    link: str | None
    photos: list[PhotoDocument]
    first_comment: str | None
    thumbnail: CoverDocument | None
    testimony: str | None
    format: str | None
    due_at: datetime | None
    embargo_until: datetime | None
    published_at: datetime | None
    facebook_id: str | None
    permalink: str | None
    attempts: int
    reason: str | None
    page: PageDocument | None
    approvals: list[ApprovalDocument]


class EventDocument(TypedDict):
    """A line of the log, as `log --json` prints it."""

    at: datetime
    post: int | None
    event: str
    state: str | None
    detail: str
    by: str


class FindingDocument(TypedDict):
    """Something that waits for somebody, as `status --json` and `check --json` print it."""

    code: str
    severity: str
    where: str
    message: str
    remedy: str


class ServiceDocument(TypedDict):
    """Whether the service runs, and its last sign of life."""

    running: bool
    last_tick: datetime | None


class StatusDocument(TypedDict):
    """The campaign's standing, as `status --json` prints it."""

    paused: bool
    page: PageDocument | None
    service: ServiceDocument
    counts: dict[str, int]
    next_due_at: datetime | None
    overdue: int
    findings: list[FindingDocument]


class TaskDocument(TypedDict):
    """What a person has to do, as `consent tasks --json` prints it."""

    number: int
    code: str
    message: str
    testimony: str | None
    post: int | None
    due_on: date | None
