"""The language in a subtitle file's name, in whatever spelling."""

from pathlib import Path

import pytest

from campaign.testimonies.film_subtitles.named_language import named_language


@pytest.mark.parametrize(
    ("names", "language"),
    [
        ("film.nl.srt film_nl.srt film_NL.srt film-nl.vtt film.dut.srt film.nld.srt film.DUT.srt film[nl].srt nl.srt "
         "film.forced.nl.srt film.nl.forced.srt film.nl.sdh.srt film.nl.hi.srt film-NL-final.srt film_nl_v2.srt "
         "film.vls.srt film_Nederlands.srt film-vlaams.srt film.Dutch.srt verhaal_van_de_nl.srt", "nl"),
        ("film.fr.srt film-fr.vtt film.fre.srt film.fra.srt film_FRA.srt FR.srt film_français.srt Frans.srt", "fr"),
        ("film.nl-BE.vtt film.nl_BE.srt film.dut-BE.srt film_nl-be.srt", "nl-BE"),
        ("film.fr-be.srt film.fr_BE.srt", "fr-BE"), ("film.pt-BR.srt", "pt-BR"),
        ("film.de.srt film.ger.srt film.deu.srt film_de.srt film-DE.srt", "de"), ("film.tur.srt film.tr.srt", "tr"),
        ("film.srt xfr.srt film.def.srt film.fin.srt film.mp4.srt jan-en-an.srt koffie_is_op.srt verhaal-de.srt "
         "film.BE.srt la.srt film.hi.srt interview-de-la.srt", None),
    ],
)  # fmt: skip
def test_language_in_a_files_name(names: str, language: str | None) -> None:
    """ISO 639 of two or three letters, old and new, in any case and behind any sign, and names; words are none."""
    assert {name: named_language(Path(name)) for name in names.split()} == dict.fromkeys(
        names.split(), language
    )


@pytest.mark.parametrize(
    "name", ["film (Nederlands).srt", "film nl (2).srt", "film - Dutch.srt", "film (nl, forced).srt"]
)
def test_names_with_spaces(name: str) -> None:
    """A file's name may have spaces and brackets around its language."""
    assert named_language(Path(name)) == "nl"


def test_a_campaigns_own_languages() -> None:
    """A code that is a word elsewhere is a language where the campaign has it."""
    assert named_language(Path("film-tr.srt")) is None
    assert named_language(Path("film-tr.srt"), ("nl", "tr")) == "tr"
    assert named_language(Path("film (Turks).srt")) == "tr"
