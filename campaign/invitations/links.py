"""Signed addresses: who has one may answer for the organisation that it was given to, and nobody can make one up.

The address holds a random serial and a signature over campaign, organisation, posts with their content, expiry and
serial (itsdangerous). What it signs stands in the database, so that it can be revoked and is short enough for any
letter; the secret that signs stands beside the Page's token, in neither the database nor the campaign's folder.
"""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import UTC
from secrets import token_hex, token_urlsafe
from urllib.parse import urlsplit

from itsdangerous import BadSignature, Signer

from campaign.page.keychain import Kept, Keychain
from campaign.workspace import Workspace
from schedules.home import identity
from schedules.model.invited import Invitation

UNDER = "/yes/"
SECRET_BYTES, SERIAL_BYTES = 32, 16
LONGEST = 200  # characters of a token that are looked at; ours have 66


@dataclass(frozen=True, kw_only=True)
class Links:
    """What signs the addresses of one campaign, and knows its own."""

    secret: str = field(repr=False)
    campaign: str

    def token(self, asked: Invitation) -> str:
        """Return the token of an invitation, which is always the same."""
        return self._signer(asked).sign(asked.serial).decode()

    def fits(self, token: str, asked: Invitation) -> bool:
        """Tell whether a token is the one of an invitation."""
        try:
            return self._signer(asked).unsign(token).decode() == asked.serial
        except (BadSignature, UnicodeError):
            return False

    def _signer(self, asked: Invitation) -> Signer:
        posts = sorted(asked.posts.items())
        said = json.dumps(
            [self.campaign, asked.asked_as, posts, asked.expires_at.astimezone(UTC).isoformat(), asked.serial]
        )
        return Signer(self.secret, salt=said, key_derivation="hmac", digest_method=hashlib.sha256)


def of(workspace: Workspace, keychain: Keychain) -> Links:
    """Return what signs the addresses of a campaign; the secret is made where there is none yet.

    Raises NotReady where the place for secrets is open to others or stays shut.
    """
    known = identity.of(workspace.store)
    name = f"links:{known.number or known.born}"
    kept = keychain.read(name)
    if kept is None:
        keychain.keep(name, Kept(token=token_hex(SECRET_BYTES), name="links"))
        kept = keychain.read(name)  # of two who make one at once, the last counts for both
    assert kept is not None
    return Links(secret=kept.token, campaign=str(known.number or known.born))


def new_serial() -> str:
    """Return a serial that nobody guesses."""
    return token_urlsafe(SERIAL_BYTES)


def serial_of(token: str) -> str:
    """Return the serial that a token names, whether it is ours or not; "" for what is far too long."""
    return token.rpartition(".")[0] if len(token) <= LONGEST else ""


def address(desk: str, token: str) -> str:
    """Return the address to give to a partner, under the desk's."""
    return f"{desk.rstrip('/')}{UNDER}{token}"


def is_here_alone(desk: str) -> bool:
    """Tell whether only this computer reaches a desk."""
    return urlsplit(desk).hostname in ("127.0.0.1", "localhost", "::1")
