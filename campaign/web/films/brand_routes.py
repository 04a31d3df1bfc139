"""The brand kit's preview: its contact sheet, drawn when it is asked for, and what is found of the kit beside it."""

import threading

from flask import Blueprint, Response

from campaign.web import answers
from campaign.web.films import lacks
from media import files, temporary_copies
from media.brand import kit_fingerprint

pages = Blueprint("brand", __name__)
_LOCK = threading.Lock()  # a sheet takes seconds and memory: one at a time
_DRAWN: dict[tuple[str, ...], bytes] = {}  # the last one, by what it shows


@pages.get("/brand")
def shown() -> Response:
    """Show the page, whose findings and sheet load by themselves."""
    return answers.page("brand.html")


@pages.get("/brand/findings")
def found() -> Response:
    """Show what is found of the kit."""
    from campaign.checks import brand  # slow to load, as all that draws

    workspace, lang = answers.desk().workspace(), answers.reader().lang
    ordered = sorted(brand.judged(workspace), key=lambda one: lacks.LOUD.index(one.severity))
    told = [(one.severity, lacks.said(one, lang)) for one in ordered]
    return answers.part("brand_findings.html", findings=told)


@pages.get("/brand/sheet.png")
def sheet() -> Response:
    """Draw the contact sheet; the last one is kept as long as kit, settings and language are the same."""
    from campaign.checks import brand

    workspace, lang = answers.desk().workspace(), answers.reader().lang
    kit = kit_fingerprint.fingerprint(workspace.folder / brand.FOLDER)
    key = (str(workspace.folder), kit, repr(workspace.settings), lang)
    folder = files.folder(workspace.folder / "renders")
    with _LOCK:
        if key not in _DRAWN:
            with temporary_copies.working_folder(folder, workspace.folder) as work:
                brand.preview(workspace, work / "sheet.png", lang)
                _DRAWN.clear()
                _DRAWN[key] = (work / "sheet.png").read_bytes()
        return Response(_DRAWN[key], content_type="image/png")
