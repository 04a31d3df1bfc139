"""Estimates subtitles from a transcript; the file says that its times are estimated until somebody has checked them."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from campaign.workspace import Workspace
from media import files
from media.errors import BadInput
from media.formats import Format, output_rate
from media.languages import known
from media.sources import audio, probe
from media.subtitles import draft, reader, transcripts, writer
from media.subtitles.cues import transcript as subtitle_transcript
from media.subtitles.cues import word_times, words
from media.subtitles.cues.words import Word
from media.subtitles.formats import decoding
from media.subtitles.model import Cue
from media.subtitles.norms import Norms
from media.subtitles.reader import Opened
from media.text import language_detection
from schedules.consent import subtitle_files
from schedules.database import testimonies
from schedules.errors import BadRequest


def other_language(path: Path, language: str, *, by_few_words: bool = False) -> str | None:
    """Return the language that subtitles are clearly in if that is not `language`; None where they cannot be read.

    `by_few_words`: the likely one, where there is too little text to be sure.
    """
    try:
        cues = reader.read(path, language=language).cues
    except BadInput:
        return None
    detect = language_detection.likely_other_language if by_few_words else language_detection.other_language
    return detect("\n".join(cue.text for cue in cues), known.short(language))


def transcript_text(path: Path, *, encoding: str | None, language: str) -> tuple[str, int]:
    """Return what a transcript says, without the marks of time that begin its lines, and how many those were.

    Of subtitles it is what they say. Raises BadInput where it cannot be read, is no text, or is so only by a guess.
    """
    if path.suffix.lower() in (".vtt", ".srt"):
        cues = reader.opened(path, encoding=encoding, language=language).shown
        return "\n".join(" ".join(cue.text.split()) for cue in cues), 0
    read = decoding.decoded(reader.file_bytes(path), path=path, encoding=encoding, language=language)
    if "\0" in read.text:  # so has every Word file and nearly every PDF, and no text
        raise BadInput("transcript-no-text", path=str(path))
    if not read.sure:
        raise BadInput(
            "transcript-unsure", where=f"{path}:{read.seen[0].line}", what=read.seen[0].params["what"]
        )
    return transcripts.without_marks(read.text)


def estimate(
    text: str, out: Path, *, film: Path, language: str, norms: Norms, format: Format
) -> tuple[Cue, ...]:
    """Write estimated cues to a new VTT file and return them.

    `text` is the transcript. Raises BadInput for a film that cannot be read, a film in which nobody speaks, a
    transcript too long for it; BadRequest where `out` is no VTT. Then nothing is written.
    """
    if out.suffix.lower() != ".vtt":
        raise BadRequest("estimate-not-vtt", path=out)
    seen = probe.probe(film)
    spans = audio.speech_spans(seen)
    if not spans:
        raise BadInput("film-no-speech", path=str(film))
    cues = subtitle_transcript.estimate(
        text,
        spans,
        language=language,
        norms=norms,
        line=norms.chars.get(format.name, format.max_chars),
        fps=output_rate(seen.fps),
        film_ms=seen.duration_ms,
    )
    files.write_whole(out, subtitle_transcript.as_vtt(cues, language).encode())
    return cues


def check_off(path: Path, *, who: str, day: date) -> draft.Kind:
    """Let a draft say who checked it, and return what was checked; raises BadInput for a file that is none."""
    file = reader.opened(path)
    kind = file.unchecked
    if kind is None:
        raise not_draft(path, file)
    files.write_whole(path, checked(file, who=who, day=day), keep_mode=True)
    return kind


def not_draft(path: Path, file: Opened) -> BadInput:
    """Return what is said of a file that is no draft: who has checked it already, or that no machine made it."""
    if file.mark and file.mark.who:
        return BadInput("subtitles-checked-already", path=str(path), who=file.mark.who, day=file.mark.day)
    return BadInput("subtitles-not-draft", path=str(path))


def checked(file: Opened, *, who: str, day: date) -> bytes:
    """Return a draft's bytes once somebody has checked it; raises BadRequest where `who` is empty."""
    text = draft.checked(file.text, (cue.text for cue in file.shown), who=name_of(who), day=day)
    return text.replace("\n", file.newline).encode()


def words_beside(path: Path) -> tuple[Word, ...]:
    """Return the words that lie beside a file with their times; raises BadInput where those are none."""
    place = words.beside(path)
    return words.read(place) if place.is_file() else ()


def keep_words(path: Path, spoken: tuple[Word, ...], *, language: str | None) -> None:
    """Have the words beside a file say what the file says now; `spoken` are those before, whose times stay."""
    if spoken:
        cues = reader.read(path, language=language).cues
        words.write(words.beside(path), word_times.kept(spoken, cues))


def name_of(who: str) -> str:
    """Return the name of who checked subtitles; raises BadRequest for none."""
    if not who.strip():
        raise BadRequest("words-empty", option="--by")
    return who


def export(
    workspace: Workspace,
    slug: str,
    folder: Path,
    languages: tuple[str, ...],
    *,
    spared: Callable[[Path], Path],
) -> list[Path]:
    """Write a testimony's subtitles into a folder that exists; the names of the files name nobody.

    `languages` empty: all it has; `spared` is asked before any is written, and may refuse. Raises BadRequest for a
    language without subtitles, BadInput for a file or kit that cannot be read, and for a draft that nobody has checked;
    then nothing is written.
    """
    with workspace.store.read() as session:
        film = testimonies.testimony(session, slug)
    missing = [one for one in languages if one not in film.subtitles]
    if missing or not film.subtitles:
        raise BadRequest("subtitles-none", language=", ".join(missing) or film.language, slug=slug)
    locales = workspace.settings.subtitles.locales
    made = {
        folder / writer.facebook_name(film.slug, language, locales): subtitle_files.cues(
            workspace.folder, film, language
        )
        for language in languages or tuple(film.subtitles)
    }
    for path in made:
        spared(path)
    for path, cues in made.items():
        writer.write(path, cues)
    return list(made)
