"""What signed forms allow: rules C01 and C03 to C05, as functions of values (facts/testimony.md section 4.4)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from schedules.database.tables import ACTS
from schedules.model.records import Consent, Reason, Withdrawal

ENDS_SOON = timedelta(days=14)
PURPOSE, ARCHIVE, PAID = (
    "campaign",
    "archive",
    "paid_ads",
)  # boosting a post needs the last, a purpose of its own (C07)
PURPOSES = (PURPOSE, ARCHIVE, PAID)
# What is shut for want of a form, which a person may have and can record.
FORM_WANTED = (
    "consent-film", "consent-publish", "consent-purpose", "consent-channel", "consent-language", "consent-special",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Closed:
    """A closed gate: its code, and parameters that hold numbers of people, never names."""

    code: str
    params: dict[str, object] = field(default_factory=dict)

    def as_reason(self) -> Reason:
        """Return the form in which a post keeps it."""
        return Reason(code=self.code, params=self.params)


@dataclass(frozen=True, kw_only=True)
class Use:
    """What is to be allowed: a channel, a language, a purpose, on a calendar day of the campaign."""

    channel: str
    language: str
    purpose: str
    day: date


@dataclass(frozen=True, kw_only=True)
class Seen:
    """A recognisable person in a film; `special` are the special categories of which the film tells."""

    id: int
    minor: bool
    special: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Allowed:
    """What a person's forms say of a use: what it lacks, or until which day it may be (None: without an end)."""

    lack: Closed | None
    until: date | None = None


def allowed(
    seen: Seen,
    given: Sequence[Consent],
    taken_back: Sequence[Withdrawal],
    use: Use,
    stands: Callable[[Consent], bool],
) -> Allowed:
    """Return the same as `shut`, and how long what is allowed lasts."""
    if lack := shut(seen, given, taken_back, use, stands):
        return Allowed(lack=lack)
    theirs = [one for one in given if one.person_id == seen.id and not is_void(one, taken_back)]
    acts = (_narrowed(act, seen, theirs, taken_back, use, stands)[0] for act in ACTS)
    ends = [_latest(left) for left in acts]
    return Allowed(lack=None, until=min((one for one in ends if one), default=None))


def _latest(forms: Iterable[Consent]) -> date | None:
    """Return the last day that one of these forms counts; None where one has no end."""
    days = [one.until for one in forms]
    known = [day for day in days if day is not None]
    return max(known) if len(known) == len(days) else None


def shut(
    seen: Seen,
    given: Iterable[Consent],
    taken_back: Sequence[Withdrawal],
    use: Use,
    stands: Callable[[Consent], bool],
) -> Closed | None:
    """Return what a person's forms lack for a use, for filming first, then for publishing; None where all is allowed.

    `stands` tells whether the signed form is still there, byte for byte (C04).
    """
    theirs = [one for one in given if one.person_id == seen.id and not is_void(one, taken_back)]
    for act in ACTS:
        if lack := _lacking(act, seen, theirs, taken_back, use, stands):
            return lack
    return None


def _lacking(
    act: str,
    seen: Seen,
    theirs: list[Consent],
    taken_back: Sequence[Withdrawal],
    use: Use,
    stands: Callable[[Consent], bool],
) -> Closed | None:
    """Return what an act lacks."""
    return _narrowed(act, seen, theirs, taken_back, use, stands)[1]


def _narrowed(
    act: str,
    seen: Seen,
    theirs: list[Consent],
    taken_back: Sequence[Withdrawal],
    use: Use,
    stands: Callable[[Consent], bool],
) -> tuple[list[Consent], Closed | None]:
    """Narrow the forms rule by rule to those that count; the first rule that leaves none is what is wrong."""
    asked: dict[str, object] = {"person": seen.id, "language": use.language, "day": use.day.isoformat()}
    rules: tuple[tuple[str, Callable[[Consent], bool]], ...] = (
        (f"consent-{act}", lambda one: act in one.acts),
        ("consent-purpose", lambda one: use.purpose in one.purposes),
        ("consent-channel", lambda one: use.channel in one.channels),
        ("consent-language", lambda one: use.language in one.languages),
        ("consent-withdrawn", lambda one: not is_taken_back(one, taken_back, use)),
        (f"consent-{act}", lambda one: one.signed_on <= use.day),
        ("consent-ended", lambda one: one.until is None or use.day <= one.until),
        ("consent-evidence", stands),
        ("consent-guardian", lambda one: one.guardian_id is not None or not seen.minor),
    )
    left = theirs
    for code, holds in rules:
        former, left = left, [one for one in left if holds(one)]
        if not left:
            return [], Closed(code=code, params=asked | _told(code, former, use))
    if act == "publish" and (missing := set(seen.special) - {what for one in left for what in one.special}):
        return [], Closed(code="consent-special", params=asked | {"what": ", ".join(sorted(missing))})
    return left, None


def _told(code: str, former: list[Consent], use: Use) -> dict[str, object]:
    if code == "consent-purpose":
        given = dict.fromkeys(purpose for one in former for purpose in one.purposes)
        return {"purpose": use.purpose, "given": ", ".join(given)}
    if code == "consent-ended":
        return {"until": max(one.until for one in former if one.until).isoformat()}
    return {"consent": former[0].id} if code == "consent-evidence" else {}


def standing(
    one: Consent, taken_back: Sequence[Withdrawal], today: date, stands: Callable[[Consent], bool]
) -> str:
    """Return how a form stands: void, withdrawn, not-yet, ended, no-form, withdrawn-in-part, ends-soon or valid."""
    part = any(each.person_id == one.person_id and one.recorded_at <= each.asked_at for each in taken_back)
    tests = (
        ("void", is_void(one, taken_back)),
        ("withdrawn", one.withdrawn_at is not None),
        ("not-yet", today < one.signed_on),
        ("ended", one.until is not None and one.until < today),
        ("no-form", not stands(one)),
        ("withdrawn-in-part", part),
        ("ends-soon", one.until is not None and one.until - today <= ENDS_SOON),
    )
    return next((name for name, is_so in tests if is_so), "valid")


def is_void(one: Consent, taken_back: Iterable[Withdrawal]) -> bool:
    """Tell whether a form was recorded by mistake: it ended, and with no withdrawal."""
    theirs = (each.asked_at for each in taken_back if each.person_id == one.person_id and each.is_whole)
    return one.withdrawn_at is not None and one.withdrawn_at not in theirs


def is_taken_back(one: Consent, taken_back: Iterable[Withdrawal], use: Use) -> bool:
    """Tell whether a form was withdrawn for a use: wholly, or for its channel or language; newer forms count anew."""
    return one.withdrawn_at is not None or any(
        each.person_id == one.person_id
        and one.recorded_at <= each.asked_at
        and each.channel in (None, use.channel)
        and each.language in (None, use.language)
        for each in taken_back
    )
