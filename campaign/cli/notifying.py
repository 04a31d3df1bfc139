"""The service's notices, wired at the desk: settings, password and clock put together, accidents said on stderr."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from campaign.cli import credentials, output
from campaign.cli.app import Desk
from campaign.notices import mail, notices, sender
from campaign.workspace import Office
from schedules.errors import NotReady
from schedules.facebook.errors import Forbidden, GraphError, Unauthorized


@contextmanager
def carried(desk: Desk, office: Office, expires_at: datetime | None) -> Iterator[Callable[[], None]]:
    """Yield what wakes the notices of this campaign; the end waits some seconds for those still owed."""
    settings, password = office.settings.notices, credentials.mail_password(desk)
    lacking = mail.gap(settings, password)
    if lacking:
        output.note(desk.say("warning", sentence=desk.say(lacking.code, **lacking.params)))
    messengers = [
        sender.Messenger(
            sender.Round(
                store=office.store, campaign=office.settings.name, way=way, clock=desk.now, lang=desk.lang
            ),
            expires_at=expires_at,
            on_accident=_complaint(desk, way.name),
        )
        for way in mail.ways(settings, password)
    ]
    with sender.carrying(messengers) as wake:
        yield wake


@contextmanager
def refusals(desk: Desk, office: Office, wake: Callable[[], None]) -> Iterator[None]:
    """Put it into the log, and so into a notice, when the service ends because the Page takes nothing from us."""
    try:
        yield
    except (NotReady, Unauthorized, Forbidden) as refusal:
        why = refusal.params.get("why") if refusal.code == "page-refuses" else refusal
        if isinstance(why, GraphError):
            with office.store.write() as session:
                notices.page_refused(session, why, now=desk.now())
            wake()
        raise


def _complaint(desk: Desk, way: str) -> Callable[[Exception], None]:
    """Return what says the first unforeseen error of a way, and no second."""
    said: list[str] = []

    def complain(error: Exception) -> None:
        if not said:
            said.append(type(error).__name__)
            sentence = desk.say("notices-broke", way=way, kind=said[0])
            output.note(desk.say("warning", sentence=sentence))

    return complain
