"""From nothing to a whole hidden copy of a post on the Page: one call per step, each id saved before the next."""

from schedules.database import remote_objects
from schedules.model.records import RemoteObject
from schedules.model.remote_states import RemoteState
from schedules.publishing import feed_posts, hidden_copy, public_at_once, reels, sent_files, videos
from schedules.publishing.job import Job, Step, Wait

S = RemoteState
FRESH = None  # intended by this very step, so that nothing can have been made yet


def step(job: Job) -> Wait | None:
    """Take the next step towards a whole hidden copy of the post."""
    kind = job.post.kind if job.post.is_film else "feed_post"
    with job.publisher.store.read() as session:
        ours = remote_objects.current(session, job.post.number)
    place, ours = (ours.state, ours) if ours else (FRESH, _intend(job, kind))
    if kind == "feed_post" and ours.remote_id is None and job.publisher.campaign.rules.hidden == "films":
        return public_at_once.put_by(job, ours)
    return STEPS[kind, place](job, ours)


def _intend(job: Job, kind: str) -> RemoteObject:
    post, page = job.post, job.publisher.ref.page
    size = sent_files.film(job).size if post.is_film else None
    mark = None if post.is_film else remote_objects.mark_of(post.message, post.feed_link)
    return job.record(
        "intent",
        lambda session: remote_objects.intend(
            session, job.held, now=job.now, kind=kind, page=page, mark=mark, size=size
        ),
    )


STEPS: dict[tuple[str, RemoteState | None], Step] = {
    ("video", FRESH): videos.start,
    ("video", S.INTENDED): videos.start,
    ("video", S.STARTED): videos.send,
    ("video", S.WHOLE): videos.look,
    ("video", S.READY): hidden_copy.stands,
    ("reel", FRESH): reels.start,
    ("reel", S.INTENDED): reels.start,
    ("reel", S.STARTED): reels.go_on,
    ("reel", S.WHOLE): reels.look,
    ("reel", S.READY): hidden_copy.stands,
    ("feed_post", FRESH): feed_posts.create,
    ("feed_post", S.INTENDED): feed_posts.look,
    ("feed_post", S.READY): hidden_copy.stands,
}
