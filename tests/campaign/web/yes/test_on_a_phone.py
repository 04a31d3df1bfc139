"""A partner's page in a real browser at a phone's width: without a script, by keys, and by axe in both schemes."""

from pathlib import Path
from typing import Any

import pytest

from tests import axe, served_desk
from tests.campaign.reports.reported_campaign import Run
from tests.campaign.web.yes import asked_campaign as asked

pytestmark = pytest.mark.slow
FAST = "1\n00:00:00,500 --> 00:00:01,900\nElke nacht om vier uur begin ik met het brood voor de straat.\n"
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


def test_a_partner_answers_on_a_phone(browser: Any, tmp_path: Path, campaign: Run) -> None:
    """Without a script a yes and a no are pressed; no page breaks WCAG, is wider than 320 px or makes noise."""
    folder = asked.founded(tmp_path, campaign)
    assert campaign(*asked.FILM, "--at", "2026-12-09 18:30", folder=folder).exit_code == 0
    path = asked.invited(folder, campaign, 3, 1, 2, "--for", "Brusoc")
    with served_desk.at(folder, admitted=False) as desk:
        plain = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False)
        served_desk.OPENED.append(plain)
        view = plain.new_page()
        view.goto(f"{desk.origin}{path}?lang=fr&post=1")
        view.get_by_role("button", name="Oui").click()
        view.locator("h1", has_text="Vous avez dit oui").wait_for()
        view.get_by_role("link", name="À la publication suivante").click()
        view.goto(f"{desk.origin}{path}?lang=nl&post=2")
        view.get_by_role("link", name="Nee, want…").click()
        view.get_by_label("De tekst").check()
        view.get_by_label("Uw reden").fill("Het bedrag mag er niet in.")
        view.get_by_role("button", name="Mijn nee versturen").click()
        view.locator("h1", has_text="U zei nee").wait_for()
        assert plain.cookies() == []
        noise: list[str] = []
        seen = browser.new_context(viewport={"width": 320, "height": 740})
        served_desk.OPENED.append(seen)
        view = seen.new_page()
        view.on("console", lambda line: noise.append(line.text))
        wrong = {}
        for more in ("?lang=nl", "?lang=fr&post=1", "/no/3?lang=en", "x"):
            view.goto(f"{desk.origin}{path}{more}")
            for scheme in ("light", "dark"):
                view.emulate_media(color_scheme=scheme, reduced_motion="reduce")
                if found := axe.violations(view):
                    wrong[more, scheme] = found
            if wide := view.evaluate(SIDEWAYS):
                wrong[more, "wide"] = wide
        assert wrong == {}
        assert [line for line in noise if "404" not in line] == []


def test_staff_see_what_keeps_a_yes_back(browser: Any, tmp_path: Path, campaign: Run) -> None:
    """What is found in the film takes the button's place in an open page; it and the question of a link keep WCAG."""
    folder, given = asked.founded(tmp_path, campaign), tmp_path / "fast.srt"
    given.write_text(FAST, encoding="utf-8")
    for words in (
        (*asked.FILM, "--at", "2026-12-09 18:30"),
        ("testimony", "edit", "bakery", "--subtitles", f"nl:{given}"),
    ):
        assert campaign(*words, folder=folder).exit_code == 0
    asked.invited(folder, campaign, 3, 1, "--for", "Brusoc")
    with served_desk.at(folder) as desk:
        view = served_desk.page(browser, desk, "/posts/3", width=320)
        view.locator("#why-approve-3", has_text="Voorlopig kan niemand akkoord gaan").wait_for()
        assert view.locator("#act-approve-3 [aria-disabled=true]").count() == 1
        assert view.locator('form[action="/posts/3/approve"]').count() == 0
        wrong = axe.violations(view)
        view.get_by_role("link", name="Trek de link in").click()
        view.locator("h1", has_text="De link voor Brusoc intrekken?").wait_for()
        wrong += axe.violations(view)
        assert (wrong, view.evaluate(SIDEWAYS), view.noise) == ([], 0, [])
