"""What staff read is there in Dutch and French too: nothing missing, nothing stale, and shown in their language."""

import gettext
import re
import shutil
import string
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import click
import pytest
from babel.messages.catalog import Catalog, Message
from click.testing import Result
from jinja2 import TemplateSyntaxError

from campaign.cli import app, catalogue, docs_pages, language
from campaign.cli.app import root
from campaign.messages import formatting, translate
from schedules.database.tables import ACTS, CHANNELS, NAME_DISPLAYS, ROLES
from schedules.model import states
from schedules.model.states import KINDS

LANGUAGES = translate.LANGUAGES[1:]
NARROW = "\u202f"
NO_BREAK = "\u00a0"
# What is the same in Dutch or French as in English; whatever else is equal was forgotten.
SAME = {
    "%(prog)s, version %(version)s",
    "Films",
    "Open",
    "Begin",
    ": ",
    "“{title}”",
    "Pause",
    "Stop",
    "{count} film",
    "{count} films",
    "{count} min",
    "{count} s",
    "Computer",
    "Pages",
    "Question",
    "Week",
    "Facebook",
    "{size:number} MB",
    "{at:length} “{text}”",
    "Licence",
    "MODEL",
    "Model",
    "week {week}",
    "{option}: {said}.",
    "Photos",
    "embargo",
    "logos",
    "band",
    "question",
    "Date",
    "Film",
    "{day:day}: {what}",
    "{day:day}: {name}",
    "{file}: {why}",
    "Format",
    "Link",
    "Options",
    "Organisation",
    "Page",
    "Public",
    "Reel",
    "Service",
    "Token in",
    "centre",
    "coach",
    "entrepreneur",
    "film",
    "format",
    "info",
    "jury",
    "link",
    "logo",
    "microfinancier",
    "organisation",
    "photo",
    "photos",
    "reel",
    "service",
    "video",
    "webhook",
    "website",
    "{count} {state:word}",
    "FILM",
    "In campaign.toml",
    "OPTIONS",
    "Photo",
    "TRANSCRIPT",
    "Week {number}",
    "feed",
    "ffmpeg {version}",
    "index",
    "portrait",
    "table",
    "trigger",
    "view",
    "{advice}",
    "{by}, {at}: {what}",
    "{counts}.",
    "{file}: {counts}.",
    "{one} {other}",
    "{what}: {share:percent}",
    "{why}",
    "{finding}",
    "{problem}",
    "{problem}.",
    "{what}",
    "{what}: {share}%",
    "{what} (“{text}”)",
}
# A translation may leave out what click says in English alone.
UNSAID = {"number_type"}
Campaign = Callable[..., Result]


@pytest.fixture(scope="module")
def template() -> Catalog:
    """Return all that is said, in English."""
    return catalogue.said()


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A house with nothing in it but where sentences are looked for."""
    shutil.copy(catalogue.HOUSE / "pyproject.toml", tmp_path)
    monkeypatch.setattr(catalogue, "HOUSE", tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("file", "text", "id"),
    [
        ("campaign/posts/live.py", 'X = N_("Twee " "delen")', "Twee delen"),
        ("campaign/posts/live.py", 'X = NN_("{n} film", "{n} films")', ("{n} film", "{n} films")),
        ("campaign/reports/report.html", '{{ _("Post {number}", number=one.number) }}', "Post {number}"),
        ("schedules/rehearsal/pages/wall.html", '{% if x %}{{ _("Feed") }}{% endif %}', "Feed"),
    ],
)
def test_what_is_marked_is_found(house: Path, file: str, text: str, id: object) -> None:
    """A sentence that is marked in the code of the desk or on a page is in the catalogue, with its file."""
    (house / file).parent.mkdir(parents=True)
    (house / file).write_text(text)
    assert [file] in [[place for place, _ in one.locations] for one in catalogue.said() if one.id == id]


def test_a_page_that_cannot_be_read(house: Path) -> None:
    """A page with a fault in it is an error: its sentences would be missing without a word."""
    (house / "campaign").mkdir()
    (house / "campaign/page.html").write_text('{% if %}{{ _("Feed") }}')
    with pytest.raises(TemplateSyntaxError):
        catalogue.said()


def key(one: Message) -> tuple[object, object]:
    """Return what a message is known by."""
    return one.id, one.context


def messages(catalog: Catalog) -> dict[tuple[object, object], Message]:
    """Return the messages of a catalogue, without its header."""
    return {key(one): one for one in catalog if one.id}


def pairs(one: Message) -> list[tuple[str, str]]:
    """Return each English sentence of a message beside its translation."""
    if isinstance(one.id, str):
        return [(one.id, str(one.string))]
    return [(str(one.id[min(place, 1)]), str(said)) for place, said in enumerate(one.string)]


def holes(text: str) -> set[tuple[str, str, str]]:
    """Return what a sentence is filled with: names, their formats and conversions."""
    if "%(" in text:
        return {(name, "", "") for name in re.findall(r"%\((\w+)\)s", text)}
    return {
        (name, bare(form or ""), turned or "")
        for _, name, form, turned in string.Formatter().parse(text)
        if name
    }


def bare(form: str) -> str:
    """Return a format without the small word that a translation may put before it: `{slug:de}`, `{person:de place}`."""
    before, _, rest = form.partition(" ")
    return rest if before in formatting.ELIDED else form


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_is_missing_and_nothing_is_stale(lang: str, template: Catalog) -> None:
    """Every sentence of the code is translated, and every translation is of a sentence of the code."""
    ours = catalogue.read(lang)
    assert catalogue.missing(ours) == [], "translate them in campaign/locale, then `make catalogues`"
    assert set(messages(ours)) == set(messages(template)), "run `make catalogues`"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_translations_say_the_same(lang: str) -> None:
    """A translation has the placeholders and the commands of its sentence, and is one."""
    for one in messages(catalogue.read(lang)).values():
        for english, said in pairs(one):
            assert holes(said) <= holes(english), said
            assert {name for name, _, _ in holes(english) - holes(said)} <= UNSAID, said
            assert Counter(re.findall(r"`[^`]*`", said)) == Counter(re.findall(r"`[^`]*`", english)), said
            assert said.strip() == said or english.strip() != english, said
            assert said != english or english in SAME, f"{english!r} is the same in {lang}"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_read_is_what_is_written(lang: str) -> None:
    """The compiled catalogue holds what the text holds: `make catalogues` was not forgotten."""
    with catalogue.path(lang, "mo").open("rb") as file:
        known = gettext.GNUTranslations(file)
    for one in messages(catalogue.read(lang)).values():
        if isinstance(one.id, tuple | list):
            assert [known.ngettext(*one.id, count) for count in (1, 2)] == list(one.string)
        elif one.context:
            assert known.pgettext(str(one.context), str(one.id)) == one.string
        else:
            assert known.gettext(str(one.id)) == one.string


def test_signs_stand_as_the_languages_write_them() -> None:
    """French has a no-break space before : ; ! ? and inside « »; Dutch has none, and its own quotation marks."""
    for one in messages(catalogue.read("fr")).values():
        for _, said in pairs(one):
            words = re.sub(r"`[^`]*`", "`x`", said)
            assert not re.search(r" [;!?»]| :(\s|$)|« ", words), said
            assert not re.search(r"[\w)`}][;!?»](\s|$)|[\w)`}]:\s|«[\w{]", words), said
    for one in messages(catalogue.read("nl")).values():
        for english, said in pairs(one):
            assert not re.search(f"[ {NO_BREAK}{NARROW}][;!?»](\\s|$)|«", said) or re.search(
                "[«»]| ; : ", english
            ), said


def test_words_that_programs_read_have_a_translation() -> None:
    """Each state, event, kind, role, act, channel and way to show a name is a word that people can read."""
    known = translate.gather("WORDS")
    events = {event for _, event in states.TRANSITIONS}
    shown = {str(state) for state in states.State} | set(KINDS) | set(ROLES) | set(ACTS) | set(CHANNELS)
    assert shown | set(NAME_DISPLAYS) <= set(known)
    assert events - {"page-changed", "called-back", "put-off", "failed", "doubted"} - set(known) <= {
        "staging",
        "revealing",
    }
    assert translate.word("held", "nl") == "aangehouden"
    assert translate.word("draft, approved", "fr") == "brouillon, approuvée"
    assert translate.word("An Voorbeeld", "nl") == "An Voorbeeld"
    assert translate.place("post 3", "fr") == "publication 3"
    assert translate.place("films/0001.nl.srt:3", "fr") == "films/0001.nl.srt:3"
    for name in ("film français.fr.vtt:1", "photo de Jan.jpg", "subtitles nl.vtt:2", "post van An.vtt:3"):
        assert translate.place(name, "fr") == name


@pytest.mark.parametrize(
    ("value", "nl", "fr", "en"),
    [
        (date(2026, 5, 1), "1 mei 2026", "1er mai 2026", "1 May 2026"),
        ("2026-11-24", "24 november 2026", "24 novembre 2026", "24 November 2026"),
        (
            datetime(2026, 11, 24, 18, tzinfo=UTC),
            "24 november 2026 om 18:00",
            "24 novembre 2026 à 18:00",
            "24 November 2026 at 18:00",
        ),
        (
            "2026-11-24 18:00:05 UTC",
            "24 november 2026 om 18:00:05 UTC",
            "24 novembre 2026 à 18:00:05 UTC",
            "24 November 2026 at 18:00:05 UTC",
        ),
        ("-", "-", "-", "-"),
    ],
)
def test_moments(value: object, nl: str, fr: str, en: str) -> None:
    """A day or moment is said as each language writes it, and what is none stays as it is."""
    assert [formatting.moment(value, lang) for lang in ("nl-BE", "fr", None)] == [nl, fr, en]


@pytest.mark.parametrize(
    ("value", "nl", "fr", "en"),
    [
        ("12.50", "12,50", "12,50", "12.50"),
        (823262, "823.262", f"823{NO_BREAK}262", "823,262"),
        (2026, "2026", "2026", "2026"),
        ("0:01.5", "0:01.5", "0:01.5", "0:01.5"),
        (-3, "-3", "-3", "-3"),
    ],
)
def test_numbers(value: object, nl: str, fr: str, en: str) -> None:
    """A number has the decimal sign and the groups of its language, and what is no number stays as it is."""
    assert [formatting.number(value, lang) for lang in ("nl", "fr-BE", "en")] == [nl, fr, en]
    assert translate.fill("{x:number}|{y:g}", {"x": "1.5", "y": 2.5}, "nl") == "1,5|2,5"


@pytest.mark.parametrize(
    ("args", "environment", "lang"),
    [
        ((), {}, "en"),
        ((), {"LANG": "nl_BE.UTF-8"}, "nl"),
        ((), {"LANG": "nl_BE.UTF-8", "LC_MESSAGES": "fr_BE"}, "fr"),
        ((), {"LANG": "nl_BE.UTF-8", "LC_ALL": "C"}, "en"),
        ((), {"LANG": "de_BE.UTF-8"}, "en"),
        (("status", "--lang", "fr"), {"LANG": "nl_BE.UTF-8"}, "fr"),
        (("--lang=nl-BE", "status"), {}, "nl"),
        (("--lang", "nl", "status", "--lang", "fr"), {}, "fr"),
        (("status", "--lang", "de"), {"LANG": "nl_BE.UTF-8"}, "nl"),
        (("status", "--lang"), {}, "en"),
    ],
)
def test_which_language(args: tuple[str, ...], environment: dict[str, str], lang: str) -> None:
    """`--lang` decides, else the first of LC_ALL, LC_MESSAGES and LANG that is set; English is what is left."""
    assert language.asked(args, environment) == lang


@pytest.mark.parametrize("lang", LANGUAGES)
def test_help_is_translated(lang: str, campaign: Campaign, monkeypatch: pytest.MonkeyPatch) -> None:
    """The help of every command is in the language of --lang or of the locale: all but names and examples."""
    own = {
        "nl": ("Gebruik:", "Voorbeeld:", "Toont deze uitleg"),
        "fr": ("Usage", "Exemple", "Affiche cette aide"),
    }
    for context, command in docs_pages.commands():
        path = context.command_path.split()[1:]
        told = campaign(*path, "--help", "--lang", lang).stdout
        assert all(word in told for word in own[lang]), path
        for paragraph in language.paragraphs(command.help or "")[:1]:
            assert " ".join(paragraph.split()) not in " ".join(told.split())
    monkeypatch.setenv("LANG", f"{lang}_BE.UTF-8")
    assert campaign("--help").stdout == campaign("--lang", lang, "--help", env={"LANG": "C"}).stdout
    assert "Show this message and exit." in campaign("--help", "--lang", "en").stdout


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (
            ("--lang", "nl", "status", "--bogus"),
            "Fout: dit commando heeft geen optie --bogus. Zonder: `campaign --lang nl status`",
        ),
        (("post", "ad", "--lang", "nl"), "Fout: het commando 'ad' bestaat niet. Bedoelde u 'add'? Dit ontbreekt nog"),
        (("--lang", "fr", "subtitles", "estimate"), "Erreur : il manque encore : TRANSCRIPTION.txt, SORTIE.vtt"),
        (("--lang", "fr", "post", "show", "x"), f"Erreur{NO_BREAK}: valeur non valable pour 'NUMÉRO'"),
        (("--lang", "nl", "--dir", "nergens", "status"), "is geen campagnemap"),
        (("--lang", "nl", "post", "edit", "1", "--thumbnail-at", "x"), "'x' is geen tijdstip; schrijf seconden"),
        (("--lang", "de", "status"), "Error: --lang de is not an available language: en, nl, fr."),
    ],
)  # fmt: skip
def test_errors_are_translated(args: tuple[str, ...], said: str, campaign: Campaign) -> None:
    """What is wrong with a command line is said in the language asked for, in click's words too."""
    told = campaign(*args)
    assert told.exit_code == 2
    assert said.replace(NO_BREAK, " ") in told.stderr.replace(NO_BREAK, " ")


def test_a_campaign_reads_in_each_language(tmp_path: Path, campaign: Campaign) -> None:
    """Status, log and report are in the language asked for; of JSON the sentences alone are."""
    home = str(tmp_path / "c")
    campaign("init", home, "--name", "Proef", "--language", "nl")
    campaign("post", "add", "--caption", "Hallo", "--language", "nl", "--at", "+2h", "--dir", home)
    assert "Gepauzeerd" in campaign("status", "--dir", home, "--lang", "nl").stdout
    assert "1 brouillon " in campaign("status", "--dir", home, "--lang", "fr").stdout
    assert "bericht toegevoegd" in campaign("log", "--dir", home, "--lang", "nl").stdout
    page = tmp_path / "report.html"
    campaign("report", str(page), "--dir", home, "--lang", "fr")
    assert '<html lang="fr">' in page.read_text(encoding="utf-8")
    assert "<strong>brouillon</strong>" in page.read_text(encoding="utf-8")
    listed = [
        campaign("post", "list", "--json", "--dir", home, "--lang", lang).stdout for lang in ("nl", "en")
    ]
    assert listed[0] == listed[1]
    told = [campaign("log", "--json", "--dir", home, "--lang", lang).stdout for lang in ("nl", "en")]
    assert told[0].replace("bericht toegevoegd", "post added") == told[1]


def test_a_table_marks_its_columns() -> None:
    """The columns of a table and the refusals of a command line are marked, so that they reach the catalogues."""
    for path in sorted((catalogue.HOUSE / "campaign/cli").glob("*.py")):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r'screen\.table\(\s*\(\s*"[^"]', text), path.name
        assert not re.search(r'UsageError\(\s*f?"', text), path.name
        assert not re.search(r'self\.fail\(\s*f?"', text), path.name


def test_help_is_kept_by_nobody() -> None:
    """One process may speak one language after another: what click keeps is not translated by click."""
    for lang, word in (("nl", "Opties"), ("en", "Options"), ("fr", "Options"), ("nl", "Opties")):
        with language.speaking(lang):
            context = language.Context(root, info_name="campaign", obj=app.Desk(lang=lang))
            told = root.get_help(context)
        assert word in told
        assert ("Show this message" in told) == (lang == "en")
    assert click.get_current_context(silent=True) is None
