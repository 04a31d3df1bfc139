"""The linter's rule on personal data in subtitles (S22): addresses, numbers that lead to a person, sums of loans.

What is found is named by its kind alone, never repeated: findings are printed and logged.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache

from media.findings import Severity
from media.languages import known
from media.subtitles.model import Seen
from media.subtitles.norms import Context
from media.subtitles.reader import Opened

_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_PHONE = re.compile(
    r"(?<![\d/.,])(?:(?:\+|00)[1-9]\d{1,2}[ ./-]?(?:\(0\)[ ]?)?|0)[1-9](?:[ ./-]{0,2}\d){7,8}(?!\d)"
)
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{4}){2,7}(?:[ ]?[A-Z0-9]{1,3})?\b")
_REGISTER = re.compile(r"(?<!\d)\d{2}[. ]?\d{2}[. ]?\d{2}[ -]?\d{3}[. -]?\d{2}(?!\d)")
_AMOUNT = re.compile(
    r"€[ \u00a0\u202f]?\d[\d. \u00a0\u202f]{0,12}|\b\d[\d. \u00a0\u202f]{0,12}(?:€|euros?\b)", re.IGNORECASE
)


def iban(written: str) -> bool:
    """Whether a text is an account number (ISO 13616): its country's length and form, and its check digits."""
    from stdnum import iban as numbers  # slow to load, and seldom needed
    from stdnum.exceptions import InvalidComponent, ValidationError

    number = numbers.compact(written)
    try:
        numbers.validate(number, check_country=False)  # of whatever bank: its list of banks is not whole
    except InvalidComponent:  # nor is its list of countries; the check digits are right
        return 15 <= len(number) <= 34
    except ValidationError:
        return False
    return True


def register_number(written: str) -> bool:
    """Whether eleven digits are a Belgian register number, or the BIS number of somebody who is in no register.

    Unknown birthdays are written with zeros; nobody is born after today, of which the package keeps the calendar.
    """
    from stdnum.be import ssn

    return bool(ssn.is_valid(written))


@cache
def _loan_words() -> re.Pattern[str]:
    """Every language's words, for a subtitle may quote another one."""
    words = (word for language in known.languages().values() for word in language.loans)
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)


def _phone(written: str) -> bool:
    return not register_number(written)


KINDS: tuple[tuple[str, re.Pattern[str], Callable[[str], bool], Severity], ...] = (
    ("private-mail", _MAIL, bool, "error"),
    ("private-account", _IBAN, iban, "error"),
    ("private-register", _REGISTER, register_number, "error"),
    ("private-phone", _PHONE, _phone, "error"),
)


def personal_data(file: Opened, context: Context) -> Iterator[Seen]:
    """S22: what leads to a person (error), and the sum of a loan (warning); lines of a cue are read as one text."""
    for raw, cue in zip(file.raw, file.shown, strict=True):
        text = cue.text.replace("\n", " ")
        for code, look, proves, severity in KINDS:
            if any(proves(found[0]) for found in look.finditer(text)):
                yield Seen.what("S22", raw.text_line, code, severity)
        if _AMOUNT.search(text) and _loan_words().search(text):
            yield Seen.what("S22", raw.text_line, "private-loan", "warning")
