"""Does with a post what somebody at the desk asks, by the functions that the commands call too."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from campaign.messages import translate
from campaign.people import acts as acts_of_roles
from campaign.people.acts import OWNER, Who
from campaign.posts import approve, editing, live, revoke
from campaign.posts import overdue as arrears
from campaign.posts.whose_yes import Voice
from campaign.web.open_desk import OpenDesk
from campaign.web.posts import acts, versions
from campaign.workspace import Workspace
from media.text import folding
from schedules.consent.required_approvals import ApprovalReader
from schedules.consent.rules import Closed
from schedules.database import posts
from schedules.errors import BadRequest, NotReady

LONGEST = 500  # characters of a name or a reason


class Changed(NotReady):
    """The post is another than the one that somebody looked at as they asked for this."""


@dataclass(frozen=True, kw_only=True)
class Asking:
    """Who asks for an act: at which desk, for which post, with what was typed, in which language."""

    desk: OpenDesk
    workspace: Workspace
    number: int
    form: Mapping[str, str]
    lang: str
    who: Who = OWNER

    @property
    def whose(self) -> str | None:
        """Return the organisation that is spoken for; raises NotReady where an approver speaks for another's."""
        written = self.text("for") or None
        if self.who.role == "approver":
            written = written or self.who.organisation
            acts_of_roles.require_voice(
                self.who, written, folding.same(written or "", self.who.organisation or "")
            )
        return written

    @property
    def also(self) -> int:
        """Return the other post to which the same yes is said; 0 where there is none."""
        written = self.text("also")
        return int(written) if written.isdecimal() and len(written) < 10 else 0

    def text(self, name: str) -> str:
        """Return what was typed under a name, without space around it."""
        return self.form.get(name, "").strip()[:LONGEST]


def do(asking: Asking, act: str) -> tuple[str, ...]:
    """Do an act; return what else is to be told of it, in sentences.

    Raises Changed where the post is no longer the version that was looked at, else what the act raises.
    """
    if act not in _DOING:
        raise BadRequest("desk-act-unknown")
    require_version(asking)
    _require_open(asking, act)
    return tuple(translate.say(one.code, one.params, asking.lang) for one in _DOING[act](asking))


def _require_open(asking: Asking, act: str) -> None:
    with asking.workspace.store.read() as session:
        if shut := acts.shut_by(session, act):
            raise NotReady(shut.code)


def require_version(asking: Asking) -> None:
    """Raise Changed where a post is no longer the version that a form was made from."""
    seen = {asking.number: asking.form.get("version")}
    if asking.also:
        seen[asking.also] = asking.form.get("also-version")
    with asking.workspace.store.read() as session:
        reader = ApprovalReader(session=session, campaign=asking.workspace.campaign)
        for number, version in seen.items():
            if version != versions.of(reader, posts.post(session, number)):
                raise Changed("desk-act-changed", number=number)


def _approve(asking: Asking) -> tuple[Closed, ...]:
    who = asking.who.name or asking.text("by")  # whoever logged in says yes under no other name
    if not who:
        raise BadRequest("desk-by-empty")
    voice = Voice(who=who, organisation=asking.whose)
    now = asking.desk.clock()
    numbers = (asking.number, *((asking.also,) if asking.also else ()))
    return approve.approve(asking.workspace, numbers, voice, now=now).told


def _unapprove(asking: Asking) -> tuple[Closed, ...]:
    revoke.revoke(asking.workspace, asking.number, now=asking.desk.clock(), organisation=asking.whose)
    return ()


def _hold(asking: Asking) -> tuple[Closed, ...]:
    editing.hold(asking.workspace, asking.number, asking.text("reason") or None, now=asking.desk.clock())
    return ()


def _release(asking: Asking, *, at_once: bool) -> tuple[Closed, ...]:
    editing.release(asking.workspace, asking.number, at_once=at_once, now=asking.desk.clock())
    return ()


def _cancel(asking: Asking) -> tuple[Closed, ...]:
    editing.cancel(asking.workspace, (asking.number,), now=asking.desk.clock())
    return ()


def _retry(asking: Asking) -> tuple[Closed, ...]:
    editing.step(asking.workspace, asking.number, "retried", now=asking.desk.clock())
    return ()


def _absent(asking: Asking) -> tuple[Closed, ...]:
    live.settle(asking.workspace, asking.number, published_id=None, now=asking.desk.clock())
    return ()


def _published(asking: Asking) -> tuple[Closed, ...]:
    named = asking.text("id")
    if not named:
        raise BadRequest("desk-id-empty")
    connect = partial(asking.desk.connect, asking.workspace)
    live.settle_seen(asking.workspace, asking.number, named, connect, now=asking.desk.clock())
    return ()


def _remove(asking: Asking) -> tuple[Closed, ...]:
    connect = partial(asking.desk.connect, asking.workspace)
    live.take_off(asking.workspace, asking.number, connect, clock=asking.desk.clock)
    return ()


def _decide(asking: Asking, decision: arrears.Decision) -> tuple[Closed, ...]:
    done = arrears.decide(asking.workspace, decision, (asking.number,), now=asking.desk.clock())
    if not done:
        raise Changed("desk-act-changed", number=asking.number)
    if left := [one.left for one in done if one.left]:
        raise NotReady("desk-left", number=asking.number, why=left[0])
    return ()


_DOING: Mapping[str, Callable[[Asking], tuple[Closed, ...]]] = {
    acts.APPROVE: _approve,
    acts.UNAPPROVE: _unapprove,
    acts.HOLD: _hold,
    acts.RELEASE: partial(_release, at_once=False),
    acts.RELEASE_NOW: partial(_release, at_once=True),
    acts.CANCEL: _cancel,
    acts.RETRY: _retry,
    acts.ABSENT: _absent,
    acts.PUBLISHED: _published,
    acts.REMOVE: _remove,
    acts.SPREAD: partial(_decide, decision="spread"),
    acts.SEND_NOW: partial(_decide, decision="send-now"),
}
