"""`campaign docs`: opens the manual in the browser, in the reader's language."""

import difflib
import sys
from pathlib import Path

import click

from campaign import manual
from campaign.cli import output
from campaign.cli.app import Desk, pass_desk
from media import child_programs
from media.languages import known
from media.text import folding
from schedules.errors import BadRequest

SEES = ("BROWSER", "SSH_CONNECTION", "DISPLAY", "WAYLAND_DISPLAY")


@click.command(short_help="Open the manual in the browser.")
@click.argument("topic", nargs=-1, metavar="[TOPIC]")
@pass_desk
def docs(desk: Desk, topic: tuple[str, ...]) -> None:
    """Open the manual in the browser, in your language; with a topic, that page of it.

    A topic is a page's name or a word for it: plan, consent, films, backup, page. The pages are on this computer and
    load nothing from elsewhere. Where no browser can be opened, their place is printed.

    \b
    Example:
      campaign docs
      campaign docs consent
    """
    lang = known.find_or_fallback(desk.lang).code
    name = _named(" ".join(topic), lang) if topic else manual.START
    folder = manual.home()
    manual.write(folder)
    path = (
        folder / lang / f"{name}.html"
    ).resolve()  # the Python of Microsoft's Store keeps it elsewhere than it says
    if desk.json:
        return output.say(output.document({"path": path}))
    _open(desk, path)
    if name != manual.START and manual.topic(name, lang).lang != lang:
        output.say(desk.say("docs-english"))


def _named(written: str, lang: str) -> str:
    """Return the topic that is meant, or refuse, naming the nearest or all there are."""
    found = manual.named(written)
    if found:
        return found
    others = {folding.folded(word): word for name in manual.NAMES for word in manual.words(name)}
    near = difflib.get_close_matches(folding.folded(written), others, n=1, cutoff=0.7)
    if near:
        raise BadRequest("docs-misspelt", topic=written, nearest=others[near[0]])
    named = (manual.called(name, lang) for name in manual.OFTEN)
    raise BadRequest("docs-unknown", topic=written, known=", ".join(named))


def _open(desk: Desk, path: Path) -> None:
    sees = {name: value for name in SEES if (value := desk.environment(name))}
    shown = child_programs.can_show(sys.platform, sees) and child_programs.browser(path.as_uri())
    output.say(desk.say("docs-opened" if shown else "docs-written", path=path))
