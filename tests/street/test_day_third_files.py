"""A third day: films, subtitles, captions from files and plans answer with what to do, and with nothing untrue."""

import re
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from click.testing import Result

from campaign.messages import translate
from campaign.typed import moments
from media.text import language_detection
from schedules.errors import BadRequest
from tests import small_films

Run = Callable[..., Result]
BRUSSELS = ZoneInfo("Europe/Brussels")
NOW = datetime(2026, 11, 29, 15, 0, tzinfo=BRUSSELS)  # a Sunday
FRENCH = "1\n00:00:00,500 --> 00:00:03,500\nJe m’appelle Nadège et je fais du pain.\n\n"
DUTCH = "1\n00:00:00,500 --> 00:00:03,500\nIk ben Fatou en ik bak brood.\n\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, campaign: Run) -> Path:
    """A campaign with one testimony of 8 seconds in Dutch, with subtitles in both languages."""
    beside = tmp_path_factory.mktemp("files")
    film = small_films.film(beside / "film.mp4", seconds=8)
    (beside / "tuin.nl.srt").write_text(DUTCH, encoding="utf-8")
    (beside / "tuin.fr.srt").write_text(FRENCH, encoding="utf-8")
    folder = beside / "c"
    assert campaign("init", folder, "--language", "nl", "--language", "fr").exit_code == 0
    done = campaign(
        "testimony", "add", film, "--slug", "tuin", "--speaker", "Fatou Voorbeeld", "--role", "entrepreneur",
        "--organisation", "microStart", "--language", "nl", "--subtitles", beside / "tuin.nl.srt",
        "--subtitles", beside / "tuin.fr.srt", folder=folder,
    )  # fmt: skip
    assert done.exit_code == 0, done.stderr
    return folder


def test_a_cut_backwards(made: Path, campaign: Run) -> None:
    """A part that ends before it begins is refused as that, and one beyond the film as beyond it."""
    assert (
        "--to 3.0 s is not after --from 6.0 s"
        in campaign("testimony", "edit", "tuin", "--from", "6", "--to", "3", folder=made).stderr
    )
    assert (
        "not within the film, which lasts 8.0 s"
        in campaign("testimony", "edit", "tuin", "--to", "80", folder=made).stderr
    )


def test_a_cut_is_shown(made: Path, campaign: Run) -> None:
    """The list of films shows how much of one is used."""
    assert campaign("testimony", "edit", "tuin", "--to", "6", folder=made).exit_code == 0
    assert "0:06 of 0:08" in campaign("testimony", "list", folder=made).stdout
    assert campaign("testimony", "edit", "tuin", "--to", "8", folder=made).exit_code == 0
    assert re.search(r"0:08\W", campaign("testimony", "list", folder=made).stdout)
    assert " of " not in campaign("testimony", "list", folder=made).stdout


def test_a_film_by_its_slug(made: Path, tmp_path: Path, campaign: Run) -> None:
    """Subtitles are estimated and checked against a testimony's film by its slug; of a wrong one all are named."""
    text = tmp_path / "tuin.txt"
    text.write_text("Ik ben Fatou en ik bak brood.\n", encoding="utf-8")
    out = tmp_path / "tuin.nl.vtt"
    done = campaign("subtitles", "estimate", text, out, "--film", "tuin", "--language", "nl", folder=made)
    assert (done.exit_code, out.exists()) == (0, True), done.stderr
    out = tmp_path / "andere.nl.vtt"
    done = campaign("subtitles", "estimate", text, out, "--film", "tiun", "--language", "nl", folder=made)
    assert (done.exit_code, "the testimonies are: tuin" in done.stderr) == (2, True)
    done = campaign("subtitles", "check", made / "films/0001.nl.srt", "--film", "tuin", folder=made)
    assert (done.exit_code, "No findings" in done.stdout) == (0, True)


@pytest.mark.parametrize("name", ["tekst.docx", "tekst.txt", "tekst.rtf", "tekst.pdf"])
def test_a_document_for_a_caption(made: Path, tmp_path: Path, campaign: Run, name: str) -> None:
    """A document of Word as the text of a post is told to be one, whatever it is called, and how to save it."""
    path = tmp_path / name
    if name.endswith((".docx", ".txt")):
        with zipfile.ZipFile(path, "w") as document:
            document.writestr("word/document.xml", "<w:t>Hallo</w:t>")
    else:
        path.write_bytes(b"{\\rtf1 Hallo}" if name.endswith("rtf") else b"%PDF-1.7 Hallo")
    done = campaign("post", "add", "--language", "nl", "--caption-file", path, folder=made)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "not plain text. Save it there as plain text" in done.stderr


def test_what_is_not_there(made: Path, tmp_path: Path, campaign: Run) -> None:
    """A file or a folder that is not there is told so, whatever was to be done with it."""
    done = campaign("subtitles", "checked", tmp_path / "nergens.vtt", "--by", "An", folder=made)
    assert (done.exit_code, "does not exist" in done.stderr) == (2, True)
    done = campaign("subtitles", "export", "tuin", tmp_path / "nergens", folder=made)
    assert (done.exit_code, "there is no folder" in done.stderr) == (2, True)


def test_a_label_that_is_wrong(made: Path, tmp_path: Path, campaign: Run) -> None:
    """French subtitles given as Dutch are told by a few words; taking them away is offered, not losing others."""
    path = tmp_path / "nadege_FR.srt"
    path.write_text(FRENCH, encoding="utf-8")
    done = campaign("testimony", "edit", "tuin", "--subtitles", f"nl:{path}", folder=made)
    assert "S15 warning: marked as Dutch, but the text looks like French. tuin has" in done.stderr
    assert "`campaign testimony edit tuin --subtitles nl:`" in done.stderr
    assert f"--subtitles fr:{path}" not in done.stderr
    good = tmp_path / "tuin.nl.srt"
    good.write_text(DUTCH, encoding="utf-8")
    assert "S15" not in campaign("testimony", "edit", "tuin", "--subtitles", good, folder=made).stderr


@pytest.mark.parametrize(
    ("text", "label", "found"),
    [
        ("Kom kijken naar onze film", "fr", "nl"), ("Venez découvrir son histoire", "nl", "fr"),
        ("Bonjour à tous, venez nous voir avec vos amis demain.", "nl", "fr"),
        ("Découvrez le témoignage de Karim, boulanger à Liège", "nl", "fr"), ("Wij zijn er morgen bij", "fr", "nl"),
        ("Come and see our film", "nl", "en"), ("Merci!", "nl", None), ("Café de la Paix: welkom", "nl", None),
        ("La Vie est Belle, vanavond om acht uur", "nl", None), ("Brusoc, microStart, Crédal", "fr", None),
        ("Fatou Voorbeeld, bakker", "fr", None), ("Le Café du Parc opent morgen zijn deuren in Gent", "nl", None),
    ],
)  # fmt: skip
def test_a_short_text(text: str, label: str, found: str | None) -> None:
    """A post of a few words in another language is told; names and a word of another language are not."""
    assert language_detection.likely_other_language(text, label) == found


def test_refused_rows_are_not_absent(made: Path, tmp_path: Path, campaign: Run) -> None:
    """A post whose row was refused is not said to be absent from the file; nor is any where nobody can tell."""
    for text in ("Eerste bericht.", "Tweede bericht.", "Derde bericht."):
        assert campaign("post", "add", "--language", "nl", "--caption", text, folder=made).exit_code == 0
    plan = tmp_path / "plan.csv"
    plan.write_text("Nummer;Datum;Uur;Taal;Tekst\n1;32/12/2026;18:00;nl;Eerste\n2;;;nl;Tweede bericht.\n")
    done = campaign("plan", "import", plan, "--dry-run", folder=made)
    assert "Posts that are not in the file: no. 3." in done.stderr
    plan.write_text("Datum;Uur;Taal;Tekst\n32/12/2026;18:00;nl;Eerste bericht.\n")
    assert "not in the file" not in campaign("plan", "import", plan, "--dry-run", folder=made).stderr


@pytest.mark.parametrize(
    ("day", "hour", "told"),
    [
        ("10/12/2026 - 12/12/2026", "18:00", "is a span or more than one day"),
        ("10/12/2026 tot 12/12/2026", "18:00", "is a span or more than one day"),
        ("10/12/2026", "van 18u tot 19u", "is a span or more than one time"),
        ("10/12/2026", "half zeven", "says the time in words"),
        ("10/12/2026", "six heures et quart", "says the time in words"),
    ],
)
def test_cells_with_spans(made: Path, tmp_path: Path, campaign: Run, day: str, hour: str, told: str) -> None:
    """A cell that holds a span or a time in words is refused as that, at its place."""
    plan = tmp_path / "plan.csv"
    plan.write_text(f"Datum;Uur;Taal;Tekst\n{day};{hour};nl;Hallo.\n", encoding="utf-8")
    done = campaign("plan", "import", plan, folder=made)
    assert (done.exit_code, told in done.stderr) == (2, True), done.stderr


def test_columns_and_their_page(made: Path, tmp_path: Path, campaign: Run) -> None:
    """A file without the columns of a plan is told them in the reader's language, with the command that shows all."""
    plan = tmp_path / "plan.txt"
    plan.write_text("zomaar wat tekst", encoding="utf-8")
    done = campaign("plan", "import", plan, "--lang", "nl", folder=made)
    assert "Nummer, Sleutel, Datum" in done.stderr
    for code in ("plan-no-header", "plan-empty", "plan-unknown"):
        assert "`campaign docs plan`" in str(translate.gather("SENTENCES")[code])


def test_what_may_be_rendered(made: Path, tmp_path: Path, campaign: Run) -> None:
    """Where one language of a film lacks its consent, the refusal offers those that have it, as a line to paste."""
    form = tmp_path / "form.pdf"
    form.write_bytes(b"%PDF-1.7\n" + b"x" * 100)
    done = campaign(
        "consent", "record", "tuin", "--act", "film", "--act", "publish", "--channel", "facebook", "--language", "nl",
        "--signed", "2026-11-02", "--evidence", form, folder=made,
    )  # fmt: skip
    assert done.exit_code == 0, done.stderr
    done = campaign("render", "tuin", "--format", "square", folder=made)
    assert "What may be rendered: `campaign render tuin --language nl --format square`." in done.stderr
    assert (
        campaign(
            "render", "tuin", "--language", "nl", "--format", "square", "--explain", folder=made
        ).exit_code
        == 0
    )


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("10/12/2026 - 18:30", "2026-12-10T18:30"), ("10/12/2026 – 18u30", "2026-12-10T18:30"),
        ("10/12/2026-18:30", "2026-12-10T18:30"), ("10/12 - 18h30", "2026-12-10T18:30"),
        ("10 december 2026 te 18.30 u.", "2026-12-10T18:30"), ("donderdag 10 december te 18u", "2026-12-10T18:00"),
        ("10/12/'26 18:30", "2026-12-10T18:30"), ("10 dec ’26 18u30", "2026-12-10T18:30"),
        ("10 déc. ‘26 à 18 h 30", "2026-12-10T18:30"), ("morgen - 18:30", "2026-11-30T18:30"),
        ("dinsdag te 18u30", "2026-12-01T18:30"), ("10 décembre 2026 — 9 h", "2026-12-10T09:00"),
    ],
)  # fmt: skip
def test_moments_on_posters(written: str, meant: str) -> None:
    """Moments as posters and letters write them: a dash or `te` before the time, a short year with its apostrophe."""
    assert moments.read_when(written, now=NOW, zone=BRUSSELS).due.wall[:16] == meant


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("10/12/2026 18:30 - 19:30", "when-span"), ("10/12/2026 - 12/12/2026", "when-span"),
        ("10/12/2026 - 18:30 - 19:30", "when-span"), ("te 18.30 u.", "when-time-today"),
        ("10/12/26 - 18:30", "when-short-year"), ("10/12/2026 om halfzeven", "when-in-words"),
        ("demain à sept heures et quart", "when-in-words"), ("morgen kwart voor zes", "when-in-words"),
        ("tomorrow at half past six", "when-in-words"),
    ],
)  # fmt: skip
def test_moments_that_stay_doubtful(written: str, code: str) -> None:
    """What is a span, lacks its day or says its time in words is refused as that."""
    with pytest.raises(BadRequest) as caught:
        moments.read_when(written, now=NOW, zone=BRUSSELS)
    assert caught.value.code == code
