"""A film's sound as a recogniser takes it: 16 kHz, mono, in the film's own time from its first moment to its last."""

import hashlib
import json
import re
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from media import ffmpeg, files, given_files, untouched
from media.errors import BadInput, RenderFailed
from media.sources import audio
from media.sources.probe import Film

RATE = 16_000  # samples a second
A_MILLISECOND = RATE // 1000  # samples
_NOTE = re.compile(r"([0-9a-f]{64}) ([0-9a-f]{64})\n?")
_LONGEST_NOTE = 1000  # bytes


@dataclass(frozen=True)
class FilmSound:
    """The sound of a film, read only when it is asked for: that of twenty minutes takes six seconds of a processor.

    `kept`: how the names of files begin in which is kept what was found out about the film.
    """

    film: Film
    kept: Path | None = None

    @cached_property
    def samples(self) -> bytes:
        """Float32 from -1 to 1; raises BadInput for a film without sound, or that cannot be read."""
        if not self.film.has_sound:
            raise BadInput("film-no-sound", path=str(self.film.path))
        try:
            return ffmpeg.output(_command(self.film), seconds=60 + self.film.duration_ms / 5000)
        except RenderFailed as failed:
            raise BadInput("sound-unreadable", detail=str(failed.params.get("detail", ""))[:200]) from None

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of its samples, in hex: a new cut of the picture leaves it as it is.

        Of a file that nobody touched since, and of which the same is known, it is what was noted. Raises as `samples`.
        """
        return self._noted or hashlib.sha256(self.samples).hexdigest()

    def note(self) -> None:
        """Keep the digest for the next time; raises OSError."""
        if self._place and self._film and not self._noted:
            files.write_whole(self._place, f"{self._film} {self.digest}\n".encode())

    @cached_property
    def _film(self) -> str:
        """What tells a film from another unread: its file's mark, and what is known of it; empty where none can."""
        if self._place is None:
            return ""
        seen = untouched.settled(self.film.path, files.folder(self._place.parent), copied=True)
        said = json.dumps([seen, repr(replace(self.film, path=Path()))])
        return hashlib.sha256(said.encode()).hexdigest() if seen else ""

    @cached_property
    def _place(self) -> Path | None:
        return self.kept.with_name(f"{self.kept.name}-sound.sha256") if self.kept else None

    @cached_property
    def _noted(self) -> str:
        """The digest that was kept of this film; empty where it is another film's, or no note."""
        film = self._film  # before its sound is read: a file that is exchanged meanwhile is another one
        if self._place is None or not film:
            return ""
        try:
            found = _NOTE.fullmatch(given_files.read(self._place, most=_LONGEST_NOTE).decode())
        except (OSError, ValueError, BadInput):
            return ""
        return found[2] if found and found[1] == film else ""


def _command(film: Film) -> list[str]:
    whole = f"{audio.steady_sound(RATE)},aformat=sample_fmts=flt:channel_layouts=mono"
    length = film.duration_ms * A_MILLISECOND
    graph = f"{audio.HEARD}{whole},apad=whole_len={length},atrim=end_sample={length}[said]"
    return [*audio.heard(film), "-filter_complex", graph, "-map", "[said]", "-f", "f32le", "pipe:1"]
