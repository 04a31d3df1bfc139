"""A film and two partners, played at the desk alone: subtitles of real speech, a yes and a no by link, and the Page.

Samples of speech: a folder named in the variable CAMPAIGN_TEST_SPEECH; without them, or without the recogniser, the
plays are left out and say so.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from media.speech import model_download
from media.speech.models import Model
from tests import small_films, speech_model
from tests.campaign.reports.reported_campaign import Run
from tests.campaign.web import person_at_the_desk as at
from tests.campaign.web.person_at_the_desk import OTHER, Person
from tests.campaign.web.subtitles import burnt_frames
from tests.campaign.web.subtitles.burnt_frames import Shown
from tests.paths import SPEECH
from tests.served_desk import until
from tests.speech_model import base_model

__all__ = ["base_model"]
pytestmark = pytest.mark.slow
FIRST, SECOND = "Brusoc", "Crédal"  # the partners
PICTURE = (  # it changes in the middle
    "color=c=0x2f4858:size=1280x720:rate=25:duration={half}[a];"
    "color=c=0xc6493c:size=1280x720:rate=25:duration={half}[b];[a][b]concat"
)
BURNT = "[...document.querySelectorAll('#burnt p span')].map((one) => one.textContent.trim()).join(' ')"
ROWS, READY, QUIET = (
    "document.querySelectorAll('#cues > li').length",
    "document.getElementById('editor').dataset.ready === '1'",
    "document.getElementById('kept').dataset.kind === 'kept'",
)


@dataclass(frozen=True, kw_only=True)
class Played:
    """What is said in a film, and the words of its play in one language."""

    until_s: int  # of the sample
    transcript: str
    before: str  # typed before the first word
    kept: str  # of the first subtitle
    ending: str  # typed in the place of the others
    beside: tuple[str, ...]  # the second language
    caption: str
    afterwards: str
    yes: str
    said_yes: str
    no: str
    about: str
    why: str
    send: str
    said_no: str
    void: str


PLAYS = {
    "nl": Played(
        until_s=9,
        transcript="De Straat van Gibraltar is een zee-engte aan het uiteinde van de Middellandse Zee.\n\n"
        "Ik geloof in deze dialoog en we zullen deze dialoog voeren.",
        before="Ja, ", kept="De Straat van Gibraltar is een zee-engte", ending=".",
        beside=("Le détroit de Gibraltar", "Je crois en ce dialogue.", "Nous le mènerons."),
        caption="Mila gelooft in het gesprek.",
        afterwards="Mila gelooft in het gesprek, en u?",
        yes="Ja", said_yes="U zei ja", no="Nee, want…", about="De tekst", why="Uw reden", send="Mijn nee versturen",
        said_no="U zei nee", void="dat daarom niet meer telt",
    ),
    "fr": Played(
        until_s=8,
        transcript="L’accident a eu lieu en terrain montagneux et il semblerait que cela ait été causé par un incendie "
        "malveillant.",
        before="Oui, ", kept="L’accident a eu lieu", ending=",",
        beside=("Het ongeval gebeurde", "in de bergen,", "door een brand", "die iemand stichtte."),
        caption="Mila raconte l’accident.",
        afterwards="Mila raconte l’accident, et la suite.",
        yes="Oui", said_yes="Vous avez dit oui", no="Non, parce que…", about="Le texte", why="Votre raison",
        send="Envoyer mon non", said_no="Vous avez dit non", void="qui ne compte donc plus",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def computer(tmp_path_factory: pytest.TempPathFactory, base_model: Model) -> dict[str, str]:
    """The environment of a computer that has the recogniser and a model."""
    home = tmp_path_factory.mktemp("computer")
    with pytest.MonkeyPatch.context() as patch:
        speech_model.require_extra(patch)
        model_download.taken(base_model.folder, home / "testimony-campaign" / "models")
    return {
        "XDG_DATA_HOME": str(home),
        "PYTHONPATH": f"{speech_model.REPOSITORY}:{speech_model.EXTRA}",
    }


@pytest.fixture
def papers(tmp_path: Path, language: str) -> Path:
    """What a person has on their computer: a film in which somebody speaks, and the form that was signed."""
    sample, seconds = SPEECH / f"joined-{language}.flac", PLAYS[language].until_s
    if not sample.is_file():
        pytest.skip(f"no real speech in {SPEECH}: name its folder in CAMPAIGN_TEST_SPEECH")
    small_films.ffmpeg(
        *("-f", "lavfi", "-i", PICTURE.format(half=seconds / 2), "-t", seconds, "-i", sample),
        *("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac", "-shortest"),
        tmp_path / "Brood en boter.mp4",
    )
    (tmp_path / "blad.pdf").write_bytes(b"%PDF-1.7 signed")
    return tmp_path


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_a_film_and_two_partners(
    browser: Any, computer: dict[str, str], papers: Path, campaign: Run, language: str
) -> None:
    """Aligned, edited by keys and by mouse, translated, checked; a yes, a no, both anew, published as it was shown."""
    folder, play = papers / "c", PLAYS[language]
    assert campaign("init", folder, "--language", language, "--language", OTHER[language]).exit_code == 0
    with at.at_the_desk(browser, folder, language, "--with-service", env=computer) as person:
        _two_yeses(person)
        person.add_film(papers / "Brood en boter.mp4", papers / "blad.pdf", "Mila Exempel")
        _aligned(person, play)
        _by_keys(person, play)
        _by_mouse(person)
        _second_language(person, play)
        seen = _as_shown(person)
        _checked(person)
        _post(person, play)
        links = {one: _asked(person, one) for one in (FIRST, SECOND)}
        with (
            _phone(browser, language, links[FIRST]) as first,
            _phone(browser, language, links[SECOND]) as second,
        ):
            _says_yes(first, play)
            _says_no(second, play)
            _changed(person, first, play)
            for one in (first, second):
                one.reload()
                _says_yes(one, play)
        person.to_board()
        person.sees_live(1, "published", seconds=300)
        assert person.view.noise == []
    (made,) = (folder / "renders").glob("*.mp4")
    for one in seen:
        assert burnt_frames.apart(one, burnt_frames.in_the_film(made, one.at_ms)) < burnt_frames.NEAR, one


def _two_yeses(person: Person) -> None:
    """The settings ask two people for a yes."""
    person.view.goto(f"{person.origin}/settings")
    section = person.view.locator("[aria-labelledby=section-service]")
    section.locator("summary").click()
    section.locator("[name='service.approvals']").fill("2")
    person.main.locator(".foot-act button").click()
    person.view.wait_for_selector(".said-done")
    person.to_board()


def _aligned(person: Person, play: Played) -> None:
    """The film's page leads to the editor, where a transcript is pasted and gets its times from what is heard."""
    view = person.view
    view.locator(f"a[href$='/subtitles/{person.language}']").click()
    until(view, READY)
    view.locator("#begin-draft summary").click()
    view.locator("#transcript").fill(play.transcript)
    view.locator("#align button").click()
    view.wait_for_selector("#cues > li, #hearing-refusal:not([hidden])", timeout=300_000)
    until(view, f"{ROWS} >= 2 && {READY}")


def texts(view: Any, which: int = 0) -> list[str]:
    """Return the texts of the list in a language."""
    return list(view.evaluate(f"() => Subtitles.tracks[{which}].cues.map((one) => one.text)"))


def times(view: Any, which: int = 0) -> list[list[int]]:
    """Return when each of them begins and ends."""
    return list(
        view.evaluate(f"() => Subtitles.tracks[{which}].cues.map((one) => [one.start_ms, one.end_ms])")
    )


def _by_keys(person: Person, play: Played) -> None:
    """By keys alone the first is made shorter, split and merged again, and ends a little earlier."""
    view, keys, before = person.view, person.view.keyboard, texts(person.view)
    view.locator(".cue.chosen .pick").focus()
    keys.press("Enter")
    keys.press("Control+Home")
    keys.type(play.before)
    for _ in play.kept:
        keys.press("ArrowRight")
    keys.press("Control+Shift+End")
    keys.type(play.ending)
    assert texts(view) == [play.before + play.kept + play.ending, *before[1:]]
    for _ in play.kept.partition(" ")[2] + play.ending:
        keys.press("ArrowLeft")
    keys.press("Control+Enter")
    assert texts(view)[:2] == [
        (play.before + play.kept).rpartition(play.kept.partition(" ")[2])[0].strip(),
        play.kept.partition(" ")[2] + play.ending,
    ]
    keys.press("Alt+ArrowUp")
    keys.press("Control+m")
    assert texts(view)[0].split() == (play.before + play.kept + play.ending).split()
    start, end = times(view)[0]
    keys.press("Escape")
    for name in ("start-of", "end-of"):
        keys.press("Tab")
        until(view, f"document.activeElement.id === '{name}'")
    keys.type(f"{(end - 100) / 1000:.2f}".replace(".", ","))
    keys.press("Enter")
    assert times(view)[0] == [start, (end - 100) // 10 * 10]


def _by_mouse(person: Person) -> None:
    """The second one's end is dragged in the sound that is drawn."""
    view = person.view
    until(view, "Subtitles.given.hasSound === true && !document.getElementById('changes').hidden")
    view.locator(".cue").nth(1).locator(".pick").click()
    start, end = times(view)[1]
    box = view.locator("#waveform").bounding_box()
    grip, there = view.evaluate(f"() => [{end}, {end - 400}].map((one) => Subtitles.waveform.x(one))")
    view.mouse.move(box["x"] + grip, box["y"] + 60)
    view.mouse.down()
    view.mouse.move(box["x"] + (grip + there) / 2, box["y"] + 60)
    view.mouse.move(box["x"] + there, box["y"] + 60)
    view.mouse.up()
    assert times(view)[1][0] == start
    assert end - 600 <= times(view)[1][1] <= end - 200


def _second_language(person: Person, play: Played) -> None:
    """Each subtitle gets its words in the other language, typed beside the first."""
    view = person.view
    for place in range(len(texts(view))):
        row = view.locator(".cue").nth(place)
        row.locator(".pick").click()
        row.locator("textarea[data-which='1']").click()
        view.keyboard.type(play.beside[place % len(play.beside)])
    until(view, QUIET)
    assert times(view, 1) == times(view)


def _as_shown(person: Person) -> list[Shown]:
    """Return what the editor shows in the middle of two subtitles, with the words of each."""
    found, all_times = [], times(person.view)
    for place in (0, len(all_times) - 1):
        middle = sum(all_times[place]) // 20 * 10
        person.view.locator("#seek").fill(str(middle))
        until(person.view, f"{BURNT} === Subtitles.tracks[0].cues[{place}].text.split(/\\s+/).join(' ')")
        found.append(burnt_frames.shown(person.view, middle))
    return found


def _checked(person: Person) -> None:
    """Both languages are checked, and somebody says so."""
    view = person.view
    view.locator("#checked").click()
    until(view, "document.getElementById('sure').open")
    for box in view.locator("#sure-languages input").all():
        box.check()
    view.locator("#checked-by").fill("An Voorbeeld")
    view.locator("#sure-do").click()
    until(view, "!document.getElementById('sure').open")
    view.locator(".where .back a").last.click()
    person.arrives("**/films/*")
    assert person.main.locator(".track .allowed.out").count() == 2


def _post(person: Person, play: Played) -> None:
    """A post of the film in a month to come."""
    day = datetime.now(at.BRUSSELS).date() + timedelta(days=40)
    person.follow(person.words.post_of_film)
    person.fill(person.words.moment, f"{day:%d/%m/%Y} 18:30")
    person.fill(person.words.text, play.caption)
    person.press(person.words.add_draft)
    person.arrives("**/posts/1?did=add")


def _asked(person: Person, organisation: str) -> str:
    """Make a link for an organisation on the post's page; return its address."""
    panel = person.view.locator("#by-link")
    panel.locator("summary").click()
    panel.locator("[name=other]").fill(organisation)
    panel.locator("form[action$='/invite'] button").click()
    person.view.wait_for_selector("#address")
    address = str(person.view.locator("#address").input_value())
    person.main.locator(".ends a").click()
    person.arrives("**/posts/1#by-link")
    return address


@contextmanager
def _phone(browser: Any, language: str, address: str) -> Iterator[Any]:
    """Open an address on a phone that runs no script, by somebody who was never at the desk."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, locale=f"{language}-BE", java_script_enabled=False
    )
    context.set_default_timeout(60_000)
    view = context.new_page()
    view.goto(address)
    yield view
    context.close()


def _says_yes(view: Any, play: Played) -> None:
    view.get_by_role("button", name=play.yes).click()
    view.locator("h1", has_text=play.said_yes).wait_for()


def _says_no(view: Any, play: Played) -> None:
    view.get_by_role("link", name=play.no).click()
    view.get_by_label(play.about).check()
    view.get_by_label(play.why).fill("Het bedrag mag er niet in.")
    view.get_by_role("button", name=play.send).click()
    view.locator("h1", has_text=play.said_no).wait_for()


def _changed(person: Person, partner: Any, play: Played) -> None:
    """The desk reads the no, and changes text and moment: the yes is void, at the desk and for who gave it."""
    links, view = "#by-link > ul > li", person.view
    view.reload()
    assert view.locator(f"{links}.stands").inner_text().startswith(FIRST)
    assert "Het bedrag mag er niet in." in view.locator(f"{links}.refused").inner_text()
    person.fill(person.words.moment, person.words.now)
    person.fill(person.words.text, play.afterwards)
    person.press(person.words.save)
    view.wait_for_selector(f"{links}.void")
    assert {each.partition("\n")[0] for each in view.locator(f"{links}.void").all_inner_texts()} == {
        FIRST,
        SECOND,
    }
    assert person.state(1) == "draft"
    partner.reload()
    assert play.void in partner.locator(".yes-told").inner_text()
    assert play.afterwards in partner.locator(".yes-text").inner_text()
