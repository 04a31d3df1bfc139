"""The board's pages."""

from flask import Blueprint, Response, request

from campaign.web import answers
from campaign.web.board import board, filters

pages = Blueprint("board", __name__)


@pages.get("/")
def shown() -> Response:
    """Show the board."""
    desk, reader = answers.desk(), answers.reader()
    workspace, now = desk.workspace(), desk.clock()
    meant = filters.read(request.args, now.astimezone(workspace.rules.zone).date())
    found = board.of(workspace, meant, now=now, lang=reader.lang)
    return answers.page("board.html", board=found, now=now.astimezone(workspace.rules.zone))
