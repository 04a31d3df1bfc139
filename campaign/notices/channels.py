"""Which ways out are set up, and what is missing for one."""

from campaign.notices.delivery import Way
from campaign.notices.mail import Mail
from campaign.notices.webhook import Webhook
from campaign.settings.declarations import NoticeSettings
from schedules.errors import ScheduleError


def ways(settings: NoticeSettings, password: str | None) -> list[Way]:
    """Return the ways that are set up whole."""
    found: list[Way] = []
    if settings.email_to and not gap(settings, password):
        found.append(Mail(settings=settings, password=password))
    if settings.webhook:
        found.append(Webhook(url=settings.webhook))
    return found


def gap(settings: NoticeSettings, password: str | None) -> ScheduleError | None:
    """Return what is missing for mail to be sent, or None; nothing is missing where nothing is set."""
    needed = ("email_to", "email_from", "smtp_host")
    missing = [name for name in needed if not getattr(settings, name)]
    if len(missing) == len(needed) and not settings.smtp_user:
        return None
    if missing:
        return ScheduleError("notices-incomplete", missing=missing)
    return ScheduleError("notices-no-password") if settings.smtp_user and not password else None
