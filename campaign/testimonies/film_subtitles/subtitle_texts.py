"""What a testimony's checked subtitles say: as a transcript for a website, as chapters, as a file for a translator."""

import html
from dataclasses import dataclass
from pathlib import Path

from campaign.workspace import Workspace
from media.brand import kit as brand_kit
from media.brand.kit import Brand
from media.errors import MediaError
from media.subtitles import chapters as subtitle_chapters
from media.subtitles import running_text, translator_file, writer
from media.subtitles.chapters import Chapter
from media.subtitles.model import Cue
from media.subtitles.running_text import Paragraph
from schedules.consent import credits, subtitle_files
from schedules.database import testimonies, withdrawals
from schedules.errors import BadRequest
from schedules.model.records import Testimony

_KINDS = {".txt": "text", ".html": "page", ".htm": "page", ".srt": "srt", ".vtt": "vtt"}
_CHAPTERS = ".chapters.vtt"


@dataclass(frozen=True, kw_only=True)
class Said:
    """What a film says in a language, in the finished film's time; `title` is the film's question, or nothing.

    `name` is what the page of it is called: the question, or else who speaks.
    """

    language: str
    title: str
    name: str
    cues: tuple[Cue, ...]
    paragraphs: tuple[Paragraph, ...]
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True, kw_only=True)
class Template:
    """A file for a translator: what stands in it, of how many cues, and the language they are translated from.

    `filled`: the translation stands in it already, at the times of the first language.
    """

    content: str
    count: int
    source: str
    filled: bool


def kind_of(path: Path) -> str:
    """Return what a file is to hold by its name: a kind that `written` knows; raises BadRequest for another."""
    if path.name.lower().endswith(_CHAPTERS):
        return "chapters"
    kind = _KINDS.get(path.suffix.lower())
    if kind is None:
        raise BadRequest("export-ending", path=path)
    return kind


def said(workspace: Workspace, slug: str, language: str | None) -> Said:
    """Return what a testimony's subtitles say (`language` None: the one that is spoken, else its first).

    Raises BadRequest for a language without subtitles, BadInput where they or the kit cannot be read, and for subtitles
    that nobody has checked.
    """
    film = _film(workspace, slug)
    spoken = _language(film, language)
    cues = subtitle_files.cues(workspace.folder, film, spoken)
    kit = brand_kit.load(workspace.folder / "brand")
    heard = subtitle_chapters.chapters(cues, _questions(kit, spoken), language=spoken)
    title = _title(kit, film, spoken)
    return Said(
        language=spoken,
        title=title,
        name=title or _speaker(workspace, film) or slug,
        cues=tuple(cues),
        paragraphs=running_text.paragraphs(cues, [one.start_ms for one in heard]),
        chapters=heard,
    )


def template(
    workspace: Workspace, slug: str, *, into: str, source: str | None, lines: list[str], said_in: str | None
) -> Template:
    """Return a file in which the subtitles of a testimony are translated; `lines`, `said_in` a language, tell how.

    Raises BadRequest for a language without subtitles, or one that has them, and as `said` does.
    """
    film = _film(workspace, slug)
    spoken = _language(film, source)
    if spoken == into:
        raise BadRequest("template-same-language", language=into, slug=slug)
    cues = subtitle_files.source(workspace.folder, film, spoken)
    norms = workspace.settings.subtitles.norms
    texts = _translated(workspace, film, into, len(cues))
    content = translator_file.vtt(cues, into=into, norms=norms, lines=lines, said_in=said_in, texts=texts)
    return Template(content=content, count=len(cues), source=spoken, filled=bool(texts))


def _translated(workspace: Workspace, film: Testimony, into: str, count: int) -> list[str]:
    """What the testimony has in the other language already, where it goes with the first cue by cue; else nothing."""
    if into not in film.subtitles:
        return []
    try:
        cues = subtitle_files.source(workspace.folder, film, into)
    except MediaError:
        return []
    return [cue.text for cue in cues] if len(cues) == count else []


def written(said: Said, kind: str, slug: str) -> str:
    """Return a file's content: `text`, `page`, `srt`, `vtt` or `chapters`; BadRequest where no question is heard."""
    if kind == "chapters":
        if not said.chapters:
            raise BadRequest("chapters-none", slug=slug, language=said.language)
        return subtitle_chapters.vtt(said.chapters)
    if kind == "srt":
        return writer.srt((cue.start_ms, cue.end_ms, cue.text) for cue in said.cues)
    if kind == "vtt":
        return writer.vtt(said.cues)
    return _page(said) if kind == "page" else _text(said)


def _film(workspace: Workspace, slug: str) -> Testimony:
    with workspace.store.read() as session:
        return withdrawals.require_film(session, testimonies.testimony(session, slug))


def _language(film: Testimony, asked: str | None) -> str:
    spoken = asked or (film.language if film.language in film.subtitles else next(iter(film.subtitles), None))
    if spoken not in film.subtitles:
        raise BadRequest("subtitles-none", language=asked or film.language, slug=film.slug)
    return str(spoken)


def _questions(kit: Brand, language: str) -> list[str]:
    found = (texts.get(language) or texts.get(language.partition("-")[0]) for texts in kit.themes.values())
    return [one for one in found if one]


def _title(kit: Brand, film: Testimony, language: str) -> str:
    """The film's question in a language; nothing where the kit has it in others only."""
    texts = kit.themes.get(film.theme or "", {})
    return texts.get(language) or texts.get(language.partition("-")[0]) or ("" if texts else film.theme or "")


def _speaker(workspace: Workspace, film: Testimony) -> str | None:
    """Who speaks, as far as the consents let the name be shown."""
    with workspace.store.read() as session:
        return credits.shown_name(film, testimonies.consents(session, testimony_id=film.id))


def _text(said: Said) -> str:
    """Paragraphs, a blank line between them, each question above its answer."""
    begins = {one.start_ms: one.title for one in said.chapters}
    blocks: list[str] = []
    for one in said.paragraphs:
        if title := begins.pop(one.start_ms, None):
            blocks.append(f"[{_clock(one.start_ms)}] {title}")
        blocks.append(one.text)
    return "\n\n".join(blocks) + "\n"


def _page(said: Said) -> str:
    """A page that needs nothing else; what stands between `<article>` and its end can be pasted into a website."""
    begins = {one.start_ms: one.title for one in said.chapters}
    body = [f"<h1>{html.escape(said.title)}</h1>"] if said.title else []
    for one in said.paragraphs:
        if title := begins.pop(one.start_ms, None):
            at = one.start_ms // 1000
            body.append(
                f'<h2 id="t{at}"><time datetime="PT{at}S">{_clock(one.start_ms)}</time> {html.escape(title)}</h2>'
            )
        body.append(f"<p>{html.escape(one.text)}</p>")
    language = html.escape(said.language)
    head = f'<meta charset="utf-8">\n<title>{html.escape(said.name)}</title>'
    article = "\n".join([f'<article lang="{language}" dir="auto">', *body, "</article>"])
    return f'<!doctype html>\n<html lang="{language}">\n<head>\n{head}\n</head>\n<body>\n{article}\n</body>\n</html>\n'


def _clock(ms: int) -> str:
    minutes, seconds = divmod(ms // 1000, 60)
    return f"{minutes}:{seconds:02}"
