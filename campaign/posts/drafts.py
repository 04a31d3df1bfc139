"""Turns what staff ask of a post into its kind, format and texts; options that contradict each other are refused."""

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypedDict

from sqlmodel import Session

from campaign import link_tags
from campaign.typed import links
from campaign.workspace import Workspace
from media import formats
from media.errors import MediaError
from media.languages.language import NARROW
from media.text import typography
from schedules.database import testimonies
from schedules.errors import BadRequest
from schedules.facebook import content_limits, post_layout
from schedules.model import bilingual, fingerprint, moments, records
from schedules.model.records import Post, PostColumns
from schedules.rendering import film_order, orders


def set_right(text: str, language: str, pair: tuple[str, ...]) -> str:
    """Return a text with the spaces of its language, of each half its own where it is in two of `pair`.

    Nothing that a reader sees changes, so neither does what anybody approved.
    """
    parts, other = bilingual.halves(text), bilingual.second(text, language, pair)
    if parts is None or other is None:
        return typography.unbroken(text, bilingual.base(language))
    first, second = text[: parts.start], text[parts.start :]
    return typography.unbroken(first, bilingual.base(language)) + typography.unbroken(
        second, bilingual.base(other)
    )


def typeset(text: str, language: str, pair: tuple[str, ...]) -> str:
    """Return a text with the spaces and signs of its language, of each half its own; its links stay as they are."""
    parts, other = bilingual.halves(text), bilingual.second(text, language, pair)
    if parts is None or other is None:
        return _typeset(text, bilingual.base(language))
    first, second = text[: parts.start], text[parts.start :]
    return _typeset(first, bilingual.base(language)) + _typeset(second, bilingual.base(other))


def _typeset(text: str, language: str) -> str:
    """Set a text of one language; a letter that no keyboard has stands for each link meanwhile."""
    if _LINK_SIGN in text:
        return text
    links = iter(post_layout.LINK.findall(text))
    said = typography.typeset(post_layout.LINK.sub(_LINK_SIGN, text), language)
    return re.sub(_LINK_SIGN, lambda _: next(links), said)


def kept(text: str | None, olds: Iterable[str | None], language: str, pair: tuple[str, ...]) -> str | None:
    """Return the first of the texts kept before of which `text` is but the typeset form; `text` where none is."""
    return next((old for old in olds if old and set_right(old, language, pair) == text), text)


def portable(text: str) -> str:
    """Return a text that spreadsheets can save: their CSV of Windows-1252 has `?` for the narrow space."""
    return text.replace(NARROW, " ")


class LinkWords(TypedDict):
    """What the template for links is filled with, and whose names stay out of it."""

    people: tuple[str, ...]
    campaign: str
    film: str
    language: str
    kind: str


_LINK_SIGN = "\u2135"
_KEPT = ("caption", "language", "testimony", "format", "link", "first_comment")


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What staff ask of a post; None leaves a value as it is (or at its default, for a new one).

    `photos` are files, `()` for none of them any more; `alts` describe them, in order. `thumbnail` is a picture's
    file, `thumbnail_ms` a moment of the finished film; `no_thumbnail` takes either back. `next_slot` asks for the next
    free slot as its moment; before `embargo` it never goes out.
    """

    caption: str | None = None
    language: str | None = None
    due: moments.Due | None = None
    testimony: str | None = None
    format: str | None = None
    link: str | None = None
    kind: str | None = None
    photos: tuple[Path, ...] | None = None
    alts: tuple[str, ...] | None = None
    first_comment: str | None = None
    thumbnail: Path | None = None
    thumbnail_ms: int | None = None
    no_thumbnail: bool = False
    next_slot: bool = False
    embargo: moments.Due | None = None
    no_embargo: bool = False


def merged(old: Post, draft: Draft) -> Draft:
    """Return the whole of what a changed post shall be; an empty comment or link takes the old one away."""
    said = {
        name: getattr(old, name) if getattr(draft, name) is None else getattr(draft, name) for name in _KEPT
    }
    said["first_comment"] = None if draft.first_comment == "" else said["first_comment"]
    if draft.kind == "reel" and draft.format is None:
        said["format"] = None
    kind = draft.kind or ("reel" if old.kind == "reel" else None)
    other = draft.thumbnail or draft.no_thumbnail or draft.thumbnail_ms is not None
    return replace(draft, **said, kind=kind, thumbnail_ms=draft.thumbnail_ms if other else old.cover_at_ms)


def content(session: Session, workspace: Workspace, draft: Draft, *, photos: int, cover: bool) -> PostColumns:
    """Return the columns that say what a post is, its files aside: it has so many photos, and a cover or none.

    Raises BadRequest where the options contradict each other.
    """
    film = testimonies.testimony(session, draft.testimony) if draft.testimony else None
    values = fitted(workspace, draft, film, photos=photos, cover=cover)
    if film and draft.thumbnail_ms is not None:
        require_inside(
            session,
            workspace,
            film,
            language=values["language"],
            format=values["format"] or "",
            cover_at_ms=draft.thumbnail_ms,
        )
    return values


def fitted(
    workspace: Workspace, draft: Draft, film: records.Testimony | None, *, photos: int, cover: bool
) -> PostColumns:
    """Return the same of a draft whose film is at hand; whether its cover lies within the film is not asked."""
    kind = _kind(draft, photos)
    values: PostColumns = {
        "kind": kind,
        "caption": set_right((draft.caption or "").strip(), draft.language or "", workspace.rules.pair),
        "language": draft.language or "",
        "testimony_id": film.id if film else None,
        "format": _format(kind, draft.format),
        "link": _link(workspace, draft, film, kind),
        "first_comment": _comment(workspace, draft, film, kind),
        "cover_at_ms": draft.thumbnail_ms,
    }
    _require_words(kind, values)
    if (cover or draft.thumbnail_ms is not None) and not film:
        raise BadRequest("thumbnail-without-film")
    return values


def unchanged_words(workspace: Workspace, old: Post, values: PostColumns) -> PostColumns:
    """Return the words that are asked for, but as the post has them where only spaces set by ourselves differ."""
    language, pair = old.language, workspace.rules.pair
    caption = kept(values["caption"], (old.latest_caption,), language, pair)
    return {
        "caption": caption or "",
        "first_comment": kept(values["first_comment"], (old.first_comment,), language, pair),
    }


def require_length(caption: str) -> None:
    """Refuse a text that Facebook would not take."""
    if len(caption) > content_limits.CAPTION_LIMIT:
        raise BadRequest("caption-long", length=len(caption), limit=content_limits.CAPTION_LIMIT)


def _kind(draft: Draft, photos: int) -> str:
    if photos and draft.testimony:
        raise BadRequest("photo-with-film")
    if draft.kind == "reel" and not draft.testimony:
        raise BadRequest("reel-without-film")
    film = "reel" if draft.kind == "reel" else "video"
    kind = "photo" if photos else film if draft.testimony else "link" if draft.link else "text"
    if draft.kind not in (None, kind):
        raise BadRequest("kind-unfit", kind=draft.kind, found=kind)
    return kind


def _format(kind: str, wanted: str | None) -> str | None:
    if kind not in fingerprint.FILMS:
        if wanted:
            raise BadRequest("format-without-film", format=wanted)
        return None
    if wanted and wanted not in formats.FORMATS:
        raise BadRequest("format-unknown", format=wanted, known=", ".join(formats.FORMATS))
    if kind == "reel" and wanted not in (None, "portrait"):
        raise BadRequest("reel-format", format=wanted, upright="portrait")
    return wanted or ("portrait" if kind == "reel" else "landscape")


def _link(workspace: Workspace, draft: Draft, film: records.Testimony | None, kind: str) -> str | None:
    """Return the post's link with what the campaign adds to all of them; none where none is given."""
    if not (draft.link or "").strip():
        return None
    said, template = links.link(draft.link or ""), workspace.settings.plan.utm
    return (
        said if template is None else link_tags.tagged(said, template, **_words(workspace, draft, film, kind))
    )


def _comment(workspace: Workspace, draft: Draft, film: records.Testimony | None, kind: str) -> str | None:
    """Return the first comment, its links tagged as the post's is; none where none is given."""
    if draft.first_comment is None:
        return None
    said, template = draft.first_comment.strip(), workspace.settings.plan.utm
    said = set_right(said, draft.language or "", workspace.rules.pair)
    if not said:
        raise BadRequest("comment-empty")
    if template is not None:
        said = link_tags.tagged_in(said, template, **_words(workspace, draft, film, kind))
    if len(said) > content_limits.COMMENT_LIMIT:
        raise BadRequest("comment-long", length=len(said), limit=content_limits.COMMENT_LIMIT)
    return said


def _words(workspace: Workspace, draft: Draft, film: records.Testimony | None, kind: str) -> LinkWords:
    """Return what the template for links is filled with, and whose names stay out of it."""
    return {
        "people": (film.speaker,) if film else (),
        "campaign": workspace.settings.name,
        "film": film.slug if film else kind,
        "language": draft.language or "",
        "kind": kind,
    }


def _require_words(kind: str, values: PostColumns) -> None:
    if not values["caption"] and kind == "text":
        raise BadRequest("caption-empty")
    if values["caption"] and bilingual.is_separator(values["caption"]):
        raise BadRequest("caption-separator")
    beside = f"\n\n{values['link']}" if values["link"] and kind != "link" else ""
    require_length(values["caption"] + beside)


def require_inside(
    session: Session,
    workspace: Workspace,
    film: records.Testimony,
    *,
    language: str,
    format: str,
    cover_at_ms: int,
) -> None:
    """Refuse a cover beyond the end of the finished film; of a film that cannot be laid out yet, the render tells."""
    wanted = film_order.order(session, film, language, format)
    with suppress(MediaError):
        lasts = orders.timeline_of(workspace.folder, wanted, workspace.rules).duration_ms
        if cover_at_ms >= lasts:
            raise BadRequest("thumbnail-past-end", at=cover_at_ms / 1000, lasts=lasts / 1000, slug=film.slug)
