"""One thing found wrong or worth a look, as values."""

from dataclasses import dataclass, field
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
