"""How the desk in the browser says what elsewhere names commands: by its own sentence, or without what it is about.

Whoever answers a page says so (`speaking`), and whatever is said meanwhile is for somebody who has buttons and fields,
and neither a command line nor files with numbered lines. A code has a sentence of its own as `at-desk-CODE`; of a
finding that is its remedy. Of any other, the parts that name commands, options or files of settings are left out.
"""

import re
from collections.abc import Callable, Container, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

Sentence = str | tuple[str, str]  # or its forms for one and for many
PREFIX = "at-desk-"
_NAMES = re.compile(
    r"`(?:campaign|cd|chmod|rm|sudo|export|pipx?|--)[ \w-]|`\{how\}`|(?<![\w-])--[a-z]"
    r"|\b(?:campaign|brand)\.toml|\[[a-z]+\]"
)
_SETTING = re.compile(r"`((?:service|plan|subtitles|render|consent|notices|files)\.[a-z_]+)`")
_PLACE = re.compile(r"^\{(?:file|path)\}, \w+ \{line\}\s?: ")
_SENTENCE = re.compile(  # what is told of, such as a finding, is whole sentences, and what follows it others
    r"(?:`[^`]*`|[^`])+?(?:[.!?…]\)?(?=\s|$)|\{(?:finding|why)\}(?=\s+[`(A-ZÀ-Ý])|$)", re.DOTALL
)
_BRACKETS = re.compile(r"\s?\((?:`[^`]*`|[^`()])*\)")
_CLAUSE = re.compile(r"(\s?[:;]\s)(?=(?:[^`]*`[^`]*`)*[^`]*$)")
_UNFINISHED = re.compile(  # clauses that say when something is done, which a command would have said
    r"(?:If|Once|To|Without|With|In|Else|Als|Zodra|Om|Zonder|Met|Is|Zijn|Staat|Kloppen|Zegt|Een ander|Nu|Voor"
    r"|Si|S’il|Une fois|Dès|Pour|Sans|Avec|Dans)\b",
    re.IGNORECASE,
)
_followed: ContextVar[bool] = ContextVar("followed by a remedy", default=False)
_speaking: ContextVar[bool] = ContextVar("speaking at the desk", default=False)


@contextmanager
def speaking(*, here: bool = True) -> Iterator[None]:
    """Say everything as at the desk; or, not `here`, as on a command line, for who looks after the computer."""
    token = _speaking.set(here)
    try:
        yield
    finally:
        _speaking.reset(token)


@contextmanager
def followed(*, by: Sentence) -> Iterator[None]:
    """Say a sentence that a remedy follows: of what names commands not even the beginnings stay."""
    token = _followed.set(bool(by))
    try:
        yield
    finally:
        _followed.reset(token)


def is_speaking() -> bool:
    """Return whether what is said is for the desk."""
    return _speaking.get()


def own(code: str, sentences: Container[str]) -> str:
    """Return under which code a code's sentence is found: at the desk its own where it has one."""
    theirs = f"{PREFIX}{code}"
    return theirs if is_speaking() and theirs in sentences else code


def remedy(code: str, remedies: Mapping[str, Sentence]) -> Sentence:
    """Return what the desk's pages do about a code; empty where they do nothing, and elsewhere."""
    return remedies.get(code, "") if is_speaking() else ""


def names_commands(text: str) -> bool:
    """Return whether a text names a command, an option, or a file of settings."""
    return _NAMES.search(text) is not None


def shorn(text: str) -> str:
    """Return a sentence, not yet filled in, without those parts that name commands; as it is where all of it does."""
    text = _PLACE.sub("", text)
    if not names_commands(text):
        return text
    sentences = [one.strip() for one in _SENTENCE.findall(text)]
    kept = [one for one in sentences if not names_commands(one)] if _followed.get() else []
    return " ".join(kept or [one for one in map(_without, sentences) if one]) or text


def here(text: str, called: Callable[[str], str], lang: str | None) -> str:
    """Return a sentence as it is said here: at the desk `shorn`, with what settings are `called` in place of keys."""
    if not is_speaking():
        return text
    before, after = ("«\u00a0", "\u00a0»") if (lang or "").startswith("fr") else ("“", "”")
    return _SETTING.sub(lambda found: f"{before}{called(found[1])}{after}", shorn(text))


def placed(where: str, code: str) -> tuple[str, str]:
    """Return where a finding is, and its code; at the desk the file without a line, and no code."""
    return (re.sub(r"(?<=\.\w{3}):\d+$", "", where), "-") if is_speaking() else (where, code)


def _without(sentence: str) -> str:
    """Return one sentence up to the clause that names a command, or nothing where that leaves half a sentence."""
    if not names_commands(sentence):
        return sentence
    end = sentence[-1] if sentence[-1] in ".!?…" else ""
    sentence = _BRACKETS.sub(lambda found: "" if names_commands(found[0]) else found[0], sentence)
    pieces, kept = _CLAUSE.split(sentence.removesuffix(end)), list[str]()
    for clause in pieces[::2]:
        if names_commands(clause):
            break
        kept.append(clause)
    while kept and len(kept) * 2 <= len(pieces) and _UNFINISHED.match(kept[-1]):
        kept.pop()
    joined = "".join(one for pair in zip(kept, [*pieces[1::2], ""], strict=False) for one in pair)
    return joined.rstrip(" :;\u00a0") + end if kept else ""
