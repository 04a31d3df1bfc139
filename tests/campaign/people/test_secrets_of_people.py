"""Passwords, second factors and addresses: what is good, and what is kept of them."""

from datetime import UTC, datetime, timedelta

import pytest

from campaign.people import logging_in, passwords, second_factor
from schedules.errors import BadRequest

KEY = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # of RFC 6238, appendix B
AT = datetime.fromtimestamp(1111111109, UTC)


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("vier woorden op een rij", None),
        ("ÉÈÀ çà et là, toujours", None),
        ("elf tekens!", "password-length"),
        ("x" * 201, "password-length"),
        ("ababababababab", "password-guessed"),
        ("An Voorbeeld 2026", "password-guessed"),
        ("an@example.org12", "password-guessed"),
    ],
)
def test_what_a_password_must_be(password: str, code: str | None) -> None:
    """Long rather than odd: no signs are asked for, but no name and nothing that repeats."""
    try:
        passwords.require_fit(password, name="An Voorbeeld", email="an@example.org")
        found = None
    except BadRequest as error:
        found = error.code
    assert found == code


def test_a_hash_fits_its_password_alone() -> None:
    """Argon2id with its costs; nobody's hash and a broken one fit nothing, and raise nothing."""
    kept = passwords.hashed("vier woorden op een rij")
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=1$")
    assert passwords.fits(kept, "vier woorden op een rij")
    assert not passwords.fits(kept, "vier woorden op een rijk")
    assert not passwords.fits(None, "nobody")
    assert not passwords.fits("$argon2id$kapot", "x")
    assert not passwords.is_old(kept)
    assert passwords.is_old("$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$AAAAAAAAAAAAAAAAAAAAAA")


@pytest.mark.parametrize(
    ("code", "late_s", "step"),
    [
        ("081804", 0, 37037036),
        ("081 804", 0, 37037036),
        ("081804", 30, 37037036),
        ("081804", -30, 37037036),
        ("081804", 60, None),
        ("081804", -60, None),
        ("81804", 0, None),
        ("", 0, None),
        ("٠٨١٨٠٤", 0, None),
    ],
)
def test_a_code_of_an_app(code: str, late_s: int, step: int | None) -> None:
    """The six digits of RFC 6238, of this half minute and its neighbours, as a clock may be wrong by that."""
    assert second_factor.step_of(KEY, code, now=AT + timedelta(seconds=late_s)) == step


def test_the_picture_is_drawn_without_a_style() -> None:
    """The QR code is an SVG that the desk's policy lets stand: no script, no style, nothing from elsewhere."""
    drawn = second_factor.picture(
        second_factor.address(KEY, name="An Voorbeeld", campaign="MEY: <Awards>")
    ).decode()
    assert drawn.startswith("<svg")
    assert "viewBox=" in drawn  # so that a page scales it and cuts nothing off
    assert not any(word in drawn for word in ("style", "script", "href"))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
        (None, "no address", True),
    ],
)
def test_who_tries_from_where(one: str | None, other: str, same: bool) -> None:
    """An address counts as itself, one of IPv6 by its network, as a household has a great many of those."""
    assert (logging_in.origin(one) == logging_in.origin(other)) is same
