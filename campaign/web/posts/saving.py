"""Keeps what was typed at the desk: held against the version that it was made from, and nothing of it is lost."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from campaign.posts import editing
from campaign.web.posts import versions, words
from campaign.web.posts.words import Asked, Words
from campaign.workspace import Workspace
from media.errors import MediaError
from schedules.consent.required_approvals import ApprovalReader
from schedules.database import posts
from schedules.errors import ScheduleError
from schedules.facebook import content_limits
from schedules.model.records import Post

# which field a refusal is about, by how its code begins; the first that fits
_FIELDS = (
    ("caption", "caption"), ("live-", "caption"), ("twin", "caption"), ("words-underway", "caption"),
    ("comment", "first_comment"), ("link", "link"), ("thumbnail", "cover"), ("desk-cover", "cover"),
    ("when", "moment"), ("desk-moment", "moment"), ("alts", "alts"), ("photo", "alts"),
)  # fmt: skip
Problem = ScheduleError | MediaError


@dataclass(frozen=True, kw_only=True)
class Typed:
    """What somebody typed for a post, the version that they saw, and what is wrong with it by field ("": the whole)."""

    number: int
    version: str
    words: Words
    mistakes: Mapping[str, Problem]
    stale: bool = False


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of a form: the posts that changed, those whose yeses fell, and what was typed where not all is kept.

    `stale`: somebody else changed one of them meanwhile, so that nothing was kept.
    """

    changed: tuple[int, ...] = ()
    fallen: int = 0
    typed: tuple[Typed, ...] = ()

    @property
    def stale(self) -> bool:
        """Return whether a post is another than the one that the form was made from."""
        return any(one.stale for one in self.typed)

    @property
    def mistaken(self) -> bool:
        """Return whether something could not be kept."""
        return any(one.mistakes for one in self.typed)


def read(
    workspace: Workspace, form: Mapping[str, str], numbers: tuple[int, ...], *, now: datetime, lang: str
) -> tuple[Typed, ...]:
    """Return what a form says of these posts, held against what they are; nothing is kept."""
    with workspace.store.read() as session:
        reader = ApprovalReader(session=session, campaign=workspace.campaign)
        found = [posts.post(session, number) for number in numbers]
        return tuple(_typed(workspace, reader, post, form, now=now, lang=lang) for post in found)


def _typed(
    workspace: Workspace,
    reader: ApprovalReader,
    post: Post,
    form: Mapping[str, str],
    *,
    now: datetime,
    lang: str,
) -> Typed:
    old = words.kept(post, workspace.rules.zone, lang)
    new = words.typed(form, post.number, old)
    version = form.get(f"version-{post.number}", "")
    return Typed(
        number=post.number,
        version=version,
        words=new,
        mistakes=_mistakes(post, old, new, words.asked(post, old, new, now=now, zone=workspace.rules.zone)),
        stale=bool(new.differing(old)) and version != versions.of(reader, post),
    )


def _mistakes(post: Post, old: Words, new: Words, asked: Asked) -> Mapping[str, Problem]:
    """Return what of a form cannot be read, and what is too long: each beside its field, all at once."""
    found: dict[str, Problem] = dict(asked.mistakes)
    changed = new.differing(old)
    if "caption" in changed and len(new.caption) > content_limits.CAPTION_LIMIT:
        found["caption"] = ScheduleError(
            "caption-long", length=len(new.caption), limit=content_limits.CAPTION_LIMIT
        )
    if "first_comment" in changed and len(new.first_comment) > content_limits.COMMENT_LIMIT:
        found["first_comment"] = ScheduleError(
            "comment-long", length=len(new.first_comment), limit=content_limits.COMMENT_LIMIT
        )
    return found


def save(
    workspace: Workspace, form: Mapping[str, str], numbers: tuple[int, ...], *, now: datetime, lang: str
) -> Outcome:
    """Keep what a form says of these posts; none of it where one was changed meanwhile or cannot be read.

    What is the same as before changes nothing, so a form that is sent twice is kept once.
    """
    typed = read(workspace, form, numbers, now=now, lang=lang)
    if any(one.stale or one.mistakes for one in typed):
        return Outcome(typed=typed)
    changed, fallen, left = [], 0, []
    for one in typed:
        before = _standing(workspace, one.number)
        try:
            done = _kept(workspace, one, now=now, lang=lang)
        except (ScheduleError, MediaError) as problem:
            left.append(replace(one, mistakes={field_of(problem.code): problem}))
            continue
        if done:
            changed.append(one.number)
            fallen += max(0, before - _standing(workspace, one.number))
    kept_well = {one.number for one in left}
    rest = [*left, *(one for one in typed if left and one.number not in kept_well)]
    return Outcome(changed=tuple(changed), fallen=fallen, typed=tuple(rest))


def _kept(workspace: Workspace, one: Typed, *, now: datetime, lang: str) -> bool:
    """Make a post what was typed; tell whether that is something else."""
    zone = workspace.rules.zone
    with workspace.store.read() as session:
        post = posts.post(session, one.number)
    asked = words.asked(post, words.kept(post, zone, lang), one.words, now=now, zone=zone)
    if asked.edited:
        editing.edit(workspace, one.number, asked.draft, now=now)
    elif asked.moved and asked.draft.due:
        editing.move(workspace, one.number, asked.draft.due, now=now)
    return asked.edited or asked.moved


def _standing(workspace: Workspace, number: int) -> int:
    with workspace.store.read() as session:
        reader = ApprovalReader(session=session, campaign=workspace.campaign)
        return len(reader.of(posts.post(session, number)).standing)


def field_of(code: str) -> str:
    """Return the field that a refusal is about; "" for one that is about the whole post."""
    return next((field for begin, field in _FIELDS if code.startswith(begin)), "")
