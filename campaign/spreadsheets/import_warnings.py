"""What a person should know of the posts that a plan brings or changes: the same on a dry run as on the import.

It is asked of the database as the plan makes it, before that is kept or taken back.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

from sqlmodel import Session

from campaign.checks import all_rules, post_warnings
from campaign.checks.facts import Facts
from campaign.workspace import Workspace
from media.findings import Finding
from schedules.database import posts as database_posts
from schedules.database import remote_objects, testimonies
from schedules.model import fingerprint
from schedules.model.records import Post
from schedules.model.states import State

LOOKED_AT = 300  # posts, at most, whose consents are asked at once: each reads signed forms
_WAITING = (State.DRAFT, State.APPROVED)
_REMARK = "P04"  # beside slots: the one remark that is about what the sheet says
_UNTOLD = (
    "P20",
    "P24",
)  # pictures come to their places last; subtitles that lack are said with what that stops
# What `post_warnings` and a rule both say.
_RULED = {"day-blackout", "day-holiday", "day-community", "moment-past", "moment-past-draft"}
_RULED |= {"moment-soon-late", "moment-now-draft"}
_RULED |= {
    "photo-undescribed",
    "photos-undescribed",
    "photos-undescribed-some",
    "embargo",
    "words-spoilt",
    "post-private",
    "post-language",
}


def of_rules(before: Facts, after: Facts, touched: Iterable[int]) -> Iterator[Finding]:
    """Yield which rules these posts break, and which are broken since by others."""
    known = {_sign(one) for one in all_rules.findings(before)}
    ours = {f"post {number}" for number in touched}
    for one in all_rules.findings(after):
        counts = one.severity != "info" or one.code == _REMARK
        if counts and one.code not in _UNTOLD and (one.where in ours or _sign(one) not in known):
            yield one


def of_posts(
    session: Session, workspace: Workspace, covers: Mapping[int, Path | None], *, now: datetime
) -> Iterator[Finding]:
    """Yield what these posts lack beside the rules: consents, films, what goes along; `covers` are on their way in."""
    for number, cover in covers.items():
        post = database_posts.post(session, number)
        if remote_objects.to_take_back(session, number):
            yield _finding("to-take-back", post)
        if post.state not in _WAITING:
            continue
        for why in post_warnings.told(session, workspace, post, now=now, cover=cover):
            if why.code not in _RULED:
                yield _finding(why.code, post, **testimonies.named(session, why.params))


def doubled_captions(after: Facts, touched: Iterable[int]) -> Iterator[Finding]:
    """Yield the films' posts that say the same as another one that has not gone out yet."""
    alike: dict[str, list[Post]] = defaultdict(list)
    for post in after.waiting:
        if post.is_film and post.caption:
            alike[fingerprint.seen(post.caption)].append(post)
    ours = set(touched)
    for first, *others in alike.values():
        for post in others:
            if {first.number, post.number} & ours:
                yield _finding("caption-doubled", post, other=first.number)


def of_kept(warnings: Iterable[Finding], never: Collection[int]) -> tuple[Finding, ...]:
    """Return the warnings but those of posts that there will not be, as their rows are refused."""
    return tuple(one for one in warnings if int(one.where.rpartition(" ")[2]) not in never)


def _finding(code: str, post: Post, **params: object) -> Finding:
    return Finding(
        code=code, severity="warning", where=f"post {post.number}", params={"number": post.number, **params}
    )


def _sign(one: Finding) -> tuple[str, str, str]:
    return one.code, one.where, repr(one.params)
