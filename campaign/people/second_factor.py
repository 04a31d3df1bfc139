"""The second factor: codes of six digits that an app shows anew each half minute (TOTP, RFC 6238); codes on paper."""

import secrets
from datetime import datetime
from io import BytesIO

from campaign.people.extra import part

STEP_S = 30
EARLIER = 1  # steps that a clock may be slow or fast by
CODES = 10  # on paper
_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that looks like another


def new_key() -> str:
    """Return a new key, as apps take it when it is typed: 160 random bits in Base32."""
    return str(part("pyotp").random_base32())


def address(key: str, *, name: str, campaign: str) -> str:
    """Return what an app reads from the picture: the key, for whom, of what."""
    return str(part("pyotp").TOTP(key).provisioning_uri(name=name, issuer_name=campaign))


def picture(address_: str) -> bytes:
    """Return an address as a QR code, an SVG of dark squares on white."""
    drawn = BytesIO()
    part("segno").make(address_, error="m", micro=False).save(
        drawn,
        kind="svg",
        border=4,
        omitsize=True,
        dark="#000",
        light="#fff",
        xmldecl=False,
        svgclass=None,
        lineclass=None,
    )
    return drawn.getvalue()


def step_of(key: str, code: str, *, now: datetime) -> int | None:
    """Return the half minute whose code this is, of now and its neighbours; None where it is none."""
    digits = "".join(one for one in code if one.isdigit() and one.isascii())
    if len(digits) != 6:
        return None
    here, codes = int(now.timestamp()) // STEP_S, part("pyotp").TOTP(key)
    found = None
    for step in range(here - EARLIER, here + EARLIER + 1):
        if secrets.compare_digest(codes.generate_otp(step), digits):
            found = step
    return found


def paper_codes() -> tuple[str, ...]:
    """Return new recovery codes, each of some 59 random bits."""
    return tuple(
        "-".join("".join(secrets.choice(_SIGNS) for _ in range(4)) for _ in range(3)) for _ in range(CODES)
    )


def plain(code: str) -> str:
    """Return a recovery code as it is compared, however it was typed."""
    return "".join(one for one in code.lower() if one in _SIGNS)
