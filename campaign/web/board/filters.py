"""What the board shows: which days, in which form, and which posts; all of it stands in the address."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal, get_args
from urllib.parse import urlencode

View = Literal["month", "week", "list"]
VIEWS: tuple[View, ...] = get_args(View)


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What is asked for; `day` lies in the month or week that is shown, empty texts mean all."""

    view: View
    day: date
    language: str = ""
    organisation: str = ""
    state: str = ""
    theme: str = ""
    words: str = ""

    @property
    def is_narrow(self) -> bool:
        """Return whether some posts are left out."""
        return any((self.language, self.organisation, self.state, self.theme, self.words))

    def address(self, **others: object) -> str:
        """Return where the board shows this, or with `others` something else."""
        meant = replace(self, **others)  # type: ignore[arg-type]
        told = {"view": meant.view, "day": meant.day.isoformat()}
        told |= {
            name: value
            for name in ("language", "organisation", "state", "theme", "words")
            if (value := getattr(meant, name))
        }
        return f"/?{urlencode(told)}"

    def first(self) -> date:
        """Return the first day of what is shown: a month's first, or a week's Monday."""
        if self.view == "week":
            return self.day - timedelta(days=self.day.weekday())
        return self.day.replace(day=1)

    def before(self) -> date:
        """Return a day of the month or week before."""
        return max(self.first() - timedelta(days=1), date(1971, 1, 1))

    def after(self) -> date:
        """Return a day of the month or week after."""
        return self.first() + timedelta(days=7 if self.view == "week" else 32)


def read(asked: Mapping[str, str], today: date) -> Filters:
    """Return what an address asks for; what it asks for wrongly is as if it did not."""
    view: View = next((one for one in VIEWS if one == asked.get("view")), "month")
    try:
        day = date.fromisoformat(asked.get("day", ""))
    except ValueError:
        day = today
    if not date(1971, 1, 1) <= day <= date(2199, 12, 31):
        day = today
    texts = {
        name: asked.get(name, "")[:200] for name in ("language", "organisation", "state", "theme", "words")
    }
    return Filters(view=view, day=day, **texts)
