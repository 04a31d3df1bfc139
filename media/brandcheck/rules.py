"""The brand kit, judged: what would look poor or go wrong on any picture, in any format and language.

B20 to B27 are in `card_rules`.

| code | severity | what is wrong |
|---|---|---|
| B01 | error | the kit cannot be used: a key, a file or a font is missing or wrong, or lies outside the kit's folder |
| B02 | error | text does not show (4.5 to 1) on its ground, over the worst picture |
| B03 | error, warning | a logo does not show on its ground (4.5 to 1; a partner's on the end card 3 to 1: a warning) |
| B04 | error | a logo's light and dark colouring are the same or interchanged |
| B05 | error, warning | a logo has fewer pixels than it is drawn with (far fewer: an error) |
| B06 | error | a text does not fit its card, or its place beside the picture |
| B07 | error | a font has no sign for something in a text that is used (found by whoever knows the texts) |
| B08 | warning | a font lacks signs that Dutch and French, or names in them, need |
| B09 | error | an organisation of the campaign is no partner in the kit |
| B10 | error | a partner stands there twice |
| B11 | error | the kit does not speak a language of the campaign |
| B12 | warning | a key means nothing: mostly a slip of the pen |
| B14 | warning | a font is drawn at another weight than wanted, as a hairline or a bold that is none |
| B15 | warning | a card's text is in another language than the one it is written for |
| B17 | info | a partner's name differs from the campaign's by capitals or accents |
| B18 | info | two partners ask for the same place |
| B28 | info | the title card stays longer than three seconds |
| B29 | info | there is no small version of the logo for corners and the band |
"""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

from media import given_files, pictures
from media.brand import colour
from media.brand.brand_toml import KEYS, Section, line_of, nearest, read_kit_file
from media.brand.kit import FILE, WEIGHTS, Brand, Logo, load, wanted_weight
from media.brandcheck import card_rules, contrasts, questions
from media.brandcheck.visibility import Drawn
from media.errors import BadInput
from media.findings import Detail, Finding
from media.languages import known
from media.lettering import drawing_faults, typefaces
from media.text import folding, language_detection
from media.timeline import overlays
from media.timeline.scene import Picture

SIGNS = (  # facts/testimony.md section 8: Dutch, French, and names of entrepreneurs
    "ÀÂÄÆÇÉÈÊËÎÏÔŒÙÛÜŸàâäæçéèêëîïôœùûüÿáíóúĳ€«»‹›‘’“”„–—…·•°ŞşğıİčćšžłńășțåøñõŠŽČÅØ\u00a0\u202f"
)
_LIGHTEST = {
    "path": 350,
    "bold_path": 600,
}  # of files of one weight: what is lighter cannot be told from thin, or bold
_LONGEST_TITLE_MS = 3000  # speech begins within 3 s: the first seconds decide whether a film is watched


def check(folder: Path, *, languages: Iterable[str] = (), organisations: Iterable[str] = ()) -> list[Finding]:
    """What is wrong with the kit in a folder, for a campaign in these languages with these organisations."""
    source = _Source(folder)
    try:
        brand = load(folder)
    except BadInput as broken:
        each = broken.params.get("problems")
        problems = each if isinstance(each, list) else [broken]
        return [
            Finding(code="B01", severity="error", where=source.fault(one), params={"problem": one})
            for one in problems
        ]
    found = [
        *_partners(brand, source, organisations),
        *_questions(brand, source),
        *_languages(brand, source, languages),
        *_fonts(brand, source),
        *_weights(brand, source),
        *_interchanged(brand, source),
    ]
    found += [*_strange_keys(source), *_colourings(brand, source), *_remarks(brand, source)]
    found += card_rules.findings(brand, source)
    drawn, misfits = contrasts.drawn(brand)
    found += [_misfit(one, source) for one in misfits]
    found += [*contrasts.findings(brand, drawn, source), *_sizes(drawn, source)]
    return sorted(_once(found), key=lambda one: (one.severity != "error", one.code))


class _Source:
    """The kit's file as text, to tell the line of what is found."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.path = folder, folder / FILE
        try:
            self.text = given_files.read(self.path, most=given_files.MEGABYTE).decode("utf-8-sig")
        except (OSError, UnicodeDecodeError, BadInput):
            self.text = ""

    @cached_property
    def table(self) -> Section:
        """The whole file; only asked for where the kit could be loaded."""
        return read_kit_file(self.path)

    def key(self, key: str) -> str:
        """Where a key stands."""
        return f"{self.path}:{line_of(self.text, key)}"

    def words(self, words: str) -> str:
        """Where a text, or the name of a file, is written."""
        lines = self.text.splitlines()
        found = next((number for number, line in enumerate(lines, 1) if words in line), None)
        return f"{self.path}:{found}" if found else str(self.path)

    def file(self, path: Path) -> str:
        """Where a file is named."""
        return self.words(path.name)

    def fault(self, fault: BadInput) -> str:
        """Where an error was made, as far as it tells."""
        if "line" in fault.params:
            return f"{self.path}:{fault.params['line']}"
        if "key" in fault.params:
            return self.key(str(fault.params["key"]))
        return self.words(str(fault.params["text"])) if "text" in fault.params else str(self.path)


def _partners(brand: Brand, source: _Source, organisations: Iterable[str]) -> Iterator[Finding]:
    names = {name for partner in brand.partners for name in (partner.id, *partner.name.values())}
    shown = [name for partner in brand.partners for name in partner.name.values()]
    for organisation in organisations:
        if not any(folding.same(organisation, name) for name in names):
            yield Finding(
                code="B09",
                severity="error",
                where=source.words("[[partner]]"),
                params={"organisation": organisation, "what": _partner_meant(organisation, shown)},
            )
    yield from _spelt_otherwise(brand, source, organisations)
    yield from _same_order(source)
    ids = [partner.id for partner in brand.partners]
    for twice in sorted({one for one in ids if ids.count(one) > 1}):
        where = source.words(f'"{twice}"')
        yield Finding(code="B10", severity="error", where=where, params={"partner": twice})


def _questions(brand: Brand, source: _Source) -> Iterator[Finding]:
    for misfit in questions.too_long(brand):
        yield _misfit(misfit, source)


def _spelt_otherwise(brand: Brand, source: _Source, organisations: Iterable[str]) -> Iterator[Finding]:
    """Names of partners that differ from the campaign's by capitals, accents or spaces alone, in any language."""
    names = dict.fromkeys(name for partner in brand.partners for name in partner.name.values())
    for organisation in organisations:
        for name in names:
            if name != organisation and folding.same(name, organisation):
                params: dict[str, object] = {"name": name, "organisation": organisation}
                yield Finding(code="B17", severity="info", where=source.words(f'"{name}"'), params=params)


def _same_order(source: _Source) -> Iterator[Finding]:
    """Partners that ask for the same place."""
    first: dict[object, str] = {}
    for one in source.table.sections("partner"):
        order, partner = one.values.get("order"), str(one.values.get("id", ""))
        if order is not None and first.setdefault(order, partner) != partner:
            params: dict[str, object] = {"partner": partner, "other": first[order], "order": order}
            yield Finding(code="B18", severity="info", where=source.key(one.place("order")), params=params)


def _partner_meant(organisation: str, names: list[str]) -> Detail:
    """What to do about an organisation that is no partner: the one that was meant, or how to add it."""
    meant = nearest(organisation, names)
    return Detail("partner-meant", {"nearest": meant}) if meant else Detail("partner-add")


def _languages(brand: Brand, source: _Source, languages: Iterable[str]) -> Iterator[Finding]:
    for language in languages:
        if not {language, language.partition("-")[0]} & set(brand.languages):
            yield Finding(
                code="B11",
                severity="error",
                where=source.key("meta.languages"),
                params={"language": language, "known": ", ".join(brand.languages)},
            )


def _fonts(brand: Brand, source: _Source) -> Iterator[Finding]:
    for key, font in (("path", brand.font), ("bold_path", brand.bold_font)):
        if missing := drawing_faults.missing(font, SIGNS):
            yield Finding(
                code="B08",
                severity="warning",
                where=source.key(f"fonts.base.{key}"),
                params={"font": font.name, "characters": " ".join(missing)},
            )


def _weights(brand: Brand, source: _Source) -> Iterator[Finding]:
    """Fonts that do not have the weight that is asked of them; a file of one weight may be near it."""
    base = source.table.section("fonts").section("base")
    for key, font in (("path", brand.font), ("bold_path", brand.bold_font)):
        wanted, named = wanted_weight(base, key), WEIGHTS[key][0]
        drawn = typefaces.weight_of(font, wanted)
        asked = named in base.values or not isinstance(font, Path)
        no_bolder = font != brand.font and drawn <= min(typefaces.weight_of(brand.font, wanted), wanted - 1)
        if drawn != wanted if asked else drawn < _LIGHTEST[key] or no_bolder:
            params: dict[str, object] = {"font": font.name, "key": key, "drawn": drawn, "wanted": wanted}
            where = source.key(f"fonts.base.{named if named in base.values else key}")
            yield Finding(code="B14", severity="warning", where=where, params={**params, "name": named})


def _interchanged(brand: Brand, source: _Source) -> Iterator[Finding]:
    """Texts of cards that are clearly in another language than the one that they are written for."""
    cards = {
        "title_card.text": brand.title_text,
        "end_card.text": brand.end_text,
        "end_card.partners_text": brand.end_partners_text,
        **{f"theme.{key}": texts for key, texts in brand.themes.items()},
        **{f"theme.{key}.short": texts for key, texts in brand.short_themes.items()},
    }
    for place, texts in cards.items():
        if len(set(texts.values())) < 2:  # one text for all, which may be a name
            continue
        for language, text in texts.items():
            if found := language_detection.of_few_words(text, known.short(language)):
                key = f"{place}.{language}"
                params: dict[str, object] = {"key": key, "text": text, "language": language, "found": found}
                yield Finding(code="B15", severity="warning", where=source.key(key), params=params)


def _strange_keys(source: _Source) -> Iterator[Finding]:
    for place, names in KEYS.items():
        *outer, name = place.split(".")
        table = source.table
        for inside in outer:
            table = table.section(inside)
        for one in table.sections(name) if name == "partner" else [table.section(name)]:
            for key in sorted(one.values.keys() - set(names.split())):
                params: dict[str, object] = {"key": one.place(key), "what": _meant(key, names.split())}
                yield Finding(code="B12", severity="warning", where=source.key(one.place(key)), params=params)
    yield from _strange_words(source)


def _strange_words(source: _Source) -> Iterator[Finding]:
    """What stands under a theme and is neither a language nor its short form, and the same of short forms."""
    themes = source.table.section("theme")
    for name, theme in themes.values.items():
        if isinstance(theme, dict):
            yield from _no_language(theme, f"theme.{name}", [_SHORT, *known.languages()], source)
            short = theme.get(_SHORT)
            if isinstance(short, dict):
                yield from _no_language(short, f"theme.{name}.{_SHORT}", [*known.languages()], source)


def _no_language(table: dict[str, object], at: str, names: list[str], source: _Source) -> Iterator[Finding]:
    """Keys of a table that are neither these names nor look like a language of which we do not know the name."""
    for key, inner in sorted(table.items()):
        near = nearest(key, names)
        if key in names or (_LANGUAGE.fullmatch(key) and (near is None or near == key.partition("-")[0])):
            continue
        params: dict[str, object] = {"key": f"{at}.{key}", "what": _meant(key, names)}
        written = ".".join([at, key, *(list(inner)[:1] if isinstance(inner, dict) else ())])
        yield Finding(code="B12", severity="warning", where=source.key(written), params=params)


_SHORT, _LANGUAGE = "short", re.compile("[a-z]{2,3}(-[A-Za-z]{2,4})?")


def _remarks(brand: Brand, source: _Source) -> Iterator[Finding]:
    """What is no fault but could be better."""
    if brand.title_ms > _LONGEST_TITLE_MS:
        params: dict[str, object] = {
            "seconds": f"{brand.title_ms / 1000:g}",
            "most": f"{_LONGEST_TITLE_MS / 1000:g}",
        }
        where = source.key("title_card.seconds")
        yield Finding(code="B28", severity="info", where=where, params=params)
    mark = source.table.section("logo").section("campaign").values
    missing = [key for key in ("small_light", "small_dark") if key not in mark]
    if missing and brand.look == "band":
        params = {"file": brand.logo.light.name, "keys": ", ".join(f"`{key}`" for key in missing)}
        yield Finding(code="B29", severity="info", where=source.key("logo.campaign"), params=params)


def _meant(key: str, names: list[str]) -> Detail:
    """What to do about a key that there is not: the one that was meant, or all that there are."""
    meant = nearest(key, names)
    return (
        Detail("key-meant", {"nearest": meant})
        if meant
        else Detail("keys-known", {"known": ", ".join(names)})
    )


def _colourings(brand: Brand, source: _Source) -> Iterator[Finding]:
    logos: list[Logo] = [brand.logo, brand.mark, *(partner.logo for partner in brand.partners)]
    for logo in dict.fromkeys(logos):
        if colour.brightness(logo.light) <= colour.brightness(logo.dark):
            yield Finding(
                code="B04",
                severity="error",
                where=source.file(logo.light),
                params={"light": logo.light.name, "dark": logo.dark.name},
            )


def _misfit(misfit: BadInput, source: _Source) -> Finding:
    """What cannot be laid out."""
    return Finding(code="B06", severity="error", where=source.fault(misfit), params={"problem": misfit})


def _sizes(drawn: Iterable[Drawn], source: _Source) -> Iterator[Finding]:
    """Where a logo is largest, compared with its own pixels."""
    largest: dict[Path, tuple[int, str]] = {}
    for one in drawn:
        for shape in one.element.shapes:
            if isinstance(shape, Picture):
                share = shape.part.right - shape.part.left if shape.part else 1.0
                wide = round(shape.box.width / share)
                largest[shape.path] = max(largest.get(shape.path, (0, "")), (wide, one.format))
    for path, (wide, format) in largest.items():
        own = pictures.logo(path, whole=False).width
        if wide > own:
            yield Finding(
                code="B05",
                severity="error" if wide >= own * overlays.MOST_ENLARGED - 1 else "warning",
                where=source.file(path),
                params={"file": path.name, "pixels": own, "drawn": wide, "format": format},
            )


def _once(found: Iterable[Finding]) -> list[Finding]:
    """Each finding once: what is wrong in one format is mostly wrong in the others."""
    return list(
        {(one.code, one.where, str(one.params.get("problem", one.params))): one for one in found}.values()
    )
