"""How sentences are filled: plurals, lists, names of languages, quotes, small words that run in, units and decimals."""

import gettext
from io import BytesIO

import pytest
from babel.messages.mofile import write_mo

from campaign.cli import catalogue
from campaign.messages import translate
from campaign.messages.translate import NN_
from media.findings import Detail

WIDE = "\u00a0"
FILMS = NN_("{count} film in {path}", "{count} films in {path}")


def compiled(lang: str, said: dict[tuple[str, str], tuple[str, str]]) -> gettext.GNUTranslations:
    """Return a language's catalogue with these sentences with two forms, too, as it is read from its file."""
    catalog = catalogue.read(lang)
    for english, spoken in said.items():
        catalog.add(english, spoken)
    out = BytesIO()
    write_mo(out, catalog)
    out.seek(0)
    return gettext.GNUTranslations(out)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("nl", ["0 filmpjes", "1 filmpje", "2 filmpjes"]),
        ("fr", ["0 film", "1 film", "2 films"]),
        ("en", ["0 films in x", "1 film in x", "2 films in x"]),
    ],
)
def test_a_count_chooses_the_form(lang: str, said: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A sentence with two forms is said as its language counts: nought is many in Dutch, one in French."""
    spoken = {"nl": ("{count} filmpje", "{count} filmpjes"), "fr": ("{count} film", "{count} films")}
    if lang in spoken:
        known = compiled(lang, {FILMS: spoken[lang]})
        monkeypatch.setattr(translate, "_catalogue", lambda asked: known)
    assert [translate.fill(FILMS, {"count": count, "path": "x"}, lang) for count in (0, 1, 2)] == said


def test_every_catalogue_says_how_its_language_counts() -> None:
    """Dutch and French have two forms; nought is one in French."""
    forms = {lang: catalogue.read(lang).plural_forms for lang in translate.LANGUAGES[1:]}
    assert forms == {"nl": "nplurals=2; plural=(n != 1);", "fr": "nplurals=2; plural=(n > 1);"}


@pytest.mark.parametrize(
    ("params", "counted"),
    [({"count": 1}, 1), ({"count": "1"}, 1), ({"count": [3, 4, 5]}, 3), ({"count": ["a"]}, 1), ({}, 2)],
)
def test_what_is_counted(params: dict[str, object], counted: int) -> None:
    """The first number counts, a list by its length; where there is none, many are meant."""
    assert translate.count(FILMS, {"path": "films/x.mp4", **params}) == counted


def test_a_sentence_of_a_code_may_count(monkeypatch: pytest.MonkeyPatch) -> None:
    """A code's sentence, and each half of a finding, may have two forms."""
    monkeypatch.setitem(translate.gather("SENTENCES"), "zzz", FILMS)
    monkeypatch.setitem(translate.gather("FINDINGS"), "S99", (FILMS, "Look."))
    assert translate.say("zzz", {"count": 1, "path": "x"}) == "1 film in x"
    assert translate.say_finding("S99", {"count": 3, "path": "x"}) == ("3 films in x", "Look.")


def test_sentences_one_after_another() -> None:
    """Sentences in a list are parted by semicolons as a language writes them: with a no-break space in French."""
    places = [Detail("look-place", {"at": at, "text": text}) for at, text in ((24000, "en"), (3000, "110"))]
    assert translate.fill("{x}", {"x": places}, "en") == "0:24 “en”; 0:03 “110”"
    shown = f"0:24 «{WIDE}en{WIDE}»{WIDE}; 0:03 «{WIDE}110{WIDE}»"
    assert translate.fill("{x}", {"x": places}, "fr") == shown


@pytest.mark.parametrize(
    ("sentence", "params", "nl", "fr", "en"),
    [
        ("{x}", {"x": ["a", "b", "c"]}, "a, b en c", "a, b et c", "a, b and c"),
        ("{x:or}", {"x": ["a", "b"]}, "a of b", "a ou b", "a or b"),
        ("{x}", {"x": ["a"]}, "a", "a", "a"),
        ("{x:language}", {"x": "nl"}, "Nederlands", "néerlandais", "Dutch"),
        ("{x:language}", {"x": "fr_BE"}, "Frans", "français", "French"),
        ("{x:language}", {"x": "nl, fr"}, "Nederlands en Frans", "néerlandais et français", "Dutch and French"),
        ("{x:or language}", {"x": ["nl", "en"]}, "Nederlands of Engels", "néerlandais ou anglais", "Dutch or English"),
        ("{x:language}", {"x": "all"}, "alle", "toutes", "all"),
        ("{x:de}", {"x": "aicha"}, "de aicha", "d’aicha", "de aicha"),
        ("{x:de}", {"x": "Hélène"}, "de Hélène", "d’Hélène", "de Hélène"),
        ("{x:de}", {"x": "Hassan"}, "de Hassan", "de Hassan", "de Hassan"),
        ("{x:de}", {"x": "Yves"}, "de Yves", "d’Yves", "de Yves"),
        ("{x:de}", {"x": "Yasmine"}, "de Yasmine", "de Yasmine", "de Yasmine"),
        ("{x:de}", {"x": "Benoit"}, "de Benoit", "de Benoit", "de Benoit"),
        ("{x:que}", {"x": "Émile"}, "que Émile", "qu’Émile", "que Émile"),
        ("{x:de place}", {"x": "Imane"}, "de Imane", "d’Imane", "de Imane"),
        ("{x!r}", {"x": "C:\\Mes films"}, *["'C:\\Mes films'"] * 3),
        ("{x!r}", {"x": "D'Hondt"}, *["\"D'Hondt\""] * 3),
        ("{x!r}", {"x": ["a", "b"]}, "'a' en 'b'", "'a' et 'b'", "'a' and 'b'"),
        ("{x!r}", {"x": True}, *["true"] * 3),
        ("{x:percent}", {"x": 50}, "50%", f"50{WIDE}%", "50%"),
        ("{x:size}", {"x": 1_234_000}, "1,2 MB", f"1,2{WIDE}Mo", "1.2 MB"),
        ("{x:span}", {"x": 60}, "0,06 s", f"0,06{WIDE}s", "0.06 s"),
        ("{x:length}", {"x": 12_133}, "0:12,1", "0:12,1", "0:12.1"),
        ("{x:clock}", {"x": "0:01:02.345, 0:01:03.000"}, *["0:01:02,345, 0:01:03,000"] * 2, "0:01:02.345, 0:01:03.000"),
        ("{x:short}", {"x": "2026-11-30"}, "30 nov 2026", "30 nov. 2026", "30 Nov 2026"),
        ("{x:short}", {"x": "-"}, "-", "-", "-"),
    ],
)  # fmt: skip
def test_as_each_language_writes(sentence: str, params: dict[str, object], nl: str, fr: str, en: str) -> None:
    """Lists, languages, quotes, small words before a vowel, shares, sizes and lengths are said as people write them."""
    said = [translate.fill(sentence, params, lang).replace("\u202f", WIDE) for lang in ("nl", "fr", "en")]
    assert said == [nl, fr, en]
