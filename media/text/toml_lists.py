"""Lists of a TOML file whose brackets or quotes are missing, or too many: what they may have been meant to be."""

import re
from collections.abc import Iterator

_ITEM = re.compile(r"[\w.@+&’ -]{1,60}")
_NOTES = re.compile(r"^[ \t]*#.*$", re.MULTILINE)  # lines below a list that was left open
_TABLE = re.compile(r"[\[{]*\s*(\w+\s*=\s*[^\[\]{}=]+(?:,\s*\w+\s*=\s*[^\[\]{}=]+)*?)\s*[\]}]*")


def likely(value: str) -> Iterator[tuple[str, str]]:
    """What a list of texts, or of one table, was meant to be, with what is wrong; nothing where it is no list."""
    value = _NOTES.sub("", value).strip()
    opened, closed = value.count("["), value.count("]")
    code = (
        "toml-bracket-more" if closed > opened > 0 else "toml-bracket" if opened != closed else "toml-quotes"
    )
    if not (value[:1] == "[" or value[-1:] == "]"):
        return
    if "=" in value:
        if table := _TABLE.fullmatch(value):
            yield "toml-bracket", f"[{{ {table[1].strip()} }}]"
        return
    items = [part.strip(" \t\n\"'") for part in re.split(r"[,;]", value.strip("[]() \t\n"))]
    items = [one for one in items if one]
    if items and all(_ITEM.fullmatch(one) and not one.isdigit() for one in items):
        yield code, "[" + ", ".join(f'"{one}"' for one in items) + "]"
