"""A Page in memory that answers the publisher's calls, obeys the fate each call is given, and forgets nothing.

It is stricter than the rehearsal Page in one thing: it can do what was asked long after the caller gave up.
"""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from benchmarks.proof.fates import FATES, READS, quietly
from benchmarks.proof.things import FILMS, PHOTO_KEPT, Thing
from schedules.facebook import uploads
from schedules.facebook.answers import CommentState, ListedVideo, PostState, ReelUpload, Upload, VideoState
from schedules.facebook.client import PageClient
from schedules.facebook.errors import Absent, Refused, Unknown, WrongOffset
from schedules.facebook.uploads import Source

T = TypeVar("T")
WINDOW = 1 << 20
SPELL = timedelta(minutes=25)  # longer than the publisher's patience with an unreadable Page
NEAREST = timedelta(minutes=10)  # ahead, for what is scheduled
DOOR = "sim://upload/"


@dataclass(kw_only=True)
class SimPage(PageClient):
    """One Page; `fate` names what happens to a call, `pause` lets time and other services pass in the middle of it.

    Of the client it has the shape alone, which mypy holds it to: nothing here is sent, and what the publisher never
    says (`_unsaid`) is not heard.
    """

    name: str = "page"
    clock: Callable[[], datetime]
    fate: Callable[[str], str | None]
    pause: Callable[[str], None]
    on_change: Callable[[], None] = lambda: None
    things: dict[str, Thing] = field(default_factory=dict)
    late: list[tuple[datetime, Callable[[], object]]] = field(default_factory=list)
    blind_until: datetime | None = None
    blinded: bool = False
    moment: datetime | None = None  # when what takes effect late does so
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    @property
    def usage(self) -> None:
        """Its quota has no end."""
        return None

    @property
    def versions(self) -> None:
        """It says of no version that it answers."""
        return None

    @property
    def public(self) -> list[Thing]:
        """What people see."""
        return [one for one in self.things.values() if one.public]

    @property
    def hidden(self) -> list[Thing]:
        """What is whole and seen by nobody."""
        return [one for one in self.things.values() if one.hidden]

    @property
    def said(self) -> list[CommentState]:
        """The comments that people see."""
        return [one for thing in self.public for one in thing.comments]

    @property
    def alarms(self) -> list[datetime]:
        """The moments at which the Page will show something by itself."""
        return [one.scheduled_at for one in self.hidden if one.scheduled_at]

    def settle(self) -> None:
        """Let what was accepted long ago take effect by now, and show what was scheduled."""
        for one in self.hidden:
            if one.scheduled_at and one.scheduled_at <= self.clock():
                one.published = True
                self.on_change()
        if not self.late:
            return
        ripe = [(moment, effect) for moment, effect in self.late if moment <= self.clock()]
        self.late = [(moment, effect) for moment, effect in self.late if moment > self.clock()]
        for moment, effect in ripe:
            self.moment = moment
            quietly(effect)
            self.moment = None
            self.on_change()

    def start_video(self, *, size: int) -> Upload:
        """Open an upload."""
        return self._answer("start_video", lambda: self._open(size))

    def transfer(self, session_id: str, film: Source, *, start: int, end: int) -> tuple[int, int]:
        """Take bytes, and say which are wanted next."""
        return self._answer("transfer", lambda: self._take(session_id, start, end))

    def finish_video(self, session_id: str, *, description: str, title: str | None, mark: str) -> None:
        """Close an upload; the film is whole and hidden."""
        self._answer("finish_video", lambda: self._close(session_id, "video", description, mark=mark))

    def start_reel(self) -> ReelUpload:
        """Open a reel, with a door for its bytes."""
        return self._answer("start_reel", self._open_reel)

    def send_reel(self, upload_url: str, film: Source, offset: int) -> None:
        """Take the bytes from `offset` on."""
        size = uploads.size_of(film)
        self._answer("send_reel", lambda: self._pour(upload_url, offset, size), lambda: self._pour(
            upload_url, offset, size, until=(offset + size) // 2
        ))  # fmt: skip

    def finish_reel(
        self, video_id: str, *, description: str, published: bool = False, **_unsaid: object
    ) -> None:
        """Close a reel as a draft, or show it."""
        self._answer("show_reel" if published else "finish_reel", lambda: self._close(
            video_id, "reel", description, published=published
        ))  # fmt: skip

    def read_video(self, video_id: str) -> VideoState:
        """Tell how a film or reel stands."""
        return self._answer("read_video", lambda: self._find(video_id, *FILMS).as_film())

    def reveal_video(self, video_id: str) -> None:
        """Show a film."""
        self._answer("reveal_video", lambda: self._show(video_id, *FILMS))

    def videos(self, *, limit: int) -> list[ListedVideo]:
        """List the newest films, hidden ones too; reels are in a list of their own."""
        return self._answer("videos", lambda: [one.listed() for one in self._standing("video")][:limit])

    def create_photo(self, path: Source, *, alt: str | None, **_unsaid: object) -> str:
        """Take a photo, unpublished."""
        return self._answer("create_photo", lambda: self._new("photo", words=alt or "").id)

    def create_post(
        self,
        *,
        message: str,
        link: str | None,
        photos: tuple[str, ...] = (),
        published: bool = False,
        **_unsaid: object,
    ) -> str:
        """Make a post, hidden; or public, for a Page that refuses hidden ones."""
        call = "publish_post" if published else "create_post"
        return self._answer(call, lambda: self._create(message, link, photos, published))

    def read_post(self, post_id: str) -> PostState:
        """Tell how a post stands."""
        return self._answer("read_post", lambda: self._find(post_id, "feed_post").as_post())

    def reveal_post(self, post_id: str) -> None:
        """Show a post."""
        self._answer("reveal_post", lambda: self._show(post_id, "feed_post"))

    def posts(self, *, limit: int) -> list[PostState]:
        """List the newest posts, hidden ones too."""
        return self._answer("posts", lambda: [one.as_post() for one in self._standing("feed_post")][:limit])

    def comment(self, object_id: str, *, message: str) -> str:
        """Comment on what people see."""
        return self._answer("comment", lambda: self._say(object_id, message))

    def comments(self, object_id: str, **_unsaid: object) -> list[CommentState]:
        """List a thing's comments, the newest first."""
        return self._answer("comments", lambda: self._find(object_id).comments[::-1])

    def upload_captions(self, video_id: str, path: Path, *, locale: str, **_unsaid: object) -> None:
        """Take subtitles; a locale that has some is refused."""
        self._answer("upload_captions", lambda: self._caption(video_id, locale))

    def captions(self, video_id: str) -> list[str]:
        """List the locales of a film's subtitles."""
        return self._answer("captions", lambda: list(self._find(video_id, *FILMS).captions))

    def set_thumbnail(self, video_id: str, path: Source) -> None:
        """Take a cover."""
        self._answer("set_thumbnail", lambda: setattr(self._find(video_id, *FILMS), "cover", True))

    def edit_post(self, post_id: str, *, message: str) -> None:
        """Change a post's words."""
        self._answer("edit_post", lambda: setattr(self._find(post_id, "feed_post"), "words", message))

    def edit_video(self, video_id: str, *, description: str | None = None, **_unsaid: object) -> None:
        """Change a film's words."""
        self._answer("edit_video", lambda: setattr(self._find(video_id, *FILMS), "words", description))

    def schedule(self, object_id: str, *, at: datetime) -> None:
        """Show a thing by itself at a moment."""
        self._answer("schedule", lambda: self._schedule(object_id, at))

    def delete(self, object_id: str) -> None:
        """Delete a thing."""
        self._answer("delete", lambda: setattr(self._find(object_id), "deleted", True))

    def _answer(self, call: str, act: Callable[[], T], half: Callable[[], T] | None = None) -> T:
        """Answer as fate wills; `half` does what is done of a call that breaks off in its middle."""
        self.settle()
        fate = self.fate(call)
        if fate == "blind":
            self.blind_until, self.blinded = self.clock() + SPELL, True
        if call in READS and self.blind_until and self.clock() < self.blind_until:
            raise Unknown("graph-no-answer", why="blind")
        answer: T = FATES[fate or "none"](self, call, half if half and fate == "half" else act)
        if call not in READS:
            self.on_change()
        return answer

    def _open(self, size: int) -> Upload:
        one = self._new("video", size=size)
        return Upload(session_id=one.id, video_id=one.id, start_offset=0, end_offset=min(WINDOW, size))

    def _take(self, session_id: str, start: int, end: int) -> tuple[int, int]:
        one = self._find(session_id, "video")
        if start != one.received:
            raise WrongOffset("graph-offset", start=one.received, end=self._until(one))
        one.received = end
        return one.received, self._until(one)

    def _until(self, one: Thing) -> int:
        return min(one.received + WINDOW, one.size or 0)

    def _open_reel(self) -> ReelUpload:
        one = self._new("reel")
        return ReelUpload(video_id=one.id, upload_url=DOOR + one.id)

    def _pour(self, door: str, offset: int, size: int, *, until: int | None = None) -> None:
        one = self._find(door.removeprefix(DOOR), "reel")
        if offset != one.received or one.whole:
            raise Unknown("graph-upload-interrupted", graph_code="OffsetInvalidError", subcode=None)
        one.size, one.received = size, size if until is None else until

    def _close(
        self, film_id: str, kind: str, words: str, *, mark: str | None = None, published: bool = False
    ) -> None:
        """Close an upload; a reel again, to show it. What people see no closing changes."""
        one = self._find(film_id, kind)
        if one.received != one.size:
            raise Refused("graph-film-refused", graph_code=6000, subcode=None, message="")
        if not one.published:
            one.whole, one.words, one.mark, one.published = True, words, mark, published

    def _create(self, message: str, link: str | None, photos: tuple[str, ...], published: bool) -> str:
        for photo in photos:
            if self._find(photo, "photo").published:
                raise Refused("graph-refused", graph_code=100, subcode=None, message="photo in use")
        used = {"words": message, "link": link, "photos": photos, "whole": True, "published": published}
        return self._new("feed_post", **used).id

    def _show(self, thing_id: str, *kinds: str) -> None:
        one = self._find(thing_id, *kinds)
        if not one.whole:
            raise Refused("graph-refused", graph_code=100, subcode=None, message="not whole")
        one.published = True

    def _schedule(self, thing_id: str, at: datetime) -> None:
        one = self._find(thing_id)
        if one.published or not one.whole or at < (self.moment or self.clock()) + NEAREST:
            raise Refused("graph-refused", graph_code=100, subcode=None, message="no such moment")
        one.scheduled_at = at

    def _say(self, thing_id: str, message: str) -> str:
        one = self._find(thing_id)
        if not one.public:
            raise Refused("graph-comment", graph_code=1705, subcode=None, message="")
        name = f"{self.name}-c{next(self.numbers)}"
        one.comments.append(CommentState(id=name, message=message, created_at=self.moment or self.clock()))
        return name

    def _caption(self, film_id: str, locale: str) -> None:
        one = self._find(film_id, *FILMS)
        if locale in one.captions:
            raise Refused("graph-captions-there", graph_code=482, subcode=None, message="")
        one.captions[locale] = self.moment or self.clock()

    def _new(self, kind: str, **values: Any) -> Thing:
        name, now = f"{self.name}-{next(self.numbers)}", self.moment or self.clock()
        self.things[name] = Thing(id=name, kind=kind, created_at=now, **values)
        return self.things[name]

    def _find(self, thing_id: str, *kinds: str) -> Thing:
        one = self.things.get(thing_id)
        if one is None or one.deleted or (kinds and one.kind not in kinds) or self._vanished(one):
            raise Absent("graph-absent", graph_code=100, subcode=33)
        return one

    def _vanished(self, one: Thing) -> bool:
        """Tell whether a photo was in no post's use for too long."""
        now = self.moment or self.clock()
        if one.kind != "photo" or one.created_at > now - PHOTO_KEPT:
            return False
        return not any(one.id in post.photos for post in self._standing("feed_post"))

    def _standing(self, kind: str) -> list[Thing]:
        """Return the things of a kind, the newest first."""
        return [one for one in reversed(self.things.values()) if one.kind == kind and not one.deleted]
