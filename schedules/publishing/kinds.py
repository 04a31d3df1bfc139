"""From nothing to a whole hidden copy of a post on the Page: one call per step, each id saved before the next."""

from schedules.database import remote_objects
from schedules.model.records import RemoteObject
from schedules.publishing import feed_posts, hidden_copy, public_at_once, reels, videos
from schedules.publishing.job import Job, Step, Wait


def step(job: Job) -> Wait | None:
    """Take the next step towards a whole hidden copy of the post."""
    kind = job.post.kind if job.post.is_film else "feed_post"
    with job.publisher.store.read() as session:
        ours = remote_objects.current(session, job.post.number)
    place, ours = (ours.state, ours) if ours else ("fresh", _intend(job, kind))
    if kind == "feed_post" and ours.remote_id is None and job.publisher.rules.hidden == "films":
        return public_at_once.put_by(job, ours)
    return STEPS[kind, place](job, ours)


def _intend(job: Job, kind: str) -> RemoteObject:
    ref = job.publisher.ref
    values: dict[str, object] = {"kind": kind, "page_id": ref.id, "graph_url": ref.graph_url}
    if job.post.is_film:
        values["size"] = hidden_copy.film(job).stat().st_size
    else:
        values["mark"] = remote_objects.mark_of(job.post.message, job.post.feed_link)
    return job.record(
        "intent", lambda session: remote_objects.intend(session, job.held, now=job.now, **values)
    )


# "fresh": intended by this very step, so that nothing can have been made yet.
STEPS: dict[tuple[str, str], Step] = {
    ("video", "fresh"): videos.start,
    ("video", "intended"): videos.start,
    ("video", "started"): videos.send,
    ("video", "whole"): videos.look,
    ("video", "ready"): hidden_copy.stands,
    ("reel", "fresh"): reels.start,
    ("reel", "intended"): reels.start,
    ("reel", "started"): reels.go_on,
    ("reel", "whole"): reels.look,
    ("reel", "ready"): hidden_copy.stands,
    ("feed_post", "fresh"): feed_posts.create,
    ("feed_post", "intended"): feed_posts.look,
    ("feed_post", "ready"): hidden_copy.stands,
}
