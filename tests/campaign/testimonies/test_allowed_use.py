"""What people in a film allow, in one value for each person and channel (facts/testimony.md section 4.4)."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from campaign import workspace
from campaign.settings import settings
from campaign.testimonies import allowed_use
from campaign.testimonies.allowed_use import Cell
from schedules.database import testimonies
from tests.campaign.reports import reported_campaign as reported
from tests.campaign.reports.reported_campaign import Run

NOW = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
BOTH = ("--act", "film", "--act", "publish", "--language", "nl", "--language", "fr")


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory, campaign: Run) -> Path:
    """A campaign with one film, whose speaker allowed Facebook in both languages without an end."""
    return reported.founded(tmp_path_factory.mktemp("allowed"), campaign)


def cells(folder: Path, person: str) -> dict[str, Cell]:
    """Return what somebody in the film allows, by channel."""
    with (
        workspace.opened(folder, settings.load(folder / settings.FILE)) as opened,
        opened.store.read() as session,
    ):
        film = testimonies.testimony(session, "bakery")
        people = allowed_use.people(session, opened, film, now=NOW)
    (found,) = [one for one in people if one.name == person]
    return {one.channel: one for one in found.cells}


def signed(run: Run, folder: Path, tmp_path: Path, *words: str) -> None:
    """Record the form of somebody else in the film."""
    form = tmp_path / "mila.pdf"
    form.write_bytes(b"%PDF-1.7 Mila")
    done = run(
        "consent", "record", "bakery", "--person", "Mila Exempel", *words, "--evidence", form, folder=folder
    )
    assert done.exit_code == 0, done.output


def test_a_form_without_an_end_allows_its_channel_alone(founded: Path, tmp_path: Path) -> None:
    """Facebook is allowed in both languages, every other channel is not."""
    found = cells(reported.copied(founded, tmp_path), "Zénobie Quaghebeur")
    assert found["facebook"] == Cell(channel="facebook", kind="yes")
    assert {found[one].kind for one in ("website", "newsletter", "press", "print")} == {"no"}


@pytest.mark.parametrize(
    ("words", "cell"),
    [
        ((*BOTH, "--signed", "2/11/2026", "--until", "31/12/2027"), ("until", date(2027, 12, 31), ())),
        ((*BOTH, "--signed", "2/11/2026", "--until", "14/12/2026"), ("soon", date(2026, 12, 14), ())),
        ((*BOTH, "--signed", "2/11/2020", "--until", "29/11/2026"), ("ended", date(2026, 11, 29), ())),
        (("--act", "film", *BOTH[2:6], "--signed", "2/11/2026"), ("yes", None, ("fr",))),
        (("--act", "publish", *BOTH[4:], "--signed", "2/11/2026"), ("no", None, ())),
    ],
)
def test_days_languages_and_acts_are_told(
    founded: Path,
    campaign: Run,
    tmp_path: Path,
    words: tuple[str, ...],
    cell: tuple[str, date | None, tuple[str, ...]],
) -> None:
    """Until when, since when not, in one language only, or not filmed: each is a value of its own."""
    folder = reported.copied(founded, tmp_path)
    signed(campaign, folder, tmp_path, *words, "--channel", "facebook")
    found = cells(folder, "Mila Exempel")["facebook"]
    assert (found.kind, found.day, found.left_out) == cell


@pytest.mark.parametrize(
    ("languages", "left_out"),
    [(("nl", "fr"), ("en",)), (("nl",), ("fr", "en")), (("en",), ("nl", "fr")), (("nl", "fr", "en"), ())],
)
def test_every_language_of_the_campaign_that_was_refused_is_named(
    founded: Path, campaign: Run, tmp_path: Path, languages: tuple[str, ...], left_out: tuple[str, ...]
) -> None:
    """Whatever of the campaign's three languages the form leaves out, also one in which no pair is posted."""
    folder = reported.copied(founded, tmp_path)
    file = folder / settings.FILE
    text = file.read_text(encoding="utf-8")
    assert 'languages = ["nl", "fr"]' in text
    file.write_text(
        text.replace('languages = ["nl", "fr"]', 'languages = ["nl", "fr", "en"]'), encoding="utf-8"
    )
    given = [word for one in languages for word in ("--language", one)]
    words = ("--act", "film", "--act", "publish", *given, "--signed", "2/11/2026", "--channel", "facebook")
    signed(campaign, folder, tmp_path, *words)
    assert cells(folder, "Mila Exempel")["facebook"] == Cell(
        channel="facebook", kind="yes", left_out=left_out
    )


def test_a_form_that_was_changed_counts_no_more(founded: Path, tmp_path: Path) -> None:
    """One byte more in the form, and it is told as lost."""
    folder = reported.copied(founded, tmp_path)
    with (folder / "consent" / "0001.pdf").open("ab") as form:
        form.write(b"!")
    assert cells(folder, "Zénobie Quaghebeur")["facebook"].kind == "form-gone"


def test_a_channel_that_was_withdrawn_is_told_so(founded: Path, campaign: Run, tmp_path: Path) -> None:
    """What was taken back for one channel stands there as withdrawn, and the other stays."""
    folder = reported.copied(founded, tmp_path)
    signed(
        campaign,
        folder,
        tmp_path,
        *BOTH,
        "--signed",
        "2/11/2026",
        "--channel",
        "facebook",
        "--channel",
        "website",
    )
    words = ("consent", "withdraw", "bakery", "--person", "Mila Exempel", "--channel", "website")
    assert campaign(*words, folder=folder).exit_code == 0
    found = cells(folder, "Mila Exempel")
    assert (found["facebook"].kind, found["website"].kind) == ("yes", "withdrawn")
