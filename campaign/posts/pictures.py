"""Copies the pictures of a post into the campaign: checked, without metadata, numbered; all of them or none."""

import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from campaign.posts.drafts import Draft
from campaign.workspace import Workspace
from media import files, kept_files, temporary_copies
from media.kept_files import FileChanged
from media.pictures import PHOTOS
from media.sources import photos as source_photos
from schedules.errors import BadRequest
from schedules.facebook.content_limits import PHOTO_BYTES
from schedules.model import campaign_paths
from schedules.model.records import Post, PostColumns

FOLDER = "pictures"


@dataclass(frozen=True, kw_only=True)
class Copy:
    """A picture under a temporary name."""

    path: Path
    sha256: str

    def home(self, number: int) -> str:
        """Return its place in the campaign folder for post `number`, which names nobody."""
        return f"{FOLDER}/{number:04d}-{self.sha256[:12]}{self.path.suffix}"


@dataclass(frozen=True, kw_only=True)
class Arrived:
    """The pictures given with a command, on their way in; `photos` None: nothing was said of them."""

    folder: Path
    photos: tuple[Copy, ...] | None
    cover: Copy | None
    settled: list[Path] = field(default_factory=list)

    def columns(self, draft: Draft, number: int, old: Post | None = None) -> PostColumns:
        """Return what the post keeps of its pictures; raises BadRequest for more descriptions than photos."""
        values: PostColumns = {"photos": self._photos(draft.alts, number, old.photos if old else [])}
        if self.cover:
            values |= {"cover_path": self.cover.home(number), "cover_sha256": self.cover.sha256}
        elif draft.no_thumbnail or draft.thumbnail_ms is not None:
            values |= {"cover_path": None, "cover_sha256": None}
        return values

    def count(self, old: Post | None = None) -> int:
        """Return how many photos the post will have."""
        return len(self.photos if self.photos is not None else old.photos if old else ())

    def settle(self, number: int) -> None:
        """Move the pictures to their numbered names."""
        for copy in (*(self.photos or ()), *((self.cover,) if self.cover else ())):
            home = self.folder / copy.home(number)
            known = os.path.lexists(home)
            if not known or not _is(home, copy.sha256):
                files.place(copy.path, home)
                if not known:
                    self.settled.append(home)

    def _photos(
        self, alts: tuple[str, ...] | None, number: int, old: Sequence[dict[str, str | None]]
    ) -> list[dict[str, str | None]]:
        """Return the photos in order; descriptions alone describe those that the post has."""
        if self.photos is None:
            kept = [dict(photo) for photo in old]
        else:
            kept = [{"path": one.home(number), "sha256": one.sha256, "alt": None} for one in self.photos]
        said = [" ".join(alt.split()) or None for alt in alts or ()]
        if len(said) > len(kept):
            raise BadRequest("alts-too-many", alts=len(said), photos=len(kept))
        return (
            kept
            if alts is None
            else [
                {**photo, "alt": alt}
                for photo, alt in zip(kept, [*said, *([None] * len(kept))], strict=False)
            ]
        )


@contextmanager
def arriving(workspace: Workspace, draft: Draft) -> Iterator[Arrived]:
    """Yield the draft's pictures, judged and copied; what is not settled goes, all of it where the command fails.

    Raises BadInput for a picture that Facebook would not take or that cannot be read to its end.
    """
    if not draft.photos and not draft.thumbnail:
        yield Arrived(folder=workspace.folder, photos=None if draft.photos is None else (), cover=None)
        return
    files.folder(workspace.folder / FOLDER)
    with temporary_copies.working_folder(workspace.folder / FOLDER, workspace.folder) as work:
        taken = [_copy(path, work, PHOTOS) for path in draft.photos or ()]
        cover = _copy(draft.thumbnail, work, source_photos.COVERS) if draft.thumbnail else None
        photos = None if draft.photos is None else tuple(taken)
        arrived = Arrived(folder=workspace.folder, photos=photos, cover=cover)
        try:
            yield arrived
        except BaseException:
            for path in arrived.settled:
                path.unlink(missing_ok=True)
            raise


def _copy(source: Path, work: Path, kinds: tuple[str, ...]) -> Copy:
    picture = source_photos.read(source, kinds, most_bytes=PHOTO_BYTES)
    sha256 = hashlib.sha256(picture.data).hexdigest()
    path = work / f"{sha256}{picture.suffix}"
    files.write_whole(path, picture.data)
    return Copy(path=path, sha256=sha256)


def _is(home: Path, sha256: str) -> bool:
    """Tell whether the picture at its place is the one of that hash: somebody may have exchanged it."""
    try:
        return not home.is_symlink() and kept_files.digest(home) == sha256
    except (OSError, FileChanged):
        return False


def delete_unused(workspace: Workspace, old: Post, new: Post) -> None:
    """Delete the pictures that a changed post shows no more; nobody else has them, for their names bear its number."""
    before, now = (campaign_paths.pictures(workspace.folder, one, to_delete=True) for one in (old, new))
    for path in {*before} - {*now}:
        with suppress(OSError):  # open in another program: it is of no harm
            path.unlink(missing_ok=True)


def shown(post: Post) -> set[str]:
    """Return the names of a post's pictures within the campaign folder; who opens them asks `campaign_paths`."""
    paths = [*(photo["path"] for photo in post.photos), post.cover_path]
    return {path for path in paths if path}
