"""Whose yes a post has, to what, under which rules, and whose it lacks: the one answer that gates and screens ask.

A yes counts to the post exactly as it stands, and under the rules that the campaign has (`Rules.approval_rules`); an
older one, of which the rules are not known, under any. One person has one voice, and so has one organisation.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Literal

from sqlmodel import Session

from media.brand import kit_fingerprint
from media.text import folding
from schedules.consent import credits, shown_partners, subtitle_languages
from schedules.consent.rules import Closed
from schedules.database import approvals, events, posts, testimonies
from schedules.model import organisations
from schedules.model.publishing_rules import Campaign, Rules
from schedules.model.records import Approval, Consent, Post, Testimony
from schedules.model.states import State

KIT = "brand"  # its folder in the campaign's
TAKEN_BACK = ("unapproved", "approvals-withdrawn", "approval-withdrawn")  # events of who takes back a yes
WAITING = (State.APPROVED, State.UPLOADING, State.STAGED)  # nothing but time is between these and the Page
_TO_JUDGE = (State.DRAFT, *WAITING)  # what screens ask about more than once
OTHERWISE = "approved-under-other-rules"  # the gate of a post whose yes was given under other rules
# why a yes does not count: it was to an earlier version, taken back, ended by a move or a change of the post, given
# under other rules, or by somebody twice
Flaw = Literal["earlier", "revoked", "lapsed", "other-rules", "nameless", "same-person"]


@dataclass(frozen=True, kw_only=True)
class Yes:
    """One yes: whose (None: unknown, or by link), for which organisation, when, and why it does not count now."""

    person: int | None
    by: str | None
    organisation: str | None
    at: datetime
    flaw: Flaw | None

    @property
    def stands(self) -> bool:
        """Whether it counts."""
        return self.flaw is None


@dataclass(frozen=True, kw_only=True)
class Approvals:
    """What a post has of what it needs.

    `given` is every yes, oldest first; `organisations` those that must say yes, `lacking` those that have not;
    `unlisted` the film's organisation where it is none of the campaign's, so that nobody can say yes for it; `people`
    how many more people must say yes. `needs_names` is whether one person alone is not enough, so that it must be known
    who says yes; `is_required` whether the campaign asks for approval at all.
    """

    given: tuple[Yes, ...]
    organisations: tuple[str, ...]
    lacking: tuple[str, ...]
    unlisted: str | None
    people: int
    needs_names: bool
    is_required: bool

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        return not self.is_required or not (self.lacking or self.unlisted or self.people)

    @property
    def standing(self) -> tuple[Yes, ...]:
        """Every yes that counts."""
        return tuple(one for one in self.given if one.stands)

    @property
    def flaw(self) -> Flaw | None:
        """Why the last yes that counted once does no more; None where none did."""
        return self.void[-1].flaw if self.void else None

    @property
    def void(self) -> tuple[Yes, ...]:
        """Every yes that counted once, until post or rules became others."""
        return tuple(one for one in self.given if one.flaw in ("earlier", "other-rules"))


@dataclass(kw_only=True)
class ApprovalReader:
    """Reads the approvals of many posts in one transaction; what they have in common is looked up once.

    `every` reads all rows at once, and each post once, for screens that show many posts and change none.
    """

    session: Session
    campaign: Campaign
    every: bool = False
    _few: bool = False  # of the posts are judged: their rows are read one by one
    _films: dict[int, tuple[Testimony, str | None]] = field(default_factory=dict)
    _several: set[int] = field(default_factory=set)  # films in which others than the speaker have a form
    _named: dict[tuple[int, str], tuple[str, ...]] = field(default_factory=dict)
    _read: dict[int, Approvals] = field(default_factory=dict)

    def of(self, post: Post) -> Approvals:
        """Return whose yes a post has, and whose it lacks."""
        if not self.every:
            return self._of(post)
        if post.number not in self._read:
            self._read[post.number] = self._of(post)
        return self._read[post.number]

    def _of(self, post: Post) -> Approvals:
        rules = self.campaign.rules
        film, credit = self._film(post)
        wanted, unlisted = shown_partners.of(post, film, rules)
        given = tuple(self._judged(post, film, credit, wanted))
        counting = [one for one in given if one.stands]
        for_whom = [one.organisation for one in counting if one.organisation]
        lacking = tuple(one for one in wanted if organisations.listed(one, for_whom) is None)
        voices = len(counting)
        return Approvals(
            given=given,
            organisations=wanted,
            lacking=lacking,
            unlisted=unlisted,
            people=max(0, rules.approvals - voices - len(lacking) - bool(unlisted)),
            needs_names=rules.approvals > 1 or len(wanted) > 1,
            is_required=rules.approval == "required",
        )

    def again(self, session: Session, known: dict[int, Approvals], *, few: bool) -> "ApprovalReader":
        """Return a reader of another transaction, for which films, forms, rules and files are what they were.

        `known` are the posts of which it is known already how they stand, `few` is whether few others are asked for.
        """
        made = replace(self, session=session, _few=few, _read=known)
        same = {name: found for name, found in vars(self).items() if name in ("films", "_forms", "_kit")}
        vars(made).update(same)
        return made

    def seen(self, post: Post) -> Post:
        """Return a post as the gates see it: what waits without the yes it needs is a draft."""
        stale = post.state in WAITING and not self.of(post).complete
        return replace(post, state=State.DRAFT) if stale else post

    def posts(self, states: Iterable[str] = ()) -> list[Post]:
        """Return the posts as the gates see them, in these states, by due moment; those without a date last."""
        wanted = tuple(states)
        asked = {*wanted, *WAITING} if State.DRAFT in wanted else wanted
        found = [self.seen(one) for one in self._stored(tuple(asked))]
        return [one for one in found if not wanted or one.state in wanted]

    def _stored(self, states: tuple[str, ...]) -> list[Post]:
        """Return the posts in these states as the database has them; those to judge are read once where all are."""
        if not self.every or not states or not set(states) <= set(_TO_JUDGE):
            return posts.posts(self.session, states)
        return [one for one in self._to_judge if one.state in states]

    @cached_property
    def _to_judge(self) -> list[Post]:
        return posts.posts(self.session, _TO_JUDGE)

    def counts(self) -> dict[str, int]:
        """Return how many posts there are in each state as the gates see them, every state named."""
        counts = events.counts(self.session)
        for one in self._stored(WAITING):
            if (state := self.seen(one).state) is not one.state:
                counts[one.state] -= 1
                counts[state] += 1
        return counts

    def to_approve_again(self, post: Post) -> bool:
        """Tell whether a post that the gates see as a draft was approved, but not as it stands or under these rules."""
        if self.seen(post).state is not State.DRAFT:
            return False
        found = self.of(post)
        return bool(found.void) and not found.complete

    def shows(self, post: Post) -> tuple[str, ...]:
        """Return the organisations that a post shows, whoever is asked: its film's, and partners that it names."""
        return shown_partners.all_of(post, self._film(post)[0], self.campaign.rules)

    def content(self, post: Post) -> str:
        """Return the hash of what a yes to a post as it stands is to."""
        film, credit = self._film(post)
        second = self._second(post, film)
        return approvals.content_of(post, film, credit=credit, others=self._beside(post, film), second=second)

    def kit_of(self, post: Post) -> str | None:
        """Return the fingerprint of the brand kit that a post's film is made with; none once it is out."""
        waits = post.is_film and post.state is not State.PUBLISHED
        return self._kit if waits else None

    @cached_property
    def _kit(self) -> str:
        return kit_fingerprint.fingerprint(self.campaign.folder / KIT)

    @cached_property
    def _rows(self) -> dict[int, list[Approval]]:
        rows: dict[int, list[Approval]] = {}
        for one in approvals.given(self.session):
            rows.setdefault(one.post_number, []).append(one)
        return rows

    def _film(self, post: Post) -> tuple[Testimony | None, str | None]:
        """Return a post's film, and what it calls its speaker where that is not the name."""
        number = post.testimony_id
        if number is None:
            return None, None
        if number not in self._films:
            film, given = self._filmed(number)
            if any(one.person_id != film.speaker_id for one in given):
                self._several.add(number)
            shown = credits.shown_name(film, given)
            self._films[number] = film, None if shown == film.speaker else shown or ""
        return self._films[number]

    def _filmed(self, number: int) -> tuple[Testimony, list[Consent]]:
        """Return a film and the forms of its people; one that was taken out is no longer among all."""
        if self.every and number in self.films:
            return self.films[number], self._forms.get(number, [])
        film = testimonies.testimony_by_id(self.session, number)
        return film, testimonies.consents(self.session, testimony_id=number)

    @cached_property
    def films(self) -> dict[int, Testimony]:
        """Return every film that was not taken out, by its number."""
        return {film.id: film for film in testimonies.testimonies(self.session)}

    @cached_property
    def _forms(self) -> dict[int, list[Consent]]:
        forms: dict[int, list[Consent]] = {}
        for one in testimonies.consents(self.session):
            forms.setdefault(one.testimony_id, []).append(one)
        return forms

    def _beside(self, post: Post, film: Testimony | None) -> tuple[str, ...]:
        """Return whom a post's film names beside its speaker."""
        if film is None or film.id not in self._several:
            return ()
        asked = film.id, post.language
        if asked not in self._named:
            from schedules.consent import speaking  # reads subtitles, which hardly any campaign needs

            given = testimonies.consents(self.session, testimony_id=film.id)
            folder = self.campaign.folder
            self._named[asked] = speaking.shown_beside(self.session, folder, film, post.language, given)
        return self._named[asked]

    def _was_taken_back(self, post: Post, one: Approval) -> bool:
        """Tell whether somebody took a yes back, rather than that a change of the post did."""
        if one.revoked_at is None:
            return False
        said = [each for each in events.events(self.session, number=post.number) if each.at == one.revoked_at]
        return any(each.event in TAKEN_BACK and not each.params.get("why") for each in said)

    def _second(self, post: Post, film: Testimony | None) -> str | None:
        """Return which language a post's film has below its own."""
        return subtitle_languages.second(self.campaign.folder, film, post.language) if film else None

    def _judged(
        self, post: Post, film: Testimony | None, credit: str | None, wanted: tuple[str, ...]
    ) -> Iterator[Yes]:
        at_once = self.every and not self._few
        rows = self._rows.get(post.number, []) if at_once else approvals.given(self.session, post.number)
        if not rows:
            return
        rules, kit = self.campaign.rules, self.kit_of(post)
        beside = self._beside(post, film)
        second = self._second(post, film)
        known = approvals.content_of(post, film, credit=credit, others=beside, second=second)
        as_ever = credit is None and not beside and second is None
        before = known if as_ever else approvals.content_of(post, film)
        voices: set[int | str] | None = set() if rules.approvals > 1 or len(wanted) > 1 else None
        for one in rows:
            same = one.content == (before if one.rules is None else known)
            current = same and not (kit and one.kit not in ("", kit))
            back = self._was_taken_back(post, one)
            flaw = _void(one, rules, current=current or back, back=back) or _twice(one, rules, voices)
            if flaw is None and voices is not None and (voice := _voice(one)) is not None:
                voices.add(voice)
            yield Yes(person=one.by_person_id, by=one.by, organisation=one.organisation, at=one.at, flaw=flaw)


def _void(one: Approval, rules: Rules, *, current: bool, back: bool) -> Flaw | None:
    if not current:
        return "earlier"
    if one.revoked_at is not None:
        return "revoked" if back else "lapsed"
    return None if one.rules in (None, rules.approval_rules) else "other-rules"


def _voice(one: Approval) -> int | str | None:
    """Return whose voice a yes is: a person's, or by link the organisation's; None where nobody is named."""
    by_link = one.invitation_id is not None and one.organisation is not None
    return folding.folded(one.organisation or "") if by_link else one.by_person_id


def _twice(one: Approval, rules: Rules, voices: set[int | str] | None) -> Flaw | None:
    """Return why a yes adds nothing to those of `voices`, where several people must say it (None: one is enough)."""
    if voices is None:
        return None
    if _voice(one) is None:  # before names were asked for, organisations alone told them apart
        return "nameless" if rules.approvals > 1 or one.rules is not None else None
    return "same-person" if _voice(one) in voices else None


def unapproved(post: Post, found: Approvals) -> Closed | None:
    """Return the gate that stays closed until the approvals of a post are complete, or None."""
    if found.complete:
        return None
    if found.unlisted:
        params: dict[str, object] = {"organisation": found.unlisted, "slug": post.testimony}
        return Closed(code="organisation-unlisted", params=params)
    if found.lacking:
        code = "unapproved-by" if len(found.lacking) == 1 else "unapproved-by-several"
        return Closed(code=code, params={"who": ", ".join(found.lacking), "first": found.lacking[0]})
    if found.needs_names:
        return Closed(code="unapproved-people", params={"people": found.people})
    return Closed(code=OTHERWISE if found.flaw == "other-rules" else "changed-since-approval")


def of(session: Session, post: Post, campaign: Campaign) -> Approvals:
    """Return whose yes one post has, and whose it lacks."""
    return ApprovalReader(session=session, campaign=campaign).of(post)


def stale(session: Session, campaign: Campaign, among: Iterable[int] | None = None) -> list[Post]:
    """Return the posts that were approved, or rest or failed since, and lack a yes as they stand; of these films."""
    reader = ApprovalReader(session=session, campaign=campaign, every=True)
    films = None if among is None else set(among)
    found = posts.posts(session, (*WAITING, State.HELD, State.FAILED))
    return [
        one for one in found if (films is None or one.testimony_id in films) and not reader.of(one).complete
    ]
