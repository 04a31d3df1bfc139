"""Who speaks when, as a subtitle file tells it: VTT's voices (`<v Fatou>`), or a name before the words (`Fatou: `)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from media.subtitles import transcripts
from media.subtitles.formats import srt_vtt
from media.subtitles.reader import Opened

_VOICE = re.compile(r"<[ \t]?[vV](?:\.[^<>\s]{0,60})?[ \t]+([^<>]{1,100})>")


@dataclass(frozen=True, kw_only=True)
class Label:
    """A name that a file gives to a cue (when it begins, in ms of the film); `sure` where it is nothing but a name."""

    at_ms: int
    name: str
    sure: bool


def labels(file: Opened) -> tuple[Label, ...]:
    """The labels of a file in order of time; of several voices in one cue the first, for the others have no time."""
    return tuple(sorted(_labels(file), key=lambda one: one.at_ms))


def _labels(file: Opened) -> Iterator[Label]:
    as_a_rule = transcripts.label([cue.text for cue in file.shown if cue.text])[1] > 0
    for raw, cue in zip(file.raw, file.shown, strict=True):
        if file.kind == "vtt" and (voice := _VOICE.search(raw.text)):
            yield Label(at_ms=cue.start_ms, name=srt_vtt.unescaped(voice[1]).strip(), sure=True)
        elif cue.text and (named := transcripts.LABEL.match(cue.text)):
            yield Label(at_ms=cue.start_ms, name=named[1], sure=as_a_rule and transcripts.is_name(named[1]))
