"""Words that a recogniser heard and doubts are believed where the text of the film has them.

A window of speech in which the recogniser takes its own right words for no speech leaves no anchor for half a minute,
and a sentence that is said again beside it draws the text away (seen in a film of twenty minutes).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from media.speech import heard_speech
from media.speech.alignment import word_matching
from media.speech.heard_speech import HeardSpeech

_BORNE_OUT = 0.6  # part of the words of what is doubted that the text has there
_LEAST_WORDS = 3  # fewer are in a text by chance


def with_believed(heard: HeardSpeech, given: Sequence[str]) -> HeardSpeech:
    """What was heard, with the doubted words that a text's words bear out, in the order of the film."""
    doubted = [part for part in heard.doubted if len(part) >= _LEAST_WORDS]
    if not doubted:
        return heard
    parted = [(one, -1) for one in heard.words]
    parted += [(one, number) for number, part in enumerate(doubted) for one in part]
    parted.sort(key=lambda one: one[0].start_ms)
    matched = {one.heard for one in word_matching.anchors(given, [word.text for word, _ in parted])}
    borne_out = Counter(parted[number][1] for number in matched)
    believed = {-1} | {at for at, part in enumerate(doubted) if borne_out[at] >= _BORNE_OUT * len(part)}
    words = tuple(word for word, at in parted if at in believed)
    return replace(heard, words=words, unwritten=heard_speech.unwritten(heard.voice, words), doubted=())
