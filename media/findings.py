"""One thing found wrong or worth a look, as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")  # worst first


@dataclass(frozen=True, kw_only=True)
class Finding:
    """A rule's `code`, its severity, where it was seen (`file:line`, `post 3`), its sentence's parameters."""

    code: str
    severity: Severity
    where: str
    params: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Detail:
    """Which of the things that a rule looks for was seen; a sentence of its own, as a parameter of another."""

    code: str
    params: dict[str, object] = field(default_factory=dict, hash=False)


def with_params(one: Finding, **more: object) -> Finding:
    """The finding, for its sentences and those of its details to know more of what it was found in."""
    return replace(one, params=_with(one.params, more))


def _with(params: Mapping[str, object], more: Mapping[str, object]) -> dict[str, object]:
    inner = {
        name: Detail(value.code, _with(value.params, more))
        for name, value in params.items()
        if isinstance(value, Detail)
    }
    return {**params, **inner, **more}
