"""What a notice says: its subject, its sentences, and no name."""

from collections.abc import Sequence
from datetime import datetime

from campaign.messages import translate
from campaign.notices.delivery import Letter
from campaign.notices.notices import Notice

LISTED = 50  # in one mail


def letters(
    notices: Sequence[Notice], campaign: str, *, alone: bool, now: datetime, lang: str | None
) -> list[tuple[tuple[Notice, ...], Letter]]:
    """Return what to send, with what each letter tells: one for each notice if `alone`, else one for all."""
    groups = [(one,) for one in notices] if alone else [tuple(notices)] if notices else []
    return [(group, _letter(group, campaign, now, lang)) for group in groups]


def trial(campaign: str, *, now: datetime, lang: str | None) -> Letter:
    """Return a letter that tells of nothing, to try a way with."""
    text = translate.say("notice-trial", {"campaign": campaign}, lang)
    facts = {"campaign": campaign, "post": None, "state": None, "reason": None, "event": "trial"}
    return Letter(
        key=f"trial {campaign} {now.isoformat()}",
        at=now,
        subject=translate.say("notice-subject-trial", {"campaign": campaign}, lang),
        text=text + "\n",
        facts={**facts, "at": now.isoformat(), "text": text},
    )


def _letter(group: tuple[Notice, ...], campaign: str, now: datetime, lang: str | None) -> Letter:
    told = [_sentence(one, lang) for one in group[:LISTED]]
    if len(group) > LISTED:
        told.append(translate.say("notice-more", {"more": len(group) - LISTED}, lang))
    closing = translate.say("notice-closing", {"campaign": campaign}, lang)
    first = group[0]
    facts = {"campaign": campaign, "post": first.number, "state": first.state, "reason": _reason(first, lang)}
    return Letter(
        key=f"{campaign} {[(one.event_id, one.tries) for one in group]} {now.isoformat()}",
        at=now,
        subject=_subject(group, campaign, lang),
        text="\n\n".join([*told, closing]) + "\n",
        facts={**facts, "event": first.event, "at": first.at.isoformat(), "text": told[0]},
    )


def _subject(group: tuple[Notice, ...], campaign: str, lang: str | None) -> str:
    first = group[0]
    if len(group) == 1:
        params = {**first.params, "campaign": campaign, "number": first.number, "state": first.state}
        return translate.say(
            "notice-subject-post" if first.post else f"notice-subject-{first.event}", params, lang
        )
    posts = all(one.post for one in group)
    params = {"campaign": campaign, "count": len(group)}
    return translate.say("notice-subject-posts" if posts else "notice-subject-several", params, lang)


def _sentence(one: Notice, lang: str | None) -> str:
    params = {**one.params, "number": one.number, "reason": _reason(one, lang)}
    return translate.say(f"notice-{one.state or one.event}", params, lang)


def _reason(one: Notice, lang: str | None) -> str:
    return translate.say(one.code, {"number": one.post, **one.params}, lang)
