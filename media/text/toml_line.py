"""One statement of a TOML file as it was meant: what is mistyped in it, and how to write it."""

import re
import tomllib
from collections.abc import Iterator

from media import toml_values
from media.findings import Detail
from media.languages import known
from media.text import toml_lists

EXAMPLE = 110  # signs of a line that is shown as an example
_LONGEST = 2000  # signs of a statement; nobody mistypes a longer one
_ODD_SPACES = re.compile(r"[\u00a0\u2000-\u200f\u202f\u205f\u2060\u3000\ufeff]")
_OPENING, _CLOSING = "“”„‟«»‹›‘’‚‛`´″＂", "“”„‟«»‹›‘’‚‛`´″＂"
_CURLY = re.compile(  # a text between quotes of Word, of French, or of two kinds
    r"(?P<whole>\"[^\"“”„‟«»\n]*\")"
    r"|(?:[“”„‟«»″＂]|``)[ \u00a0\u202f]*([^“”„‟«»\"″＂\n]*?)[ \u00a0\u202f]*(?:[“”‟«»\"″＂]|'')"
    r"|\"([^“”„‟«»\"\n]*?)[“”‟»]"
    r"|(?<![\w])[‘’‚‛‹`´]([^‘’‚‛‹›`´\n]*?)[‘’‛›`´](?!\w)"
)
_PAIR = re.compile(r"(\s*)(.+?)(\s*)(:=|=\s*=|=|:|＝)(\s*)(.*)", re.DOTALL)
_HEADER = re.compile(
    r"\s*([\[({<]{0,2})\s*([\w.-]+(?:[ ]+[\w.-]+)*)\s*([\])}>]{0,2})\s*:?\s*(#.*)?", re.DOTALL
)
_BEFORE = re.compile(r"\s*(\[{1,2}[\w.\s-]+\]{1,2})\s*\S.*", re.DOTALL)
_BARE = re.compile(  # words, a number with a unit, or a time of day
    r"(?<![\w\"'.:+-])(?!(?:true|false)\b)([^\W\d][\w.@+-]*(?:[ ][\w.@+-]+)*|\d[\d.]*[^\W\d][\w.:+-]*"
    r"|\d{1,2}:\d\d(?::\d\d)?)(?![\w\"'])(?!\s*=)"
)
_NOTED = re.compile(  # a value and the note behind it; a # in quotes is part of a text, and one at the front a colour
    r"(#[0-9a-fA-F]{3,8}|[^\s#\"'“”„«‘][^#\n]*?|[\"'“”„«‘][^\n]*?[\"'“”»’])([ \t]+#[^\n]*)"
    r"|([\"'][^\"'#\n]*?)([ \t]{2,}#[^\"'\n]*)"  # and one without its end
)
_BEHIND = re.compile(r"^((?:[^\"'#\n]|\"[^\"\n]*\"|'[^'\n]*')+?)[ \t]+#.*$", re.MULTILINE)
_SEVERAL = ("partner",)  # sections that come more than once
_ON = {True: ("true", "on", "aan", "waar", "vrai"), False: ("false", "off", "uit", "onwaar", "faux")}


def mended_statement(text: str, *, is_switch: bool) -> tuple[Detail, str]:
    """What is mistyped in a statement that is no TOML, and the statement as TOML; empty where nobody can tell."""
    for code, candidate in _candidates(text, is_switch) if len(text) <= _LONGEST else ():
        if candidate != text and reads(candidate):
            at, shown = _changed(text, candidate)
            return Detail(code, {"example": _shown(shown), "key": "", "at": at}), candidate
    written, alone = " ".join(text.split())[:60], re.fullmatch(r"([\w-]{1,60})\s*[=:]?", text.strip())
    if alone:
        return Detail("toml-no-value", {"written": written, "key": alone[1]}), ""
    return Detail("toml-unread", {"written": written, "key": ""}), ""


def _changed(text: str, candidate: str) -> tuple[int, str]:
    """Which line of several was put right, counted from the first, and that line; else the first, and all of them."""
    old, new = text.split("\n"), candidate.split("\n")
    differ = [at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other]
    is_one = len(old) == len(new) > 1 == len(differ)
    return (differ[0], new[differ[0]]) if is_one else (0, candidate)


def yes_or_no(word: str) -> bool | None:
    """Whether a word means yes or no, in any language of ours or as programs say it; None for any other."""
    said = word.strip().casefold()
    for spoken in known.languages().values():
        if said in spoken.yes or said in spoken.no:
            return said in spoken.yes
    return next((meant for meant, words in _ON.items() if said in words), None)


def reads(text: str) -> bool:
    """Whether a text is TOML."""
    try:
        toml_values.parsed(text)
    except tomllib.TOMLDecodeError:
        return False
    return True


def _shown(text: str) -> str:
    """A statement on one line, as an example; what is noted behind its value is left out."""
    plain = _BEHIND.sub(r"\1", text)
    said = " ".join(line.strip() for line in plain.split("\n") if line.strip())
    return said if len(said) <= EXAMPLE else f"{said[:EXAMPLE]}…"


def _candidates(text: str, is_switch: bool) -> Iterator[tuple[str, str]]:
    """What a statement may have been meant to be, the likeliest first, each with what is wrong then."""
    spaced = _ODD_SPACES.sub(" ", text)
    yield "toml-invisible", spaced
    if text.lstrip().startswith(("//", "--", ";", "%", "/*")):
        yield "toml-comment", f"# {text.strip().lstrip('/-;%* ')}"
    yield from _headers(spaced)
    for base in dict.fromkeys((spaced, _straight(text))):
        if pair := _PAIR.fullmatch(base):
            yield from _pairs(pair, is_switch)
    words = spaced.split(maxsplit=1)
    if len(words) == 2 and re.fullmatch(r"[\w-]+", words[0]) and re.match(r"[\"'“«„‘\[{]|\d", words[1]):
        for _, value in _values(words[1], is_switch):
            yield "toml-equals", f"{words[0]} = {value}"


def _headers(text: str) -> Iterator[tuple[str, str]]:
    found = _HEADER.fullmatch(text)
    if found and (found[1] or found[3]):
        name = re.sub(r"\s+", "_", found[2])
        twice = len(found[1] or found[3]) == 2 or (len(found[3]) == 2 and name in _SEVERAL)
        yield "toml-header", f"[[{name}]]" if twice else f"[{name}]"
    elif before := _BEFORE.fullmatch(text):
        yield "toml-header-alone", before[1]


def _pairs(pair: re.Match[str], is_switch: bool) -> Iterator[tuple[str, str]]:
    key, sign, written = pair[2], pair[4], pair[6]
    if not re.search(r"\w", key):
        return
    name = _name(key)
    wrong = "toml-name" if name != key else "toml-equals" if sign != "=" else ""
    for code, value in _values(written, is_switch):
        yield wrong or code, f"{pair[1]}{name} = {value}"


def _name(key: str) -> str:
    """A key as TOML takes it: quotes of Word, spaces inside and accents are what people type."""
    plain = key.strip().strip(_OPENING + "\"'").strip() if key[:1] in _OPENING else key.strip()
    if re.fullmatch(r"[\w.-]+|\"[^\"]+\"|'[^']+'", plain, re.ASCII):
        return plain
    if re.fullmatch(r"[\w-]+(?:[ ]+[\w-]+){1,4}", plain, re.ASCII):
        return re.sub(r"\s+", "_", plain)
    bare = plain.replace('"', "").replace("\\", "").replace("\n", " ")
    return f'"{bare}"' if len(bare) <= 60 else bare


def _values(written: str, is_switch: bool) -> Iterator[tuple[str, str]]:
    """What a value may have been meant to be; a note behind it stays there."""
    value = written.strip()
    yield "toml-equals", value
    noted = _NOTED.fullmatch(value)
    plain, note = (noted[1] or noted[3], noted[2] or noted[4]) if noted else (value, "")
    for code, one in _bare_values(plain, is_switch):
        yield code, f"{one}{note}"


def _bare_values(value: str, is_switch: bool) -> Iterator[tuple[str, str]]:
    if not value.strip("="):
        return
    cut = value.rstrip(";, \t")
    straight = _straight(value)
    yield "toml-rest", cut
    if rest := re.match(
        r"(\"[^\"\n]*\"|'[^'\n]*'|\[[^\[\]]*\]|[\d.]+|true|false)\s*(?://|--|;|\w+\s*=)", straight
    ):
        yield "toml-rest", rest[1]
    yield "toml-quotes", straight
    if is_switch and (meant := yes_or_no(straight.strip("\"' .;,"))) is not None:
        yield "toml-switch", "true" if meant else "false"
    if re.fullmatch(r"[-+]?\d+,\d+", cut):
        yield "toml-decimal", cut.replace(",", ".")
    if re.fullmatch(r"0\d+", cut):
        yield "toml-zero", cut.lstrip("0") or "0"
    if re.fullmatch(r"\"[^\"'\n]*\\[^\"'\n]*\"", value):
        yield "toml-backslash", f"'{value[1:-1]}'"
    if value[:1] in "[{(" or straight[:1] in "[{(":
        yield from _lists(straight)
        yield from toml_lists.likely(straight.strip())
    else:
        yield from toml_lists.likely(straight.strip())
        yield from _texts(cut, _straight(cut))


def _lists(value: str) -> Iterator[tuple[str, str]]:
    """A list or a table in braces, whose brackets, commas or quotes are not whole."""
    value = re.sub(r"^\((.*)\)$", r"[\1]", value.strip(), flags=re.DOTALL)
    if "=" not in value and ":" not in value:
        value = re.sub(r"^\{(.*)\}$", r"[\1]", value, flags=re.DOTALL)
    lines = value if "\n" in value else value.rstrip(";, ")
    commas = re.sub(r"([}\"'\]\d])(\s*(?:#[^\n]*)?\n\s*|\s+)(?=[{\"'\[\d])", r"\1,\2", lines)
    commas = re.sub(r"([\"'])[ ]+(?=[\w-]+\s*=)", r"\1, ", re.sub(r",\s*\}", " }", commas))
    semi = re.sub(r"([}\"'\w])\s*;", r"\1,", commas)
    for code, one in (
        ("toml-list", lines), ("toml-bracket", _closed(lines)),
        ("toml-comma", commas), ("toml-comma", semi), ("toml-table", _on_one_line(commas)),
        ("toml-table", _with_equals(commas)),
    ):  # fmt: skip
        yield code, one
    for one in (lines, commas, semi):
        quoted = _quoted_inside(_with_equals(one))
        yield "toml-quotes", quoted
        yield "toml-bracket", _closed(quoted)
    for one in (lines, _closed(lines)):
        yield (
            "toml-quotes",
            re.sub(r"\"([^\"\n,]*?)\s*([,\]}])", r'"\1"\2', one.replace('",', ",").replace('"]', "]")),
        )


def _closed(value: str) -> str:
    """The value with the brackets that are open closed, and text behind the last one left where it is."""
    open_: list[str] = []
    for sign in re.sub(r"\"[^\"\n]*\"|'[^'\n]*'|#.*", "", value):
        if sign in "[{":
            open_.append("]" if sign == "[" else "}")
        elif sign in "]}" and sign in open_:
            while open_.pop() != sign:
                pass
    tail = "".join(reversed(open_))
    return f"{value.rstrip().rstrip(',')}{tail}" if tail else value


def _on_one_line(value: str) -> str:
    return re.sub(r"\{[^{}]*\}", lambda found: re.sub(r",?\s*\n\s*(\})?", _joined, found[0]), value)


def _joined(found: re.Match[str]) -> str:
    return " }" if found[1] else (", " if found[0].lstrip().startswith(",") else " ")


def _with_equals(value: str) -> str:
    """A table in braces whose keys have a colon, as JSON writes it."""
    return re.sub(r"([{,]\s*)\"?(\w+)\"?\s*:(?!\d)\s*", r"\1\2 = ", value)


def _quoted_inside(value: str) -> str:
    """A list's or table's words put between quotes where they have none."""
    pieces = re.split(r"(\"[^\"\n]*\"|'[^'\n]*'|#.*)", value)
    return "".join(one if place % 2 else _BARE.sub(r'"\1"', one) for place, one in enumerate(pieces))


def _texts(value: str, straight: str) -> Iterator[tuple[str, str]]:
    """A text whose quotes are missing, of the wrong kind, or inside it."""
    parted = re.sub(r"([\"'])\s+(?=[\"'])", r"\1,", straight)
    listed = [part.strip().strip("\"'").strip() for part in parted.split(",")]
    if len(listed) > 1 and all(re.fullmatch(r"[\w.@+ -]{1,30}", part) for part in listed):
        yield "toml-list", "[" + ", ".join(f'"{part}"' for part in listed) + "]"
    inside = re.fullmatch(r"\"(.*\".*)\"|'(.*'.*)'", value)
    if inside:
        words = inside[1] or inside[2]
        yield "toml-quotes-inside", f"'{words}'" if "'" not in words else f'"{words}"'
        yield "toml-quotes-inside", f'"{_guillemets(words)}"'
    words = re.sub(r"^[\"'“”„«»‘’`]\s*|\s*[\"'“”„«»‘’`]$", "", value.strip()).replace("\\", "/")
    if '"' not in words and "\n" not in words:
        yield "toml-quotes", f'"{words}"'
    elif "'" not in words and "\n" not in words:
        yield "toml-quotes", f"'{words}'"


def _guillemets(words: str) -> str:
    """The words with their own quotes as people print them, which TOML takes for no end."""
    return re.sub(r"\"([^\"]*)\"", r"“\1”", words).replace('"', "”")


def _straight(text: str) -> str:
    """The text with straight quotes where there were others around a text."""
    return _CURLY.sub(_with_straight, text)


def _with_straight(found: re.Match[str]) -> str:
    inside = next((one for one in found.groups() if one is not None), "")
    return inside if found["whole"] else f'"{inside}"'
