"""A post as the Page will show it: its text folded as there, its film with what plays, photos, link, first comment."""

from dataclasses import dataclass, replace
from datetime import datetime

from markupsafe import Markup
from sqlmodel import Session

from campaign.checks import post_warnings
from campaign.reports import film_preview, json_views
from campaign.workspace import Workspace
from media.sources import photos
from schedules.consent import film_views, subtitle_languages
from schedules.facebook import post_layout
from schedules.model import campaign_paths
from schedules.model.records import Post, Testimony


@dataclass(frozen=True, kw_only=True)
class Photo:
    """A photo as the Page lays it out; sizes in pixels."""

    src: str
    alt: str
    width: int
    height: int
    breadth: str


@dataclass(frozen=True, kw_only=True)
class Film:
    """A post's film: what plays (`finished`: what goes out, `quick`, or `source`), and its subtitles by language.

    `here`: what plays is in the folder; `pictured`: what its cover is made of is, too.
    """

    src: str
    poster: str
    format: str
    plays: str
    burned: str | None
    here: bool
    pictured: bool
    tracks: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class OnPage:
    """What the Page shows of a post; `over`: a consent was taken back or ended, so nothing of it is shown.

    `kept` are the places of the photos that are in the folder.
    """

    number: int
    language: str
    kind: str
    page: str
    moment: datetime | None
    over: bool
    head: Markup
    rest: Markup
    folds: bool
    film: Film | None
    photos: tuple[Photo, ...]
    kept: frozenset[int]
    laid: str
    beyond: int
    link: str | None
    site: str
    comment: Markup | None


def of(session: Session, workspace: Workspace, post: Post, *, now: datetime) -> OnPage:
    """Return how a post will look; raises AstrayPath where a path of it is none of the campaign's."""
    view = film_views.of(session, post, now=now, campaign=workspace.campaign)
    over = view is None and post.testimony_id is not None
    head, rest = ("", "") if over else post_layout.fold(post.new_message)
    all_of_them = [] if over else campaign_paths.photos(workspace.folder, post)
    shown = all_of_them[: post_layout.SHOWN]
    there = [path for path in shown if path.is_file()]
    return OnPage(
        number=post.number,
        language=post.language,
        kind=post.kind,
        page=post.page_name or workspace.settings.name,
        moment=json_views.local(post.published_at or post.due_at, workspace.rules.zone),
        over=over,
        head=post_layout.linked(head),
        rest=post_layout.linked(rest),
        folds=bool(rest),
        film=_film(session, workspace, post, view.film, now=now) if view and post.is_film else None,
        photos=tuple(
            _photo(post, place, photos.size(path)) for place, path in enumerate(shown) if path.is_file()
        ),
        kept=frozenset(place for place, path in enumerate(all_of_them) if path.is_file()),
        laid=post_layout.laid([photos.size(path) for path in there]),
        beyond=max(0, len(post.photos) - post_layout.SHOWN),
        link=None if over else post.feed_link,
        site=post_layout.site(post.feed_link) if post.feed_link else "",
        comment=post_layout.linked(post.first_comment) if post.first_comment and not over else None,
    )


def as_typed(post: Post, *, caption: str, link: str, first_comment: str) -> Post:
    """Return a post with words that are typed and not kept; without film and photos a link makes it one of a link."""
    plain = post.kind in ("link", "text")
    kind = ("link" if link else "text") if plain else post.kind
    return replace(
        post,
        caption=caption,
        new_caption=None,
        link=link or None,
        first_comment=first_comment or None,
        kind=kind,
    )


def _photo(post: Post, place: int, size: tuple[int, int]) -> Photo:
    width, height = size
    return Photo(
        src=f"/posts/{post.number}/photos/{place}",
        alt=post.photos[place]["alt"] or "",
        width=width,
        height=height,
        breadth=post_layout.breadth(width, height),
    )


def _film(session: Session, workspace: Workspace, post: Post, film: Testimony, *, now: datetime) -> Film:
    ready = film_preview.playable(session, workspace.folder, post, film)
    plays = "source" if ready is None else "quick" if ready.quick else "finished"
    burned = post.language if plays != "source" and post.language in film.subtitles else None
    return Film(
        src=f"/posts/{post.number}/film",
        poster=f"/posts/{post.number}/poster",
        format=post.format or "landscape",
        plays=plays,
        burned=burned,
        here=bool(ready) or campaign_paths.film(workspace.folder, film).is_file(),
        pictured=_is_pictured(workspace, post, film),
        tracks=tracks(session, workspace, post, film, now=now, all_of_them=burned is None),
    )


def _is_pictured(workspace: Workspace, post: Post, film: Testimony) -> bool:
    path = campaign_paths.pictured(workspace.folder, post, film)
    return path is not None and path.is_file()


def tracks(
    session: Session, workspace: Workspace, post: Post, film: Testimony, *, now: datetime, all_of_them: bool
) -> tuple[str, ...]:
    """Return the languages of the subtitles that go along with a film; its own too where they lie in no picture yet."""
    left_out = post_warnings.files_left_out(session, workspace, post, now)
    silent = {one.params["language"] for one in left_out}
    beside = list(subtitle_languages.beside(film, post.language, workspace.rules))
    own = [post.language] if all_of_them and post.language in film.subtitles else []
    return tuple(dict.fromkeys(one for one in (*own, *beside) if one not in silent))
