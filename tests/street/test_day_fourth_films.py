"""A fourth day with films: a short name again, few words in another language, parts, transcripts, files made anew."""

import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from campaign.cli import output
from campaign.messages import web_page
from media.text import language_detection
from tests import small_films

Run = Callable[..., Result]
FATOU = (
    "--speaker", "Fatou Voorbeeld", "--role", "entrepreneur", "--organisation", "microStart", "--language", "nl",
)  # fmt: skip
FORM = ("--act", "film", "--act", "publish", "--channel", "facebook", "--signed", "2/11/2026")


def srt(*lines: str, start: int = 1) -> str:
    """Subtitles of two seconds each, from a second on."""
    cues = [
        f"{n + 1}\n00:00:{start + 2 * n:02},000 --> 00:00:{start + 2 * n + 1:02},900\n{text}\n"
        for n, text in enumerate(lines)
    ]
    return "\n".join(cues) + "\n"


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A short film."""
    return small_films.film(tmp_path_factory.mktemp("film") / "four.mp4", seconds=8)


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory, campaign: Run, film: Path) -> Path:
    """A campaign with one film, its Dutch subtitles beside it, and a signed form."""
    room = tmp_path_factory.mktemp("films")
    (room / "four.nl.srt").write_text(srt("Om vier uur gaat de oven aan.", "Om zeven uur ruikt u het brood."))
    (room / "four.fr.srt").write_text(srt("À 4 heures, j’allume le four.", "À 7 heures, ça sent le pain."))
    (room / "form.pdf").write_bytes(b"%PDF-1.7 signed")
    assert campaign("init", room / "c", "--language", "nl", "--language", "fr").exit_code == 0
    done = campaign("testimony", "add", film, "--slug", "four", *FATOU, "--subtitles", room / "four.nl.srt",
                    folder=room / "c")  # fmt: skip
    assert done.exit_code == 0, done.stderr
    return room / "c"


def pasted(campaign: Run, folder: Path, said: str, start: str) -> Result:
    """Run the command of a sentence that starts so, as it stands."""
    command = next(one for one in said.split("`")[1::2] if one.startswith(start))
    return campaign(*shlex.split(command)[1:], folder=folder)


def test_a_short_name_again(founded: Path, campaign: Run, film: Path) -> None:
    """A film that is added again to complete it is answered with the command that completes it; nothing is changed."""
    subtitles = ("--subtitles", founded.parent / "four.nl.srt", "--subtitles", founded.parent / "four.fr.srt")
    again = ("testimony", "add", film, "--slug", "four", *FATOU)
    done = campaign(*again, *subtitles, "--theme", "Le four à pain", folder=founded)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "four.nl.srt" not in done.stderr
    assert pasted(campaign, founded, done.stderr, "campaign testimony edit four --theme").exit_code == 0
    shown = campaign("testimony", "show", "four", folder=founded).stdout
    assert "Le four à pain" in shown
    assert "French: films/" in shown
    same = campaign(*again, folder=founded)
    assert "with all that you typed" in same.stderr
    assert pasted(campaign, founded, same.stderr, "campaign testimony show").exit_code == 0
    another = campaign(
        "testimony", "add", film, "--slug", "four", *FATOU[2:], "--speaker", "Jo", folder=founded
    )
    assert "of another film or person (Fatou Voorbeeld)" in another.stderr
    assert "edit" not in another.stderr


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Je fais du pain.\nTous les jours !", "nl"), ("J’ai ouvert mon atelier en 2019.", "nl"),
        ("Moi, c’est Fatou.\nJe répare des vélos.", "nl"), ("Elle vend des fleurs.", "nl"),
        ("Ça marche bien.\nIl faut oser.", "nl"),
        ("Voilà mon jardin.", "nl"), ("Pain frais chaque matin.\nC’était difficile.", "nl"),
        ("Ik herstel fietsen.", "fr"), ("Twee ovens, drie vitrines.", "fr"), ("Wij kweken tomaten.", "fr"),
        ("Zij verkoopt bloemen.", "fr"), ("Bedankt allemaal.", "fr"),
    ],
)  # fmt: skip
def test_few_words_in_another_language(text: str, label: str) -> None:
    """A few words tell that they are in the other language, and never that they are not in their own."""
    other = {"nl": "fr", "fr": "nl"}[label]
    assert language_detection.likely_other_language(text, label) == other
    assert language_detection.likely_other_language(text, other) is None


@pytest.mark.parametrize(
    "text", ["Café José", "Comité Schaerbeek", "Merci aan iedereen!", "Hefboom en Crédal", "Ça va!"]
)
def test_names_and_loans_are_no_other_language(text: str) -> None:
    """Names, and words that both languages use, say nothing."""
    assert language_detection.likely_other_language(text, "nl") is None


def test_the_name_of_a_file_says_otherwise(founded: Path, campaign: Run) -> None:
    """A language that contradicts the file's name is told with the way to give it, and so is the other's very file."""
    (founded.parent / "kort.fr.srt").write_text(srt("Fatou !", "Oui."))
    campaign("testimony", "edit", "four", "--subtitles", founded.parent / "four.fr.srt", folder=founded)
    done = campaign(
        "testimony", "edit", "four", "--subtitles", f"nl:{founded.parent / 'kort.fr.srt'}", folder=founded
    )
    assert re.search(
        r"kort\.fr\.srt says French, but it was given as Dutch, and four has subtitles in French already\. .*"
        r"`campaign testimony edit four --subtitles nl:FILE`; .*`campaign testimony edit four --subtitles nl:`",
        done.stderr,
    )
    both = (
        "--subtitles",
        f"fr:{founded.parent / 'four.nl.srt'}",
        "--subtitles",
        f"nl:{founded.parent / 'four.nl.srt'}",
    )
    done = campaign("testimony", "edit", "four", *both[:2], folder=founded)
    assert "says Dutch, but it was given as French" in done.stderr
    done = campaign("testimony", "edit", "four", *both[2:], folder=founded)
    assert "the subtitles in Dutch and those in French are the same file" in done.stderr
    campaign("testimony", "edit", "four", "--subtitles", founded.parent / "four.fr.srt", folder=founded)


def test_times_of_a_part(founded: Path, campaign: Run, film: Path) -> None:
    """Subtitles that are timed from the start of a part are refused with what times count from and the way out."""
    given = ("testimony", "add", film, "--slug", "part", *FATOU, "--yes", "--subtitles")
    (founded.parent / "part.nl.srt").write_text(srt("Om vier uur gaat de oven aan."))
    done = campaign(*given, founded.parent / "part.nl.srt", "--from", "4", "--to", "7", folder=founded)
    assert done.exit_code == 2
    assert (
        "the part of the film that is used (0:04 to 0:07): times count from the start of the whole film"
        in done.stderr
    )
    assert "export that part as a film of its own" in done.stderr
    done = campaign(*given, founded.parent / "four.nl.srt", "--from", "3", "--to", "7", folder=founded)
    assert done.exit_code == 0, done.stderr
    assert (
        "1 subtitle is outside the part of the film that is used (0:03 to 0:07), so nobody sees it"
        in done.stderr
    )


def test_another_part_of_the_same_subtitles(founded: Path, campaign: Run) -> None:
    """Where another part of a film is chosen, its own subtitles that nobody sees then are told."""
    done = campaign("testimony", "edit", "four", "--from", "3", folder=founded)
    assert "1 subtitle is outside the part of the film that is used (0:03 to 0:08)" in done.stderr
    assert "outside" not in campaign("testimony", "edit", "four", "--from", "0", folder=founded).stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("testimony", "edit", "four", "--subtitles", ""), "names no file"),
        (("consent", "void", "quatre"), "is not the number of a consent. `campaign consent list`"),
        (("consent", "form", "--language", "de", "there.html"), "there is no form in German"),
    ],
)
def test_what_is_wrong_is_what_is_said(
    founded: Path, campaign: Run, words: tuple[str, ...], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No file behind a language, no number of a consent, no form in a language: each is said as it is."""
    monkeypatch.chdir(founded.parent)
    (founded.parent / "there.html").write_text("mine")
    done = campaign(*words, folder=founded)
    assert done.exit_code == 2
    assert said in done.stderr


def test_a_transcript_is_timed_with_what_was_typed(founded: Path, campaign: Run, film: Path) -> None:
    """A transcript given for subtitles is answered with the command for that very film and language."""
    (founded.parent / "wat ze zegt.txt").write_text("Om vier uur gaat de oven aan.\n")
    text = founded.parent / "wat ze zegt.txt"
    done = campaign("testimony", "edit", "four", "--subtitles", f"fr:{text}", folder=founded)
    assert "--film four --language fr`" in done.stderr
    assert f"campaign subtitles estimate '{text}'" in done.stderr
    done = campaign(
        "testimony", "add", film, "--slug", "nieuw", *FATOU, "--yes", "--subtitles", text, folder=founded
    )
    assert f"--film {film} --language nl`" in done.stderr
    (founded.parent / "t.srt").write_text("Om vier uur gaat de oven aan.\n")
    done = campaign(
        "testimony", "edit", "four", "--subtitles", f"nl:{founded.parent / 't.srt'}", folder=founded
    )
    assert "--film four --language nl`" in done.stderr


def test_the_same_form_with_other_boxes(founded: Path, campaign: Run) -> None:
    """A form that says otherwise than its record is told with each difference, and how one of the two is undone."""
    form = ("consent", "record", "four", *FORM, "--evidence", founded.parent / "form.pdf")
    assert campaign(*form, "--language", "nl", folder=founded).exit_code == 0
    done = campaign(*form, "--language", "fr", "--until", "1/12/2027", folder=founded)
    assert "Languages (first Dutch, now French); Until (first none, now " in done.stderr
    assert pasted(campaign, founded, done.stderr, "campaign consent void 2").exit_code == 0


def test_a_report_is_replaced_with_a_word(founded: Path, tmp_path: Path, campaign: Run) -> None:
    """What this program wrote and nobody changed is made anew and that is said; anything else stays."""
    page = tmp_path / "report.html"
    assert "already" not in campaign("report", page, folder=founded).stderr
    again = campaign("report", page, folder=founded)
    assert again.exit_code == 0
    assert "was there already, as this program had written it" in again.stderr
    page.write_text(page.read_text() + "mine")
    assert campaign("report", page, folder=founded).exit_code == 2
    form = tmp_path / "form.html"
    assert campaign("consent", "form", "--language", "nl", form, folder=founded).exit_code == 0
    assert campaign("consent", "form", "--language", "fr", form, folder=founded).exit_code == 2
    assert "was there already" in campaign("consent", "form", "--language", "nl", form, folder=founded).stderr


def test_a_printed_report_is_known_too(tmp_path: Path) -> None:
    """A PDF of ours is known as it was printed, and not once anything in it was changed."""
    path = tmp_path / "report.pdf"
    path.write_bytes(web_page.sealed_print(b"%PDF-1.7\n%%EOF", "report"))
    assert web_page.is_untouched(path, "report")
    assert not web_page.is_untouched(path, "form nl")
    path.write_bytes(path.read_bytes().replace(b"1.7", b"1.4"))
    assert not web_page.is_untouched(path, "report")


def test_a_campaign_inside_another(
    founded: Path, tmp_path: Path, campaign: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A campaign inside another's folder is refused with the command that makes it beside; --yes makes it there."""
    monkeypatch.chdir(founded / "films")
    done = campaign("init", "tweede", "--name", "De tweede", "--language", "nl")
    assert done.exit_code == 2
    assert not (founded / "films" / "tweede").exists()
    command = done.stderr.split("`")[1]
    assert campaign(*shlex.split(command)[1:]).exit_code == 0
    assert 'name = "De tweede"' in (founded.parent / "tweede" / "campaign.toml").read_text()
    monkeypatch.chdir(tmp_path)
    here = campaign("init", ".")
    assert "in this folder" in here.stdout
    assert "`cd" not in here.stdout


@pytest.mark.parametrize("lang", ["nl", "fr"])
def test_the_calendar_cuts_no_word_silently(
    founded: Path, campaign: Run, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On 80 columns a name too long for its day ends in an ellipsis, and stands whole below."""
    monkeypatch.setenv("COLUMNS", "80")
    shown = campaign("--lang", lang, "plan", "show", "11/2026", folder=founded).stdout
    assert "…" in shown
    names = [line.partition(":")[2] for line in shown.splitlines() if re.match(r"\d+ nov", line)]
    whole = [word for name in names for word in name.split()]
    cut = re.findall(r"(\S+)…", shown.replace("│", " "))
    assert cut
    assert all(any(word.startswith(one) for word in whole) for one in cut)


def test_a_language_where_a_film_is_named(founded: Path, campaign: Run) -> None:
    """A language or a format among the films is refused with the line that has them as options."""
    done = campaign("render", "four", "frans", "carré", "--explain", folder=founded)
    assert done.exit_code == 2
    assert "`campaign render four --language fr --format square`" in done.stderr


def test_fitted_lines() -> None:
    """A line is broken between words; of a longer word only the beginning stands, with an ellipsis."""
    assert output.fitted("Jour de l'Armistice", 9) == "Jour de\nl'Armist…"
    assert output.fitted("18:30 ○1000\nfr vidéo", 9) == "18:30\n○1000\nfr vidéo"


@pytest.mark.parametrize(
    "words",
    [
        ("render", "--explain"), ("render", "1", "--explain"), ("render", "1", "--preview"),
        ("render", "--explain", "--format", "square"), ("render", "2", "--format", "square", "--explain"),
        ("render", "2", "--language", "fr", "--explain"), ("overdue",), ("log",), ("log", "1"), ("status",), ("check",),
        ("plan", "show"), ("plan", "show", "1/2031"), ("post", "list"), ("post", "list", "--state", "held"),
        ("post", "approve", "--all"), ("consent", "list"), ("consent", "tasks"), ("testimony", "list"),
        ("testimony", "check"), ("subtitles", "check", "four"), ("organisation", "list"), ("brand", "check"),
        ("page", "show"), ("page", "forget"), ("pause",), ("resume",), ("overdue", "--leave", "1"),
        ("plan", "export", "plan.csv"), ("plan", "import", "plan.csv", "--dry-run"), ("plan", "import", "plan.csv"),
    ],
)  # fmt: skip
def test_no_screen_is_empty(
    posted: Path, campaign: Run, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever a command does or finds nothing to do, something is said, and no table without a row is shown."""
    monkeypatch.chdir(posted)
    done = campaign(*words, folder=posted)
    assert done.output.strip(), words
    assert not re.search(r"┩\n└", done.output), done.output


@pytest.fixture(scope="module")
def posted(founded: Path, campaign: Run) -> Path:
    """The campaign with a text post and a post of its film."""
    when = ("--at", "2031-12-02 18:00")
    assert (
        campaign("post", "add", "--language", "nl", "--caption", "Brood", *when, folder=founded).exit_code
        == 0
    )
    words = ("--testimony", "four", "--language", "nl", "--caption", "De oven", "--at", "2031-12-04 18:00")
    assert campaign("post", "add", *words, folder=founded).exit_code == 0
    (founded / "brand").mkdir(exist_ok=True)
    return founded
