"""Checks subtitles with all that a campaign knows: its norms and kit, a film's length and rate, names on record."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import cast

from sqlmodel import Session

from campaign.checks import beside_the_film, card_words, film_framing, films, subtitle_rooms, two_languages
from campaign.checks.facts import OVER
from campaign.settings.declarations import Settings
from campaign.workspace import Workspace
from media.brand.kit import Brand
from media.errors import BadInput, MediaError
from media.findings import Detail, Finding, with_params
from media.formats import FORMATS, LANDSCAPE, Fill, Format, output_rate
from media.lettering.typefaces import Font
from media.sources import audio, probe
from media.sources.probe import Film
from media.subtitles import reader
from media.subtitles.lint import linter
from media.subtitles.norms import SHIPPED_FONT, Context, Norms
from schedules.consent import made_covers, subtitle_languages
from schedules.database import posts
from schedules.model import bilingual, campaign_paths
from schedules.model.records import Post, Testimony


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What is known of the film that subtitles belong to; `spoken` is its language; it is cut at `from_ms`, `to_ms`.

    How its subtitles are set follows from the `film`, its `fill` (None: as the kit says) and the `languages` that it
    has some in.
    """

    spoken: str
    names: tuple[str, ...]
    film_ms: int
    fps: Fraction = Fraction(25)
    from_ms: int = 0
    to_ms: int | None = None
    speech_ms: int | None = None
    film: Film | None = None
    fill: Fill | None = None
    languages: tuple[str, ...] = ()


def findings(
    workspace: Workspace,
    path: Path,
    language: str,
    subject: Subject,
    formats: Iterable[Format] = (LANDSCAPE,),
) -> list[Finding]:
    """Everything found in a subtitle file of a film; the file's place as given. Raises BadInput."""
    return list(linter.lint(path, _context(workspace, language, subject, formats)))


def context_of(workspace: Workspace, film: Testimony, language: str) -> Context:
    """What a film's subtitles in a language are judged and mended with; BadInput for a film that cannot be read."""
    seen = probe.probe(campaign_paths.film(workspace.folder, film)).hearing(film.sound_track)
    subject = replace(_subject(film, seen), speech_ms=_first_word(seen))
    return _context(workspace, language, subject, (LANDSCAPE,))


def context_seen(
    workspace: Workspace, film: Testimony, language: str, seen: Film, formats: Iterable[Format]
) -> Context:
    """What subtitles of a film are judged with whose facts are known; when somebody begins to speak is not asked."""
    subject = replace(_subject(film, seen), languages=(*film.subtitles, language))
    return _context(workspace, language, subject, formats)


def _context(workspace: Workspace, language: str, subject: Subject, formats: Iterable[Format]) -> Context:
    formats, kit = tuple(formats), _kit(workspace.folder)
    kit = kit and kit.for_languages(subject.languages)
    fade_ms = kit.title_fade_ms if kit and kit.title_ms else 0
    return Context(
        norms=workspace.settings.subtitles.norms,
        language=language,
        verbatim=language == subject.spoken,
        formats=formats,
        fps=subject.fps,
        film_ms=subject.film_ms,
        from_ms=subject.from_ms,
        to_ms=subject.to_ms,
        opening_ms=subject.from_ms + fade_ms if fade_ms else None,
        speech_ms=subject.speech_ms,
        font=kit.font if kit else SHIPPED_FONT,
        names=(*subject.names, *workspace.settings.organisations),
        contacts=workspace.settings.contacts,
        rooms=subtitle_rooms.of(kit, language, subject.film, subject.fill, formats),
    )


def testimony(workspace: Workspace, film: Testimony, formats: Iterable[Format]) -> list[Finding]:
    """Everything found in a testimony's film and subtitles, each alone and all together. Raises BadInput."""
    seen = probe.probe(campaign_paths.film(workspace.folder, film)).hearing(film.sound_track)
    subject = replace(_subject(film, seen), speech_ms=_first_word(seen))
    paths = {one: campaign_paths.subtitles(workspace.folder, film, one) for one in film.subtitles}
    formats = tuple(formats)
    found = films.findings(seen, film.slug) + card_words.findings(workspace, film)
    found += beside_the_film.findings(workspace.folder, film, seen, formats)
    found += two_languages.findings(workspace.folder, film, seen, formats)
    found += film_framing.findings(workspace.folder, film_framing.on_record(film), seen, formats)
    for language, path in paths.items():
        found += findings(workspace, path, language, subject, formats)
    spoken_first = sorted(paths, key=lambda one: one != film.language)  # which the others are held against
    files = {language: reader.opened(paths[language], language=language) for language in spoken_first}
    found += linter.lint_languages(files, where=film.slug, wanted=demanded(workspace, film))
    return [_of_copy(workspace.folder, film, one) for one in found]


def of_post(workspace: Workspace, film: Testimony, post: Post) -> list[Finding]:
    """The errors in a post's film and its subtitles, in its language and format: a post with any is not approved."""
    if post.format is None:
        return []
    if post.language not in film.subtitles:
        return missing(workspace, film, post)
    spoken = subtitle_languages.shown(workspace.folder, film, post.language)
    paths = {one: campaign_paths.subtitles(workspace.folder, film, one) for one in spoken}
    try:
        seen = probe.probe(campaign_paths.film(workspace.folder, film), listen=False)
        formats = (FORMATS[post.format],)
        subject = _subject(film, seen)
        found = [
            one
            for language in spoken
            for one in findings(workspace, paths[language], language, subject, formats)
        ]
        found += two_languages.findings(workspace.folder, film, seen, formats, post.language)
    except MediaError as error:
        return [unreadable(film, error)]
    return [_of_copy(workspace.folder, film, one) for one in found if one.severity == "error"]


def missing(workspace: Workspace, film: Testimony, post: Post) -> list[Finding]:
    """That a film has no subtitles in a post's language, where it must have some; no file is looked at."""
    if post.format is None or post.language in film.subtitles:
        return []
    return list(linter.lint_languages({}, where=film.slug, wanted=demanded(workspace, film, post.language)))


def demanded(workspace: Workspace, film: Testimony, *among: str) -> list[str]:
    """Which of these languages (default: the campaign's) a film must have subtitles in."""
    spoken = workspace.settings.subtitles.spoken == "required"
    return [one for one in among or workspace.settings.languages if spoken or one != film.language]


def unreadable(film: Testimony, error: MediaError) -> Finding:
    """What is said of a film or a subtitle file that cannot be looked into."""
    return Finding(
        code=error.code, severity="error", where=f"testimony {film.slug}", params=dict(error.params)
    )


def formats_in_use(session: Session, film: Testimony) -> tuple[Format, ...]:
    """The formats that posts which are not over want of a film; landscape as long as there are none."""
    wanted = {
        post.format
        for post in posts.posts(session)
        if post.testimony_id == film.id and post.state not in OVER
    }
    return tuple(format for name, format in FORMATS.items() if name in wanted) or (LANDSCAPE,)


def context(
    *, formats: Iterable[Format], film: Path | None, settings: Settings | None, folder: Path | None
) -> Context:
    """What files are judged with that belong to no testimony yet; with a campaign, its norms, kit and names."""
    context = Context(formats=tuple(formats))
    if settings and folder:
        norms, names = settings.subtitles.norms, settings.organisations
        context = replace(context, norms=norms, names=names, contacts=settings.contacts, font=_font(folder))
    if film:
        seen = probe.probe(film)
        rate, speech = output_rate(seen.fps), _first_word(seen)
        context = replace(context, film_ms=seen.duration_ms, fps=rate, speech_ms=speech)
    return context


def norms(settings: Settings | None) -> Norms:
    """The campaign's norms, or the usual ones outside of a campaign."""
    return settings.subtitles.norms if settings else Norms()


def _subject(film: Testimony, seen: Film) -> Subject:
    return Subject(
        spoken=film.language,
        names=(film.speaker, film.organisation),
        film_ms=film.film_ms,
        fps=output_rate(seen.fps),
        from_ms=film.from_ms,
        to_ms=film.to_ms,
        film=seen,
        fill=None if film.fill == "kit" else cast("Fill", film.fill),
        languages=tuple(film.subtitles),
    )


def _first_word(seen: Film) -> int | None:
    """When somebody begins to speak; unknown where the sound cannot be read, which other checks say."""
    try:
        spans = audio.speech_spans(seen)
    except BadInput:
        return None
    return spans[0][0] if spans else None


def _kit(folder: Path) -> Brand | None:
    """The kit; None where it cannot be read, of which nothing is told here."""
    try:
        return made_covers.kit(folder)
    except MediaError:
        return None


def _font(folder: Path) -> Font:
    kit = _kit(folder)
    return kit.font if kit else SHIPPED_FONT


def named(one: Finding, slug: str, had: Collection[str]) -> Finding:
    """A finding whose advice names the testimony, and the file where that is to be given anew.

    `had` are the languages in which the testimony has subtitles, which no advice is to put others in place of.
    """
    if "file" not in one.params:
        return one
    told = with_params(one, file=slug, path=one.where.rpartition(":")[0])
    advice = told.params.get("advice")
    if not isinstance(advice, Detail) or advice.code != "advice-language-other":
        return told
    taken = bilingual.base(str(advice.params["found"])) in map(bilingual.base, had)
    code = f"{advice.code}-{'had' if taken else 'copy'}"
    return replace(told, params={**told.params, "advice": Detail(code, {**advice.params, "slug": slug})})


def _of_copy(folder: Path, film: Testimony, one: Finding) -> Finding:
    """A finding in a campaign's copy: its place is told from the campaign folder, and its advice names the slug."""
    told = named(one, film.slug, film.subtitles)
    return replace(told, where=one.where.removeprefix(str(folder)).lstrip("/\\"))
