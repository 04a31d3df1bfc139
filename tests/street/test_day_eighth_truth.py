"""An eighth day: what is said of an act is what it did, and what was meant is asked about."""

import shutil
import string
from pathlib import Path

import pytest

from campaign.messages import translate
from schedules.model.states import State
from tests.staff_desk import Run, StaffDesk

TWO_CUES = (
    "1\n00:00:00,500 --> 00:00:01,500\nDag allemaal.\n\n2\n00:00:01,700 --> 00:00:03,500\nIk ben Fatou.\n\n"
)


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory, campaign: Run) -> Path:
    """A campaign of one film with its form; a post of words and one of the film, both far ahead and approved."""
    room = tmp_path_factory.mktemp("eighth")
    run = StaffDesk(room / "c", campaign)
    assert campaign("init", room / "c", "--language", "fr", "--language", "nl").exit_code == 0
    run.film_with_form("fatou", "Fatou Exemple", seconds=4)
    run("post add --language fr --caption 'Bonjour' --at '21/12/2031 18:00'")
    run("post add --testimony fatou --language fr --caption 'Un film' --at '23/12/2031 18:00'")
    run("post approve 1 2 --by An")
    return room / "c"


@pytest.fixture
def desk(founded: Path, tmp_path: Path, campaign: Run) -> StaffDesk:
    """A campaign of a test's own."""
    made = StaffDesk(Path(shutil.copytree(founded, tmp_path / "c")), campaign)
    made("adopt --yes")
    made("resume")
    return made


LATE_WORDS = {
    "nl": ("te laat", "laat", "achterstallig"),
    "fr": ("en retard", "retards", "tardif"),
    "en": ("late",),
}


@pytest.mark.parametrize(("lang", "word"), [(lang, one) for lang, ones in LATE_WORDS.items() for one in ones])
def test_late_is_asked_of_another_command(desk: StaffDesk, lang: str, word: str) -> None:
    """A post that is late is in no state of its own: who asks for it is sent to `campaign overdue`."""
    said = desk(f"--lang {lang} post list --state '{word}'", 2)
    assert "`campaign overdue`" in said
    assert ", " not in said.partition("`campaign overdue`")[0]  # no list of states


@pytest.mark.parametrize(
    ("slots", "line", "meant"),
    [
        ('["donderdagg 18:30"]', 1, "donderdag"),
        ('[{ day = "jeudy", at = "18:30" }]', 1, "jeudi"),
        ('[\n"dinsdag 18:00",\n"woensdg 18u",\n]', 3, "woensdag"),
    ],
)
def test_a_weekday_that_is_misspelt(desk: StaffDesk, slots: str, line: int, meant: str) -> None:
    """A slot may be written in words, and a weekday with a slip is asked about, with the line where it stands."""
    file = desk.folder / "campaign.toml"
    before = file.read_text("utf-8").partition("\n[plan]")[0].rstrip() + "\n"
    file.write_text(f"{before}[plan]\nslots = {slots}\n", encoding="utf-8")
    said = desk("post list", 2)
    assert f"line {before.count(chr(10)) + 1 + line}: " in said
    assert f"Did you mean {meant}?" in said
    file.write_text(
        f"{before}[plan]\nslots = ['di 18u30', 'jeudi à 19h', 'vrijdag om 9:00']\n", encoding="utf-8"
    )
    desk("post edit 1 --next-slot")


@pytest.mark.parametrize("numbers", ["1 2", "1-2", "1,2"])
def test_several_posts_and_no_moment(desk: StaffDesk, numbers: str) -> None:
    """No line is offered with a moment that would be refused: one is offered as an example, and the moment is told."""
    said = desk(f"post move {numbers} --at 03:29", 2)
    assert "post move 1 --at WHEN`. About the moment: '03:29' has no day." in said
    said = desk(f"post move {numbers} --at '24/12/2031 18:00'", 2)
    assert "post move 2 --at '24/12/2031 18:00'`" in said


@pytest.mark.parametrize("option", ["--special health", "--fill band", "--speaker An"])
def test_what_belongs_to_the_film_is_told(desk: StaffDesk, option: str) -> None:
    """An option of the film that is tried on its post names the command that has it."""
    assert "is an option of `campaign testimony edit`" in desk(f"post edit 2 {option}", 2)


def test_a_text_that_goes_is_repeated(desk: StaffDesk) -> None:
    """An empty text for the post of a film is taken, and what was lost is said."""
    said = desk("post edit 2 --caption ''")
    assert "goes out without any text now" in said
    assert "`campaign post edit 2 --caption TEXT`: Un film" in said


def test_a_page_that_nobody_noted(desk: StaffDesk) -> None:
    """A live post of which the Page is not known is told so, without a value of the program's."""
    desk.put(1, state=State.PUBLISHED, facebook_id="1_2", page_id=None, page_name=None)
    said = desk("post remove 1 --yes", 3)
    assert "on which Page post 1 is was not noted" in said
    assert "None" not in said


@pytest.mark.parametrize("lang", ["en", "nl", "fr"])
def test_no_sentence_says_none(lang: str) -> None:
    """Whatever value there is not, no sentence shows it as the program writes it."""
    for kind in ("SENTENCES", "REASONS", "EVENTS"):
        for code, english in translate.gather(kind).items():
            forms = english if isinstance(english, tuple) else (english,)
            asked = [name for form in forms for _, name, _, _ in string.Formatter().parse(form) if name]
            said = translate.say(code, dict.fromkeys(asked, None), lang)
            assert "None" not in said, (code, said)


def test_a_backup_warns_once(desk: StaffDesk, tmp_path: Path) -> None:
    """What a backup holds is said once; a copy that is restored is told what its own status says."""
    said = desk(f"backup '{tmp_path}/b.zip'")
    assert said.count("signed forms and") + said.count("names and signed forms") == 1
    said = desk(f"restore '{tmp_path}/b.zip' '{tmp_path}/back'")
    assert f"they stand in {desk.folder}" in said
    assert "make them again" not in said
    assert f"then `campaign resume --dir {tmp_path}/back`" in said


def test_a_report_calls_nobody_by_a_number(desk: StaffDesk) -> None:
    """Where a name is not to be shown, a report speaks of a person, and not of person 1."""
    desk("consent withdraw fatou --yes")
    played = desk("--lang nl rehearse --yes", None)
    desk(f"report '{desk.folder.parent}/r.html' --yes")
    written = (desk.folder.parent / "r.html").read_text("utf-8")
    assert "iemand trok de toestemming" in played
    assert "persoon 1" not in played
    assert "person 1" not in written


def test_the_translation_is_held_against_what_is_spoken(desk: StaffDesk) -> None:
    """Where two languages of a film differ in length, the file of the one that is not spoken is named."""
    room = desk.folder.parent
    for code in ("en", "nl"):
        (room / f"a.{code}.srt").write_text(TWO_CUES, encoding="utf-8")
        desk(f"testimony edit fatou --subtitles {code}:'{room}/a.{code}.srt'", None)
    said = desk.said("subtitles check fatou", None)
    uneven = [one.split(":")[0] for one in said.splitlines() if " S17 " in one]
    assert uneven
    assert not any(".fr" in one for one in uneven)
