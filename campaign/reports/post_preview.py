"""One post as the Page will show it: as values, then as one web page with its pictures that needs no network."""

from datetime import datetime
from functools import partial
from importlib import resources
from pathlib import Path

from sqlmodel import Session

from campaign.checks import all_rules
from campaign.checks import facts as check_facts
from campaign.messages import web_page
from campaign.reports import film_preview, json_views, month, post_cards
from campaign.workspace import Workspace
from media import files
from media.brand import web_look
from media.brand.web_look import WebLook
from media.sources import photos
from schedules.consent import credits, film_views
from schedules.consent.required_approvals import ApprovalReader
from schedules.database import posts
from schedules.facebook import post_layout
from schedules.model import campaign_paths
from schedules.model.records import Post

HERE = Path("preview.html")  # a page that lies in the working folder
SCRIPT = """
for (const button of document.querySelectorAll(".fold")) {
  const text = button.closest(".text");
  text.classList.add("folded");
  button.hidden = false;
  button.addEventListener("click", () => { text.classList.remove("folded"); button.remove(); });
}
"""  # folds long texts, as the Page does
NEEDED = ("approval-missing", "approval-missing-of")  # remarks, but a post waits for them


def write(workspace: Workspace, number: int, path: Path, *, now: datetime, lang: str | None = None) -> None:
    """Write how post `number` will look to `path`; the old file stays where something is refused.

    Raises BadRequest where there is no such post, BadInput or RenderFailed where a picture of it cannot be read.
    """
    with workspace.store.read() as session:
        reader = ApprovalReader(session=session, campaign=workspace.campaign)
        values = gathered(session, workspace, reader.seen(posts.post(session, number)), now=now, lang=lang)
    files.write_whole(path, web_page.sealed(rendered(values, lang, place=path), page_of(number)))


def page_of(number: int) -> str:
    """Return what the preview of a post says that it is."""
    return f"preview {number}"


def gathered(
    session: Session, workspace: Workspace, post: Post, *, now: datetime, lang: str | None = None
) -> dict[str, object]:
    """Return what the page shows of a post, its pictures as `data:` addresses."""
    view = film_views.of(session, post, now=now, campaign=workspace.campaign)
    over = view is None and post.testimony_id is not None
    caption = post.message if post.new_caption is None else post.new_message
    head, rest = ("", "") if over else post_layout.fold(caption)
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
        "over": over,
        "view": view,
        "role": credits.role_word(view.film.role, lang or "") if view else None,
        "aliases": film_views.aliases(session),
        "lacks": () if over else _lacks(session, workspace, post, now, lang),
        "film": film_preview.gathered(session, workspace, post, view.film, now=now, lang=lang)
        if post.is_film and view
        else None,
        "photos": [_photo(path, photo) for path, photo in zip(shown, post.photos, strict=False)],
        "laid": post_layout.laid([photos.size(path) for path in shown]),
        "beyond": max(0, len(post.photos) - post_layout.SHOWN),
        "alts": [photo["alt"] for photo in post.photos],
        "link": post.feed_link,
        "site": post_layout.site(post.feed_link) if post.feed_link else None,
        "comment": post_layout.linked(post.first_comment) if post.first_comment and not over else None,
        "look": web_look.found(workspace.folder / "brand"),
    }


def rendered(values: dict[str, object], lang: str | None = None, *, place: Path = HERE) -> str:
    """Return the web page of these values, which will lie at `place`; every word of staff's is escaped."""
    wall = resources.files("schedules.rehearsal") / "pages"
    look, aliases = values["look"], values["aliases"]
    assert isinstance(look, WebLook)
    assert isinstance(aliases, dict)
    badge = (look.badge, "image/png") if look.badge else ((wall / "avatar.svg").read_bytes(), "image/svg+xml")
    page = resources.files("campaign.reports") / "post_preview.html"
    template = web_page.template(page.read_text(encoding="utf-8"), lang)
    return template.render(
        **values,
        style=(wall / "wall.css").read_text(encoding="utf-8") + web_look.style(look),
        avatar=film_preview.inline(*badge),
        script=SCRIPT,
        policy=web_page.policy(SCRIPT, plays=True),
        marked=partial(web_page.discreetly, aliases=aliases, lang=lang),
        address=partial(film_preview.address, page=place),
    )


def _lacks(
    session: Session, workspace: Workspace, post: Post, now: datetime, lang: str | None
) -> list[post_cards.Line]:
    """Return what is wrong with a post that waits, and what it still needs: languages, consents, approvals."""
    facts = check_facts.facts(session, workspace, now=now, lang=lang)
    broken = [one for one in all_rules.findings(facts) if one.where == f"post {post.number}"]
    found = [*broken, *month.missing(session, workspace, facts, {post.number})]
    needed = [one for one in found if one.severity in post_cards.LOUD or one.code in NEEDED]
    return list(dict.fromkeys(post_cards.line(one, lang) for one in needed))


def _moment(post: Post, workspace: Workspace) -> datetime | None:
    return json_views.local(post.published_at or post.due_at, workspace.rules.zone)


def _photo(path: Path, photo: dict[str, str | None]) -> dict[str, object]:
    seen, (width, height) = photos.shrunk(path, film_preview.LONGEST), photos.size(path)
    size = {"width": width, "height": height, "breadth": post_layout.breadth(width, height)}
    return {"src": film_preview.inline(seen), "alt": photo["alt"] or "", **size}
