"""May this post go out at this instant? One function, asked at approval, before rendering and as the reveal starts.

Rules C01 to C09 of facts/testimony.md section 4.4. Nothing here, and no option anywhere, opens a closed gate (C08).
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlmodel import Session

from media import kept_files
from media.kept_files import FileChanged
from schedules.consent import named_people, required_approvals, subtitle_languages
from schedules.consent import rules as consent_rules
from schedules.consent.rules import Allowed, Seen, Use
from schedules.consent.rules import Closed as Closed
from schedules.database import events, testimonies, withdrawals
from schedules.model import bilingual, campaign_paths
from schedules.model.campaign_paths import AstrayPath
from schedules.model.publishing_rules import Campaign, Rules
from schedules.model.records import Consent, Post, Testimony

CHANNEL = "facebook"
PURPOSE = consent_rules.PURPOSE
DRAFT, DRAFT_FILE = "subtitles-draft", "captions-draft"  # nobody has checked subtitles that a machine made


def for_reveal(session: Session, post: Post, *, now: datetime, campaign: Campaign) -> Closed | None:
    """Return the gate that is closed at `now` for a post that would go out now, or None."""
    return (
        for_staged(session, post, instant=now, campaign=campaign)
        or paused(session, post)
        or lateness(post, now=now, rules=campaign.rules)
    )


def for_staged(session: Session, post: Post, *, instant: datetime, campaign: Campaign) -> Closed | None:
    """Return the gate that forbids to show at `instant` what stands hidden on the Page, its film's letters included."""
    shut = for_work(session, post, instant=instant, campaign=campaign)
    return shut or (
        None if campaign.rules.consent == "off" else named_people.in_film(session, post, campaign.folder)
    )


def for_work(session: Session, post: Post, *, instant: datetime, campaign: Campaign) -> Closed | None:
    """Return the gate that forbids preparing a post that will be out at `instant`, or None."""
    if shut := required_approvals.unapproved(post, required_approvals.of(session, post, campaign)):
        return shut
    return (
        embargo(post, instant=instant, zone=campaign.rules.zone)
        or consent(session, post, instant=instant, campaign=campaign)
        or draft_subtitles(session, post, campaign=campaign)
    )


def draft_subtitles(session: Session, post: Post, *, campaign: Campaign) -> Closed | None:
    """Return that a machine made subtitles that a post's film shows, and nobody has checked them; else None."""
    if post.testimony_id is None:
        return None
    film = testimonies.testimony_by_id(session, post.testimony_id)
    for language in subtitle_languages.shown(campaign.folder, film, post.language):
        if _is_draft(campaign.folder, film, language):
            return Closed(code=DRAFT, params={"language": language, "testimony_number": film.id})
    return None


def embargo(post: Post, *, instant: datetime, zone: ZoneInfo) -> Closed | None:
    """Return the embargo that still holds at `instant`, or None."""
    if post.embargo_until is None or instant >= post.embargo_until:
        return None
    until = post.embargo_until.astimezone(zone).isoformat(sep=" ", timespec="minutes")
    return Closed(code="embargo", params={"until": until})


def consent(session: Session, post: Post, *, instant: datetime, campaign: Campaign) -> Closed | None:
    """Return whose consent is missing at `instant` for a post's film, channel and language, or who is named otherwise
    than wished (C06); None where neither is so.

    Every recognisable person must allow both Belgian acts, filming and publishing, for this channel, language
    and purpose, on the campaign's calendar day of `instant`, with the signed form still as it was recorded (C01, C04).
    """
    if campaign.rules.consent == "off":
        return None
    shut = lacking(session, post, instant=instant, campaign=campaign)
    return shut or named_people.in_words(session, post, campaign=campaign)


def languages(session: Session, post: Post, campaign: Campaign) -> tuple[str, ...]:
    """Return the languages in which a post speaks of its film.

    They are its own, that of a caption's second part, and that of subtitles below those of its own.
    """
    captions = filter(None, (post.caption, post.new_caption))
    seconds = [bilingual.second(caption, post.language, campaign.rules.pair) for caption in captions]
    if post.testimony_id is not None:
        film = testimonies.testimony_by_id(session, post.testimony_id)
        seconds.append(subtitle_languages.second(campaign.folder, film, post.language))
    return tuple(dict.fromkeys((post.language, *filter(None, seconds))))


def lacking(
    session: Session, post: Post, *, instant: datetime, campaign: Campaign, purpose: str = PURPOSE
) -> Closed | None:
    """Return whose consent is missing at `instant` for a post's film in one of the post's languages, or None."""
    if post.testimony_id is None:
        return None
    for language in languages(session, post, campaign):
        if shut := film_consent(
            session,
            post.testimony_id,
            language,
            instant=instant,
            campaign=campaign,
            purpose=purpose,
        ):
            return shut
    return None


def film_consent(
    session: Session,
    testimony_id: int,
    language: str,
    *,
    instant: datetime,
    campaign: Campaign,
    purpose: str = PURPOSE,
) -> Closed | None:
    """Return whose consent is missing at `instant` for a film in a language, or None."""
    if campaign.rules.consent == "off":
        return None
    day = instant.astimezone(campaign.rules.zone).date()
    use = Use(channel=CHANNEL, language=language, purpose=purpose, day=day)
    given = testimonies.consents(session, testimony_id=testimony_id)
    taken_back = withdrawals.of_film(session, testimony_id)
    minors = testimonies.minors(session, testimony_id)
    special = tuple(testimonies.testimony_by_id(session, testimony_id).special)
    for person in testimonies.appearing(session, testimony_id):
        seen = Seen(id=person, minor=person in minors, special=special)
        if shut := consent_rules.shut(
            seen, given, taken_back, use, partial(_evidence_stands, campaign.folder)
        ):
            return _with_form(shut, testimony_id)
    return None


def allowed(
    session: Session,
    film: Testimony,
    channels: Iterable[str],
    languages: Sequence[str],
    *,
    now: datetime,
    campaign: Campaign,
) -> dict[tuple[int, str, str], Allowed]:
    """Return what everybody in a film allows today for this campaign, by person, channel and language."""
    day = now.astimezone(campaign.rules.zone).date()
    given = testimonies.consents(session, testimony_id=film.id)
    taken_back = withdrawals.of_film(session, film.id)
    minors = testimonies.minors(session, film.id)
    known = {one.id: _evidence_stands(campaign.folder, one) for one in given}
    found = {}
    for person in testimonies.appearing(session, film.id):
        seen = Seen(id=person, minor=person in minors, special=tuple(film.special))
        for channel in channels:
            for language in languages:
                use = Use(channel=channel, language=language, purpose=PURPOSE, day=day)
                found[person, channel, language] = consent_rules.allowed(
                    seen, given, taken_back, use, lambda form: known[form.id]
                )
    return found


def _with_form(shut: Closed, testimony_id: int) -> Closed:
    """Return a gate that another form would open with what tells the whole command that records it."""
    if shut.code not in consent_rules.FORM_WANTED:
        return shut
    told = {"testimony_number": testimony_id, "said_as": f"record-{shut.code}"}
    return Closed(code=shut.code, params=shut.params | told)


def _is_draft(folder: Path, film: Testimony, language: str) -> bool:
    from schedules.consent import (
        subtitle_files,  # with all that reads subtitles, of which most gates need nothing
    )

    return subtitle_files.is_draft(folder, film, language)


def file_shut(
    session: Session, film: Testimony, language: str, *, instant: datetime, campaign: Campaign
) -> Closed | None:
    """Return why a film's subtitles in a language may not go along at `instant`: whose consent is missing, or a draft.

    None where they may.
    """
    if shut := film_consent(session, film.id, language, instant=instant, campaign=campaign):
        return shut
    if _is_draft(campaign.folder, film, language):
        return Closed(code=DRAFT_FILE, params={"language": language, "testimony_number": film.id})
    return None


def files_shut(session: Session, post: Post, *, instant: datetime, campaign: Campaign) -> dict[str, Closed]:
    """Return the languages of the subtitle files that may not go along at `instant`, and why."""
    if post.testimony_id is None:
        return {}
    film = testimonies.testimony_by_id(session, post.testimony_id)
    asked = {
        language: file_shut(session, film, language, instant=instant, campaign=campaign)
        for language in subtitle_languages.beside(film, post.language, campaign.rules)
    }
    return {language: shut for language, shut in asked.items() if shut}


def ends_soon(session: Session, post: Post, *, instant: datetime, campaign: Campaign) -> Closed | None:
    """Return the consent of a post's film that ends within 14 days after `instant`, or None (C03)."""
    later = lacking(session, post, instant=instant + consent_rules.ENDS_SOON, campaign=campaign)
    ends = later is not None and later.code == "consent-ended"
    return Closed(code="consent-ends-soon", params=later.params) if later and ends else None


def boost(session: Session, post: Post, *, instant: datetime, campaign: Campaign) -> Closed | None:
    """Return why a post may not be advertised: `paid_ads` is a purpose of its own (C07); None where it may."""
    shut = lacking(session, post, instant=instant, campaign=campaign, purpose=consent_rules.PAID)
    if shut is None:
        return None
    told = {name: value for name, value in shut.params.items() if name != "said_as"}
    return Closed(code="consent-no-ads", params={"film": post.testimony, **told})


def standings(session: Session, *, now: datetime, campaign: Campaign) -> dict[int, str]:
    """Return how every form on record stands today, by its number."""
    today = now.astimezone(campaign.rules.zone).date()
    standing = {}
    for form in testimonies.consents(session):
        taken_back = withdrawals.of_film(session, form.testimony_id)
        standing[form.id] = consent_rules.standing(
            form, taken_back, today, partial(_evidence_stands, campaign.folder)
        )
    return standing


def lateness(post: Post, *, now: datetime, rules: Rules) -> Closed | None:
    """Return the late gate where a post is later than the campaign allows."""
    if rules.late == "send" or post.due_at is None or now - post.due_at <= rules.late_after:
        return None
    return Closed(code="late", params={"seconds": int((now - post.due_at).total_seconds())})


def _evidence_stands(folder: Path, form: Consent) -> bool:
    try:
        return kept_files.digest(campaign_paths.form(folder, form)) == form.evidence_sha256
    except (OSError, AstrayPath, FileChanged):
        return False


def pause(session: Session) -> Closed | None:
    """Return the pause that holds, as a closed gate, or None."""
    stop = events.paused(session)
    return Closed(code="paused") if stop else None


def paused(session: Session, post: Post) -> Closed | None:
    """Return the same for a post that would go out now: one that was due before the pause did not wait for its sake."""
    stop = events.paused(session)
    return Closed(code=events.unsent_for(stop, post.due_at)) if stop else None
