"""A post's page shows all of it, takes what is typed, and loses nothing of it."""

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from campaign.own_name import OwnName
from schedules.database import engine, transitions
from tests import served_desk
from tests.campaign.reports import reported_campaign as reported
from tests.campaign.reports.reported_campaign import Run
from tests.campaign.web.posts.filled_forms import act, fields, version
from tests.served_desk import DeskAt


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory, campaign: Run) -> Path:
    """A campaign with a film and its two posts, made once."""
    folder = reported.founded(tmp_path_factory.mktemp("desk"), campaign)
    for words in (
        ("post", "add", "--testimony", "bakery", "--language", "nl", "--caption", "Brood en boter",
         "--at", "2/12/2036 18:30"),
        ("post", "add", "--testimony", "bakery", "--language", "fr", "--caption", "Du pain",
         "--at", "3/12/2036 18:30"),
        ("post", "add", "--language", "nl", "--caption", "Zonder film...",
         "--at", "5/12/2036 18:30"),
    ):  # fmt: skip
        done = campaign(*words, folder=folder)
        assert done.exit_code == 0, done.output
    return folder


@pytest.fixture(scope="module")
def quiet(founded: Path) -> Iterator[DeskAt]:
    """Its desk, for tests that change nothing."""
    with served_desk.at(founded) as found:
        yield found


@pytest.fixture
def desk(founded: Path, tmp_path: Path) -> Iterator[DeskAt]:
    """Its desk, of a test's own, at a computer that knows who works there."""
    own = OwnName(folder=tmp_path / "own", given="An de Voorbeeld")
    with served_desk.at(reported.copied(founded, tmp_path), own=own) as found:
        yield found


def test_both_languages_stand_side_by_side(quiet: DeskAt) -> None:
    """The page of either post shows the texts of both, each in its language."""
    for number in (1, 2):
        answer = quiet.get(f"/posts/{number}")
        assert answer.status == 200
        assert fields(answer)["caption-1"] == "Brood en boter"
        assert fields(answer)["caption-2"] == "Du pain"
        assert re.search(r'<textarea[^>]*lang="fr"', answer.text)
    assert "Traceback" not in quiet.get("/posts/3").text


def test_what_is_typed_is_kept(desk: DeskAt) -> None:
    """A changed text is saved, and said to be; the other post stays as it was."""
    form = fields(desk.get("/posts/1")) | {"caption-1": "Brood\r\nen kaas", "moment-1": "4/12/2036 19u"}
    answer = desk.post("/posts/1/save", **form)
    assert (answer.status, answer.headers["location"]) == (303, "/posts/1?did=save")
    now = fields(desk.get("/posts/1"))
    assert (now["caption-1"], now["moment-1"]) == ("Brood\nen kaas", "04/12/2036 19:00")
    assert now["version-2"] == form["version-2"]


def test_what_is_the_same_changes_nothing(desk: DeskAt) -> None:
    """A form that is sent as it came keeps everything: no event, no yes void; sent twice, it is saved once."""
    form = fields(desk.get("/posts/1"))
    assert desk.post("/posts/1/save", **form).headers["location"] == "/posts/1?did=nothing"
    changed = form | {"caption-1": "Anders"}
    assert desk.post("/posts/1/save", **changed).headers["location"] == "/posts/1?did=save"
    assert desk.post("/posts/1/save", **changed).headers["location"] == "/posts/1?did=nothing"
    assert desk.get("/posts/1").text.count("gewijzigd: tekst") <= 1


def test_a_second_person_sees_what_changed(desk: DeskAt, tmp_path: Path) -> None:
    """Who saves on an older version gets both, by whom and when; what the service did is not what changed the post."""
    mine = fields(desk.get("/posts/1")) | {"caption-1": "Brood en <kaas>", "link-2": "https://example.org"}
    theirs = fields(desk.get("/posts/1")) | {"caption-1": "Brood en wijn"}
    assert desk.post("/posts/1/save", **theirs).status == 303
    store = engine.open_in(tmp_path / "c")
    with store.write() as session:
        transitions.note(
            session, "rendered", now=served_desk.NOW, by="service", number=1, params={"seconds": 4}
        )
    store.close()
    answer = desk.post("/posts/1/save", **mine)
    assert answer.status == 409
    assert "An de Voorbeeld wijzigde bericht 1 op 30 november 2026" in served_desk.told(answer)
    assert "<del>wijn</del>" in answer.text
    assert "<ins>&lt;kaas&gt;</ins>" in answer.text
    form = served_form(answer.text)
    assert (form["caption-1"], form["link-2"]) == ("Brood en <kaas>", "https://example.org")
    assert fields(desk.get("/posts/1"))["caption-1"] == "Brood en wijn"
    merge = desk.post("/posts/1/save", **form, merge="1")
    assert fields(merge)["caption-1"] == "Brood en <kaas>"
    assert "Brood en wijn" in merge.text
    assert desk.post("/posts/1/save", **form, mine="1").status == 303
    assert fields(desk.get("/posts/1"))["caption-1"] == "Brood en <kaas>"
    assert fields(desk.get("/posts/1"))["link-2"] == "https://example.org"


def test_two_people_may_change_two_posts(desk: DeskAt) -> None:
    """Who changed only the French text is not held up by somebody who changed the Dutch one."""
    mine = fields(desk.get("/posts/1")) | {"caption-2": "Du beurre"}
    theirs = fields(desk.get("/posts/1")) | {"caption-1": "Kaas"}
    assert desk.post("/posts/1/save", **theirs).status == 303
    answer = desk.post("/posts/1/save", **(mine | {"caption-1": "Kaas"}))
    assert answer.status == 303
    assert fields(desk.get("/posts/2"))["caption-2"] == "Du beurre"


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("moment-1", "30/2/2027 18u", "30/2/2027"),
        ("moment-1", "binnenkort", "binnenkort"),
        ("moment-1", "1/1/2020 18:00", "1/1/2020"),
        ("moment-1", "", "houdt er een"),
        ("caption-1", "é" * 70_000, "70.000"),
        ("caption-3", "", "tekst"),
        ("first_comment-1", "x" * 9_000, "8000"),
        ("link-1", "geen link", "geen link"),
        ("cover-1", "1:75", "1:75"),
        ("cover-1", "9:59", "9,5"),
    ],
)
def test_what_cannot_be_kept_is_said_beside_its_field(
    quiet: DeskAt, name: str, typed: str, said: str
) -> None:
    """What cannot be is answered with a sentence beside the field and a link to it, and stays as it was typed."""
    number = name[-1]
    before = fields(quiet.get(f"/posts/{number}"))
    answer = quiet.post(f"/posts/{number}/save", **(before | {name: typed}))
    assert answer.status == 422
    assert fields(answer)[name] == typed
    field = name.rpartition("-")[0]
    assert f'href="#{name}"' in answer.text
    told = answer.text.split(f'id="mistake-{field}-{number}"')[1].split("</p>")[0]
    assert said in told
    assert fields(quiet.get(f"/posts/{number}")) == before


def test_a_machine_sets_right_what_it_can(quiet: DeskAt) -> None:
    """Typography is set right in what was typed; nothing is kept before it is saved."""
    form = fields(quiet.get("/posts/3"))
    assert 'value="caption:3"' in quiet.get("/posts/3").text
    answer = quiet.post("/posts/3/mend", **(form | {"caption-3": "Zonder  film... echt"}), mend="caption:3")
    assert (answer.status, fields(answer)["caption-3"]) == (200, "Zonder film… echt")
    assert fields(quiet.get("/posts/3"))["caption-3"] == "Zonder film..."
    assert quiet.get("/posts/3/mend").status == 303


def served_form(page: str) -> dict[str, str]:
    """Return what the form of the page of two versions holds."""
    form = page[page.index('action="/posts/1/save"') :].split("</form>")[0]
    found = dict(re.findall(r'name="([^"]*)" value="([^"]*)"', form))
    found.pop("merge", None)
    found.pop("mine", None)
    texts = re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>\n?(.*?)</textarea>', form, re.DOTALL)
    return found | {name: html.unescape(text) for name, text in texts}


@pytest.mark.parametrize("path", ["/posts/99", "/posts/99/hold", "/posts/0", "/posts/99/film"])
def test_a_guessed_number_finds_nothing(quiet: DeskAt, path: str) -> None:
    """A number that nobody has: a sentence, and nothing else."""
    answer = quiet.get(path)
    assert answer.status == 404
    assert "Traceback" not in answer.text


@pytest.mark.parametrize("path", ["/posts/99/hold", "/posts/99/save", "/posts/99/approve"])
def test_nothing_is_done_to_a_guessed_number(quiet: DeskAt, path: str) -> None:
    """An act on a number that nobody has does nothing."""
    assert quiet.post(path, version="x").status == 404


def test_a_yes_lets_a_post_go_and_is_taken_back(desk: DeskAt) -> None:
    """Whoever says yes is named and remembered; taken back, the post is a draft again, and the log has both."""
    assert act(desk, 3, "approve").status == 422
    answer = act(desk, 3, "approve", by="An Voorbeeld")
    assert (answer.status, answer.headers["location"]) == (303, "/posts/3?did=approve")
    shown = desk.get("/posts/3?did=approve").text
    assert "state-approved" in shown
    assert "An Voorbeeld" in shown
    assert 'action="/posts/3/unapprove"' in shown
    assert act(desk, 3, "unapprove").status == 303
    assert "state-draft" in desk.get("/posts/3").text


FAST = "1\n00:00:00,500 --> 00:00:01,900\nElke nacht om vier uur begin ik met het brood voor de straat.\n"


def test_what_keeps_a_yes_back_in_its_film_is_said_before(
    desk: DeskAt, campaign: Run, tmp_path: Path
) -> None:
    """Subtitles with an error refuse every yes: the page of the post says so, with the way to them, while they do."""
    for speed, text in (("fast", FAST), ("slow", FAST.replace(" om vier uur begin ik met het brood", ""))):
        given = tmp_path / f"{speed}.srt"
        given.write_text(text, encoding="utf-8")
        done = campaign("testimony", "edit", "bakery", "--subtitles", f"nl:{given}", folder=tmp_path / "c")
        assert done.exit_code == 0, done.output
        assert 'hx-get="/posts/1/film-errors"' in desk.get("/posts/1").text
        found = desk.get("/posts/1/film-errors")
        answer = act(desk, 1, "approve", by="An Voorbeeld")
        if speed == "fast":
            assert (
                "Voorlopig kan niemand akkoord gaan: de film of zijn ondertitels hebben een fout."
                in found.text
            )
            assert 'href="/films/bakery/subtitles/nl"' in found.text
            assert answer.status == 409
        else:
            assert found.text.strip() == ""
            assert answer.status == 303, served_desk.told(answer)
    assert desk.get("/posts/99/film-errors").status == 404


def test_a_yes_is_to_what_was_seen(desk: DeskAt) -> None:
    """A yes to a page on which the text has changed since does not count: nothing is done, and that is said."""
    seen = version(desk, 1)
    form = fields(desk.get("/posts/3")) | {"caption-3": "Iets heel anders"}
    assert desk.post("/posts/3/save", **form).status == 303
    answer = desk.post("/posts/3/approve", version=seen, by="An Voorbeeld")
    assert answer.status == 409
    assert "state-draft" in desk.get("/posts/3").text


def test_an_edit_voids_the_yes_and_says_what_changed(desk: DeskAt) -> None:
    """Who said yes to another text is still listed, as void, with what was changed."""
    assert act(desk, 3, "approve", by="An Voorbeeld").status == 303
    form = fields(desk.get("/posts/3")) | {"caption-3": "Iets heel anders"}
    assert desk.post("/posts/3/save", **form).headers["location"] == "/posts/3?did=fell-1"
    shown = desk.get("/posts/3").text
    assert 'class="void"' in shown


def test_hold_and_release(desk: DeskAt) -> None:
    """A held post says why, has its reason changed, and goes its way again when it is released."""
    act(desk, 3, "approve", by="An Voorbeeld")
    assert act(desk, 3, "hold", reason="De burgemeester spreekt").status == 303
    assert "De burgemeester spreekt" in desk.get("/posts/3").text
    assert act(desk, 3, "hold", reason="Toch later").status == 303
    assert "Toch later" in desk.get("/posts/3").text
    assert act(desk, 3, "release").status == 303
    assert "state-approved" in desk.get("/posts/3").text


def test_cancelling_is_asked_once_and_is_for_good(desk: DeskAt) -> None:
    """The question says what follows and begins with leaving it; afterwards nothing of the post can be changed."""
    asked = desk.get("/posts/1/cancel")
    assert asked.status == 200
    assert "state-draft" in desk.get("/posts/1").text
    assert act(desk, 1, "cancel").status == 303
    assert "state-cancelled" in desk.get("/posts/1").text
    assert act(desk, 1, "approve", by="An Voorbeeld").status in (409, 422)
    form = fields(desk.get("/posts/1")) | {"caption-1": "Toch nog"}
    assert desk.post("/posts/1/save", **form).status == 422


@pytest.mark.parametrize(
    "name", ["release", "retry", "settle-absent", "settle-published", "remove", "spread", "send-now", "hold"]
)
def test_a_step_that_a_draft_does_not_have_is_refused(quiet: DeskAt, name: str) -> None:
    """What the table has no way for is refused with a sentence, and changes nothing."""
    before = version(quiet, 1)
    answer = act(quiet, 1, name, id="1_2")
    assert answer.status in (409, 422)
    assert 'id="refusal"' in answer.text
    assert version(quiet, 1) == before


def test_an_unknown_act_is_none(quiet: DeskAt) -> None:
    """An act that nobody knows leads back, or is refused."""
    assert quiet.get("/posts/1/explode").status == 303
    assert act(quiet, 1, "explode").status == 422


def test_a_change_from_elsewhere_is_refused(quiet: DeskAt) -> None:
    """Another site's form changes nothing."""
    answer = quiet.ask("POST", "/posts/1/cancel", b"version=x", {"Origin": "http://mey.example"})
    assert answer.status == 403


def test_a_question_is_said_in_words(founded: Path, tmp_path: Path, campaign: Run) -> None:
    """A film's question stands on its post's page as its title card asks it, not as the brand kit's key."""
    folder = reported.copied(founded, tmp_path)
    assert campaign("testimony", "edit", "bakery", "--theme", "coping", folder=folder).exit_code == 0
    with served_desk.at(folder) as desk:
        assert '<span class="chip">Hoe houd je het vol in deze crisis?</span>' in desk.get("/posts/1").text


@pytest.mark.parametrize(
    ("number", "typed", "there", "gone"),
    [
        (1, {"caption": "Kort & goed"}, "Kort &amp; goed", "folded"),
        (1, {"caption": "woord " * 100}, "vouwt de tekst nu", "hele tekst"),
        (
            1,
            {"caption": "Zie hier", "link": "https://mey.example/nl "},
            'href="https://mey.example/nl"',
            'class="linked"',
        ),
        (3, {"caption": "Zie", "link": "https://www.mey.example/nl"}, 'class="linked"', "folded"),
        (
            3,
            {"caption": "Zie", "first_comment": " #brood"},
            '<span class="tag">#brood</span>',
            'class="linked"',
        ),
        (3, {"caption": "<script>alert(1)</script>"}, "&lt;script&gt;", "<script>"),
    ],
)
def test_what_is_typed_is_seen_as_on_the_page(
    quiet: DeskAt, number: int, typed: dict[str, str], there: str, gone: str
) -> None:
    """While one types, the Page's way of showing it is there: folds, links, the first comment; nothing is kept."""
    before = fields(quiet.get(f"/posts/{number}"))
    answer = quiet.post(f"/posts/{number}/typed", **typed)
    assert (answer.status, there in answer.text, gone in answer.text) == (200, True, False), answer.text
    assert fields(quiet.get(f"/posts/{number}")) == before
