"""What a Page answered when it went wrong, sorted right, and told to staff beside our own words wherever they look."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import update

from campaign.messages import translate
from campaign.notices import notices
from campaign.reports import json_views
from media.json_values import Json, JsonReader
from schedules.database import engine, events, tables
from schedules.facebook import answers, errors
from schedules.facebook.client import PageClient
from schedules.model.states import State
from schedules.publishing import publisher
from schedules.service.pacing import Courtesy
from tests import pinned_clock
from tests.connected_page import Bench
from tests.page_view import fault_at, visible_at
from tests.queue_campaign import BRUSSELS, Campaign

pytestmark = pytest.mark.slow

WORDS = "You can't share this: Your post includes content that others reported as abusive."


def an_hour_later(bench: Bench) -> None:
    """Let the moments of all posts be past, as if an hour had gone by."""
    books = engine.open_in(bench.folder)
    with books.write() as session:
        past = pinned_clock.now() - timedelta(hours=1)
        session.execute(update(tables.Post).values(due_at=past, next_try_at=None))
    books.close()


def reason(queue: Campaign, number: int) -> str:
    """Why a post rests, as staff read it."""
    with queue.books.read() as session:
        return str(json_views.reason(session, queue.post(number).reason, number=number))


def settled(queue: Campaign, number: int, **rules: Any) -> str:
    """Work on a post, time passing, until it rests; its reason."""
    for _ in range(30):
        if queue.work(number, **rules).state in (State.FAILED, State.HELD, State.DOUBTFUL, State.PUBLISHED):
            break
        queue.clock.on(seconds=20)
    return reason(queue, number)


def test_facebooks_words_stand_wherever_staff_look(bench: Bench, tmp_path: Path) -> None:
    """A refused post: its reason, the status, the log, the run itself and the report say what Facebook says."""
    bench.add("Een")
    fault_at(bench.served, edge="post-create", effect="content-refused", nth=1)
    done = bench.run("run", "--until-idle")
    assert done.exit_code == 1
    assert WORDS in done.stderr
    post = bench.json("post", "show", 1)
    assert post["state"] == "failed"
    assert WORDS in post["reason"]
    assert "campaign post retry" in post["reason"]
    (finding,) = (one for one in bench.json("status")["findings"] if one["where"] == "post 1")
    assert WORDS in finding["message"]
    assert any(WORDS in one["detail"] for one in bench.json("log", 1))
    page = tmp_path / "report.html"
    assert bench.run("report", page).exit_code == 0
    assert "content that others reported as abusive" in page.read_text(encoding="utf-8")


def test_a_cause_and_then_lateness(bench: Bench) -> None:
    """A post that is held as late says what went wrong before; overdue, release and move say that it is met again."""
    bench.add("Een", "+20m")
    bench.add("Twee", "+21m")
    fault_at(bench.served, edge="post-create", effect="try-again", always=True)
    bench.run("run", "--until", "+1s")
    an_hour_later(bench)
    bench.run("run", "--until-idle")
    told = "There was a problem uploading your video file. Please try again."
    post = bench.json("post", "show", 1)
    assert post["state"] == "held"
    assert "past its due time" in post["reason"]
    assert "Before that Facebook had said: " in post["reason"]
    assert told in post["reason"]
    assert told in bench.json("overdue")[0]["trouble"]
    assert told in bench.run("overdue").stdout
    for words in (
        ("post", "move", 1, "--at", "+2h"),
        ("post", "release", 1),
        ("overdue", 2, "--send-now", "--yes"),
    ):
        done = bench.run(*words)
        assert done.exit_code == 0, done.stderr
        assert "meets it again unless it was put right" in done.stderr, words
        assert told in done.stderr


def test_lateness_after_the_page_refused_all(queue: Campaign) -> None:
    """A post that nobody could even try, as the Page had stopped us, is late for that."""
    blocked, other = queue.queue(), queue.queue(caption="Ander")
    fault_at(queue.served, edge="post-create", effect="blocked-awhile", nth=1)
    courtesy = Courtesy(queue.books, queue.served.page_id, clock=queue.clock)
    for number in (blocked, other):
        publisher.work(courtesy.attend(queue.publisher()), number, by="test")
        courtesy.settle(queue.clock())
    queue.clock.on(hours=7)
    for number in (blocked, other):
        queue.work(number)
        assert "You're Temporarily Blocked: It looks like you were misusing" in reason(queue, number)
        assert "Before that" in reason(queue, number)


def test_a_post_that_was_never_in_trouble_is_just_late(queue: Campaign) -> None:
    """Where nothing had gone wrong, nothing is said."""
    number = queue.queue()
    queue.clock.on(hours=1)
    queue.work(number)
    assert "Before" not in reason(queue, number)


FORBIDDEN = [
    ("token-of-a-person", "the token is not the Page's own"),
    ("no-permission", "a permission or role is missing"),
    ("page-absent", "Facebook shows no Page"),
    ("version-too-old", "Delete the line `graph_version`"),
    ("two-factor", "you need to turn on two-factor authentication"),
    ("page-restricted", "Your Page is restricted from posting until 3 December."),
]


@pytest.mark.parametrize(
    ("effect", "told"),
    [pytest.param(*row, marks=pytest.mark.slow if at > 1 else ()) for at, row in enumerate(FORBIDDEN)],
)
def test_what_no_post_is_to_blame_for_stops_the_service(bench: Bench, effect: str, told: str) -> None:
    """The token, a permission, the Page, a setting: exit 3, our sentence with a next step, no post is touched."""
    bench.add("Een")
    fault_at(bench.served, edge="post-create", effect=effect, always=True)
    done = bench.run("run", "--until-idle")
    assert done.exit_code == 3
    last = done.stderr.splitlines()[-1]
    assert told in last
    assert "campaign " in last
    assert "correct the post" not in last.lower()
    assert bench.json("post", "show", 1)["state"] == "uploading"
    (ended,) = (one for one in bench.json("log") if one["event"] == "service-gave-up")
    assert told in ended["detail"]


def test_the_page_that_settings_name_is_not_there(bench: Bench) -> None:
    """100/33 on the Page itself, met as the service begins, names the setting."""
    fault_at(bench.served, edge="page", effect="page-absent", always=True)
    done = bench.run("run", "--until-idle")
    assert (done.exit_code, "`id` under [page]" in done.stderr) == (3, True)


def test_try_again_is_looked_for_and_goes_out_once(queue: Campaign) -> None:
    """390 leaves open whether it was done: the post that was made is found, and no second one is."""
    number = queue.queue()
    fault_at(queue.served, edge="post-create", effect="try-again", after=True, nth=1)
    settled(queue, number)
    assert queue.post(number).state == State.PUBLISHED
    assert visible_at(queue.served) == ["Samen geven we kansen."]


def test_a_rights_claim_is_no_render(queue: Campaign) -> None:
    """A film that somebody claims rests with Facebook's words, and nobody is sent to render it again."""
    number = queue.queue_film()
    fault_at(queue.served, edge="video-read", effect="rights-claim", always=True)
    told = settled(queue, number)
    assert queue.post(number).state == State.FAILED
    assert "Your video matches 30 seconds of audio owned by Example Music." in told
    assert "rights" in told
    assert "Render" not in told


def test_a_film_that_cannot_be_processed_is_rendered_again(queue: Campaign) -> None:
    """Any other error of a film keeps its words, and the advice."""
    number = queue.queue_film("reel")
    fault_at(queue.served, edge="video-read", effect="film-error", always=True)
    told = settled(queue, number)
    assert "The video file could not be decoded." in told
    assert "campaign render" in told


def test_a_claim_after_the_reveal_is_told_too(queue: Campaign) -> None:
    """A film that the Page takes back into error when it is to be shown fails with the words, and is not seen."""
    number = queue.queue_film(due=queue.clock() + timedelta(minutes=5))
    while queue.post(number).state != State.STAGED:
        queue.work(number)
        queue.clock.on(seconds=5)
    fault_at(queue.served, edge="video-reveal", effect="error", code=100, always=True)
    fault_at(queue.served, edge="video-reveal", effect="lost", nth=1)
    fault_at(queue.served, edge="video-read", effect="rights-claim", always=True)
    queue.clock.on(minutes=5)
    told = settled(queue, number)
    assert "owned by Example Music" in told or "code 100" in told
    assert visible_at(queue.served) == []


def film(**status: Json) -> answers.VideoState:
    """What is read of a film's status."""
    return answers.read_video(JsonReader({"status": status, "published": False}), "https://example.org/")


@pytest.mark.parametrize(
    ("status", "name", "said"),
    [
        ({"video_status": "error"}, "graph-film-failed", ""),
        ({"video_status": "expired"}, "graph-film-failed", ""),
        ({"video_status": "processing", "processing_phase": {"status": "error"}}, "graph-film-failed", ""),
        (
            {"video_status": "error", "processing_phase": {"errors": [{"code": 5, "message": "Bad codec"}]}},
            "graph-film-refused",
            "Bad codec",
        ),
        ({"video_status": "error", "processing_phase": {"error": {"message": "Bad"}}}, "graph-film-failed", "Bad"),
        ({"video_status": "error", "uploading_phase": {"errors": "Broken off"}}, "graph-film-failed", "Broken off"),
        ({"video_status": "error", "uploading_phase": {"errors": ["a", "b", "a", 3]}}, "graph-film-failed", "a; b"),
        (
            {"video_status": "error", "publishing_phase": {"errors": [{"error_user_msg": "Er rust auteursrecht op."}]}},
            "graph-film-rights",
            "Er rust auteursrecht op.",
        ),
        (
            {"video_status": "error", "copyright_check_status": {"status": "complete", "matches_found": True}},
            "graph-film-rights",
            "",
        ),
        (
            {"video_status": "error", "copyright_check_status": {"status": "complete", "matches_found": False}},
            "graph-film-failed",
            "",
        ),
        ({"video_status": "error", "processing_phase": 7, "x": [1]}, "graph-film-failed", ""),
        ({"video_status": "error", "x_phase": {"errors": [{"code": "x", "message": {}}]}}, "graph-film-failed", ""),
    ],
)  # fmt: skip
def test_a_films_errors_are_read_in_every_shape(status: dict[str, Json], name: str, said: str) -> None:
    """Lists, single ones, texts, other phases: the words are kept, the kind is found, nothing breaks."""
    seen = film(**status)
    assert seen.phase == "error"
    assert seen.trouble is not None
    assert (seen.trouble.name, seen.trouble.said) == (name, said)


@pytest.mark.parametrize("phase", ["ready", "processing", "uploading", "odd"])
def test_a_film_without_an_error_has_no_trouble(phase: str) -> None:
    """A film at work, or with a match that Facebook lets pass, is in no trouble."""
    seen = film(video_status=phase, copyright_check_status={"status": "complete", "matches_found": True})
    assert seen.trouble is None


def test_words_of_a_film_hold_no_token_and_no_hidden_sign() -> None:
    """What Graph quotes is taken out; what is long is cut."""
    seen = film(
        video_status="error", processing_phase={"errors": [{"message": "EAAGx0abc\x1b[2J" + "x" * 900}]}
    )
    assert seen.trouble is not None
    assert seen.trouble.said.startswith("[token]")
    assert len(seen.trouble.said) <= 300
    assert "\x1b" not in seen.trouble.said


ODD: list[tuple[dict[str, Any], type[errors.GraphError]]] = [
    ({"shape": "text", "message": "invalid_request"}, errors.Unknown),
    ({"shape": "text", "message": "x", "status": 200}, errors.Unknown),
    ({"shape": "empty", "status": 500}, errors.Unknown),
    ({"shape": "empty", "status": 200}, errors.Unknown),
    ({"shape": "list", "code": 368}, errors.Unknown),
    ({"shape": "no-success", "status": 200}, errors.Unknown),
    ({"shape": "twice", "code": 368, "message": "reported as abusive"}, errors.BadContent),
    ({"shape": "data", "code": 368, "message": "reported as abusive"}, errors.BadContent),
    ({"code": 368, "message": "reported as abusive", "status": 200}, errors.BadContent),
    ({"code": 100, "message": "no", "transient": True}, errors.Unknown),
    ({"code": 987654, "message": "Brand new"}, errors.Refused),
    ({"code": 987654, "message": "Brand new", "status": 503}, errors.Unknown),
]


@pytest.mark.parametrize(("row", "kind"), ODD)
def test_odd_shapes_of_an_answer(queue: Campaign, row: dict[str, Any], kind: type[Exception]) -> None:
    """An error as a text, twice wrapped, in a list, with status 200: found, or nobody can tell; never an accident."""
    fault_at(queue.served, edge="post-create", effect="error", **row)
    with pytest.raises(errors.GraphError) as caught:
        client(queue).create_post(message="x", link=None)
    assert type(caught.value) is kind


@pytest.mark.parametrize("row", [row for row, kind in ODD if kind is errors.Unknown])
def test_a_post_survives_odd_answers(queue: Campaign, row: dict[str, Any]) -> None:
    """What nobody can tell is looked for, and the post goes out once."""
    number = queue.queue()
    fault_at(queue.served, edge="post-create", effect="error", nth=1, **row)
    settled(queue, number, late="send")
    assert visible_at(queue.served) == ["Samen geven we kansen."]


def client(queue: Campaign) -> PageClient:
    """Our client at the campaign's Page."""
    return queue.publisher().page


def test_a_session_that_is_gone_is_not_the_page(queue: Campaign) -> None:
    """100/33 of an upload says nothing of the Page: the film begins to go up anew."""
    number = queue.queue_film()
    told = "Unsupported post request. Object with ID '55' does not exist"
    fault_at(queue.served, edge="video-transfer", effect="error", code=100, subcode=33, message=told, nth=1)
    settled(queue, number)
    assert queue.post(number).state == State.PUBLISHED


def test_notices_tell_facebooks_words_unless_they_name_somebody(queue: Campaign) -> None:
    """A notice says what Facebook says; where that names a person of the campaign, it says nothing of it."""
    queue.testimony()
    first, second = queue.queue(caption="Een"), queue.queue(caption="Twee")
    fault_at(queue.served, edge="post-create", effect="content-refused", nth=1)
    named = {"code": 368, "message": "blocked", "told": "The text about Nora Voorbeeld was reported."}
    fault_at(queue.served, edge="post-create", effect="error", nth=2, **named)
    for number in (first, second):
        queue.work(number)
    with queue.books.read() as session:
        owed = notices.owed(session, "mail", now=queue.clock()).notices
        log = str([one.params for one in events.events(session)])
    told = [translate.say(one.code, {"number": one.post, **one.params}) for one in owed]
    assert WORDS in told[0]
    assert "Nora" not in told[1]
    assert "Nora" not in log
    assert "Nora Voorbeeld was reported" in reason(queue, second)


def test_lateness_tells_its_cause_in_a_notice(queue: Campaign) -> None:
    """The notice of a post that is held as late has the words of before."""
    number = queue.queue()
    fault_at(queue.served, edge="post-create", effect="try-again", always=True)
    queue.work(number)
    queue.clock.on(minutes=20)
    queue.work(number)
    with queue.books.read() as session:
        (one,) = notices.owed(session, "mail", now=queue.clock()).notices
    assert one.state == "held"
    assert "Please try again." in translate.say(one.code, {"number": number, **one.params})


def test_the_log_tells_why_an_extra_is_missing(queue: Campaign) -> None:
    """A first comment that Facebook refuses leaves the post alone, and its words in the log."""
    number = queue.queue(first_comment="Meer op de site")
    fault_at(queue.served, edge="comment-create", effect="content-refused", always=True)
    settled(queue, number)
    queue.work(number)
    with queue.books.read() as session:
        lines = [json_views.event(session, one, BRUSSELS) for one in events.events(session, number=number)]
    (line,) = (one for one in lines if one["event"] == "comment-given-up")
    assert WORDS in line["detail"]
    assert queue.post(number).state == State.PUBLISHED


def test_a_permission_that_one_post_lacks_stops_no_other(queue: Campaign) -> None:
    """Refused for a permission, everybody stops; refused again while others went on, that post alone failed."""
    number, other = queue.queue(), queue.queue(caption="Ander")
    fault_at(queue.served, edge="post-create", effect="error", code=200, message="Permissions error", nth=1)
    with pytest.raises(errors.Forbidden):
        queue.work(number)
    assert queue.post(number).state == State.UPLOADING
    assert queue.work(other).state == State.PUBLISHED
    fault_at(queue.served, edge="post-create", effect="error", code=200, message="Permissions error", nth=1)
    assert queue.work(number).state == State.FAILED
    assert "Permissions error" in reason(queue, number)


def test_status_tells_that_the_service_rests(bench: Bench) -> None:
    """Ended thrice by the Page, the service rests, and the status says until when and why."""
    bench.add("Een")
    fault_at(bench.served, edge="*", effect="page-restricted", always=True)
    for _ in range(2):
        bench.run("run", "--until-idle")
    (finding,) = (one for one in bench.json("status")["findings"] if one["code"] == "service-rests-until")
    assert "Your Page is restricted from posting" in finding["message"]
