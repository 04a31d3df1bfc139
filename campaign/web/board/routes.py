"""The board's page; what moves a post on it is loaded when one is moved (`move_routes`)."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from flask import Blueprint, Response, request

from campaign.web import answers
from campaign.web.board import board, filters
from campaign.web.status import first_steps
from campaign.workspace import Workspace
from schedules.errors import BadRequest

if TYPE_CHECKING:
    from campaign.web.board.moving import Mover

pages = Blueprint("board", __name__)


@pages.get("/")
def shown() -> Response:
    """Show the board."""
    desk, reader = answers.desk(), answers.reader()
    workspace, now = desk.workspace(), desk.clock()
    local = now.astimezone(workspace.rules.zone)
    meant = filters.read(request.args, local.date())
    found = board.of(workspace, meant, now=now, lang=reader.lang)
    moved, first_day = _just_moved(request.args.get("moved", "")), first_steps.of(workspace)
    return answers.page(
        "board.html",
        board=found,
        now=local,
        moved=moved,
        held=_just_moved(request.args.get("post", "")) if request.args.get("did") == "hold" else None,
        first_day=first_day,
        titles=_titles(workspace, found.themes),
    )


def _titles(workspace: Workspace, themes: Collection[str]) -> Mapping[str, str]:
    """Return what the questions of films say in the reader's language; asked for where there are several."""
    if len(themes) < 2:
        return {}
    from campaign.web.board import themes as kit  # which reads the brand kit: most boards do not ask for it

    return kit.titles(workspace, answers.reader().lang)


def _just_moved(number: str) -> "Mover | None":
    """Return the post that the page before moved or held, to say so where no script does."""
    if not number.isascii() or not number.isdigit() or len(number) > 9:
        return None
    from campaign.web.board import moving

    try:
        return moving.mover(answers.desk().workspace(), int(number))
    except BadRequest:
        return None
