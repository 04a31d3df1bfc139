"""What the board shows: which days, in which form, and which posts; all of it stands in the address."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal, get_args
from urllib.parse import urlencode

from campaign.web.board import waiting

View = Literal["month", "week", "list"]
VIEWS: tuple[View, ...] = get_args(View)
NARROWING = ("language", "organisation", "state", "theme", "waits", "words")
FIRST, LAST = date(1971, 1, 1), date(2199, 12, 31)
AHEAD = timedelta(days=14)  # that a list shows after its day, into the next month
LONGEST = 200  # characters of a filter


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What is asked for; `day` lies in the month or week that is shown, empty texts mean all.

    `waits` is what posts wait for: then they are shown whatever their day.
    """

    view: View
    day: date
    language: str = ""
    organisation: str = ""
    state: str = ""
    theme: str = ""
    waits: str = ""
    words: str = ""

    @property
    def is_narrow(self) -> bool:
        """Return whether some posts are left out."""
        return any(getattr(self, name) for name in NARROWING)

    def address(self, **others: object) -> str:
        """Return where the board shows this, or with `others` something else."""
        meant = replace(self, **others)  # type: ignore[arg-type]
        told = {"view": meant.view, "day": meant.day.isoformat()}
        told |= {name: value for name in NARROWING if (value := getattr(meant, name))}
        return f"/?{urlencode(told)}"

    def everything(self) -> str:
        """Return where the board shows the same days without filters."""
        return self.address(**dict.fromkeys(NARROWING, ""))

    def first(self) -> date:
        """Return the first day of what is shown: a month's first, or a week's Monday."""
        if self.view == "week":
            return self.day - timedelta(days=self.day.weekday())
        return self.day.replace(day=1)

    def days(self) -> tuple[date, ...]:
        """Return the whole weeks that are shown."""
        first = self.first()
        day = first - timedelta(days=first.weekday())
        count = 7 if self.view == "week" else 28
        while count > 7 and (day + timedelta(days=count)).replace(day=1) <= first:
            count += 7
        if self.view == "list":
            count = max(count, (self.day + AHEAD - day).days + 1)
        return tuple(day + timedelta(days=at) for at in range(count))

    def holds(self, day: date) -> bool:
        """Return whether a day belongs to what is shown; a list goes on for some days after the one that is meant."""
        if self.view == "week":
            return True
        ahead = self.view == "list" and self.first() <= day <= self.day + AHEAD
        return ahead or (day.year, day.month) == (self.day.year, self.day.month)

    def before(self) -> date:
        """Return a day of the month or week before."""
        return max(self.first() - timedelta(days=1), FIRST)

    def after(self) -> date:
        """Return a day of the month or week after."""
        return min(self.first() + timedelta(days=7 if self.view == "week" else 32), LAST)


def read(asked: Mapping[str, str], today: date) -> Filters:
    """Return what an address asks for; what it asks for wrongly is as if it did not."""
    view: View = next((one for one in VIEWS if one == asked.get("view")), "month")
    try:
        day = date.fromisoformat(asked.get("day", ""))
    except ValueError:
        day = today
    if not FIRST <= day <= LAST:
        day = today
    texts = {name: asked.get(name, "")[:LONGEST] for name in NARROWING}
    if texts["waits"] not in waiting.KINDS:
        texts["waits"] = ""
    return Filters(view=view, day=day, **texts)
