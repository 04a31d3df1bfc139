"""A page of ours as a PDF, printed by a browser of this computer."""

from pathlib import Path

from campaign.messages import web_page
from campaign.reports import browsers
from media import files, temporary_copies


def write(page: str, target: Path, *, of: str, known_to: Path) -> bool:
    """Write a web page as a PDF to `target`; tell whether a browser of this computer could print it.

    `of` says what the page is of. `known_to` is the campaign, which looks for what a killed command left.
    """
    for browser in browsers.found():
        with temporary_copies.working_folder(known_to, known_to) as work:
            source = work / "page.html"
            files.write_whole(source, page.encode())
            printed = browsers.print_page(browser, source, work=work)
        if printed:
            files.write_whole(target, web_page.sealed_print(printed, of))
            return True
    return False
