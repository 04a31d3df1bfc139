"""A page of ours as a PDF, printed by a browser of this computer."""

from pathlib import Path

from media import browsers, files, temporary_copies
from media.errors import RenderFailed
from schedules.errors import NotReady


def write(page: str, target: Path, *, known_to: Path) -> None:
    """Write a web page as a PDF to `target`; `known_to` is the campaign, which looks for what a killed command left.

    Raises NotReady where this computer has no browser that prints by itself, RenderFailed where none of them can.
    """
    here = browsers.found()
    if not here:
        raise NotReady("no-printing-browser")
    failed = None
    for browser in here:
        try:
            return files.write_whole(target, _printed(browser, page, known_to))
        except RenderFailed as why:
            failed = failed or why
    assert failed
    raise failed


def _printed(browser: Path, page: str, known_to: Path) -> bytes:
    with temporary_copies.working_folder(known_to, known_to) as work:
        source = work / "page.html"
        files.write_whole(source, page.encode())
        return browsers.print_page(browser, source, work=work)
