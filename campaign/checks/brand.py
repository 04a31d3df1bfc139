"""Checks the campaign's brand kit with all texts that it will have to show, and draws them on one contact sheet."""

import errno
import io
import os
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from campaign.checks import lettering
from campaign.messages import formatting, translate
from campaign.typed import links
from campaign.workspace import Workspace
from media import files
from media.brand import kit as brand_kit
from media.brand.kit import Brand
from media.brandcheck import rules
from media.errors import MediaError
from media.findings import Detail, Finding, Severity
from media.formats import FORMATS
from schedules.database import testimonies
from schedules.errors import BadRequest

if TYPE_CHECKING:
    from media.brandcheck.contact_sheet import Note

CODE, LINK = "B13", "B16"
FOLDER = Path("brand")
_EXAMPLE = Path(str(resources.files("campaign") / "example" / "brand"))


def finding(folder: Path, languages: tuple[str, ...]) -> Finding | None:
    """Return what a campaign folder's kit still has as it came, and films in these languages show; None for nothing.

    A warning as long as a logo is the example's; words alone, which may have been meant to stay, are a remark.
    """
    try:
        kit = brand_kit.load(folder / FOLDER)
    except MediaError:
        return None  # others say what is wrong with it
    return _as_it_came(kit, languages)


@cache
def _example() -> Brand:
    return brand_kit.load(_EXAMPLE)


def _as_it_came(kit: Brand, languages: tuple[str, ...]) -> Finding | None:
    example = _example()
    theirs = {path.read_bytes() for path in _logos(example)}
    logos = [path for path in _logos(kit) if path.read_bytes() in theirs]
    spoken = {one.partition("-")[0] for one in languages}
    words = _words(kit, example, spoken)
    meta = [name for name, same in _said_of_all(kit, example, spoken).items() if same]
    parts = ["logos"] * bool(logos) + meta + list(words)
    if not parts:
        return None
    severity: Severity = "warning" if logos or "kit_link" in meta else "info"
    files = [*logos, *([kit.path] if words or meta else [])]
    named = [f"{FOLDER}/{one.relative_to(kit.path.parent).as_posix()}" for one in files]
    params: dict[str, object] = {"parts": ", ".join(parts), "files": named}
    unchanged = {language for said in words.values() for language in said}
    what = "kit-parts-in" if unchanged and unchanged != spoken else "kit-parts"
    params["what"] = Detail(what, {"parts": params["parts"], "languages": ", ".join(sorted(unchanged))})
    return Finding(code=CODE, severity=severity, where=str(kit.path), params=params)


def _logos(kit: Brand) -> list[Path]:
    """Return the files of the logos that films show."""
    shown = [kit.logo, kit.mark, *(one.logo for one in kit.partners if kit.end_ms)]
    return list(dict.fromkeys(path for logo in shown for path in (logo.light, logo.dark)))


def _said_of_all(kit: Brand, example: Brand, spoken: set[str]) -> dict[str, bool]:
    """Return whether the kit's name and link, which no card has for itself, are the example's."""
    named = any(kit.name.get(one) and kit.name.get(one) == example.name.get(one) for one in spoken)
    return {"kit_name": named, "kit_link": bool(kit.link) and kit.link == example.link}


def _words(kit: Brand, example: Brand, spoken: set[str]) -> dict[str, set[str]]:
    """Return the cards that say what the example's say, each with the languages in which it does."""
    cards = {
        "title_card": (kit.title_ms, kit.title_text, example.title_text),
        "end_card": (kit.end_ms, kit.end_text, example.end_text),
    }
    same = {
        name: {one for one in spoken if lasts and ours.get(one) and ours.get(one) == theirs.get(one)}
        for name, (lasts, ours, theirs) in cards.items()
    }
    return {name: said for name, said in same.items() if said}


def judged(workspace: Workspace) -> list[Finding]:
    """Everything wrong with the kit for this campaign: its languages, organisations, testimonies."""
    folder, settings = workspace.folder / FOLDER, workspace.settings
    found = rules.check(folder, languages=settings.languages, organisations=settings.organisations)
    if any(one.code == "B01" for one in found):
        return found
    kit = brand_kit.load(folder)
    asis = _as_it_came(kit, settings.languages)
    found += [asis] if asis else []
    found += _links(kit)
    with workspace.store.read() as session:
        films = testimonies.testimonies(session)
    return found + [one for film in films for one in lettering.unwritable(workspace, kit, film)]


def _links(kit: Brand) -> Iterator[Finding]:
    """Yield which addresses of a kit are none, as they would be refused for a post."""
    lines = kit.path.read_text(encoding="utf-8-sig").splitlines()
    for key, link in (("link", kit.link), *(("url", one.url) for one in kit.partners)):
        try:
            links.link(link or "https://example.org")
        except BadRequest as refused:
            at = next((number for number, line in enumerate(lines, 1) if key in line and link in line), 1)
            where, params = f"{kit.path}:{at}", {"key": key, "problem": refused}
            yield Finding(code=LINK, severity="warning", where=where, params=params)


def preview(workspace: Workspace, path: Path, lang: str | None = None) -> None:
    """Draw the contact sheet of a campaign's kit into a PNG file; an older one stays until the new is whole.

    What `judged` finds stands on it with numbers. Raises as `require_drawable` does.
    """
    from media.brandcheck import (
        contact_sheet,
    )  # it draws films, which who only judges a kit waits for in vain

    require_drawable(workspace.folder, path)
    kit = brand_kit.load(workspace.folder / FOLDER)
    noted = [_note(one, lang) for one in judged(workspace)]
    drawn = contact_sheet.drawn(kit, labels(kit.languages, lang), notes=noted)
    sheet = io.BytesIO()
    drawn.save(sheet, format="PNG", compress_level=7)
    files.write_whole(path, sheet.getvalue())


def _note(one: Finding, lang: str | None) -> "Note":
    """A finding as the sheet tells it: its sentences, and the element and format in which it shows."""
    from media.brandcheck.contact_sheet import Note

    message, remedy = translate.say_finding(one.code, one.params, lang)
    element, format = (str(one.params.get(name, "")) for name in ("element", "format"))
    return Note(sentence=f"{formatting.ended(message)} {remedy}".rstrip(), element=element, format=format)


def require_drawable(folder: Path, path: Path) -> None:
    """Raise BadRequest for a name that is no PNG's or has no folder, BadInput for a kit that cannot be drawn."""
    if path.suffix.lower() != ".png":
        raise BadRequest("sheet-not-png", path=path)
    if not path.parent.is_dir():
        raise BadRequest("path-unusable", path=path, why=os.strerror(errno.ENOENT))
    brand_kit.load(folder / FOLDER)


def labels(languages: Iterable[str], lang: str | None = None) -> dict[str, str]:
    """What stands on the contact sheet of a kit that speaks these languages, besides what the kit itself says."""
    from media.brandcheck import contact_sheet

    rows = {f"{row}{more}": f"sheet-{row}{more}" for row in contact_sheet.ROWS for more in ("", "-note")}
    said = {
        **rows,
        "phone": "sheet-phone",
        "phone-note": "sheet-phone-note",
        "check": "sheet-check",
        "sound": "sheet-sound",
        "more": "sheet-more",
    }
    return {
        **{name: translate.say(code, {}, lang) for name, code in said.items()},
        **{name: translate.word(name, lang) for name in FORMATS},
        **{f"in-{one}": translate.say("sheet-films", {"language": one}, lang) for one in languages},
    }
