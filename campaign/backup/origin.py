"""Whether a backup is one that this campaign made on this computer, and unchanged since.

Its manifest, which holds the hash of every file, is signed with a random key of the campaign's own (HMAC-SHA256, RFC
2104). The key is kept where tokens are, never in the campaign folder; so nobody who is given a backup can sign another.
"""

import hashlib
import hmac
import json
import secrets
from dataclasses import dataclass
from typing import Literal

from campaign.page.keychain import Kept, Keychain
from media.json_values import Json
from schedules.errors import ScheduleError

SIGNATURE = "signature"
Origin = Literal["own", "changed", "elsewhere", "unsigned", "unreadable"]


@dataclass(frozen=True, kw_only=True)
class Signer:
    """Where the keys of this user's campaigns are kept."""

    keychain: Keychain

    def key(self, identity: str) -> bytes:
        """Return a campaign's key, made at its first backup; raises as `Keychain` does."""
        known = self.known(identity)
        if known is None:
            known = secrets.token_bytes(32)
            self.keychain.keep(_name(identity), Kept(token=known.hex(), name="backup"))
        return known

    def known(self, identity: str) -> bytes | None:
        """Return a campaign's key if there is one here; raises as `Keychain` does."""
        kept = self.keychain.read(_name(identity))
        try:
            return bytes.fromhex(kept.token) if kept else None
        except ValueError:
            return None


def identity(beginning: object) -> str:
    """Return by what a campaign's key is found, from the first thing that ever happened in it."""
    return hashlib.sha256(json.dumps(beginning).encode()).hexdigest()[:16]


def signed(manifest: dict[str, object], key: bytes) -> dict[str, object]:
    """Return a manifest with its signature."""
    return manifest | {SIGNATURE: _code(manifest, key)}


def origin(manifest: Json, signer: Signer | None) -> Origin:
    """Tell from where a manifest comes: it was read from a backup, and may say anything."""
    if not isinstance(manifest, dict) or not isinstance(manifest.get(SIGNATURE), str):
        return "unsigned"
    try:
        known = signer.known(str(manifest.get("identity"))) if signer else None
    except ScheduleError:  # a keyring that stays shut, a file that others may have written
        return "unreadable"
    if known is None:
        return "elsewhere"
    told = {key: value for key, value in manifest.items() if key != SIGNATURE}
    right = hmac.compare_digest(_code(told, known).encode(), str(manifest[SIGNATURE]).encode())
    return "own" if right else "changed"


def signs_here(beginning: object, signer: Signer | None) -> bool:
    """Tell whether this campaign has signed backups here: then one that does not bear its signature is suspect."""
    try:
        return signer is not None and signer.known(identity(beginning)) is not None
    except ScheduleError:
        return True


def _name(identity: str) -> str:
    return f"backup/{hashlib.sha256(identity.encode()).hexdigest()[:16]}"


def _code(manifest: object, key: bytes) -> str:
    told = json.dumps(manifest, sort_keys=True, separators=(",", ":"))
    return hmac.new(key, told.encode(), "sha256").hexdigest()
