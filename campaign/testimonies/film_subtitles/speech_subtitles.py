"""Draft subtitles from the speech of a film: recognised, parted into cues, written to a file or taken in."""

import errno
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from campaign.checks import subtitles as check_subtitles
from campaign.testimonies import amend
from campaign.workspace import Workspace
from media import files, temporary_copies
from media.errors import BadInput
from media.formats import LANDSCAPE, output_rate
from media.sources.audio import Span
from media.sources.probe import Film
from media.speech import models, recognition, speech_process, spoken_language
from media.speech.heard_speech import HeardSpeech, SpokenLanguage
from media.speech.models import Model
from media.speech.spoken_language import Stretch
from media.subtitles import draft, reader
from media.subtitles.cues import word_cues
from media.subtitles.cues import words as subtitle_words
from media.subtitles.cues.words import Word
from media.subtitles.model import Cue
from media.subtitles.norms import Context
from schedules.database import testimonies, withdrawals
from schedules.errors import BadRequest
from schedules.model import campaign_paths
from schedules.model.records import Testimony

_CHANGES_FROM = 0.8  # a stretch in another language is told from this probability on
_GUESSED_BELOW = 0.5  # a language that is no more probable is a guess
_VTT = ".vtt"


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is wanted of a film's speech: `language` empty is the one that is heard, `model` empty the best here.

    `names` may be said in it; `kept` is how files begin that keep what was heard; `part` (ms) is what is used of the
    film. `despite` another language's being spoken it is written down as the one that was said.
    """

    language: str = ""
    model: str = ""
    names: tuple[str, ...] = ()
    kept: Path | None = None
    part: Span | None = None
    despite: bool = False


@dataclass(frozen=True, kw_only=True)
class Drafted:
    """Draft subtitles, with what was heard; `words` are those of the part that is used.

    `notes` stand at the head of the file, for who looks into it.
    """

    cues: tuple[Cue, ...]
    words: tuple[Word, ...]
    language: str
    heard: HeardSpeech
    kind: draft.Kind = "recognised"
    notes: tuple[str, ...] = ()

    @property
    def vtt(self) -> bytes:
        """The file, which says that it is a draft."""
        text = draft.as_vtt(
            self.cues, self.words, language=self.language, kind=self.kind, model=self.heard.model
        )
        first, mark, rest = text.split("\n\n", 2)
        return "\n\n".join([first, mark, *(f"NOTE {note}" for note in self.notes), rest]).encode()


def model(asked: str, language: str) -> Model:
    """Return the model to use; raises NotInstalled without the recogniser or a model, BadInput for an unfit one."""
    speech_process.require_installed()
    return models.chosen(models.home(), asked=asked, language=language, free_mb=models.free_mb())


def names(film: Testimony | None, organisations: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names that may be said in a film, the most likely first."""
    theirs = (film.speaker, film.organisation) if film else ()
    return tuple(name for name in dict.fromkeys((*theirs, *organisations)) if name.strip())


def recognised(film: Film, wanted: Wanted, *, told: Callable[[float], None]) -> tuple[Model, HeardSpeech]:
    """Return what is heard in a film, and the model that heard it.

    Raises BadInput where nobody speaks, surely another language is spoken than was said, or none was said and the one
    that is heard is a guess.
    """
    using = model(wanted.model, wanted.language)
    heard = recognition.recognised(
        film,
        model=using,
        language=wanted.language,
        names=wanted.names,
        kept=wanted.kept,
        told=told,
        despite=wanted.despite,
    )
    if not heard.voice:
        raise BadInput("speech-none", path=str(film.path))
    if not wanted.language and spoken_language.share(_stretches(heard), heard.language) < _GUESSED_BELOW:
        raise BadInput("speech-which-language", path=str(film.path))
    return using, heard


def drafted(film: Film, wanted: Wanted, context: Context, *, told: Callable[[float], None]) -> Drafted:
    """Recognise a film's speech and part it into cues.

    Raises BadInput where nobody speaks, nothing is understood, or surely another language is spoken than was said.
    """
    _, heard = recognised(film, wanted, told=told)
    begin, end = wanted.part or (0, film.duration_ms)
    words = tuple(one for one in recognition.in_voice(heard) if one.end_ms > begin and one.start_ms < end)
    if not words:
        raise BadInput("speech-no-words", path=str(film.path))
    language = wanted.language or heard.language
    cues = parted(words, film, context, language=language, until=end)
    return Drafted(cues=cues, words=words, language=language, heard=heard)


def parted(
    words: Sequence[Word],
    film: Film,
    context: Context,
    *,
    language: str,
    until: int,
    paragraphs: Sequence[int] = (),
) -> tuple[Cue, ...]:
    """Return words as cues, the last of which ends at a moment (ms) of the film at the latest."""
    return word_cues.cues(
        words,
        language=language,
        norms=context.norms,
        line=context.norms.chars.get(LANDSCAPE.name, LANDSCAPE.max_chars),
        fps=output_rate(film.fps),
        film_ms=until,
        paragraphs=paragraphs,
        room=context.room(LANDSCAPE),
        font=context.font,
    )


def require_place(path: Path) -> None:
    """Raise BadRequest where a file could not say that it is a draft, or holds what a person made or checked."""
    if path.suffix.lower() != _VTT:
        raise BadRequest("speech-not-vtt", path=path)
    _require_room(path)
    if path.is_file() and reader.opened(path).unchecked is None:
        raise BadRequest("speech-file-stays", path=path)


def require_words_place(path: Path) -> None:
    """Raise BadRequest where words with their times would go into a file of another kind, such as a film."""
    if path.suffix.lower() != ".json":
        raise BadRequest("speech-words-not-json", path=path)
    _require_room(path)


def _require_room(path: Path) -> None:
    """Raise before the work what would be raised after it: no such folder, a folder or a device of that name."""
    path.parent.stat()
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if path.exists() and not path.is_file():
        raise BadRequest("speech-not-to-device", path=path)


def write(made: Drafted, out: Path, words: Path) -> None:
    """Write a draft and its words, each whole or not at all; raises BadRequest where a person's file came meanwhile."""
    require_place(out)
    files.write_whole(out, made.vtt)
    subtitle_words.write(words, made.words)


def testimony(workspace: Workspace, slug: str) -> Testimony:
    """Return a testimony whose film is there; raises BadRequest."""
    with workspace.store.read() as session:
        return withdrawals.require_film(session, testimonies.testimony(session, slug))


def of_file(workspace: Workspace, path: Path) -> Testimony | None:
    """Return the testimony whose film a file is, byte for byte; None where it is none's."""
    from media import kept_files

    with workspace.store.read() as session:
        every = testimonies.testimonies(session)
    for one in every:
        copy = campaign_paths.film(workspace.folder, one)
        if copy.is_file() and copy.stat().st_size == path.stat().st_size:
            return one if kept_files.digest(path) == one.film_sha256 else None
    return None


def standing(workspace: Workspace, film: Testimony, language: str) -> draft.Kind | None:
    """Return what kind of draft a testimony has in a language, which a new one may replace; None: it has none.

    Raises BadRequest where a person made or checked what it has.
    """
    if language not in film.subtitles:
        return None
    path = campaign_paths.subtitles(workspace.folder, film, language)
    if not path.is_file():
        return None
    kind = reader.opened(path, language=language).unchecked
    if kind is None:
        raise BadRequest("speech-has-subtitles", slug=film.slug, language=language)
    return kind


def join(workspace: Workspace, film: Testimony, made: Drafted, *, now: datetime) -> tuple[int, ...]:
    """Take a draft in as the testimony's subtitles; return the posts that are drafts again.

    Raises BadRequest where a person made or checked others meanwhile.
    """
    standing(workspace, testimony(workspace, film.slug), made.language)
    folder = files.folder(workspace.folder / campaign_paths.FILMS)
    with temporary_copies.working_folder(folder, workspace.folder) as work:
        new = work / f"given{_VTT}"
        write(made, new, subtitle_words.beside(new))
        return amend.amend(workspace, film.slug, {}, ((made.language, new),), now=now).again


def context(workspace: Workspace | None) -> Context:
    """What cues are made for: the campaign's norms and font, else the usual ones."""
    settings, folder = (workspace.settings, workspace.folder) if workspace else (None, None)
    return check_subtitles.context(formats=(LANDSCAPE,), film=None, settings=settings, folder=folder)


def doubted(heard: HeardSpeech) -> tuple[str, int] | None:
    """Return the language that a film rather sounds like than what was written down, and how sure, in hundredths."""
    stretches, written = _stretches(heard), heard.language.partition("-")[0]
    found = spoken_language.main(stretches)
    if not spoken_language.is_other(found, written):
        return None
    return found, round(100 * spoken_language.share(stretches, found))


def _stretches(heard: HeardSpeech) -> list[Stretch]:
    return [
        Stretch(one.code, one.probability, *one.span, one.span[1] - one.span[0]) for one in heard.languages
    ]


def changes(heard: HeardSpeech) -> tuple[SpokenLanguage, ...]:
    """Return the stretches in which surely another language is spoken than was written down, joined where they meet."""
    found = list[SpokenLanguage]()
    written = heard.language.partition("-")[0]
    for one in heard.languages:
        if not spoken_language.is_other(one.code, written) or one.probability < _CHANGES_FROM:
            continue
        if found and found[-1].code == one.code and found[-1].span[1] >= _last_before(heard, one):
            one = replace(one, span=(found.pop().span[0], one.span[1]))
        found.append(one)
    return tuple(found)


def _last_before(heard: HeardSpeech, one: SpokenLanguage) -> int:
    """The end of the stretch before a stretch."""
    before = [other.span[1] for other in heard.languages if other.span[1] <= one.span[0]]
    return max(before, default=0)
