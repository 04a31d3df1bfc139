"""Posts that were approved and against which `check` has found an error since: they go out all the same.

A setting, such as `contacts`, may change after the yes. Nothing here loads what films and pictures need: `status` asks.
"""

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session

from campaign.workspace import Workspace
from media.findings import Finding
from schedules.consent.required_approvals import WAITING, ApprovalReader
from schedules.model.records import Post


def findings(
    session: Session, workspace: Workspace, reader: ApprovalReader, *, now: datetime, lang: str | None = None
) -> list[Finding]:
    """Return which posts go out by themselves though a rule says no, each with the first of its errors."""
    return of(session, workspace, reader.posts(WAITING), reader, now=now, lang=lang)


def of(
    session: Session,
    workspace: Workspace,
    posts: Iterable[Post],
    reader: ApprovalReader,
    *,
    now: datetime,
    lang: str | None = None,
) -> list[Finding]:
    """Return the same of these posts, as the gates see them."""
    going = [one for one in posts if one.state in WAITING]
    if not going:
        return []
    from campaign.checks import all_rules  # slow to load
    from campaign.checks import facts as check_facts

    facts = check_facts.facts(session, workspace, now=now, lang=lang, stored=going, reader=reader)
    errors: dict[str, Finding] = {}
    for rule in (one for one in all_rules.RULES if (one.severity, one.of) == ("error", "post")):
        for one in rule.look(facts):
            found = Finding(code=rule.code, severity=rule.severity, where="", params=one.params)
            errors.setdefault(one.where, found)
    return [
        Finding(
            code="goes-out-with-error",
            severity="error",
            where=f"post {post.number}",
            params={"number": post.number, "finding": errors[f"post {post.number}"]},
        )
        for post in going
        if f"post {post.number}" in errors
    ]
