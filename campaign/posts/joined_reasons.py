"""Several reasons as one: each sentence after the first begins with a capital, and none is said for each post."""

from collections.abc import Sequence

from campaign.messages import pasteable
from campaign.typed import numbers as numbers_typed
from schedules.consent.rules import Closed
from schedules.errors import NotReady, ScheduleError

_WHOSE = ("approval-by-whom", "approval-for-whom")  # what posts lack alike: that it was said who says yes


def together(reasons: Sequence[Closed]) -> Closed:
    """Return these reasons, at least one, as one that says a sentence after the other."""
    first, *others = reasons
    for one in others:
        first = Closed(code="reason-and", params={"one": first, "other": one})
    return first


def of_whom(whys: Sequence[ScheduleError], args: str | None = None) -> list[ScheduleError]:
    """Return reasons with one for all posts of which it was not said who approves them, or for which partner.

    It has one command, on these posts or on `args`, such as `--all`.
    """
    alike: dict[tuple[str, str], list[ScheduleError]] = {}
    for why in whys:
        if why.code in _WHOSE:
            alike.setdefault((why.code, _option(why)), []).append(why)
    found: list[ScheduleError] = []
    for why in whys:
        several = alike.get((why.code, _option(why)), [])
        if len(several) < 2:
            found.append(why)
        elif why is several[0]:
            found.append(_for_all(several, args))
    return found


def _option(why: ScheduleError) -> str:
    """Return what stands behind the number in the command that a reason names."""
    how = str(why.params.get("how", ""))
    return how.partition(f" {why.params.get('number')}")[2]


def _for_all(whys: Sequence[ScheduleError], args: str | None) -> ScheduleError:
    numbers = [int(str(one.params["number"])) for one in whys]
    first, command = (
        whys[0],
        f"campaign post approve {args or numbers_typed.spans(numbers)}{_option(whys[0])}",
    )
    how = pasteable.Unfilled(command) if isinstance(first.params["how"], pasteable.Unfilled) else command
    return NotReady(f"{first.code}-all", **{**first.params, "numbers": numbers, "how": how})
