"""A third day's slips with names: short names, people who are nearly on record, several where one is wanted."""

import json
import re
import shlex
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st

from campaign.testimonies import intake
from campaign.typed import languages
from media.text import folding
from schedules.database import testimonies
from schedules.model import organisations
from tests.campaign.posts import test_drafts
from tests.plan_campaign import Desk, csv
from tests.queue_campaign import Campaign

Run = Callable[..., Result]
GUEST = "Émilie Van den Broucke"
FORM = ("--channel", "facebook", "--language", "nl", "--signed", "2/11/2026")


@pytest.fixture
def folder(queue: Campaign) -> Path:
    """A campaign with a film `bakery` of Nora Voorbeeld and a guest, and a scan of another form beside it."""
    test_drafts.live_settings(queue)
    queue.testimony()
    queue.consent(GUEST)
    (queue.folder / "other.pdf").write_bytes(b"%PDF-1.7 other")
    return queue.folder


@pytest.fixture
def second(queue: Campaign, folder: Path) -> Path:
    """A second film, `nadege`, of Nadège D’Hondt."""
    with queue.books.write() as session:
        testimonies.add_testimony(
            session, now=queue.clock(), speaker="Nadège D’Hondt", subtitles={}, slug="nadege", role="entrepreneur",
            organisation="Crédal", language="fr", theme=None, film_path="films/0001.mp4",
            film_sha256="0" * 64, film_ms=12_000,
        )  # fmt: skip
    return folder


def pasted(campaign: Run, folder: Path, said: str) -> Result:
    """Run the last command of a sentence as it stands."""
    command = said.split("`")[-2]
    words = shlex.split(command)[1:]
    return campaign(*words, folder=None if "--dir" in words else folder)


def record(campaign: Run, folder: Path, *words: str) -> Result:
    """Record a form, as the guest's film has it unless something else is said."""
    return campaign("consent", "record", *words, *FORM, "--evidence", folder / "other.pdf", folder=folder)


@pytest.mark.parametrize(
    ("written", "slug"),
    [
        ("Café Nadège", "cafe-nadege"), ("Fatima Bakkerij", "fatima-bakkerij"), ("VELOS", "velos"),
        ("2vélos", "velos"), ("l’atelier_de Jo!", "l-atelier-de-jo"), ("Łukasz & Ко", "lukasz"), ("bäcker--", "backer"),
    ],
)  # fmt: skip
def test_a_short_name_is_offered(campaign: Run, folder: Path, written: str, slug: str) -> None:
    """What cannot be a slug is refused with the one that it makes."""
    words = ("--speaker", "Jan Peeters", "--role", "coach", "--organisation", "Crédal", "--language", "nl")
    done = campaign("testimony", "add", "x.mp4", "--slug", written, *words, folder=folder)
    assert done.exit_code == 2
    assert f"Write it so: `campaign --dir {folder} testimony add x.mp4 --slug {slug} " in done.stderr
    assert folding.slug(written) == slug


@given(st.text())
def test_what_is_offered_is_a_short_name(written: str) -> None:
    """Whatever was typed: nothing is offered, or what is taken, which stays as it is."""
    made = folding.slug(written)
    assert made == "" or (intake.SLUG.fullmatch(made) and folding.slug(made) == made)


SPELT = ("Bakery", "bäkery", "BAKERY", "ba-ke ry")
NAMING = (
    ("testimony", "show", "{}"), ("testimony", "check", "{}"), ("post", "add", "--testimony", "{}"),
    ("consent", "withdraw", "{}"), ("subtitles", "check", "{}"), ("render", "{}", "--explain"),
)  # fmt: skip


@pytest.mark.parametrize(  # all have one door: each command with two spellings, each spelling at three commands
    ("written", "words"),
    [(SPELT[number % 2 + more], words) for number, words in enumerate(NAMING) for more in (0, 2)],
)
def test_a_testimony_is_known_however_its_short_name_is_spelt(
    campaign: Run, folder: Path, written: str, words: tuple[str, ...]
) -> None:
    """Commands take capitals and accents as sheets do, and say which testimony that is."""
    rest = ("--language", "nl", "--caption", "Brood") if words[0] == "post" else ()
    done = campaign(*(word.format(written) for word in words), *rest, folder=folder)
    assert f"{written!r} is taken as the testimony bakery." in done.stderr
    assert "there is no testimony" not in done.stderr


@pytest.mark.parametrize("film", ["Bakery", "bäkery", "BAKERY"])
def test_a_sheet_takes_the_same_spellings(desk: Desk, film: str) -> None:
    """A cell with accents and capitals names the film too."""
    row = csv(f"2/12/2031;18:30;nl;Hallo;{film};", header="Datum;Uur;Taal;Tekst;Film;Sleutel")
    (desk.folder.parent / "plan.csv").write_bytes(row)
    done = desk.run("plan", "import", desk.folder.parent / "plan.csv", "--dry-run", folder=desk.folder)
    assert "no testimony" not in done.stderr, done.stderr
    assert done.exit_code == 0


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Nora Voorbeeld", "bakery"), ("nora voorbeeld", "bakery"), ("Nora", "bakery"), ("bakkery", "bakery"),
        (GUEST, f"bakery --person '{GUEST}'"), ("Emilie van den broucke", f"bakery --person '{GUEST}'"),
        ("Nadège D'Hondt", "nadege"), ("nadge", "nadege"),
    ],
)  # fmt: skip
def test_a_person_or_a_slip_leads_to_the_film(campaign: Run, second: Path, written: str, meant: str) -> None:
    """A name of who is in a film, or a slip of a slug, is answered with the command as it was meant; it works."""
    done = campaign("consent", "withdraw", written, folder=second)
    assert done.exit_code == 2
    assert done.stderr.rstrip().endswith(f" consent withdraw {meant}`"), done.stderr
    if written == GUEST:
        assert pasted(campaign, second, done.stderr).exit_code == 0


def test_a_person_in_several_films_is_answered_with_all_of_them(
    queue: Campaign, campaign: Run, second: Path
) -> None:
    """Nothing is guessed where somebody is in two films."""
    with queue.books.write() as session:
        testimonies.record_consent(
            session, "nadege", GUEST, now=queue.clock(), acts=["film"], channels=["facebook"], languages=["nl"],
            purposes=["campaign"], until=None, signed_on=date(2026, 11, 1), evidence_path="consent/form.pdf",
            evidence_sha256="0" * 64,
        )  # fmt: skip
    done = campaign("consent", "withdraw", GUEST, folder=second)
    assert f"{GUEST} is in: bakery and nadege." in done.stderr


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("Nadege D'Hontd", "Nadège D’Hondt"), ("D’Hondt Nadège", "Nadège D’Hondt"), ("Nora Voorbeld", "Nora Voorbeeld"),
        ("Emilie Van den Brouck", GUEST), ("Nora Peeters", None), ("Nel Voorbeeld", None), ("Jan", None),
    ],
)  # fmt: skip
def test_a_speaker_who_is_nearly_on_record_is_told(
    campaign: Run, second: Path, name: str, near: str | None
) -> None:
    """A letter otherwise, or the words in turn: it is told, with the command that puts it right."""
    # an own film is not asked, so each is tried on the other one
    slug = "bakery" if near == "Nadège D’Hondt" else "nadege"
    done = campaign("testimony", "edit", slug, "--speaker", name, folder=second)
    assert done.exit_code == 0, done.stderr
    assert ("If" in done.stderr) is (near is not None), done.stderr
    if near:
        command = re.search(r"`campaign (testimony edit [^`]*)`", done.stderr)
        assert command
        assert shlex.split(command[1]) == ["testimony", "edit", slug, "--speaker", near]


@pytest.mark.parametrize("name", ["Nadege D'Hondt", "Nadège Dhont Hondt", "D'Hondt Nadège"])
def test_a_person_on_a_form_who_is_nearly_in_another_film(campaign: Run, second: Path, name: str) -> None:
    """A form's person who may be somebody of another film is told, and the offered commands set it right."""
    done = record(campaign, second, "bakery", "--person", name, "--act", "film", "--act", "publish")
    assert done.exit_code == 0, done.stderr
    known = folding.same(name, "Nadège D’Hondt") or folding.nearly_same(name, "Nadège D’Hondt")
    assert ("Nadège D’Hondt is in the testimony nadege" in done.stderr) is known


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("Crédal, microStart", ("Crédal", "microStart")), ("credal en Micro-Start", ("Crédal", "microStart")),
        ("Crédal/microStart", ("Crédal", "microStart")), ("Crédal & microstart", ("Crédal", "microStart")),
        ("Crédal et Hefboom", ()), ("Crédal", ()), ("Pain et Vie", ()), ("Pain & Vie, Crédal", ()),
    ],
)  # fmt: skip
def test_several_organisations_are_told_apart(written: str, found: tuple[str, ...]) -> None:
    """Two of the list in one text are two; a name with `et` of its own is one."""
    assert organisations.several(written, ("Crédal", "microStart", "Pain et Vie")) == found


def test_one_organisation_is_asked_for(campaign: Run, second: Path) -> None:
    """Several where a testimony has one: what to write is said."""
    settings = (second / "campaign.toml").read_text()
    (second / "campaign.toml").write_text(f'organisations = ["Crédal", "microStart"]\n{settings}')
    done = campaign("testimony", "edit", "bakery", "--organisation", "Crédal, microStart", folder=second)
    assert done.exit_code == 2
    assert "Write `--organisation Crédal` or `--organisation microStart`." in done.stderr


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("fr nl", ("fr", "nl")), ("fr,nl", ("fr", "nl")), ("français et néerlandais", ("fr", "nl")), 
        ("NL/FR", ("nl", "fr")),
        ("frans nederlands", ("fr", "nl")), ("nl + fr", ("nl", "fr")), ("fr", ()), ("français", ()), ("fr quenya", ()),
    ],
)  # fmt: skip
def test_languages_in_one_word(written: str, found: tuple[str, ...]) -> None:
    """Languages with spaces, commas or a word between them are several."""
    assert languages.several(written) == found


def test_a_form_takes_languages_with_a_space_and_a_post_asks_for_one(campaign: Run, folder: Path) -> None:
    """Where several may be given they are taken; elsewhere one is asked for."""
    words = ("--act", "film,publish", "--channel", "facebook", "--signed", "2/11/2026")
    form = ("--evidence", folder / "other.pdf", "--language", "fr nl")
    done = campaign("consent", "record", "bakery", *words, *form, folder=folder)
    assert done.exit_code == 0, done.stderr
    (last,) = json.loads(campaign("consent", "list", "--json", folder=folder).stdout)[-1:]
    assert last["languages"] == ["fr", "nl"]
    done = campaign("post", "add", "--language", "fr nl", "--caption", "x", folder=folder)
    assert done.exit_code == 2
    assert "names several languages, and this takes one. Write fr" in done.stderr


@pytest.mark.parametrize(
    ("words", "lacks"),
    [
        (("--act", "publish"), "filming"), (("--act", "film"), "publishing"),
        (("--act", "film,publish", "--purpose", "archive"), "this campaign"), (("--act", "film,publish"), ""),
        (("--act", "publish", "--minor", "--guardian", "Jo Peeters"), "filming"),
        (("--act", "publish", "--name-display", "pseudonym", "--pseudonym", "A. B."), "filming"),
        (("--act", "publish", "--until", "2/11/2031"), "filming"),
    ],
)  # fmt: skip
def test_a_form_that_is_not_enough_says_so(
    campaign: Run, folder: Path, words: tuple[str, ...], lacks: str
) -> None:
    """What posts need and no form allows is told, with the command that records it: after that nothing lacks."""
    done = record(campaign, folder, "bakery", "--person", "Jan Peeters", *words)
    assert done.exit_code == 0, done.stderr
    assert (f"no form of Jan Peeters allows {lacks} so far" in done.stderr) is bool(lacks), done.stderr
    if lacks:
        again = pasted(campaign, folder, done.stderr)
        assert again.exit_code == 0, again.stderr
        assert "so far" not in again.stderr
        assert "already recorded" not in again.stderr


def test_a_second_form_that_completes_the_first_is_enough(campaign: Run, folder: Path) -> None:
    """Who has one form for filming and one for publishing lacks nothing; nor does the speaker, whose form is whole."""
    assert "so far" in record(campaign, folder, "bakery", "--person", "Jan", "--act", "film").stderr
    assert "so far" not in record(campaign, folder, "bakery", "--person", "Jan", "--act", "publish").stderr
    assert "so far" not in record(campaign, folder, "bakery", "--act", "film").stderr


def test_a_form_of_somebody_else_can_be_taken_back(campaign: Run, queue: Campaign, folder: Path) -> None:
    """The same signed form for another person: the warning's command takes that person out of the film again."""
    words: Any = ("--act", "film", "--act", "publish")
    assert record(campaign, folder, "bakery", *words).exit_code == 0
    done = record(campaign, folder, "bakery", "--person", "Jan Peeters", *words)
    assert "`campaign consent void 4 --not-in-film`" in done.stderr
    assert pasted(campaign, folder, done.stderr).exit_code == 0
    with queue.books.read() as session:
        assert len(testimonies.appearing(session, 1)) == 2
