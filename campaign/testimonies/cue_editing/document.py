"""All that an editor of subtitles shows of a film in a language and a format, as one value."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from campaign.testimonies.cue_editing import beside, doubt, judging, working_copy
from campaign.testimonies.cue_editing.beside import Pairs
from campaign.testimonies.cue_editing.doubt import DoubtfulWord
from campaign.testimonies.cue_editing.judging import Judge, JudgedCue, Laid
from campaign.testimonies.cue_editing.working_copy import Standing
from campaign.workspace import Workspace
from media.formats import Format
from media.subtitles.cues.words import Word
from schedules.model.edited_subtitles import EditedCue

AT_FIRST = 60  # cues that are judged with the page; the others are asked for in parts


@dataclass(frozen=True, kw_only=True)
class SecondLanguage:
    """The language beside the one that is edited: how it stands, what stands beside what, and who judges it."""

    standing: Standing
    pairs: Pairs
    judge: Judge


@dataclass(frozen=True, kw_only=True)
class Document:
    """Subtitles as an editor shows them; `words` are those of the draft, with their times.

    `spoken` are the stretches in which somebody speaks, where the words tell.
    """

    standing: Standing
    judge: Judge
    words: tuple[Word, ...]
    doubtful: dict[int, tuple[DoubtfulWord, ...]]
    spoken: tuple[tuple[int, int], ...]
    second: SecondLanguage | None

    def judged(self, cues: Sequence[EditedCue]) -> tuple[JudgedCue, ...]:
        """Return what is said of these cues, with what stands below them in the film."""
        is_below = self.second and self.second.standing.language == self.judge.second_language
        pairs = self.second.pairs.beside if self.second and is_below else {}
        return self.judge.judged(cues, {number: one.text for number, one in pairs.items()})

    def laid_beside(self, text: str) -> Laid:
        """Return a text of the second language on its lines: below the first where the film shows both."""
        assert self.second is not None
        below = self.judge.laid_below(text)
        is_below = self.judge.second_language == self.second.standing.language
        return below if below and is_below else self.second.judge.laid(text)


def of(
    workspace: Workspace, slug: str, language: str, format: Format, second: str | None, *, now: datetime
) -> Document:
    """Return the document; `second` is the language beside, "" for none, None for the one that suits.

    Raises NotThere, BadInput for a film or a kit that cannot be read, AstrayPath.
    """
    with workspace.store.read() as session:
        found = working_copy.standing(session, workspace, slug, language, now=now)
        judge = judging.of(workspace, found.film, language, format)
        other = second_of(workspace, found, judge) if second is None else second
        along = (
            working_copy.standing(session, workspace, slug, other, now=now)
            if other and other != language
            else None
        )
    known = doubt.beside(found.file.path) if found.file else ()
    return Document(
        standing=found,
        judge=judge,
        words=known,
        doubtful=doubtful(found, found.cues),
        spoken=doubt.spans(known),
        second=SecondLanguage(
            standing=along,
            pairs=beside.paired(found.cues, along.cues),
            judge=judging.of(workspace, found.film, along.language, format),
        )
        if along
        else None,
    )


def doubtful(found: Standing, cues: Sequence[EditedCue]) -> dict[int, tuple[DoubtfulWord, ...]]:
    """Return the doubtful words of these cues by their numbers: of a draft that a recogniser wrote, else none."""
    if found.file is None or found.unchecked != "recognised":
        return {}
    return doubt.of(doubt.beside(found.file.path), cues)


def second_of(workspace: Workspace, found: Standing, judge: Judge) -> str:
    """Return the language that suits beside the edited one: the kit's second, else the film's, else another it has."""
    wanted = (
        judge.second_language,
        found.film.language if found.film.language in found.film.subtitles else "",
        *(one for one in workspace.settings.languages if one in found.film.subtitles),
        *workspace.settings.languages,
    )
    return next((one for one in wanted if one and one != found.language), "")
