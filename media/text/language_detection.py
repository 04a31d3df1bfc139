"""Which language a text is in, by a vote of its commonest words; and the rule on labels (S15)."""

import re
from functools import cache

from media.languages import known

_LEAST_VOTES, _MAJORITY = 5, 3  # so many common words, and so many times those of the label: else no verdict

_FEW_VOTES, _SHARE = (
    2,
    0.2,
)  # so many telling words, and such a part of all, where none is of the label: a warning


def votes(text: str) -> dict[str, int]:
    """How many words of a text each language claims as its own."""
    words_of_text = re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?", text.lower().replace("’", "'"))
    return {
        code: sum(word in language.common_words for word in words_of_text)
        for code, language in known.languages().items()
    }


def other_language(text: str, label: str) -> str | None:
    """The language a text is in where that is clearly not its label; None without enough evidence."""
    counted = votes(text)
    if label not in counted:
        return None
    likeliest = max(counted, key=lambda code: counted[code])
    clear = counted[likeliest] >= max(_LEAST_VOTES, _MAJORITY * counted[label])
    return likeliest if likeliest != label and clear else None


def likely_other_language(text: str, label: str) -> str | None:
    """The language a text, even a short one, is likely in where that is not its label; enough to warn by."""
    return other_language(text, label) or _of_short_text(text, label)


def _of_short_text(text: str, label: str) -> str | None:
    """The language that a good part of the words belong to, of which none belongs to the label's; else None."""
    said = _words_of(text.replace("’", "'"))
    counted = {code: len(said & _telling_words(code)) for code in known.languages()}
    if label not in counted or counted[label]:
        return None
    counted = {code: count + _signs(code, text) * (code != label) for code, count in counted.items()}
    likeliest = max(counted, key=lambda code: counted[code])
    rivals = [code for code, count in counted.items() if count == counted[likeliest]]
    clear = counted[likeliest] >= max(_FEW_VOTES, len(said) * _SHARE)
    return likeliest if clear and len(rivals) == 1 else None


def _signs(code: str, text: str) -> int:
    """How many kinds of spelling a text has that this language has and the others here do not; names have none."""
    looks = known.languages()[code].telling_signs
    return sum(bool(re.search(look, text.replace("’", "'"))) for look in looks)


def of_few_words(text: str, label: str) -> str | None:
    """The language that a title is in where it has words of that one alone, and none of its label; else None."""
    counted = {code: len(_words_of(text) & _own_words(code)) for code in known.languages()}
    if label not in counted or counted[label]:
        return None
    likeliest = max(counted, key=lambda code: counted[code])
    rivals = [code for code, count in counted.items() if count == counted[likeliest]]
    return likeliest if counted[likeliest] and len(rivals) == 1 else None


def _words_of(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]+", text.lower()))


@cache
def _telling_words(code: str) -> frozenset[str]:
    """A language's own small words, and its words of announcements that no other language here has."""
    others = (one for other, one in known.languages().items() if other != code)
    taken = (one.common_words | one.clinging_words | one.telling_words for one in others)
    return _own_words(code) | known.languages()[code].telling_words.difference(*taken)


@cache
def _own_words(code: str) -> frozenset[str]:
    """A language's small words that no other language here has."""
    small = {one: spoken.common_words | spoken.clinging_words for one, spoken in known.languages().items()}
    return frozenset(small[code].difference(*(words for one, words in small.items() if one != code)))
