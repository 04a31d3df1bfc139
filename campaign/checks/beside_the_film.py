"""A film in the look "band": has it pixels enough, have its title and names room beside the picture and on its card?"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import cast

from media.brand import kit as brand_kit
from media.brand.kit import Brand
from media.brandcheck import card_rules
from media.errors import BadInput, MediaError
from media.findings import Finding
from media.formats import Fill, Format
from media.sources.probe import Film
from media.timeline import film_cards, timeline
from media.timeline.band import picture_place, shown_film
from media.timeline.band.shown_film import ShownFilm
from media.timeline.band.title_card import Moment
from media.timeline.scene import Text
from media.timeline.timeline import Credit
from schedules.consent import credits
from schedules.model.records import Testimony

_TOO_LONG = ("credit-too-long", "question-too-long", "title-too-long-beside", "card-text-too-long")


def findings(folder: Path, film: Testimony, seen: Film, formats: Iterable[Format]) -> list[Finding]:
    """Return what is said of a film in these formats; nothing where it has another look, or the kit cannot be read."""
    try:
        kit = brand_kit.load(folder / "brand").for_languages(film.subtitles)
    except MediaError:
        return []
    formats, fill = tuple(formats), _fill(film)
    found = [*_many_lines(film, seen, kit, formats)]
    if not shown_film.is_banded(kit, fill):
        return found
    return [*_enlarged(film, seen, kit, formats), *_too_long(film, seen, kit, formats), *found]


def _fill(film: Testimony) -> Fill | None:
    return None if film.fill == "kit" else cast("Fill", film.fill)


def _enlarged(film: Testimony, seen: Film, kit: Brand, formats: tuple[Format, ...]) -> Iterator[Finding]:
    """F20: the format in which a film is enlarged most, where that is more than 1.2 times."""
    each = [
        (ShownFilm(film=seen, format=one, brand=kit, language=film.language, fill=_fill(film)), one.name)
        for one in formats
    ]
    times, name = max((one.enlarged(film.known_centre), name) for one, name in each)
    if times > picture_place.MOST_ENLARGED + 0.01:
        params: dict[str, object] = {"format": name, "times": f"{times:.1f}"}
        yield _found("F20", "warning", film, **params, wide=seen.width, tall=seen.height)


def _too_long(film: Testimony, seen: Film, kit: Brand, formats: tuple[Format, ...]) -> Iterator[Finding]:
    """F21: a title, a name or a role without room; each once, in the first format and language where it has none."""
    said: dict[str, Finding] = {}
    for language in dict.fromkeys((film.language, *film.subtitles)):
        for format in formats:
            if (problem := _problem(film, seen, kit, format, language)) and problem.code in _TOO_LONG:
                told = _found("F21", "error", film, problem=problem)
                said.setdefault(f"{problem.code} {problem.params.get('text')}", told)
    yield from said.values()


def _problem(film: Testimony, seen: Film, kit: Brand, format: Format, language: str) -> BadInput | None:
    try:
        timeline.build(
            film=seen,
            cues=(),
            brand=kit,
            language=language,
            format=format,
            credit=_credit(film, language),
            title=kit.theme(film.theme, language),
            short_title=kit.short_theme(film.theme, language),
            fill=_fill(film),
        )
    except BadInput as problem:
        return problem
    return None


def _many_lines(film: Testimony, seen: Film, kit: Brand, formats: tuple[Format, ...]) -> Iterator[Finding]:
    """F26: a title of the film's own that its card cannot show in four lines, in the format where it takes most.

    Themes of the kit are judged with the kit (B26); a title that does not fit at all is told as such.
    """
    title = (film.theme or "").strip()
    if not title or title in kit.themes or not kit.title_ms or not film_cards.has_band_title(kit):
        return
    each = [(_lines(film, seen, kit, one, title), one.name) for one in formats]
    lines, name = max(each, key=lambda one: one[0], default=(0, ""))
    if lines > card_rules.MOST:
        said: dict[str, object] = {"slug": film.slug, "text": title, "lines": lines, "most": card_rules.MOST}
        yield _found("F26", "warning", film, **said, format=name)


def _lines(film: Testimony, seen: Film, kit: Brand, format: Format, title: str) -> int:
    """How many lines the heading of the title card takes, of all its texts the one with most; 0: it has no room."""
    still = Moment(film=seen, at_ms=film.from_ms, centre=film.known_centre)
    try:
        card = film_cards.band_title(_credit(film, film.language), title, format, kit, film.language, still)
    except BadInput:
        return 0
    return max(len(shape.lines) for shape in card.shapes if isinstance(shape, Text))


def _credit(film: Testimony, language: str) -> Credit:
    return Credit(
        name=film.speaker, role=credits.role_word(film.role, language), organisation=film.organisation
    )


def _found(code: str, severity: str, film: Testimony, **params: object) -> Finding:
    where = f"testimony {film.slug}"
    return Finding(code=code, severity=severity, where=where, params=params)  # type: ignore[arg-type]
