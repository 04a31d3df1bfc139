"""The rehearsal Page as a web page: what people see, what they do not, and that it asks nothing of any other place."""

import shutil
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from campaign.cli.app import utc_now
from campaign.page import connection
from campaign.page.connection import TONGUES, tongues
from media import ffmpeg
from schedules.facebook import answers, post_layout
from schedules.facebook import client as facebook_client
from schedules.rehearsal import server, wall
from tests import film_bytes
from tests.page_view import set_at
from tests.paths import EXAMPLE
from tests.schedules.facebook.test_page_calls import png
from tests.served_desk import CHROMIUM, QUIET, until

LONG = (
    "Eerste regel\nTweede regel <b>&amp;</b>\n\n"
    + "woord " * 90
    + "https://example.org/einde?a=1&b=2. #MEYAwards"
)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[server.Served]:
    """Serve a new Page with a name that needs escaping."""
    with server.start(tmp_path, port=0, name="MEY <Awards> & co", clock=utc_now, tongues=TONGUES) as one:
        set_at(one, processing_s=0)
        yield one


@pytest.fixture
def page(served: server.Served) -> Iterator[facebook_client.PageClient]:
    """Speak to the Page as the product does."""
    address = answers.PageAddress(page_id=served.page_id, graph_url=served.graph_url, graph_version="v26.0")
    one = facebook_client.PageClient(address, served.access_token)
    yield one
    one.close()


def get(url: str, **headers: str) -> tuple[int, Any, bytes]:
    """Return status, headers and body."""
    asked = urllib.request.Request(url, headers=headers)
    try:
        with urllib.request.urlopen(asked, timeout=60) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, refused.headers, refused.read()


def home(served: server.Served) -> str:
    """Return how the paths of a Page's own addresses begin."""
    return served.page_url.removeprefix(served.graph_url).rstrip("/")


def publish(page: facebook_client.PageClient, message: str, link: str | None = None) -> answers.PostState:
    """Create and reveal a post."""
    made = page.create_post(message=message, link=link)
    page.reveal_post(made)
    return page.read_post(made)


def publish_film(page: facebook_client.PageClient, film: Path, text: str) -> str:
    """Upload, finish and reveal a film; return its id once it is public."""
    opened = page.start_video(size=film.stat().st_size)
    start, end = opened.start_offset, opened.end_offset
    while start < end:
        start, end = page.transfer(opened.session_id, film, start=start, end=end)
    page.finish_video(opened.session_id, description=text, title=None, mark="m")
    page.reveal_video(opened.video_id)
    for _ in range(100):
        if page.read_video(opened.video_id).published:
            break
        time.sleep(0.05)
    return opened.video_id


@pytest.mark.parametrize(
    ("text", "shown", "folded"),
    [
        ("kort", "kort", ""),
        ("x" * 477, "x" * 477, ""),
        ("x" * 478, "x" * 477, "x"),
        ("x" * 470 + " " + "y" * 20, "x" * 470, " " + "y" * 20),
    ],
)
def test_a_caption_folds_after_477_characters(text: str, shown: str, folded: str) -> None:
    """At a space if one is near, else in the word."""
    assert post_layout.fold(text) == (shown, folded)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("<b> & 'x'", "&lt;b&gt; &amp; &#39;x&#39;"),
        ("#un été #2", '<span class="tag">#un</span> été <span class="tag">#2</span>'),
        (
            "(http://a.be/?b=1&c=2).",
            '(<a href="http://a.be/?b=1&amp;c=2" rel="noopener noreferrer" target="_blank">a.be/?b=1&amp;c=2</a>).',
        ),
        ("javascript:alert(1)", "javascript:alert(1)"),
    ],
)
def test_text_becomes_safe_html_with_links_and_hashtags(text: str, html: str) -> None:
    """Nothing a caption holds is taken as HTML; the full stop is no part of a link."""
    assert post_layout.linked(text) == html


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("nl", "1 december 2030 om 18:00<"),
        ("fr", "1er décembre 2030 à 18:00<"),
        ("en", "1 December 2030 at 18:00<"),
    ],
)
def test_times_are_the_campaigns(tmp_path: Path, lang: str, told: str) -> None:
    """The page shows moments on the campaign's clock, in the page's language, wherever the browser is."""
    spoken = tongues(ZoneInfo("Europe/Brussels"))
    with server.start(
        tmp_path, port=0, clock=lambda: datetime(2030, 12, 1, 17, 0, 9, tzinfo=UTC), tongues=spoken
    ) as served:
        address = answers.PageAddress(
            page_id=served.page_id, graph_url=served.graph_url, graph_version="v26.0"
        )
        client = facebook_client.PageClient(address, served.access_token)
        publish(client, "Kijk")
        client.close()
        text = get(f"{served.page_url}?lang={lang}")[2].decode()
    assert told in text
    assert "toLocale" not in (Path(wall.templates()) / "wall.js").read_text(encoding="utf-8")


def test_hidden_posts_are_counted_and_not_shown(
    served: server.Served, page: facebook_client.PageClient
) -> None:
    """The feed shows what people see; waiting ones are a number, their own page does not exist yet."""
    hidden = page.read_post(page.create_post(message="nog geheim", link=None))
    publish(page, "al openbaar")
    text = get(served.page_url)[2].decode()
    assert "al openbaar" in text
    assert "nog geheim" not in text
    assert "Waiting: 1 hidden" in text
    assert "MEY &lt;Awards&gt; &amp; co" in text
    status, _, told = get(str(hidden.permalink))
    assert status == 404
    assert "This post is not on the Page." in told.decode()


def test_the_newest_stands_first_and_each_has_its_own_page(
    served: server.Served, page: facebook_client.PageClient
) -> None:
    """A permalink shows one post alone."""
    first, _second = publish(page, "de eerste"), publish(page, "de tweede", "https://www.example.org/x")
    text = get(served.page_url)[2].decode()
    assert text.index("de tweede") < text.index("de eerste")
    alone = get(str(first.permalink))[2].decode()
    assert "de eerste" in alone
    assert "de tweede" not in alone


def test_the_page_allows_nothing_from_elsewhere(
    served: server.Served, page: facebook_client.PageClient
) -> None:
    """The policy names this server alone, and everything the page loads lies here."""
    publish(page, "x", "https://www.example.org/x")
    _, headers, body = get(served.page_url)
    assert headers["Content-Security-Policy"].startswith("default-src 'none'; img-src 'self';")
    for path in ("pages/wall.css", "pages/wall.js", "pages/avatar.svg"):
        assert f'="{home(served)}/{path}"'.encode() in body
        assert get(served.page_url + path)[0] == 200


def test_the_page_wears_the_kit(tmp_path: Path) -> None:
    """With a kit the Page has its colours and its mark as profile picture, from this server alone."""
    folder = Path(shutil.copytree(EXAMPLE, tmp_path / "c"))
    with server.start(tmp_path / "page", port=0, clock=utc_now, face=connection.face(folder)) as served:
        body = get(served.page_url)[2].decode()
        style, badge = (get(f"{served.page_url}{name}") for name in ("kit.css", "badge.png"))
    assert f'href="{home(served)}/kit.css"' in body
    assert f'src="{home(served)}/badge.png"' in body
    assert (style[0], style[1]["Content-Type"]) == (200, "text/css; charset=utf-8")
    assert b"--navy: #102a43; --sea: #0f766e; --on-navy: #ffffff; --sun: #ffb84d;" in style[2]
    assert (badge[1]["Content-Type"], badge[2][:4]) == ("image/png", b"\x89PNG")


def test_a_page_without_a_kit(served: server.Served, tmp_path: Path) -> None:
    """Without a kit, or with one that cannot be read, it has our own colours, and no badge."""
    body = get(served.page_url)[2].decode()
    assert ("kit.css" in body, "pages/avatar.svg" in body) == (False, True)
    assert get(f"{served.page_url}badge.png")[0] == 404
    assert connection.face(tmp_path).badge is None


def test_film_bytes_come_whole_or_in_ranges(
    served: server.Served, page: facebook_client.PageClient, tmp_path: Path
) -> None:
    """A player can seek; the bytes are those that were uploaded."""
    film = tmp_path / "x.mp4"
    film.write_bytes(film_bytes.REEL)
    url = f"{served.page_url}films/{publish_film(page, film, '')}.mp4"
    assert get(url)[2] == film.read_bytes()
    status, headers, part = get(url, Range="bytes=250-259")
    assert (status, headers["Content-Range"], headers["Content-Type"]) == (
        206,
        f"bytes 250-259/{len(film_bytes.REEL)}",
        "video/mp4",
    )
    assert part == film_bytes.REEL[250:260]
    assert get(f"{served.page_url}films/123.mp4")[0] == 404


def test_a_film_still_going_up_is_not_served(served: server.Served, page: facebook_client.PageClient) -> None:
    """Half a film is nobody's business."""
    opened = page.start_video(size=5000)
    assert get(f"{served.page_url}films/{opened.video_id}.mp4")[0] == 404


def test_what_is_not_public_stands_apart_and_is_marked(
    served: server.Served, page: facebook_client.PageClient, tmp_path: Path
) -> None:
    """Scheduled things first, with their moment; none of them is among the posts."""
    publish(page, "al openbaar")
    page.create_post(message="nog geheim", link=None)
    page.create_post(message="voor morgen", link=None, scheduled_at=utc_now() + timedelta(days=1))
    page.start_video(size=5000)
    text = get(f"{served.page_url}not-public")[2].decode()
    assert (
        text.index("Scheduled for")
        < text.index("voor morgen")
        < text.index("Hidden, without")
        < text.index("nog geheim")
    )
    assert text.count('<article class="card') == 2
    assert "al openbaar" not in text
    assert "voor morgen" not in get(served.page_url)[2].decode()


def test_photos_and_comments_are_shown_with_their_words(
    served: server.Served, page: facebook_client.PageClient, tmp_path: Path
) -> None:
    """Alternative texts and comments are escaped, pictures are served as what they are."""
    (tmp_path / "x.png").write_bytes(png())
    photos = tuple(page.create_photo(tmp_path / "x.png", alt=f'Een "<b>bakker</b>" {n}') for n in range(2))
    made = page.create_post(message="", link=None, photos=photos)
    page.reveal_post(made)
    page.comment(made, message="Lees <verder>: https://example.org/a")
    text = get(served.page_url)[2].decode()
    assert text.count('alt="Een &#34;&lt;b&gt;bakker&lt;/b&gt;&#34; ') == 2
    assert 'Lees &lt;verder&gt;: <a href="https://example.org/a"' in text
    assert get(f"{served.page_url}pictures/{photos[0]}")[1]["Content-Type"] == "image/png"
    assert get(f"{served.page_url}pictures/{made}")[0] == 404


def test_a_film_has_its_cover_and_its_subtitles(
    served: server.Served, page: facebook_client.PageClient, tmp_path: Path
) -> None:
    """The preferred cover is the poster; SRT is served as WebVTT."""
    (tmp_path / "x.mp4").write_bytes(film_bytes.REEL)
    (tmp_path / "x.png").write_bytes(png())
    (tmp_path / "x.srt").write_text("1\n00:00:00,000 --> 00:00:01,500\nHallo, wereld\n", encoding="utf-8")
    made = publish_film(page, tmp_path / "x.mp4", "")
    page.upload_captions(made, tmp_path / "x.srt", locale="nl_NL", default=True)
    page.set_thumbnail(made, tmp_path / "x.png")
    text = get(served.page_url)[2].decode()
    assert f'poster="{home(served)}/pictures/' in text
    source = f'src="{home(served)}/captions/{made}.nl_NL.vtt"'
    assert f'<track kind="subtitles" {source} srclang="nl" label="Dutch" default>' in text
    film, below = text.split('<div class="film')[1].split("</div>", 1)
    assert 'aria-hidden="true">CC<' not in film  # in its corner stands the campaign's mark
    assert '<p class="subtitles"><span aria-hidden="true">CC</span>' in below
    told = get(f"{served.page_url}captions/{made}.nl_NL.vtt")[2].decode()
    assert told == "WEBVTT\n\n1\n00:00:00.000 --> 00:00:01.500\nHallo, wereld\n"
    assert get(f"{served.page_url}captions/{made}.fr_FR.vtt")[0] == 404


def test_a_reel_stands_upright_on_its_own_page(
    served: server.Served, page: facebook_client.PageClient, tmp_path: Path
) -> None:
    """Its permalink leads to it."""
    (tmp_path / "x.mp4").write_bytes(film_bytes.REEL)
    opened = page.start_reel()
    page.send_reel(opened.upload_url, tmp_path / "x.mp4", 0)
    page.finish_reel(opened.video_id, description="Kort", published=True)
    text = get(str(page.read_video(opened.video_id).permalink))[2].decode()
    assert '<div class="film tall">' in text
    assert "Kort" in text


@pytest.fixture(scope="session")
def films(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Draw two films of three seconds, lying and standing."""
    folder = tmp_path_factory.mktemp("films")
    for name, size in (("landscape", "320x180"), ("portrait", "180x320")):
        make = [
            ffmpeg.program(),
            "-v",
            "error",
            "-f",
            "lavfi",
            "-i",
            f"testsrc2=s={size}:d=3:r=10",
        ]
        make += [
            "-c:v",
            "libx264",
            "-pix_fmt",
            "yuv420p",
            "-movflags",
            "+faststart",
            str(folder / f"{name}.mp4"),
        ]
        subprocess.run(make, check=True)
    return {name: folder / f"{name}.mp4" for name in ("landscape", "portrait")}


@pytest.mark.parametrize(
    ("address", "wishes", "lang", "said"),
    [
        ("", "nl-BE,nl;q=0.9,en;q=0.8", "nl", "Niets hiervan verlaat deze computer."),
        ("", "de,fr;q=0.7,nl;q=0.5", "fr", "Rien ici ne quitte cet ordinateur."),
        ("", "fr_BE", "fr", "Rien ici ne quitte cet ordinateur."),
        ("", "de", "en", "Nothing here leaves this computer."),
        ("?lang=fr", "nl", "fr", '/not-public?lang=fr"'),
        ("?lang=de", "nl", "nl", '/not-public"'),
        ("not-public?lang=nl-BE", "", "nl", "Gepland voor"),
    ],
)
def test_the_reader_s_language(
    served: server.Served, page: facebook_client.PageClient, address: str, wishes: str, lang: str, said: str
) -> None:
    """The Page is in the language that the address asks for, else in the one that the browser prefers."""
    publish(page, "al openbaar")
    page.create_post(message="voor morgen", link=None, scheduled_at=utc_now() + timedelta(days=1))
    status, headers, body = get(served.page_url + address, **{"Accept-Language": wishes})
    assert (status, headers["Content-Language"]) == (200, lang)
    assert f'<html lang="{lang}">' in body.decode()
    assert said in body.decode()


@pytest.mark.slow
@pytest.mark.skipif(not CHROMIUM.exists(), reason="no /usr/bin/chromium: apt-get install chromium")
@pytest.mark.parametrize("width", [1280, 390])
def test_a_browser_shows_folds_and_plays(
    served: server.Served,
    page: facebook_client.PageClient,
    films: dict[str, Path],
    width: int,
    tmp_path: Path,
) -> None:
    """In a real browser: covers loaded, the caption unfolds, a film plays from its start, no other host is asked."""
    from playwright.sync_api import sync_playwright  # heavy, and needed here alone

    publish(page, "Een link", "https://www.example.org/x")
    publish_film(page, films["portrait"], "Staand")
    made = publish_film(page, films["landscape"], LONG)
    (tmp_path / "x.srt").write_text("1\n00:00:00,000 --> 00:00:02,000\nHallo\n", encoding="utf-8")
    page.upload_captions(made, tmp_path / "x.srt", locale="nl_NL", default=True)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=str(CHROMIUM), args=QUIET.split())
        view = browser.new_page(viewport={"width": width, "height": 844}, locale="nl-BE")
        hosts, noise = set(), []
        view.on("request", lambda asked: hosts.add(asked.url.split("/")[2]))
        view.on("console", lambda line: noise.append(line.text))
        view.on("pageerror", lambda error: noise.append(str(error)))
        view.goto(served.page_url)
        until(view, "[...document.querySelectorAll('video')].every(v => v.readyState > 1)")
        assert view.evaluate("document.documentElement.scrollWidth") == width
        assert view.locator(".film.tall").count() == 1
        assert not view.locator(".rest").is_visible()
        assert view.locator(".fold").inner_text() == "Meer weergeven"
        view.locator(".fold").press("Enter")
        assert view.locator(".rest a").inner_text() == "example.org/einde?a=1&b=2"
        view.locator("video").first.evaluate("v => { v.muted = true; return v.play(); }")
        until(view, "(p => p.length > 0 && p.start(0) < 0.5)(document.querySelector('video').played)")
        until(
            view,
            "(t => t.length == 1 && t[0].cues && t[0].cues.length == 1)(document.querySelector('video').textTracks)",
        )
        view.screenshot(path=str(tmp_path / f"page-{width}.png"), full_page=True)
        browser.close()
    assert hosts == {served.page_url.split("/")[2]}
    assert noise == []


@pytest.mark.slow
@pytest.mark.skipif(not CHROMIUM.exists(), reason="no /usr/bin/chromium: apt-get install chromium")
def test_a_new_post_shows_itself(served: server.Served, page: facebook_client.PageClient) -> None:
    """Who looks at the Page sees a post appear without doing anything."""
    from playwright.sync_api import sync_playwright  # heavy, and needed here alone

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=str(CHROMIUM), args=QUIET.split())
        view = browser.new_page()
        view.goto(served.page_url)
        assert view.locator(".empty").is_visible()
        publish(page, "zojuist verschenen")
        view.get_by_text("zojuist verschenen").wait_for(timeout=60_000)
        browser.close()
