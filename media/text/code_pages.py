"""In which code page a text was written: what its words would be in each, by the letters that languages use together.

A page is judged by the distinct words with letters beyond ASCII. A word costs nothing where Dutch or French write so,
little where another language has all its letters (names of people in Belgium), much where no language has, or where
capitals or signs stand inside it.
"""

import re
from collections.abc import Mapping
from functools import cache
from itertools import pairwise

from media.languages import known

PAGES: Mapping[str, float] = {  # what a page costs to begin with: the rarer among Belgian offices, the more
    "cp1252": 0, "iso8859_15": 2, "cp1254": 1.5, "iso8859_9": 2.5,
    "cp1250": 3.5, "iso8859_2": 4.5, "iso8859_16": 5, "cp1257": 4, "iso8859_13": 5,
    "cp1251": 3, "koi8_u": 5, "iso8859_5": 6, "cp1253": 2.75, "iso8859_7": 4, "cp1255": 4, "cp1256": 4,
    "cp850": 4.5, "cp437": 4.5, "cp858": 4.5, "cp852": 5, "cp857": 5, "cp775": 6, "cp866": 5, "cp737": 6,
    "mac_roman": 4.5, "mac_latin2": 5.5, "mac_turkish": 5.5, "mac_cyrillic": 6, "mac_greek": 6,
}  # fmt: skip
_STEERING = re.compile("[\x80-\x9f]")
MOST_WORDS, LONGEST_WORD = 400, 80  # distinct words that are judged, and bytes of each
CLEAR = 5.0  # a reading that costs so much less than every other is no guess

_EVERYDAY = "àâäáçèéêëîïíôöóùûüúœß"
_WESTERN = _EVERYDAY + "ãõñåæøìòÿ"
_LETTERS: Mapping[str, tuple[str, float]] = {  # language: its letters beyond ASCII, and what a word in it costs
    "es": ("áéíóúüñ", 1), "pt": ("ãõáàâéêíóôúç", 1), "it": ("àèéìíîòóùú", 1), "sv": ("åäöé", 1), "da": ("æøåé", 1),
    "tr": ("çğıöşüi̇âîû", 1.5), "pl": ("ąćęłńóśźż", 1.5), "cs": ("áčďéěíňóřšťúůýž", 1.5), "ro": ("ăâîșțşţ", 1.5),
    "sk": ("áäčďéíĺľňóôŕšťúýž", 2), "hr": ("čćđšžé", 1.5), "hu": ("áéíóöőúüű", 1.5),
    "lv": ("āčēģīķļņšūž", 2), "lt": ("ąčęėįšųūž", 2), "is": ("áðéíóúýþæö", 5), "fr": ("ÿæ", 2),
}  # fmt: skip
_SCRIPTS = (("Ѐ", "ӿ"), ("Ͱ", "Ͽ"), ("א", "ת"), ("ء", "ي"))  # of one script a word is, or not at all
_OPENING, _CLOSING = "«“„‘‹¿¡", "»”›"
_PLAIN = "’·\u202f\ufffd"  # wherever they stand
_AFTER = "°²³ªº"  # behind a digit, or an abbreviation
_BEFORE_SIGN = re.compile(r"(?<![^\W\d_])(?:n|[mckd]?m|co)$", re.IGNORECASE)  # n°, 5 km²
_MONEY = "€£¥"
_LESS = "•½¼¾§×±µ÷¶†‡‰"  # seldom, and never beside a letter
_TRADE = "©®™"  # seldom, and never inside a word
_HABITS = tuple(  # what these letters do not do in the languages that have them; a sign of another page
    (re.compile(look), cost)
    for look, cost in (
        (r"è(?![bcdfgjklmnpqrstvxz]{1,2}(?:h?[eéèê]|$)|que)(?<!\bhè)(?<!\bnè)", 6),
        (r"ê(?!t|m|que|s$|[bcdfghjklnprsvxz]{1,2}[eéèê])", 6),
        (r"(?<![aeoué])ï", 3), (r"ç(?![aouâôûéêèãõeiıöü]|$)", 3), (r"ã(?![oes]|$)", 6), (r"õ(?!e)", 6),
        (r"ñ(?![aeiouáéíóúü])", 6), (r"(?<=[aeiouó])ń(?=[aeiouy])", 2), (r"û(?![tmrln]|ch|s?$)", 6), (r"ù(?!$)", 3),
        (r"à(?!$)", 2), (r"[òì](?!$)", 5), (r"^œ(?![udsitcn])|\B(?<!f)œ(?!u|nix)", 6), (r"æ$", 6),
        (r"[íúáóüö](?=[aeiou])", 3), (r"(?<=[io])ü", 3), (r"^ý", 4), (r"\Bý(?!$|ch$|m$)", 3),
        (r"(?<![aeiou])ë|(?<![aeiouäöü])ß", 4), (r"^[ûíú]|^î(?!l)", 2), (r"ä$|å$", 3), (r"î(?=[aeou])", 4), (r"^ğ", 6),
        (r"^[^\x00-\x7fàâéèêóôúíá]$", 3),
        (r"ς(?=\w)|[бвгджзйклмнпрстфхцчшщ]{4}|[βγδζθκλμνξπρσφχψ]{4}", 3),
    )
)  # fmt: skip
_NO_LANGUAGE, _FOREIGN_WORD, _MIXED_CASE, _STRANGE_SIGN, _MISPLACED = 6.0, 3.0, 4.0, 5.0, 4.0
_SIGN = re.compile(r"[^\x00-\x7f\w]|[ªº²³¹½¼¾]")
_WORD = re.compile(r"[^\W\d_ªº²³¹½¼¾]+")


def readings(content: bytes, language: str | None = None) -> list[tuple[float, str]]:
    """What each page costs that can hold these bytes, the cheapest first; of pages that read them alike, one."""
    words = distinct_words(content)
    found: dict[str, tuple[float, str]] = {}
    for page, prior in sorted(PAGES.items(), key=lambda one: one[1]):
        read = [word.decode(page) for word in words] if _holds(content, page) else None
        if read is not None and (alike := "\n".join(read)) not in found:
            found[alike] = (prior + sum(_token(token, language) for token in read), page)
    return sorted(found.values())


def is_western(text: str) -> bool:
    """Whether all letters are those of the languages of Western Europe, which most computers in Belgium are set to."""
    return all(
        letter in _WESTERN for letter in set(text.lower()) if letter.isalpha() and not letter.isascii()
    )


def distinct_words(content: bytes) -> list[bytes]:
    """The words that have bytes beyond ASCII, each once; as many as are needed to judge."""
    words: dict[bytes, None] = {}
    for word in content.split():
        if not word.isascii():
            words[word[:LONGEST_WORD]] = None
            if len(words) >= MOST_WORDS:
                break
    return list(words)


def _holds(content: bytes, page: str) -> bool:
    """Whether a page has a letter for every byte, of words that are not judged too, and none that steers a terminal."""
    try:
        return _STEERING.search(content.decode(page)) is None
    except UnicodeDecodeError:
        return False


@cache
def _token(token: str, language: str | None) -> float:
    """What a word with its signs costs."""
    signs = sum(_sign(token, found.start()) for found in _SIGN.finditer(token))
    return signs + sum(_word(word, language) for word in _WORD.findall(token) if not word.isascii())


def _sign(token: str, at: int) -> float:
    sign, before, after = token[at], token[at - 1 : at] if at else "", token[at + 1 : at + 2]
    if sign in _PLAIN:
        return 0
    if sign in "–—…\u00a0":
        return _dash_or_dots(sign, token[:at], token[at + 1 :])
    if before.isalpha() and after.isalpha():
        return _STRANGE_SIGN
    wrong = {
        **dict.fromkeys(_OPENING, before.isalnum()),
        **dict.fromkeys(_CLOSING, after.isalnum()),
        **dict.fromkeys(_MONEY, before.isalpha() or after.isalpha()),
    }
    if sign in _AFTER:
        leads = before.isdigit() or _BEFORE_SIGN.search(token[:at])
        return 0 if leads and (not after.isalpha() or token[at : at + 2] == "°C") else _NO_LANGUAGE + 1
    if sign in wrong:
        return _MISPLACED + (sign in _MONEY) if wrong[sign] else 2 * (sign in "‹›")
    if sign in _TRADE:
        return _NO_LANGUAGE if after.islower() else 1
    return 1 if sign in _LESS and not (before.isalpha() or after.isalpha()) else _STRANGE_SIGN


def _dash_or_dots(sign: str, before: str, after: str) -> float:
    """What it costs that a dash, an ellipsis or a space that does not break stands where it does."""
    inside = before[-1:].isalpha() and after[:1].isalpha()
    if sign == "…":
        first = _WORD.match(after)
        if first and not before and after[:1].islower():
            return -1 if first[0] in _common_words() else 1.5
        return 1.5 if after[:1] in (".", ",") else 0
    if sign == "\u00a0":
        return 2 if inside else 0
    return _MISPLACED if inside and not after[:1].isupper() else 1.5 if before[-1:].isalpha() else 0


@cache
def _common_words() -> frozenset[str]:
    spoken = known.languages().values()
    return frozenset().union(*(one.common_words | one.clinging_words for one in spoken))


def _word(word: str, language: str | None) -> float:
    """What a run of letters costs: the language that has most of them, and what none of them does."""
    small = word.lower()
    beyond = {letter for letter in small if not letter.isascii()}
    mixed = _capitals_inside(word)
    if any(first <= letter <= last for letter in beyond for first, last in _SCRIPTS):
        strange = min(_of_other_script(small, *pair) for pair in _SCRIPTS)
        return 2 + strange + _unlikely(small) + _MIXED_CASE * mixed
    crowded = _NO_LANGUAGE * bool(re.search(r"[^\x00-\x7f]{3}", small))
    return _spelt(small, beyond, word[0].isupper(), language) + _MIXED_CASE * mixed + crowded


def _capitals_inside(word: str) -> int:
    """How often a letter beyond ASCII makes a capital stand inside a word: LiŠge, FŸnf."""
    pairs = list(pairwise(word))
    rising = sum(a.islower() and b.isupper() and not (a + b).isascii() for a, b in pairs)
    falling = sum(a.isupper() and not a.isascii() and b.islower() for a, b in pairs[1:])
    return rising + falling


def _of_other_script(word: str, first: str, last: str) -> float:
    return _NO_LANGUAGE * sum(not first <= letter <= last for letter in set(word))


def _unlikely(word: str) -> float:
    return sum(cost for look, cost in _HABITS if look.search(word))


def _spelt(word: str, beyond: set[str], is_name: bool, language: str | None) -> float:
    costs = [_NO_LANGUAGE * len(beyond - set(_EVERYDAY))]
    for code, (letters, cost) in _LETTERS.items():
        stranger = 0 if code == language else cost + (0 if is_name else _FOREIGN_WORD)
        costs.append(stranger + _NO_LANGUAGE * len(beyond - set(letters)))
    return min(costs) + _unlikely(word)
