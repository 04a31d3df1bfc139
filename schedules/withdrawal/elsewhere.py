"""Consents withdrawn in another folder of the same campaign, which a restored or adopted database does not know."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import Session

from schedules.database import testimonies, withdrawals
from schedules.model.records import ListedWithdrawal, Withdrawal
from schedules.withdrawal import erase, steps, unpublish
from schedules.withdrawal.steps import Local


@dataclass(frozen=True, kw_only=True)
class WithdrawnAgain:
    """The slugs of the films that were withdrawn again, and of those of which something may still be on the Page."""

    films: tuple[str, ...]
    unfinished: tuple[str, ...]


def withdraw_again(local: Local, listed: Iterable[ListedWithdrawal]) -> WithdrawnAgain:
    """Withdraw what is listed, as far as this computer goes, and keep the list; the service does the rest on the Page.

    What the folder's own list has counts too. May be done again after a kill.
    """
    unique = {json.dumps(one, sort_keys=True): one for one in (*erase.listed(local.folder), *listed)}
    newest_first = sorted(unique.values(), key=lambda one: str(one["asked_at"]), reverse=True)
    begun = steps.replay(local.store, newest_first, now=local.clock())

    def is_off_the_page(of: Withdrawal) -> bool:
        with local.store.read() as session:
            return not unpublish.has_work(session, of)

    with local.store.read() as session:
        waiting = [one.id for one in withdrawals.unfinished(session)]
    left = [number for number in waiting if not steps.carry_out(local, number, is_off_the_page)]
    with local.store.read() as session:
        if newest_first:
            erase.keep(local.folder, newest_first)
            erase.listing(session, local.folder)
        return WithdrawnAgain(films=_slugs(session, begun), unfinished=_slugs(session, left))


def _slugs(session: Session, numbers: list[int]) -> tuple[str, ...]:
    of = [withdrawals.one(session, number).testimony_id for number in numbers]
    return tuple(dict.fromkeys(testimonies.testimony_by_id(session, film).slug for film in of))
