"""Which films the library shows, and in which order; all of it stands in the address."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, get_args
from urllib.parse import urlencode

Order = Literal["lacking", "title", "new"]
ORDERS: tuple[Order, ...] = get_args(Order)
TEXTS = ("organisation", "language", "words")


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What is asked for; empty texts mean all."""

    order: Order = "lacking"
    organisation: str = ""
    language: str = ""
    words: str = ""

    @property
    def is_narrow(self) -> bool:
        """Return whether some films are left out."""
        return any((self.organisation, self.language, self.words))

    def address(self, **others: str) -> str:
        """Return where the library shows this, or with `others` something else."""
        meant = replace(self, **others)  # type: ignore[arg-type]
        told = {name: value for name in TEXTS if (value := getattr(meant, name))}
        told |= {} if meant.order == ORDERS[0] else {"order": meant.order}
        return f"/films?{urlencode(told)}" if told else "/films"


def read(asked: Mapping[str, str]) -> Filters:
    """Return what an address asks for; what it asks for wrongly is as if it did not."""
    order: Order = next((one for one in ORDERS if one == asked.get("order")), ORDERS[0])
    texts = {name: asked.get(name, "")[:200] for name in TEXTS}
    return Filters(order=order, **texts)
