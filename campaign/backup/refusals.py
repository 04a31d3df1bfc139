"""A backup that is refused for more than one thing: each is said, and nothing is restored."""

from collections.abc import Sequence
from pathlib import Path

from media.findings import Finding
from schedules.errors import BadRequest

MOST = 100  # that many are said one by one


class BackupRefused(BadRequest):
    """Refused for all of `findings`, which are said before it; one alone is said by the refusal itself."""

    def __init__(self, code: str, findings: Sequence[BadRequest | Finding] = ()) -> None:
        super().__init__(code)
        self.findings = tuple(findings[:MOST])

    @classmethod
    def of(cls, code: str, findings: Sequence[BadRequest], *, path: Path) -> "BackupRefused":
        """Return the refusal for all that was found: with `code`, how many, and `path`; or the only one itself."""
        if len(findings) == 1:
            return cls.naming((), findings[0])
        refused = cls(code, findings)
        refused.params = {"path": path, "count": len(findings)}
        return refused

    @classmethod
    def naming(cls, findings: Sequence[Finding], refusal: BadRequest) -> "BackupRefused":
        """Return a refusal that says the first of its findings, with all of them."""
        refused = cls(refusal.code, findings if len(findings) > 1 else ())
        refused.params = dict(refusal.params)
        return refused
