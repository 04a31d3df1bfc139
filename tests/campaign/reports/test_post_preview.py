"""A post's preview: its film plays from where it lies, who is shown and what lacks is said, nothing of who withdrew."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from campaign.reports import browsers, film_preview
from tests.campaign.reports import reported_campaign as reported
from tests.campaign.reports.reported_campaign import Run, Tags

FILM = ("post", "add", "--testimony", "bakery", "--language", "nl", "--caption", "Brood en boter")


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory, campaign: Run) -> Path:
    """The campaign, made once, with a post of its film."""
    made = reported.founded(tmp_path_factory.mktemp("reported"), campaign)
    subtitles = made.parent / "x.fr.srt"
    subtitles.write_text("1\n00:00:00,500 --> 00:00:03,000\nDu pain <et> & du beurre\n", encoding="utf-8")
    for words in (("testimony", "edit", "bakery", "--subtitles", f"fr:{subtitles}"), FILM):
        done = campaign(*words, folder=made)
        assert done.exit_code == 0, done.output
    return made


@pytest.fixture
def folder(founded: Path, tmp_path: Path) -> Path:
    """A campaign of a test's own."""
    return reported.copied(founded, tmp_path)


@pytest.fixture
def preview(campaign: Run, folder: Path) -> Callable[..., Tags]:
    """Write the preview of the post to a place and read it."""

    def write(place: Path, lang: str = "nl") -> Tags:
        place.parent.mkdir(parents=True, exist_ok=True)
        done = campaign("post", "preview", 1, place, "--lang", lang, folder=folder)
        assert done.exit_code == 0, done.output
        return Tags(place)

    return write


@pytest.mark.parametrize(
    "place", ["post.html", "été & co #1/a?b%20c/post.html", "c/post.html", "c/renders/post.html"]
)
def test_the_film_plays_from_where_it_lies(preview: Callable[..., Tags], folder: Path, place: str) -> None:
    """The film's address leads from the page to the finished film, whatever folders are called; a picture stands in."""
    made, page = reported.render(folder), folder.parent / place
    (film,) = preview(page).all("video")
    assert Path(unquote(urlsplit(urljoin(page.as_uri(), film["src"])).path)) == made
    assert {"controls", "poster"} <= film.keys()
    assert film["poster"].startswith("data:image/jpeg;base64,")


def test_the_cover_that_is_made_is_shown(preview: Callable[..., Tags], folder: Path, campaign: Run) -> None:
    """Where the kit makes covers the preview shows the one that goes out, before and after the film is rendered."""
    reported.covers(folder, made=True)
    page = preview(folder / "a.html", "en")
    (shown,) = (one["src"] for one in page.all("img") if one.get("alt") == "The film's cover")
    assert "the picture is the cover that goes out with it" in " ".join(page.words)
    assert "No cover was chosen: Facebook chooses a picture itself." not in page.words
    reported.render(folder)
    (film,) = preview(folder / "b.html", "en").all("video")
    assert film["poster"] == shown
    done = campaign("testimony", "edit", "bakery", "--cover-words", "Brood en boter", folder=folder)
    assert done.exit_code == 0, done.output
    assert preview(folder / "c.html", "en").all("video")[0]["poster"] != shown


def test_a_quick_film_plays(preview: Callable[..., Tags], folder: Path) -> None:
    """Where nothing is rendered the quick film plays, and is said to be one; another language's does not."""
    reported.render(folder, quick=True, language="fr", letters="fr")
    assert preview(folder.parent / "a.html").all("video") == []
    quick = reported.render(folder, quick=True)
    page = preview(folder.parent / "b.html", "en")
    assert page.all("video")[0]["src"] == f"c/renders/preview/{quick.name}"
    assert "quick film" in page.text


def test_without_a_film_to_play(preview: Callable[..., Tags], folder: Path) -> None:
    """Before a render the film's own picture is shown, with the command that makes a film to look at."""
    page = preview(folder.parent / "a.html")
    assert "campaign render 1 --preview" in page.text
    assert [one["src"].partition(",")[0] for one in page.all("img")][1:] == ["data:image/jpeg;base64"]


def test_subtitles_are_not_shown_twice(preview: Callable[..., Tags], folder: Path) -> None:
    """The film's own language is in its picture; the others are tracks, off until chosen, in the film's own time."""
    reported.render(folder)
    tracks = preview(folder.parent / "a.html").all("track")
    assert [(one["srclang"], "default" in one) for one in tracks] == [("fr", False)]


def test_who_is_shown_and_what_lacks(preview: Callable[..., Tags], folder: Path, campaign: Run) -> None:
    """The name as the consent shows it, and what keeps the post from going out."""
    page = preview(folder.parent / "a.html", "en")
    assert "Bakster Nore · entrepreneur · Brusoc" in page.text.replace("micro-entrepreneur", "entrepreneur")
    assert "Zénobie" not in page.text + str(page.tags)
    assert "approv" in page.text.partition("What it lacks")[2]


def test_letters_that_say_a_name(preview: Callable[..., Tags], folder: Path) -> None:
    """A finished film that names somebody otherwise than wished does not play."""
    reported.render(folder, letters="Zénobie Quaghebeur")
    assert preview(folder.parent / "a.html").all("video") == []


def test_nothing_of_who_withdrew(preview: Callable[..., Tags], folder: Path, campaign: Run) -> None:
    """After a withdrawal the preview has neither film nor picture, name or words."""
    reported.render(folder)
    assert campaign("consent", "withdraw", "bakery", "--yes", folder=folder).exit_code == 0
    page = preview(folder.parent / "a.html")
    assert (page.all("video"), [one["src"] for one in page.all("img") if "jpeg" in one["src"]]) == ([], [])
    assert [
        word for word in ("Nore", "Zénobie", "Brusoc", "boter") if word in page.text + str(page.tags)
    ] == []


def test_another_drive(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A film on another drive of Windows, to which no way leads from the page, is named whole."""

    def none(*_: object) -> str:
        raise ValueError("path is on mount 'D:', start on mount 'C:'")

    monkeypatch.setattr("os.path.relpath", none)
    assert film_preview.address(tmp_path / "a b.mp4", tmp_path) == (tmp_path / "a b.mp4").as_uri()


@pytest.mark.slow
@pytest.mark.skipif(not browsers.found(), reason="no browser here: apt-get install chromium")
def test_a_browser_plays_it(preview: Callable[..., Tags], folder: Path) -> None:
    """In a real browser, from the disk: the film plays, its subtitles are read, nothing is refused by the policy."""
    from playwright.sync_api import sync_playwright  # heavy, and needed here alone

    reported.render(folder)
    page = folder.parent / "été #1" / "post.html"
    preview(page)
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=str(browsers.found()[0]), args=["--no-sandbox", "--disable-gpu"]
        )
        view, noise = browser.new_page(), []
        view.on("console", lambda line: noise.append(line.text))
        view.goto(page.as_uri())
        told = view.evaluate(
            "async () => { const film = document.querySelector('video'); film.muted = true;"
            " film.textTracks[0].mode = 'showing'; await film.play();"
            " for (let i = 0; i < 50 && !film.textTracks[0].cues?.length; i++)"
            " await new Promise(done => setTimeout(done, 50));"
            " return [film.videoWidth, film.textTracks[0].cues[0].text]; }"
        )
        browser.close()
    assert (told, noise) == ([128, "Du pain &lt;et&gt; &amp; du beurre"], [])
