"""What the form of a post's page holds, as a browser would send it, for tests over HTTP."""

import html
import re

from tests.served_desk import Answer, DeskAt


def fields(answer: Answer) -> dict[str, str]:
    """Return the fields of the form with the texts."""
    form = answer.text[answer.text.index('<form id="editor"') :].split("</form>")[0]
    found = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        if name:
            found[name[1]] = html.unescape(value[1]) if value else ""
    for name, text in re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>\n?(.*?)</textarea>', form, re.DOTALL):
        found[name] = html.unescape(text)
    return found


def version(desk: DeskAt, number: int) -> str:
    """Return the version of a post that its page shows now."""
    return fields(desk.get(f"/posts/{number}"))[f"version-{number}"]


def act(desk: DeskAt, number: int, name: str, **more: str) -> Answer:
    """Do an act as the page does, with the version that it shows now."""
    return desk.post(f"/posts/{number}/{name}", **({"version": version(desk, number)} | more))
