"""One table of words: what the program prints for a code is read as that code, in any language and spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.messages import translate
from campaign.settings.declarations import Settings
from campaign.settings.rows import rows
from campaign.typed import languages, words
from media.formats import FILLS, FORMATS
from media.languages import known
from schedules.consent import rules
from schedules.database.tables import ACTS, CHANNELS, NAME_DISPLAYS, ROLES, SPECIAL
from schedules.model.states import KINDS, State

SETTINGS = {row.key: row.choices for row in rows(Settings) if row.choices}
TABLES: dict[str, tuple[str, ...]] = {
    "state": tuple(map(str, State)),
    "kind": KINDS,
    "format": tuple(FORMATS),
    "role": ROLES,
    "act": ACTS,
    "channel": CHANNELS,
    "display": NAME_DISPLAYS,
    "special": (*SPECIAL, "none"),
    "fill": ("kit", *FILLS),
    "purpose": rules.PURPOSES,
    "late posts": ("spread", "send-now", "cancel", "leave"),
    "severity": ("error", "warning", "info"),
    **SETTINGS,
}


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("lang", known.languages())
def test_what_is_printed_is_read(table: str, lang: str) -> None:
    """Each word that the program shows for a code means that code and no other of its table, with any case."""
    for code in TABLES[table]:
        for shown in {translate.one_piece(code, lang), translate.word(code, lang), code}:
            for written in (shown, shown.upper(), shown.replace("-", " "), f" {shown.title()} "):
                assert words.find(written, TABLES[table]) == code, written


@pytest.mark.parametrize("table", TABLES)
def test_no_word_means_two(table: str) -> None:
    """Of what people may write for the codes of a table, nothing means two of them."""
    spelt = [(spelling, code) for code in TABLES[table] for spelling in words.spellings(code)]
    assert sorted(spelling for spelling, _ in spelt) == sorted({spelling for spelling, _ in spelt})
    assert [(one, code) for one, code in spelt if words.find(one, TABLES[table]) != code] == []


@pytest.mark.parametrize(
    ("table", "written", "code"),
    [
        ("role", "entrepreneuse", "entrepreneur"), ("role", "Onderneemster", "entrepreneur"),
        ("role", "MICRO-ONDERNEMER", "entrepreneur"), ("role", "présentatrice", "host"), ("role", "jurylid", "jury"),
        ("role", "Responsable politique", "policy-maker"), ("role", "policy_maker", "policy-maker"),
        ("state", "brouillons", "draft"), ("state", "concepten", "draft"), ("state", "approuvés", "approved"),
        ("state", "approuvees", "approved"), ("state", "Gepubliceerde", "published"), ("state", "RETENUES", "held"),
        ("format", "paysage", "landscape"), ("format", "Liggend", "landscape"), ("format", "carre", "square"),
        ("format", "9:16", "portrait"), ("format", "staande", "portrait"), ("kind", "vidéo", "video"),
        ("kind", "VIDEO'S", "video"), ("kind", "foto’s", "photo"), ("kind", "liens", "link"),
        ("channel", "Facebook", "facebook"), ("channel", "nieuwsbrief", "newsletter"),
        ("channel", "infolettre", "newsletter"), ("channel", "imprimé", "print"), ("display", "prénom", "first-name"),
        ("display", "voor-naam", "first-name"), ("display", "First Name", "first-name"), ("fill", "flou", "blur"),
        ("fill", "strook", "band"), ("fill", "Bandeau", "band"), ("fill", "bande", "band"), ("fill", "BALK", "band"),
        ("purpose", "campagne", "campaign"), ("purpose", "betaalde advertenties", "paid_ads"),
        ("act", "filmer", "film"), ("act", "Publiceren", "publish"), ("special", "santé", "health"),
        ("late posts", "annuler", "cancel"), ("late posts", "nu versturen", "send-now"),
        ("service.approval", "vereist", "required"), ("service.approval", "désactivé", "off"),
        ("service.late", "envoyer", "send"), ("severity", "fouten", "error"),
        ("role", "", None), ("role", "boulanger", None), ("state", "e", None), ("kind", "s", None),
        ("format", "paysages de montagne", None), ("channel", "instagram", None),
    ],
)  # fmt: skip
def test_words_of_people(table: str, written: str, code: str | None) -> None:
    """Feminine and plural forms, accents or none, spaces or hyphens: all mean the code; what means none is none."""
    assert words.find(written, TABLES[table]) == code


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("film,publish", ("film", "publish")), ("filmer et publier", ("film", "publish")),
        ("filmen; publiceren", ("film", "publish")), ("publish", ("publish",)), ("film,dance", None), (",", None),
    ],
)  # fmt: skip
def test_words_with_commas(written: str, codes: tuple[str, ...] | None) -> None:
    """Several words with commas or an `and` between are several codes; one that is none refuses all."""
    assert words.several(written, ACTS) == codes


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Fr.", "fr"), ("Ned.", "nl"), ("néerl.", "nl"), ("franç.", "fr"), ("Fr-BE.", "fr-BE"),
        ("FR", "fr"), ("français", "fr"), ("Francais", "fr"), ("française", "fr"), ("Frans", "fr"), ("Franse", "fr"),
        ("french", "fr"), ("fra", "fr"), ("fre", "fr"), ("NL", "nl"), ("néerlandais", "nl"), ("Nederlands", "nl"),
        ("vlaams", "nl"), ("dut", "nl"), ("nl_BE", "nl-BE"), ("nl-BE", "nl-BE"), ("Engels", "en"), ("anglais", "en"),
        ("Duits", "de"), ("klingon", None), ("", None), ("x", None), ("fr,nl", None),
    ],
)  # fmt: skip
def test_languages_by_name(written: str, code: str | None) -> None:
    """A language is known by its code in any case, by ISO 639, and by its names in our languages and its own."""
    assert languages.code(written) == code


def test_home_spelling_comes_first() -> None:
    """The campaign's own spelling of a code is kept, and its name means it."""
    settings = Settings(languages=["nl-BE", "fr"])  # type: ignore[arg-type]
    assert [settings.language(said) for said in ("NL-be", "Français", "fr-BE")] == ["nl-BE", "fr", "fr"]


@given(written=st.text(max_size=20), table=st.sampled_from(sorted(TABLES)))
def test_any_text(written: str, table: str) -> None:
    """Any text is one of the codes or none."""
    assert words.find(written, TABLES[table]) in (None, *TABLES[table])
