"""What was recorded by mistake: a film is taken out again, a form counts no more."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from campaign import new_campaign
from campaign.settings import settings
from schedules.consent import gates, required_approvals
from schedules.database import events, posts, tables, testimonies
from schedules.model import publishing_rules
from tests.queue_campaign import RULES, Campaign
from tests.schedules.publishing.test_publisher import finish
from tests.schedules.withdrawal.test_withdrawal import NAME, campaign_of_films, holding, rename

Run = Callable[..., Result]
LIVE = "live-without-consent"


@pytest.fixture
def folder(queue: Campaign, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The queue's campaign folder, with settings."""
    made = tmp_path_factory.mktemp("new") / "c"
    new_campaign.create(made, new_campaign.first_settings(name="C", languages=("nl", "fr")))
    shutil.copy(made / settings.FILE, queue.folder / settings.FILE)
    return queue.folder


def remove(campaign: Run, folder: Path, *more: str) -> Result:
    """Take the film out."""
    return campaign("testimony", "remove", "bakery", *more, folder=folder)


def read(done: Result) -> Any:
    """The JSON that a command printed."""
    assert done.exit_code == 0, done.stderr
    return json.loads(done.stdout)


def test_film_is_taken_out(queue: Campaign, folder: Path, campaign: Run) -> None:
    """Film, subtitles, renders and name are gone; drafts are cancelled; form and log stay; the slug is free again."""
    queue.testimony()
    rename(queue)
    (folder / "films" / "0001.nl.srt").write_text(NAME, "utf-8")
    draft = queue.queue(
        kind="video", testimony_id=1, format="landscape", approved=False, caption=f"{NAME} bakt"
    )
    with queue.books.read() as session:
        before = [one.id for one in events.events(session)]
    assert read(remove(campaign, folder, "--json")) == {"number": 1, "slug": "bakery", "cancelled": [draft]}
    assert holding(folder) == []
    assert not [*(folder / "films").iterdir()]
    assert (folder / "consent" / "form.pdf").read_bytes() == b"signed"
    assert read(campaign("testimony", "list", "--json", folder=folder)) == []
    assert campaign("testimony", "show", "bakery", folder=folder).exit_code == 2
    (form,) = read(campaign("consent", "list", "--json", folder=folder))
    assert (form["testimony"], form["person"], form["evidence"]) == (
        "erased-testimony-1",
        "person 1",
        "consent/form.pdf",
    )
    with queue.books.read() as session:
        after = events.events(session)
    assert [one.id for one in after][: len(before)] == before
    assert [one.event for one in after][-1] == "testimony-removed"
    assert queue.post(draft).state == "cancelled"
    with queue.books.write() as session:
        assert not testimonies.slug_taken(session, "bakery")
        assert testimonies.next_testimony_id(session) == 2
    assert campaign("check", folder=folder).exit_code in (0, 1)
    for words in (("log",), ("status",), ("plan", "show"), ("post", "list"), ("report", folder / "r.html")):
        done = campaign(*words, folder=folder)
        assert done.exit_code == 0, done.stderr


@pytest.mark.parametrize(
    ("state", "words"),
    [("approved", "campaign post cancel"), ("held", "campaign post cancel"), ("doubtful", "campaign post settle"),
     ("published", "campaign post remove"), ("publishing", "checked by the service")],
)  # fmt: skip
def test_post_in_the_way(queue: Campaign, folder: Path, campaign: Run, state: str, words: str) -> None:
    """While a post of the film waits or is live nothing is touched, and what to do is said."""
    number = queue.queue_film(caption="x")
    draft = queue.queue(kind="video", testimony_id=1, format="square", approved=False)
    with queue.books.write() as session:
        session.get_one(tables.Post, number).state = state
    done = remove(campaign, folder, "--yes")
    assert (done.exit_code, done.stderr.count("\n")) == (3, 1)
    assert words in done.stderr
    assert f"(no. {number})" in done.stderr
    assert (folder / "films" / "0001.mp4").is_file()
    assert queue.post(draft).state == "draft"


def test_posts_ended_first(queue: Campaign, folder: Path, campaign: Run) -> None:
    """Once its posts are off the Page or cancelled, the film can go, with its words on the rehearsal Page."""
    out, waits, _ = campaign_of_films(queue)
    assert remove(campaign, folder).exit_code == 3
    for words in (("remove", out), ("cancel", waits)):
        done = campaign("post", *words, folder=folder)
        assert done.exit_code == 0, done.stderr
    assert remove(campaign, folder).exit_code == 0
    assert [one for one in holding(folder) if not one.startswith("brand")] == []


def test_same_film_under_another_name_keeps_its_own(queue: Campaign, folder: Path, campaign: Run) -> None:
    """A film registered twice is taken out once: the other one keeps film and finished films."""
    number = queue.queue_film(caption="x")
    with queue.books.write() as session:
        film = testimonies.testimony(session, "bakery")
        testimonies.add_testimony(
            session, now=queue.clock(), speaker="Nora Voorbeeld", subtitles={}, slug="twice", role="coach",
            organisation="Crédal", language="nl", film_path="films/0002.mp4", film_sha256=film.film_sha256, film_ms=9,
        )  # fmt: skip
    (folder / "films" / "0002.mp4").write_bytes(b"x")
    done = campaign("testimony", "remove", "twice", folder=folder)
    assert done.exit_code == 0, done.stderr
    assert [path.name for path in (folder / "films").iterdir()] == ["0001.mp4"]
    assert (folder / "renders" / "abc.mp4").is_file()
    finish(queue, number)
    assert queue.post(number).state == "published"


def test_unknown_film(queue: Campaign, folder: Path, campaign: Run) -> None:
    """A slug that is none, or was taken out already, is said to be none."""
    queue.testimony()
    assert remove(campaign, folder).exit_code == 0
    assert remove(campaign, folder).exit_code == 2


# -- forms


def gap(queue: Campaign, folder: Path) -> str | None:
    """Which consent the film lacks."""
    with queue.books.read() as session:
        shut = gates.film_consent(
            session,
            1,
            "nl",
            instant=queue.clock(),
            campaign=publishing_rules.Campaign(folder=folder, rules=RULES),
        )
    return shut and shut.code


def test_form_counts_no_more(queue: Campaign, folder: Path, campaign: Run) -> None:
    """A form recorded by mistake closes the gates again; a live post is said to be without consent; nothing goes."""
    number = queue.queue_film()
    finish(queue, number)
    done = campaign("consent", "void", 1, folder=folder)
    assert done.exit_code == 0, done.stderr
    assert f"campaign post remove {number}" in done.stderr
    assert gap(queue, folder) == "consent-film"
    (form,) = read(campaign("consent", "list", "--json", folder=folder))
    assert form["standing"] == "void"
    assert (folder / "consent" / "form.pdf").is_file()
    assert queue.post(number).state == "published"
    assert campaign("consent", "void", 1, folder=folder).exit_code == 2
    queue.clock.on(seconds=1)
    queue.consent()
    assert gap(queue, folder) is None


def test_form_for_the_second_language(queue: Campaign, folder: Path, campaign: Run) -> None:
    """A live post in two languages is without consent too where the voided form was for its second one."""
    number = queue.queue_film(caption="Wij zijn er en het is goed.\n\n---\n\nNous sommes là et c'est bien.")
    queue.consent(languages=["fr"])
    finish(queue, number)
    with queue.books.write() as session:
        session.get_one(tables.Consent, 1).languages = ["nl"]
    assert read(campaign("consent", "void", 2, "--json", folder=folder))["live"] == [number]
    for line in ("status", "check"):  # which say it for as long as it is so
        shown = json.loads(campaign(line, "--json", folder=folder).stdout)
        told = [one for one in (shown["findings"] if line == "status" else shown) if one["code"] == LIVE]
        assert [(one["where"], one["severity"]) for one in told] == [(f"post {number}", "error")]
    queue.consent(languages=["fr"])
    assert LIVE not in campaign("status", "--json", folder=folder).stdout


def test_wrong_person_is_not_in_the_film(queue: Campaign, folder: Path, campaign: Run) -> None:
    """A form for somebody who is not in the film: it counts no more, nobody waits for that person, the name is gone."""
    queue.testimony()
    queue.consent("Zenobia Quastenflosser", acts=["film"])
    assert gap(queue, folder) == "consent-publish"
    assert campaign("consent", "void", 2, folder=folder).exit_code == 0
    assert gap(queue, folder) == "consent-film"  # still said to be in it
    queue.consent("Zenobia Quastenflosser", acts=["film"])
    done = campaign("consent", "void", 3, "--not-in-film", folder=folder)
    assert done.exit_code == 0, done.stderr
    assert gap(queue, folder) is None
    with queue.books.read() as session:
        assert [one.person for one in testimonies.consents(session)] == [
            "Nora Voorbeeld",
            "person 2",
            "person 2",
        ]


@pytest.mark.parametrize(
    ("words", "said"),
    [((9,), "no consent 9"), ((1, "--not-in-film"), "--speaker"), ((2, "--not-in-film"), "void 3")],
)
def test_form_that_cannot_be_voided(
    queue: Campaign, folder: Path, campaign: Run, words: tuple[object, ...], said: str
) -> None:
    """What is no form, a speaker who is in the film, another form of the same person: said, and nothing changes."""
    queue.testimony()
    queue.consent("Sami Exemple")
    queue.consent("Sami Exemple")
    done = campaign("consent", "void", *words, folder=folder)
    assert done.exit_code == 2
    assert said in done.stderr
    with queue.books.read() as session:
        assert [one.withdrawn_at for one in testimonies.consents(session)] == [None, None, None]


def test_name_of_the_speaker_is_corrected(queue: Campaign, folder: Path, campaign: Run) -> None:
    """A name that was written wrongly is corrected with the film, in its consents too; approvals are asked anew."""
    number = queue.queue_film()
    with queue.books.read() as session:
        assert required_approvals.of(session, posts.post(session, number), queue.campaign()).standing
    with queue.books.write() as session:
        film = testimonies.testimony(session, "bakery")
        testimonies.change_testimony(session, film, now=queue.clock(), subtitles={}, speaker="Nora Voorbeelt")
    (form,) = read(campaign("consent", "list", "--json", folder=folder))
    assert form["person"] == "Nora Voorbeelt"
    with queue.books.read() as session:
        assert not required_approvals.of(session, posts.post(session, number), queue.campaign()).standing
