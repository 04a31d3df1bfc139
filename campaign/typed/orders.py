"""How one tells somebody to do what a verb says: `keur goed` of goedkeuren, `approuvez` of approuver."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Grammar:
    """What a language's orders are made of: endings with what takes their place, words that part from verbs."""

    endings: Mapping[str, Sequence[str]] = field(default_factory=dict)
    particles: Sequence[str] = ()


def forms(verb: str, grammar: Grammar) -> Iterator[str]:
    """Yield a verb, and what it is as an order; a word that is no verb alone, or with forms that nobody writes."""
    yield verb
    particle = next((one for one in grammar.particles if verb.startswith(one)), "")
    stem = verb.removeprefix(particle)
    ending = max((one for one in grammar.endings if stem.endswith(one)), key=len, default=None)
    if ending is None or len(stem) <= len(ending) or " " in verb:
        return
    for new in grammar.endings[ending]:
        yield f"{stem.removesuffix(ending)}{new} {particle}".strip()
