"""Ordinary files are opened, and nothing else is; no pipe is waited for."""

import os
from pathlib import Path

import pytest

from media import given_files
from media.given_files import NotOrdinary

needs_pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes among its files")


def test_digest(tmp_path: Path) -> None:
    """The digest is the SHA-256 that everybody's tools print."""
    (tmp_path / "a").write_bytes(b"abc")
    expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert given_files.digest(tmp_path / "a") == expected


@needs_pipes
def test_pipes(tmp_path: Path) -> None:
    """A pipe is refused at once, though nobody writes into it."""
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(NotOrdinary):
        given_files.ordinary(tmp_path / "pipe")


@needs_pipes
def test_folders(tmp_path: Path) -> None:
    """A folder is refused as one."""
    with pytest.raises(IsADirectoryError):
        given_files.ordinary(tmp_path)


@needs_pipes
def test_links(tmp_path: Path) -> None:
    """A link is followed where it may be, and refused where it may not."""
    (tmp_path / "a").write_bytes(b"abc")
    (tmp_path / "link").symlink_to("a")
    with given_files.ordinary(tmp_path / "link") as file:
        assert file.read() == b"abc"
    with pytest.raises(OSError, match="link"):
        given_files.ordinary(tmp_path / "link", through_link=False)
