"""How findings are told: a line each on stdout, or as JSON; errors make the exit code."""

from collections.abc import Sequence

from campaign.cli import output
from campaign.cli.app import Desk
from campaign.messages import translate
from media.findings import Finding


def told(desk: Desk, found: Sequence[Finding]) -> int:
    """Print findings and return the exit code: 1 when there are errors."""
    if desk.json:
        output.say(output.document([as_json(desk, one) for one in found]))
    else:
        for one in found:
            output.say(line(desk, one))
    return 1 if any(one.severity == "error" for one in found) else 0


def line(desk: Desk, one: Finding) -> str:
    """A finding on one line: where, which rule, how bad, what is wrong and what to do."""
    message, remedy = translate.say_finding(one.code, one.params, desk.lang)
    where, severity = translate.place(one.where, desk.lang), desk.word(one.severity)
    return f"{where}: {one.code} {severity} {message.rstrip('.')}. {remedy}".rstrip()


def as_json(desk: Desk, one: Finding) -> dict[str, str]:
    """A finding with the keys that scripts rely on."""
    message, remedy = translate.say_finding(one.code, one.params, desk.lang)
    return {
        "code": one.code, "severity": one.severity, "where": one.where, "message": message, "remedy": remedy,
    }  # fmt: skip
