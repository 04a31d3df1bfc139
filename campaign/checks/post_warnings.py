"""Warnings about a post that waits; none of them keeps the post from being queued."""

from contextlib import suppress
from datetime import datetime
from pathlib import Path

from sqlmodel import Session

from campaign import timetable
from campaign.checks import completeness, given_approvals, subtitles, wording
from campaign.workspace import Workspace
from media import formats
from media.sources import photos
from schedules.consent import gates
from schedules.consent.rules import Closed
from schedules.database import testimonies, withdrawals
from schedules.model import campaign_paths
from schedules.model.records import Post
from schedules.model.states import State

LIKE = 0.02  # how far a cover's shape may be from its film's before anybody sees it


def told(
    session: Session,
    workspace: Workspace,
    post: Post,
    *,
    now: datetime,
    lang: str | None = None,
    cover: Path | None = None,
) -> list[Closed]:
    """Return what a person should know of a post that waits: no consent, no subtitles, a moment that is past.

    `cover` is the file of one that has not come to its place yet.
    """
    gap = consent_gap(session, workspace, post, now)
    soon = None if gap else _ends_soon(session, workspace, post, now)
    found = [one for one in (gap, soon) if one]
    found += [] if gap else files_left_out(session, workspace, post, now)
    found += _day_warnings(workspace, post, lang)
    found += _film_warnings(session, workspace, post)
    if spoilt := wording.spoilt_sample(post):
        found.append(Closed(code="words-spoilt", params={"number": post.number, **spoilt}))
    found += _word_warnings(workspace, post)
    if post.due_at and post.due_at < now and post.state in (State.DRAFT, State.APPROVED):
        found += _past(workspace, post, now)
    return [*found, *_picture_warnings(workspace, post, cover)]


def _film_warnings(session: Session, workspace: Workspace, post: Post) -> list[Closed]:
    """Return what lacks of a film post: the film, its subtitles; of an erased film that alone."""
    if post.testimony_id is None:
        return []
    film = testimonies.testimony_by_id(session, post.testimony_id)
    if withdrawals.film_is_gone(session, film.id):
        return [Closed(code="film-erased", params={"slug": film.slug})]
    found = []
    if post.language not in film.subtitles:
        blocks = subtitles.demanded(workspace, film, post.language)
        code = "no-subtitles-held" if blocks else "no-subtitles"
        found.append(Closed(code=code, params={"language": post.language, "slug": film.slug}))
    with suppress(campaign_paths.AstrayPath):  # what no path of ours is, those say who read it
        if not campaign_paths.film(workspace.folder, film).is_file():
            found.append(Closed(code="film-gone", params={"slug": film.slug, "path": film.film_path}))
    return found


def _past(workspace: Workspace, post: Post, now: datetime) -> list[Closed]:
    """Return what becomes of a post whose moment is past."""
    if post.state != State.DRAFT:
        return [Closed(code="moment-past", params={"number": post.number})]
    return [given_approvals.past_draft(post, workspace.rules, now=now)]


def _word_warnings(workspace: Workspace, post: Post) -> list[Closed]:
    """Return what a post's words say that they should not: what leads to a person, or is in another language."""
    private = wording.private_things(post, workspace.settings.contacts)
    found = [Closed(code="post-private", params={"number": post.number, **one}) for one in private]
    strange = wording.strange_languages(post)
    return found + [Closed(code="post-language", params={"number": post.number, **one}) for one in strange]


def files_left_out(session: Session, workspace: Workspace, post: Post, now: datetime) -> list[Closed]:
    """Return the subtitle files that will not go along, for want of a consent or because nobody has checked them."""
    moment = max(post.due_at or now, now)
    shut = gates.files_shut(session, post, instant=moment, campaign=workspace.campaign)
    named = {
        language: Closed(code=why.code, params=testimonies.named(session, why.params))
        for language, why in shut.items()
    }
    return [
        Closed(
            code="captions-left-draft" if why.code == gates.DRAFT_FILE else "captions-left-out",
            params={"language": language, "why": why},
        )
        for language, why in named.items()
    ]


def _day_warnings(workspace: Workspace, post: Post, lang: str | None) -> list[Closed]:
    """Return what a person should know of a post's day: nothing is planned then, or its slot was skipped."""
    if post.due_at is None:
        return []
    table, found = timetable.of(workspace.settings, lang), []
    if empty := table.closed(table.day(post.due_at)):
        params = {"number": post.number, "day": table.day(post.due_at).isoformat(), **empty.told}
        found.append(Closed(code=f"day-{empty.why}", params=params))
    if wall := table.skipped(post.due_at, language=post.language, kind=post.kind):
        params = {"number": post.number, "wall": wall, "due": post.due_wall or ""}
        found.append(Closed(code="slot-skipped", params=params))
    return found


def _undescribed(post: Post) -> list[Closed]:
    """Return which photos of a post have no description, with the line that keeps those of the others."""
    mute = [place for place, photo in enumerate(post.photos, 1) if not photo["alt"]]
    code = "photos-undescribed" if len(mute) > 1 else "photo-undescribed"
    params: dict[str, object] = {"count": len(mute), "number": post.number}
    if 0 < len(mute) < len(post.photos):
        code = "photos-undescribed-some"
        params |= {"photos": ", ".join(map(str, mute)), **completeness.other_descriptions(post)}
    return [Closed(code=code, params=params)] if mute else []


def _picture_warnings(workspace: Workspace, post: Post, cover: Path | None) -> list[Closed]:
    """Return what a person should know of a post's pictures: some say nothing to who cannot see, some do not fit."""
    found = _undescribed(post)
    hashes = [photo["sha256"] for photo in post.photos]
    if len(set(hashes)) < len(hashes):
        found.append(Closed(code="photo-twice", params={"number": post.number}))
    cover = cover or campaign_paths.cover(workspace.folder, post)
    if cover and post.format:
        shape = formats.FORMATS[post.format]
        with suppress(OSError):
            width, height = photos.size(cover)
            if abs(width * shape.height / (height * shape.width) - 1) > LIKE:
                params = {"width": width, "height": height, "format": post.format, "number": post.number}
                found.append(Closed(code="thumbnail-shape", params=params))
    return found


def consent_gap(session: Session, workspace: Workspace, post: Post, now: datetime) -> Closed | None:
    """Return the embargo or the consent for which a post may not go out at its moment, or None."""
    moment = max(post.due_at or now, now)
    return gates.embargo(post, instant=moment, zone=workspace.rules.zone) or gates.consent(
        session, post, instant=moment, campaign=workspace.campaign
    )


def _ends_soon(session: Session, workspace: Workspace, post: Post, now: datetime) -> Closed | None:
    moment = max(post.due_at or now, now)
    return gates.ends_soon(session, post, instant=moment, campaign=workspace.campaign)
