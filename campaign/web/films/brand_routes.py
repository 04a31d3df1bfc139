"""The brand kit's preview: its contact sheet, drawn when it is asked for, and what is found of the kit beside it."""

import threading

from flask import Blueprint, Response

from campaign.checks import brand
from campaign.web import answers
from campaign.web.films import lacks
from media import files, temporary_copies
from media.errors import MediaError

pages = Blueprint("brand", __name__)
_LOCK = threading.Lock()  # a sheet takes seconds and memory: one at a time


@pages.get("/brand")
def shown() -> Response:
    """Show what is found of the kit, and its sheet, which loads by itself."""
    workspace, lang = answers.desk().workspace(), answers.reader().lang
    refusal = ""
    try:
        brand.require_drawable(workspace.folder, workspace.folder / "sheet.png")
    except MediaError as error:
        refusal = answers.sentence_of(error)
    found = sorted(brand.judged(workspace), key=lambda one: lacks.LOUD.index(one.severity))
    told = [(one.severity, lacks.said(one, lang)) for one in found]
    return answers.page("brand.html", findings=told, refusal=refusal)


@pages.get("/brand/sheet.png")
def sheet() -> Response:
    """Draw the contact sheet."""
    workspace = answers.desk().workspace()
    folder = files.folder(workspace.folder / "renders")
    with _LOCK, temporary_copies.working_folder(folder, workspace.folder) as work:
        brand.preview(workspace, work / "sheet.png", answers.reader().lang)
        return Response((work / "sheet.png").read_bytes(), content_type="image/png")
