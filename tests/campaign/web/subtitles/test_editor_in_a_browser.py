"""The subtitle editor as people use it: by keys, by mouse, in two tabs, on a phone, with a session that ended."""

from collections.abc import Callable
from typing import Any

import pytest

from tests import served_desk
from tests.campaign.web.subtitles import editor
from tests.campaign.web.subtitles.editor import PLACE
from tests.served_desk import DeskAt

pytestmark = pytest.mark.slow
FIRST, SECOND = "Elke nacht om vier uur", "begin ik met het brood."
READY = "() => document.getElementById('editor').dataset.ready === '1'"
KEPT = "() => document.getElementById('kept').dataset.kind === 'kept'"
TROUBLE = "() => !document.getElementById('trouble').hidden"
TEXTS = "() => Subtitles.tracks[0].cues.map((one) => one.text)"
BURNT = "[...document.querySelectorAll('#burnt p span')].map((one) => one.textContent)"
TIMES = "() => Subtitles.tracks[0].cues.map((one) => [one.start_ms, one.end_ms])"

PASTE = """(text) => {
  const told = new DataTransfer(), field = document.querySelector("textarea[data-which='1']");
  told.setData("text/plain", text);
  field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: told, bubbles: true, cancelable: true }));
}"""


def opened(browser: Any, desk: DeskAt, **look: Any) -> Any:
    """Open the editor, and wait until it can be used."""
    view = served_desk.page(browser, desk, PLACE, **look)
    served_desk.until(view, READY)
    return view


def kept(view: Any, desk: DeskAt) -> list[str]:
    """Wait until all is kept; return the texts that the desk has."""
    served_desk.until(view, KEPT)
    return [one["text"] for one in editor.document(desk)["cues"]]


def pressed(view: Any, keys: str, texts: list[str]) -> None:
    """Press keys until the subtitles are these: who types slowly takes more than one step."""
    for _ in range(40):
        view.keyboard.press(keys)
        if view.evaluate(TEXTS) == texts:
            return
    raise AssertionError(view.evaluate(TEXTS))


def test_by_keys_and_back_after_a_reload(browser: Any, desk: DeskAt) -> None:
    """Typed, split, merged, timed and undone by keys alone; kept by itself; what was done is undone after a reload."""
    view = opened(browser, desk)
    view.keyboard.press("Enter")  # nothing has the focus yet: the list is not entered
    view.locator(".cue.chosen .pick").focus()
    view.keyboard.press("Enter")
    view.keyboard.press("Control+End")
    view.keyboard.type(" 's ochtends")
    assert view.evaluate(TEXTS) == [f"{FIRST} 's ochtends", SECOND]
    for _ in range(len(" om vier uur 's ochtends")):
        view.keyboard.press("ArrowLeft")
    view.keyboard.press("Control+Enter")
    assert view.evaluate(TEXTS) == ["Elke nacht", "om vier uur 's ochtends", SECOND]
    (_, end), (start, _), _ = view.evaluate(TIMES)
    assert 80 <= start - end <= 90  # two pictures, as the check wants them
    assert view.evaluate("() => document.activeElement.value") == "om vier uur 's ochtends"
    view.keyboard.press("Alt+ArrowDown")
    assert view.evaluate("() => document.activeElement.value") == SECOND
    view.keyboard.press("Alt+ArrowUp")
    view.keyboard.press("Control+m")
    assert view.evaluate(TEXTS) == ["Elke nacht", f"om vier uur 's ochtends\n{SECOND}"]
    view.keyboard.press("Control+z")
    assert kept(view, desk) == ["Elke nacht", "om vier uur 's ochtends", SECOND]
    at = "() => [document.activeElement.value, document.activeElement.selectionStart]"
    whole = f"{FIRST} 's ochtends"
    assert view.evaluate(at) == ["om vier uur 's ochtends", 23]
    view.keyboard.press("Control+z")  # the split: the caret is where it was, so that a letter is a letter
    assert view.evaluate(at) == [whole, 10]
    view.keyboard.press("Control+y")
    assert view.evaluate(at) == ["om vier uur 's ochtends", 0]
    for step in (
        "() => { Subtitles.edits.times(0, Subtitles.tracks[0].cues.at(-1).id, { end_ms: 3000 }); "
        "Subtitles.edits.fresh(Subtitles.rows.at(-1), 0); }",
        "() => Subtitles.edits.remove(Subtitles.list.chosen)",
        "() => Subtitles.edits.shift(100, 0)",
        "() => Subtitles.edits.times(0, Subtitles.tracks[0].cues[0].id, { start_ms: 400 })",
        "() => Subtitles.edits.substitute(0, (text) => text.replace('brood', 'deeg'))",
        "() => Subtitles.edits.pasted(0, [{ start_ms: 100, end_ms: 900, text: 'Geplakt' }])",
        "() => Subtitles.edits.added(1, Subtitles.tracks[0].cues[0], 'Du pain')",
    ):
        before = view.evaluate(TEXTS)
        view.locator(".cue.chosen textarea").first.focus()
        view.evaluate(step)
        for keys in ("Control+z", "Control+y", "Control+z"):
            view.keyboard.press(keys)
            assert view.evaluate("() => document.activeElement.matches('.cue.chosen textarea')"), (step, keys)
        assert view.evaluate(TEXTS) == before, step
    assert kept(view, desk) == ["Elke nacht", "om vier uur 's ochtends", SECOND]
    view.keyboard.press("Escape")
    assert view.evaluate("() => document.activeElement.className") == "pick"
    view.reload()
    served_desk.until(view, READY)
    pressed(view, "Control+z", [FIRST, SECOND])
    assert kept(view, desk) == [FIRST, SECOND]
    pressed(view, "Control+y", [f"{FIRST} 's ochtends", SECOND])
    assert view.noise == []


def test_times_by_keys_and_by_mouse(browser: Any, desk: DeskAt) -> None:
    """A subtitle begins and ends where the film is, a typed time is read, an edge is dragged; Del asks nothing back."""
    view = opened(browser, desk)
    view.locator("#open-shift").click()
    assert not view.locator("#shift-wrong").is_visible()
    before = view.evaluate(TIMES)
    view.locator("#shift-by").fill("-60")
    view.keyboard.press("Enter")
    assert view.evaluate(TIMES) == [[one - before[0][0] for one in cue] for cue in before]  # none is cut
    assert "tot de eerste op 0:00 begint" in view.locator("#announcement").inner_text()
    view.keyboard.press("Control+z")
    assert view.evaluate(TIMES) == before
    view.locator("#sticks").click()
    view.locator(".cue").nth(1).locator(".text").first.click()
    assert view.evaluate("() => document.activeElement.value") == SECOND
    view.evaluate("() => Subtitles.film.seek(2300)")
    view.keyboard.press("Control+i")
    view.evaluate("() => Subtitles.film.seek(3500)")
    view.keyboard.press("Control+o")
    assert view.evaluate(TIMES)[1] == [2300, 3500]
    said = view.locator("#announcement")
    for keys, to, times, told in (
        ("Control+o", 3900, [2300, 3900], ""),
        (
            "Control+i",
            3950,
            [2300, 3900],
            "Hier past hij niet",
        ),  # 1.6 s do not fit before the end of the film
        ("Control+o", 3000, [2300, 3000], ""),
        ("Control+i", 3100, [3100, 3800], "de hele ondertitel is verschoven. Hij begint op 0:03,1"),
        ("Control+o", 3000, [2300, 3000], "de hele ondertitel is verschoven. Hij eindigt op 0:03,0"),
        ("Control+o", 1000, [2300, 3000], "Hier past hij niet"),
        ("Control+i", 1000, [1980, 3000], "Tot daar staat de vorige"),
    ):
        view.evaluate(f"() => Subtitles.film.seek({to})")
        view.keyboard.press(keys)
        assert view.evaluate(TIMES)[1] == times, (keys, to)
        assert told in said.inner_text()
    view.locator("#start-of").fill("0:03.1")  # a typed one is no other
    view.keyboard.press("Enter")
    assert view.evaluate(TIMES)[1] == [1980, 3000]  # 1.02 s do not fit there either
    assert "Hier past hij niet" in said.inner_text()
    view.evaluate("() => Subtitles.film.seek(3500)")
    view.locator(".cue.chosen textarea").first.focus()
    view.keyboard.press("Control+o")
    view.locator("#start-of").fill("0:02.1")
    view.keyboard.press("Enter")
    assert view.evaluate(TIMES)[1] == [2100, 3500]
    assert view.locator("#start-of").input_value() == "0:02,10"
    box = view.locator("#waveform").bounding_box()
    end, there = view.evaluate("() => [3500, 3800].map((one) => Subtitles.waveform.x(one))")
    view.mouse.move(box["x"] + end, box["y"] + 60)
    view.mouse.down()
    view.mouse.move(box["x"] + (end + there) / 2, box["y"] + 60)
    view.mouse.move(box["x"] + there, box["y"] + 60)
    view.mouse.up()
    start, end = view.evaluate(TIMES)[1]
    assert start == 2100
    assert 3780 <= end <= 3820
    view.locator(".cue.chosen .pick").focus()
    view.keyboard.press("Delete")
    assert view.evaluate(TEXTS) == [FIRST]
    view.locator("#announcement button").click()
    assert kept(view, desk) == [FIRST, SECOND]


def test_the_picture_does_not_move_while_one_types(browser: Any, desk: DeskAt) -> None:
    """What is burned in follows what is typed, on the desk's lines; the film stays where it is, as large as it is."""
    view = opened(browser, desk)
    view.evaluate("() => Subtitles.judging.want(0, [-1])")  # one that was merged away while it waited
    before = view.locator("#stage").bounding_box()
    view.locator(".cue.chosen textarea").first.focus()
    view.keyboard.press("Control+a")
    view.keyboard.type("Elke nacht om vier uur begin ik met het brood voor de hele straat en de school.")
    served_desk.until(
        view, f"() => {BURNT}.length === 2 && {BURNT}.join(' ') === Subtitles.tracks[0].cues[0].text"
    )
    assert view.locator("#stage").bounding_box() == before
    assert kept(view, desk)[0] == view.evaluate(TEXTS)[0]
    for question in (
        "",
        "De geplakte tekst heeft 1 ondertitel. Hij komt in de plaats van de ene in het Frans",
    ):
        view.evaluate(PASTE, "1\n00:00:00,500 --> 00:00:01,900\nChaque nuit\n")
        if question:  # there is something in its place by now: before, nothing was to ask
            served_desk.until(view, "() => !document.getElementById('paste-do').hidden")
            assert question in view.locator("#paste-said").inner_text()
        served_desk.until(view, "() => Subtitles.tracks[1].cues[0]?.text === 'Chaque nuit'")
        assert view.locator("#paste").is_visible() == bool(question)
    assert view.evaluate(TEXTS)[1] == SECOND  # the language that it was not pasted into
    view.locator("#paste [data-close]").click()
    view.locator("#keep").click()
    served_desk.until(view, "() => document.getElementById('sure').open")
    boxes = view.locator("#sure-languages input")
    assert [boxes.nth(at).is_checked() for at in (0, 1)] == [True, False]  # half of the second lacks
    assert view.noise == []


def saved_elsewhere(desk: DeskAt, cues: Callable[[Any], list[dict[str, Any]]]) -> str:
    """Save as a colleague's browser does, a minute later; return the version that stands."""
    desk.pass_by(minutes=1)
    found = editor.document(desk)
    saved = editor.send(desk, "working", version=found["version"], cues=cues(found))
    assert saved.status == 200, saved.text
    return str(editor.told(saved)["version"])


def versions(desk: DeskAt) -> list[Any]:
    """Return the versions that the desk has."""
    found: list[Any] = editor.told(desk.get(f"{editor.PLACE}/versions"))["versions"]
    return found


def test_a_tab_with_nothing_unsaved_shows_what_others_save(browser: Any, desk: DeskAt) -> None:
    """It does so by itself and says so; what one is at stays, no save comes of it, and undo takes back one's own."""
    view = opened(browser, desk)
    view.locator(".cue").nth(1).locator(".text").first.click()
    view.keyboard.press("Control+End")
    view.keyboard.type(" Vers")
    assert kept(view, desk) == [FIRST, f"{SECOND} Vers"]
    second = view.context.new_page()  # another tab of this browser, which listens through the first
    second.goto(desk.origin + PLACE)
    served_desk.until(second, READY)
    second.locator(".cue.chosen .pick").focus()
    view.keyboard.press("Control+Home")
    view.keyboard.press("ArrowRight")
    view.evaluate("() => Subtitles.film.seek(1234)")
    new = {"id": 9, "start_ms": 100, "end_ms": 400, "text": "Hallo"}
    version = saved_elsewhere(desk, lambda found: [new, *editor.typed(found, 0, "Elke ochtend")])
    many = len(versions(desk))
    for one in (view, second):
        served_desk.until(one, f"() => Subtitles.tracks[0].version === '{version}'")
        assert one.evaluate(TEXTS) == ["Hallo", "Elke ochtend", f"{SECOND} Vers"]
        assert one.locator("#kept").inner_text() == "Elders bewaard om 10:01, ook hier te zien"
        assert not one.locator("#both").is_visible()
    at = "() => [document.activeElement.value, document.activeElement.selectionStart, Subtitles.film.ms()]"
    assert view.evaluate(at) == [f"{SECOND} Vers", 1, 1234]
    assert second.evaluate("() => document.activeElement.matches('.cue.chosen .pick')")
    view.wait_for_timeout(1500)  # twice as long as a save waits
    assert editor.document(desk)["version"] == version
    assert len(versions(desk)) == many
    desk.pass_by(seconds=1)
    pressed(view, "Control+z", ["Hallo", "Elke ochtend", SECOND])
    served_desk.until(
        second,
        "() => Subtitles.tracks[0].cues.length === 3 && Subtitles.tracks[0].version !== '" + version + "'",
    )
    assert kept(view, desk) == second.evaluate(TEXTS) == ["Hallo", "Elke ochtend", SECOND]
    version = saved_elsewhere(
        desk, lambda found: editor.plain(found["cues"])[:2]
    )  # the one with the caret goes
    served_desk.until(view, f"() => Subtitles.tracks[0].version === '{version}'")
    assert view.evaluate("() => document.activeElement.value") == "Elke ochtend"
    view.evaluate("() => { document.getElementById('hearing').hidden = false; }")  # as while a draft is made
    saved_elsewhere(desk, lambda found: editor.typed(found, 0, "Ontwerp"))
    view.wait_for_timeout(1500)
    assert view.evaluate("() => Subtitles.tracks[0].version") == version  # the page is loaded anew for it
    assert view.noise == []


def test_two_tabs(browser: Any, desk: DeskAt) -> None:
    """The second to type sees both versions and chooses; what is not taken stays a version; Undo brings it back."""
    view = opened(browser, desk)
    view.context.set_offline(True)
    view.locator(".cue.chosen textarea").first.focus()
    view.keyboard.press("Control+End")
    view.keyboard.type(" stipt")
    served_desk.until(view, TROUBLE)
    saved_elsewhere(desk, lambda found: editor.typed(found, 0, "Elke ochtend om vijf uur"))
    view.context.set_offline(False)
    served_desk.until(view, "() => document.getElementById('both').open")
    assert view.evaluate(TEXTS)[0] == f"{FIRST} stipt"
    row = view.locator("#both-rows td").all_text_contents()
    assert "Elke ochtend om vijf uur" in row[0]
    assert f"{FIRST} stipt" in row[1]
    view.locator("[data-settle=saved]").click()
    served_desk.until(view, "() => Subtitles.tracks[0].cues[0].text === 'Elke ochtend om vijf uur'")
    assert kept(view, desk)[0] == "Elke ochtend om vijf uur"
    numbers = [one["number"] for one in versions(desk)]
    texts = [desk.get(f"{editor.PLACE}/versions/{one}").text for one in numbers]
    assert any(f"{FIRST} stipt" in one for one in texts)
    view.keyboard.press("Control+z")
    assert kept(view, desk)[0] == f"{FIRST} stipt"


def test_doubtful_words_and_checked(browser: Any, desk: DeskAt) -> None:
    """F8 selects each doubtful word in turn; Checked… says what is open in each language, and is possible with it."""
    view = opened(browser, desk)
    assert view.locator("mark.doubt").count() >= 1
    words = []
    for _ in range(2):
        view.keyboard.press("F8")
        words.append(
            view.evaluate(
                "() => document.activeElement.value.slice(document.activeElement.selectionStart, "
                "document.activeElement.selectionEnd)"
            )
        )
    assert words == ["vier", "brood."]
    view.locator("textarea[data-which='1']").click()
    view.keyboard.type("avec le pain.")
    view.locator("#checked").click()
    served_desk.until(view, "() => document.getElementById('sure').open")
    assert "twijfelwoord" in view.locator("#sure-points li").first.text_content()
    lacks = "Frans: ondertitels waarvan de woorden ontbreken: 1 van 2."
    assert lacks in view.locator("#sure-points .warning").all_text_contents()
    view.locator("#checked-by").fill("Nele")
    view.locator("#sure-do").click()
    served_desk.until(view, "() => !document.getElementById('sure').open")
    view.reload()
    served_desk.until(view, READY)
    assert view.locator("#draft").is_hidden()
    assert not editor.document(desk)["draft"]


def test_on_a_phone_and_with_a_session_that_ended(browser: Any, desk: DeskAt) -> None:
    """One language at a time below a film that stays in sight; a session that ends takes nothing of what was typed."""
    view = opened(browser, desk, width=360)
    assert view.locator("#waveform").is_hidden()
    assert view.locator(".cue.chosen textarea:visible").count() == 1
    view.locator("[data-shows='1']").click()
    assert view.locator(".cue.chosen textarea:visible").get_attribute("lang") == "fr"
    view.locator("[data-shows='0']").click()
    cookies = view.context.cookies()
    view.context.clear_cookies()
    view.locator(".cue.chosen textarea:visible").fill("Elke nacht om drie uur")
    served_desk.until(view, TROUBLE)
    assert "afgelopen" in view.locator("#trouble-said").text_content()
    view.context.add_cookies(cookies)
    view.locator("#again").click()
    assert kept(view, desk)[0] == "Elke nacht om drie uur"


def test_a_thousand_subtitles(browser: Any, desk: DeskAt) -> None:
    """A thousand rows, of which the chosen one alone has fields; every row that is scrolled to is drawn."""
    given = editor.document(desk)
    many = [
        {"id": at, "start_ms": 3 * at, "end_ms": 3 * at + 2, "text": f"Zin nummer {at}."}
        for at in range(1, 1001)
    ]
    assert editor.send(desk, "working", version=given["version"], cues=many).status == 200
    view = opened(browser, desk)
    assert view.locator("#cues > li").count() == 1000
    assert view.locator("#cues textarea").count() == len(view.evaluate("() => Subtitles.tracks"))
    view.evaluate("() => { document.getElementById('list-pane').scrollTop = 20000; }")
    view.wait_for_timeout(100)
    there = """() => { const box = document.getElementById("list-pane").getBoundingClientRect();
      const one = document.elementFromPoint(box.left + 150, box.top + 200).closest(".cue");
      return [one.textContent.match(/Zin nummer \\d+/)[0], one.getBoundingClientRect().top]; }"""
    seen = view.evaluate(there)
    version = saved_elsewhere(
        desk,
        lambda _: (
            [{"id": 2000 + at, "start_ms": at, "end_ms": at + 1, "text": "Voor"} for at in (0, 1)] + many
        ),
    )
    served_desk.until(view, f"() => Subtitles.tracks[0].version === '{version}'")
    assert view.locator("#cues > li").count() == 1002
    now = view.evaluate(there)
    assert now[0] == seen[0]  # what is read stays where it is
    assert abs(now[1] - seen[1]) < 2
    view.locator(".cue").nth(1001).locator(".text").first.click()
    view.keyboard.type("Slot. ")
    assert "Slot. " in view.evaluate(TEXTS)[1001]
