"""Whose yes counts: a table of who said yes, when, under which rules, and what is then missing."""

from datetime import timedelta
from typing import Any

import pytest

from schedules.consent import required_approvals
from schedules.database import approvals, posts, testimonies
from schedules.model.states import State
from tests.queue_campaign import Campaign

Given = tuple[str | None, str | None, str | None]  # by, for, under which rules
BOTH = {"approval_by": "partners", "partners": ("Crédal", "microStart")}
TWO = {"approvals": 2}
A2, P1 = "anyone 2", "partners 1"
THEIRS = "unapproved-by"

CASES: list[tuple[dict[str, Any], str, list[Given], list[str | None], str | None]] = [
    ({}, "Dag", [], [], "changed-since-approval"),
    ({}, "Dag", [(None, None, None)], [None], None),
    ({}, "Dag", [("An", None, "anyone 1")], [None], None),
    ({}, "Dag", [("An", None, A2)], ["other-rules"], "approved-under-other-rules"),
    ({}, "Dag", [("An", None, P1)], ["other-rules"], "approved-under-other-rules"),
    (TWO, "Dag", [("An", None, A2)], [None], "unapproved-people"),
    (TWO, "Dag", [("An", None, A2), ("An", None, A2)], [None, "same-person"], "unapproved-people"),
    (TWO, "Dag", [("An", None, A2), ("Bo", None, A2)], [None, None], None),
    (TWO, "Dag", [("An", None, "anyone 1"), ("Bo", None, A2)], ["other-rules", None], "unapproved-people"),
    (TWO, "Dag", [(None, None, None), ("Bo", None, None)], ["nameless", None], "unapproved-people"),
    (TWO, "Dag", [("An", None, None), ("Bo", None, None)], [None, None], None),
    (BOTH, "Dag", [("An", None, P1)], [None], None),
    (BOTH, "Met CREDAL", [("An", None, P1)], [None], THEIRS),
    (BOTH, "Met Crédal", [("An", "Credal", P1)], [None], None),
    (BOTH, "Micro-Start en Credal", [("An", "Crédal", P1)], [None], THEIRS),
    (BOTH, "Micro start, credal", [], [], "unapproved-by-several"),
    (BOTH, "microStart, Crédal", [("An", "Crédal", P1), ("An", "microStart", P1)], [None, "same-person"], THEIRS),
    (BOTH, "microStart, Crédal", [("An", "Crédal", P1), ("Bo", "microStart", P1)], [None, None], None),
    (BOTH, "microStart, Crédal", [(None, "Crédal", None), (None, "microStart", None)], [None, None], None),
    (BOTH | TWO, "Met Crédal", [("An", "Crédal", "partners 2")], [None], "unapproved-people"),
    ({"approval": "off"} | TWO, "Dag", [], [], None),
]  # fmt: skip


@pytest.mark.parametrize(("rules", "caption", "given", "flaws", "shut"), CASES)
def test_who_counts(
    queue: Campaign,
    rules: dict[str, Any],
    caption: str,
    given: list[Given],
    flaws: list[str | None],
    shut: str | None,
) -> None:
    """A yes counts once for each person and organisation, under its own rules alone; the gate says what is missing."""
    number = queue.queue(caption=caption, approved=False)
    with queue.books.write() as session:
        people: dict[str, int] = {}
        for by, organisation, under in given:
            person = people.setdefault(by, testimonies.person(session, by)) if by else None
            said = {"by_person_id": person, "organisation": organisation, "rules": under}
            approvals.approve(session, number, now=queue.clock(), **said)  # type: ignore[arg-type]
    with queue.books.read() as session:
        post = posts.post(session, number)
        found = required_approvals.of(session, post, queue.campaign(**rules))
    closed = required_approvals.unapproved(post, found)
    assert ([one.flaw for one in found.given], closed.code if closed else None) == (flaws, shut)


def test_a_film_of_nobodys_organisation(queue: Campaign) -> None:
    """Where partners approve, a film of an organisation that is none of them keeps the gate closed."""
    number = queue.queue_film()
    with queue.books.read() as session:
        post = posts.post(session, number)
        listed = required_approvals.of(session, post, queue.campaign(partners=("CREDAL",)))
        other = required_approvals.of(session, post, queue.campaign(approval_by="partners", partners=()))
    assert (listed.organisations, listed.unlisted) == (("CREDAL",), None)
    assert (other.unlisted, required_approvals.unapproved(post, other) is None) == ("Crédal", False)


def test_what_waits_without_its_yes_is_a_draft(queue: Campaign) -> None:
    """The gates' look at posts: what waits without the yes it needs is a draft, what is held stays held."""
    numbers = [
        queue.queue(caption=f"Dag {one}", due=queue.clock() + timedelta(hours=one)) for one in range(1, 4)
    ]
    with queue.books.write() as session:
        approvals.revoke_approvals(session, numbers[1], now=queue.clock())
    with queue.books.read() as session:
        reader = required_approvals.ApprovalReader(session=session, campaign=queue.campaign(), every=True)
        assert [one.number for one in reader.posts((State.DRAFT,))] == [numbers[1]]
        assert [one.number for one in reader.posts((State.APPROVED,))] == [numbers[0], numbers[2]]
        assert {state: count for state, count in reader.counts().items() if count} == {
            "approved": 2,
            "draft": 1,
        }


def test_an_older_yes_counts_to_a_film_that_names_otherwise(queue: Campaign) -> None:
    """A yes of before names were covered still stands; one given since falls when the film names otherwise."""
    number = queue.queue_film()
    with queue.books.write() as session:
        reader = required_approvals.ApprovalReader(session=session, campaign=queue.campaign())
        said = {"content": reader.content(posts.post(session, number)), "rules": "anyone 1"}
        approvals.approve(session, number, now=queue.clock(), by_person_id=None, organisation=None, **said)
    queue.consent(name_display="first-name")
    with queue.books.read() as session:
        found = required_approvals.of(session, posts.post(session, number), queue.campaign())
    assert [one.flaw for one in found.given] == [None, "earlier"]
