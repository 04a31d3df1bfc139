"""One post to the Page: hidden first, shown when due, believed only when read back, once whatever breaks."""

import hashlib
import urllib.request
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from campaign.posts import live
from schedules.database import claims, events, remote_objects, tables, transitions
from schedules.facebook.errors import Unauthorized
from schedules.model.states import State
from schedules.publishing import leftovers, publisher
from tests.page_view import fault_at, page_says, set_at, visible_at
from tests.queue_campaign import FILM, Campaign, Killed


def on_page(queue: Campaign, path: str) -> Any:
    """Ask the rehearsal Page of a campaign."""
    return page_says(queue.served, path)


def visible(queue: Campaign) -> list[str]:
    """The captions that people see on a campaign's Page."""
    return visible_at(queue.served)


def fault(queue: Campaign, **row: Any) -> None:
    """Ask a campaign's rehearsal Page to misbehave."""
    fault_at(queue.served, **row)


def finish(queue: Campaign, number: int, boundary: Any = lambda _name: None) -> None:
    """Work on a post as a service would, time passing, until it rests."""
    for _ in range(40):
        if queue.work(number, boundary).state in (State.PUBLISHED, State.FAILED, State.DOUBTFUL, State.HELD):
            return
        queue.clock.on(seconds=20)


def test_text_is_hidden_until_its_second(queue: Campaign) -> None:
    """A post that is due in a minute waits on the Page, hidden, and is shown when its second comes."""
    number = queue.queue(due=queue.clock.moment.replace(minute=1))
    assert queue.work(number).state == "staged"
    assert visible(queue) == []
    queue.clock.on(seconds=60)
    post = queue.work(number)
    assert (post.state, post.published_at) == ("published", queue.clock.moment)
    assert visible(queue) == ["Samen geven we kansen."]


def test_film_arrives_whole(queue: Campaign) -> None:
    """A film goes up in windows, and what the Page holds is the rendition byte for byte."""
    number = queue.queue_film()
    finish(queue, number)
    post = queue.post(number)
    film = on_page(queue, f"{post.facebook_id}?fields=source,published")
    with urllib.request.urlopen(film["source"], timeout=60) as answer:
        assert hashlib.sha256(answer.read()).hexdigest() == hashlib.sha256(FILM).hexdigest()
    assert (post.state, film["published"]) == ("published", True)


def test_note_that_is_behind_costs_one_chunk(queue: Campaign) -> None:
    """Killed before anything was noted of two chunks out of three, an upload asks once and sends the third alone."""
    number, sent = queue.queue_film(), []

    def die_after_two(name: str) -> None:
        sent.append(name)
        if sent.count("transfer:after") == 2:
            raise Killed(name)

    with pytest.raises(Killed):
        finish(queue, number, die_after_two)
    assert "transfer-commit:before" not in sent
    claims.void_leases(queue.books)
    passed = _boundaries(queue, number)
    assert (passed.count("transfer:before"), passed.count("transfer:after")) == (2, 1)
    assert queue.post(number).state == "published"


def test_log_tells_the_life_of_a_post(queue: Campaign) -> None:
    """The log of a text post names every step, in order."""
    number = queue.queue()
    queue.work(number)
    with queue.books.read() as session:
        told = [(event.event, event.state) for event in events.events(session, number=number)]
    assert told == [
        ("added", "draft"),
        ("approved", "approved"),
        ("staging", "uploading"),
        ("staged", "staged"),
        ("revealing", "publishing"),
        ("published", "published"),
    ]


def _boundaries(queue: Campaign, number: int) -> list[str]:
    passed: list[str] = []
    finish(queue, number, passed.append)
    return passed


class Reaper:
    """Kills at the nth boundary."""

    def __init__(self, nth: int) -> None:
        self.left = nth

    def __call__(self, name: str) -> None:
        """Pass a boundary, or die there."""
        self.left -= 1
        if self.left == 0:
            raise Killed(name)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["text", "photo", "video", "reel"])
def test_killed_anywhere_it_is_shown_once(queue: Campaign, kind: str) -> None:
    """Killed before and after every call and every commit, a post is out exactly once in the end."""
    set_at(queue.served, reels_a_day=1000)
    count = len(_boundaries(queue, queue.queue_kind(kind, caption="nought")))
    assert count > 10
    for nth in range(1, count + 1):
        caption = f"killed at {nth}"
        number = queue.queue_kind(kind, caption=caption)
        with pytest.raises(Killed):
            finish(queue, number, Reaper(nth))
        claims.void_leases(queue.books)  # what the next service does first, with the lock in hand
        finish(queue, number)
        assert (queue.post(number).state, visible(queue).count(caption)) == ("published", 1), nth


@pytest.mark.parametrize("effect", ["lost", "refused-500-after-accept", "html-502", "truncated"])
def test_unanswered_create_is_not_repeated(queue: Campaign, effect: str) -> None:
    """When the answer to a hidden create is lost, the post is found on the Page, not made twice."""
    number = queue.queue()
    fault(queue, edge="post-create", effect=effect, nth=1)
    finish(queue, number)
    feed = on_page(queue, f"{queue.served.page_id}/feed?fields=message&limit=100")["data"]
    assert (queue.post(number).state, len(feed)) == ("published", 1)


def test_unanswered_reveal_is_settled_by_reading(queue: Campaign) -> None:
    """When the answer to a reveal is lost, reading back tells that the post is out."""
    number = queue.queue()
    fault(queue, edge="post-reveal", effect="lost", nth=1)
    finish(queue, number)
    assert (queue.post(number).state, visible(queue)) == ("published", ["Samen geven we kansen."])


def test_refused_token_stops_everything(queue: Campaign) -> None:
    """A token that the Page refuses raises, and the post stays where it stood."""
    number = queue.queue()
    fault(queue, edge="post-create", effect="token-expired", nth=1)
    with pytest.raises(Unauthorized):
        queue.work(number)
    assert (queue.post(number).state, queue.post(number).reason) == ("uploading", None)


def test_unreachable_page_backs_off(queue: Campaign) -> None:
    """With nobody listening, nothing is sent, the next try is in the table, and time alone brings it."""
    number = queue.queue()
    queue.served.stop()
    first = queue.work(number)
    assert (first.state, first.attempts) == ("uploading", 1)
    assert first.next_try_at is not None
    assert first.next_try_at > queue.clock.moment
    assert queue.work(number) == first


def test_changed_after_approval_is_held(queue: Campaign) -> None:
    """A caption that changed behind the approval's back does not go out."""
    number = queue.queue()
    with queue.books.write() as session:
        session.get_one(tables.Post, number).caption = "Iets anders"
    post = queue.work(number)
    assert (post.state, post.reason) == ("held", {"code": "changed-since-approval", "params": {}})
    assert visible(queue) == []


def test_late_post_is_held(queue: Campaign) -> None:
    """A post a quarter of an hour past its second waits for a decision."""
    number = queue.queue()
    queue.clock.on(minutes=15, seconds=1)
    assert queue.work(number).reason == {"code": "late", "params": {"seconds": 901}}


def test_late_post_is_sent_where_the_campaign_says_so(queue: Campaign) -> None:
    """With late = "send" a late post goes out at once."""
    number = queue.queue()
    queue.clock.on(hours=2)
    assert queue.work(number, late="send").state == "published"


def test_pause_holds_what_falls_due(queue: Campaign) -> None:
    """During a pause nothing is shown: what falls due is held, with the pause as reason."""
    number = queue.queue()
    with queue.books.write() as session:
        events.pause(session, "verkiezingen", now=queue.clock())
    post = queue.work(number)
    assert (post.state, post.reason, visible(queue)) == ("held", {"code": "paused", "params": {}}, [])


def test_consent_is_asked_as_the_reveal_starts(queue: Campaign) -> None:
    """A consent that ended after the film went up hidden keeps it hidden."""
    number = queue.queue_film(due=queue.clock.moment.replace(minute=20))
    for _ in range(3):
        queue.work(number)
        queue.clock.on(seconds=5)
    assert queue.post(number).state == "staged"
    (queue.folder / "consent" / "form.pdf").unlink()
    queue.clock.on(minutes=20)
    post = queue.work(number)
    assert (post.state, post.reason and post.reason["code"]) == ("held", "consent-evidence")
    assert visible(queue) == []


def test_cancelled_under_way_leaves_nothing_after_the_sweep(queue: Campaign) -> None:
    """A post cancelled while it waits hidden is never shown, and the sweep deletes its hidden copy."""
    number = queue.queue(due=queue.clock.moment.replace(minute=20))
    queue.work(number)
    with queue.books.write() as session:
        transitions.move(session, number, "cancelled", now=queue.clock(), by="staff")
    queue.clock.on(hours=25)
    assert leftovers.sweep(queue.publisher()) == 1
    assert on_page(queue, f"{queue.served.page_id}/feed?fields=message")["data"] == []


def test_lost_claim_keeps_the_id(queue: Campaign) -> None:
    """When staff cancel in the middle of a create, what was made is remembered for the sweep."""
    number = queue.queue()

    def cancel(name: str) -> None:
        if name == "post-create:after":
            with queue.books.write() as session:
                transitions.move(session, number, "cancelled", now=queue.clock(), by="staff")

    assert queue.work(number, cancel).state == "cancelled"
    with queue.books.read() as session:
        assert len(remote_objects.known_ids(session)) == 1
    assert visible(queue) == []


def _while_away(queue: Campaign, number: int, place: str) -> Any:
    """A boundary at which one service sleeps longer than its lease, and another takes the post over."""
    slept: list[str] = []

    def boundary(name: str) -> None:
        if name == place and not slept:
            slept.append(name)
            queue.clock.on(minutes=3)
            finish(queue, number)

    return boundary


def test_sweep_spares_what_another_service_adopted(queue: Campaign) -> None:
    """A post whose maker slept while another found it on the Page is in use: a day later it is still there."""
    number = queue.queue()
    queue.work(number, _while_away(queue, number, "post-create:after"))
    queue.clock.on(hours=26)
    assert leftovers.sweep(queue.publisher()) == 0
    assert (queue.post(number).state, visible(queue)) == ("published", ["Samen geven we kansen."])


def test_intent_is_written_while_the_post_is_ours(queue: Campaign) -> None:
    """Who slept before writing its intent, and lost the post meanwhile, writes none: the other's object stands."""
    number, slept = queue.queue(due=queue.clock.moment.replace(minute=10)), []

    def sleep(name: str) -> None:
        if name == "intent-commit:before" and not slept:
            slept.append(name)
            queue.clock.on(minutes=3)
            assert queue.work(number).state == "staged"

    queue.work(number, sleep)
    queue.clock.on(minutes=10)
    assert (queue.work(number).state, visible(queue)) == ("published", ["Samen geven we kansen."])


def test_sweep_finds_what_was_never_answered(queue: Campaign) -> None:
    """A post that appeared after we gave up hope of an answer has no id with us; the sweep knows it by its words."""
    number = queue.queue()
    with pytest.raises(Killed):
        queue.work(number, Reaper(5))  # before the create
    with queue.books.write() as session:
        transitions.move(session, number, "edited", now=queue.clock(), by="staff")
        session.get_one(tables.Post, number).caption = "Iets anders"
    queue.publisher().page.create_post(message="Samen geven we kansen.", link=None)
    queue.publisher().page.create_post(message="Van iemand anders", link=None)
    queue.clock.on(hours=26)
    assert leftovers.sweep(queue.publisher()) == 1
    feed = on_page(queue, f"{queue.served.page_id}/feed?fields=message")["data"]
    assert [post["message"] for post in feed] == ["Van iemand anders"]


def test_sweep_believes_twice_that_a_thing_is_gone(queue: Campaign) -> None:
    """A leftover that the Page cannot find for a moment is deleted by the next sweep, not forgotten."""
    number = queue.queue(due=queue.clock.moment + timedelta(minutes=20))
    queue.work(number)
    with queue.books.write() as session:
        transitions.move(session, number, "cancelled", now=queue.clock(), by="staff")
    queue.clock.on(hours=26)
    fault(queue, edge="post-read", effect="error", code=100, subcode=33, nth=1)
    for left in (1, 0):
        leftovers.sweep(queue.publisher())
        assert len(on_page(queue, f"{queue.served.page_id}/feed?fields=message")["data"]) == left


def test_sweep_leaves_what_people_see(queue: Campaign) -> None:
    """An object given up that became public all the same is not deleted; the log says so."""
    number = queue.queue(due=queue.clock.moment.replace(minute=20))
    queue.work(number)
    with queue.books.write() as session:
        transitions.move(session, number, "cancelled", now=queue.clock(), by="staff")
        (post_id,) = remote_objects.known_ids(session)
    queue.publisher().page.reveal_post(post_id)
    queue.clock.on(hours=26)
    leftovers.sweep(queue.publisher())
    assert visible(queue) == ["Samen geven we kansen."]
    with queue.books.read() as session:
        assert events.events(session, number=number)[-1].event == "left-public"


def test_reading_refused_after_the_reveal_is_no_failure(queue: Campaign) -> None:
    """When the Page refuses to be read after a reveal, the post is not called failed: reading goes on."""
    number = queue.queue()
    fault(queue, edge="post-read", effect="error", code=100, nth=1)
    finish(queue, number)
    assert queue.post(number).state == "published"


def test_reveal_refused_after_an_unanswered_one_is_no_failure(queue: Campaign) -> None:
    """What an unanswered reveal may yet bring about, a refusal of the next one does not undo: only reading tells."""
    number = queue.queue()
    fault(queue, edge="post-reveal", effect="reset-before", nth=1)
    fault(queue, edge="post-reveal", effect="error", code=100, nth=2)
    finish(queue, number)
    assert (queue.post(number).state, visible(queue)) == ("published", ["Samen geven we kansen."])


def test_reveal_refused_after_a_death_is_no_failure(queue: Campaign) -> None:
    """A service died with its reveal done and not yet written down; the next one's is refused: only reading tells."""
    number = queue.queue()
    with pytest.raises(Killed):
        queue.work(number, _killed_at("reveal:after"))
    claims.void_leases(queue.books)
    fault(queue, edge="post-reveal", effect="error", code=100, nth=1)
    finish(queue, number)
    assert (queue.post(number).state, visible(queue)) == ("published", ["Samen geven we kansen."])


def test_first_asking_refused_fails(queue: Campaign) -> None:
    """A reveal that is refused when nobody asked before fails the post at once, with what the Page said."""
    number = queue.queue()
    fault(queue, edge="post-reveal", effect="error", code=100, nth=1)
    post = queue.work(number)
    assert (post.state, post.reason and post.reason["code"]) == ("failed", "graph-refused")


def test_reveal_on_its_way_when_staff_change_the_words_is_taken_back(queue: Campaign) -> None:
    """Put off while a reveal was still on its way, then edited: the old copy, by now public, is deleted at once."""
    number = queue.queue()
    with pytest.raises(Killed):
        queue.work(number, _killed_at("reveal:before"))
    claims.void_leases(queue.books)
    queue.clock.on(hours=1)
    assert queue.work(number).state == "held"
    with queue.books.write() as session:
        (post_id,) = remote_objects.known_ids(session)
        transitions.move(session, number, "edited", now=queue.clock(), by="staff")
    queue.publisher().page.reveal_post(post_id)
    leftovers.recall(queue.publisher())
    assert visible(queue) == []


def test_settled_post_gets_its_first_comment(queue: Campaign) -> None:
    """A post that a person found on the Page after a doubt has its first comment still to come."""
    number = queue.queue(first_comment="Meer weten?")
    with pytest.raises(Killed):
        queue.work(number, _killed_at("reveal:after"))
    with queue.books.write() as session:
        (post_id,) = remote_objects.known_ids(session)
        transitions.move(session, number, "doubted", now=queue.clock(), by="test")
    office: Any = SimpleNamespace(store=queue.books)
    live.settle(office, number, published_id=post_id, now=queue.clock())
    queue.work(number)
    assert [one.message for one in queue.publisher().page.comments(post_id)] == ["Meer weten?"]


def test_settled_post_of_a_page_without_hidden_ones_gets_its_first_comment(queue: Campaign) -> None:
    """Made public at once, perhaps, and found by a person: the comment follows, and nobody looks for ever."""
    number = queue.queue(first_comment="Meer weten?")
    with pytest.raises(Killed):
        queue.work(number, _killed_at("post-publish:after"), hidden="films")
    with queue.books.write() as session:
        transitions.move(session, number, "doubted", now=queue.clock(), by="test")
    page = queue.publisher().page
    (made,) = page.posts(limit=10)
    office: Any = SimpleNamespace(store=queue.books)
    live.settle(office, number, published_id=made.id, now=queue.clock())
    queue.work(number, hidden="films")
    assert [one.message for one in page.comments(made.id)] == ["Meer weten?"]
    with queue.books.read() as session:
        assert remote_objects.open_extras(session, number) == []


def test_search_refused_after_publishing_at_once_is_no_failure(queue: Campaign) -> None:
    """Where a post was perhaps made public, a refused search says nothing of what people see: it is not failed."""
    number = queue.queue()
    fault(queue, edge="post-create", effect="lost", nth=1)
    fault(queue, edge="feed", effect="error", code=100, nth=1)
    for _ in range(4):
        queue.work(number, hidden="films")
        queue.clock.on(seconds=20)
    assert (queue.post(number).state, visible(queue)) == ("published", ["Samen geven we kansen."])


def test_clock_that_runs_ahead_hides_nothing_from_us(queue: Campaign) -> None:
    """On a computer two hours ahead of the Page, an unanswered post is found by its words and not made twice."""
    number = queue.queue(due=queue.clock.moment + timedelta(hours=2))
    page = queue.publisher().page
    ahead = replace(queue.publisher(), page=page, clock=lambda: queue.clock() + timedelta(hours=2))
    fault(queue, edge="post-create", effect="lost", nth=1)
    for _ in range(3):
        publisher.work(ahead, number, by="test")
        queue.clock.on(seconds=20)
    assert (queue.post(number).state, len(page.posts(limit=10))) == ("published", 1)


def test_what_comes_with_a_film_waits_quietly_before_its_second(queue: Campaign) -> None:
    """With a minute left, a cover is not begun, and the post is no more taken up before it is due."""
    due = queue.clock.moment + timedelta(seconds=60)
    number = queue.queue_film(due=due, cover_at_ms=0)
    queue.work(number)
    queue.clock.on(seconds=5)
    post = queue.work(number)
    assert (post.state, post.next_try_at) == ("staged", due)


def test_hidden_copy_deleted_by_hand_asks_a_person(queue: Campaign) -> None:
    """A hidden copy that somebody deleted on the Page cannot be shown: a quarter of an hour later a person is asked."""
    number = queue.queue(due=queue.clock.moment.replace(minute=1))
    queue.work(number)
    with queue.books.read() as session:
        queue.publisher().page.delete(remote_objects.known_ids(session).pop())
    queue.clock.on(minutes=1)
    for _ in range(20):
        queue.work(number)
        queue.clock.on(minutes=1)
    assert (queue.post(number).state, visible(queue)) == ("doubtful", [])


def test_sleep_after_the_reveal_leaves_no_doubt(queue: Campaign) -> None:
    """A machine that slept for an hour after the reveal reads again when one reading fails, before it doubts."""
    number = queue.queue()
    with pytest.raises(Killed):
        queue.work(number, _killed_at("read-back:before"))
    queue.clock.on(hours=1)
    claims.void_leases(queue.books)
    fault(queue, edge="post-read", effect="reset-before", nth=1)
    finish(queue, number)
    assert queue.post(number).state == "published"


def _killed_at(place: str) -> Any:
    def boundary(name: str) -> None:
        if name == place:
            raise Killed(name)

    return boundary
