"""The door to huggingface_hub: a model comes in whole, checked, or not at all. Also by hand, from a folder.

Nothing else of this program fetches a model, and nothing but the download that somebody asked for goes out.
"""

import errno
import importlib.util
import json
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

from media import files, kept_files
from media.errors import BadInput, NotInstalled, RenderFailed
from media.speech import models, speech_process
from media.speech.known_models import KNOWN, Known, by_weights
from media.speech.models import Model

# Set before the library is imported: it reads them once.
QUIET = {
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "HF_HUB_DISABLE_IMPLICIT_TOKEN": "1",
    "HF_HUB_DISABLE_XET": "1",  # its parts of files would lie in a cache of its own
    "DO_NOT_TRACK": "1",
}
_OF_THE_DISK = {
    errno.ENOSPC,
    errno.EDQUOT,
    errno.EACCES,
    errno.EPERM,
    errno.EROFS,
}  # the hub's are OSError, too
_LOOK_S = 0.5  # between two looks at how much has come

Told = Callable[[float], None]


def fetched(name: str, home: Path, *, told: Told) -> Model:
    """Download a known model into its folder in `home`; `told` hears which part has come, from 0 to 1.

    Raises BadInput for a name that is not known, NotInstalled without the library, RenderFailed where it cannot be had
    or is not what was published. Then nothing is left of it.
    """
    known = wanted(name)
    require_library()
    files.folder(home)
    if shutil.disk_usage(home).free < 1.1 * known.size:
        raise RenderFailed("model-no-room", name=name, size=round(known.size / 1_000_000))
    with files.working_folder(home, name) as work:
        new = files.folder(work / name)
        with _Watched(new, known.size, told):
            _download(known, new)
        shutil.rmtree(new / ".cache", ignore_errors=True)
        _require_as_published(known, new)
        return _moved_in(new, home / name, source=f"{known.address}/tree/{known.revision}", known=known)


def require_library() -> None:
    """Raise NotInstalled where the extra `[speech]` is not there, which brings what downloads."""
    if importlib.util.find_spec("huggingface_hub") is None:
        raise NotInstalled("speech-not-installed")


def wanted(name: str) -> Known:
    """What is known of a model that is to be fetched; raises BadInput."""
    return KNOWN[models.named(name, KNOWN)]


def _download(known: Known, folder: Path) -> None:
    import huggingface_hub as hub  # slow to load

    try:
        for name in known.files:
            hub.hf_hub_download(known.repository, name, revision=known.revision, local_dir=folder)
    except OSError as failed:
        if failed.errno in _OF_THE_DISK:
            raise
        raise _unreachable(known, failed) from failed
    except Exception as failed:
        raise _unreachable(known, failed) from failed


def _unreachable(known: Known, failed: Exception) -> RenderFailed:
    why = (str(failed).splitlines() or [type(failed).__name__])[0][:200]
    return RenderFailed("model-unreachable", name=known.name, address=known.address, why=why)


def _require_as_published(known: Known, folder: Path) -> None:
    for name, (_, sha256) in known.files.items():
        if sha256 and kept_files.digest(folder / name) != sha256:
            raise RenderFailed("model-not-as-published", name=known.name, file=name)


def taken(folder: Path, home: Path) -> Model:
    """Copy a model from a folder into `home`, as it would lie there had it been fetched.

    Raises BadInput where the folder is no model of ours, or files of it are missing or damaged.
    """
    folder = models.given(folder)
    given = models.opened(folder)
    known = by_weights(given.sha256)
    name = known.name if known else _free_name(folder.resolve().name, given, home)
    if (home / name).resolve() == folder.resolve():
        return given
    files.folder(home)
    with files.working_folder(home, name) as work:
        new = files.folder(work / name)
        for path in models.parts(folder):
            shutil.copyfile(path, new / path.name)
            wrong = known.files.get(path.name, (0, ""))[1] if known else ""
            if wrong and kept_files.digest(new / path.name) != wrong:
                raise BadInput("model-damaged", folder=str(folder), file=path.name)
        _require_loads(new, folder)
        return _moved_in(new, home / name, source=str(folder), known=known)


def _require_loads(new: Path, given: Path) -> None:
    try:
        speech_process.require_loads(new)
    except BadInput as refused:
        raise BadInput(refused.code, folder=str(given)) from refused


def _free_name(name: str, given: Model, home: Path) -> str:
    """A name under which a model is found, and takes the place of no other one."""
    name = name.strip(". ") or "model"
    there = models.manifest(home / name).get("files")
    others = there is not None and json.dumps(there).find(given.sha256) < 0
    return f"{name}-{given.sha256[:8]}" if others else name


def _moved_in(new: Path, place: Path, *, source: str, known: Known | None) -> Model:
    """Give a whole model its place, instead of one that was there."""
    models.write_manifest(new, source=source, known=known)
    models.opened(new)
    if place.is_dir():
        shutil.rmtree(place)
    new.replace(place)
    return models.opened(place)


class _Watched:
    """Tells while something comes into a folder how much of it is there."""

    def __init__(self, folder: Path, size: int, told: Told) -> None:
        self._folder, self._size, self._told = folder, size, told
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> None:
        self._told(0.0)
        self._thread.start()

    def __exit__(self, *_wrong: object) -> None:
        self._over.set()
        self._thread.join()
        self._told(1.0)

    def _watch(self) -> None:
        while not self._over.wait(_LOOK_S):
            try:
                come = sum(path.stat().st_size for path in self._folder.rglob("*") if path.is_file())
            except OSError:  # a file was renamed meanwhile
                continue
            self._told(min(come / max(self._size, 1), 0.99))
