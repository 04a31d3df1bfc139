"""Small pictures of posts and films, as the report has them: nothing of a film whose consent was taken back."""

from flask import Blueprint, Response, abort

from campaign.web import answers
from schedules.consent import film_views
from schedules.database import posts
from schedules.errors import BadRequest

pages = Blueprint("stills", __name__)


@pages.get("/posts/<int:number>/still")
def of_post(number: int) -> Response:
    """Send the picture that stands for a post; it is kept nowhere, for a consent may end."""
    from campaign.reports import post_stills  # it draws: nobody waits for that before the first page

    desk = answers.desk()
    workspace, now = desk.workspace(), desk.clock()
    with workspace.store.read() as session:
        try:
            post = posts.post(session, number)
        except BadRequest:
            abort(404)
        view = film_views.of(session, post, now=now, campaign=workspace.campaign)
        source = post_stills.source(session, workspace, post, view.film if view else None)
    found = post_stills.made(desk.folder, [source]) if source else {}
    if source not in found:
        abort(404)
    return Response(found[source], content_type="image/jpeg")
