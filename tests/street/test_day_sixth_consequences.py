"""A sixth day of acts with consequences: other names over signed forms, doubles, near names, what is late or held."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from campaign.cli import app
from campaign.cli.typed_lines import for_good
from schedules.model.states import State
from tests import pinned_clock
from tests.staff_desk import Run, StaffDesk

FORM = "--act film --act publish --channel facebook --language fr --signed 2/11/2020 --evidence"
TWO = "\n[service]\napprovals = 2\n"
SRT = "1\n00:00:01,000 --> 00:00:03,900\n{words}\n"


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory, campaign: Run) -> Path:
    """A campaign of two films with their forms, and three dated posts of the first."""
    room = tmp_path_factory.mktemp("consequences")
    run = StaffDesk(room / "c", campaign)
    assert campaign("init", room / "c", "--language", "fr").exit_code == 0
    settings = room / "c" / "campaign.toml"
    said = settings.read_text(encoding="utf-8")
    settings.write_text(said.replace("organisations = []", 'organisations = ["Crédal"]'), encoding="utf-8")
    for seconds, slug, name in ((4, "fatou", "Fatou Exemple"), (5, "jean", "Jean Exemple")):
        run.film_with_form(slug, name, seconds=seconds)
    for number in (1, 2, 3):
        run(
            f"post add --testimony fatou --language fr --caption 'Texte {number}' --at '{20 + number}/12/2031 18:00'"
        )
    return room / "c"


@pytest.fixture
def desk(founded: Path, tmp_path: Path, campaign: Run) -> StaffDesk:
    """A campaign of a test's own."""
    return StaffDesk(Path(shutil.copytree(founded, tmp_path / "c")), campaign)


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The questions that somebody at the terminal gets, who says no to each."""
    asked: list[str] = []

    def agreed(question: str, *, default: bool, lang: str | None) -> bool:
        return bool(asked.append(question))

    monkeypatch.setattr("campaign.cli.errors.can_ask", lambda: True)
    monkeypatch.setattr("campaign.cli.errors.agreed", agreed)
    monkeypatch.setattr(
        app.Desk, "confirm", lambda self, question, default=False: bool(asked.append(question))
    )
    return asked


def test_forms_do_not_go_to_somebody_else_in_silence(desk: StaffDesk) -> None:
    """The name of somebody in another film over a signed form is warned of, with the line that puts it back."""
    said = desk("testimony edit jean --speaker 'Fatou Exemple'")
    assert (
        "Fatou Exemple is also in the testimony fatou, and consent 2, which Jean Exemple signed for jean"
        in said
    )
    assert "`campaign testimony edit jean --speaker 'Jean Exemple'`" in said
    assert "consent 2, which Fatou Exemple signed" in desk(
        "testimony edit jean --speaker 'Jean Exemple' --yes"
    )


def test_forms_go_to_another_name_once_somebody_agrees(desk: StaffDesk, answers: list[str]) -> None:
    """At a terminal it is asked whether the two are one person; a no changes nothing, and says what comes first."""
    said = desk("testimony edit jean --speaker 'Fatou Exemple'", code=2)
    assert "Are Jean Exemple and Fatou Exemple the same person?" in answers[0]
    assert "nothing was changed" in said
    assert "`campaign consent void 2`" in said
    assert "Jean Exemple" in desk("testimony show jean")
    answers.clear()
    desk("testimony edit jean --speaker 'Karim Modèle'", code=2)
    assert answers == [
        "Jean Exemple signed consent 2 for jean. Are Jean Exemple and Karim Modèle the same person?"
    ]


@pytest.mark.parametrize("name", ["Fatou Exemple-Diallo", "Fatou", "Fatou Exempel"])
def test_a_corrected_name_keeps_its_form(desk: StaffDesk, answers: list[str], name: str) -> None:
    """Of a longer, shorter or nearly equal name it is said that the form has the old one and stays valid."""
    said = desk(f"testimony edit fatou --speaker '{name}'")
    assert "Consent 1 stays valid, as that of the same person" in said
    assert not answers
    assert "signed form" not in desk(f"testimony edit fatou --speaker '{name.upper()}'")


def test_a_name_without_a_form_is_changed_as_it_is(desk: StaffDesk) -> None:
    """Where no form counts, a speaker's name is changed without a question."""
    desk("consent void 2")
    assert "signed" not in desk("testimony edit jean --speaker 'Karim Modèle'")


def test_an_edit_that_changes_nothing_says_so(desk: StaffDesk) -> None:
    """A testimony or a post that is so already is not said to be changed; one that is changed is."""
    film = desk.folder.parent / "x.srt"
    film.write_text(SRT.format(words="Une autre phrase, tout à fait."), encoding="utf-8")
    for line in ("--role coach", "--speaker 'Jean Exemple'", "--special none", "--organisation Crédal"):
        assert "Testimony jean says so already; nothing was changed." in desk(f"testimony edit jean {line}")
    assert "Changed testimony jean." in desk(f"testimony edit jean --subtitles fr:'{film}'")
    assert "nothing was changed" in desk(f"testimony edit jean --subtitles fr:'{film}'")
    assert "Nothing was changed: post 1 was like that already." in desk("post move 1 --at '21/12/2031 18:00'")


def test_subtitles_of_another_testimony_are_told(desk: StaffDesk) -> None:
    """A file with another testimony's subtitles, or called like one, is warned of."""
    room = desk.folder.parent
    (room / "mine.srt").write_text(SRT.format(words="Bonjour, je suis Fatou Exemple."), encoding="utf-8")
    (room / "fatou.fr.srt").write_text(SRT.format(words="Encore une autre phrase."), encoding="utf-8")
    (room / "jean.fr.srt").write_text(SRT.format(words="Voici une troisième phrase."), encoding="utf-8")
    line = "testimony edit jean --subtitles fr:"
    assert "mine.srt has the same words as the subtitles of the testimony fatou" in desk(
        f"{line}'{room}/mine.srt'"
    )
    assert "fatou.fr.srt is called like the testimony fatou" in desk(f"{line}'{room}/fatou.fr.srt'")
    assert "wrong file" not in desk(f"{line}'{room}/jean.fr.srt'")


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ("--guardian 'Maman Exemple'", "--guardian is for minors"),
        ("--minor", "a minor needs a guardian's signature"),
        ("--pseudonym Lila", "--pseudonym"),
        ("--until 1/11/2020", "2020"),
    ],
)
def test_what_is_refused_anyway_is_refused_first(
    desk: StaffDesk, founded: Path, options: str, why: str
) -> None:
    """An option that does not fit is not hidden behind the same form's being there already."""
    said = desk(f"consent record jean {FORM} '{founded.parent}/jean.pdf' {options}", code=2)
    assert why in said
    assert "already" not in said


def test_a_yes_that_was_taken_back_is_no_older_version(desk: StaffDesk) -> None:
    """After `unapprove` and an edit nothing speaks of approvals of an earlier version; after an edit alone it does."""
    desk.settings(TWO)
    for number in (1, 2):
        desk(f"post approve {number} --by 'An Eerste'")
        desk(f"post approve {number} --by 'Bo Tweede'")
    desk("post unapprove 1")
    for number in (1, 2):
        desk(f"post edit {number} --caption 'Autre texte {number}'")
    said = desk("status")
    assert "post 2 is a draft: 2 approvals were given to an earlier version" in said
    assert "post 1 is a draft" not in said


def test_all_posts_that_lack_a_name_are_told_at_once(desk: StaffDesk) -> None:
    """One line with one command for all the posts of which it was not said who approves them."""
    desk.settings(TWO)
    said = desk("post approve --all", code=1)
    assert said.count("More than one person must approve") == said.count("`campaign") == 1
    assert "`campaign post approve --all --by NAME`" in said
    assert "`campaign post approve 1-2 --by NAME`" in desk("post approve 1 2", code=3)
    desk.settings('\n[service]\napproval_by = "partners"\n')
    assert desk("post approve --all", code=1).count("`campaign") == 1


def test_what_is_close_is_told_at_once(desk: StaffDesk) -> None:
    """A new post, an edit and a move say which post goes out too close to it, and which day has too many."""
    said = desk("post add --language fr --caption 'Un café' --at '22/12/2031 18:30'")
    assert "post 2 and post 4 are 30 minutes apart" in said
    assert "post 3 and post 1 are 10 minutes apart" in desk("post edit 1 --at '23/12/2031 18:10'")
    assert "are 5 minutes apart" in desk("post move 4 --at '23/12/2031 18:15'")
    assert "3 posts go out on" in desk("post move 4 --at '23/12/2031 9:00'")
    assert "minutes apart" not in desk("post edit 1 --caption 'Autre texte'")


def test_one_of_two_doubles_is_offered_for_cancelling(desk: StaffDesk) -> None:
    """Wherever two posts say the same, the one to cancel is the later one, or the one that is not approved."""
    said = desk("post add --testimony fatou --language fr --caption 'Texte 1' --at '21/12/2031 23:00'")
    assert "`campaign post cancel 4`" in said
    said = desk("post approve 1")
    assert "`campaign post cancel 4`" in said
    assert "post cancel 1`" not in said
    assert "`campaign post cancel 4`" in desk("post edit 4 --first-comment Merci")
    desk("post unapprove 1")
    said = desk("post approve 4")
    assert "post cancel 4`" not in said
    assert "`campaign post cancel 1`" in said


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("yesterday", "is in the past: it means"),
        ("1/2/2020", "is in the past"),
        ("tomorrow", "has no time of day"),
    ],
)
def test_no_past_moment_is_offered(desk: StaffDesk, when: str, said: str) -> None:
    """A past day without a time is refused as past; one to come is completed."""
    told = desk(f"post move 1 --at {when}", code=2)
    assert said in told
    assert f"{when} 18:30" not in told or when == "tomorrow"


@pytest.mark.parametrize(
    ("command", "written", "name", "may"),
    [
        ("remove", "fatuo", "fatou", True), ("remove", "fatouu", "fatou", True), ("withdraw", "fatu", "fatou", True),
        ("remove", "jean2", "jean", False), ("remove", "jean-bis", "jean", False),
        ("withdraw", "maria", "marie", False),
        ("void", "koen", "jean", False), ("remove", "jean-2", "jean-3", False), ("show", "jean2", "jean", True),
    ],
)  # fmt: skip
def test_no_other_thing_is_offered_for_what_is_for_good(
    command: str, written: str, name: str, may: bool
) -> None:
    """A name stands in a command that cannot be undone only where it is the same word misspelt."""
    assert for_good.may_offer(("testimony", command), written, name) is may


def test_a_removed_testimony_offers_no_other(desk: StaffDesk) -> None:
    """What was removed is not answered with the removal of another; the other is named."""
    for line in ("testimony remove jean2", "consent withdraw jean2"):
        said = desk(line, code=2)
        assert "did you mean jean?" in said
        assert "remove jean`" not in said
        assert "withdraw jean`" not in said
    assert "'cancel'" not in desk("post uncancel 1", code=2)


def test_a_withdrawal_names_its_files(desk: StaffDesk) -> None:
    """Files whose names the tasks must not keep are listed by their whole names when they are to be looked through."""
    (desk.folder / "sources").mkdir()
    (desk.folder / "sources" / "jean-interview.srt").write_text("x", encoding="utf-8")
    for line in ("consent withdraw jean", "consent tasks"):
        said = desk(line)
        assert "sources/….srt" in said
        assert "sources/jean-interview.srt" in said
    assert "sources/jean" not in desk("consent tasks --json")


def test_the_letter_says_nothing_that_may_be_untrue(desk: StaffDesk) -> None:
    """Nothing was published, and the partners are told by a task that is open: the letter claims neither as done."""
    letter = desk("consent withdraw jean").partition("Madame")[2]
    assert "n’a paru sur Facebook" in letter
    assert "Nous demandons aussi aux partenaires" in letter
    assert "supprimés de Facebook" not in letter


def test_what_is_gone_is_called_in_the_readers_words(desk: StaffDesk) -> None:
    """A film that a restore withdraws again, or that was removed, gets no English name in another language."""
    backup, copy = desk.folder.parent / "b.zip", desk.folder.parent / "copy"
    desk(f"backup '{backup}'")
    desk("--lang nl consent withdraw jean")
    said = desk(f"--lang nl restore '{backup}' '{copy}' --yes")
    assert "ingetrokken-2" in said
    assert "withdrawn-2" not in said
    desk("--lang nl testimony remove fatou")
    assert "removed" not in desk("post show 1 --lang nl --json").replace('"removed_at"', "")


def test_what_was_done_before_is_said_to_be(desk: StaffDesk) -> None:
    """A withdrawal or a task that is finished is not told as if it were done just now."""
    assert "Withdrawal 1 is finished" in desk("consent withdraw jean --language fr")
    assert "Withdrawal 1 was finished already" in desk("consent withdraw jean --language fr")
    assert "Task 1 is done." in desk("consent tasks --done 1")
    assert "Task 1 was done already; nothing was changed." in desk("consent tasks --done 1")


def test_a_form_of_somebody_in_another_film_is_told(desk: StaffDesk) -> None:
    """A form for somebody who is in another film alone may be for that one: it is said, with what to do then."""
    form = desk.folder.parent / "other.pdf"
    form.write_bytes(b"%PDF-1.4 other")
    said = desk(f"consent record jean --person 'Fatou Exemple' {FORM} '{form}'")
    assert "Fatou Exemple is in the testimony fatou, and counts as somebody in jean too now." in said
    assert "`campaign consent void 3 --not-in-film`" in said


def test_a_copy_inside_the_campaign_is_told(desk: StaffDesk) -> None:
    """A restore into a folder of the campaign's says so, with the place beside it, dry or not."""
    backup, within = desk.folder.parent / "b.zip", desk.folder / "copy"
    desk(f"backup '{backup}'")
    for more in ("--dry-run", "--yes"):
        said = desk(f"restore '{backup}' '{within}' {more}")
        assert f"is inside the campaign in {desk.folder}" in said
        assert f"{desk.folder.parent / 'copy'}" in said
    assert "is inside the campaign" not in desk(f"restore '{backup}' '{desk.folder.parent / 'copy'}' --yes")


def test_an_older_plan_says_what_it_puts_back(desk: StaffDesk) -> None:
    """Of posts changed by hand since a workbook was exported the import says so, dry or not; of its own changes not."""
    plan = desk.folder.parent / "plan.xlsx"
    desk(f"plan export '{plan}'")
    book = load_workbook(plan)
    book.properties.created = pinned_clock.now().replace(tzinfo=None) - timedelta(hours=1)
    book.save(plan)
    desk("post edit 1 --caption 'Un tout autre texte'")
    desk("post move 2 --at '29/12/2031 18:00'")
    for more in ("--dry-run", ""):
        said = desk(f"plan import '{plan}' {more}")
        assert "posts 1 and 2 were changed in the campaign after this file was exported on" in said
        assert "- Text: Un tout autre texte" in said
    sheet = book.active
    caption = next(cell.column for cell in sheet[1] if cell.value == "Text")
    sheet.cell(2, caption).value = "Le texte de la feuille"
    book.save(plan)
    assert "after this file" not in desk(f"plan import '{plan}'")
    sheet.cell(2, caption).value = "Un autre texte de la feuille"
    book.save(plan)
    assert "after this file" not in desk(f"plan import '{plan}'")


def test_the_example_of_a_new_name_changes_nothing(desk: StaffDesk) -> None:
    """What is offered where the new name lacks may be pasted as it stands: it is a dry run."""
    said = desk("organisation rename Crédal", code=2)
    line = said.partition("`campaign ")[2].partition("`")[0]
    assert line.endswith("organisation rename Crédal 'Crédal Ltd' --dry-run")
    assert "Nothing was changed yet" in desk(line.partition("/c ")[2])


def test_overdue_and_release_agree(desk: StaffDesk) -> None:
    """A held post whose moment is past is told by `overdue` as held, and `release` sends nobody there."""
    desk("post approve 1")
    desk("post hold 1")
    desk.put(1, due_at=pinned_clock.now() - timedelta(hours=5), state=State.HELD)
    said = desk("overdue")
    assert "Held for another reason, and past its due time: no. 1." in said
    refused = desk("post release 1", code=3)
    assert "past its due time" in refused
    assert "campaign overdue" not in refused
    assert "`campaign post release 1 --now`" in refused
