"""All rules over the whole campaign as one table: `check` runs all of them, approval those of its post."""

from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

from campaign.checks import completeness, pairing, spellings, timing, wording
from campaign.checks.facts import Broken, Facts
from media.findings import Finding, Severity
from schedules.model.kept import Kept
from schedules.model.records import Post

Scope = Literal["post", "film", "films", "all"]


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A rule: its code, how bad it is to break it, and what looks for that.

    `of`: what it looks at together. What it says of a post, or of a film's posts, it says whatever others there are
    and whatever the moment; of the films, whatever posts there are.
    """

    code: str
    severity: Severity
    look: Callable[[Facts], Iterator[Broken]]
    of: Scope = "all"


RULES = (
    Rule(code="P01", severity="warning", look=pairing.language_missing, of="film"),
    Rule(code="P02", severity="warning", look=pairing.too_far_apart, of="film"),
    Rule(code="P03", severity="warning", look=pairing.same_first_again),
    Rule(code="P04", severity="info", look=timing.off_slot, of="post"),
    Rule(code="P05", severity="warning", look=timing.too_close),
    Rule(code="P06", severity="warning", look=timing.too_many),
    Rule(code="P07", severity="warning", look=timing.in_blackout, of="post"),
    Rule(code="P08", severity="warning", look=timing.on_holiday, of="post"),
    Rule(code="P09", severity="warning", look=timing.past),
    Rule(code="P10", severity="error", look=timing.before_embargo, of="post"),
    Rule(code="P11", severity="error", look=wording.caption_long, of="post"),
    Rule(code="P12", severity="warning", look=pairing.second_behind_fold, of="post"),
    Rule(code="P13", severity="warning", look=pairing.numbers_differ, of="film"),
    Rule(code="P14", severity="warning", look=pairing.links_differ, of="film"),
    Rule(code="P15", severity="warning", look=pairing.names_differ, of="film"),
    Rule(code="P16", severity="warning", look=wording.typography_off, of="post"),
    Rule(code="P17", severity="warning", look=wording.hashtags_off, of="post"),
    Rule(code="P18", severity="error", look=wording.link_names_somebody, of="post"),
    Rule(code="P19", severity="warning", look=completeness.photo_undescribed, of="post"),
    Rule(code="P20", severity="error", look=completeness.picture_gone, of="post"),
    Rule(code="P21", severity="error", look=completeness.twins),
    Rule(code="P22", severity="error", look=wording.comment_unfit, of="post"),
    Rule(code="P23", severity="info", look=timing.undated, of="post"),
    Rule(code="P24", severity="warning", look=completeness.subtitles_missing, of="post"),
    Rule(code="P25", severity="warning", look=pairing.second_unclear, of="post"),
    Rule(code="P26", severity="info", look=wording.link_uncounted, of="post"),
    Rule(code="P27", severity="warning", look=wording.words_spoilt, of="post"),
    Rule(code="P28", severity="error", look=wording.private_said, of="post"),
    Rule(code="P30", severity="warning", look=spellings.organisation_misspelt, of="films"),
    Rule(code="P31", severity="info", look=spellings.organisation_unlisted, of="films"),
    Rule(code="P32", severity="warning", look=spellings.speaker_misspelt, of="films"),
    Rule(code="P33", severity="warning", look=wording.language_other, of="post"),
    Rule(code="P34", severity="warning", look=completeness.said_twice),
    Rule(code="P35", severity="warning", look=pairing.pair_unknown),
)


CROWDED = ("P05", "P06", "P34")  # what a post is beside others, which approving it does not undo


def findings(facts: Facts, codes: Container[str] | None = None) -> list[Finding]:
    """Return all that breaks a rule (or one of these), rule by rule."""
    return list(_found(facts, (rule for rule in RULES if codes is None or rule.code in codes)))


def _found(facts: Facts, rules: Iterable[Rule]) -> Iterator[Finding]:
    for rule in rules:
        for one in rule.look(facts):
            yield Finding(code=rule.code, severity=rule.severity, where=one.where, params=one.params)


_PLACES = {rule.code: place for place, rule in enumerate(RULES)}


def _rules_of(scope: Scope) -> list[Rule]:
    """Return the rules that look at so much together."""
    return [rule for rule in RULES if rule.of == scope]


_ALONE, _OF_FILM = _rules_of("post"), _rules_of("film")
_OF_FILMS, _TOGETHER = _rules_of("films"), _rules_of("all")


class KeptFindings:
    """What all rules say, for who asks again and again: posts are looked at anew where they or what they are held
    against are others; only what rules say of all posts together is asked each time."""

    def __init__(self) -> None:
        self._kept: Kept[list[Finding]] = Kept()

    def findings(self, facts: Facts, against: object) -> list[Finding]:
        """Return what `findings` does, rule by rule; `against` is all that posts are held against (settings, films,
        files, words)."""
        found = [one for each in self._each(facts, against) for one in each]
        return sorted((*found, *_found(facts, _TOGETHER)), key=lambda one: _PLACES[one.code])

    def _each(self, facts: Facts, against: object) -> Iterator[list[Finding]]:
        for post in facts.posts:
            yield self._of(facts, (post,), _ALONE, against, ("post", post.number))
        for about, posts in _by_film(facts).items():
            yield self._of(facts, tuple(posts), _OF_FILM, against, about)
        yield self._of(facts, (), _OF_FILMS, against, ("films", 0))

    def _of(
        self,
        facts: Facts,
        posts: tuple[Post, ...],
        rules: list[Rule],
        against: object,
        about: tuple[str, int],
    ) -> list[Finding]:
        return self._kept.of(about, (against, posts), partial(_looked_at, facts, posts, rules))


def _looked_at(facts: Facts, posts: tuple[Post, ...], rules: list[Rule]) -> list[Finding]:
    return list(_found(replace(facts, posts=posts), rules))


def _by_film(facts: Facts) -> dict[tuple[str, int], list[Post]]:
    """Return the posts of each film together, each other one by itself."""
    found: dict[tuple[str, int], list[Post]] = {}
    for one in facts.posts:
        about = ("without", one.number) if one.testimony_id is None else ("film", one.testimony_id)
        found.setdefault(about, []).append(one)
    return found


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
