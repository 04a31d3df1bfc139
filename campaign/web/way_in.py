"""A private page that leads a browser to the desk.

What a program is started with, every login of this computer can read; so the key stands in a file instead, and the
browser is started with the file's name (as Jupyter does). The file lies in the campaign's folder: browsers that are
packed as a snap or a flatpak see neither hidden folders of a home nor the system's folder for temporary files.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path

from media import files, temporary_copies

NAME = "desk.html"
PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="0; url={address}"><title>campaign desk</title></head>
<body><p><a href="{address}">campaign desk</a></p></body>
</html>
"""


@contextmanager
def to(address: str, folder: Path) -> Iterator[Path]:
    """Yield a page, readable by this person alone, that leads to an address; gone afterwards.

    Raises OSError where the folder cannot be written.
    """
    with temporary_copies.working_folder(folder, folder) as work:
        page = work / NAME
        with files.new_private(page) as file:
            file.write(PAGE.format(address=escape(address)).encode())
        yield page
