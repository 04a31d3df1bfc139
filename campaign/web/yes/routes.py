"""The addresses of a partner's link: each looks at the link first, and only a pressed button answers."""

from http import HTTPStatus

from flask import Blueprint, Response, abort, g, redirect, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from campaign.invitations import answering, unkept
from campaign.invitations.answering import Changed, Reason
from campaign.messages import translate
from campaign.web import answers, film_bytes
from campaign.web.posts import pictures
from campaign.web.readers import Reader
from campaign.web.yes import asked_page, followed
from campaign.web.yes.followed import Followed, Refused
from media.errors import MediaError
from schedules.database import posts
from schedules.errors import BadRequest, DatabaseBusy, ScheduleError

pages = Blueprint("yes", __name__)
LONGEST_READ = 5_000  # characters of a sentence that are read: what is too long is told so, and shown again
_STATUS = {"unknown": 404, "expired": 410, "revoked": 410, "too-many": 429}


@pages.get("/yes/<token>")
def shown(token: str) -> AnyResponse:
    """Show a post of a link, with both answers."""
    return _page(_followed(token), request.args.get("post", type=int))


@pages.get("/yes/<token>/no/<int:number>")
def asked_why(token: str, number: int) -> AnyResponse:
    """Ask for the reason of a no; without a script it is a page of its own."""
    link = _followed(token, number)
    found = asked_page.of(link, number)
    if found.asked.closed:
        return _led(link, number)
    return _no_page(link, found)


@pages.post("/yes/<token>/yes/<int:number>")
def said_yes(token: str, number: int) -> AnyResponse:
    """Keep a yes to the post as it was seen."""
    link = _followed(token, number, answers_it=True)
    try:
        answering.yes(link.workspace, link.asked, number, seen=request.form.get("seen", ""), now=link.now)
    except DatabaseBusy:
        raise
    except Changed as why:
        return _page(link, number, said=why, status=HTTPStatus.CONFLICT)
    except (ScheduleError, MediaError) as why:
        _tell_unkept(link, number)
        return _page(link, number, said=why, status=HTTPStatus.CONFLICT)
    return _led(link, number, did="yes")


def _tell_unkept(link: Followed, number: int) -> None:
    """Write down that a yes could not be kept, and where that is put right."""
    from campaign.invitations import hindrances  # slow to load, as all that looks into films

    found = hindrances.of(link.workspace, link.asked, now=link.now)
    places = [hindrances.place(one.why) for one in found if one.number == number]
    unkept.note(link.workspace, link.asked, number, places, now=link.now)


@pages.post("/yes/<token>/no/<int:number>")
def said_no(token: str, number: int) -> AnyResponse:
    """Keep a no with its reason; one that cannot be kept stands in the form, with what is wrong."""
    link = _followed(token, number, answers_it=True)
    reason = Reason(
        about=tuple(request.form.getlist("about")), words=request.form.get("words", "")[:LONGEST_READ]
    )
    try:
        answering.no(
            link.workspace, link.asked, number, reason, seen=request.form.get("seen", ""), now=link.now
        )
    except Changed as why:
        return _page(link, number, said=why, status=HTTPStatus.CONFLICT)
    except BadRequest as why:
        return _no_page(link, asked_page.of(link, number), typed=reason, said=why)
    return _led(link, number, did="no")


@pages.get("/yes/<token>/film/<int:number>")
def film(token: str, number: int) -> Response:
    """Send the film of a post of the link, in pieces."""
    _require_shown(_followed(token, number), number)
    return film_bytes.of_post(number)


@pages.get("/yes/<token>/poster/<int:number>")
def poster(token: str, number: int) -> Response:
    """Send the picture of a film before it plays."""
    _require_shown(_followed(token, number), number)
    return pictures.poster(number)


@pages.get("/yes/<token>/still/<int:number>")
def still(token: str, number: int) -> Response:
    """Send the small picture that stands for a post."""
    _require_shown(_followed(token, number), number)
    return pictures.still(number)


@pages.get("/yes/<token>/photo/<int:number>/<int:place>")
def photo(token: str, number: int, place: int) -> Response:
    """Send a photo of a post."""
    _require_shown(_followed(token, number), number)
    return pictures.photo(number, place)


@pages.get("/yes/<token>/subtitles/<int:number>/<language>")
def subtitles(token: str, number: int, language: str) -> Response:
    """Send the subtitles of a film that has none in its picture yet."""
    _require_shown(_followed(token, number), number)
    return pictures.track(number, language)


@pages.route("/yes/<path:_rest>", methods=["GET", "POST"])
def nowhere(_rest: str) -> AnyResponse:
    """Refuse what is no address of a link."""
    raise Refused("unknown")


@pages.errorhandler(Exception)
def failed(error: Exception) -> AnyResponse:
    """Say why there is nothing: a sentence, without menu, campaign or trace."""
    if isinstance(error, Refused):
        return _closed(f"yes-link-{error.why}", _STATUS[error.why])
    if request.headers.get("Sec-Fetch-Dest") == "image":
        return answers.failed(error)
    if isinstance(error, DatabaseBusy):
        return _closed("yes-page-busy", HTTPStatus.SERVICE_UNAVAILABLE)
    code = error.code if isinstance(error, HTTPException) else None
    return _closed("yes-link-unknown" if code == 404 else "yes-page-failed", code or 500)


@pages.after_request
def untold(response: Response) -> Response:
    """Let no page that is opened from here learn the address, and no searcher list it."""
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _followed(token: str, number: int | None = None, *, answers_it: bool = False) -> Followed:
    """Return what a link leads to, and whether this post is one of it; the page is in its language from here on."""
    g.reader = Reader(lang=_guessed())
    found = followed.follow(token, answers_it=answers_it)
    g.reader = Reader(lang=asked_page.language(found, request.values.get("lang", "")))
    if number is not None and number not in found.asked.posts:
        raise Refused("unknown")
    return found


def _guessed() -> str:
    """Return the language of somebody whose link leads nowhere, as their browser says it."""
    return request.accept_languages.best_match(translate.LANGUAGES) or translate.LANGUAGES[0]


def _require_shown(link: Followed, number: int) -> None:
    """Refuse pictures and films of a post that is over: what is shown is what can still be answered."""
    with link.workspace.store.read() as session:
        if posts.post(session, number).state in ("cancelled", "removed"):
            abort(404)


def _page(
    link: Followed,
    number: int | None,
    *,
    said: ScheduleError | MediaError | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> Response:
    found = asked_page.of(link, number)
    told = None
    if said is not None:
        told = translate.say(said.code if isinstance(said, Changed) else "yes-page-not-ready", {}, _lang())
    return answers.part(
        "yes.html",
        status=status,
        found=found,
        link=link.token,
        told=told,
        did=request.args.get("did", ""),
        languages=translate.LANGUAGES,
        own=_chosen(),
    )


def _no_page(
    link: Followed,
    found: asked_page.AskedPage,
    *,
    typed: Reason | None = None,
    said: ScheduleError | None = None,
) -> Response:
    before = found.asked.answer
    if typed is None and before and not before.yes:
        typed = Reason(about=before.about, words=before.words)
    return answers.part(
        "yes_no.html",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if said else HTTPStatus.OK,
        found=found,
        link=link.token,
        seen=request.values.get("seen", "")[: len(found.asked.seen)] or found.asked.seen,
        typed=typed or Reason(about=(), words=""),
        told=translate.say(said.code, said.params, _lang()) if said else None,
        wrong=said.code if said else "",
        choices=asked_page.CHOICES,
        longest=answering.LONGEST,
        languages=translate.LANGUAGES,
        own=_chosen(),
    )


def _led(link: Followed, number: int, *, did: str = "") -> AnyResponse:
    """Lead to the page of a post, by an address that answers nothing."""
    more = "".join(f"&{name}={value}" for name, value in (("did", did), ("lang", _chosen())) if value)
    return redirect(f"/yes/{link.token}?post={number}{more}", 303)


def _closed(code: str, status: int) -> Response:
    if "reader" not in g:
        g.reader = Reader(lang=_guessed())
    return answers.part("yes_closed.html", status=HTTPStatus(status), said=translate.say(code, {}, _lang()))


def _chosen() -> str:
    """Return the language that was chosen in the address; "" where none was."""
    said = request.values.get("lang", "")
    return said if said in translate.LANGUAGES else ""


def _lang() -> str:
    return answers.reader().lang
