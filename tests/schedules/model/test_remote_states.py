"""What may stand on a Page, and what may follow what: the table, and that nobody writes past it."""

import ast
from collections.abc import Iterator
from functools import cache

import pytest

from schedules.model.remote_states import INTENTS, TRANSITIONS, Intent, RemoteState, after
from tests.paths import REPOSITORY

S, I = RemoteState, Intent  # noqa: E741
WORDS = {*RemoteState, *Intent}
MODEL = ("schedules/model/states.py", "schedules/model/remote_states.py")


@cache
def sources() -> dict[str, ast.Module]:
    """Return every module but the two tables themselves, parsed, by its path."""
    paths = [
        path for room in ("schedules", "campaign", "benchmarks") for path in (REPOSITORY / room).rglob("*.py")
    ]
    named = {path.relative_to(REPOSITORY).as_posix(): path for path in sorted(paths)}
    return {
        name: ast.parse(path.read_text(encoding="utf-8")) for name, path in named.items() if name not in MODEL
    }


@pytest.mark.parametrize(
    ("events", "end"),
    [
        (("intended", "opened", "closing", "closed", "stands"), (S.READY, I.FINISH)),  # a film
        (("intended", "unsent", "asking", "stands"), (S.READY, I.CREATE)),  # a text, the second time
        (("intended", "stands", "revealing", "asked", "still-hidden", "asked", "published"), (S.LIVE, I.READ_BACK)),
        (("intended", "stands", "scheduling", "scheduled", "reading", "published"), (S.LIVE, I.READ_BACK)),
        (("intended", "stands", "revealing", "publishing", "made", "published"), (S.LIVE, I.READ_BACK)),
        (("wanted", "asking", "unasked", "asking", "there", "taken-down"), (S.DELETED, I.CREATE)),  # a comment
        (("intended", "given-up", "unseen", "deleted"), (S.DELETED, I.UNSEEN)),
        (("orphaned", "left-public"), (S.LIVE, I.DELETE)),
    ],
)  # fmt: skip
def test_the_ways_there_are(events: tuple[str, ...], end: tuple[RemoteState, Intent]) -> None:
    """From nothing to people's eyes, or to the bin: each way leads where it should."""
    standing = None
    for event in events:
        standing = after(standing, event)
        assert standing is not None, event
    assert standing == end


@pytest.mark.parametrize(
    ("standing", "event"),
    [
        ((S.INTENDED, I.CREATE), "opening-twice"),
        ((S.STARTED, I.FINISH), "closing"),  # a second closing may not be harmless
        ((S.READY, I.PUBLIC), "publishing"),  # nor is a second post
        ((S.READY, I.PUBLIC), "revealing"),
        ((S.INTENDED, I.WANTED), "there"),  # without an intent written first
        ((S.INTENDED, I.WANTED), "unsent"),
        ((S.LIVE, I.READ_BACK), "given-up"),  # people see it
        ((S.ABANDONED, I.CREATE), "stands"),
        ((S.DELETED, I.CREATE), "revealing"),
    ],
)
def test_what_never_follows(standing: tuple[RemoteState, Intent], event: str) -> None:
    """No arrow does a thing twice that is not harmless, and none brings back what was given up."""
    assert after(standing, event) is None


def leads_to(start: tuple[RemoteState, Intent] | None) -> set[tuple[RemoteState, Intent]]:
    """Return what can follow in any number of steps."""
    found: set[tuple[RemoteState, Intent]] = set()
    new = {start}
    while new:
        new = {to for (here, _), to in TRANSITIONS.items() if here in new} - found
        found |= new
    return found


def test_the_table_holds_what_can_be_and_no_more() -> None:
    """What can stand on a Page can be reached from nothing, in as many ways as the states have intents."""
    assert leads_to(None) == {(state, intent) for state, intents in INTENTS.items() for intent in intents}


@pytest.mark.parametrize("state", [S.INTENDED, S.STARTED, S.WHOLE, S.READY, S.LIVE, S.ABANDONED])
def test_nothing_is_left_for_ever(state: RemoteState) -> None:
    """From wherever an object stands a way leads off the Page."""
    for intent in INTENTS[state]:
        assert S.DELETED in {end for end, _ in leads_to((state, intent))}


def bare_words(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield (line, word) of every bare string that is compared with, or given to, a state or an intent."""
    for node in ast.walk(tree):
        match node:
            case ast.Compare(left=left, comparators=others) if any(map(is_place, [left, *others])):
                parts: list[ast.expr] = [left, *others]
            case ast.Call(func=ast.Attribute(value=asked, attr="in_" | "not_in"), args=args) if is_place(
                asked
            ):
                parts = args
            case ast.Call(keywords=keywords):
                parts = [one.value for one in keywords if one.arg in ("state", "intent")]
            case ast.Assign(targets=targets, value=value) if any(is_place(one) for one in flat(targets)):
                parts = [value]
            case ast.AnnAssign(target=ast.Name(id="state" | "intent"), value=ast.expr() as value):
                parts = [value]
            case ast.Dict(keys=keys, values=values):
                parts = [
                    value
                    for key, value in zip(keys, values, strict=True)
                    if isinstance(key, ast.Constant) and key.value == "intent"
                ]
            case _:
                continue
        for part in flat(parts):
            if isinstance(part, ast.Constant) and part.value in WORDS:
                yield part.lineno, part.value


def is_place(node: ast.expr) -> bool:
    """Tell whether an expression is some object's state or intent, perhaps as a column of its table."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "col":
        return is_place(node.args[0])
    return isinstance(node, ast.Attribute) and node.attr in ("state", "intent")


def flat(nodes: list[ast.expr]) -> Iterator[ast.expr]:
    """Yield these expressions, those inside tuples, lists, sets and either branch of a choice one by one."""
    for node in nodes:
        match node:
            case ast.Tuple(elts=inner) | ast.List(elts=inner) | ast.Set(elts=inner):
                yield from flat(inner)
            case ast.IfExp(body=body, orelse=other):
                yield from flat([body, other])
            case _:
                yield node


def test_no_bare_words() -> None:
    """States and intents are named by their enums; the words themselves stand in the model alone."""
    assert {path: words for path, tree in sources().items() if (words := list(bare_words(tree)))} == {}


@pytest.mark.parametrize(
    "line",
    [
        'ours.intent == "reveal"',
        'row.state = "abandoned"',
        'row.state, row.remote_id = "live", 1',
        'change(session, 1, intent="read-back")',
        'col(RemoteObject.state).not_in(("live", "deleted"))',
        'told = {"intent": "refused"}',
        'row.intent in ("reveal", "public")',
        'intent: str = "create"',
    ],
)
def test_bare_words_are_found(line: str) -> None:
    """Each way in which a bare word was once written is one that the test above sees."""
    assert list(bare_words(ast.parse(line)))


def writes(tree: ast.AST) -> list[int]:
    """Return the lines that add or change rows of the table of what stands on a Page."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [
        call.lineno
        for call in calls
        if ast.unparse(call.func) in ("RemoteObject", "tables.RemoteObject")
        or (ast.unparse(call.func) == "update" and ast.unparse(call.args[0]) == "RemoteObject")
    ]


def test_one_door() -> None:
    """Nobody but `database/remote_objects.py` writes to the table of what stands on a Page."""
    ours = {path: tree for path, tree in sources().items() if path.startswith(("schedules/", "campaign/"))}
    assert [path for path, tree in ours.items() if writes(tree)] == ["schedules/database/remote_objects.py"]
