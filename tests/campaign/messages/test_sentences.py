"""Every code that the source can say has a sentence, and no sentence asks for what its code does not carry."""

import ast
import string
import struct
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest

from campaign.messages import translate
from media.findings import Finding
from tests.test_house import modules

ERRORS = {"BadInput", "RenderFailed", "BadRequest", "NotReady", "NotDelivered", "Unanswered"}
Names = frozenset[str] | None  # None: passed on with **, so nobody can tell


def calls() -> Iterator[tuple[str, str, str, Names]]:
    """Yield (kind, code, place, parameter names) of every error and finding made in the source."""
    for path, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                for kind, code, names in _said(node):
                    yield kind, code, f"{path}:{node.lineno}", names


def _said(node: ast.Call) -> Iterator[tuple[str, str, Names]]:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if name in ERRORS and node.args:
        for code in _codes(node.args[0]):
            yield "error", code, _names(node.keywords)
    if name == "Finding":
        given = {keyword.arg: keyword.value for keyword in node.keywords}
        for code in _codes(given.get("code")):
            yield "finding", code, _params(given.get("params"))


def _codes(node: ast.expr | None) -> Iterator[str]:
    """Yield the codes that an expression can be: a text, or either branch of a choice."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _codes(node.body)
        yield from _codes(node.orelse)


def _names(keywords: list[ast.keyword]) -> Names:
    names = [keyword.arg for keyword in keywords]
    return None if None in names else frozenset(name for name in names if name)


def _params(node: ast.expr | None) -> Names:
    if node is None:
        return frozenset()
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "dict" and not node.args:
        return _names(node.keywords)
    if isinstance(node, ast.Dict) and all(isinstance(key, ast.Constant) for key in node.keys):
        return frozenset(str(key.value) for key in node.keys if isinstance(key, ast.Constant))
    return None


@cache
def said() -> dict[tuple[str, str], list[tuple[str, Names]]]:
    """Collect the places and parameter names of every (kind, code)."""
    found: dict[tuple[str, str], list[tuple[str, Names]]] = defaultdict(list)
    for kind, code, place, names in calls():
        found[kind, code].append((place, names))
    return found


def texts(code: str) -> tuple[translate.Sentence, ...]:
    """Return what is said for a code: one sentence, or a finding's message and remedy."""
    if code in translate.gather("FINDINGS"):
        return tuple(translate.gather("FINDINGS")[code])
    return tuple(
        translate.gather(kind)[code]
        for kind in ("SENTENCES", "REASONS", "EVENTS")
        if code in translate.gather(kind)
    )


def placeholders(text: translate.Sentence) -> set[str]:
    """Return the names that a sentence wants filled in, in any of its forms."""
    return {
        name.partition(".")[0].partition("[")[0]
        for form in forms(text)
        for _, name, _, _ in string.Formatter().parse(form)
        if name
    }


def forms(text: Sequence[str] | str) -> tuple[str, ...]:
    """Return the forms of a sentence: itself, or those for one and for many; all those of a finding."""
    return (text,) if isinstance(text, str) else tuple(form for part in text for form in forms(part))


def faults(kind: str, code: str) -> Iterator[str]:
    """Yield what is wrong with the sentence of a code: none, or one that asks for what the code does not carry."""
    places, wanted = said()[kind, code], texts(code)
    if not wanted:
        yield f"no sentence for {code}, said at {places[0][0]}"
    carried = [names for _, names in places if names is not None]
    if len(carried) == len(places):
        known = frozenset().union(*carried) | ({"where"} if kind == "finding" else set())
        if not set().union(*map(placeholders, wanted)) <= known:
            yield f"{code} carries {sorted(known)} at {places[0][0]}"


def test_every_code_has_a_sentence() -> None:
    """A code that is raised or found can be said, with no more than what it carries."""
    assert [fault for kind, code in sorted(said()) for fault in faults(kind, code)] == []


@pytest.mark.parametrize("kind", ["SENTENCES", "FINDINGS", "EVENTS", "REASONS"])
def test_sentences_can_be_filled(kind: str) -> None:
    """Every sentence is well formed, and a code is said by one room alone."""
    seen: dict[str, str] = {}
    for room in translate.ROOMS:
        for code, text in getattr(translate._room(room), kind, {}).items():
            assert code not in seen, f"{code} is said by {seen.get(code)} and {room}"
            seen[code] = room
            for part in forms(text):
                assert part == part.strip()
                assert all(name.isidentifier() for name in placeholders(part)), part


@pytest.mark.parametrize(
    ("code", "params", "text"),
    [
        ("usage-plain", {"problem": "It broke"}, "It broke."),
        ("usage-plain", {"problem": "a {brace} stays"}, "a {brace} stays."),
        ("usage-plain", {}, "?."),
        ("zzz", {}, "zzz"),
        ("zzz", {"post": 3, "path": Path("a")}, f"zzz (post: 3, path: {Path('a')})"),
    ],
)
def test_say(code: str, params: dict[str, object], text: str) -> None:
    """A code is said with its parameters; a missing one shows as ?, an unknown code with what it carries."""
    assert translate.say(code, params) == text


def test_say_finding() -> None:
    """A finding without a sentence is still said, with an empty remedy."""
    assert translate.say_finding("zzz", {"line": 3}) == ("zzz (line: 3)", "")


def test_a_finding_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """A finding among the parameters of an error is said with its place, message and remedy."""
    finding = Finding(code="S99", severity="error", where="a.srt:3", params={"line": 3})
    monkeypatch.setitem(translate.gather("FINDINGS"), "S99", ("Line {line} is late.", "Mend it."))
    assert (
        translate.fill("Look: {finding}", {"finding": finding})
        == "Look: a.srt:3: S99 Line 3 is late. Mend it."
    )


def test_a_language_without_a_catalogue_is_english() -> None:
    """A language that is not translated yet, or that is none, is said in English."""
    for lang in ("nl", "nl-BE", "xx", "../../etc", "", None):
        assert translate.say("usage-plain", {"problem": "x"}, lang) == "x."


def catalogue(sentences: dict[str, str]) -> bytes:
    """Write a compiled catalogue as gettext reads it: a header, two tables of (length, offset), the texts."""
    texts = [text.encode() for text in (*sorted(sentences), *(sentences[key] for key in sorted(sentences)))]
    begin = 28 + 8 * len(texts)
    table = [(len(text), begin + sum(len(t) + 1 for t in texts[:index])) for index, text in enumerate(texts)]
    header = struct.pack("<7I", 0x950412DE, 0, len(sentences), 28, 28 + 8 * len(sentences), 0, 0)
    return header + b"".join(struct.pack("<2I", *row) for row in table) + b"".join(t + b"\0" for t in texts)


def test_a_catalogue_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a catalogue for `nl`, `nl-BE` is said in Dutch."""
    folder = tmp_path / "nl" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "campaign.mo").write_bytes(
        catalogue({"": "Content-Type: text/plain; charset=UTF-8\n", "Error: {sentence}": "Fout: {sentence}"})
    )
    monkeypatch.setattr(translate, "LOCALE", tmp_path)
    translate._catalogue.cache_clear()
    assert translate.say("error-line", {"sentence": "x"}, "nl-BE") == "Fout: x"
    translate._catalogue.cache_clear()
