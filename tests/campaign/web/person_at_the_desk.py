"""Somebody who plays a campaign at the desk by what they see: buttons, fields and headings in their language."""

import base64
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from tests.paths import REPOSITORY
from tests.served_desk import until

BRUSSELS = ZoneInfo("Europe/Brussels")
LIVE_S = 1.0  # within which the board shows what the database knows
OTHER = {"nl": "fr", "fr": "nl"}
DROPPED = """
([bytes, name]) => {
  const all = Uint8Array.from(atob(bytes), (one) => one.charCodeAt(0)), carried = new DataTransfer();
  carried.items.add(new File([all], name, { type: "video/mp4" }));
  const told = { dataTransfer: carried, bubbles: true, cancelable: true };
  document.getElementById("drop").dispatchEvent(new DragEvent("drop", told));
}
"""


@dataclass(frozen=True, kw_only=True)
class Words:
    """What stands on the buttons, fields and headings that a person uses."""

    to_films: str
    film: str
    speaker: str
    organisation: str
    add_film: str
    record: str
    signed_form: str
    signed_on: str
    record_form: str
    bring: str
    language_of: str
    file: str
    take: str
    post_of_film: str
    language: str
    moment: str
    text: str
    add_draft: str
    copy: str
    save: str
    approve: str
    who: str
    board: str
    later: str
    new_post: str
    decide: str
    send_now: str
    move_to: str
    day_and_hour: str
    hold: str
    why: str
    remove: str
    now: str
    start: str


DUTCH = Words(
    to_films="Naar de films", film="Film", speaker="Spreker", organisation="Organisatie", add_film="Voeg de film toe",
    record="Leg een formulier vast", signed_form="Getekend formulier", signed_on="Getekend op",
    record_form="Leg het formulier vast", bring="Voeg een ondertitelbestand toe…",
    language_of="Taal van de ondertitels",
    file="Ondertitelbestand", take="Neem deze ondertitels", post_of_film="Nieuw bericht van deze film", language="Taal",
    moment="Dag en uur", text="Tekst", add_draft="Voeg het concept toe", copy="Kopieer naar het Frans", save="Bewaar",
    approve="Keur goed", who="Wie gaat akkoord", board="Bord", later="Verder", new_post="Nieuw bericht",
    decide="Beslis",
    send_now="Verstuur nu", move_to="Verplaats naar…", day_and_hour="Dag en uur", hold="Houd aan",
    why="Waarom (blijft bij het bericht)", remove="Verwijder van de pagina", now="nu", start="Start de dienst",
)  # fmt: skip
FRENCH = Words(
    to_films="Vers les films", film="Film", speaker="Personne", organisation="Organisation", add_film="Ajouter le film",
    record="Enregistrer un formulaire", signed_form="Formulaire signé", signed_on="Signé le",
    record_form="Enregistrer le formulaire", bring="Ajouter un fichier de sous-titres…",
    language_of="Langue des sous-titres", file="Fichier de sous-titres", take="Prendre ces sous-titres",
    post_of_film="Nouvelle publication de ce film", language="Langue", moment="Jour et heure", text="Texte",
    add_draft="Ajouter le brouillon", copy="Copier en néerlandais", save="Enregistrer", approve="Approuver",
    who="Qui donne son accord", board="Tableau", later="Après", new_post="Nouvelle publication", decide="Décider",
    send_now="Envoyer maintenant", move_to="Déplacer vers…", day_and_hour="Jour et heure", hold="Retenir",
    why="Pourquoi (gardé avec la publication)", remove="Retirer de la Page", now="maintenant",
    start="Démarrer le service",
)  # fmt: skip
CAPTIONS = {
    "nl": "Elke nacht om vier uur begint Mila met het brood.",
    "fr": "Chaque nuit à quatre heures, Mila commence le pain.",
}
TEXTS = {"nl": "Deze week stellen we Mila aan u voor.", "fr": "Cette semaine, nous vous présentons Mila."}
SPOKEN = {"nl": "Ik bak brood.", "fr": "Je fais du pain."}


@dataclass(frozen=True, kw_only=True)
class Person:
    """A person at the desk of a campaign, in their language."""

    view: Any
    folder: Path
    origin: str
    language: str

    @property
    def words(self) -> Words:
        """Return what they read."""
        return DUTCH if self.language == "nl" else FRENCH

    @property
    def main(self) -> Any:
        """Return what the page holds besides its bar."""
        return self.view.get_by_role("main")

    def press(self, name: str) -> None:
        """Press a button."""
        self.main.get_by_role("button", name=name, exact=True).click()

    def follow(self, name: str) -> None:
        """Follow a link of the page's content, the first of that name."""
        self.main.get_by_role("link", name=name).first.click()

    def fill(self, label: str, words: str, *, place: int = 0) -> None:
        """Type into a field."""
        self.main.get_by_label(label, exact=True).nth(place).fill(words)

    def to_board(self) -> None:
        """Go to the board by the bar above."""
        self.view.get_by_role("link", name=self.words.board).first.click()
        until(self.view, "document.getElementById('board') !== null")

    def add_film(self, film: Path, form: Path, speaker: str) -> str:
        """From an empty board, drop a film, say who speaks in it and record their form; return its short name."""
        self.follow(self.words.to_films)
        self.arrives("**/films")
        self.drop(film)
        self.arrives("**/uploads/*/film")
        self.fill(self.words.speaker, speaker)
        self.fill(self.words.organisation, "Brusoc")
        self.press(self.words.add_film)
        self.arrives("**/films/*?added")
        self.follow(self.words.record)
        self.main.get_by_label(self.words.signed_form).set_input_files(str(form))
        for name in ("act", "channel", "language", "purpose"):
            for box in self.main.locator(f"[name={name}]").all():
                box.check()
        self.main.locator("[name=name-display]").select_option("full")
        self.fill(self.words.signed_on, "2/11/2020")
        self.press(self.words.record_form)
        self.arrives("**/films/*?consent=1**")
        return str(self.view.url).partition("/films/")[2].partition("?")[0]

    def drop(self, film: Path) -> None:
        """Drop a film onto the library."""
        bytes_ = base64.b64encode(film.read_bytes()).decode()
        self.view.evaluate(DROPPED, [bytes_, film.name])

    def arrives(self, pattern: str) -> None:
        """Wait for a page."""
        self.view.wait_for_url(pattern)

    def yes_to(self, number: int, *, also: bool = False) -> None:
        """Say yes to a post on its page, and to the one in the other language."""
        panel = self.view.locator(f"[aria-labelledby=acts-{number}]")
        panel.get_by_text(f"{self.words.approve}…", exact=True).click()
        panel.get_by_label(self.words.who).fill("An Voorbeeld")
        if also:
            panel.get_by_role("checkbox").check()
        panel.get_by_role("button", name=self.words.approve, exact=True).click()
        self.view.wait_for_selector("#did", state="attached")

    def surely(self, number: int, act: str) -> None:
        """Do what is asked once more in a dialog."""
        self.view.locator(f"[aria-labelledby=acts-{number}]").get_by_role("link", name=act).click()
        self.view.get_by_role("dialog").get_by_role("button", name=act, exact=True).click()
        self.view.wait_for_selector("#did", state="attached")

    def state(self, number: int) -> str:
        """Return how a post stands in the database."""
        with closing(sqlite3.connect(f"file:{self.folder}/campaign.db?mode=ro", uri=True)) as books:
            return str(books.execute("SELECT state FROM post WHERE number = ?", (number,)).fetchone()[0])

    def day(self, number: int) -> str:
        """Return on which day a post's card lies."""
        at = f"document.getElementById('post-{number}').closest('[data-day]').dataset.day"
        return str(self.view.evaluate(at))

    def sees_live(self, number: int, state: str, *, seconds: float = 90) -> float:
        """Wait until a post stands so; return how long after the database the open board showed it."""
        end = time.monotonic() + seconds
        while self.state(number) != state:
            assert time.monotonic() < end, self.state(number)
            time.sleep(0.02)
        known = time.monotonic()
        until(self.view, f"document.querySelector('#post-{number}.state-{state}') !== null")
        return time.monotonic() - known

    def drag(self, number: int, day: str) -> None:
        """Drag a post's card to another day with the mouse."""
        self.view.locator(f"#post-{number} .whole").scroll_into_view_if_needed()
        at = self.view.locator(f"#post-{number} .whole").bounding_box()
        self.view.mouse.move(at["x"] + 30, at["y"] + 12)
        self.view.mouse.down()
        self.view.mouse.move(at["x"] + 60, at["y"] + 40, steps=3)
        until(self.view, "document.querySelectorAll('#board .verdict').length > 20")
        to = self.view.locator(f'li[data-day="{day}"]').bounding_box()
        self.view.mouse.move(to["x"] + to["width"] / 2, to["y"] + to["height"] / 2, steps=4)
        self.view.mouse.up()
        until(self.view, "document.querySelector('[data-undo]') !== null")

    def move_by_keys(self, number: int, *keys: str) -> None:
        """Move a post with the keyboard alone."""
        self.view.locator(f"#post-{number} .whole").focus()
        self.view.keyboard.press("m")
        until(self.view, "document.querySelectorAll('#board .verdict').length > 20")
        for key in (*keys, "Enter"):
            self.view.keyboard.press(key)
        until(self.view, f"!document.getElementById('post-{number}').hasAttribute('aria-busy')")

    def move_by_menu(self, number: int, moment: str) -> None:
        """Move a post by its card's menu, to a moment that is typed."""
        card = self.view.locator(f"#post-{number}")
        card.locator(".more").click()
        card.get_by_role("link", name=self.words.move_to).click()
        until(self.view, "document.getElementById('dialog').open")
        self.view.get_by_role("dialog").get_by_label(self.words.day_and_hour).fill(moment)
        self.view.keyboard.press("Enter")
        until(self.view, "!document.getElementById('dialog').open")


def command(
    folder: Path, *words: str, env: Mapping[str, str] = MappingProxyType({})
) -> subprocess.Popen[bytes]:
    """Start a command of the campaign as a process of its own."""
    line = (sys.executable, "-m", "campaign", *words)
    ours = os.environ | {"PYTHONPATH": str(REPOSITORY), **env}
    return subprocess.Popen(line, cwd=folder, env=ours, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)


@contextmanager
def running(
    folder: Path, *words: str, env: Mapping[str, str] = MappingProxyType({})
) -> Iterator[subprocess.Popen[bytes]]:
    """Let a command run until the block ends."""
    with command(folder, *words, env=env) as process:
        try:
            yield process
        finally:
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=240)


@contextmanager
def at_the_desk(
    browser: Any, folder: Path, language: str, *more: str, env: Mapping[str, str] = MappingProxyType({})
) -> Iterator[Person]:
    """Open the desk of a process as its command says, in a browser of this language."""
    with running(folder, "desk", "--no-browser", "--port", "0", *more, env=env) as process:
        assert process.stdout is not None
        url = json.loads(process.stdout.readline())["url"]
        context = browser.new_context(viewport={"width": 1440, "height": 900}, locale=f"{language}-BE")
        context.set_default_timeout(60_000)
        view = context.new_page()
        view.noise = []
        view.on("pageerror", lambda error: view.noise.append(str(error)))
        view.goto(url)
        origin = url.partition("/open")[0]
        view.wait_for_url(f"{origin}/")
        yield Person(view=view, folder=folder, origin=origin, language=language)
        context.close()
