"""What tells one state of a brand kit from another: a hash of its folder, without looking into what it says."""

import hashlib
from functools import lru_cache
from pathlib import Path

from media import given_files, untouched


def fingerprint(folder: Path) -> str:
    """Return a hash of a kit's folder: names and bytes of its files; one that is not there has that of none."""
    found = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    said = [f"{path.relative_to(folder).as_posix()} {_hashed(path)}" for path in found]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:16]


def _hashed(path: Path) -> str:
    try:
        return _hash_of(path, untouched.mark(path))
    except OSError:  # gone meanwhile, or not ours to read
        return "-"


@lru_cache(maxsize=256)
def _hash_of(path: Path, _mark: str) -> str:
    """Return a file's hash, read once for each version of it: the gates ask at every step of a post."""
    return given_files.digest(path)
