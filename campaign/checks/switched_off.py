"""What the settings do not ask for, so that posts go out without it: an approval, a consent.

Nothing here loads what films and pictures need: `status` asks it.
"""

from campaign.settings import settings
from media.findings import Finding
from schedules.consent.required_approvals import ApprovalReader
from schedules.model.publishing_rules import Rules
from schedules.model.states import State


def codes(rules: Rules) -> list[str]:
    """Return what the settings turn off of the gates that people have a hand in."""
    asked = {"approval-off": rules.approval, "consent-off": rules.consent}
    return [code for code, word in asked.items() if word == "off"]


def findings(reader: ApprovalReader) -> list[Finding]:
    """Return what the settings turn off; of approvals, which drafts from before still wait for one."""
    found = []
    for code in codes(reader.campaign.rules):
        params: dict[str, object] = {}
        if code == "approval-off":
            waiting = [one.number for one in reader.posts((State.DRAFT,)) if one.due_at]
            params = {"said_as": "approval-off-drafts", "numbers": waiting} if waiting else {}
        found.append(Finding(code=code, severity="warning", where=settings.FILE, params=params))
    return found
