"""Characters that steer a terminal or turn the direction of text: nobody sees them, and text with them can deceive.

Control characters (C0 but newline and tab, DEL, C1), lone halves of characters, separators of lines and paragraphs,
and what overrides or isolates the direction of writing (Trojan Source, CVE-2021-42574). Marks that only help mixed
writing, or join emoji, are none.
"""

import re

_HIDDEN = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufff9-\ufffb\ud800-\udfff"
_ANYWHERE = re.compile(f"[{_HIDDEN}]")
_ON_ONE_LINE = re.compile(f"[{_HIDDEN}\t\n]")


def first(text: str, *, lines: bool = True) -> tuple[str, int] | None:
    """Return the first such character as `U+001B`, with its line; None where there is none.

    Newlines and tabs are such where text has no `lines`.
    """
    found = (_ANYWHERE if lines else _ON_ONE_LINE).search(text)
    return (_code(found), text.count("\n", 0, found.start()) + 1) if found else None


def visible(text: str) -> str:
    """Return a text as a terminal may print it: such characters are shown as `<U+001B>`."""
    return _ANYWHERE.sub(lambda found: f"<{_code(found)}>", text.replace("\r\n", "\n"))


def without(text: str) -> str:
    """Return a text with a space in the place of each such character."""
    return _ANYWHERE.sub(" ", text)


def in_json(document: str) -> str:
    """Return a JSON document that holds none of them, and says the same: they are written as escapes."""
    return _ANYWHERE.sub(lambda found: f"\\u{ord(found[0]):04x}", document)


def _code(found: re.Match[str]) -> str:
    return f"U+{ord(found[0]):04X}"
