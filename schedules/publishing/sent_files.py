"""The files that go up with a post: opened here alone, each compared with the hash that was kept when it came in.

A post whose picture, film or subtitle file was exchanged since is held (`consent/changed_files.py`). The bytes are
compared again while they are sent (`media/kept_files.py`), so that none that is exchanged meanwhile goes up.
"""

from media import kept_files
from media.kept_files import KeptFile
from schedules.database import renditions, testimonies
from schedules.facebook.errors import BadContent
from schedules.model import campaign_paths
from schedules.model.records import Testimony
from schedules.publishing.job import Job


def film(job: Job) -> KeptFile:
    """Return the finished film of the post; raises BadContent where its file is gone, FileChanged, AstrayPath."""
    with job.publisher.store.read() as session:
        assert job.post.rendition_id is not None
        made = renditions.rendition(session, job.post.rendition_id)
    try:
        return KeptFile(campaign_paths.rendition(job.publisher.campaign.folder, made), made.sha256)
    except OSError:
        raise BadContent("rendition-missing", number=job.post.number) from None


def source(job: Job) -> Testimony:
    """Return the post's testimony, whose film is as it was taken in; raises BadContent, FileChanged, AstrayPath."""
    with job.publisher.store.read() as session:
        assert job.post.testimony_id is not None
        found = testimonies.testimony_by_id(session, job.post.testimony_id)
    path = campaign_paths.film(job.publisher.campaign.folder, found)
    try:
        kept_files.require(path, found.film_sha256)
    except OSError as gone:
        why = gone.strerror or str(gone)
        raise BadContent("graph-file-unreadable", path=found.film_path, why=why) from gone
    return found


def photos(job: Job) -> list[KeptFile]:
    """Return the photos of the post, in order; raises BadContent where one is gone, FileChanged, AstrayPath."""
    paths = campaign_paths.photos(job.publisher.campaign.folder, job.post)
    found = []
    for path, photo in zip(paths, job.post.photos, strict=True):
        try:
            found.append(KeptFile(path, photo.get("sha256")))
        except OSError:
            raise BadContent("photo-missing", number=job.post.number, path=photo["path"]) from None
    return found


def cover(job: Job) -> KeptFile | None:
    """Return the post's own cover, None where it has none; raises BadContent, FileChanged, AstrayPath."""
    path = campaign_paths.cover(job.publisher.campaign.folder, job.post)
    try:
        return KeptFile(path, job.post.cover_sha256) if path else None
    except OSError as gone:
        why = gone.strerror or str(gone)
        raise BadContent("graph-file-unreadable", path=job.post.cover_path, why=why) from gone
