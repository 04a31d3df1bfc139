"""Text that was decoded wrongly once, decoded again; and characters that nobody can see. The door to ftfy.

Of ftfy's repairs only this one is taken: its others change quotes and spaces, which are typography here.
"""

import re

INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
# UTF-8 that was read as Windows-1252: accents, quotes, the euro sign, oe, a byte order mark.
MOJIBAKE = re.compile("Ã[\u0080-\u00bf\u0152-\u0178\u2013-\u2122]|Â[\u00a0-\u00bf]|â€|â‚¬|Å[“’]|ï»¿")
_ROUNDS = 6  # a text decoded wrongly more often is beyond help
_CP1252 = "ŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™"
# Of three bytes the last is gone: which one, nobody can tell. A space behind it is one, not the last byte of a dagger.
_LOST = re.compile(f"â€(?![\x80-\x9f\xa1-\xbf{_CP1252}])")


def decoded_again(line: str) -> str:
    """A line as it was before it was decoded wrongly, once or more often; a line that was not stays as it is.

    So does one of which a byte was lost, for what stood there cannot be told: ftfy would take the space behind it.
    """
    if not MOJIBAKE.search(line) or _LOST.search(line):
        return line
    from ftfy import TextFixerConfig, fix_encoding  # slow to load

    asked = TextFixerConfig(replace_lossy_sequences=False, fix_c1_controls=False, explain=False)
    again: str = fix_encoding(line, asked)
    return line if "\n" in again else again  # a line stays a line


def repaired(text: str) -> str:
    """A text with wrongly decoded lines decoded again, and without invisible characters; again changes nothing."""
    for _ in range(_ROUNDS):  # without an invisible character a line may turn out to be wrongly decoded, too
        before, lines = text, map(decoded_again, text.split("\n"))
        text = INVISIBLE.sub(_meant, "\n".join(lines))
        if text == before:
            break
    return text


def _meant(found: re.Match[str]) -> str:
    """What an invisible character was meant to be: a letter of cp1252, a space, or nothing."""
    character = found[0]
    if "\x80" <= character <= "\x9f":
        return character.encode("latin-1").decode("cp1252", errors="ignore")
    return " " if character in "\x0b\x0c\u2028\u2029" else ""
