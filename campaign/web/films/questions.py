"""What is asked beside a form before its answer counts: whether a typed name is that of somebody on record."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from campaign.testimonies import changed_speakers, meant_names
from campaign.testimonies.meant_names import Meant
from campaign.workspace import Workspace
from media.text import folding
from schedules.errors import BadRequest
from schedules.model.records import Testimony

NEAR, TYPED = "near", "typed"


@dataclass(frozen=True, kw_only=True)
class Question:
    """A question about a field: its sentence's code, and what its two answers are called."""

    name: str
    code: str
    params: Mapping[str, object] = field(default_factory=dict)
    near: str = ""
    typed: str = ""


@dataclass(frozen=True, kw_only=True)
class Names:
    """Names as they are taken, and what must be asked first."""

    words: dict[str, str]
    questions: tuple[Question, ...]


def of(workspace: Workspace, slug: str, typed: Mapping[str, str], before: Testimony | None = None) -> Names:
    """Return how the names in a form are taken; `before` is the film as it is, where it is known already.

    Raises BadRequest where a name means several organisations.
    """
    words: dict[str, str] = {}
    questions: list[Question] = []
    readers = {"organisation": meant_names.organisation, "speaker": meant_names.speaker}
    for name, read in readers.items():
        if before and folding.tidy(typed[name]) == getattr(before, name):
            continue
        words[name], asked = _taken(name, read(workspace, typed[name], slug), typed)
        questions += asked
    if before and "speaker" in words and not questions:
        questions += _same_person(workspace, before, words["speaker"], typed)
    return Names(words=words, questions=tuple(questions))


def _taken(name: str, meant: Meant, typed: Mapping[str, str]) -> tuple[str, list[Question]]:
    answer = typed.get(f"meant-{name}", "")
    if not meant.near or answer == TYPED:
        return meant.name, []
    if answer == NEAR:
        return meant.near, []
    asked = Question(name=name, code=meant.question, params=meant.params, near=meant.near, typed=meant.name)
    return meant.name, [asked]


def _same_person(
    workspace: Workspace, before: Testimony, name: str, typed: Mapping[str, str]
) -> Iterator[Question]:
    change = changed_speakers.change(workspace, before, name)
    if change is None or change.is_correction or typed.get("meant-same") == NEAR:
        return
    if typed.get("meant-same") == TYPED:
        raise BadRequest("speaker-other-no", **change.told)
    yield Question(name="same", code=change.question, params=change.told)
