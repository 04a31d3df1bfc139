"""What each day of the board would be for a post, the page that asks where it shall go, and the move itself."""

from http import HTTPStatus

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from campaign.web import admission, answers
from campaign.web.board import moving
from campaign.web.board.moving import Target
from schedules.errors import BadRequest, NotReady, ScheduleError

pages = Blueprint("moves", __name__)
NEVER = -1  # the version of a form that does not say from which it was made


@pages.get("/posts/<int:number>/verdicts")
def verdicts(number: int) -> Response:
    """Send what each day of the board would be for a post."""
    desk, reader = answers.desk(), answers.reader()
    first, last = (moving.when(request.args.get(name, "")) for name in ("first", "last"))
    mover, found = moving.over_days(desk.workspace(), number, first, last, now=desk.clock(), lang=reader.lang)
    return answers.part("board_verdicts.html", mover=mover, targets=found)


@pages.get("/posts/<int:number>/move")
def asked(number: int) -> Response:
    """Ask where a post shall go: a page, or what a dialog shows."""
    desk, reader = answers.desk(), answers.reader()
    workspace, now = desk.workspace(), desk.clock()
    mover = moving.mover(workspace, number)
    read, unread = _read(number, request.args.get("at", ""))
    if request.args.get("part") == "reading":
        return answers.part("board_reading.html", read=read, unread=unread, mover=mover, frame=None)
    offered = moving.offered(workspace, number, now=now, lang=reader.lang) if mover.movable else []
    return _asking(
        mover, offered, written=request.args.get("at", ""), read=read, unread=unread, status=HTTPStatus.OK
    )


def _read(number: int, written: str) -> tuple[Target | None, str]:
    """Return what a typed moment would be, or why it cannot be read."""
    desk, reader = answers.desk(), answers.reader()
    if not written.strip():
        return None, ""
    try:
        return moving.typed(desk.workspace(), number, written, now=desk.clock(), lang=reader.lang), ""
    except BadRequest as error:
        return None, answers.sentence_of(error)


def _asking(
    mover: moving.Mover,
    offered: list[Target],
    *,
    written: str,
    read: Target | None,
    unread: str,
    status: HTTPStatus,
) -> Response:
    name, page = ("board_move_form.html", answers.part) if _in_part() else ("board_move.html", answers.page)
    back = admission.within(request.values.get("back", "/"))
    told = {"mover": mover, "offered": offered, "written": written, "read": read, "unread": unread}
    return page(name, status=status, back=back, **told)


def _in_part() -> bool:
    return bool(request.headers.get("HX-Request"))


@pages.post("/posts/<int:number>/move")
def moved(number: int) -> AnyResponse:
    """Move a post; a page of ours without a script goes on to the board, others get what is said of it."""
    desk = answers.desk()
    typed, choice = request.form.get("at", "").strip(), request.form.get("choice", "")
    written, version = typed or choice, request.form.get("version", "")
    seen = int(version) if version.isascii() and version.isdigit() and len(version) < 16 else NEVER
    try:
        if not written:
            raise BadRequest("desk-move-empty")
        if typed and choice and typed != choice:
            raise BadRequest("desk-move-twice", typed=typed)
        done = moving.move(desk.workspace(), number, written, version=seen, now=desk.clock())
    except (BadRequest, NotReady) as error:
        return _refused(number, written, error)
    if _in_part():
        return answers.part(
            "board_moved.html",
            moved=done,
            now=desk.clock(),
            undone="undo" in request.form,
            back=admission.within(request.form.get("back", "/")),
        )
    back = admission.within(request.form.get("back", "/"))
    return redirect(answers.with_query(back, {"moved": number}, f"post-{number}"), 303)


def _refused(number: int, written: str, error: ScheduleError) -> Response:
    """Say why a post was not moved: in a part that sentence, else the page again with what was typed."""
    status = HTTPStatus.CONFLICT if isinstance(error, NotReady) else HTTPStatus.UNPROCESSABLE_ENTITY
    said = answers.sentence_of(error)
    if _in_part():
        return answers.part("refusal_part.html", status=status, said=said)
    desk, reader = answers.desk(), answers.reader()
    mover = moving.mover(desk.workspace(), number)
    offered = moving.offered(desk.workspace(), number, now=desk.clock(), lang=reader.lang)
    return _asking(mover, offered, written=written, read=None, unread=said, status=status)
