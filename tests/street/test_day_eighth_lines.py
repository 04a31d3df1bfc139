"""Lines in another language's words, with several files in one value, or a plea for help: one line that works."""

import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click import Context
from click.testing import Result

from campaign.cli.app import root
from campaign.cli.typed_lines import tried_words
from tests import mistyped_lines
from tests.mistyped_lines import FILM, offered

Run = Callable[..., Result]
SUBTITLES = "1\n00:00:00,200 --> 00:00:01,900\nIk verkoop het brood\n\n"
FILES = ("plan.csv", "tekst.txt", "a.txt", "formulier.pdf", "F.srt", "fatou.fr.srt")
PICTURES = ("a.jpg", "b.jpg", "foto 1.jpg", "foto 2.jpg")
ADD = "--speaker An --role host --organisation Hefboom --language nl"
RECORD = "--act film --channel facebook --language nl --signed 2/11/2020"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A campaign with two testimonies and five posts, whose settings list two organisations."""
    made = tmp_path_factory.mktemp("eighth") / "c"
    mistyped_lines.founded(made, films=("fatou", "koen"), posts=5, organisation="Hefboom")
    settings = made / "campaign.toml"
    line, text = 'organisations = ["Hefboom", "Crédal"]', settings.read_text("utf-8")
    settings.write_text(re.sub(r"(?m)^organisations = .*$", line, text), "utf-8")
    return made


@pytest.fixture
def there(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with files; the campaign is named by the environment."""
    for name in FILES:
        text = SUBTITLES if name.endswith(".srt") else "Datum;Taal;Tekst\n"
        (tmp_path / name).write_text(text, "utf-8")
    for name in PICTURES:
        (tmp_path / name).write_bytes(mistyped_lines.photo())
    (tmp_path / "reel.mp4").write_bytes(FILM.read_bytes())
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CAMPAIGN_DIR", str(folder))
    return tmp_path


WORDS = [
    ("organisaties", "organisation list"),
    ("organisations", "organisation list"),
    ("partners", "organisation list"),
    ("testimonials", "testimony list"),
    ("films", "testimony list"),
    ("getuigenissen", "testimony list"),
    ("vidéos", "testimony list"),
    ("posts", "post list"),
    ("berichten", "post list"),
    ("toestemmingen", "consent list"),
    ("rehearsal openen", "rehearsal serve"),
    ("rehearsal ouvrir", "rehearsal serve"),
    ("plan tonen", "plan show"),
    ("publications liste", "post list"),
    ("berichten tonen", "post list"),
    ("organisaties tonen", "organisation list"),
    ("toon alle berichten", "post list"),
    ("toon de planning", "plan show"),
    ("liste des publications", "post list"),
    ("affiche le planning", "plan show"),
    ("logboek tonen", "log"),
    ("post goedkeuren 5", "post approve 5"),
    ("goedkeuren 5", "post approve 5"),
    ("keur goed 5", "post approve 5"),
    ("keur bericht 5 goed", "post approve 5"),
    ("approuvez 1 2", "post approve 1 2"),
    ("valider les publications 1 à 3", "post approve '1 à 3'"),
    ("post goedkeuren", "post approve N"),
    ("publier", "run"),
    ("publier 5", "post move 5 --at now"),
    ("publiceer 5", "post move 5 --at now"),
    ("verwijder 5", "post remove 5"),
    ("verwijder film koen", "testimony remove koen"),
    ("supprimer le témoignage koen", "testimony remove koen"),
    ("annuler 3", "post cancel 3"),
    ("annuleer bericht 3", "post cancel 3"),
    ("uitstellen 4 morgen", "post move 4 --at 'morgen 18:30'"),
    ("stel 4 uit tot vrijdag 18u", "post move 4 --at 'vrijdag 18u'"),
    ("reporter 4 demain 18h", "post move 4 --at 'demain 18h'"),
    ("toon 3", "post show 3"),
    ("toon koen", "testimony show koen"),
    ("bericht 3", "post show 3"),
    ("3", "post show 3"),
    ("film koen tonen", "testimony show koen"),
    ("bewerk 2 --tekst 'nieuwe tekst'", "post edit 2 --caption 'nieuwe tekst'"),
    ("wijzig koen --rol coach", "testimony edit koen --role coach"),
    ("sous-titres vérifier F.srt", "subtitles check F.srt"),
    ("ondertitels toevoegen koen F.srt", "testimony edit koen --subtitles F.srt"),
    ("vérifier fatou", "testimony check fatou"),
    ("mettre en pause", "pause"),
    ("importeer plan.csv", "plan import plan.csv"),
    ("exporter le planning plan2.csv", "plan export plan2.csv"),
    ("verslag maken verslag.html", "report verslag.html"),
    ("formulaire fr formulaire.html", "consent form formulaire.html --language fr"),
    ("campaign post list", "post list"),
    ("python -m campaign status", "status"),
    ("post_list", "post list"),
    ("POST LIST", "post list"),
]


@pytest.mark.parametrize(("typed", "meant"), WORDS)
def test_words_of_another_language(campaign: Run, there: Path, typed: str, meant: str) -> None:
    """Plural nouns, verbs and orders where a command stands: the one line that is meant, with all that was typed."""
    done = campaign(*shlex.split(typed))
    assert (done.exit_code, offered(done)) == (2, [meant]), done.stderr


def test_a_group_of_few_commands(campaign: Run, there: Path) -> None:
    """Behind a group, a word that nobody knows is answered with what the group has."""
    done = campaign("organisation", "zzzz")
    assert (done.exit_code, offered(done)) == (
        2,
        ["organisation list", "organisation rename --help", "organisation --help"],
    ), done.stderr


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("post add --taal nl --tekst hallo", "post add --language nl --caption hallo"),
        ("post add --légende=Bonjour --langue=fr", "post add --caption Bonjour --language fr"),
        ("post add -taal nl -tekst Hallo", "post add --language nl --caption Hallo"),
        ("post move 1 --datum '5/1/2030 18:00'", "post move 1 --at '5/1/2030 18:00'"),
        ("post move 1 --datum=5/1/2030", "post move 1 --at '5/1/2030 18:30'"),
        ("post add --tekst Hoi --taal", "post add --caption Hoi --language nl"),
        ("testimony edit koen --titre 'Le pain'", "testimony edit koen --theme 'Le pain'"),
        ("testimony edit koen --naam 'Koen Peeters' --functie coach",
         "testimony edit koen --speaker 'Koen Peeters' --role coach"),
        ("--taal nl status", "--lang nl status"),
        ("--langue=fr post list", "--lang fr post list"),
        ("status --taal", "status --lang nl"),
        ("consent form formulaire.html --langue:fr", "consent form formulaire.html --language fr"),
        ("consent form --langue fr", "consent form --language fr release.nl.html"),
        ("report --uitvoer verslag.html", "report verslag.html"),
        ("consent record koen --getekend 2/11/2020 --bestand formulier.pdf --kanaal facebook --taal nl --act film",
         "consent record koen --signed 2/11/2020 --evidence formulier.pdf --channel facebook --language nl --act film"),
        ("testimony add --bestand reel.mp4 --slug x --spreker An --rol host --organisatie Hefboom --taal nl",
         "testimony add reel.mp4 --slug x --speaker An --role host --organisation Hefboom --language nl"),
    ],
)  # fmt: skip
def test_options_of_another_language(campaign: Run, there: Path, typed: str, meant: str) -> None:
    """Every option in Dutch or French is named at once, with its value or an example, wherever it stands."""
    done = campaign(*shlex.split(typed))
    line = [one.replace("release.html", "release.nl.html") for one in offered(done)]
    assert (done.exit_code, line) == (2, [meant]), done.stderr


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        *((f"post add --language nl --caption x --photo {said}",
           "post add --language nl --caption x --photo a.jpg --photo b.jpg")
          for said in ("a.jpg,b.jpg", "'a.jpg b.jpg'", "'a.jpg en b.jpg'", "a.jpg, b.jpg", "[a.jpg,b.jpg]")),
        ("post add --language nl --caption x --photo 'foto 1.jpg; foto 2.jpg'",
         "post add --language nl --caption x --photo 'foto 1.jpg' --photo 'foto 2.jpg'"),
        *((f"testimony edit koen --subtitles {said}", "testimony edit koen --subtitles fr:F.srt")
          for said in ("fr=F.srt", "fr F.srt", "fr,F.srt", "'fr F.srt'", "F.srt:fr", "F.srt fr", "'F.srt (fr)'",
                       "'fr->F.srt'")),
        ("testimony edit koen --subtitles nl F.srt fr fatou.fr.srt",
         "testimony edit koen --subtitles nl:F.srt --subtitles fr:fatou.fr.srt"),
        ("testimony edit koen --subtitles nl:F.srt,fr:fatou.fr.srt",
         "testimony edit koen --subtitles nl:F.srt --subtitles fr:fatou.fr.srt"),
        ("post add --language nl --caption-file tekst.txt a.txt",
         "post add --language nl --caption-file tekst.txt"),
        ("post add --language nl --caption-file tekst.txt,a.txt",
         "post add --language nl --caption-file tekst.txt"),
        ("post add --language nl --caption-file a b", "post add --language nl --caption-file 'a b'"),
        (f"consent record koen {RECORD} --evidence 'formulier.pdf tekst.txt'",
         f"consent record koen {RECORD} --evidence formulier.pdf"),
        ("subtitles check F.srt,fatou.fr.srt", "subtitles check F.srt fatou.fr.srt"),
    ],
)  # fmt: skip
def test_several_in_one(campaign: Run, there: Path, typed: str, meant: str) -> None:
    """Several files in one value, and a file with its language in any order, are set apart as the option takes them."""
    done = campaign(*shlex.split(typed))
    assert (done.exit_code, offered(done)) == (2, [meant]), done.stderr


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("consent form frans", "consent form --language frans release.html"),
        ("consent form --language", "consent form --language nl release.html"),
        ("consent form nl formulier.html", "consent form formulier.html --language nl"),
        (f"testimony add reel.mp4 --slug Bakkerij An {ADD}", f"testimony add reel.mp4 --slug bakkerij-an {ADD}"),
        (f"testimony add reel.mp4 --slug 'Bakkerij An' {ADD}", f"testimony add reel.mp4 --slug bakkerij-an {ADD}"),
        ("subtitles estimate koen tekst.txt", "subtitles estimate tekst.txt --film koen bakery.fr.vtt --language fr"),
        ("subtitles estimate koen --tekst tekst.txt --taal nl",
         "subtitles estimate tekst.txt --language nl --film koen bakery.fr.vtt"),
        ("post move 1,2 --at '5/1/2030 18:00'", "post move 1 --at '5/1/2030 18:00'"),
    ],
)  # fmt: skip
def test_values_out_of_place(campaign: Run, there: Path, typed: str, meant: str) -> None:
    """A value without its option, a short name with spaces, a number too many: the line that is offered is whole."""
    done = campaign(*shlex.split(typed))
    line = [one.replace("release.nl.html", "release.html") for one in offered(done)][:1]
    assert (done.exit_code, line) == (2, [meant]), done.stderr


@pytest.mark.parametrize("listed", ['["Hefboom", "Crédal"]', '["Crédal"]', "[]"])
def test_a_near_organisation(
    campaign: Run, there: Path, folder: Path, listed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A slip of a name that campaign.toml or the brand kit has is asked about, with the line that names it."""
    copy = shutil.copytree(folder, there / "c")
    text = (copy / "campaign.toml").read_text("utf-8")
    (copy / "campaign.toml").write_text(
        re.sub(r"(?m)^organisations = .*$", f"organisations = {listed}", text), "utf-8"
    )
    monkeypatch.setenv("CAMPAIGN_DIR", str(copy))
    done = campaign("testimony", "edit", "koen", "--organisation", "Brusok")
    assert (done.exit_code, offered(done)) == (2, ["testimony edit koen --organisation Brusoc"]), done.stderr


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        *((one, "campaign post add ") for one in ("help post add", "post help add", "post add help", "post add ?",
                                                   "post add -h", "post add /?", "hulp post add", "aide post add",
                                                   "post add --hulp", "help post toevoegen", "post add hulp",
                                                   "aide publication ajouter", "? post add")),
        *((one, "campaign post ") for one in ("? post", "post ?", "post /?", "post -h", "post aide", "aide post",
                                               "man post", "post --aide")),
        *((one, "campaign [") for one in ("/?", "-h", "aide", "hulp", "help", "-?", "/help", "-help", "--hulp")),
        ("testimony show ?", "campaign testimony show "),
        ("help goedkeuren", "campaign post approve "),
    ],
)  # fmt: skip
def test_pleas_for_help(campaign: Run, there: Path, typed: str, shown: str) -> None:
    """Help is shown wherever it is asked for, in every language and in the manner of Windows."""
    done = campaign(*typed.split())
    assert (done.exit_code, done.stdout.startswith(f"Usage: {shown}")) == (0, True), done.output


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ('organisations = "Hefboom", "Crédal"]', 'organisations = ["Hefboom", "Crédal"]'),
        ('organisations = ["Hefboom", "Crédal"]]', 'organisations = ["Hefboom", "Crédal"]'),
        ('organisations = ["Hefboom", Crédal"]', 'organisations = ["Hefboom", "Crédal"]'),
        ('languages = [nl","fr"]', 'languages = ["nl", "fr"]'),
        ("languages = ['nl', 'fr]", 'languages = ["nl", "fr"]'),
        ('[service]]\nlate_after = "15m"', "[service]"),
        ('[plan]\nslots = [{day = "tue", at = "18:30"]', 'slots = [{ day = "tue", at = "18:30" }]'),
        ('[plan]\nslots = [day = "tue", at = "18:30"]', 'slots = [{ day = "tue", at = "18:30" }]'),
    ],
)  # fmt: skip
def test_brackets_and_quotes_of_the_settings(campaign: Run, tmp_path: Path, written: str, meant: str) -> None:
    """A bracket or a quote that is missing or too many is answered with the line as it was meant, and its number."""
    (tmp_path / "campaign.toml").write_text(written + "\n", "utf-8")
    done = campaign("status", folder=tmp_path)
    line = 2 if written.startswith("[plan]") else 1
    assert (done.exit_code, done.stderr.count("\n"), f"line {line}: " in done.stderr) == (2, 1, True)
    assert f"Write: {meant}\n" in done.stderr, done.stderr


@pytest.mark.parametrize(
    ("right", "written", "meant"),
    [
        ('languages = ["nl", "fr", "en"]', 'languages = ["nl", "fr", "en"', 'languages = ["nl", "fr", "en"]'),
        ('languages = ["nl", "fr", "en"]', 'languages = ["nl", fr", "en"]', 'languages = ["nl", "fr", "en"]'),
        ("[fonts.base]", "[fonts.base", "[fonts.base]"),
        ('background = "ink"', 'background = "ink', 'background = "ink"'),
        ("[[partner]]", "[partner]]", "[[partner]]"),
    ],
)  # fmt: skip
def test_brackets_and_quotes_of_the_kit(
    campaign: Run, there: Path, folder: Path, right: str, written: str, meant: str
) -> None:
    """So it is in brand.toml."""
    kit = folder / "brand" / "brand.toml"
    before = kit.read_text("utf-8")
    kit.write_text(before.replace(right, written, 1), "utf-8")
    try:
        done = campaign("brand", "check", folder=folder)
    finally:
        kit.write_text(before, "utf-8")
    line = before[: before.index(right)].count("\n") + 1
    assert f"Write: `{meant}`" in done.output, done.output
    assert f"brand.toml:{line}: " in done.output


TWICE = [
    "goedkeurn 5 --dor An", "post goedkeur 5 --naam An", "berichten --taal nl", "film toevoegen reel.mp4 --naam An",
    "post toevoegen Hallo allemaal --taal nl", "post toevoegen --foto a.jpg,b.jpg",
    "verplaats bericht 4 naar morgen", "déplacer publication 4 --date demain",
    "post add --taal nl --foto a.jpg b.jpg --tekst Dag", "post add --légende Bonjour à tous --langue fr",
    "testimony ad reel.mp4 --slug Bakkerij An", "testimony add reel.mp4 --slug Bakkerij An --spreker An Peeters",
    "testimony edit koen --ondertitels fr=F.srt", "témoignage modifier koen --sous-titres fr F.srt",
    "film wijzig koen --naam Koen Peeters", "consent form --taal", "consent form frans --taal",
    "toestemming formulier nl", "formulaire --langue fr", "consent record koen --bestand formulier.pdf tekst.txt",
    "toestemming registreren koen --kanaal facebook,pers", "enregistrer consentement koen --langue les deux",
    "subtitles estimate koen --tekst tekst.txt", "subtitles estimate koen --langue fr",
    "ondertitels schatten koen tekst.txt", "subtitles estimte reel.mp4",
    "subtitles check F.srt,fatou.fr.srt --verbeter", "ondertitels nakijken F.srt --taal",
    "plan importeer plan.csv --proef", "importer plan.csv --essai", "exporteer plan.xlsx --taal nl",
    "toon planning --maand 12/2026", "plan tonen december 2026", "organisaties hernoemen Hefboom Hefboom vzw",
    "organisation renomme Hefboom vers Hefboom asbl", "testimony edit koen --organisatie Brood en co",
    "verslag --bestand verslag.html", "rapport --sortie rapport.pdf", "reservekopie --naar x.zip",
    "sauvegarde --fichier x.zip --oui", "annuleer 3 --rede fout", "annuler publication 3 --oui",
    "bericht 3 tonen --taal nl", "publication 3 --langue fr", "toon 3 --taal fr",
    "post lijst --staat concept,goedgekeurd", "publications liste --état brouillon",
    "lister publications --langue français", "verwijder post 5 --ja", "supprimer témoignage koen --oui",
    "houd 3 tegen --reden wachten", "post retenir 3 --motif Relire", "keur 3 goed --door An",
    "approuver 3 --par An", "rendre koen --langue les deux", "post move 1,2 --datum '5/1/2030 18:00'",
    "post edit 3 --foto a.jpg --omschrijving Een foto", "--taal nl berichten", "--langue fr publications liste",
    "post add --language nl --caption-file tekst.txt a.txt --op", "getuigenissen --taal frans", "logboek --volgen",
    "journal --suivre",
]  # fmt: skip
NEVER_RUN = {
    "run",
    "desk",
    "rehearse",
    "serve",
    "demo",
    "install",
    "log",
}  # which go on, or are nobody's to start


@pytest.mark.parametrize("lang", ["nl", "fr"])
def test_lines_of_two_slips(
    campaign: Run, there: Path, folder: Path, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No line that is offered for one with two slips must be written otherwise; nearly each is offered one."""
    refused, helped = list[str](), 0
    for number, typed in enumerate(TWICE):
        monkeypatch.setenv("CAMPAIGN_DIR", str(shutil.copytree(folder, there / f"c{number}")))
        done = campaign("--lang", lang, *shlex.split(typed))
        lines = offered(done)
        helped += done.exit_code == 0 or bool(lines)
        for line in lines:
            args = shlex.split(line)
            if NEVER_RUN & set(args):
                continue
            again = campaign(*args)
            name = set(args) & {one for path in tried_words.paths(Context(root)) for one in path.split()}
            if again.exit_code == 2 and any(name <= set(one.split()) for one in offered(again)):
                refused.append(f"{typed!r} -> {line!r} -> {again.stderr.strip()}")
    assert refused == []
    assert helped >= len(TWICE) * 0.95
