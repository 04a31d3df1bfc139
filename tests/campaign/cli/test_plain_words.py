"""What staff read in log, show, status and report: words, dates and lengths as people write them."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from click.testing import Result

from campaign.messages import formatting, translate
from schedules.database import events, tables
from tests import queue_campaign
from tests.campaign.posts.test_drafts import live_settings

Run = Callable[..., Result]
OURS = {  # what no edit of staff's changes
    tables.Post: {
        "added_at",
        "rendition_id",
        "lease_by",
        "lease_until",
        "fence",
        "next_try_at",
    }
    | {"page_id", "page_name", "page_graph_url", "page_rehearsal"},
    tables.Testimony: {"id", "added_at", "speaker_id"},
}


@pytest.mark.parametrize("table", OURS, ids=lambda one: one.__name__)
def test_every_column_has_a_word(table: type[Any]) -> None:
    """What the log may say was changed has a word of ours, or is left out as part of another."""
    missing = set(table.__table__.columns.keys()) - OURS[table] - set(translate.gather("WORDS"))
    assert missing == set()


@pytest.mark.parametrize(
    ("value", "lang", "said"),
    [
        (60, None, "0.06 s"),
        (60, "nl", "0,06 s"),
        (9_990, "fr", "9,99\u00a0s"),
        (47_632, None, "0:48"),
        (125_000, "nl", "2:05"),
        (3_723_000, None, "1:02:03"),
        (-2_500, "nl", "-2,50 s"),
    ],
)
def test_span(value: int, lang: str | None, said: str) -> None:
    """Milliseconds are said as a clock counts; what is short, in seconds."""
    assert translate.fill("{late:span}", {"late": value}, lang) == said


@pytest.mark.parametrize(
    ("value", "lang", "said"),
    [
        (220, "nl", "0,22 s"),
        (17_000, "nl", "17 seconden"),
        (17_000, "fr", "17 secondes"),
        (125_000, None, "2 minutes"),
    ],
)
def test_delay(value: int, lang: str | None, said: str) -> None:
    """How late a post was is said in words from ten seconds on: 0:17 does not tell minutes from hours."""
    assert translate.fill("{late:delay}", {"late": value}, lang).replace("\u00a0", " ") == said


@pytest.mark.parametrize(
    ("value", "said"), [(0, "0:00"), (4_000, "0:04"), (12_500, "0:12.5"), (75_250, "1:15.25")]
)
def test_place_in_a_film(value: int, said: str) -> None:
    """A place in a film is said as it is given to `--from` and `--thumbnail-at`."""
    assert formatting.place(value) == said


@pytest.mark.parametrize(
    ("template", "lang", "said"),
    [
        ("{x:lasting}", "en", "20 minutes"),
        ("{x:lasting}", "nl", "20 minuten"),
        ("{x:lasting}", "fr", "20 minutes"),
        ("{x:size}", "nl", "0,0 MB"),
    ],
)
def test_lengths_and_sizes(template: str, lang: str, said: str) -> None:
    """Seconds are said about, in the language's words; bytes in MB."""
    assert translate.fill(template, {"x": 1200}, lang) == said


@pytest.mark.parametrize(
    ("what", "lang", "said"),
    [
        ("due_at, due_wall, due_zone", "nl", "datum"),
        ("film_path, film_sha256", None, "film"),
        ("subtitles nl", "nl", "ondertitels in het Nederlands"),
        ("caption, embargo_until", None, "caption, embargo"),
        ("something else", "nl", "something else"),
    ],
)
def test_names_of_columns(what: str, lang: str | None, said: str) -> None:
    """Names of columns are said in words, each once; what is unknown stays as it is."""
    assert translate.word(what, lang) == said


def test_what_staff_read(queue: queue_campaign.Campaign, campaign: Run) -> None:
    """Log and post show no column, no raw time and no number of milliseconds."""
    live_settings(queue)
    number = queue.queue(due=queue_campaign.NOON.replace(year=2030), approved=False)
    queue.testimony()
    for words in (
        ("post", "edit", number, "--at", "2030-12-01 18:00", "--embargo", "2030-11-01 12:00"),
        ("post", "move", number, "--at", "2030-12-02 18:00"),
        ("post", "approve", number),
        ("post", "hold", number),
        *[("testimony", "edit", "bakery", "--from", "0:01", "--to", "0:11.5")] * 2,
    ):
        assert campaign(*words, folder=queue.folder).exit_code == 0
    told = [campaign("post", "show", number, folder=queue.folder), campaign("log", folder=queue.folder)]
    told.append(campaign("testimony", "show", "bakery", folder=queue.folder))
    text = "".join(done.stdout for done in told)
    assert not re.search(r"[a-z]_[a-z]|\d{4}-\d\d-\d\d|T\d\d:\d\d| ms\b|\[\]", text), text
    assert "changed: due, embargo" in text
    assert "moved to 2 December 2030 at 18:00" in text
    assert "held by staff" in text
    assert "held: held" not in text
    assert "1 Nov 2030, 12:00" in text
    assert "0:11.5" in text
    assert text.count("testimony bakery changed: from, to") == 1  # what was so already is no change


def test_status_says_why_it_is_paused(queue: queue_campaign.Campaign, campaign: Run) -> None:
    """`status` says since when and why the campaign is paused; its JSON stays as it was."""
    live_settings(queue)
    with queue.books.write() as session:
        events.pause(session, "De burgemeester spreekt", now=queue_campaign.NOON)
    done = campaign("status", folder=queue.folder)
    assert "yes, since 24 Nov 2026, 12:00: De burgemeester spreekt" in done.stdout
    assert json.loads(campaign("status", "--json", folder=queue.folder).stdout)["paused"] is True


def test_next_due_is_still_to_come(queue: queue_campaign.Campaign, campaign: Run) -> None:
    """`status` names the next moment to come; what is past its moment is counted as overdue."""
    live_settings(queue)
    queue.queue(due=queue_campaign.NOON - timedelta(days=2000))
    queue.queue(due=queue_campaign.NOON.replace(year=2090), caption="Later")
    told = json.loads(campaign("status", "--json", folder=queue.folder).stdout)
    assert (told["next_due_at"], told["overdue"]) == ("2090-11-24T12:00:00+01:00", 1)
    shown = campaign("status", folder=queue.folder).stdout
    assert "1; decide on them with `campaign overdue`" in shown
