"""A third day's slips with copies, backups, new names of organisations and the manual's pages."""

import json
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from campaign import manual
from campaign.messages import translate
from campaign.testimonies import organisations
from tests import office
from tests.campaign.posts import test_drafts
from tests.plan_campaign import Desk
from tests.queue_campaign import Campaign

Run = Callable[..., Result]
GUEST = "Émilie Peeters"
KIT = '[[partner]]\nname.nl = "{}"\nname.fr = "{}"\n\n'


@pytest.fixture
def folder(queue: Campaign, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A campaign with a film `bakery` of its speaker and a guest, in a folder beside which nothing else stands."""
    test_drafts.live_settings(queue)
    queue.testimony()
    queue.consent(GUEST)
    return office.made_home(shutil.copytree(queue.folder, tmp_path_factory.mktemp("apart") / "c"))


@pytest.fixture
def copy(folder: Path, campaign: Run) -> Path:
    """What a backup of it brings back beside it: a copy."""
    backup, back = folder.parent / "b.zip", folder.parent / "back"
    assert campaign("backup", backup, folder=folder).exit_code == 0
    done = campaign("restore", backup, back, folder=folder)
    assert done.exit_code == 0, done.stderr
    return back


def withdraw(campaign: Run, folder: Path, *words: str, slug: str = "bakery") -> Result:
    """Withdraw a consent."""
    done = campaign("consent", "withdraw", slug, *words, folder=folder)
    assert done.exit_code == 0, done.stderr
    return done


@pytest.mark.parametrize(
    ("words", "rest"),
    [((), ""), (("--person", GUEST), f" --person '{GUEST}'"), (("--language", "fr"), " --language fr"),
     (("--channel", "facebook"), " --channel facebook")],
)  # fmt: skip
def test_a_copy_names_the_command_for_the_campaign(
    campaign: Run, folder: Path, copy: Path, words: tuple[str, ...], rest: str
) -> None:
    """Withdrawn in a copy alone: the command has the campaign's own slug, person and scope, and works as it stands."""
    said = withdraw(campaign, copy, *words).stderr
    assert f"`campaign consent withdraw bakery{rest} --dir {folder}`" in said
    command = next(one for one in said.split("`")[1::2] if "--dir" in one)
    assert campaign(*shlex.split(command)[1:]).exit_code == 0
    if GUEST not in words:  # whose name is erased now
        again = withdraw(campaign, copy, *words, slug=slug(campaign, copy)).stderr
        assert "the consent stands no more" in again
        assert "still stands" not in again


def slug(campaign: Run, folder: Path) -> str:
    """What the film is called now: a name may have been erased from it."""
    return str(json.loads(campaign("testimony", "list", "--json", folder=folder).stdout)[0]["slug"])


def test_a_copy_does_not_say_that_a_withdrawn_consent_still_stands(
    campaign: Run, folder: Path, copy: Path
) -> None:
    """Withdrawn in the campaign first: the copy says that nothing is left to be done there."""
    withdraw(campaign, folder)
    said = withdraw(campaign, copy).stderr
    assert "the consent stands no more" in said
    assert "still stands" not in said
    partly = withdraw(campaign, copy, "--person", GUEST).stderr  # which was not withdrawn there
    assert f"--person '{GUEST}' --dir {folder}`" in partly


def test_adopt_by_the_terminal(campaign: Run, copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a terminal the command is offered as it works from anywhere; a no is no error, and changes nothing."""
    done = campaign("adopt", folder=copy)
    assert (done.exit_code, f"`campaign adopt --yes --dir {copy}`" in done.stderr) == (2, True)
    monkeypatch.setattr("campaign.cli.errors.can_ask", lambda: True)
    no = campaign("adopt", "--lang", "nl", folder=copy, input="nee\n")
    assert no.exit_code == 0
    assert "Fout" not in no.stderr
    assert campaign("resume", folder=copy).exit_code == 3
    assert campaign("adopt", "--yes", "--dir", copy).exit_code == 0


@pytest.mark.parametrize(
    ("said", "has"),
    [
        ("Kijk op www.credal.be", False), ("https://credal.be/nl?x=credal", False), ("info@credal.be", False),
        ("zie credal.be.", False), ("Crédal helpt", True), ("#credal", True), ("@credal", True), ("Crédal.", True),
        ("www.credal.be van Crédal", True),
    ],
)  # fmt: skip
def test_an_address_is_not_the_name(queue: Campaign, said: str, has: bool) -> None:
    """A text whose link alone has an organisation's old name does not have that name."""
    number = queue.queue(caption=said)
    assert organisations._says(queue.post(number), "Crédal", "Crédal scrl") is has


@pytest.fixture
def partners(desk: Desk) -> Desk:
    """A campaign of two partners."""
    path = desk.folder / "campaign.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("organisations = []", 'organisations = ["Crédal", "Hefboom"]'))
    return desk


def rename(desk: Desk, old: str, new: str) -> Result:
    """Give an organisation a new name."""
    return desk.run("organisation", "rename", old, new, "--yes", folder=desk.folder)


def test_a_slip_of_a_name_that_is_there_is_nothing_to_rename(partners: Desk) -> None:
    """Nothing is offered that would change nothing."""
    done = rename(partners, "Hefbom", "Hefboom")
    assert done.exit_code == 2
    assert "Hefboom is spelt so already; nothing had to be changed" in done.stderr
    assert "organisation rename" not in done.stderr


def test_two_organisations_become_one_in_the_settings(partners: Desk) -> None:
    """A name that the list has already stands there once afterwards."""
    done = rename(partners, "Hefboom", "Crédal")
    assert done.exit_code == 0, done.stderr
    assert 'organisations = ["Crédal"]' in (partners.folder / "campaign.toml").read_text(encoding="utf-8")


def test_two_partners_of_the_kit_never_bear_one_name(partners: Desk) -> None:
    """The kit's partner of the old name stays as it is where one has the new name: that is said."""
    kit = partners.folder / "brand" / "brand.toml"
    kit.write_text(KIT.format("Crédal", "Crédal") + KIT.format("Hefboom", "Hefboom"), encoding="utf-8")
    before = kit.read_bytes()
    done = rename(partners, "Hefboom", "Crédal")
    assert done.exit_code == 0, done.stderr
    assert (
        "brand.toml has a [[partner]] Crédal already, so the one of “Hefboom” stays as it is" in done.stderr
    )
    assert kit.read_bytes() == before
    assert 'organisations = ["Crédal"]' in (partners.folder / "campaign.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("lang", ["nl", "fr", "en"])
def test_pages_of_the_manual_have_names_that_are_words(campaign: Run, lang: str) -> None:
    """Who asks for a page that there is not is told the pages that staff read, each by a short name that opens it."""
    said = campaign("docs", "blabla", "--lang", lang).stderr
    named = said.rpartition(": ")[2].rstrip(".\n").replace("\u00a0", " ").split(", ")
    assert len(named) == len(manual.OFTEN)
    assert [manual.named(one) for one in named] == list(manual.OFTEN)
    assert all(len(one.split()) <= 3 for one in named)


@pytest.mark.parametrize(
    ("written", "page"),
    [("témoignage", "films"), ("getuigenissen", "films"), ("film", "films"), ("formulaire", "consent"),
     ("formulier", "consent"), ("calendrier", "plan"), ("copies", "copies"), ("page", "page")],
)  # fmt: skip
def test_words_that_people_try_for_a_page(written: str, page: str) -> None:
    """What people call what a page is about leads to it."""
    assert manual.named(written) == page
    assert translate.LANGUAGES


def test_the_campaign_is_not_taken_for_a_copy_to_delete(campaign: Run, folder: Path, copy: Path) -> None:
    """A task in a copy sends to the campaign; once both have withdrawn, no task names the other."""
    withdraw(campaign, copy)
    told = tasks(campaign, copy)
    assert "withdrawn-copies" not in told
    assert (
        f"in the campaign itself too, which still has it (language: all): ../{folder.name}."
        in told["withdrawn-campaign"]
    )
    withdraw(campaign, folder)
    assert not {"withdrawn-copies", "withdrawn-campaign"} & tasks(campaign, folder).keys()


def test_a_copy_that_still_has_it_is_named(campaign: Run, folder: Path, copy: Path) -> None:
    """Withdrawn in the campaign, its copy is told as one."""
    withdraw(campaign, folder)
    assert f"../{copy.name}" in tasks(campaign, folder)["withdrawn-copies"]
    assert "withdrawn-campaign" not in tasks(campaign, folder)


def tasks(campaign: Run, folder: Path) -> dict[str, str]:
    """The open tasks by their codes."""
    listed = json.loads(campaign("consent", "tasks", "--json", folder=folder).stdout)
    return {one["code"]: one["message"] for one in listed}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--name-display", "schuilnaam"), "`--pseudonym NAME`"),
        (("--pseudonym", "Zoé"), "`--name-display pseudonym`"),
    ],
)
def test_what_is_missing_of_a_pseudonym_is_said(
    campaign: Run, folder: Path, words: tuple[str, ...], said: str
) -> None:
    """One of the two options: the other is asked for."""
    form = ("--act", "film", "--channel", "facebook", "--language", "nl", "--signed", "2/11/2026")
    scan = folder / "consent" / "form.pdf"
    done = campaign("consent", "record", "bakery", *form, "--evidence", scan, *words, folder=folder)
    assert (done.exit_code, said in done.stderr) == (2, True), done.stderr
