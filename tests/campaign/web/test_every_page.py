"""Every page of the desk, in a real browser: WCAG 2.2 A and AA by axe, keys alone, narrow windows, paper, no colour."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from click.testing import Result

from tests import axe, desk_pages, served_desk
from tests.desk_pages import Founded
from tests.served_desk import DeskAt

pytestmark = pytest.mark.slow
LIGHT = {"color_scheme": "light", "forced_colors": "none", "reduced_motion": "no-preference"}
LOOKS: dict[str, dict[str, str]] = {  # while axe looks nothing moves
    "light": {"color_scheme": "light", "forced_colors": "none", "reduced_motion": "reduce"},
    "dark": {"color_scheme": "dark", "forced_colors": "none", "reduced_motion": "reduce"},
    "forced colours": {"color_scheme": "dark", "forced_colors": "active", "reduced_motion": "reduce"},
}
Wrong = dict[Any, Any]  # by page, what is wrong there
WALK = """
() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const box = at.getBoundingClientRect(), style = getComputedStyle(at);
  const middle = (from, to, end) => (Math.max(from, 0) + Math.min(to, end)) / 2;
  const x = middle(box.left, box.right, innerWidth), y = middle(box.top, box.bottom, innerHeight);
  const top = document.elementFromPoint(x, y);
  const seen = at.matches(":focus-visible") && (parseFloat(style.outlineWidth) >= 2 && style.outlineStyle !== "none");
  const inView = box.bottom > 0 && box.top < innerHeight && box.width > 0 && box.height > 0;
  const labels = [...(at.labels || [])];
  const drawnByLabel = at.matches("[type=radio], [type=checkbox]");
  const ours = [at, ...labels].some(one => one.contains(top)) || top && top.contains(at);
  const covered = !drawnByLabel && !(top && ours);
  if (!at.dataset.walk) at.dataset.walk = String(document.querySelectorAll("[data-walk]").length + 1);
  const by = covered && top ? " by " + top.outerHTML.slice(0, 80) : "";
  return {id: at.dataset.walk, html: at.outerHTML.slice(0, 120) + by, seen, inView, covered};
}
"""
REACHABLE = """
() => [...document.querySelectorAll(
    "a[href], button, input:not([type=hidden]), select, textarea, summary, video[controls], [tabindex='0']")]
  .filter(one => !document.querySelector("dialog:modal") || one.closest("dialog:modal"))
  .filter(one => !one.disabled && one.tabIndex >= 0 && one.checkVisibility({visibilityProperty: true}))
  .filter(one => !one.closest("dialog:not([open]), details:not([open]) > :not(summary)"))
  .filter(one => !(one.type === "radio" && !one.checked))
  .filter(one => !one.dataset.walk).map(one => one.outerHTML.slice(0, 140))
"""
SIDEWAYS = """
() => {
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (wide <= 0) return [];
  const beyond = one => one.getBoundingClientRect().right > innerWidth + 1;
  return [String(wide), ...[...document.querySelectorAll("body *")].filter(beyond)
    .slice(0, 6).map(one => one.outerHTML.slice(0, 120))];
}
"""
CUT = """
() => [...document.querySelectorAll("header *, main *")]
  .filter(one => one.checkVisibility({visibilityProperty: true}))
  .filter(one => [...one.childNodes].some(text => text.nodeType === 3 && text.data.trim()))
  .filter(one => !one.closest(".hidden, svg, .kind") && !one.matches("option, textarea"))
  .filter(one => one.clientWidth > 1 && one.scrollWidth > one.clientWidth + 1) // 1: for listeners alone, 0: inline
  .filter(one => getComputedStyle(one).textOverflow !== "ellipsis")
  .map(one => `${one.scrollWidth} in ${one.clientWidth}: ${one.outerHTML.slice(0, 120)}`)
"""
BEHIND_AN_EDGE = """
() => {
  const clips = one => ["hidden", "clip"].includes(getComputedStyle(one).overflowX) && one.clientWidth > 1;
  const around = one => one.parentElement ? [one.parentElement, ...around(one.parentElement)] : [];
  return [...document.querySelectorAll("main a[href], main button, main input:not([type=hidden]), main select")]
    .filter(one => one.checkVisibility({visibilityProperty: true}) && !one.closest(".hidden"))
    .map(one => [one, one.getBoundingClientRect()]).filter(([one, box]) => box.width > 1)
    .filter(([one, box]) => around(one).filter(clips).map(edge => edge.getBoundingClientRect())
      .some(edge => box.right > edge.right + 1 || box.left < edge.left - 1))
    .map(([one]) => `behind an edge: ${one.outerHTML.slice(0, 120)}`);
}
"""
SMALL = """
() => [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")]
  .filter(one => one.checkVisibility({visibilityProperty: true}))
  .filter(one => !one.matches("p a, .hidden, .skip"))
  .map(one => [one, (one.matches("input") && one.closest("label") || one).getBoundingClientRect()])
  .filter(([one, box]) => box.width > 1 && (box.width < 23.9 || box.height < 23.9))
  .map(([one, box]) => `${Math.round(box.width)} x ${Math.round(box.height)}: ${one.outerHTML.slice(0, 120)}`)
"""


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory, campaign: Callable[..., Result]) -> Founded:
    """A campaign with a post in each state, made once."""
    return desk_pages.founded(tmp_path_factory.mktemp("desk"), campaign)


@pytest.fixture(scope="module")
def desk(founded: Founded) -> Iterator[DeskAt]:
    """Its desk."""
    with founded.desk() as found:
        yield found


@contextmanager
def opened(browser: Any, desk: DeskAt, *, lang: str = "nl", width: int = 1440, **look: Any) -> Iterator[Any]:
    """Yield a page of somebody who reads a language, at the board."""
    view = served_desk.page(browser, desk, width=width, locale=f"{lang}-BE", **look)
    try:
        yield view
    finally:
        view.context.close()


def shown(desk: DeskAt, founded: Founded) -> list[str]:
    """Return the addresses of all pages, the board as its month with posts."""
    return [founded.board, *desk_pages.pages(desk)]


@dataclass
class Seen:
    """What was found on all pages in one window: each page is opened once for all that is asked of it there."""

    broken: Wrong = field(default_factory=dict)
    wide: Wrong = field(default_factory=dict)
    keys: Wrong = field(default_factory=dict)
    noise: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    languages: set[str] = field(default_factory=set)


@pytest.fixture(scope="module")
def at_a_computer(browser: Any, desk: DeskAt, founded: Founded) -> Seen:
    """What is found in a wide window, in Dutch."""
    seen = Seen()
    with opened(browser, desk, width=1440) as view:
        view.on("request", lambda one: seen.asked.append(one.url))
        for address in shown(desk, founded):
            view.goto(desk.origin + address)
            view.wait_for_timeout(100)
            seen.noise += view.noise
            seen.languages.add(view.locator("html").get_attribute("lang"))
            seen.wide |= _named(address, _in_large_letters(view))
            seen.broken |= _broken(view, address, tuple(LOOKS))
            view.emulate_media(**LIGHT)
            seen.keys |= _named(address, _walked(view))
            view.noise.clear()
    return seen


@pytest.fixture(scope="module")
def on_a_phone(browser: Any, desk: DeskAt, founded: Founded) -> Seen:
    """What is found in a narrow window, in Dutch."""
    seen = Seen()
    with opened(browser, desk, width=360) as view:
        for address in shown(desk, founded):
            view.goto(desk.origin + address)
            seen.wide |= _too_narrow(view, address)
            seen.keys |= _named(address, _walked(view))
        seen.noise += view.noise
    return seen


def _named(address: Any, wrong: list[str]) -> Wrong:
    return {address: wrong} if wrong else {}


def _broken(view: Any, address: str, looks: tuple[str, ...]) -> Wrong:
    """Ask axe about a page in some looks; what has no colours is the same in each and is asked in the first alone."""
    wrong = {}
    for look in looks:
        view.emulate_media(**LOOKS[look])
        colours_alone = look != looks[0]
        wrong |= _named((address, look), axe.violations(view, colours_alone=colours_alone))
    return wrong


def _in_large_letters(view: Any) -> list[str]:
    """Return the targets that are small in a wide window, and what is too wide with letters of 200 % in 1280."""
    small: list[str] = view.evaluate(SMALL)
    view.set_viewport_size({"width": 1280, "height": 900})
    view.evaluate("() => { document.documentElement.style.fontSize = '200%'; }")
    found: list[str] = view.evaluate(SIDEWAYS) + small
    view.evaluate("() => { document.documentElement.style.fontSize = ''; }")
    view.set_viewport_size({"width": 1440, "height": 900})
    return found


def _too_narrow(view: Any, address: str) -> Wrong:
    """Return what is too wide or too small for a phone, and for what 400 % leaves of a window."""
    wrong, small = {}, view.evaluate(SMALL)
    for width in (360, 320):
        view.set_viewport_size({"width": width, "height": 900})
        wrong |= _named((width, address), _beyond(view) + small)
    view.set_viewport_size({"width": 360, "height": 900})
    return wrong


def _beyond(view: Any) -> list[str]:
    """Return what is wider than the window, words that are cut off, and what one would press behind an edge."""
    return [one for asked in (SIDEWAYS, CUT, BEHIND_AN_EDGE) for one in view.evaluate(asked)]


def test_no_rule_of_wcag_is_broken(at_a_computer: Seen) -> None:
    """axe finds nothing on any page, in light, in dark and in forced colours."""
    assert (at_a_computer.broken, at_a_computer.languages) == ({}, {"nl"})


def test_pages_in_french(browser: Any, desk: DeskAt, founded: Founded) -> None:
    """In French pages fit a phone and what 400 % leaves, words their boxes, and axe finds nothing in any look."""
    wrong: Wrong = {}
    with opened(browser, desk, lang="fr", width=360) as view:
        for address in shown(desk, founded):
            view.goto(desk.origin + address)
            assert view.locator("html").get_attribute("lang") == "fr"
            wrong |= _too_narrow(view, address)
            view.set_viewport_size({"width": 1440, "height": 900})
            wrong |= _broken(view, address, tuple(LOOKS))
            view.emulate_media(**LIGHT)
            view.set_viewport_size({"width": 360, "height": 900})
    assert wrong == {}


def test_no_rule_of_wcag_is_broken_in_english(browser: Any, desk: DeskAt, founded: Founded) -> None:
    """axe finds nothing on any page in English, in light, in dark and in forced colours."""
    wrong: Wrong = {}
    with opened(browser, desk, lang="en") as view:
        for address in shown(desk, founded):
            view.goto(desk.origin + address)
            assert view.locator("html").get_attribute("lang") == "en"
            wrong |= _broken(view, address, tuple(LOOKS))
    assert wrong == {}


@pytest.mark.parametrize("window", ["at_a_computer", "on_a_phone"])
def test_keys_reach_everything_and_one_sees_where_one_is(request: pytest.FixtureRequest, window: str) -> None:
    """Tab goes through all that can be used, each with its ring, in view and not covered, and comes out at the end."""
    assert request.getfixturevalue(window).keys == {}


def _walked(view: Any) -> list[str]:
    """Walk through a page with Tab; return what is wrong."""
    wrong, before, left = [], set(), 0
    for _ in range(400):
        view.keyboard.press("Tab")
        at = view.evaluate(WALK)
        if at is None and not left:  # a page may begin with focus in its midst: once round
            left += 1
            continue
        if at is None or at["id"] in before:
            break
        before.add(at["id"])
        wrong += [f"{what}: {at['html']}" for what in ("seen", "inView") if not at[what]]
        wrong += [f"covered: {at['html']}"] if at["covered"] else []
    return wrong + [f"unreached: {one}" for one in view.evaluate(REACHABLE)]


def test_pages_on_a_phone(on_a_phone: Seen) -> None:
    """On a phone and at what 400 % leaves, pages fit the window, words their boxes, and targets are 24 by 24."""
    assert on_a_phone.wide == {}


def test_what_one_sees_first(browser: Any, desk: DeskAt, founded: Founded) -> None:
    """The board opens with today's week in sight; on a phone its head is one row, with the pages at the foot."""
    with opened(browser, desk) as view:
        view.set_viewport_size({"width": 1440, "height": 440})
        view.goto(desk.origin + founded.board)
        top, end = view.evaluate(
            """() => { const week = document.querySelector(".row:has(.today)").getBoundingClientRect();
              return [week.top, week.bottom]; }"""
        )
        assert 0 <= top < end <= 440
        view.set_viewport_size({"width": 360, "height": 780})
        view.goto(desk.origin + founded.board)
        head, foot = view.evaluate(
            """() => [".bar", ".bar nav"].map(one => document.querySelector(one).getBoundingClientRect())
              .map(one => [one.top, one.bottom])"""
        )
        assert head[0] == 0
        assert head[1] <= 64
        assert foot[0] >= 780 - 64
        assert foot[1] == 780


def test_pages_in_a_wide_window(at_a_computer: Seen) -> None:
    """Every target is at least 24 by 24; with letters of 200 % in 1280, nothing is wider than the window."""
    assert at_a_computer.wide == {}


def test_states_are_told_without_colour(browser: Any, desk: DeskAt, founded: Founded) -> None:
    """On paper, each post has the glyph and the word of its state, and no two states have the same of either."""
    told = []
    with opened(browser, desk) as view:
        view.emulate_media(media="print")
        for more in (
            "",
            "&state=cancelled",
            "&state=removed",
        ):  # ends are on the board of those who ask for them
            view.goto(desk.origin + founded.board + more)
            told += view.evaluate(
                """() => [...document.querySelectorAll(".card")].map(one => {
              const said = one.querySelector(".said"), glyph = said.querySelector("use");
              const box = said.querySelector("svg").getBoundingClientRect();
              const shown = getComputedStyle(said).visibility;
              return [glyph.getAttribute("href"), said.textContent.trim(), box.width >= 8, shown];
            })"""
            )
    assert len(told) >= len(desk_pages.SHOWN)
    assert all(seen and visible == "visible" for _, _, seen, visible in told)
    by_glyph = {glyph: word for glyph, word, _, _ in told}
    assert (
        len(by_glyph) == len(set(by_glyph.values())) == len(desk_pages.SHOWN) - 1
    )  # the late one is approved


def test_the_month_on_paper(browser: Any, desk: DeskAt, founded: Founded) -> None:
    """The board of a month is one sheet of A4, lying."""
    with opened(browser, desk) as view:
        view.goto(desk.origin + founded.board)
        view.wait_for_timeout(500)  # stills
        paper = view.pdf(prefer_css_page_size=True, print_background=True)
    assert paper.count(b"/Type /Page\n") + paper.count(b"/Type /Page ") == 1


def test_focus_stays_where_it_was(browser: Any, desk: DeskAt, founded: Founded) -> None:
    """When the service or somebody else changes a post, the board is exchanged under a focus that stays."""
    with opened(browser, desk) as view:
        view.goto(desk.origin + founded.board)
        view.locator(".card a").nth(2).focus()
        before = view.evaluate("() => document.activeElement.getAttribute('href')")
        for _ in range(3):
            view.evaluate(
                "() => document.body.dispatchEvent(new CustomEvent('campaign:changed', {detail: {what: 'all'}}))"
            )
            view.wait_for_timeout(700)
        assert view.evaluate("() => document.activeElement.getAttribute('href')") == before


def test_no_page_makes_noise(at_a_computer: Seen, on_a_phone: Seen, desk: DeskAt) -> None:
    """No page breaks its own policy, asks another host for anything, or has an error in its scripts."""
    assert at_a_computer.noise == []
    assert [line for line in on_a_phone.noise if "Policy" in line] == []
    assert at_a_computer.asked != []
    assert [url for url in at_a_computer.asked if not url.startswith((desk.origin, "blob:", "data:"))] == []
