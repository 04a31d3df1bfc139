"""What a folder is to its campaign: a table of what may be known of it, and what is said."""

from dataclasses import replace

import pytest

from schedules.home import standing
from schedules.home.identity import Identity
from schedules.home.record import Home
from schedules.home.standing import Claims, Former, Verdict

A = Home(
    number=7,
    born="then paused",
    machine="m1",
    host="desk",
    folder="/home/a",
    device=1,
    inode=10,
    turn=1,
    seen=5,
)
B = replace(A, folder="/home/b", inode=11, turn=0)
KNOWN = Identity(number=7, born="then paused", had_a_home=True, newest=5)
FRESH = replace(KNOWN, had_a_home=False)
STANDS, GONE, HIDDEN = Former.STANDS, Former.GONE, Former.HIDDEN


@pytest.mark.parametrize(
    ("here", "written", "listed", "known", "became", "verdict"),
    [
        (A, None, None, FRESH, GONE, Verdict.NEW),
        (A, None, None, KNOWN, GONE, Verdict.UNKNOWN),
        (A, A, A, KNOWN, GONE, Verdict.HOME),
        (A, A, None, KNOWN, GONE, Verdict.HOME),
        (A, None, A, KNOWN, GONE, Verdict.HOME),
        (replace(A, folder="/home/renamed"), A, A, KNOWN, GONE, Verdict.HOME),
        (replace(A, device=3), A, A, KNOWN, GONE, Verdict.HOME),  # devices are numbered anew at each start
        (replace(A, inode=99), A, A, KNOWN, STANDS, Verdict.MOVED),  # put back in its place, file by file
        (replace(A, inode=99), A, A, replace(KNOWN, newest=4), STANDS, Verdict.OLDER),
        (A, A, A, replace(KNOWN, newest=4), GONE, Verdict.OLDER),
        (B, A, A, KNOWN, STANDS, Verdict.COPY),
        (B, A, None, KNOWN, STANDS, Verdict.COPY),
        (B, None, A, KNOWN, STANDS, Verdict.COPY),
        (B, None, A, FRESH, STANDS, Verdict.COPY),  # copied before it had a home
        (B, A, A, KNOWN, HIDDEN, Verdict.HIDDEN),
        (B, A, A, KNOWN, GONE, Verdict.MOVED),
        (B, A, None, KNOWN, GONE, Verdict.MOVED),
        (B, A, A, replace(KNOWN, newest=4), GONE, Verdict.OLDER),
        (
            replace(B, device=2, inode=10),
            A,
            A,
            KNOWN,
            STANDS,
            Verdict.COPY,
        ),  # the same number on another disk
        (replace(A, inode=0), replace(A, inode=0), None, KNOWN, GONE, Verdict.HOME),  # a disk without inodes
        (replace(B, inode=0), replace(A, inode=0), None, KNOWN, STANDS, Verdict.COPY),
        (A, replace(A, machine="m2", host="laptop"), None, KNOWN, GONE, Verdict.ELSEWHERE),
        (A, replace(A, machine="m2", turn=3), A, KNOWN, GONE, Verdict.ELSEWHERE),
        (A, replace(A, host="other name"), A, KNOWN, GONE, Verdict.HOME),
        (replace(A, machine=""), replace(A, machine=""), None, KNOWN, GONE, Verdict.HOME),
        (replace(A, machine="", host="box-2"), replace(A, machine=""), None, KNOWN, GONE, Verdict.HOME),
        (replace(B, machine="", host="box-2"), replace(A, machine=""), None, KNOWN, GONE, Verdict.ELSEWHERE),
        (A, replace(B, turn=2, left=True), None, KNOWN, GONE, Verdict.LEFT),
        (A, replace(B, turn=2, left=True), A, KNOWN, GONE, Verdict.LEFT),
        (A, A, replace(B, turn=2), KNOWN, STANDS, Verdict.LEFT),
        (A, A, replace(B, turn=2), KNOWN, GONE, Verdict.LEFT),
        (replace(B, turn=2), replace(B, turn=2), A, KNOWN, STANDS, Verdict.HOME),
    ],
)
def test_verdicts(
    here: Home, written: Home | None, listed: Home | None, known: Identity, became: Former, verdict: Verdict
) -> None:
    """Home is the folder itself, whatever it is called; what cannot be known for sure is a copy."""
    claims = Claims(here=here, written=written, listed=listed, known=known)
    assert standing.judge(claims, lambda _home: became).verdict is verdict


@pytest.mark.parametrize("listed", [None, A, replace(B, turn=2)])
@pytest.mark.parametrize("became", list(Former))
@pytest.mark.parametrize("newest", [4, 5, 6])
def test_never_two_homes(listed: Home | None, became: Former, newest: int) -> None:
    """Of a campaign and its copy at most one publishes, whatever the list says and whatever became of the other."""
    known, copied = replace(KNOWN, newest=newest), replace(KNOWN, newest=5)
    original = standing.judge(Claims(here=A, written=A, listed=listed, known=known), lambda _home: became)
    there = standing.judge(Claims(here=B, written=A, listed=listed, known=copied), lambda _home: STANDS)
    assert not (original.publishes and there.publishes)
