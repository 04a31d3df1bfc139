"""Pages and shipped files are sent small to browsers that take it so, and are the same; streams go out as they come."""

import gzip
import re
from collections.abc import Callable, Iterator

import pytest
from click.testing import Result

from campaign.web import compressed
from tests import desk_pages
from tests.served_desk import DeskAt

MOST = 150_000  # bytes of a page with all that it ships, without films


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, campaign: Callable[..., Result]) -> Iterator[DeskAt]:
    """The desk of a campaign with a post in each state."""
    with desk_pages.founded(tmp_path_factory.mktemp("desk"), campaign).desk() as found:
        yield found


@pytest.mark.slow
def test_every_page_is_smaller_and_the_same(desk: DeskAt) -> None:
    """What a browser unpacks is what one without gzip gets; a page of more than a few lines is half as long."""
    for address in desk_pages.pages(desk):
        plain, small = desk.get(address), desk.get(address, **{"Accept-Encoding": "gzip, deflate, br"})
        assert "content-encoding" not in plain.headers
        if len(plain.content) < compressed.SMALLEST:
            assert small.content == plain.content
            continue
        assert (small.headers["content-encoding"], small.headers["vary"]) == ("gzip", "Accept-Encoding")
        assert len(gzip.decompress(small.content)) == len(plain.content)
        assert int(small.headers["content-length"]) == len(small.content)
        assert len(small.content) < len(plain.content) / (2 if len(plain.content) > 2000 else 1)


def test_a_page_with_all_it_ships_is_light(desk: DeskAt) -> None:
    """A page with its sheets, scripts and letters is under 150 kB as it is sent."""
    for address in desk_pages.pages(desk):
        page = desk.get(address).text
        wanted = set(re.findall('"(/shipped/[^"]+)"', page))
        wanted |= {
            one
            for sheet in list(wanted)
            if sheet.endswith(".css")
            for one in re.findall(r'url\("(/shipped/[^"]+)"\)', desk.get(sheet).text)
        }
        parts = [desk.get(one, **{"Accept-Encoding": "gzip"}) for one in wanted]
        whole = len(gzip.compress(page.encode(), 5)) + sum(len(one.content) for one in parts)
        assert whole < MOST, (address, whole)


@pytest.mark.parametrize("told", ["identity", "gzip;q=0", "br"])
def test_who_takes_no_gzip_gets_none(desk: DeskAt, told: str) -> None:
    """A browser that refuses gzip is sent the plain page."""
    assert "content-encoding" not in desk.get("/", **{"Accept-Encoding": told}).headers
