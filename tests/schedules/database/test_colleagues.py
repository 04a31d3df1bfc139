"""Who acts: found among colleagues however spelt, kept apart from speakers, and named in the log until erased."""

import pytest
from sqlmodel import Session, col, select

from campaign.messages import doers
from schedules.database import colleagues, events, transitions
from schedules.database import posts as database_posts
from schedules.database.colleagues import Acting
from schedules.database.tables import Event, Person
from schedules.model.states import State
from schedules.withdrawal import steps
from tests.queue_campaign import Campaign

AN = Acting(name="An Peeters")


def people(session: Session) -> list[tuple[int | None, str]]:
    """Return everybody on record."""
    return list(session.exec(select(Person.id, Person.name).order_by(col(Person.id))).all())


def paused(queue: Campaign, who: Acting) -> None:
    """Pause and go on, as somebody."""
    with queue.books.acting_as(who).write() as session:
        events.pause(session, None, now=queue.clock())
        events.resume(session, now=queue.clock())


def by(queue: Campaign) -> list[str]:
    """Return who did what happened last: a pause, and its end."""
    with queue.books.read() as session:
        return [one.by for one in events.events(session)][-2:]


def test_one_person_however_spelt(queue: Campaign) -> None:
    """Who acts under one name, in whatever capitals and accents, is one person; each event names them."""
    for name in ("Zoë Peeters", "zoe peeters", "ZOE-PEETERS"):
        paused(queue, Acting(name=name))
        assert by(queue) == ["Zoë Peeters"] * 2
    with queue.books.read() as session:
        assert [name for _, name in people(session)] == ["Zoë Peeters"]


def test_one_person_before_the_first_event(queue: Campaign) -> None:
    """Who only keeps what leaves no event, such as subtitles on the way, is one person all the same."""
    found = []
    for _ in range(2):
        with queue.books.acting_as(AN).write() as session:
            found.append(colleagues.behind(session, colleagues.STAFF))
    paused(queue, AN)
    with queue.books.read() as session:
        assert [found, people(session)] == [[1, 1], [(1, "An Peeters")]]


@pytest.mark.parametrize("who", [colleagues.NOBODY, Acting(name="")])
def test_nobody_known(queue: Campaign, who: Acting) -> None:
    """Where nobody is known to act it is staff, and no person is made."""
    paused(queue, who)
    assert by(queue) == ["staff", "staff"]
    with queue.books.read() as session:
        assert people(session) == []


def test_the_service_is_nobody(queue: Campaign) -> None:
    """What the service, a link or the notices do is no person's, whoever opened the database."""
    with queue.books.acting_as(AN).write() as session:
        for word in ("service", "link", "notices"):
            transitions.note(session, "quiet-over", now=queue.clock(), by=word)
        assert people(session) == []
    with queue.books.read() as session:
        assert [one.by for one in events.events(session)][-3:] == ["service", "link", "notices"]


def test_a_number_stands_for_itself(queue: Campaign) -> None:
    """Somebody who logged in is known by number; whoever else is named in an event stands there all the same."""
    paused(queue, AN)
    with queue.books.acting_as(AN).write() as session:
        other = colleagues.called(session, "Bo Maes")
        transitions.note(session, "paused", now=queue.clock(), by="staff", by_person_id=other)
    paused(queue, Acting(person=other))
    assert by(queue) == ["Bo Maes", "Bo Maes"]
    with queue.books.read() as session:
        assert [name for _, name in people(session)] == ["An Peeters", "Bo Maes"]


def test_a_link_is_its_organisation(queue: Campaign) -> None:
    """What came by a link is told as the organisation's, in the reader's language."""
    with queue.books.write() as session:
        params = {"organisation": "Crédal"}
        transitions.note(session, "paused", now=queue.clock(), by="link", params=params)
    with queue.books.read() as session:
        (one,) = events.events(session)[-1:]
    assert [doers.of(one, lang) for lang in ("en", "nl", "fr")] == [
        "Crédal, by link",
        "Crédal, via een link",
        "Crédal, par un lien",
    ]


def test_a_line_that_is_kept_has_a_number(queue: Campaign) -> None:
    """For a system's log a person is a number; words of ours stay, and a name is never taken for one."""
    paused(queue, AN)
    with queue.books.read() as session:
        one = events.events(session)[-1]
    assert (doers.of(one, numbered=True), doers.of(one)) == (f"person {one.by_person_id}", "An Peeters")
    assert [doers.said(word, "nl") for word in ("staff", "person 3", "full", "Host Peeters")] == [
        "team",
        "persoon 3",
        "full",
        "Host Peeters",
    ]


def test_a_speaker_of_that_name_is_somebody_else(queue: Campaign) -> None:
    """A withdrawal erases the speaker and leaves the colleague of the same name, who is named in the log as before."""
    queue.testimony()
    with queue.books.write() as session:
        session.get_one(Person, 1).name = "An Peeters"
    paused(queue, AN)
    theirs = queue.books.acting_as(AN)
    number = steps.begin(theirs, "bakery", None, now=queue.clock(), channel=None, language=None)
    local = steps.Local(store=queue.books, folder=queue.folder, clock=queue.clock)
    assert steps.carry_out(local, number, lambda _of: True)
    with queue.books.read() as session:
        speaking = session.get_one(Person, 1)
        assert [speaking.name, [name for _, name in people(session) if name]] == ["", ["An Peeters"]]
        assert {one.by for one in events.events(session) if one.event == "consent-withdrawn"} == {
            "An Peeters"
        }
        assert session.exec(select(Event.id).where(Event.by_person_id == speaking.id)).all() == []


def test_who_was_erased_is_named_no_more(queue: Campaign) -> None:
    """A colleague's name is in their row alone: once it is erased, all that they did is staff's; they may come back."""
    paused(queue, AN)
    with queue.books.write() as session:
        session.get_one(Person, 1).name = ""
    assert by(queue) == ["staff", "staff"]
    paused(queue, AN)
    with queue.books.read() as session:
        assert people(session) == [(1, ""), (2, "An Peeters")]
    assert by(queue) == ["An Peeters"] * 2


def test_posts_of_a_plan_bear_their_person(queue: Campaign) -> None:
    """Posts that come in by the hundred bear who brought them, and so does another key."""
    words = {"kind": "text", "state": State.DRAFT, "language": "nl", "caption": "Hallo"}
    with queue.books.acting_as(AN).write() as session:
        database_posts.add_posts(session, [{"number": 7, **words}], now=queue.clock())
        database_posts.rename(session, database_posts.post(session, 7), "k", now=queue.clock())
    with queue.books.read() as session:
        assert [(one.event, one.by) for one in events.events(session, number=7)] == [
            ("added", "An Peeters"),
            ("keyed", "An Peeters"),
        ]
