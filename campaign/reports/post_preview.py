"""One post as the Page will show it: as values, then as one web page with its pictures that needs no network."""

from base64 import b64encode
from datetime import datetime
from importlib import resources
from pathlib import Path

from sqlmodel import Session

from campaign.checks import post_warnings
from campaign.messages import translate, web_page
from campaign.reports import json_views
from campaign.workspace import Workspace
from media import files, temporary_copies
from media.sources import photos, stills
from schedules.consent import subtitle_files
from schedules.database import posts, renditions, testimonies
from schedules.facebook import post_layout
from schedules.model import campaign_paths, records
from schedules.model.records import Post

SCRIPT = """
for (const button of document.querySelectorAll(".fold")) {
  const text = button.closest(".text");
  text.classList.add("folded");
  button.hidden = false;
  button.addEventListener("click", () => { text.classList.remove("folded"); button.remove(); });
}
"""  # folds long texts, as the Page does
LONGEST = 1240  # pixels a side of a picture: twice as wide as the card, for sharp screens
USUAL_MS = 1000  # the moment of a film that stands for it until Facebook chooses


def write(workspace: Workspace, number: int, path: Path, *, now: datetime, lang: str | None = None) -> None:
    """Write how post `number` will look to `path`; the old file stays where something is refused.

    Raises BadRequest where there is no such post, BadInput or RenderFailed where a picture of it cannot be read.
    """
    with workspace.store.read() as session:
        values = gathered(session, workspace, posts.post(session, number), now=now, lang=lang)
    files.write_whole(path, web_page.sealed(rendered(values, lang)))


def gathered(
    session: Session, workspace: Workspace, post: Post, *, now: datetime, lang: str | None = None
) -> dict[str, object]:
    """Return what the page shows of a post, its pictures as `data:` addresses."""
    caption = post.message if post.new_caption is None else post.new_message
    head, rest = post_layout.fold(caption)
    shown = campaign_paths.photos(workspace.folder, post)[: post_layout.SHOWN]
    return {
        "page": post.page_name or workspace.settings.name,
        "number": post.number,
        "state": str(post.state),
        "kind": post.kind,
        "reworded": post.new_caption is not None,
        "moment": _moment(post, workspace),
        "zone": workspace.rules.zone.key,
        "head": post_layout.linked(head),
        "rest": post_layout.linked(rest),
        "film": _film(session, workspace, post, now, lang) if post.is_film else None,
        "photos": [_photo(path, photo) for path, photo in zip(shown, post.photos, strict=False)],
        "laid": post_layout.laid([photos.size(path) for path in shown]),
        "beyond": max(0, len(post.photos) - post_layout.SHOWN),
        "alts": [photo["alt"] for photo in post.photos],
        "link": post.feed_link,
        "site": post_layout.site(post.feed_link) if post.feed_link else None,
        "comment": post_layout.linked(post.first_comment) if post.first_comment else None,
    }


def rendered(values: dict[str, object], lang: str | None = None) -> str:
    """Return the web page of these values; every word of staff's is escaped."""
    wall = resources.files("schedules.rehearsal") / "pages"
    style = (wall / "wall.css").read_text(encoding="utf-8")
    avatar = _inline((wall / "avatar.svg").read_bytes(), "image/svg+xml")
    template = web_page.house(lang).from_string(
        (resources.files("campaign.reports") / "post_preview.html").read_text(encoding="utf-8")
    )
    policy = web_page.policy(SCRIPT)
    return template.render(**values, style=style, avatar=avatar, script=SCRIPT, policy=policy)


def _moment(post: Post, workspace: Workspace) -> datetime | None:
    return json_views.local(post.published_at or post.due_at, workspace.rules.zone)


def _photo(path: Path, photo: dict[str, str | None]) -> dict[str, object]:
    seen, (width, height) = photos.shrunk(path, LONGEST), photos.size(path)
    size = {"width": width, "height": height, "breadth": post_layout.breadth(width, height)}
    return {"src": _inline(seen), "alt": photo["alt"] or "", **size}


def _film(
    session: Session, workspace: Workspace, post: Post, now: datetime, lang: str | None
) -> dict[str, object]:
    """Return a film's cover, its shape and its subtitles; `raw`: the picture is of the film as it came in."""
    left_out = post_warnings.files_left_out(session, workspace, post, now)
    silent = {one.params["language"] for one in left_out}
    assert post.testimony_id is not None
    film = testimonies.testimony_by_id(session, post.testimony_id)
    finished = _finished(session, workspace, post)
    if cover := campaign_paths.cover(workspace.folder, post):
        seen = photos.shrunk(cover, LONGEST)
    elif finished:
        made = campaign_paths.rendition(workspace.folder, finished)
        seen = _frame(workspace, made, _within(post, finished.duration_ms))
    else:
        until = film.film_ms if film.to_ms is None else film.to_ms
        raw = campaign_paths.film(workspace.folder, film)
        seen = _frame(workspace, raw, film.from_ms + _within(post, until - film.from_ms))
    return {
        "cover": _inline(seen),
        "format": post.format,
        "raw": not (finished or post.cover_path),
        "own_cover": post.cover_path is not None or post.cover_at_ms is not None,
        "burned": post.language if post.language in film.subtitles else None,
        "beside": [
            one for one in subtitle_files.languages(film, post.language, workspace.rules) if one not in silent
        ],
        "left_out": [translate.say(one.code, one.params, lang) for one in left_out],
    }


def _finished(session: Session, workspace: Workspace, post: Post) -> records.Rendition | None:
    """Return the finished film of a post, where it is still there."""
    assert post.testimony_id is not None
    assert post.format is not None
    if post.rendition_id is not None:
        found: records.Rendition | None = renditions.rendition(session, post.rendition_id)
    else:
        found = renditions.rendition_of(
            session, testimony_id=post.testimony_id, language=post.language, format=post.format
        )
    return found if found and campaign_paths.rendition(workspace.folder, found).is_file() else None


def _within(post: Post, length_ms: int) -> int:
    """Return the moment of the cover, inside a film of this length."""
    wanted = USUAL_MS if post.cover_at_ms is None else post.cover_at_ms
    return min(wanted, max(0, length_ms - 200))


def _frame(workspace: Workspace, film: Path, at_ms: int) -> bytes:
    with temporary_copies.working_folder(workspace.folder, workspace.folder) as passing:
        path = passing / "frame.jpg"
        stills.frame(film, at_ms=at_ms, into=path)
        return photos.shrunk(path, LONGEST)


def _inline(data: bytes, kind: str = "image/jpeg") -> str:
    return f"data:{kind};base64,{b64encode(data).decode()}"
