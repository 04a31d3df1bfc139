"""A seventh day: consents that were taken back, posts that are seen or not seen on the Page, a copy put beside."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from schedules.model.states import State
from tests.staff_desk import FORM, Run, StaffDesk


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory, campaign: Run) -> Path:
    """A campaign of two films with their forms, and a dated post of each, approved."""
    room = tmp_path_factory.mktemp("seventh")
    run = StaffDesk(room / "c", campaign)
    assert campaign("init", room / "c", "--language", "fr").exit_code == 0
    for day, (slug, name) in enumerate((("fatou", "Fatou Exemple"), ("jean", "Jean Exemple")), 21):
        run.film_with_form(slug, name, seconds=day - 17)
        run(f"post add --testimony {slug} --language fr --caption 'Film {day}' --at '{day}/12/2031 18:00'")
    return room / "c"


@pytest.fixture
def desk(founded: Path, tmp_path: Path, campaign: Run) -> StaffDesk:
    """A campaign of a test's own."""
    return StaffDesk(Path(shutil.copytree(founded, tmp_path / "c")), campaign)


def form(desk: StaffDesk, founded: Path, slug: str, signed: str, more: str = "", code: int = 0) -> str:
    """Record the form of a film again, signed on another day."""
    return desk(f"consent record {slug} {FORM} '{founded.parent / slug}.pdf' --signed {signed} {more}", code)


def test_a_form_that_was_taken_back_is_not_taken_again_in_silence(desk: StaffDesk, founded: Path) -> None:
    """The file of a consent that was withdrawn is no new consent: it is refused, or said where --yes takes it."""
    desk("consent withdraw jean --person 'Jean Exemple'")
    said = desk(f"consent record fatou {FORM} '{founded.parent / 'jean'}.pdf' --signed 3/11/2020", 2)
    assert "this signed form is consent 2 already, which was withdrawn, so nothing was recorded" in said
    said = desk(f"consent record fatou {FORM} '{founded.parent / 'jean'}.pdf' --signed 3/11/2020 --yes")
    assert "which was withdrawn. If that was not meant: `campaign consent void 3`" in said


def test_a_void_form_is_recorded_again_freely(desk: StaffDesk, founded: Path) -> None:
    """A form that was void by mistake was not withdrawn."""
    desk("consent void 2")
    assert "withdrawn" not in form(desk, founded, "jean", "3/11/2020")


@pytest.mark.parametrize(
    "line", ["consent withdraw", "testimony remove", "consent void", "post remove", "post cancel"]
)
def test_no_line_that_ends_something_names_somebody_else(desk: StaffDesk, line: str) -> None:
    """Where the name or number lacks, none is filled in before what cannot be undone; names there are are told."""
    said = desk(line, 2)
    assert "this is missing" in said
    assert f"`campaign {line} --help`" in said
    assert "fatou`" not in said
    assert f"`campaign {line} 3`" not in said


@pytest.mark.parametrize(
    "option", ["--not-published", "--unpublished", "--pas-publiee", "--niet-gepubliceerd", "--non-publiée"]
)
def test_a_negation_is_never_its_opposite(desk: StaffDesk, option: str) -> None:
    """Who says that a post is not on the Page is not offered that it is."""
    desk.put(1, state=State.DOUBTFUL)
    said = desk(f"post settle 1 {option}", 2)
    assert "--absent" in said
    assert "--published" not in said.replace(option, "")


def test_a_post_is_settled_only_where_it_is_seen(desk: StaffDesk) -> None:
    """An id that the Page does not know, or of another post, settles nothing; nobody is told that it is live."""
    desk.put(1, state=State.HELD, reason={"code": "by-staff", "params": {"reason": "-"}})
    desk("adopt --yes")
    desk.put(2, state=State.PUBLISHED, facebook_id="456_7", published_at=datetime(2026, 11, 1, tzinfo=UTC))
    said = desk("post settle 1 --published 123", 2)
    assert "shows nothing under 123, so post 1 was not settled" in said
    said = desk("post settle 1 --published 456_7", 2)
    assert "456_7 is post 2 of this campaign, so post 1 was not settled" in said
    assert desk.post(1)["state"] == "held"


def test_a_folder_beside_is_not_inside(desk: StaffDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    """`../back` is beside the campaign, for who stands in it."""
    desk(f"backup '{desk.folder.parent}/b.zip' --yes")
    monkeypatch.chdir(desk.folder)
    for more in ("--dry-run", ""):
        said = desk(f"restore '{desk.folder.parent}/b.zip' ../back {more}")
        assert "is inside the campaign" not in said
    assert (desk.folder.parent / "back").is_dir()


def test_a_film_of_a_consent_taken_back_is_not_asked_back(
    desk: StaffDesk, founded: Path, tmp_path: Path
) -> None:
    """After a withdrawal `check` says as `post approve` does that the film is erased; it asks no file of it."""
    desk("consent withdraw jean")
    slug = next(one for one in desk("testimony list").split() if one.startswith("withdrawn-"))
    (tmp_path / "new.pdf").write_bytes(b"%PDF-1.4 anew")
    desk(f"consent record {slug} {FORM} '{tmp_path / 'new.pdf'}' --signed 1/12/2020")
    desk.put(2, state=State.DRAFT)
    said = desk("check --json", None)
    assert '"F14"' not in said
    assert '"P24"' not in said
    assert '"F25"' in said


def test_a_film_without_consent_does_not_keep_the_others(desk: StaffDesk) -> None:
    """`render` leaves out a film that may not be shown, says which posts wait for it, and does the rest."""
    desk("consent void 2")
    said = desk("render --explain")
    assert "jean is left out:" in said
    assert "If what waits for it is never to go out: `campaign post cancel 2`." in said
    assert "fatou" in said
    assert "jean is not rendered" in desk("render jean", 3)


def test_a_withdrawal_for_the_press_touches_no_page(desk: StaffDesk) -> None:
    """What was withdrawn for a channel that is not the Page is not said to be off it."""
    said = desk("consent withdraw fatou --channel press")
    assert "counts no more for press. Nothing on the Page was for that" in said
    assert "off the Page and erased" not in said


def test_a_name_that_comes_back_is_not_said_to_stand_on_the_form(desk: StaffDesk) -> None:
    """A speaker's name that is changed and set right again: nothing untrue is said of the signed form."""
    desk("testimony edit jean --speaker 'Jean Exempel'")
    said = desk("testimony edit jean --speaker 'Jean Exemple'")
    assert "has the name" not in said
    assert "stays valid, as that of the same person, Jean Exemple." in said


def test_a_live_posts_new_text_is_what_others_are_held_against(desk: StaffDesk) -> None:
    """Another post may have the text that a live one gives up, and is told while it is on the Page, and of the next."""
    for words in ("Venez mardi", "Autre chose"):
        desk(f"post add --language fr --caption '{words}' --at '24/12/2031 18:00'")
    desk.put(3, state=State.PUBLISHED, facebook_id="9_9", published_at=datetime(2026, 11, 1, tzinfo=UTC))
    desk.put(3, new_caption="Venez jeudi")
    desk("post edit 4 --caption 'Venez mardi'")
    assert "is identical" not in desk("post approve 3", None)
    assert "says the same as post" in desk("check", None)
    desk("post edit 4 --caption 'Venez vendredi'")
    assert "says the same" not in desk("check", None)
    desk("post edit 4 --caption 'Venez jeudi'")
    assert "says the same as post" in desk("check", None)


def test_no_draft_is_let_go_that_its_consent_keeps(desk: StaffDesk, founded: Path) -> None:
    """Of a draft with every approval, whose form is void, no screen says that it only has to be let go."""
    desk("post approve 2")
    desk.put(2, state=State.DRAFT)
    desk("consent void 2")
    for line in ("status --json", "check --json", "post show 2"):
        assert "lets it go" not in desk(line, None)
    form(desk, founded, "jean", "2/11/2020")
    for line in ("status --json", "check --json", "post show 2"):
        assert "lets it go" in desk(line, None)


def test_the_same_task_is_there_once(desk: StaffDesk) -> None:
    """Who withdraws for the press and then wholly is written to once."""
    desk("consent withdraw fatou --channel press")
    desk("consent withdraw fatou")
    assert desk("consent tasks").count("tell the person of testimony") == 1


def test_a_letter_promises_what_a_task_asks(desk: StaffDesk) -> None:
    """Partners are said to be asked where there is a task to ask them."""
    assert "aux partenaires" not in desk("consent withdraw fatou --channel press")
    assert "aux partenaires" in desk("consent withdraw jean")
