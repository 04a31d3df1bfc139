"""The linter's rule on personal data in subtitles (S22): addresses, numbers that lead to a person, sums of loans.

What is found is named by its kind alone, never repeated: findings are printed and logged.
"""

import re
from collections.abc import Iterator
from functools import cache

from media.languages import known
from media.subtitles.model import Seen
from media.subtitles.norms import Context
from media.subtitles.reader import Opened
from media.text import private_data

_AMOUNT = re.compile(
    r"€[ \u00a0\u202f]?\d[\d. \u00a0\u202f]{0,12}|\b\d[\d. \u00a0\u202f]{0,12}(?:€|euros?\b)", re.IGNORECASE
)


@cache
def _loan_words() -> re.Pattern[str]:
    """Every language's words, for a subtitle may quote another one."""
    words = (word for language in known.languages().values() for word in language.loans)
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)


def personal_data(file: Opened, context: Context) -> Iterator[Seen]:
    """S22: what leads to a person (error), and the sum of a loan (warning); lines of a cue are read as one text."""
    for raw, cue in zip(file.raw, file.shown, strict=True):
        text = cue.text.replace("\n", " ")
        for code in private_data.kinds(text, context.contacts):
            yield Seen.what("S22", raw.text_line, code, "error")
        if _AMOUNT.search(text) and _loan_words().search(text):
            yield Seen.what("S22", raw.text_line, "private-loan", "warning")
