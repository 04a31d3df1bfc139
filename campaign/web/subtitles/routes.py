"""The editor of subtitles: its page, what is judged and kept as one types, versions, and the sound that is drawn."""

from collections.abc import Iterable
from http import HTTPStatus

from flask import Blueprint, Response, abort, request

from campaign.messages import formatting
from campaign.testimonies.cue_editing import (
    differences,
    document,
    film_peaks,
    film_shots,
    given_cues,
    hearing,
    judging,
    keeping,
    pasted,
    working_copy,
)
from campaign.testimonies.cue_editing.document import Document
from campaign.testimonies.cue_editing.working_copy import NotThere, Standing
from campaign.web import answers, asked_for
from campaign.web.films import library
from campaign.web.subtitles import documents, json_answers
from campaign.web.subtitles.json_answers import answered, refusing
from media import given_files
from media.formats import FORMATS, LANDSCAPE, Format
from media.lettering import typefaces
from schedules.consent import film_views, made_covers
from schedules.database import subtitle_versions
from schedules.errors import BadRequest
from schedules.model.edited_subtitles import SubtitleVersion
from schedules.model.records import Testimony

pages = Blueprint("subtitles", __name__)
_LARGEST_FONT = 30 * given_files.MEGABYTE


@pages.get("/films/<slug>/subtitles/<language>")
def page(slug: str, language: str) -> Response:
    """Show the editor."""
    try:
        found = _document(slug, language)
    except NotThere:
        abort(404)
    workspace, film = answers.desk().workspace(), found.standing.film
    hindered = hearing.hindered(workspace, film, language)
    return answers.page(
        "subtitles.html",
        film=film,
        title=library.title(workspace, film),
        hindered=answers.for_both(hindered) if hindered else None,
        language=language,
        document=_whole(found),
    )


@pages.get("/films/<slug>/subtitles/<language>/document")
@refusing
def told(slug: str, language: str) -> Response:
    """Tell the whole document, in a `format` and with a `second` language where these are asked for.

    Whoever brings the version that stands as `known` is told nothing.
    """
    if (known := request.args.get("known")) and known == _standing(slug, language).version:
        return Response(status=HTTPStatus.NO_CONTENT)
    found = _document(slug, language)
    return answered(_whole(found))


@pages.post("/films/<slug>/subtitles/<language>/judged")
@refusing
def judged(slug: str, language: str) -> Response:
    """Judge cues that stand beside one another, as they are typed."""
    sent = json_answers.body()
    given = sent.members.get("cues")
    cues = given_cues.read(given, most=judging.AT_ONCE)
    found, format = _standing(slug, language), _format(json_answers.text(sent, "format"))
    judge = judging.of(answers.desk().workspace(), found.film, language, format)
    doubted = document.doubtful(found, cues)
    verdicts = judge.judged(cues, given_cues.below(given))
    return answered({"cues": documents.judged(verdicts, doubted, answers.reader().lang)})


@pages.post("/films/<slug>/subtitles/<language>/working")
@refusing
def saved(slug: str, language: str) -> Response:
    """Keep what is typed; no film shows it yet."""
    desk, sent = answers.desk(), json_answers.body()
    workspace, now = desk.workspace(), desk.clock()
    version = working_copy.save(
        workspace,
        slug,
        language,
        given_cues.read(sent.members.get("cues")),
        made_from=json_answers.text(sent, "version"),
        apart=sent.members.get("apart") is True,
        now=now,
    )
    return answered({"version": version, "at": formatting.hour(now.astimezone(workspace.rules.zone))})


@pages.post("/films/<slug>/subtitles/<language>/discard")
@refusing
def discarded(slug: str, language: str) -> Response:
    """Go back to the campaign's own copy; what was typed stays a version."""
    desk, sent = answers.desk(), json_answers.body()
    made_from = json_answers.text(sent, "version")
    version = working_copy.discard(desk.workspace(), slug, language, made_from=made_from, now=desk.clock())
    return answered({"version": version})


@pages.get("/films/<slug>/subtitles/<language>/consequences")
@refusing
def foreseen(slug: str, language: str) -> Response:
    """Tell what follows where what is typed is kept."""
    desk = answers.desk()
    workspace = desk.workspace()
    with workspace.store.read() as session:
        found = working_copy.standing(session, workspace, slug, language, now=desk.clock())
        follows = keeping.foreseen(session, workspace, found)
    return answered({"version": found.version, **documents.consequences(follows)})


@pages.post("/films/<slug>/subtitles/<language>/keep")
@refusing
def kept(slug: str, language: str) -> Response:
    """Make what is typed the campaign's subtitles."""
    desk, sent = answers.desk(), json_answers.body()
    done = keeping.keep(
        desk.workspace(), slug, language, made_from=json_answers.text(sent, "version"), now=desk.clock()
    )
    return answered({"version": done.version, "again": list(done.again)})


@pages.post("/films/<slug>/subtitles/<language>/checked")
@refusing
def checked(slug: str, language: str) -> Response:
    """Let the subtitles say that somebody watched the film and checked them, as they are typed."""
    desk, sent = answers.desk(), json_answers.body()
    done = keeping.check_off(
        desk.workspace(),
        slug,
        language,
        made_from=json_answers.text(sent, "version"),
        who=json_answers.text(sent, "who"),
        now=desk.clock(),
    )
    return answered({"version": done.version, "again": list(done.again)})


@pages.post("/films/<slug>/subtitles/<language>/pasted")
@refusing
def read(slug: str, language: str) -> Response:
    """Read pasted subtitles; nothing is kept."""
    _standing(slug, language)
    text = json_answers.text(json_answers.body(), "text")
    cues, wrong = pasted.read(text, language)
    said = documents.findings(wrong, answers.reader().lang)
    return answered({"cues": [documents.plain(one) for one in cues], "findings": said})


@pages.get("/films/<slug>/subtitles/<language>/versions")
@refusing
def versions(slug: str, language: str) -> Response:
    """Tell which versions there are."""
    film = _standing(slug, language).film
    with answers.desk().workspace().store.read() as session:
        found = subtitle_versions.every(session, film.id, language)
    return answered({"versions": _told(found)})


@pages.get("/films/<slug>/subtitles/<language>/versions/<int:number>")
@refusing
def version(slug: str, language: str, number: int) -> Response:
    """Tell a version, and where what is edited now differs from it."""
    now = _standing(slug, language)
    with answers.desk().workspace().store.read() as session:
        found = subtitle_versions.one(session, now.film.id, language, number)
    differs = documents.differences(differences.between(found.cues, now.cues))
    return answered({**_told([found])[0], **documents.version(found), "differences": differs})


def _told(found: Iterable[SubtitleVersion]) -> list[documents.Plain]:
    return documents.versions(found, answers.desk().workspace().rules.zone, answers.reader().lang)


@pages.post("/films/<slug>/subtitles/<language>/transcribe")
@refusing
def transcribed(slug: str, language: str) -> Response:
    """Begin to write down what is said in the film, on this computer."""
    return _heard_from(slug, language, None)


@pages.post("/films/<slug>/subtitles/<language>/align")
@refusing
def aligned(slug: str, language: str) -> Response:
    """Begin to give a transcript the times at which it is said."""
    return _heard_from(slug, language, json_answers.text(json_answers.body(), "text"))


def _heard_from(slug: str, language: str, text: str | None) -> Response:
    desk = answers.desk()
    found = hearing.begin(desk.workspace(), slug, language, text, clock=desk.clock)
    return answered(documents.progress(found, slug, answers.reader().lang), HTTPStatus.ACCEPTED)


@pages.get("/films/<slug>/subtitles/<language>/hearing")
@refusing
def listening(slug: str, language: str) -> Response:
    """Tell how far the draft is that was begun last."""
    _standing(slug, language)
    found = hearing.progress(answers.desk().workspace(), slug, language)
    return answered(documents.progress(found, slug, answers.reader().lang))


@pages.get("/films/<slug>/peaks")
@refusing
def peaks(slug: str) -> Response:
    """Send the peaks of a film's sound: signed bytes, lowest and highest of each hundredth of a second, or nothing."""
    found = film_peaks.of(answers.desk().workspace(), _shown(slug), clock=answers.desk().clock)
    if found is None:
        return _later()
    return Response(found.samples, content_type="application/octet-stream")


@pages.get("/films/<slug>/speech")
@refusing
def speech(slug: str) -> Response:
    """Tell the stretches of a film in which something is heard, and where its picture changes; None: still sought."""
    desk, film = answers.desk(), _shown(slug)
    found = film_peaks.of(desk.workspace(), film, clock=desk.clock)
    if found is None:
        return _later()
    heard, changes = (
        [list(one) for one in found.heard],
        film_shots.of(desk.workspace(), film, clock=desk.clock),
    )
    return answered({"speech_ms": heard, "has_sound": bool(found.samples), "shots_ms": changes})


@pages.get("/films/<slug>/letter")
@refusing
def letter(slug: str) -> Response:
    """Send the font of the brand kit in which a film's subtitles are set."""
    _shown(slug)
    path = typefaces.file_of(made_covers.kit(answers.desk().folder).font)
    kind = "font/otf" if path.suffix.lower() == ".otf" else "font/ttf"
    return Response(given_files.read(path, most=_LARGEST_FONT), content_type=kind)


def _later() -> Response:
    answer = answered({"said": ""}, HTTPStatus.ACCEPTED)
    answer.headers["Retry-After"] = "2"
    return answer


def _shown(slug: str) -> Testimony:
    """Return a film of which something may be shown; nothing is sent of any other."""
    desk, film = answers.desk(), asked_for.film(slug)
    workspace = desk.workspace()
    with workspace.store.read() as session:
        if film_views.is_film_over(session, film, now=desk.clock(), campaign=workspace.campaign):
            abort(404)
    return film


def _standing(slug: str, language: str) -> Standing:
    desk = answers.desk()
    workspace = desk.workspace()
    with workspace.store.read() as session:
        return working_copy.standing(session, workspace, slug, language, now=desk.clock())


def _document(slug: str, language: str) -> Document:
    desk, asked = answers.desk(), request.args
    format, second = _format(asked.get("format", "")), asked.get("second")
    return document.of(desk.workspace(), slug, language, format, second, now=desk.clock())


def _heard(found: Document) -> tuple[tuple[int, int], ...] | None:
    return film_peaks.heard(answers.desk().workspace(), found.standing.film)


def _whole(found: Document) -> documents.Plain:
    """Return the whole of a document, with what is known of the film by now."""
    desk = answers.desk()
    workspace, lang = desk.workspace(), answers.reader().lang
    told = documents.of(found, _heard(found), lang, now=desk.clock(), zone=workspace.rules.zone)
    return {**told, "shots_ms": film_shots.kept(workspace, found.standing.film)}


def _format(name: str) -> Format:
    """Return a format by its name; landscape where none is named, BadRequest for one that there is not."""
    if name and name not in FORMATS:
        raise BadRequest("cues-none")
    return FORMATS.get(name, LANDSCAPE)
