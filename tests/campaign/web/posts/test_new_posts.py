"""A new post at the desk: of a film or without one, on a day, with photos, or copied into the other language."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import desk_forms, served_desk
from tests.campaign.reports import reported_campaign as reported
from tests.campaign.reports.reported_campaign import Run
from tests.campaign.web.posts.filled_forms import fields, version
from tests.queue_campaign import PIXEL
from tests.served_desk import Answer, DeskAt


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory, campaign: Run) -> Path:
    """A campaign with a film and its Dutch post, made once."""
    folder = reported.founded(tmp_path_factory.mktemp("desk"), campaign)
    words = ("--testimony", "bakery", "--language", "nl", "--caption", "Brood", "--at", "2/12/2036 18:30")
    assert campaign("post", "add", *words, folder=folder).exit_code == 0
    return folder


@pytest.fixture
def desk(founded: Path, tmp_path: Path) -> Iterator[DeskAt]:
    """Its desk, of a test's own."""
    with served_desk.at(reported.copied(founded, tmp_path)) as found:
        yield found


def sent(
    desk: DeskAt,
    picture: bytes = b"",
    name: str = "foto.png",
    path: str = "/posts/new",
    field: str = "photos",
    **texts: str,
) -> Answer:
    """Send the form of a new post, or of its pictures, as a browser sends one with files."""
    parts = [
        f'--x\r\nContent-Disposition: form-data; name="{one}"\r\n\r\n{text}\r\n'.encode()
        for one, text in texts.items()
    ]
    head = f'--x\r\nContent-Disposition: form-data; name="{field}"; filename="{name if picture else ""}"\r\n'
    parts += [head.encode() + b"Content-Type: image/png\r\n\r\n" + picture + b"\r\n", b"--x--\r\n"]
    kind = {"Content-Type": "multipart/form-data; boundary=x"}
    return desk.ask("POST", path, b"".join(parts), kind)


def test_the_address_says_what_it_begins_with(desk: DeskAt) -> None:
    """A free day of the board, a film and a language stand in the form from the beginning."""
    shown = desk.get("/posts/new?day=2036-12-09&language=fr&testimony=bakery").text
    assert 'value="09/12/2036 18:30"' in shown
    assert '<option value="fr" selected>' in shown
    assert '<option value="bakery" selected>' in shown
    assert desk.get("/posts/new?day=gisteren").status == 200


def test_a_film_gets_a_post(desk: DeskAt) -> None:
    """A draft of the film, in the language and at the moment that were chosen, is shown at once."""
    answer = sent(
        desk, testimony="bakery", language="fr", format="square", moment="9/12/2036 18u30", caption="Du pain"
    )
    assert (answer.status, answer.headers["location"]) == (303, "/posts/2?did=add")
    now = fields(desk.get("/posts/2"))
    assert (now["caption-2"], now["moment-2"]) == ("Du pain", "09/12/2036 18:30")
    assert now["caption-1"] == "Brood"


def test_photos_make_a_post(desk: DeskAt, tmp_path: Path) -> None:
    """A photo comes in, is shown, and asks what it shows; nothing is left of how it came."""
    assert sent(desk, PIXEL, name="../../weg.png", language="nl", caption="De jury").status == 303
    assert desk.get("/posts/2/photos/0").headers["content-type"] == "image/jpeg"
    assert desk.get("/posts/2/photos/1").status == 404
    form = fields(desk.get("/posts/2")) | {"alt-2-0": "Vijf mensen aan een tafel"}
    assert desk.post("/posts/2/save", **form).status == 303
    assert fields(desk.get("/posts/2"))["alt-2-0"] == "Vijf mensen aan een tafel"
    assert [one.name for one in (tmp_path / "c" / "pictures").iterdir() if one.name.startswith(".")] == []


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ({"language": "nl", "caption": ""}, "tekst"),
        ({"language": "xx", "caption": "Ja"}, "talen van de campagne"),
        ({"language": "nl", "caption": "Ja", "moment": "ooit"}, "ooit"),
        ({"language": "nl", "caption": "é" * 70_000}, "63.206"),
        ({"language": "nl", "caption": "Ja", "testimony": "niemand"}, "niemand"),
    ],
)
def test_what_cannot_be_is_said_and_stays(desk: DeskAt, texts: dict[str, str], said: str) -> None:
    """A new post that cannot be is not added; what was typed stays, with the reason."""
    answer = sent(desk, **texts)
    assert answer.status == 422
    assert said in answer.text
    assert texts["caption"] in answer.text
    assert desk.get("/posts/2").status == 404


def test_a_file_that_is_no_picture_is_refused(desk: DeskAt) -> None:
    """A text that is called a picture is none; nothing is added."""
    answer = sent(desk, b"#!/bin/sh", name="foto.png", language="nl", caption="Ja")
    assert answer.status == 422
    assert desk.get("/posts/2").status == 404


def test_a_post_is_copied_into_the_other_language(desk: DeskAt) -> None:
    """The copy is a draft of the same film, beside the first; asked for twice, there is one."""
    assert 'formaction="/posts/1/copy"' in desk.get("/posts/1").text
    answer = desk.post("/posts/1/copy", language="fr")
    assert (answer.status, answer.headers["location"]) == (303, "/posts/2?did=copy")
    assert desk.post("/posts/1/copy", language="fr").headers["location"] == "/posts/2?did=there"
    now = fields(desk.get("/posts/1"))
    assert (now["caption-1"], now["caption-2"]) == ("Brood", "Brood")
    assert 'formaction="/posts/1/copy"' not in desk.get("/posts/1").text


def test_a_post_without_a_film_is_translated_before_it_is_copied(desk: DeskAt) -> None:
    """The same text would be the same post: it stands in the form of a new one, which keeps it once it is another."""
    picture = {"picture": PIXEL, "caption": "Kom luisteren", "first_comment": "Tot dan"}
    assert sent(desk, language="nl", **picture).status == 303
    assert 'formaction="/posts/2/copy"' in desk.get("/posts/2").text
    answer = desk.post("/posts/2/copy", language="fr")
    assert answer.status == 303
    shown = desk.get(answer.headers["location"])
    form = desk_forms.of(shown, "/posts/new")[0]
    told = dict(form.fields)
    assert (told["language"], told["first_comment"], told["moment"]) == ("fr", "Tot dan", "")
    assert told["caption"] == "Kom luisteren"
    assert "vertaal het" in served_desk.told(shown)
    assert "vertaal het" in served_desk.told(sent(desk, **told))
    assert desk.get("/posts/3").status == 404
    assert sent(desk, **(told | {"caption": "Venez écouter"})).headers["location"] == "/posts/3?did=add"
    assert desk.get("/posts/3/photos/0").content == desk.get("/posts/2/photos/0").content


def test_a_copy_into_no_language_of_ours_is_none(desk: DeskAt) -> None:
    """A language that the campaign does not have is refused."""
    assert desk.post("/posts/1/copy", language="xx").status == 422


def test_pictures_are_exchanged(desk: DeskAt, tmp_path: Path) -> None:
    """A film gets a picture as its cover, from the version that was seen; without one, or too late, it is said."""
    seen = version(desk, 1)
    assert sent(desk, path="/posts/1/pictures", version=seen).status == 422
    refused = sent(desk, b"geen beeld", path="/posts/1/pictures", field="cover", version=seen)
    assert refused.status == 422
    said = refused.text.partition('id="refusal"')[2].partition("</div>")[0]
    assert "foto.png" in said
    assert str(tmp_path) not in refused.text
    assert sent(desk, PIXEL, path="/posts/1/pictures", field="cover", version=seen).status == 303
    late = sent(desk, PIXEL, path="/posts/1/pictures", field="cover", version=seen)
    assert late.status == 409
    assert "Kies foto.png opnieuw" in late.text
    assert desk.get("/posts/1/poster").status == 200
    assert desk.get("/posts/1/pictures").status == 303
