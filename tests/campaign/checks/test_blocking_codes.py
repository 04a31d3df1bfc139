"""The table of what blocks an approval: every code stands in it once, with the severities that it can have."""

from campaign.checks import all_rules
from campaign.cli import blocking_codes
from campaign.messages import translate
from tests.media.subtitles import test_lint

ROWS = tuple(blocking_codes.rows())
BY_CODE = {code: row for row in ROWS for code in row.names}


def test_every_code_is_in_the_table_once() -> None:
    """Every finding that can be said has its row, but for what a month of the plan lacks."""
    said = {code for code in translate.gather("FINDINGS") if not code.startswith("approval-missing")}
    assert sum(len(row.names) for row in ROWS) == len(BY_CODE)
    assert said <= BY_CODE.keys()


def test_consents_that_close_a_gate_are_in_the_table() -> None:
    """Every reason of the consent rules has its row, and keeps its post back."""
    reasons = [
        code for code in translate.gather("REASONS") if code.startswith("consent-") and code[8:] not in OTHER
    ]
    assert {BY_CODE[code.removesuffix("-nameless")].blocks for code in reasons} == {blocking_codes.ITS_POST}


OTHER = ("ends-soon", "no-ads", "was-changed")  # a warning, a remark, and what changed a post


def test_severities_are_those_of_the_rules() -> None:
    """The table says of each rule and of each case of the linter's tests the severity that it has."""
    assert [rule.code for rule in all_rules.RULES if BY_CODE[rule.code].severity != rule.severity] == []
    cases = {(case[0], case[3]) for case in test_lint.CASES}
    assert [case for case in cases if case[1] not in BY_CODE[case[0]].severity.split(", ")] == []


def test_only_errors_block() -> None:
    """What can be no error keeps nothing back."""
    assert [row.codes for row in ROWS if "error" not in row.severity and row.blocks != "-"] == []
