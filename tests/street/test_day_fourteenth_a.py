"""A fourteenth day: states agree on every screen, nothing good is lost silently, and what is told is true."""

import json
import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from campaign.cli import app
from media.text import language_detection
from schedules.withdrawal import named_settings
from tests import mistyped_lines

Run = Callable[..., Result]
FORM = "--act film --act publish --channel facebook --language nl --signed 1/11/2020"


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A campaign with the films bakery and workshop, a form of each, and two drafts of bakery's."""
    made = tmp_path_factory.mktemp("fourteenth") / "c"
    mistyped_lines.founded(made, films=("bakery",), posts=0, organisation="Hefboom")
    form = made.parent / "form.pdf"
    form.write_bytes(b"%PDF-1.4 signed")
    film = "--to 2 --role host --organisation Hefboom --language nl --yes"
    lines = [
        f"testimony add {mistyped_lines.FILM} --slug workshop --speaker 'Zoé Charte' {film}",
        *(f"consent record {slug} {FORM} --evidence {form} --yes" for slug in ("bakery", "workshop")),
        *(f"post add --language nl --caption 'Tekst {hour}' --at '5/1/2030 {hour}:00'" for hour in (10, 18)),
    ]
    for line in lines:
        done = mistyped_lines.CliRunner().invoke(app.root, ["--dir", str(made), *shlex.split(line)])
        assert done.exit_code == 0, done.output
    return made


@pytest.fixture
def folder(founded: Path, tmp_path: Path) -> Path:
    """A copy of it of a test's own."""
    return Path(shutil.copytree(founded, tmp_path / "c"))


def say(campaign: Run, folder: Path, typed: str, code: int = 0) -> str:
    """Everything that a line is answered with."""
    done = campaign(*shlex.split(typed), folder=folder)
    assert done.exit_code == code, done.output
    return done.stdout + done.stderr


def write(folder: Path, *settings: str) -> None:
    """Write settings, each as `section.key = value`, or as `key = value` where it is in no section."""
    path = folder / "campaign.toml"
    text = path.read_text("utf-8")
    for one in settings:
        place, _, value = one.partition(" = ")
        section, _, key = place.rpartition(".")
        if not section:
            text, done = re.subn(rf"(?m)^{key} = .*$", one, text, count=1)
            assert done, one
            continue
        text, done = re.subn(rf"(?m)^#? ?\[{section}\]$", f"[{section}]\n{key} = {value}", text, count=1)
        assert done, one
    path.write_text(text, "utf-8")


OFF = {
    "nl": ("niemand keurt berichten goed", "nr. 1 en 2", "vanzelf", "post hold 3"),
    "fr": ("personne n’approuve", "n°\u00a01 et 2", "d’elle-même", "post hold 3"),
}


@pytest.mark.parametrize("lang", ["nl", "fr"])
def test_nobody_is_asked_to_approve(campaign: Run, folder: Path, lang: str) -> None:
    """Where approving is turned off, check, status, doctor and each post that goes so say it; older drafts wait."""
    write(folder, 'service.approval = "non"')
    off, drafts, goes, hold = OFF[lang]
    for line in ("check", "status", "doctor"):
        done = campaign("--lang", lang, *line.split(), folder=folder)
        said = (done.stdout + done.stderr).casefold()
        assert (off in said, drafts in said) == (True, line != "doctor"), said
    added = say(campaign, folder, f"--lang {lang} post add --language nl --caption Dag --at '6/1/2030 10:00'")
    assert (goes in added, hold in added) == (True, True), added
    assert [one["state"] for one in mistyped_lines.read(campaign, folder, "post list")] == [
        "draft", "draft", "approved"
    ]  # fmt: skip


def test_a_date_approves_where_nobody_is_asked(campaign: Run, folder: Path, tmp_path: Path) -> None:
    """With approving turned off a post that is given its date is as good as a new one with a date; a sheet says so."""
    say(campaign, folder, "post add --language nl --caption Dag")
    write(folder, 'service.approval = "off"')
    assert "goes out by itself" in say(campaign, folder, "post move 3 --at '6/1/2030 10:00'")
    assert "Drafts from before still wait" in say(
        campaign, folder, "post move 1 --at '5/1/2030 11:00'"
    ) + say(campaign, folder, "check")
    states = {one["number"]: one["state"] for one in mistyped_lines.read(campaign, folder, "post list")}
    assert states == {1: "draft", 2: "draft", 3: "approved"}
    sheet = tmp_path / "new.csv"
    sheet.write_text("Datum;Taal;Tekst\n7/1/2030 10:00;nl;Nieuw\n", "utf-8")
    said = say(campaign, folder, f"plan import {sheet}")
    assert ("post approve" in said, "Nobody approves posts" in said) == (False, True), said


def test_no_consents_are_asked_for(campaign: Run, folder: Path) -> None:
    """Where consents are turned off, check, status and doctor say it, too."""
    write(folder, 'service.consent = "uit"')
    for line in ("check", "status", "doctor"):
        done = campaign(*line.split(), folder=folder)
        assert "no consents are asked for" in (done.stdout + done.stderr).casefold(), line


@pytest.mark.parametrize(
    ("text", "name", "told"),
    [
        ('# the page that is shown, for example\nlook = "band"\n', "Zoé Page", False),
        ('# een charte, un petit exemple\nlook = "band"\n', "Samira Exemple", False),
        ('role = "un petit crédit"\n', "Marie Petit", False),
        ('[theme]\nmarie = {fr = "Chez Petit"}\n', "Anne Petit", True),
        ("# film of Zoé Page\n", "Zoé Page", True),
        ("# Zoé komt maandag\n", "Zoé Page", True),
        ('email_to = ["zoe.page@hefboom.be"]\n', "Zoé Page", True),
        ('# an example\nname = "Een plan"\n', "An Charte", False),
        ('name = "An en haar winkel"\n', "An Charte", True),
        ('name = "Marie Petit', "Marie Petit", True),
    ],
)
def test_settings_that_say_a_name(text: str, name: str, told: bool) -> None:
    """A word of the comments that is a surname, too, is nobody; what staff wrote of the person is told."""
    assert named_settings.says(text, name) is told


def test_a_withdrawal_leaves_the_settings(campaign: Run, folder: Path) -> None:
    """The kit and campaign.toml are in no task for a surname that their comments have, and never to be deleted."""
    kit, settings = folder / "brand" / "brand.toml", folder / "campaign.toml"
    kit.write_text("# la charte\n" + kit.read_text("utf-8"), "utf-8")
    settings.write_text("# Zoé Charte komt maandag\n" + settings.read_text("utf-8"), "utf-8")
    said = say(campaign, folder, "consent withdraw workshop --yes")
    assert "brand/brand.toml" not in said
    assert re.search(r"stands in campaign.toml\. .* keep the file", said), said


SUBTITLES = {
    "nl": "Ik heb in mijn leven al veel gewerkt, en het was niet altijd even makkelijk.",
    "fr": "J'ai beaucoup travaillé dans ma vie, et ce n'était pas toujours facile pour moi.",
}


@pytest.fixture(scope="module")
def subtitled(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A campaign with subtitles of workshop in two languages, those for nl in French, and a post of it that waits."""
    made = Path(shutil.copytree(founded, tmp_path_factory.mktemp("subtitled") / "c"))
    for name in ("nl", "fr"):
        (made.parent / f"{name}.srt").write_text(
            f"1\n00:00:00,200 --> 00:00:01,900\n{SUBTITLES['fr'][:38]}\n", "utf-8"
        )
    files = " ".join(f"--subtitles {name}:{made.parent / name}.srt" for name in ("nl", "fr"))
    for line in (
        f"testimony edit workshop {files} --yes",
        "post add --testimony workshop --language nl --caption Winkel --at '7/1/2030 10:00'",
    ):
        done = mistyped_lines.CliRunner().invoke(app.root, ["--dir", str(made), *shlex.split(line)])
        assert done.exit_code == 0, done.output
    return made


def test_good_subtitles_are_not_replaced(campaign: Run, subtitled: Path) -> None:
    """No line offers to put subtitles in place of those that there are in the language that they look like."""
    done = campaign("testimony", "check", "workshop", folder=subtitled)
    lines = re.findall(r"`campaign ([^`]*)`", done.stdout + done.stderr)
    assert [one for one in lines if "--subtitles fr:" in one] == [], done.stdout
    assert {f"testimony edit workshop --subtitles nl:{end}" for end in ("FILE", "")} <= set(lines)


def test_a_name_of_another_language(campaign: Run, subtitled: Path) -> None:
    """A file whose name says a language that has subtitles is not offered for that one."""
    (subtitled.parent / "workshop.fr.srt").write_bytes((subtitled.parent / "fr.srt").read_bytes())
    folder = Path(shutil.copytree(subtitled, subtitled.parent / "named"))
    said = say(
        campaign,
        folder,
        f"testimony edit workshop --subtitles nl:{subtitled.parent / 'workshop.fr.srt'} --yes",
    )
    assert "--subtitles fr:/" not in said, said


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        (
            "--lang fr testimony edit workshop --remove-subtitles nl",
            "testimony edit workshop --subtitles nl:",
        ),
        (
            "--lang nl testimony edit workshop --verwijder-ondertitels=nl",
            "testimony edit workshop --subtitles nl:",
        ),
    ],
)
def test_how_subtitles_are_taken_away(campaign: Run, subtitled: Path, typed: str, line: str) -> None:
    """An option of that name is answered with the line that does it."""
    done = campaign(*typed.split(), folder=subtitled)
    said = [re.sub(r"--lang \w\w |--dir \S+ ", "", one) for one in mistyped_lines.offered(done)]
    assert (done.exit_code, said) == (2, [line]), done.stderr


def test_subtitles_are_taken_away(
    campaign: Run, subtitled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`--subtitles nl:` asks with the posts that show them; a no keeps them, a yes takes them and our copy away."""
    folder = Path(shutil.copytree(subtitled, tmp_path / "c"))
    asked = list[str]()
    monkeypatch.setattr("campaign.cli.errors.can_ask", lambda: True)
    monkeypatch.setattr(
        "campaign.cli.errors.agreed", lambda question, *, default, lang: bool(asked.append(question))
    )
    line = "testimony edit workshop --subtitles nl:"
    assert "keeps its subtitles" in say(campaign, folder, line)
    assert "no. 3" in asked[0], asked
    assert len(list((folder / "films").glob("0002.nl*.srt"))) == 1
    said = say(campaign, folder, f"{line} --yes")
    assert "has no subtitles in Dutch any more" in said
    assert list((folder / "films").glob("0002.nl*")) == []
    films = mistyped_lines.read(campaign, folder, "testimony list")
    assert [list(one["subtitles"]) for one in films] == [[], ["fr"]]
    assert mistyped_lines.read(campaign, folder, "log workshop")[-1]["detail"].endswith("subtitles in Dutch")
    assert "no subtitles" in say(campaign, folder, line, 2)


@pytest.mark.parametrize(
    ("typed", "code"),
    [("--organisation hefboom", 0), ("--role host --speaker 'Zoé Charte'", 0), ("--to 2", 0)],
)
def test_what_changes_nothing_is_not_logged(campaign: Run, founded: Path, typed: str, code: int) -> None:
    """An edit that leaves a testimony as it is stands in no log."""
    before = mistyped_lines.read(campaign, founded, "log workshop")
    assert "nothing was changed" in say(campaign, founded, f"testimony edit workshop {typed}", code)
    assert mistyped_lines.read(campaign, founded, "log workshop") == before


def test_errors_after_an_approval(campaign: Run, folder: Path) -> None:
    """What `check` finds against a post that was approved, status, the post itself and a play say, too."""
    write(folder, 'contacts = ["02/123 45 67"]')
    say(campaign, folder, "post edit 1 --caption 'Bel 02/123 45 67'")
    say(campaign, folder, "post approve 1 --by An")
    told = "goes out by itself, though `campaign check` finds an error"
    assert told not in say(campaign, folder, "status") + say(campaign, folder, "post show 1")
    write(folder, "contacts = []")
    assert "P28" in say(campaign, folder, "check", 1)
    for line in ("status", "post show 1", "rehearse"):
        said = say(campaign, folder, line, 1 if line == "rehearse" else 0)
        assert (told in said, "campaign post hold 1" in said) == (True, True), said


@pytest.fixture
def at_home(campaign: Run, tmp_path: Path) -> Path:
    """A campaign of a test's own that is no copy, with an approved post and one that staff hold."""
    made = tmp_path / "home"
    mistyped_lines.founded(made, films=(), posts=0, organisation="Hefboom")
    for line in (
        "post add --language nl --caption Een --at '5/1/2030 10:00'",
        "post add --language nl --caption Twee --at +1s",
        "post approve 1,2 --by An",
        "post hold 2 'Eerst nalezen'",
    ):
        say(campaign, made, line)
    return made


def test_a_pause_keeps_its_reason(campaign: Run, at_home: Path) -> None:
    """A second pause without a reason changes nothing, and the log tells of one."""
    assert "Paused" in say(campaign, at_home, "pause 'Stemdag'")
    assert "paused already" in say(campaign, at_home, "pause")
    assert "Stemdag" in say(campaign, at_home, "status")
    told = [one["detail"] for one in mistyped_lines.read(campaign, at_home, "log")]
    assert [one for one in told if "paused" in one] == ["campaign paused: Stemdag"]


def test_a_hold_that_is_over(campaign: Run, at_home: Path) -> None:
    """Why a post was held is told by its log after it was released, and by nothing else."""
    shown = json.loads(say(campaign, at_home, "post show 2 --json"))
    assert (shown["state"], shown["reason"]) == ("held", "held by staff: Eerst nalezen")
    say(campaign, at_home, "post release 2 --now")
    shown = json.loads(say(campaign, at_home, "post show 2 --json"))
    assert (shown["state"], shown["reason"]) == ("approved", None)
    assert "Eerst nalezen" not in say(campaign, at_home, "post list")
    told = [one["detail"] for one in mistyped_lines.read(campaign, at_home, "log 2")]
    assert "held by staff: Eerst nalezen" in told, told


def test_what_a_pause_does_to_a_release(campaign: Run, at_home: Path) -> None:
    """In a pause a release of a post whose moment is past says that it will be held again, and what sends it then."""
    say(campaign, at_home, "pause 'Stemdag'")
    said = say(campaign, at_home, "post release 2 --now")
    for line in ("campaign resume", "campaign post release 2 --now", "campaign post move 2 --at WHEN"):
        assert f"`{line}`" in said, said
    played = say(campaign, at_home, "rehearse", 1)
    assert "The campaign is paused" in played
    assert "(Stemdag)" in played


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (
            "testimony edit workshop --speaker 'Lotte en Karim'",
            ["testimony edit workshop --speaker Lotte", "consent record workshop --person Karim"],
        ),
        (
            "testimony edit workshop --speaker 'lotte van den berg'",
            ["testimony edit workshop --speaker 'Lotte van den Berg'"],
        ),
        ("testimony edit workshop --speaker 'PEETERS AN'", ["testimony edit workshop --speaker 'Peeters An'"]),
        ("testimony edit workshop --speaker 'Jean-Pierre Maes'", []),
        ("consent record workshop --person 'Lotte et Karim'", ["consent void 3 --not-in-film"]),
        ("consent record workshop --person 'jean-pierre maes'", ["consent void 3 --not-in-film"]),
    ],
)  # fmt: skip
def test_names_that_are_odd(campaign: Run, folder: Path, typed: str, told: list[str]) -> None:
    """A name that looks like two people's, or that lacks its capitals, is taken, and told with the line for it."""
    form = folder.parent / "other.pdf"
    form.write_bytes(b"%PDF-1.4 other")
    more = f" {FORM} --evidence {form}" if typed.startswith("consent") else ""
    done = campaign(*shlex.split(typed + more), folder=folder)
    lines = [re.sub(r"--dir \S+ ", "", one) for one in mistyped_lines.offered(done)]
    assert done.exit_code == 0, done.stderr
    assert lines[: len(told)] == told, done.stderr


def test_a_form_that_is_over(campaign: Run, folder: Path) -> None:
    """A form whose last day is past says so when it is recorded."""
    line = FORM.replace("1/11/2020", "1/11/2020 --until 2/11/2020")
    (folder.parent / "other.pdf").write_bytes(b"%PDF-1.4 other")
    said = say(campaign, folder, f"consent record workshop {line} --evidence {folder.parent / 'other.pdf'}")
    assert "is over already, since 2 November 2020" in said
    assert "`campaign consent void 3`" in said


def test_a_form_that_lacks_what_a_film_tells(campaign: Run, folder: Path) -> None:
    """A form for a film that tells of somebody's health says at once that it must allow that, with the line."""
    say(campaign, folder, "testimony edit workshop --special health")
    (folder.parent / "other.pdf").write_bytes(b"%PDF-1.4 other")
    form = f"{FORM} --evidence {folder.parent / 'other.pdf'}"
    said = say(campaign, folder, f"--lang fr consent record workshop {form}")
    (line,) = re.findall(r"`campaign (consent record [^`]*)`", said)
    assert line.endswith("--special santé --evidence " + str(folder.parent / "other.pdf")), line
    assert "consent record" not in say(campaign, folder, f"--lang fr {line}")


SLOTS = (
    'plan.slots = [{day = "tue", at = "18:30"}, {day = "fri", at = "12:00"}]',
    'plan.order = "alternate"',
    'plan.pair_within = "7d"',
)


@pytest.mark.parametrize(
    ("first", "language", "why"),
    [("nl", "nl", "plan.order"), ("fr", "nl", ""), (None, "nl", "")],
)
def test_why_a_free_slot_is_passed_over(
    campaign: Run, subtitled: Path, tmp_path: Path, first: str | None, language: str, why: str
) -> None:
    """`--next-slot` says which free slot it leaves, for which rule, and how that is taken all the same."""
    folder = Path(shutil.copytree(subtitled, tmp_path / "c"))
    write(folder, *SLOTS)
    if first:
        other = "fr" if first == "nl" else "nl"
        for one in (first, other):
            say(
                campaign, folder, f"post add --testimony bakery --language {one} --caption A{one} --next-slot"
            )
    say(campaign, folder, "post cancel 3 --yes")
    said = say(
        campaign, folder, f"post add --testimony workshop --language {language} --caption B --next-slot"
    )
    assert ("was passed over" in said, why in said) == (bool(why), True), said
    if why:
        (line,) = re.findall(r"`campaign (post move [^`]*)`", said)
        assert "18:30" in say(campaign, folder, line)


@pytest.mark.parametrize(
    ("text", "label", "found"),
    [
        ("Samira accompagne les créatrices.", "nl", "fr"),
        ("Une expérience.", "nl", "fr"),
        ("De scènes, de crèmes en een privéfeest.", "nl", None),
        ("Amélie en Véronique, Hefboom", "nl", None),
    ],
)
def test_short_texts_in_another_language(text: str, label: str, found: str | None) -> None:
    """A sentence of a few words that is clearly in another language is; names are in none."""
    assert language_detection.likely_other_language(text, label) == found


def test_which_of_two_is_a_mistake(campaign: Run, subtitled: Path, tmp_path: Path) -> None:
    """Of a film post that says what another says, the one that was just added is offered to be cancelled."""
    folder = Path(shutil.copytree(subtitled, tmp_path / "c"))
    line = "post add --testimony workshop --language nl --caption Winkel --at"
    assert "`campaign post cancel 4`" in say(campaign, folder, f"{line} '6/1/2030 10:00'")
    assert "`campaign post cancel 5`" in say(campaign, folder, f"{line} '9/1/2030 10:00'")


@pytest.mark.parametrize("by", ["", " --by An"])
def test_an_organisation_that_was_renamed(campaign: Run, subtitled: Path, tmp_path: Path, by: str) -> None:
    """A yes for nearly the name of an organisation that a post shows is refused, with the line for that one."""
    folder = Path(shutil.copytree(subtitled, tmp_path / "c"))
    say(campaign, folder, "organisation rename Hefboom 'Hefboom Coöperatief'")
    said = say(campaign, folder, f"post approve 3 --for Hefboom{by}", 3)
    assert f"`campaign post approve 3 --for 'Hefboom Coöperatief'{by}`" in said, said


def test_a_row_of_what_was_erased(campaign: Run, subtitled: Path, tmp_path: Path) -> None:
    """An old sheet with a post that was erased is told to lose the row; with one that was cancelled, too."""
    folder = Path(shutil.copytree(subtitled, tmp_path / "c"))
    sheet = tmp_path / "old.csv"
    say(campaign, folder, f"plan export {sheet}")
    sheet.write_text(sheet.read_text("utf-8-sig").replace("Tekst 10", "Tekst 11"), "utf-8-sig")
    say(campaign, folder, "post cancel 1 --yes")
    assert "Delete the row, or give the cell its old content" in say(
        campaign, folder, f"plan import {sheet}", 2
    )
    rows = [one for one in sheet.read_text("utf-8-sig").splitlines() if "Tekst" not in one]
    sheet.write_text("\n".join(rows) + "\n", "utf-8-sig")
    say(campaign, folder, "consent withdraw workshop --language nl --yes")
    said = say(campaign, folder, f"plan import {sheet}", 2)
    assert "erased after a withdrawal" in said, said


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("post cancel 1", 0),
        ("testimony edit workshop --subtitles fr:", 0),
        ("consent withdraw workshop", 0),
        ("testimony remove bakery", 0),
        ("adopt", 2),
        ("plan export plan.csv", 2),
        ("organisation rename Hefboom Crédal", 2),
    ],
)
def test_without_a_terminal(
    campaign: Run, subtitled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str, code: int
) -> None:
    """Where nobody can be asked, what takes away does so; what replaces is refused, and says that --yes does it."""
    folder = Path(shutil.copytree(subtitled, tmp_path / "c"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plan.csv").write_text("mine", "utf-8")
    if "rename" in typed:
        say(campaign, folder, "testimony edit bakery --organisation Crédal")
    said = say(campaign, folder, typed, code)
    assert ("--yes" in said) is (code == 2), said
