"""What comes with a post: subtitle files and a cover for its film, a first comment, the new words of a live post.

Each is a row of its own with its intent. None of them fails or delays the post: what the Page refuses, or does not
confirm, is given up, and the log says so. All but a comment set a state, so that asking again is harmless; a comment
that was perhaps made is looked for, never made again.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Unpack

from sqlmodel import Session

from media import temporary_copies
from media.errors import MediaError
from media.render import drawing
from media.sources import stills
from media.subtitles import writer
from schedules.consent import credits, gates, made_covers, subtitle_files
from schedules.consent.changed_files import UNLIKE
from schedules.consent.rules import Closed
from schedules.database import claims, events, posts, remote_objects, testimonies
from schedules.facebook.answers import CommentState, VideoState
from schedules.facebook.errors import Absent, Forbidden, GraphError, NotSent, Refused, TryLater, Unknown
from schedules.facebook.uploads import Source
from schedules.model.publishing_rules import Campaign
from schedules.model.records import RemoteObject
from schedules.model.remote_states import Event, Intent
from schedules.model.states import State
from schedules.publishing import sent_files
from schedules.publishing.job import CLOCKS_APART, Job, Publisher, Wait, reading

LOOKS = 6  # over some two minutes
GIVEN_UP = {
    "captions": "captions-given-up",
    "cover": "cover-given-up",
    "comment": "comment-given-up",
    "words": "words-given-up",
}
CLEAR = timedelta(seconds=90)  # before a post is due nothing else is begun: a call may take a minute
PATIENCE = timedelta(days=2)  # what could not be brought for so long after it was wished is given up


def want_beside(session: Session, job: Job, remote_id: str) -> None:
    """Write down what is to come with the hidden copy `remote_id`: its film's subtitle files and cover."""
    post = job.post
    if post.testimony_id is None:
        return
    film = testimonies.testimony_by_id(session, post.testimony_id)
    for language in subtitle_files.languages(film, post.language, job.publisher.campaign.rules):
        _want(session, job, "captions", remote_id, language)
    if post.cover_path or post.cover_at_ms is not None or made_covers.is_made(_folder(job), post):
        _want(session, job, "cover", remote_id)


def want_files_again(session: Session, testimony_id: int, *, now: datetime, campaign: Campaign) -> None:
    """Ask anew for a film's subtitle files that stayed behind for want of a consent or a check that is there by now."""
    for post in posts.posts(session, (State.STAGED, State.PUBLISHED)):
        carrier = remote_objects.current(session, post.number) if post.testimony_id == testimony_id else None
        if carrier is None or carrier.remote_id is None:
            continue
        shut = gates.files_shut(session, post, instant=now, campaign=campaign)
        for language in _left_behind(session, post.number) - shut.keys():
            remote_objects.want(
                session,
                post.number,
                now=now,
                kind="captions",
                page=carrier.page,
                mark=carrier.remote_id,
                language=language,
            )


def _left_behind(session: Session, number: int) -> set[str]:
    """Return the languages whose subtitle file was last given up for want of a consent, or of somebody to check it."""
    last = {
        str(one.params.get("language")): str(one.params.get("why"))
        for one in events.events(session, number=number)
        if one.event == GIVEN_UP["captions"]
    }
    drafts = (gates.DRAFT_FILE, *subtitle_files.UNCHECKED.values())  # the latter of versions before
    return {language for language, why in last.items() if why.startswith("consent-") or why in drafts}


def want_comment(session: Session, number: int, *, now: datetime) -> None:
    """Write down that post `number`, which is out, is to have its first comment."""
    post = posts.post(session, number)
    if post.first_comment and post.page:
        mark = remote_objects.mark_of(post.first_comment, None)
        remote_objects.want(session, number, now=now, kind="comment", page=post.page, mark=mark)


def _want(session: Session, job: Job, kind: str, mark: str, language: str | None = None) -> None:
    number, page = job.post.number, job.publisher.ref.page
    remote_objects.want(session, number, now=job.now, kind=kind, page=page, mark=mark, language=language)


def step(job: Job) -> Wait | None:
    """Bring the next extra of the post, if there is one and there is time; raises Unauthorized and TryLater alone."""
    with job.publisher.store.read() as session:
        waiting = remote_objects.open_extras(session, job.post.number)
        carrier = remote_objects.current(session, job.post.number)
    if not waiting or not carrier or not carrier.remote_id:
        return Wait()
    if not _has_time(job):
        return Wait(until=job.post.due_at)
    extra = waiting[0]
    if job.now - extra.intent_at > PATIENCE:
        return _give_up(job, extra, "extra-too-late")
    try:
        return STEPS[extra.kind](job, extra, carrier.remote_id)
    except (Refused, Forbidden) as error:
        return _give_up(job, extra, error.code, **error.told)
    except UNLIKE:
        if job.post.state is State.STAGED:
            raise  # the post is held
        return _give_up(job, extra, "changed-file")
    except MediaError as error:
        return _give_up(job, extra, error.code)
    except (NotSent, Unknown, Absent) as error:
        return _later(job, extra, error)


def _has_time(job: Job) -> bool:
    return job.post.state is not State.STAGED or (job.post.due_at or job.now) - job.now > CLEAR


def _captions(job: Job, extra: RemoteObject, video_id: str) -> Wait | None:
    """Give the film a subtitle file in another language, where it may go along; then read back."""
    page, publisher = job.publisher.page, job.publisher
    language = extra.language or ""
    locale = subtitle_files.locale(language, publisher.campaign.rules)
    asked = extra.intent is Intent.CREATE
    if asked and locale in job.call("captions-read", lambda: page.captions(video_id)):
        return _there(job, extra, "captions-up", locale=locale)
    with publisher.store.read() as session:
        assert job.post.testimony_id is not None
        film = testimonies.testimony_by_id(session, job.post.testimony_id)
        shut = gates.file_shut(session, film, language, instant=job.now, campaign=publisher.campaign)
    if shut or language not in film.subtitles:
        return _give_up(job, extra, shut.code if shut else "captions-gone", **(shut.params if shut else {}))
    with _working_folder(publisher) as passing:
        path = passing / "film.srt"
        writer.write(path, subtitle_files.cues(publisher.campaign.folder, film, language))
        _intend(job, extra)
        _unless_there(
            lambda: job.call("captions", lambda: page.upload_captions(video_id, path, locale=locale))
        )
    return _later(job, extra, Unknown("extra-unseen")) if asked else None


def _folder(job: Job) -> Path:
    return job.publisher.campaign.folder


def _working_folder(publisher: Publisher) -> AbstractContextManager[Path]:
    folder = publisher.campaign.folder
    return temporary_copies.working_folder(folder, folder)


def _unless_there(upload: Callable[[], None]) -> None:
    try:
        upload()
    except Refused as error:
        if error.code != "graph-captions-there":
            raise


def _cover(job: Job, extra: RemoteObject, video_id: str) -> Wait | None:
    """Give the film its cover: a picture of the post's own, one that is made, or one of its own pictures."""
    post, publisher = job.post, job.publisher
    with _working_folder(publisher) as folder:
        shown: Source | None = sent_files.cover(job)
        if shown is None:
            shown = folder / "cover.jpg"
            if made_covers.is_made(_folder(job), post):
                try:
                    shown.write_bytes(_made_cover(job))
                except (
                    UNLIKE
                ):  # the film as it was taken in, of which nothing else goes up: the post waits for nobody
                    return _give_up(job, extra, "changed-file")
            else:
                stills.frame(sent_files.film(job).path, at_ms=post.cover_at_ms or 0, into=shown)
        _intend(job, extra)
        job.call("cover", lambda: publisher.page.set_thumbnail(video_id, shown))
    return _there(job, extra, "cover-set")


def _made_cover(job: Job) -> bytes:
    """Draw the post's cover from the film as it was taken in, naming its speaker as the consents allow."""
    film = sent_files.source(job)
    with job.publisher.store.read() as session:
        name = credits.shown_name(film, testimonies.consents(session, testimony_id=film.id))
    return drawing.jpeg(made_covers.laid_out(_folder(job), job.post, film, name))


def _comment(job: Job, extra: RemoteObject, object_id: str) -> Wait | None:
    """Comment once: where it may have been done, look for it; never do it again."""
    page, said = job.publisher.page, job.post.first_comment or ""
    if extra.intent is not Intent.CREATE and (shut := _closed(job)):
        return _give_up(job, extra, shut.code, **shut.params)
    if extra.intent is Intent.CREATE:
        listed = job.call("comment-search", lambda: page.comments(object_id))
        found = [comment.id for comment in listed if _is_ours(comment, extra)]
        return _commented(job, extra, found[0]) if found else _later(job, extra, Unknown("extra-unseen"))
    _intend(job, extra)
    try:
        made = job.call("comment", lambda: page.comment(object_id, message=said))
    except (NotSent, TryLater):  # for certain not made
        job.record("unsent", lambda session: remote_objects.move(session, extra.id, "unasked", held=job.held))
        raise
    return _commented(job, extra, made)


def _closed(job: Job) -> Closed | None:
    """Return whose consent, given when the post went out, has ended or was taken back since."""
    publisher = job.publisher
    with publisher.store.read() as session:
        return gates.consent(session, job.post, instant=job.now, campaign=publisher.campaign)


def _is_ours(comment: CommentState, extra: RemoteObject) -> bool:
    fresh = comment.created_at >= extra.intent_at - CLOCKS_APART
    return fresh and extra.mark in remote_objects.marks_of(comment.message, None)


def _commented(job: Job, extra: RemoteObject, comment_id: str) -> None:
    return _there(job, extra, "commented", remote_id=comment_id)


def _words(job: Job, extra: RemoteObject, object_id: str) -> Wait | None:
    """Change what the live post says, if it is approved still and no gate has closed; then read back."""
    publisher, said = job.publisher, job.post.new_message
    if job.post.new_caption is None:
        return _give_up(job, extra, "words-withdrawn")
    asked = extra.intent is Intent.CREATE
    if asked and _reads(job, object_id, said):
        return _corrected(job, extra)
    with publisher.store.read() as session:
        shut = gates.for_work(session, job.post, instant=job.now, campaign=publisher.campaign)
    if shut:
        return _give_up(job, extra, shut.code, **shut.params)
    _intend(job, extra)
    if job.post.is_film:
        job.call("words", lambda: publisher.page.edit_video(object_id, description=said))
    else:
        job.call("words", lambda: publisher.page.edit_post(object_id, message=said))
    return _later(job, extra, Unknown("extra-unseen")) if asked else None


def _reads(job: Job, object_id: str, said: str) -> bool:
    """Tell whether the Page shows the new words; a film's may not be told, then its answer has to do."""
    read = reading(job.publisher.page, job.post.kind)
    seen = job.call("words-read", lambda: read(object_id))
    shown = seen.description if isinstance(seen, VideoState) else seen.message
    return shown is None or remote_objects.mark_of(said, None) in remote_objects.marks_of(shown, None)


def _corrected(job: Job, extra: RemoteObject) -> None:
    def write(session: Session) -> None:
        claims.correct(session, job.held, job.post.new_caption)
        _close(session, job, extra, "there")
        job.note(session, "corrected")

    job.record("extra", write)


def _intend(job: Job, extra: RemoteObject) -> None:
    since = job.now if extra.kind == "comment" else extra.intent_at
    job.record(
        "extra-intent",
        lambda session: remote_objects.move(session, extra.id, "asking", held=job.held, intent_at=since),
    )


def _there(
    job: Job, extra: RemoteObject, event: str, *, remote_id: str | None = None, **told: object
) -> None:
    def write(session: Session) -> None:
        _close(session, job, extra, "there", remote_id=remote_id)
        job.note(session, event, **told)

    job.record("extra", write)


def _later(job: Job, extra: RemoteObject, error: GraphError) -> Wait | None:
    """Look or ask again later, some times."""
    if extra.looks >= LOOKS:
        return _give_up(job, extra, error.code, **error.told)
    looks = extra.looks + 1
    job.record("extra-look", lambda session: remote_objects.change(session, job.held, extra.id, looks=looks))
    return job.patience(extra.looks)


def _give_up(job: Job, extra: RemoteObject, why: str, **params: object) -> None:
    """Leave the post without it, and say so in the log."""

    def write(session: Session) -> None:
        _close(session, job, extra, "given-up")
        job.note(session, GIVEN_UP[extra.kind], why=why, **({"language": extra.language} | params))

    job.record("extra", write)


def _close(
    session: Session, job: Job, extra: RemoteObject, event: Event, **facts: Unpack[remote_objects.Facts]
) -> None:
    """End an extra; the tries it took are no tries of what comes next."""
    remote_objects.move(session, extra.id, event, held=job.held, **facts)
    claims.end_tries(session, job.held)


Extra = Callable[[Job, RemoteObject, str], Wait | None]
STEPS: dict[str, Extra] = {"captions": _captions, "cover": _cover, "comment": _comment, "words": _words}
