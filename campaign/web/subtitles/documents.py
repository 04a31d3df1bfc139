"""The editor's values as its page has them: plain, and every finding a sentence in the reader's language."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from campaign.messages import formatting, translate
from campaign.testimonies.cue_editing.differences import CueDifference
from campaign.testimonies.cue_editing.document import AT_FIRST, Document
from campaign.testimonies.cue_editing.doubt import DoubtfulWord
from campaign.testimonies.cue_editing.hearing import Progress
from campaign.testimonies.cue_editing.judging import JudgedCue, Laid
from campaign.testimonies.cue_editing.keeping import Consequences
from campaign.testimonies.cue_editing.working_copy import Stale, Standing
from campaign.web.films import lacks
from campaign.web.subtitles import looks
from media.findings import Finding
from media.formats import FORMATS
from schedules.model.edited_subtitles import EditedCue, SubtitleVersion

Plain = dict[str, object]


def of(
    document: Document, heard: Sequence[tuple[int, int]] | None, lang: str, *, now: datetime, zone: ZoneInfo
) -> Plain:
    """Return the whole of it; cues beyond the first are still to be judged: their `lines` are None.

    It stands `now`, in the campaign's `zone`.
    """
    found = document.standing
    judged = {one.id: one for one in document.judged(found.cues[:AT_FIRST])}
    others = _others(document, found.cues[:AT_FIRST])
    film, judge, second = found.film, document.judge, document.second
    spoken = document.spoken or heard
    return {
        "version": found.version,
        "language": found.language,
        "second": second.standing.language if second else None,
        "second_version": second.standing.version if second else None,
        "second_draft": bool(second and second.standing.unchecked),
        "format": judge.room.format.name,
        "formats": list(FORMATS),
        "size": [judge.room.format.width, judge.room.format.height],
        **_of_film(document),
        "speech_ms": [list(one) for one in spoken] if spoken is not None else None,
        "look": looks.of(judge, film.slug),
        "has_sound": judge.room.film.has_sound,
        "draft": found.unchecked is not None,
        "draft_kind": found.unchecked,
        "here": found.base_sha256 != "",
        "broken": found.base_sha256 != "" and found.file is None,
        "cues": [_cue(document, one, judged.get(one.id), others, lang) for one in found.cues],
        "loose": [_other(document, one, None, lang) for one in second.pairs.loose] if second else [],
        "working": working(found, lang, now=now, zone=zone),
    }


def _of_film(document: Document) -> Plain:
    """Return where the film and its sound are, how long they last, and which times the norms want."""
    film, context = document.standing.film, document.judge.context
    return {
        "film": f"/films/{film.slug}/film",
        "film_ms": film.film_ms,
        "from_ms": film.from_ms,
        "to_ms": film.to_ms,
        "fps": float(context.fps),
        "gap_ms": round(context.norms.gap_frames * 1000 / context.fps),
        "shortest_ms": context.norms.shortest_ms,
        "longest_ms": context.norms.longest_ms,
        "speeds": list(context.norms.speed(document.standing.language, verbatim=context.verbatim)),
        "peaks": f"/films/{film.slug}/peaks",
        "speech": f"/films/{film.slug}/speech",
    }


def _others(document: Document, cues: Sequence[EditedCue]) -> dict[int, JudgedCue]:
    """What is said of the second language's cues beside these, by their numbers."""
    if document.second is None:
        return {}
    beside = [document.second.pairs.beside.get(one.id) for one in cues]
    return {one.id: one for one in document.second.judge.judged([one for one in beside if one])}


def _cue(
    document: Document,
    one: EditedCue,
    judged: JudgedCue | None,
    others: Mapping[int, JudgedCue],
    lang: str,
) -> Plain:
    beside = document.second.pairs.beside.get(one.id) if document.second else None
    return {
        **plain(one),
        **verdict(judged, lang),
        "doubtful": doubtful(document.doubtful.get(one.id, ())),
        "other": _other(document, beside, others.get(beside.id), lang) if beside else None,
    }


def _other(document: Document, one: EditedCue, judged: JudgedCue | None, lang: str) -> Plain:
    """A cue of the second language, on its lines where it is judged."""
    lines = laid(document.laid_beside(one.text)) if judged else {}
    return {**plain(one), **verdict(judged, lang), **lines}


def plain(one: EditedCue) -> Plain:
    """Return a cue as it is edited."""
    return {"id": one.id, "start_ms": one.start_ms, "end_ms": one.end_ms, "text": one.text}


def judged(
    judged: Iterable[JudgedCue], doubted: Mapping[int, Iterable[DoubtfulWord]], lang: str
) -> list[Plain]:
    """Return what is said of some cues, with their doubtful words."""
    return [
        {"id": one.id, **verdict(one, lang), "doubtful": doubtful(doubted.get(one.id, ()))} for one in judged
    ]


def verdict(judged: JudgedCue | None, lang: str) -> Plain:
    """Return what is said of one cue; None everywhere where it was not judged yet."""
    if judged is None:
        return dict.fromkeys(("lines", "widths", "room", "size", "shapes", "cps", "findings"))
    return {
        **laid(judged.laid),
        "shapes": [looks.shape(one) for one in judged.shapes],
        "cps": judged.cps,
        "findings": [_finding(one, lang) for one in judged.findings],
    }


def laid(found: Laid) -> Plain:
    """Return a text on its lines."""
    return {
        "lines": list(found.lines),
        "widths": list(found.widths),
        "room": found.room,
        "size": found.size,
    }


def _finding(one: Finding, lang: str) -> Plain:
    return {"code": one.code, "severity": one.severity, "message": lacks.said(one, lang)}


def doubtful(words: Iterable[DoubtfulWord]) -> list[list[float]]:
    """Return doubtful words by their places in the text."""
    return [[one.begin, one.end, one.confidence] for one in words]


def working(found: Standing, lang: str, *, now: datetime, zone: ZoneInfo) -> Plain | None:
    """Return who worked on it last and when, and whether the campaign's copy is another by now."""
    if found.working is None:
        return None
    one = found.working
    at = saved_at(one.saved_at, lang, now=now, zone=zone)
    return {"at": at, "by": one.by, "overtaken": found.is_overtaken}


def saved_at(moment: datetime, lang: str, *, now: datetime, zone: ZoneInfo) -> str:
    """Say on the campaign's clock when something was saved: its time of day where that is today's."""
    local = moment.astimezone(zone)
    is_today = local.date() == now.astimezone(zone).date()
    return formatting.hour(local) if is_today else formatting.short(local, lang)


def stale(found: Stale) -> Plain:
    """Return what stands now, for whoever made a change from something older."""
    standing, newest = found.standing, found.standing.newest
    return {
        "what": found.what,
        "version": standing.version,
        "by": standing.working.by if standing.working else "",
        "at": newest.saved_at.isoformat() if newest else None,
        "cues": [plain(one) for one in standing.cues],
    }


def progress(found: Progress, slug: str, lang: str) -> Plain:
    """Return how far a draft of a film is, and why it failed where it did."""
    refused = found.refused
    named = {"path": slug} if refused and "path" in refused.params else {}
    return {
        "state": found.state,
        "percent": round(100 * found.part),
        "said": formatting.capital(translate.say(refused.code, {**refused.params, **named}, lang))
        if refused
        else "",
        "again": list(found.again),
    }


def findings(found: Iterable[Finding], lang: str) -> list[Plain]:
    """Return what was found, each as a sentence."""
    return [_finding(one, lang) for one in found]


def version(found: SubtitleVersion) -> Plain:
    """Return the cues of a version."""
    return {"cues": [plain(one) for one in found.cues]}


def consequences(found: Consequences) -> Plain:
    """Return what follows where it is kept."""
    return {"void": list(found.void), "rendered": list(found.rendered), "live": list(found.live)}


def versions(found: Iterable[SubtitleVersion], zone: ZoneInfo, lang: str) -> list[Plain]:
    """Return the versions, the newest first, with when they were saved on the campaign's clock."""
    return [
        {
            "number": one.number,
            "kind": one.kind,
            "by": one.by,
            "at": formatting.short(one.saved_at.astimezone(zone), lang),
            "count": len(one.cues),
        }
        for one in found
    ]


def differences(found: Iterable[CueDifference]) -> list[Plain]:
    """Return where two versions differ."""
    return [
        {
            "older": plain(one.older) if one.older else None,
            "newer": plain(one.newer) if one.newer else None,
            "pieces": [[piece.how, piece.text] for piece in one.pieces],
        }
        for one in found
    ]
