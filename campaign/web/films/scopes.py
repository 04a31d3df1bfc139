"""Whose consent is taken back, and for what."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Scope:
    """What is withdrawn: whose consent, for which channel and language; None: for all."""

    person: str
    channel: str | None = None
    language: str | None = None

    @property
    def is_whole(self) -> bool:
        """Return whether it is for every channel and language."""
        return self.channel is None and self.language is None
