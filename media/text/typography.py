"""Typography per language: what is wrong with a line (S19), and the same line set right, letters untouched.

What every language wants stands here, what one of them wants in its own file; the sources are the Imprimerie
nationale's rules and Netflix's timed text style guides (facts/testimony.md sections 1.1 and 1.3).
"""

import re

from media.languages import known
from media.languages.language import Habit

_EVERYWHERE = (
    Habit(code="space-double", look=r"(?<=\S)[ \t]{2,}(?=\S)|\t", put=" "),
    Habit(code="ellipsis-dots", look=r"(?<!\.)\.\.\.(?!\.)", put="…"),
)


def habits(language: str) -> tuple[Habit, ...]:
    """The habits of a language, those of every language first; of an unknown language those alone."""
    spoken = known.find(language)
    return (*_EVERYWHERE, *(spoken.habits if spoken else ()))


def typeset(text: str, language: str) -> str:
    """A text without markup, with the spaces and signs its language wants; letters and words stay."""
    for habit in habits(language):
        if habit.put is not None:
            text = re.sub(habit.look, habit.put, text)
    return text


def unbroken(text: str, language: str) -> str:
    """A text with spaces that do not break where its language has them; none is added, nothing else changes."""
    spoken = known.find(language)
    if spoken is None or spoken.unbreaking is None or spoken.unbreaking.put is None:
        return text
    return re.sub(spoken.unbreaking.look, spoken.unbreaking.put, text)
