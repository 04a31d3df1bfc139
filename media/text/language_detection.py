"""Which language a text is in, by a vote of its commonest words; and the rule on labels (S15)."""

import re

from media.languages import known

_LEAST_VOTES, _MAJORITY = 5, 3  # so many common words, and so many times those of the label: else no verdict


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
