"""Settings of several values are rows of fields: nobody types the file's way of writing, and its comments stay."""

import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import served_desk
from tests.campaign.reports.reported_campaign import Run
from tests.served_desk import Answer, DeskAt

FILE = """name = "MEY"
languages = ["nl", "fr"]  # both of Brussels
contacts = ["info@example.org"]

[plan]
# agreed with the partners
slots = [
  "di 18:30",  # after work
  { day = "wo", at = "18:30", language = "fr" },  # with the market
  { day = "vr", at = 12:00:00 },
]
blackouts = ["2026-12-21/2026-12-22", "24 december 2026"]  # quiet days
"""
CONTROL = re.compile(r"<input[^>]*>|<select.*?</select>", re.DOTALL)


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory, campaign: Run) -> Path:
    """A campaign without films."""
    folder = tmp_path_factory.mktemp("rows") / "c"
    assert campaign("init", folder, "--language", "nl").exit_code == 0
    return folder


@pytest.fixture(scope="module")
def served(founded: Path) -> Iterator[DeskAt]:
    """Its desk."""
    with served_desk.at(founded) as found:
        yield found


@pytest.fixture
def file(founded: Path) -> Path:
    """Its settings, as they are before each test."""
    path = founded / "campaign.toml"
    path.write_text(FILE, encoding="utf-8", newline="")
    return path


@pytest.fixture
def desk(served: DeskAt, file: Path) -> DeskAt:
    """Its desk, with these settings."""
    return served


def form(answer: Answer) -> dict[str, str]:
    """Return what a browser would send of the settings' form, nothing typed."""
    text = answer.text.partition('<form method="post" action="/settings"')[2].partition("</form>")[0]
    text = re.sub(r"<template>.*?</template>", "", text, flags=re.DOTALL)
    found = {}
    for control in CONTROL.findall(text):
        name = re.search(r' name="([^"]+)"', control)
        pattern = r'value="([^"]*)" selected' if control.startswith("<select") else r' value="([^"]*)"'
        said = re.search(pattern, control)
        found[name[1] if name else ""] = html.unescape(said[1]) if said else ""
    return found


def rows(found: dict[str, str], key: str) -> list[str]:
    """Return what stands in the rows of a setting."""
    return [said for name, said in found.items() if re.match(rf"{re.escape(key)}-\d+-", name)]


def test_what_is_not_changed_is_not_touched(desk: DeskAt, file: Path) -> None:
    """Rows show what the file says in whatever way it says it; saved as they are, no byte is another."""
    found = form(desk.get("/settings"))
    assert rows(found, "plan.slots") == [
        "tue",
        "18:30",
        "",
        "",
        "wed",
        "18:30",
        "fr",
        "",
        "fri",
        "12:00",
        "",
        "",
    ]
    assert rows(found, "plan.blackouts") == ["21/12/2026", "22/12/2026", "24/12/2026", ""]
    assert rows(found, "plan.community_days")[:2] == ["11/7", "Vlaamse feestdag"]
    assert rows(found, "subtitles.chars")[:2] == ["landscape", "42"]
    assert desk.post("/settings", **found).headers["location"] == "/settings?done=0"
    assert file.read_bytes() == FILE.encode()


@pytest.mark.parametrize(
    ("typed", "before", "after"),
    [
        ({"plan.slots-1-at": "19u"}, 'day = "wo", at = "18:30"', 'day = "wed", at = "19u"'),
        ({"plan.slots-2-day": "", "plan.slots-2-at": ""}, "  { day = \"vr\", at = 12:00:00 },\n", ""),
        ({"plan.blackouts-1-last": "3/1/2027"}, '"24 december 2026"', '"24/12/2026 - 3/1/2027"'),
        ({"plan.blackouts-0-first": "", "plan.blackouts-0-last": ""}, '"2026-12-21/2026-12-22", ', ""),
        ({"contacts-0-one": "02 555 12 12"}, '["info@example.org"]', '["02 555 12 12"]'),
        ({"languages-2-one": "en"}, '["nl", "fr"]', '["nl", "fr", "en"]'),
    ],
)  # fmt: skip
def test_one_row_is_changed(desk: DeskAt, file: Path, typed: dict[str, str], before: str, after: str) -> None:
    """What was typed in a row is in the file; every other row and every comment are as they were."""
    answer = desk.post("/settings", **{**form(desk.get("/settings")), **typed})
    assert answer.headers.get("location") == "/settings?done=1", served_desk.told(answer)
    assert file.read_text(encoding="utf-8") == FILE.replace(before, after)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ({"plan.community_days-0-name": ""}, ""),
        ({"plan.community_days-0-name": "Elf juli", "plan.community_days-1-date": "", "plan.community_days-1-name": ""},
         'community_days = { "07-11" = "Elf juli", "11-15" = "Tag der Deutschsprachigen Gemeinschaft" }'),
        ({"plan.community_days-7-date": "2 januari", "plan.community_days-7-name": "Rust"}, '"01-02" = "Rust"'),
        ({"subtitles.chars-0-most": "40"}, "chars = { landscape = 40 }"),
        ({"subtitles.cps-1-slow": "14,5"}, "cps = { fr = [14.5, 17] }"),
        ({"subtitles.locales-0-locale": "nl_BE"}, 'locales = { nl = "nl_BE" }'),
        ({"notices.email_to-0-one": "an@example.org"}, 'email_to = ["an@example.org"]'),
        ({"plan.slots-9-day": "sun", "plan.slots-9-at": "9 h", "plan.slots-9-kind": "photo"},
         '{ day = "sun", at = "9 h", kind = "photo" }'),
    ],
)  # fmt: skip
def test_what_the_file_did_not_say_is_written(
    desk: DeskAt, file: Path, typed: dict[str, str], written: str
) -> None:
    """A table is written in one line, with what differs from the usual alone; what cannot be is not."""
    answer = desk.post("/settings", **{**form(desk.get("/settings")), **typed})
    assert answer.status == (303 if written else 422), served_desk.told(answer)
    assert written in file.read_text(encoding="utf-8")
    assert all(comment in file.read_text(encoding="utf-8") for comment in re.findall(r"#.*", FILE))


@pytest.mark.parametrize(
    ("typed", "place", "said"),
    [
        ({"plan.slots-1-day": "", "plan.slots-1-at": "18:30"}, "plan.slots-1-day", "ontbreekt. Bijvoorbeeld: dinsdag"),
        ({"plan.slots-0-at": "zes uur"}, "plan.slots-0-at", "“zes uur” kan hier niet staan. Bijvoorbeeld: 18:30."),
        ({"plan.slots-4-at": "8:00"}, "plan.slots-3-day", "ontbreekt"),
        ({"plan.slots-1-language": "de"}, "plan.slots-1-language", "geen taal van deze campagne"),
        ({"plan.blackouts-1-first": "gisteren"}, "plan.blackouts-1", "kan hier niet staan"),
        ({"plan.community_days-0-date": "31/2"}, "plan.community_days-0-date", "“31/2” kan hier niet staan"),
        ({"plan.community_days-1-date": "11/7"}, "plan.community_days-1-date", "in twee rijen"),
        ({"subtitles.cps-0-fast": "veel"}, "subtitles.cps-0-fast", "“veel” kan hier niet staan"),
        ({"subtitles.cps-0-slow": "30"}, "subtitles.cps-0", "haar getal is het laagste"),
        ({"subtitles.locales-0-locale": "Nederlands"}, "subtitles.locales-0-locale", "nl_NL"),
        ({"contacts-1-one": "bel ons"}, "contacts-1-one", "“bel ons” kan hier niet staan"),
        ({"contacts-1-one": "INFO@example.org"}, "contacts-1-one", "in twee rijen"),
        ({"organisations-0-one": "Crédal", "organisations-1-one": "credal"}, "organisations-1-one", "één organisatie"),
        ({"notices.email_to-0-one": "an"}, "notices.email_to-0-one", "kan hier niet staan"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_beside_its_row(
    desk: DeskAt, file: Path, typed: dict[str, str], place: str, said: str
) -> None:
    """A refusal stands in the row, at its field where it is of one; all that was typed stays, nothing is saved."""
    answer = desk.post("/settings", **{**form(desk.get("/settings")), "name": "Ander", **typed})
    assert answer.status == 422
    beside = answer.text.partition(f'id="wrong-{place.replace(".", "-")}"')[2].partition("</p>")[0]
    assert said.casefold() in html.unescape(beside).casefold(), re.findall(
        r'id="wrong-[^>]*>.*?</p>', answer.text
    )
    assert f'href="#setting-{place.replace(".", "-")}"' in answer.text
    assert not re.search(r"[{}\[\]]|plan\.slots", html.unescape(re.sub("<[^>]*>", "", beside)))
    after = form(answer)
    assert after["name"] == "Ander"
    assert set(typed.values()) - {""} <= set(after.values())
    assert file.read_bytes() == FILE.encode()


def test_rows_come_and_go_without_a_script(desk: DeskAt, file: Path) -> None:
    """A button adds an empty row or takes one away, and nothing else: what was typed stands, and is saved later."""
    typed = {**form(desk.get("/settings")), "name": "Ander", "plan.slots-0-at": "17:00"}
    more = desk.post("/settings", **typed, add="plan.slots")
    assert rows(form(more), "plan.slots")[-4:] == ["", "", "", ""]
    fewer = desk.post("/settings", **form(more), remove="plan.slots-1")
    assert rows(form(fewer), "plan.slots")[:8] == ["tue", "17:00", "", "", "fri", "12:00", "", ""]
    assert (more.status, fewer.status, form(fewer)["name"]) == (200, 200, "Ander")
    assert file.read_bytes() == FILE.encode()
    assert desk.post("/settings", **form(fewer)).headers["location"] == "/settings?done=2"
    assert "with the market" not in file.read_text(encoding="utf-8").partition("blackouts")[2]


def test_a_row_added_to_an_old_version_saves_nothing(desk: DeskAt, file: Path) -> None:
    """Who adds a row keeps the version that the form was made from: what somebody else saved since is not lost."""
    old = form(desk.get("/settings"))
    assert desk.post("/settings", **{**old, "name": "Eerste"}).status == 303
    more = form(desk.post("/settings", **old, add="plan.slots"))
    assert desk.post("/settings", **more).status == 409
    assert 'name = "Eerste"' in file.read_text(encoding="utf-8")


def test_odd_fields_are_no_rows(desk: DeskAt, file: Path) -> None:
    """What no form of ours sends changes nothing."""
    found = form(desk.get("/settings"))
    odd = {
        "plan.slots-x-day": "mon",
        "plan.slots-9999999-day": "mon",
        "plan.nothing-0-one": "x",
        "remove": "x-y-z",
    }
    assert desk.post("/settings", **{**found, **odd}).status == 200
    del odd["remove"]
    assert desk.post("/settings", **{**found, **odd}).headers["location"] == "/settings?done=0"
    assert file.read_bytes() == FILE.encode()


@pytest.mark.slow
def test_rows_come_and_go_by_a_script(browser: Any, desk: DeskAt, file: Path) -> None:
    """Buttons add and remove rows at once, by key too: focus is never lost, and what is gone is said."""
    page = served_desk.page(browser, desk, "/settings")
    page.locator("#section-plan").click()
    slots, focused = page.locator("#setting-plan-slots .row"), "document.activeElement.name"
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    page.locator("#setting-plan-slots [data-add]").press("Enter")
    assert (slots.count(), page.evaluate(focused)) == (4, "plan.slots-3-day")
    page.locator("[name='plan.slots-3-day']").select_option("sat")
    page.locator("[name='plan.slots-3-at']").fill("10:15")
    page.locator("#setting-plan-slots-1 .remove").press("Enter")
    assert (slots.count(), page.evaluate(focused)) == (3, "plan.slots-2-day")
    assert page.locator("#announcement").text_content() == "Rij 2 is verwijderd."
    contact = page.locator("#setting-contacts .row")
    contact.locator(".remove").click()
    assert contact.count() == 0
    assert page.evaluate("document.activeElement.dataset.add") == "setting-contacts"
    assert asked == []
    page.locator("#settings .primary").click()
    page.wait_for_url("**/settings?done=*")
    said = file.read_text(encoding="utf-8")
    assert [one in said for one in ("di 18:30", "with the market", "12:00:00", "10:15")] == [
        True,
        False,
        True,
        True,
    ]
    assert "info@example.org" not in said
    assert page.noise == []


def test_languages_are_chosen_by_their_names(desk: DeskAt) -> None:
    """Nobody types a code: the campaign's languages stand chosen by name, with all others below them."""
    page = desk.get("/settings").text
    first = page.partition('name="languages-0-one"')[2].partition("</select>")[0]
    assert '<option value="nl" selected>Nederlands</option>' in first
    assert '<option value="tr">Turks</option>' in first
