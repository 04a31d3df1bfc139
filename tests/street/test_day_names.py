"""A day's slips with names: organisations, people, films and forms that are on record already, links, what is said."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from campaign import new_campaign
from tests import small_films
from tests.plan_campaign import CONSENT, Desk
from tests.queue_campaign import PIXEL

ADD = ("--role", "coach", "--language", "nl")
FORM = b"%PDF-1.4 signed"


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory, campaign: Callable[..., Result]) -> Path:
    """A campaign of two partners with one film, and two films beside it that were not taken in."""
    place = tmp_path_factory.mktemp("names")
    folder = place / "c"
    first = new_campaign.first_settings(
        name="Dag", languages=("nl", "fr"), organisations=("Crédal", "microStart")
    )
    new_campaign.create(folder, first)
    small_films.film(place / "een.mp4", size="64x36")
    small_films.film(place / "twee.mp4", size="64x36", picture="testsrc")
    (place / "form.pdf").write_bytes(FORM)
    said = ("--slug", "emile", "--speaker", "Émile D’Hondt", "--organisation", "Crédal", *ADD)
    done = campaign("testimony", "add", place / "een.mp4", *said, folder=folder)
    assert done.exit_code == 0, done.output
    return folder


@pytest.fixture
def desk(
    founded: Path, tmp_path: Path, campaign: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> Desk:
    """The campaign itself in a place of its own, with the films."""
    place = shutil.copytree(founded.parent, tmp_path / "day")
    monkeypatch.chdir(place)
    (place / "c" / "campaign.home").unlink(missing_ok=True)
    return Desk(run=campaign, folder=place / "c")


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a person sit at the terminal."""
    monkeypatch.setattr("campaign.cli.errors.can_ask", lambda: True)


def add(desk: Desk, film: str = "twee.mp4", slug: str = "jan", **said: str) -> Result:
    """Register a film, as `jan` of microStart unless something else is said."""
    words = {"speaker": "Jan Peeters", "organisation": "microStart"} | said
    options = [word for name, value in words.items() if name != "input" for word in (f"--{name}", value)]
    return desk.run(
        "testimony", "add", film, "--slug", slug, *ADD, *options, folder=desk.folder, input=said.get("input")
    )


def film(desk: Desk, slug: str = "jan") -> dict[str, str]:
    """What is on record of a film."""
    told: dict[str, str] = desk.told("testimony", "show", slug)
    return told


@pytest.mark.parametrize(
    "written", ["Micro-Start", "MICROSTART", "micro start", "microStárt", " microStart "]
)
def test_organisation_is_spelt_as_the_campaign_does(desk: Desk, written: str) -> None:
    """What differs in case, accents, hyphens or spaces from a listed organisation is that one, and it is said."""
    done = desk.run("testimony", "edit", "emile", "--organisation", written, folder=desk.folder)
    assert done.exit_code == 0, done.output
    assert film(desk, "emile")["organisation"] == "microStart"
    if written.strip() != "microStart":
        assert f"“{written}” is taken as microStart, as campaign.toml spells it." in done.stderr


def test_near_organisation_is_not_guessed(desk: Desk) -> None:
    """Without a terminal a near miss is refused with the command's option spelt right; --yes takes it as it is."""
    done = add(desk, organisation="Kredal")
    assert done.exit_code == 2
    asked, offered = (
        "“Kredal” is no organisation of this campaign; did you mean Crédal?",
        " --organisation Crédal`. ",
    )
    assert done.stderr.startswith(f"Error: {asked} Write it so: `campaign ")
    assert done.stderr.endswith(f"{offered}Add --yes to take “Kredal” as it is.\n")
    assert [one["slug"] for one in desk.told("testimony", "list")] == ["emile"]
    again = desk.run("testimony", "edit", "emile", "--organisation", "Kredal", "--yes", folder=desk.folder)
    assert again.exit_code == 0
    assert film(desk, "emile")["organisation"] == "Kredal"
    assert "Kredal is not among the organisations in campaign.toml (Crédal and microStart)" in again.stderr


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize(("answer", "taken"), [("j", "Crédal"), ("", "Crédal"), ("n", "Credal asbl")])
def test_near_organisation_is_asked_about(desk: Desk, answer: str, taken: str) -> None:
    """At a terminal the person says which is meant."""
    done = desk.run(
        "testimony", "edit", "emile", "--organisation", "Credal asbl", folder=desk.folder, input=f"{answer}\n"
    )
    assert "Did you mean Crédal?" in done.stderr
    assert film(desk, "emile")["organisation"] == taken


def test_other_organisation_is_taken_and_told(desk: Desk) -> None:
    """Any name is an organisation, as the contract says; one that is not listed is told, here and by `check`."""
    done = add(desk, organisation="Hefboom")
    assert done.exit_code == 0, done.output
    assert (
        "Warning: Hefboom is not among the organisations in campaign.toml (Crédal and microStart)"
        in done.stderr
    )
    found = [
        one
        for one in json.loads(desk.run("check", "--json", folder=desk.folder).stdout)
        if one["code"] == "P31"
    ]
    assert [(one["where"], one["severity"]) for one in found] == [("testimony jan", "info")]


def test_check_finds_spellings_of_before(desk: Desk) -> None:
    """What an earlier version took in another spelling is found, with the command that puts it right everywhere."""
    path = desk.folder / "campaign.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('"Crédal"', '"Credal"'), encoding="utf-8")
    found = [
        one
        for one in json.loads(desk.run("check", "--json", folder=desk.folder).stdout)
        if one["code"] == "P30"
    ]
    assert [one["remedy"] for one in found] == [
        "`campaign organisation rename Crédal Credal` puts it right everywhere."
    ]


@pytest.mark.parametrize("written", ["Emile D'Hondt", "émile  d’hondt", "Emile-D’Hondt"])
def test_same_person_spelt_otherwise_is_told(desk: Desk, written: str) -> None:
    """Without a terminal a person's name is kept as typed, and the other spelling is told as a command."""
    done = add(desk, speaker=written)
    assert done.exit_code == 0, done.output
    assert "is spelt Émile D’Hondt in the testimony emile." in done.stderr
    assert "`campaign testimony edit jan --speaker 'Émile D’Hondt'`" in done.stderr


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize(("answer", "taken"), [("o", "Émile D’Hondt"), ("non", "Emile D'Hondt")])
def test_same_person_is_asked_about(desk: Desk, answer: str, taken: str) -> None:
    """At a terminal it is asked whether it is the same person."""
    done = add(desk, speaker="Emile D'Hondt", input=f"{answer}\n")
    assert done.exit_code == 0, done.output
    assert film(desk)["speaker"] == taken


def test_form_of_a_person_spelt_otherwise_is_theirs(desk: Desk) -> None:
    """A consent recorded, or withdrawn, for `Emile D'Hondt` is that of Émile D’Hondt, who is in the film."""
    done = desk.run(
        "consent",
        "record",
        "emile",
        "--person",
        "emile d'hondt",
        *CONSENT,
        "--evidence",
        "form.pdf",
        folder=desk.folder,
    )
    assert done.exit_code == 0, done.output
    assert "“emile d'hondt” is taken as Émile D’Hondt, who is in the film emile." in done.stderr
    assert [one["person"] for one in desk.told("consent", "list")] == ["Émile D’Hondt"]
    gone = desk.run("consent", "withdraw", "emile", "--person", "Emile D'Hondt", folder=desk.folder)
    assert gone.exit_code == 0, gone.output


def test_same_film_again_is_told(desk: Desk) -> None:
    """A film that is on record is taken once more without a terminal, as the contract says, and told."""
    done = add(desk, film="een.mp4")
    assert done.exit_code == 0, done.output
    assert "Warning: een.mp4 is already the film of emile" in done.stderr


@pytest.mark.usefixtures("terminal")
def test_same_film_again_is_asked_about(desk: Desk) -> None:
    """At a terminal it is asked first, and no is the answer of who only presses Enter."""
    done = add(desk, film="een.mp4", input="\n")
    assert done.exit_code == 2
    assert "een.mp4 is already the film of emile. Register it once more?" in done.stderr
    assert "so nothing was done. `campaign testimony show emile` shows what it says of it" in done.stderr
    assert [one["slug"] for one in desk.told("testimony", "list")] == ["emile"]


def test_same_form_again(desk: Desk) -> None:
    """A signed form recorded twice with the same words is refused; for other words it is taken and told."""
    said = [
        "--act",
        "film",
        "--act",
        "publish",
        "--channel",
        "facebook",
        "--signed",
        "2020-11-02",
        "--evidence",
        "form.pdf",
    ]
    record = ("consent", "record", "emile", *said, "--language")
    assert desk.run(*record, "nl", folder=desk.folder).exit_code == 0
    again = desk.run(*record, "nl", folder=desk.folder)
    assert again.exit_code == 2
    assert "consent 1 says exactly this already, with the same signed form" in again.stderr
    other = desk.run(*record, "fr", folder=desk.folder)
    assert other.exit_code == 0
    assert "Warning: the same signed form is already recorded as consent 1" in other.stderr
    assert len(desk.told("consent", "list")) == 2
    assert desk.run(*record, "nl", "--yes", folder=desk.folder).exit_code == 0


def test_post_add_says_what_it_queued(desk: Desk) -> None:
    """The number alone on stdout; on stderr the state, the moment with its weekday, what lacks and what is next."""
    done = desk.run(
        "post", "add", "--caption", "Hallo", "--language", "nl", "--testimony", "emile", "--at", "2031-12-02 18:30",
        folder=desk.folder,
    )  # fmt: skip
    assert done.stdout == "1\n"
    first, second, *_ = done.stderr.splitlines()
    assert first.startswith("Post 1: draft; due Tuesday 2 December 2031 at 18:30")
    assert second == "It still lacks: the consent of Émile D’Hondt; subtitles in Dutch; an approval."


def test_post_without_a_date_is_told_how_to_get_one(desk: Desk) -> None:
    """What is next can be pasted as it stands."""
    done = desk.run("post", "add", "--caption", "Hallo", "--language", "nl", folder=desk.folder)
    assert done.stderr.splitlines()[:2] == [
        "Post 1: draft; without a date.", "It still lacks: a date; an approval.",
    ]  # fmt: skip
    command = done.stderr.split("`")[1].removeprefix("campaign ")
    import shlex

    moved = desk.run(*shlex.split(command), folder=desk.folder)
    assert moved.exit_code == 0, moved.output
    assert "It still lacks: an approval." in moved.stderr
    assert "Next: `campaign post show 1`, then `campaign post approve 1`." in moved.stderr


def test_testimony_add_says_what_it_took_in(desk: Desk) -> None:
    """Length, language and subtitles of a film, what it still lacks, and the command that records its consent."""
    done = add(desk)
    assert done.stdout == "Added testimony jan (number 2): 1.00 s in Dutch, without subtitles.\n"
    assert "It still lacks: subtitles in Dutch and French; the consent of Jan Peeters." in done.stderr
    assert (
        "`campaign consent record jan --act film --act publish --channel facebook --language nl"
        in done.stderr
    )


def test_plan_says_what_comes_next(desk: Desk) -> None:
    """A dry run names the command that imports the plan, as it can be pasted; the import what is to be done with it."""
    path = desk.folder.parent / "mon plan.csv"
    path.write_text("Datum;Uur;Taal;Tekst\n2031-02-03;18:00;nl;Hallo\n", encoding="utf-8")
    dry = desk.run("plan", "import", "mon plan.csv", "--dry-run", folder=desk.folder)
    assert "To import it: `campaign plan import 'mon plan.csv'`." in dry.stderr
    done = desk.run("plan", "import", "mon plan.csv", folder=desk.folder)
    assert "Next: `campaign check`, then `campaign post approve --all`." in done.stderr
    again = desk.run("plan", "import", "mon plan.csv", folder=desk.folder)
    assert "Next" not in again.stderr


def test_partner_spelt_otherwise_says_yes(desk: Desk) -> None:
    """`--for Credal` is Crédal's yes; a slip is refused with the option as it is meant."""
    path = desk.folder / "campaign.toml"
    path.write_text(
        path.read_text(encoding="utf-8") + '\n[service]\napproval_by = "partners"\n', encoding="utf-8"
    )
    add_post = ("post", "add", "--caption", "Met Crédal", "--language", "nl", "--at", "2031-12-02 18:30")
    assert "It still lacks: the approval of Crédal." in desk.run(*add_post, folder=desk.folder).stderr
    slip = desk.run("post", "approve", "1", "--for", "Kredal", "--by", "An", folder=desk.folder)
    assert slip.exit_code == 2
    assert "Did you mean `--for Crédal`?" in slip.stderr
    done = desk.run("post", "approve", "1", "--for", "CREDAL", "--by", "An", folder=desk.folder)
    assert done.exit_code == 0, done.output
    assert desk.told("post", "show", "1")["state"] == "approved"


def test_first_spelling_of_others_wins_where_no_list_is(desk: Desk) -> None:
    """Without a list the spelling of other testimonies is taken, and the command that changes it everywhere is told."""
    path = desk.folder / "campaign.toml"
    path.write_text(
        path.read_text(encoding="utf-8").replace('["Crédal", "microStart"]', "[]"), encoding="utf-8"
    )
    done = add(desk, organisation="CREDAL")
    assert film(desk)["organisation"] == "Crédal"
    assert "`campaign organisation rename Crédal CREDAL`" in done.stderr
    own = desk.run("testimony", "edit", "jan", "--organisation", "Brusoc", folder=desk.folder)
    assert "organisation rename" not in own.stderr
    assert desk.run("testimony", "edit", "jan", "--organisation", "BRUSOC", folder=desk.folder).exit_code == 0
    assert film(desk)["organisation"] == "BRUSOC"


@pytest.mark.parametrize(
    ("written", "code", "said"),
    [
        ("Emile Dhond", 0, "“Emile Dhond” was not in the film emile so far, but Émile D’Hondt is."),
        ("Nora Voorbeeld", 0, ""),
    ],
)
def test_form_for_somebody_nearly_named_so_is_told(desk: Desk, written: str, code: int, said: str) -> None:
    """A slip in a person's name makes a new person, so it is told; somebody else is simply recorded."""
    form = [
        "--act",
        "film",
        "--act",
        "publish",
        "--channel",
        "facebook",
        "--language",
        "nl",
        "--signed",
        "2020-11-02",
        "--evidence",
        "form.pdf",
    ]
    done = desk.run("consent", "record", "emile", "--person", written, *form, folder=desk.folder)
    assert done.exit_code == code, done.output
    assert said in done.stderr
    assert ("Warning: “" in done.stderr) == bool(said)


@pytest.mark.usefixtures("terminal")
def test_form_for_somebody_nearly_named_so_is_asked_about(desk: Desk) -> None:
    """At a terminal the person says who is meant."""
    form = [
        "--act",
        "film",
        "--act",
        "publish",
        "--channel",
        "facebook",
        "--language",
        "nl",
        "--signed",
        "2020-11-02",
        "--evidence",
        "form.pdf",
    ]
    done = desk.run(
        "consent", "record", "emile", "--person", "Emile Dhond", *form, folder=desk.folder, input="\n"
    )
    assert "Did you mean Émile D’Hondt?" in done.stderr
    assert [one["person"] for one in desk.told("consent", "list")] == ["Émile D’Hondt"]


def test_post_that_is_there_already_is_told(desk: Desk) -> None:
    """The same film with the same words a second time is queued, and told."""
    words = ("--caption", "Hallo", "--language", "nl", "--testimony", "emile")
    assert "same text" not in desk.run("post", "add", *words, folder=desk.folder).stderr
    done = desk.run("post", "add", *words, "--format", "square", folder=desk.folder)
    assert done.stdout == "2\n"
    assert "Warning: post 2 has the same film and text as post 1, and" in done.stderr


def test_photo_twice_in_a_post_is_told(desk: Desk) -> None:
    """One photo given twice is told."""
    (desk.folder.parent / "winkel.png").write_bytes(PIXEL)
    words = ("--caption", "Hallo", "--language", "nl", "--photo", "winkel.png", "--photo", "winkel.png")
    done = desk.run("post", "add", *words, "--alt", "a", "--alt", "b", folder=desk.folder)
    assert done.exit_code == 0, done.output
    assert "Warning: post 1 shows the same photo more than once." in done.stderr


def test_one_file_for_two_languages_is_told(desk: Desk) -> None:
    """The same subtitles for two languages are told."""
    cue = "1\n00:00:00,100 --> 00:00:00,900\nOk\n"
    (desk.folder.parent / "a.srt").write_text(cue, encoding="utf-8")
    said = (
        "--speaker",
        "Jan",
        "--organisation",
        "microStart",
        *ADD,
        "--subtitles",
        "nl:a.srt",
        "--subtitles",
        "fr:a.srt",
    )
    done = desk.run("testimony", "add", "twee.mp4", "--slug", "jan", *said, folder=desk.folder)
    assert done.exit_code == 0, done.output
    assert "the subtitles in French and those in Dutch are the same file" in done.stderr


def test_what_lacks_is_parted_as_the_language_does(desk: Desk) -> None:
    """French wants a space that does not break before a semicolon."""
    done = desk.run(
        "post", "add", "--caption", "Bonjour", "--language", "fr", "--lang", "fr", folder=desk.folder
    )
    assert "\u00a0; " in done.stderr.splitlines()[1]
