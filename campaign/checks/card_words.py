"""Words on a film's cards that are in another language than the film: its title, and what its speaker is called."""

from collections.abc import Iterator

from campaign.checks import cover_words
from campaign.workspace import Workspace
from media.brand import brand_toml
from media.brand import kit as brand_kit
from media.brand.kit import Brand
from media.errors import MediaError
from media.findings import Detail, Finding, Severity
from media.languages import known
from media.text import language_detection
from schedules.model.records import Testimony

_KIT = "brand"


def findings(workspace: Workspace, film: Testimony) -> list[Finding]:
    """Return what is said of a film's title and role (F18) and cover (F24); nothing where the kit cannot be read."""
    try:
        kit = brand_kit.load(workspace.folder / _KIT)
    except MediaError:
        return []
    return [*_title(kit, film), *_role(film), *cover_words.findings(kit, film)]


def _shown_in(film: Testimony) -> list[str]:
    return list(dict.fromkeys((film.language, *film.subtitles)))


def _title(kit: Brand, film: Testimony) -> Iterator[Finding]:
    """The title of a film that has words of its own, which all its languages show as they stand."""
    title = (film.theme or "").strip()
    if not title or title in kit.themes or not kit.title_ms:
        return
    if near := brand_toml.nearest(title, kit.themes, least=0.75):
        yield _found(film, "warning", "title-near-theme", "advice-that-theme", text=title, nearest=near)
        return
    others = {
        one: found
        for one in _shown_in(film)
        if (found := language_detection.of_few_words(title, known.short(one)))
    }
    for language, found in others.items():
        yield _found(
            film,
            "warning",
            "title-other-language",
            _advice(kit),
            text=title,
            known=list(kit.themes),
            language=language,
            found=found,
        )
    if not others and len(_shown_in(film)) > 1:
        yield _found(
            film,
            "info",
            "title-everywhere",
            _advice(kit),
            text=title,
            languages=_shown_in(film),
            known=list(kit.themes),
        )


def _advice(kit: Brand) -> str:
    return "advice-themes-known" if kit.themes else "advice-themes"


def _role(film: Testimony) -> Iterator[Finding]:
    """The languages of a film that have no word for what its speaker is: another language's is shown."""
    for language in _shown_in(film):
        spoken = known.find(language)
        if spoken is None or film.role not in spoken.roles:
            said = {"language": language, "found": known.FALLBACK}
            yield _found(film, "warning", "role-other-language", "advice-know-it", **said)


def _found(film: Testimony, severity: Severity, what: str, advice: str, **params: object) -> Finding:
    said: dict[str, object] = {**params, "slug": film.slug}
    both: dict[str, object] = {"what": Detail(what, said), "advice": Detail(advice, said)}
    return Finding(code="F18", severity=severity, where=f"testimony {film.slug}", params=both)
