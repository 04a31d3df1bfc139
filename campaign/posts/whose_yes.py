"""Whose yes is given to a post: may this person say it, for this organisation, and does it add anything?"""

import re
from dataclasses import dataclass

from sqlmodel import Session

from campaign.checks import given_approvals
from campaign.messages import pasteable
from campaign.typed import person_names
from campaign.workspace import Workspace
from media.text import folding
from schedules.consent import required_approvals
from schedules.consent.required_approvals import Approvals, Yes
from schedules.consent.rules import Closed
from schedules.database import colleagues
from schedules.errors import BadRequest, NotReady
from schedules.model import invited, organisations
from schedules.model.records import Post

STAFF = colleagues.STAFF
_SOUNDS = (  # letters that one name is spelt with in several ways
    *(("ph", "f"), ("ck|c|q", "k"), ("y|ij", "i"), ("z", "s"), ("h", ""), ("ou", "oe")),
    *(("nn?e$", "n"), ("tt?e$", "t")),
)


@dataclass(frozen=True, kw_only=True)
class Voice:
    """Who says yes, and for which organisation; None: it was not said. By link the organisation says it itself."""

    who: str | None = None
    organisation: str | None = None
    invitation: int | None = None


@dataclass(frozen=True, kw_only=True)
class Known:
    """The same once they are looked up: the partner as the campaign spells it, the person's number."""

    whose: str | None
    person: int | None
    who: str | None = None
    invitation: int | None = None

    @property
    def by(self) -> str:
        """Return by whom the log says that it was."""
        return STAFF if self.invitation is None else invited.LINK

    @property
    def told(self) -> dict[str, object]:
        """Return what an event says of whose link it was; nothing where it was none."""
        return {} if self.invitation is None else {"organisation": self.whose or "-"}


def one_person(written: str) -> str:
    """Return the name of the person who says yes; raises BadRequest where it names several people, or is a letter."""
    parts = person_names.several(written)
    if len(parts) > 1:
        raise BadRequest("approval-several-people", by=written.strip(), first=parts[0], second=parts[1])
    if sum(map(str.isalpha, written)) == 1:
        raise BadRequest("approval-one-letter", by=written.strip())
    if person_names.is_nobody(written):
        raise BadRequest("approval-nobody", by=written.strip())
    return written


def person(session: Session, workspace: Workspace, voice: Voice) -> int | None:
    """Return who says yes: whom the line names, else who acts; for a partner that is nobody unless it is said."""
    if voice.invitation is not None:
        return None
    if voice.who:
        return colleagues.called(session, one_person(voice.who))
    return None if workspace.rules.by_partners else colleagues.behind(session, STAFF)


def organisation(written: str | None) -> str | None:
    """Return the organisation for which yes is said, if any; raises BadRequest where its name is left empty."""
    if written is not None and not written.strip():
        raise BadRequest("words-empty", option="--for")
    return written


def alike(voice: Known, post: Post, found: Approvals) -> Closed | None:
    """Return that a name is nearly that of somebody who said yes before: two people, or one of them misspelt?"""
    mine = next((one.by for one in found.standing if one.person == voice.person and one.by), None)
    near = near_name(mine, found) if mine else None
    if near is None:
        return None
    return Closed(code="approval-names-alike", params={"by": mine, "other": near, "number": post.number})


def near_name(name: str, found: Approvals) -> str | None:
    """Return the name of somebody else who said yes that this one is nearly; None where names are not asked for."""
    others = {one.by for one in found.standing if one.by and not folding.same(one.by, name)}
    if not found.needs_names:
        return None
    return folding.nearest(name, others) or next((one for one in others if _sounds_alike(one, name)), None)


def _sounds_alike(one: str, other: str) -> bool:
    """Tell whether two names sound alike, roughly: Sofie and Sophie, Bert Maes and Maes B.; one may lack a name."""
    mine, theirs = ([_sound(word) for word in re.findall(r"[^\s.]+", name)] for name in (one, other))
    few, many = sorted((mine, theirs), key=len)
    return all(any(_begins(word, each) for each in many) for word in few)


def _begins(one: str, other: str) -> bool:
    """Tell whether two words of names are alike, or one is the other's first letter."""
    return one == other or (min(len(one), len(other)) == 1 and one[:1] == other[:1])


def _sound(word: str) -> str:
    said = folding.folded(word)
    for written, sound in _SOUNDS:
        said = re.sub(written, sound, said)
    return re.sub(r"(.)\1+", r"\1", said)


def unshown(voice: Known, post: Post, shown: tuple[str, ...]) -> Closed | None:
    """Return that the organisation for which yes is said is none that the post shows."""
    if voice.whose is None or any(same(one, voice.whose) for one in shown):
        return None
    params: dict[str, object] = {"number": post.number, "organisation": voice.whose}
    return Closed(code="approval-for-unshown", params=params)


def require_shown(voice: Known, post: Post, shown: tuple[str, ...]) -> None:
    """Refuse a yes for nearly the name of an organisation that the post shows, which may be called otherwise by now."""
    if unshown(voice, post, shown) is None or (near := folding.nearest(voice.whose or "", shown)) is None:
        return
    by = f" --by {pasteable.quoted(voice.who)}" if voice.who else ""
    how = pasteable.Typed(f"campaign post approve {post.number} --for {pasteable.quoted(near)}{by}")
    raise BadRequest("approval-for-near", number=post.number, organisation=voice.whose, name=near, how=how)


def adds_nothing(voice: Known, post: Post, found: Approvals) -> Closed | None:
    """Return what is told where this yes was given before; raises NotReady for one that cannot be counted."""
    if found.complete:
        return None
    if found.unlisted:
        raise NotReady("gate-closed", number=post.number, reason=required_approvals.unapproved(post, found))
    _require_organisation(voice, post, found)
    if found.needs_names and voice.person is None and voice.invitation is None:
        raise NotReady("approval-by-whom", number=post.number, how=given_approvals.command(post, found))
    if found.people or _is_lacking(voice.whose, found):
        return _same_person(voice, post, found)
    return _told_before(
        post, found, next(one for one in found.standing if same(one.organisation, voice.whose))
    )


def _require_organisation(voice: Known, post: Post, found: Approvals) -> None:
    """Refuse a yes for nobody where partners say it, and one for a partner that the post does not show."""
    if not found.organisations or (voice.whose is None and not found.lacking):
        return
    who, how = ", ".join(found.lacking or found.organisations), given_approvals.command(post, found)
    if voice.whose is None:
        raise NotReady("approval-for-whom", number=post.number, who=who, how=how)
    if not any(same(one, voice.whose) for one in found.organisations) and not found.people:
        params = {"number": post.number, "organisation": voice.whose, "who": who, "how": how}
        raise NotReady("approval-not-asked", **params)


def _same_person(voice: Known, post: Post, found: Approvals) -> Closed | None:
    """Return that this person said yes before; raise NotReady where that was for another organisation."""
    if not found.needs_names:
        return None
    before = next((one for one in found.standing if _is_of(one, voice)), None)
    if before is None:
        return None
    if _is_lacking(voice.whose, found):
        raise NotReady(
            "one-person-one-organisation",
            number=post.number,
            by=before.by or "-",
            organisation=before.organisation or "-",
            other=voice.whose,
        )
    return _told_before(post, found, before)


def _is_of(one: Yes, voice: Known) -> bool:
    """Tell whether a yes was said by the same voice: of a person, or by link of an organisation."""
    if voice.person is not None:
        return one.person == voice.person
    return one.person is None and same(one.organisation, voice.whose)


def _told_before(post: Post, found: Approvals, before: Yes) -> Closed:
    """Return that this yes was given before, and whose is still missing."""
    params: dict[str, object] = {"number": post.number, "by": before.by or before.organisation or "-"}
    return Closed(code="yes-before", params=params | {"still": still(post, found)})


def still(post: Post, found: Approvals) -> Closed:
    """Return what a post still lacks, as a sentence with the next command."""
    params: dict[str, object] = {"number": post.number, "how": given_approvals.command(post, found)}
    if found.lacking:
        return Closed(code="still-lacks-partners", params=params | {"who": ", ".join(found.lacking)})
    return Closed(code="still-lacks-people", params=params)


def same(one: str | None, other: str | None) -> bool:
    """Tell whether two names are the same, however they are spelt; nobody has none."""
    return one is not None and other is not None and folding.same(one, other)


def _is_lacking(organisation: str | None, found: Approvals) -> bool:
    return any(same(one, organisation) for one in found.lacking)


def partner(workspace: Workspace, written: str) -> str:
    """Return the partner organisation that is meant, however it is spelt; raises BadRequest for none."""
    if meant := organisations.listed(written, workspace.rules.partners):
        return meant
    known = ", ".join(workspace.rules.partners) or "-"
    if near := folding.nearest(written, workspace.rules.partners):
        raise BadRequest("organisation-no-partner", organisation=written, known=known, name=near)
    raise BadRequest("organisation-unknown", organisation=written, known=known)
