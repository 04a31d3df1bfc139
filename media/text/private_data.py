"""What leads to a person in a text: an address, a number. One rule for subtitles and for what posts say.

What is found is named by its kind alone, never repeated: findings are printed and logged.
"""

import re
from collections.abc import Callable, Iterable, Iterator

_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_GAP = r"[ \u00a0\u2009\u202f./)\u2010-\u2015-]{0,3}"  # as people part the digits of a number
_PHONE = re.compile(
    r"(?<![\d+])(?<!\d[/.,])"
    rf"(?:(?:\+[ ]?|00)[1-9]\d{{1,2}}{_GAP}(?:\(0{_GAP}|0)?|0)[1-9](?:{_GAP}\d){{7,8}}(?!\d)"
)
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{4}){2,7}(?:[ ]?[A-Z0-9]{1,3})?\b")
_REGISTER = re.compile(r"(?<!\d)\d{2}[. ]?\d{2}[. ]?\d{2}[ -]?\d{3}[. -]?\d{2}(?!\d)")
# a day with its hour, which has as many digits as a number
_DATED = re.compile(r"\d{1,2}(?: ?[./-] ?|[ ])\d{1,2}(?: ?[./-] ?|[ ])(?:19|20)\d\d(?=\D)")
_MOBILE = re.compile(r"04[5-9]")  # 045 to 049, of ten digits: all other Belgian numbers have nine
_AS_COMPANY = re.compile(r"\d{4}\.\d{3}\.\d{3}")  # as the register of companies writes its numbers
_OF_COMPANY = re.compile(
    r"(?:\bBE|\b(?:BTW|TVA|VAT|KBO|BCE|RPR|RPM)\b\D{0,12}|(?:ndernemingsn|ntreprise\b)\D{0,12})[ .-]?$",
    re.IGNORECASE,
)
_BEFORE = 40  # characters that tell what a number is


def kinds(text: str, ours: Iterable[str] = ()) -> Iterator[str]:
    """Yield the kind of each thing in a text that leads to a person, once: `private-mail`, `private-phone` and so on.

    `ours` are the numbers and addresses that an organisation gives to everybody; `@example.org` is all of a house.
    """
    known = tuple(map(_plain, ours))
    for code, look, proves in KINDS:
        if any(proves(found) and not _is_ours(found[0], known) for found in look.finditer(text)):
            yield code


def _is_ours(written: str, known: tuple[str, ...]) -> bool:
    plain = _plain(written)
    return any(plain == one or (one.startswith("@") and plain.endswith(one)) for one in known)


def _plain(written: str) -> str:
    """Return an address small, and a number by its digits, as it is dialled at home."""
    bare = written.strip().casefold()
    if "@" in bare:
        return bare
    signs = re.sub(r"[^0-9a-z+]", "", bare.replace("(0)", ""))
    return re.sub(r"^(\+|00)32", "0", signs)


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


def _phone(found: re.Match[str]) -> bool:
    return not (register_number(found[0]) or _DATED.match(found[0]) or _company_number(found))


def _company_number(found: re.Match[str]) -> bool:
    """Whether ten digits are the number of a Belgian enterprise, which is public: by what is before them, or by theirs.

    Some numbers of mobile phones have the right check digits too; they are written otherwise.
    """
    from stdnum.be import vat

    digits = re.sub(r"\D", "", found[0])
    if len(digits) != 10:
        return False
    if _OF_COMPANY.search(found.string[max(0, found.start() - _BEFORE) : found.start()]):
        return True
    looks = _AS_COMPANY.fullmatch(found[0]) or not _MOBILE.match(digits)
    return bool(looks) and bool(vat.is_valid(digits))


KINDS: tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str]], bool]], ...] = (
    ("private-mail", _MAIL, bool),
    ("private-account", _IBAN, lambda found: iban(found[0])),
    ("private-register", _REGISTER, lambda found: register_number(found[0])),
    ("private-phone", _PHONE, _phone),
)
