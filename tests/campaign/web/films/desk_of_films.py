"""A desk of a campaign with one film, for tests of films over HTTP; and a film that is sent in pieces."""

import base64
import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlencode

from schedules.database import engine, testimonies
from schedules.model.records import Testimony
from tests import desk_forms
from tests.desk_forms import Form
from tests.served_desk import Answer, DeskAt

SPEAKER, WITHDRAW = "Zénobie Quaghebeur", "Trek de toestemming in"
TUS = {"Tus-Resumable": "1.0.0"}
PIECE = {**TUS, "Content-Type": "application/offset+octet-stream"}


def announced(desk: DeskAt, name: str, length: int) -> Answer:
    """Say that a film comes."""
    called = base64.b64encode(name.encode()).decode()
    told = {**TUS, "Upload-Length": str(length), "Upload-Metadata": f"filename {called}"}
    return desk.ask("POST", "/uploads", b"", told)


def sent(desk: DeskAt, name: str, content: bytes, pieces: int = 2) -> str:
    """Send a film in pieces; return the address that it has meanwhile."""
    place = announced(desk, name, len(content)).headers["location"]
    size = -(-len(content) // pieces)
    for at in range(0, len(content), size):
        answer = desk.ask("PATCH", place, content[at : at + size], {**PIECE, "Upload-Offset": str(at)})
        assert answer.status == 204, answer.text
    return place


def version(page: Answer, name: str = "version") -> str:
    """Return the version that a page's form was made from."""
    found = re.search(rf'name="{name}" value="([0-9a-f]+)"', page.text)
    assert found, page.text
    return found[1]


def film(folder: Path, slug: str = "bakery") -> Testimony:
    """Return a film as the database has it."""
    books = engine.open_in(folder)
    try:
        with books.read() as session:
            return testimonies.testimony(session, slug)
    finally:
        books.close()


def multipart(
    fields: Iterable[tuple[str, str]], file: tuple[str, bytes] | None
) -> tuple[bytes, dict[str, str | None]]:
    """Return a form with a file as a browser sends it: its body and its head."""
    lines = [
        f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields
    ]
    if file:
        head = f'--x\r\nContent-Disposition: form-data; name="evidence"; filename="{file[0]}"\r\n'
        lines.append(f"{head}Content-Type: application/pdf\r\n\r\n".encode() + file[1] + b"\r\n")
    return b"".join(lines) + b"--x--\r\n", {"Content-Type": "multipart/form-data; boundary=x"}


def consequences(
    desk: DeskAt, slug: str = "bakery", *, person: str = SPEAKER, channel: str = "all", language: str = "all"
) -> Form:
    """Choose what is withdrawn and look at what follows; return the form that asks whether it is meant."""
    address = f"/films/{slug}/withdraw"
    asked = urlencode({"person": person, "channel": channel, "language": language})
    shown = desk.get(f"{address}?{asked}")
    form = desk_forms.with_button(desk_forms.of(shown, address), WITHDRAW)
    assert form, shown.text
    return form


def withdrawn(desk: DeskAt) -> Answer:
    """Withdraw the speaker's whole consent, as the pages lead to it."""
    return consequences(desk).sent(desk, WITHDRAW)
