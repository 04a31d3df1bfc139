"""All rules over the whole campaign as one table: `check` runs all of them, approval those of its post."""

from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, replace

from campaign.checks import completeness, pairing, spellings, timing, wording
from campaign.checks.facts import Broken, Facts
from media.findings import Finding, Severity
from schedules.model.records import Post


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A rule: its code, how bad it is to break it, and what looks for that.

    `alone`: it says of a post what it says whatever others there are, and whatever the moment.
    """

    code: str
    severity: Severity
    look: Callable[[Facts], Iterator[Broken]]
    alone: bool = False


RULES = (
    Rule(code="P01", severity="warning", look=pairing.language_missing),
    Rule(code="P02", severity="warning", look=pairing.too_far_apart),
    Rule(code="P03", severity="warning", look=pairing.same_first_again),
    Rule(code="P04", severity="info", look=timing.off_slot, alone=True),
    Rule(code="P05", severity="warning", look=timing.too_close),
    Rule(code="P06", severity="warning", look=timing.too_many),
    Rule(code="P07", severity="warning", look=timing.in_blackout, alone=True),
    Rule(code="P08", severity="warning", look=timing.on_holiday, alone=True),
    Rule(code="P09", severity="warning", look=timing.past),
    Rule(code="P10", severity="error", look=timing.before_embargo, alone=True),
    Rule(code="P11", severity="error", look=wording.caption_long, alone=True),
    Rule(code="P12", severity="warning", look=pairing.second_behind_fold, alone=True),
    Rule(code="P13", severity="warning", look=pairing.numbers_differ),
    Rule(code="P14", severity="warning", look=pairing.links_differ),
    Rule(code="P15", severity="warning", look=pairing.names_differ),
    Rule(code="P16", severity="warning", look=wording.typography_off, alone=True),
    Rule(code="P17", severity="warning", look=wording.hashtags_off, alone=True),
    Rule(code="P18", severity="error", look=wording.link_names_somebody, alone=True),
    Rule(code="P19", severity="warning", look=completeness.photo_undescribed, alone=True),
    Rule(code="P20", severity="error", look=completeness.picture_gone, alone=True),
    Rule(code="P21", severity="error", look=completeness.twins),
    Rule(code="P22", severity="error", look=wording.comment_unfit, alone=True),
    Rule(code="P23", severity="info", look=timing.undated, alone=True),
    Rule(code="P24", severity="warning", look=completeness.subtitles_missing, alone=True),
    Rule(code="P25", severity="warning", look=pairing.second_unclear, alone=True),
    Rule(code="P26", severity="info", look=wording.link_uncounted, alone=True),
    Rule(code="P27", severity="warning", look=wording.words_spoilt, alone=True),
    Rule(code="P28", severity="error", look=wording.private_said, alone=True),
    Rule(code="P30", severity="warning", look=spellings.organisation_misspelt),
    Rule(code="P31", severity="info", look=spellings.organisation_unlisted),
    Rule(code="P32", severity="warning", look=spellings.speaker_misspelt),
    Rule(code="P33", severity="warning", look=wording.language_other, alone=True),
    Rule(code="P34", severity="warning", look=completeness.said_twice),
)


CROWDED = ("P05", "P06", "P34")  # what a post is beside others, which approving it does not undo


def findings(facts: Facts, codes: Container[str] | None = None) -> list[Finding]:
    """Return all that breaks a rule (or one of these), rule by rule."""
    return list(_found(facts, (rule for rule in RULES if codes is None or rule.code in codes)))


def _found(facts: Facts, rules: Iterable[Rule]) -> Iterator[Finding]:
    for rule in rules:
        for one in rule.look(facts):
            yield Finding(code=rule.code, severity=rule.severity, where=one.where, params=one.params)


ALONE, TOGETHER = ([rule for rule in RULES if rule.alone is alone] for alone in (True, False))
_PLACES = {rule.code: place for place, rule in enumerate(RULES)}


class KeptFindings:
    """What all rules say, for who asks again and again: a post is looked at anew where it or what it is held against
    is another, and otherwise only beside the others."""

    def __init__(self) -> None:
        self._against: object = None
        self._kept: dict[int, tuple[Post, list[Finding]]] = {}

    def findings(self, facts: Facts, against: object) -> list[Finding]:
        """Return what `findings` does; `against` is all that posts are held against (settings, films, files, words)."""
        if against != self._against:
            self._against, self._kept = against, {}
        self._kept = {one.number: (one, self._of(facts, one)) for one in facts.posts}
        alone = (one for _, found in self._kept.values() for one in found)
        return sorted((*alone, *_found(facts, TOGETHER)), key=lambda one: _PLACES[one.code])

    def _of(self, facts: Facts, post: Post) -> list[Finding]:
        before, found = self._kept.get(post.number, (None, []))
        same = before is post or before == post
        return found if same else list(_found(replace(facts, posts=(post,)), ALONE))


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
