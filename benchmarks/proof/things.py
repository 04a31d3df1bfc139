"""What stands on the simulated Page: objects, what hangs on them, and how the Page tells of them."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from schedules.facebook.answers import CommentState, ListedVideo, PostState, VideoState

PHOTO_KEPT = timedelta(hours=24)  # an unpublished photo in no post's use
FILMS = ("video", "reel")


@dataclass(kw_only=True)
class Thing:
    """One object on the Page; `size` is of a film, `photos` are ids in a post's use."""

    id: str
    kind: str  # video, reel, feed_post, photo
    words: str = ""
    link: str | None = None
    photos: tuple[str, ...] = ()
    created_at: datetime
    size: int | None = None
    received: int = 0
    whole: bool = False
    published: bool = False
    deleted: bool = False
    mark: str | None = None
    comments: list[CommentState] = field(default_factory=list)
    captions: dict[str, datetime] = field(default_factory=dict)
    cover: bool = False
    scheduled_at: datetime | None = None  # when the Page itself shows it

    @property
    def public(self) -> bool:
        """Whether people see it."""
        return self.published and not self.deleted

    @property
    def hidden(self) -> bool:
        """Whether it is whole, and nobody sees it; an upload never finished and an unused photo are no thing yet."""
        return self.whole and not self.published and not self.deleted

    def as_film(self, *, phase: str | None = None) -> VideoState:
        """Return what the Page says of a film or reel."""
        shown = "published" if self.published else "draft"
        return VideoState(
            phase=phase or ("ready" if self.whole else "uploading"), published=self.published, permalink="/v",
            post_id=None, bytes_received=self.received, publishing=shown if self.whole else None,
            description=self.words, scheduled_at=self.scheduled_at,
        )  # fmt: skip

    def as_post(self) -> PostState:
        """Return what the Page says of a post."""
        return PostState(
            id=self.id, published=self.published, message=self.words, link=self.link, photos=self.photos,
            created_at=self.created_at, permalink="/p", scheduled_at=self.scheduled_at,
        )  # fmt: skip

    def listed(self) -> ListedVideo:
        """Return the film's line in the list of films."""
        return ListedVideo(
            id=self.id, mark=self.mark, description=self.words, at=self.created_at, published=self.published,
            post_id=None, permalink="/v",
        )  # fmt: skip
