"""A consent taken back: off the Page, out of the folder, and no name left anywhere but beside the signed form."""

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from sqlmodel import select

from campaign.notices import notices
from campaign.reports import json_views
from media.subtitles.cues import words
from media.subtitles.cues.words import Word
from schedules.consent import gates
from schedules.database import approvals, claims, events, tables, testimonies, withdrawals
from schedules.database import posts as database_posts
from schedules.database import tasks as database_tasks
from schedules.facebook.errors import GraphError, NotSent
from schedules.model.records import Post, Task, Withdrawal
from schedules.publishing import delete_post, leftovers
from schedules.service import ended_consents
from schedules.withdrawal import erase, steps, unpublish
from tests import queue_campaign
from tests.page_view import fault_at, page_says, visible_at
from tests.paths import EXAMPLE
from tests.queue_campaign import NOON, Campaign, Killed
from tests.schedules.publishing.test_publisher import Reaper, finish

NAME = "Zenobia Quastenflosser"  # a name that occurs nowhere else
CUE = f"1\n00:00:01,000 --> 00:00:02,000\n{NAME}\n\n"
SOON = timedelta(minutes=30)
OUT, WAITS, DRAFT = 1, 2, 3  # the posts of a campaign of `films`
KIT = EXAMPLE / "brand"


def silent(_seconds: float) -> None:
    """Wait for nothing."""


def rename(queue: Campaign, name: str = NAME) -> None:
    """Give the speaker a name that a search can find."""
    with queue.books.write() as session:
        session.get_one(tables.Person, 1).name = name


def begin(queue: Campaign, channel: str | None = None, language: str | None = None) -> int:
    """Take the speaker's consent back."""
    queue.clock.on(seconds=1)
    scope = {"channel": channel, "language": language}
    return steps.begin(queue.books, "bakery", None, now=queue.clock(), **scope)


def carry_out(queue: Campaign, number: int, boundary: Callable[[str], None] = lambda _name: None) -> bool:
    """Carry a withdrawal out, without sleeping."""
    publisher = queue.publisher(boundary)
    local = steps.Local(store=queue.books, folder=queue.folder, clock=queue.clock, boundary=boundary)
    return steps.carry_out(local, number, lambda of: unpublish.take_off(publisher, of, silent))


def withdraw(queue: Campaign, channel: str | None = None, language: str | None = None) -> bool:
    """Take the speaker's consent back, all of it in one go."""
    return carry_out(queue, begin(queue, channel, language))


def campaign_of_films(queue: Campaign) -> tuple[int, int, int]:
    """A post that is out with its comment, one that waits on the Page, and one that is a draft; all of one film."""
    shutil.copytree(KIT, queue.folder / "brand")
    out = queue.queue_film(caption=f"{NAME} bakt brood.", first_comment=f"Dank je, {NAME}!")
    rename(queue)
    with queue.books.write() as session:
        approvals.approve(session, out, now=queue.clock(), by_person_id=None, organisation=None)
        subtitles = {one: (f"films/0001.{one}.srt", sha256(CUE.encode()).hexdigest()) for one in ("nl", "fr")}
        testimonies.change_testimony(
            session, testimonies.testimony(session, "bakery"), now=queue.clock(), subtitles=subtitles
        )
        approvals.approve(session, out, now=queue.clock(), by_person_id=None, organisation=None)
    for language in ("nl", "fr"):
        (queue.folder / "films" / f"0001.{language}.srt").write_bytes(CUE.encode())
        spoken = [Word(text=word, start_ms=0, end_ms=900) for word in NAME.split()]
        words.write(queue.folder / "films" / f"0001.{language}.words.json", spoken)
    finish(queue, out)
    for _ in range(6):  # what comes with it
        queue.clock.on(seconds=2)
        queue.work(out)
    waits = queue.queue_kind("video", caption=f"Straks: {NAME}.", due=NOON + SOON)
    for _ in range(4):
        if queue.work(waits).state == "staged":
            break
        queue.clock.on(seconds=2)
    draft = queue.queue_kind("video", caption=f"Ooit: {NAME}.", approved=False, key=NAME)
    assert [queue.post(one).state for one in (out, waits, draft)] == ["published", "staged", "draft"]
    return out, waits, draft


@pytest.fixture(scope="module")
def films_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, datetime]:
    """The folder of a campaign of films, and the moment at which its posts stand as they do."""
    folder = tmp_path_factory.mktemp("films")
    with queue_campaign.founded(folder) as campaign:
        assert campaign_of_films(campaign) == (OUT, WAITS, DRAFT)
        return folder, campaign.clock.moment


@pytest.fixture
def films(films_once: tuple[Path, datetime], tmp_path: Path) -> Iterator[Campaign]:
    """A campaign of films of a test's own: the post OUT is published, WAITS is staged, DRAFT is none yet."""
    folder, moment = films_once
    with queue_campaign.reopened(shutil.copytree(folder, tmp_path / "c"), moment) as campaign:
        yield campaign


def holding(folder: Path, name: str = NAME) -> list[str]:
    """The files of a folder that have a name's words in their bytes or their own name, the signed forms aside."""
    marks = [word.encode() for part in name.split() for word in (part, part.lower())]
    return [
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file()
        and "consent" not in path.relative_to(folder).parts
        and any(mark in path.read_bytes() + path.name.encode() for mark in marks)
    ]


def tasks(queue: Campaign) -> list[Task]:
    """What people have to do."""
    with queue.books.read() as session:
        return database_tasks.tasks(session)


def test_nothing_is_left(films: Campaign) -> None:
    """Whole: the posts are off the Page or cancelled, files are gone, and no byte tells the name any more."""
    assert holding(films.folder)
    assert withdraw(films)
    assert [films.post(one).state for one in (OUT, WAITS, DRAFT)] == ["removed", "cancelled", "cancelled"]
    assert visible_at(films.served) == []
    assert page_says(films.served, f"{films.served.page_id}/videos?fields=id&limit=100")["data"] == []
    assert not [*(films.folder / "films").iterdir(), *(films.folder / "renders").iterdir()]
    assert holding(films.folder) == []


@pytest.mark.slow
def test_signed_form_and_its_row_stay(films: Campaign) -> None:
    """What proves that consent was given, and taken back, is kept, without a name: numbers, dates, the form's hash."""
    withdraw(films)
    with films.books.read() as session:
        form = testimonies.consents(session)[0]
    assert (form.person, form.evidence_path, form.signed_on) == (
        "person 1",
        "consent/form.pdf",
        date(2026, 11, 1),
    )
    assert form.withdrawn_at is not None
    assert (films.folder / form.evidence_path).read_bytes() == b"signed"


@pytest.mark.slow
def test_log_tells_it_in_numbers(films: Campaign) -> None:
    """The log has the withdrawal, what was done for it, and its end; nothing but ids."""
    withdraw(films)
    with films.books.read() as session:
        told = [one.event for one in events.events(session)]
        post = [one.event for one in events.events(session, number=OUT)]
    assert told.index("consent-withdrawn") < told.index("withdrawal-finished")
    assert post[-2:] == ["removing", "removed"]


def test_people_are_asked_for_the_rest(queue: Campaign) -> None:
    """What staff must delete or tell themselves is an open task, by the channels that the form allowed."""
    queue.testimony(channels=["facebook", "website", "press"])
    withdraw(queue)
    assert {one.code for one in tasks(queue)} == {
        "withdrawn-website", "withdrawn-press", "withdrawn-originals", "withdrawn-backups", "withdrawn-partners",
        "withdrawn-answer",
    }  # fmt: skip
    assert max(one.due_on for one in tasks(queue) if one.due_on) <= NOON.date() + timedelta(days=31)


@pytest.mark.slow
def test_told_twice_it_is_done_once(films: Campaign) -> None:
    """Asked for again, a finished withdrawal is the same one; a form signed since begins a new one."""
    first = begin(films)
    assert carry_out(films, first)
    before = tasks(films)
    assert (begin(films), carry_out(films, first), tasks(films)) == (first, True, before)
    films.clock.on(seconds=1)
    films.consent()
    assert begin(films) != first


def test_language_alone(films: Campaign) -> None:
    """One language: its posts, also those that speak it beside another, its subtitles and films go; others stay."""
    french = films.queue_kind("video", language="fr", caption="Bientôt.", due=NOON + SOON, approved=False)
    both = films.queue_kind("video", caption="Straks.\n***\nBientôt.", due=NOON + SOON, approved=False)
    shown = f"{films.post(OUT).facebook_id}/captions"
    assert [one["locale"] for one in page_says(films.served, shown)["data"]] == ["fr_FR"]
    assert withdraw(films, language="fr")
    assert page_says(films.served, shown)["data"] == []
    assert [films.post(one).state for one in (OUT, WAITS)] == ["published", "staged"]
    assert [films.post(one).state for one in (french, both)] == ["cancelled", "cancelled"]
    left = [path.name for path in sorted((films.folder / "films").iterdir())]
    assert left == ["0001.mp4", "0001.nl.srt", "0001.nl.words.json"]
    with films.books.read() as session:
        assert testimonies.testimony(session, "bakery").speaker == NAME
    assert films.post(WAITS).rendition_id


def test_channel_alone(films: Campaign) -> None:
    """Facebook alone: the posts go, and all that another channel may still show stays."""
    assert withdraw(films, channel="facebook")
    assert [films.post(one).state for one in (OUT, WAITS)] == ["removed", "cancelled"]
    assert visible_at(films.served) == []
    assert (films.folder / "films" / "0001.mp4").is_file()
    assert (films.folder / "renders" / "abc.mp4").is_file()


def test_other_channel_is_for_people(queue: Campaign) -> None:
    """A website is no Page: the posts stay, and a task says what to take off it."""
    queue.testimony(channels=["facebook", "website"])
    number = queue.queue(kind="video", testimony_id=1, format="landscape", approved=False)
    assert withdraw(queue, channel="website")
    assert queue.post(number).state == "draft"
    assert [one.code for one in tasks(queue)] == ["withdrawn-website", "withdrawn-answer"]


@pytest.mark.slow
def test_facebook_schedule_is_taken_back(queue: Campaign) -> None:
    """A post handed over to Facebook's own schedule is deleted there at once."""
    number = queue.queue_film(due=NOON + SOON)
    for _ in range(6):
        queue.work(number, scheduler="facebook")
        queue.clock.on(seconds=5)
    with queue.books.read() as session:
        assert "handed-over" in [one.event for one in events.events(session, number=number)]
    assert withdraw(queue)
    assert page_says(queue.served, f"{queue.served.page_id}/videos?fields=id")["data"] == []
    leftovers.recall(queue.publisher())
    assert queue.post(number).state == "cancelled"


def test_gate_is_shut_at_once(queue: Campaign) -> None:
    """From the very transaction that takes it back, no gate is open, though nothing else was done yet."""
    number = queue.queue_film(due=NOON + SOON)
    for _ in range(4):
        queue.work(number)
        queue.clock.on(seconds=2)
    begin(queue)
    queue.clock.moment = NOON + SOON
    post = queue.work(number)
    assert (post.state, (post.reason or {}).get("code")) == ("held", "consent-withdrawn")


@pytest.mark.slow
def test_post_being_shown_is_taken_down_after(queue: Campaign) -> None:
    """A post of which nobody knows yet whether it is out is waited for, then taken down."""
    number = queue.queue_film()
    queue.work(number)
    queue.clock.on(seconds=2)
    with pytest.raises(Killed):
        queue.work(number, _die_at("reveal:after"))
    asked = begin(queue)
    assert carry_out(queue, asked) is False
    claims.void_leases(queue.books)
    assert queue.post(number).state == "publishing"
    finish(queue, number)
    assert queue.post(number).state == "published"
    assert carry_out(queue, asked)
    assert (queue.post(number).state, visible_at(queue.served)) == ("removed", [])


def _die_at(name: str) -> Callable[[str], None]:
    def boundary(passed: str) -> None:
        if passed == name:
            raise Killed(name)

    return boundary


def test_page_out_of_reach_does_not_keep_the_name(films: Campaign) -> None:
    """Without the Page all that is local is done; what is out waits, and is taken down once the Page answers."""
    asked = begin(films)
    local = steps.Local(store=films.books, folder=films.folder, clock=films.clock)

    def nobody(_of: Withdrawal) -> bool:
        raise NotSent("graph-not-sent", url="-")

    with pytest.raises(GraphError):
        steps.carry_out(local, asked, nobody)
    assert films.post(OUT).state == "published"
    assert [path for path in holding(films.folder) if not path.startswith("rehearsal")] == []
    steps.resume(films.publisher(), silent)
    assert (films.post(OUT).state, holding(films.folder)) == ("removed", [])


@pytest.mark.slow
def test_page_that_keeps_showing_it_is_a_task(films: Campaign) -> None:
    """What the Page does not delete is asked of a person, with the permalink; their word ends the withdrawal."""
    fault_at(films.served, edge="delete", effect="reset-before", always=True)
    asked = begin(films)
    assert carry_out(films, asked) is False
    task = next(one for one in tasks(films) if one.code == "delete-by-hand")
    assert (task.post_number, task.params["permalink"]) == (OUT, films.post(OUT).permalink)
    with films.books.write() as session:
        database_tasks.end_task(session, task.id, now=films.clock(), by="staff")
    carry_out(films, asked)
    assert films.post(OUT).state == "removed"


def test_quote_in_another_post_goes_too(queue: Campaign) -> None:
    """A post without the film that names the person in full is taken down and emptied as well."""
    queue.testimony()
    rename(queue)
    quote = queue.queue(caption=f"“Brood is leven”, zegt {NAME}.")
    finish(queue, quote)
    assert withdraw(queue)
    assert (queue.post(quote).state, queue.post(quote).caption, visible_at(queue.served)) == (
        "removed",
        "",
        [],
    )
    with queue.books.read() as session:
        ended = withdrawals.ended(session, withdrawals.everything(session)[0])
        last = events.events(session, number=quote)[-1]
        told = json_views.detail(session, last)
    assert ended == {"removed": [quote], "cancelled": [], "named": [quote]}
    assert told == "removed from the Page: its text named a person who withdrew the consent"


@pytest.mark.slow
def test_backup_that_comes_back_is_purged_again(films: Campaign) -> None:
    """The list beside the signed forms begins a withdrawal again in a database that does not know it."""
    withdraw(films)
    listed = json.loads((films.folder / "consent" / "withdrawn.json").read_text("utf-8"))
    assert steps.replay(films.books, listed, now=films.clock()) == []
    with films.books.write() as session:
        for row in session.exec(select(tables.Withdrawal)).all():
            session.delete(row)
        session.get_one(tables.Person, 1).name = NAME
    (again,) = steps.replay(films.books, listed, now=films.clock())
    assert carry_out(films, again)
    assert holding(films.folder) == []


def test_render_that_ends_too_late_is_deleted(queue: Campaign) -> None:
    """A film finished after its consent was taken back is told from one that may be kept."""
    queue.testimony()
    begin(queue, language="fr")
    with queue.books.read() as session:
        assert [withdrawals.forbids(session, 1, language) for language in ("nl", "fr")] == [False, True]


@pytest.mark.slow
def test_ended_consent_is_a_task_the_day_after(queue: Campaign) -> None:
    """A live post whose consent ends gets a task to take it down on the day after, once (C03)."""
    out = queue.queue_film()
    finish(queue, out)
    with queue.books.write() as session:
        session.get_one(tables.Consent, 1).until = NOON.date()
    ended_consents.look(queue.publisher())
    assert tasks(queue) == []
    queue.clock.on(days=1)
    for _ in range(2):
        ended_consents.look(queue.publisher())
    (task,) = tasks(queue)
    assert (task.code, task.post_number, task.due_on) == ("take-down", out, date(2026, 11, 25))
    with queue.books.read() as session:
        told = [
            (one.code, one.params["number"])
            for one in notices.owed(session, "mail", now=queue.clock()).notices
        ]
    assert told == [("takedown-due", out)]
    delete_post.remove(queue.publisher(), out, by="staff", wait=silent)
    assert tasks(queue) == []


def _boundaries(queue: Campaign) -> list[str]:
    passed: list[str] = []
    assert carry_out(queue, begin(queue), passed.append)
    return passed


def _state(queue: Campaign) -> tuple[list[str], list[str], list[str], int]:
    with queue.books.read() as session:
        posts: list[Post] = database_posts.posts(session)
        ended = [one for one in events.events(session) if one.event == "withdrawal-finished"]
    return [str(one.state) for one in posts], visible_at(queue.served), holding(queue.folder), len(ended)


@pytest.mark.slow
def test_killed_anywhere_it_is_gone_on_with(films_once: tuple[Path, datetime], tmp_path: Path) -> None:
    """Killed before and after every call and commit, a withdrawal asked for again ends the same, once."""
    first, moment = films_once
    with queue_campaign.reopened(shutil.copytree(first, tmp_path / "whole" / "c"), moment) as queue:
        count, wanted = len(_boundaries(queue)), _state(queue)
        open_ = [one.code for one in tasks(queue)]
    assert count > 20
    for nth in range(1, count + 1):
        with queue_campaign.reopened(shutil.copytree(first, tmp_path / str(nth) / "c"), moment) as queue:
            with pytest.raises(Killed):
                carry_out(queue, begin(queue), Reaper(nth))
            assert carry_out(queue, begin(queue)), nth
            assert (_state(queue), [one.code for one in tasks(queue)]) == (wanted, open_), nth


def test_service_goes_on_with_it(films: Campaign) -> None:
    """What a killed command left is finished by the service when it next looks."""
    begin(films)
    steps.resume(films.publisher(), silent)
    assert films.post(OUT).state == "removed"
    with films.books.read() as session:
        assert withdrawals.unfinished(session) == []
        shut = gates.film_consent(session, 1, "nl", instant=films.clock(), campaign=films.campaign())
    assert shut is not None
    assert shut.code == "consent-withdrawn"


@pytest.mark.slow
def test_doubt_is_settled_by_deleting(queue: Campaign) -> None:
    """A post of which nobody could tell whether it is out is deleted by its id, and cancelled once it is gone."""
    number = queue.queue_film()
    finish(queue, number)
    with queue.books.write() as session:
        session.get_one(tables.Post, number).state = "doubtful"
        for row in session.exec(select(tables.RemoteObject).filter_by(state="live")).all():
            row.state = "ready"
    assert withdraw(queue)
    assert (queue.post(number).state, visible_at(queue.served)) == ("cancelled", [])


def test_a_play_outlives_the_withdrawal_it_plays(queue: Campaign) -> None:
    """A withdrawal that a rehearsal goes on with deletes no stage under it; the campaign's own does."""
    queue.queue_film()
    stage = queue.folder / erase.PLAY
    stage.mkdir()
    books = queue.books.copied(stage)
    played = replace(queue, books=books)
    assert withdraw(played)
    assert books.path.is_file()
    books.close()
    assert withdraw(queue)
    assert not stage.exists()
