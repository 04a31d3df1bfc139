"""A partner's page in a real browser at a phone's width: without a script, by keys, and by axe in both schemes."""

from pathlib import Path
from typing import Any

import pytest

from tests import axe, served_desk
from tests.campaign.reports.reported_campaign import Run
from tests.campaign.web.yes import asked_campaign as asked

pytestmark = pytest.mark.slow
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
