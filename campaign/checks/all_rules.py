"""All rules over the whole campaign as one table: `check` runs all of them, approval those of its post."""

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass

from campaign.checks import completeness, pairing, spellings, timing, wording
from campaign.checks.facts import Broken, Facts
from media.findings import Finding, Severity


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A rule: its code, how bad it is to break it, and what looks for that."""

    code: str
    severity: Severity
    look: Callable[[Facts], Iterator[Broken]]


RULES = (
    Rule(code="P01", severity="warning", look=pairing.language_missing),
    Rule(code="P02", severity="warning", look=pairing.too_far_apart),
    Rule(code="P03", severity="warning", look=pairing.same_first_again),
    Rule(code="P04", severity="info", look=timing.off_slot),
    Rule(code="P05", severity="warning", look=timing.too_close),
    Rule(code="P06", severity="warning", look=timing.too_many),
    Rule(code="P07", severity="warning", look=timing.in_blackout),
    Rule(code="P08", severity="warning", look=timing.on_holiday),
    Rule(code="P09", severity="warning", look=timing.past),
    Rule(code="P10", severity="error", look=timing.before_embargo),
    Rule(code="P11", severity="error", look=wording.caption_long),
    Rule(code="P12", severity="warning", look=pairing.second_behind_fold),
    Rule(code="P13", severity="warning", look=pairing.numbers_differ),
    Rule(code="P14", severity="warning", look=pairing.links_differ),
    Rule(code="P15", severity="warning", look=pairing.names_differ),
    Rule(code="P16", severity="warning", look=wording.typography_off),
    Rule(code="P17", severity="warning", look=wording.hashtags_off),
    Rule(code="P18", severity="error", look=wording.link_names_somebody),
    Rule(code="P19", severity="warning", look=completeness.photo_undescribed),
    Rule(code="P20", severity="error", look=completeness.picture_gone),
    Rule(code="P21", severity="error", look=completeness.twins),
    Rule(code="P22", severity="error", look=wording.comment_unfit),
    Rule(code="P23", severity="info", look=timing.undated),
    Rule(code="P24", severity="warning", look=completeness.subtitles_missing),
    Rule(code="P25", severity="warning", look=pairing.second_unclear),
    Rule(code="P26", severity="info", look=wording.link_uncounted),
    Rule(code="P27", severity="warning", look=wording.words_spoilt),
    Rule(code="P28", severity="error", look=wording.private_said),
    Rule(code="P30", severity="warning", look=spellings.organisation_misspelt),
    Rule(code="P31", severity="info", look=spellings.organisation_unlisted),
    Rule(code="P32", severity="warning", look=spellings.speaker_misspelt),
    Rule(code="P33", severity="warning", look=wording.language_other),
    Rule(code="P34", severity="warning", look=completeness.said_twice),
)


CROWDED = ("P05", "P06", "P34")  # what a post is beside others, which approving it does not undo


def findings(facts: Facts, codes: Container[str] | None = None) -> list[Finding]:
    """Return all that breaks a rule (or one of these), rule by rule."""
    return [
        Finding(code=rule.code, severity=rule.severity, where=one.where, params=one.params)
        for rule in RULES
        if codes is None or rule.code in codes
        for one in rule.look(facts)
    ]


def crowded(facts: Facts, numbers: Container[int], codes: Container[str] = CROWDED) -> list[Finding]:
    """Return where these posts are too close to others, too many on a day, or say the same as another that day."""
    days = {facts.table.day(moment).isoformat() for one, moment in facts.dated if one.number in numbers}
    return [
        one
        for one in findings(facts, codes)
        if one.params["number"] in numbers
        or one.params.get("beside") in numbers
        or (one.code == "P06" and one.params["day"] in days)
    ]


def errors_of(facts: Facts, number: int) -> list[Finding]:
    """Return what keeps a post from being approved."""
    return [
        Finding(code=rule.code, severity=rule.severity, where=one.where, params=one.params)
        for rule in RULES
        if rule.severity == "error"
        for one in rule.look(facts)
        if one.where == f"post {number}"
    ]
