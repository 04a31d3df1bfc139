"""Cues judged as they are typed: by the linter that checks them, on the lines that will be burned in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from campaign.checks import subtitles as check_subtitles
from campaign.workspace import Workspace
from media.findings import Finding
from media.formats import Fill, Format
from media.lettering import fonts
from media.lettering.line_breaks import Setting
from media.sources import probe_cache
from media.sources.probe import Film
from media.subtitles import norms
from media.subtitles.lint import single_cues
from media.subtitles.model import Cue
from media.subtitles.norms import Context
from media.timeline.burnt_in import BurntIn
from media.timeline.scene import Panel, Text
from media.timeline.subtitle_settings import SubtitleRoom
from schedules.consent import made_covers
from schedules.model import campaign_paths
from schedules.model.edited_subtitles import EditedCue
from schedules.model.records import Testimony

AT_ONCE = 60  # cues in one answer


@dataclass(frozen=True, kw_only=True)
class Laid:
    """A text on the lines that it is drawn on: how wide each is and the size of its letters, in pixels.

    No lines where no size that can be read holds it.
    """

    lines: tuple[str, ...] = ()
    widths: tuple[int, ...] = ()
    size: int = 0
    room: int = 0


@dataclass(frozen=True, kw_only=True)
class JudgedCue:
    """What is said of a cue: its lines, the characters a second that it asks to be read, and what is found.

    `shapes` are what will be burned in of it, in the format's pixels; none for what cannot be drawn.
    """

    id: int
    laid: Laid
    shapes: tuple[Panel | Text, ...]
    cps: float
    findings: tuple[Finding, ...]


@dataclass(frozen=True, kw_only=True)
class Judge:
    """Judges the cues of a film in a language and a format; raises BadInput for a film or a kit that cannot be read."""

    context: Context
    room: SubtitleRoom
    burnt: BurntIn

    def judged(
        self, cues: Sequence[EditedCue], below: Mapping[int, str] | None = None
    ) -> tuple[JudgedCue, ...]:
        """Return what is said of these cues, which stand beside one another in the film.

        `below` are texts in the kit's second language by the number of the cue that they stand below.
        """
        texts = below or {} if self.second_language else {}
        plain = [Cue(start_ms=one.start_ms, end_ms=one.end_ms, text=one.text) for one in cues]
        found = single_cues.judged(plain, self.context)
        return tuple(
            JudgedCue(
                id=one.id,
                laid=self.laid(one.text),
                shapes=self.burnt.shapes(one.text, texts.get(one.id, "")),
                cps=cps(one),
                findings=said,
            )
            for one, said in zip(cues, found, strict=True)
        )

    def laid(self, text: str) -> Laid:
        """Return a text on its lines."""
        return self._measured(self.room.setting(text) if text else None, self.room.pixels)

    def laid_below(self, text: str) -> Laid | None:
        """Return a text of the kit's second language on its lines below this one; None where the kit has none."""
        if self.room.second is None:
            return None
        return self._measured(self.room.second_setting(text) if text else None, self.room.second[1])

    @property
    def second_language(self) -> str:
        """Return the language that stands below this one in the film; "" where none does."""
        return self.room.kit.second_language if self.room.second else ""

    def _measured(self, setting: Setting | None, room: float) -> Laid:
        if setting is None:
            return Laid(room=int(room))
        font = self.room.kit.font
        widths = tuple(round(fonts.width(line, font, setting.size)) for line in setting.lines)
        return Laid(lines=setting.lines, widths=widths, size=setting.size, room=int(room))


def of(workspace: Workspace, film: Testimony, language: str, format: Format) -> Judge:
    """Return the judge of a film's subtitles; raises BadInput for a film or a kit that cannot be read."""
    seen = facts(workspace, film)
    fill = None if film.fill == "kit" else cast("Fill", film.fill)
    kit = made_covers.kit(workspace.folder).for_languages((*film.subtitles, language))
    return Judge(
        context=check_subtitles.context_seen(workspace, film, language, seen, (format,)),
        room=SubtitleRoom(
            kit=kit,
            film=seen,
            fill=fill,
            language=language,
            format=format,
        ),
        burnt=BurntIn(
            kit=kit, film=seen, fill=fill, language=language, format=format, centre=film.known_centre
        ),
    )


def facts(workspace: Workspace, film: Testimony) -> Film:
    """Return what is known of a film's file; raises BadInput where it cannot be read."""
    path = campaign_paths.film(workspace.folder, film)
    return probe_cache.remembered(path, workspace.folder / campaign_paths.RENDERS).hearing(film.sound_track)


def cps(one: EditedCue) -> float:
    """Return the characters a second that a cue asks to be read; 0 where it has no length."""
    stands = one.end_ms - one.start_ms
    return round(norms.length(one.text) * 1000 / stands, 1) if stands > 0 else 0.0
