"""A link is a whole web address, or refused with what is wrong and how it may be meant."""

import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.typed import links
from schedules.errors import BadRequest

RIGHT = [
    "https://exemple.be",
    "http://www.exemple.be/a/b?c=d&e=%20f#g",
    "HTTPS://Exemple.BE/Été",
    "https://été.exemple.be/",
    "https://exemple.be:8443/x",
    "http://127.0.0.1:8000/",
    "https://[2001:db8::1]/x",
    "https://nl.wikipedia.org/wiki/Microkrediet_(België)",
    "https://exemple.be/a?q=één,twee;drie'vier",
]
WRONG = [
    ("https://exemple.be/a b c", "link-signs", "https://exemple.be/a%20b%20c"),
    ("https://exemple.be/a\u00a0b", "link-signs", "https://exemple.be/a%C2%A0b"),
    ("https://exemple.be/a\tb", "link-signs", "https://exemple.be/a%20b"),
    ("https://exemple.be/50%", "link-signs", "https://exemple.be/50%25"),
    ('https://exemple.be/"a"', "link-signs", "https://exemple.be/%22a%22"),
    ("https://exemple.be/?q={x}", "link-signs", "https://exemple.be/?q=%7Bx%7D"),
    ("https:\\\\exemple.be\\a", "link-unfit", None),
    ("https://exemple.be\\a", "link-signs", "https://exemple.be/a"),
    ("https://exemple.be https://autre.be", "link-signs", None),
    ("https://exemple.behttps://autre.be", "link-signs", None),
    ("www.exemple.be/a", "link-unfit", "https://www.exemple.be/a"),
    ("exemple.be", "link-unfit", "https://exemple.be"),
    ("//exemple.be/a", "link-unfit", "https://exemple.be/a"),
    ("https:exemple.be", "link-unfit", "https://exemple.be"),
    ("https://", "link-unfit", None),
    ("https:///a", "link-unfit", None),
    ("ftp://exemple.be", "link-unfit", None),
    ("javascript:alert(1)", "link-unfit", None),
    ("mailto:an@exemple.be", "link-unfit", None),
    ("zie onze site", "link-unfit", None),
    ("https://an:geheim@exemple.be/x", "link-with-password", "https://exemple.be/x"),
    ("https://an@exemple.be", "link-with-password", "https://exemple.be"),
    ("https://exemple", "link-host", None),
    ("https://localhost/x", "link-host", None),
    ("https://exemple.be./x", "link-host", "https://exemple.be/x"),
    ("https://ex..be", "link-host", None),
    ("https://-exemple.be", "link-host", None),
    ("https://exem ple.be", "link-signs", None),
    ("https://exemple.be:port/", "link-unfit", None),
    ("https://[exemple.be", "link-unfit", None),
    ("https://1.2.3.400", "link-host", None),
]  # fmt: skip


@pytest.mark.parametrize("written", RIGHT)
def test_whole_address_is_taken_as_it_is(written: str) -> None:
    """Nothing of a right address is changed but what stands around it."""
    assert links.link(written) == written
    assert links.link(f" <{written}>\u00a0") == written


@pytest.mark.parametrize(("written", "code", "better"), WRONG)
def test_other_texts_are_refused(written: str, code: str, better: str | None) -> None:
    """What is wrong is said, and where it is clear, the address that may be meant."""
    with pytest.raises(BadRequest) as refused:
        links.link(written)
    assert refused.value.code == (f"{code}-better" if better else code)
    assert refused.value.params.get("better") == better
    if better:
        assert links.link(better) == better


@given(st.text(max_size=40), st.sampled_from(("", "https://", "https://exemple.be/", "www.exemple.be/")))
def test_taken_links_hold_nothing_that_breaks_them(text: str, start: str) -> None:
    """Whatever is typed: what is taken is one address without spaces or hidden signs; all else is refused as such."""
    with suppress(BadRequest):
        assert re.fullmatch(r"(?i)https?://[^\s\"<>\\^`{|}]+", links.link(start + text))
