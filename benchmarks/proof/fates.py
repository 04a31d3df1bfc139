"""What may become of a call to the simulated Page: done or not, answered or not, now or long after."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Protocol

from schedules.facebook.answers import FilmTrouble
from schedules.facebook.errors import (
    Absent,
    BadContent,
    Forbidden,
    NotSent,
    Refused,
    TryLater,
    Unauthorized,
    Unknown,
    WrongOffset,
)

LAG = timedelta(seconds=40)
LISTS = ("posts", "videos", "comments", "captions")
READS = ("read_video", "read_post", *LISTS)
Act = Callable[[], Any]


class _Page(Protocol):
    """What a fate needs of the Page."""

    late: list[tuple[datetime, Act]]
    clock: Callable[[], datetime]
    pause: Callable[[str], None]
    on_change: Callable[[], None]

    def settle(self) -> None: ...


def quietly(effect: Act) -> Any:
    """Do what nobody waits for the answer of."""
    try:
        return effect()
    except (Absent, WrongOffset, Refused, Unknown):
        return None


def _nothing(page: _Page, call: str, act: Act) -> Any:
    return act()


def _unsent(page: _Page, call: str, act: Act) -> Any:
    raise NotSent("graph-not-sent", why="sim")


def _lost_before(page: _Page, call: str, act: Act) -> Any:
    raise Unknown("graph-no-answer", why="sim")


def _lost_after(page: _Page, call: str, act: Act) -> Any:
    quietly(act)
    page.on_change()
    raise Unknown("graph-no-answer", why="sim")


def _accepted_500(page: _Page, call: str, act: Act) -> Any:
    act()
    page.on_change()
    raise Unknown("graph-unknown", graph_code=2, subcode=None, message="")


def _late(seconds: float) -> Callable[[_Page, str, Act], Any]:
    def fate(page: _Page, call: str, act: Act) -> Any:
        page.late.append((page.clock() + timedelta(seconds=seconds), act))
        raise Unknown("graph-no-answer", why="sim")

    return fate


def _slow_then_done(page: _Page, call: str, act: Act) -> Any:
    page.pause(call)
    page.settle()
    return act()


def _done_then_slow(page: _Page, call: str, act: Act) -> Any:
    answer = act()
    page.on_change()
    page.pause(call)
    return answer


def _lagging(page: _Page, call: str, act: Act) -> Any:
    """A read that does not see the newest thing; anything else is done as ever."""
    if call in ("posts", "comments"):
        return [one for one in act() if one.created_at < page.clock() - LAG]
    if call in ("videos", "captions"):  # these have no moments here: the newest, whatever its age
        return act()[:-1]
    if call in READS:
        raise Absent("graph-absent", graph_code=100, subcode=33)
    return act()


def _processing(page: _Page, call: str, act: Act) -> Any:
    """A film that is whole, and at work still."""
    seen = act()
    return replace(seen, phase="processing") if call == "read_video" and seen.phase == "ready" else seen


def _rate(page: _Page, call: str, act: Act) -> Any:
    raise TryLater("graph-rate-limit", after_s=300, graph_code=80001, subcode=None, message="")


def _token(page: _Page, call: str, act: Act) -> Any:
    raise Unauthorized("graph-token-expired", graph_code=190, subcode=463, message="")


def _refused(page: _Page, call: str, act: Act) -> Any:
    raise Refused("graph-refused", graph_code=100, subcode=None, message="")


def _blocked(page: _Page, call: str, act: Act) -> Any:
    raise BadContent("graph-blocked", graph_code=368, subcode=1346003, message="abusive", said="Reported.")


def _blocked_awhile(page: _Page, call: str, act: Act) -> Any:
    raise TryLater(
        "graph-blocked-awhile", after_s=900, graph_code=368, subcode=1404112, message="", said="Wait."
    )


def _restricted(page: _Page, call: str, act: Act) -> Any:
    raise Forbidden("graph-page-restricted", graph_code=10, subcode=None, message="", said="Restricted.")


def _later_undone(page: _Page, call: str, act: Act) -> Any:
    raise Unknown("graph-later", graph_code=390, subcode=None, message="Please try again", said="")


def _later_done(page: _Page, call: str, act: Act) -> Any:
    quietly(act)
    page.on_change()
    return _later_undone(page, call, act)


def _misled(page: _Page, call: str, act: Act) -> Any:
    """Want bytes, whatever the call is about."""
    raise WrongOffset("graph-offset", start=0, end=1 << 20, graph_code=6001, subcode=1363037, message="no")


def _claimed(page: _Page, call: str, act: Act) -> Any:
    """A film to which somebody else claims rights."""
    if call != "read_video":
        return act()
    trouble = FilmTrouble(name="graph-film-rights", graph_code=1, said="owned by somebody")
    return replace(act(), phase="error", trouble=trouble)


def _wrong_offset(page: _Page, call: str, act: Act) -> Any:
    """Take the bytes twice as it were: the same again, and the Page corrects the offset."""
    if call == "transfer":
        act()
    return act()


def _half(page: _Page, call: str, act: Act) -> Any:
    """The body breaks off (`act` is what half of it does)."""
    quietly(act)
    raise Unknown("graph-no-answer", why="sim")


FATES: dict[str, Callable[[Any, str, Act], Any]] = {
    "none": _nothing,
    "blind": _nothing,
    "unsent": _unsent,
    "lost-before": _lost_before,
    "lost-after": _lost_after,
    "500-after": _accepted_500,
    "late-4": _late(4),
    "late-45": _late(45),
    "late-200": _late(200),
    "late-1500": _late(1500),
    "slow-then-done": _slow_then_done,
    "done-then-slow": _done_then_slow,
    "lag": _lagging,
    "processing": _processing,
    "rate-limit": _rate,
    "token": _token,
    "refused": _refused,
    "wrong-offset": _wrong_offset,
    "half": _half,
    "blocked": _blocked,
    "blocked-awhile": _blocked_awhile,
    "restricted": _restricted,
    "try-again": _later_undone,
    "try-again-done": _later_done,
    "misled": _misled,
    "claimed": _claimed,
}
