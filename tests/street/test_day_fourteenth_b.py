"""A fourteenth day: what people ask for that is no command is answered; every line that is offered can be pasted."""

import re
import shlex
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest
from click.testing import Result

from campaign.cli.app import root
from campaign.cli.last_resorts import help_index, wishes
from campaign.cli.typed_lines import for_good, offered_lines, tried_words
from campaign.cli.typed_lines.typed_line import apart
from tests import mistyped_lines
from tests.mistyped_lines import FILM, offered

Run = Callable[..., Result]
STANDS_FOR = {  # in a line that is offered -> a value of the kind
    "N": "1", "KORTE-NAAM": "fatou", "NOM-COURT": "fatou", "SLUG": "fatou", "WANNEER": "5/1/2031 18:00",
    "QUAND": "5/1/2031 18:00",
}  # fmt: skip
NL = """
post wissel 2 3|post like 2|statistieken|bereik|post stats 2|post delen 2|post taggen 2 @brusoc|post list --morgen
post list --deze-week|post list --film fatou|post list --niet-goedgekeurd|post list concepten|post zoek fatou
zoek bakkerij|testimony zoek fatou|testimony knip fatou 0:10 0:45|testimony edit fatou --verwijder-ondertitels fr
testimony edit fatou --muziek zacht.mp3|subtitles wissen fatou nl|subtitles vertalen fatou fr|subtitles edit fatou
subtitles tonen fatou|subtitles vertaal fatou|consent toevoegen fatou formulier.pdf|consent controleren fatou
consent verlengen fatou 31/12/2028|consent withdraw fatou --taal nl --omdat "wil niet meer"|brand kleur "#ff0000"
brand aanpassen|brand logo toevoegen x.png|lettertype|logo|kleuren|organisaties toevoegen Brusoc|gebruikers
wachtwoord wijzigen|inloggen|afmelden|facebook token vernieuwen|token|page token|instagram|exporteer plan
exporteer excel|plan afdrukken|plan mailen|plan toevoegen|plan december|plan volgende week|kopieer 3
dupliceer post 3|plak|afsluiten|exit|update|upgrade|taal nl|taal wijzigen fr|run --nu|run --stop|run --tot-leeg
stop dienst|dienst|dienst starten|service status|service herstarten|report --mail an@example.org|prullenbak|archief
log --gisteren|log --fouten|log --laatste 5|log post 3 4|vandaag|volgende|agenda volgende maand|post 3 morgen 18u
post edit 3 --tekst "Hallo daar" --datum "5/12/2030" --uur 18u30|post move 3 --dag morgen --uur 18u
post add --tekst "Hallo daar" --taal nl --film fatou --dag 5/12/2030 --uur 18u30 --hashtags microkrediet
post approve 1 --namens-van Hefboom|post publiceer 3 --nu|post verstuur alles|post live|post hervat 5
post terughalen 4|post emoji 2|render 2 --kwaliteit hoog|download film 2|desk --wachtwoord x|check --fouten
check bericht 2|check film fatou|pause --tot maandag|overdue 3 --naar morgen|undo|versie|instellingen|hallo
post delete 4|post plan 2 --at "morgen 10u"|post hold "Eerst nalezen" 6|backup ../nieuw.zip --wachtwoord geheim
toestemmingsformulier|subtitles template fatou nl|plan show volgende week|status --pdf|hoe publiceer ik
"""
FR = """
post échanger 2 3|statistiques|portée|post stats 2|post partager 2|post list --demain|post list --semaine
post list --film fatou|post list --non-approuvées|post list brouillons|post chercher fatou|chercher boulangerie
testimony couper fatou 0:10 0:45|testimony edit fatou --supprimer-sous-titres fr|subtitles effacer fatou nl
testimony edit fatou --remove-subtitles nl|subtitles traduire fatou fr|subtitles modifier fatou|subtitles voir fatou
consent ajouter fatou formulaire.pdf|consent vérifier fatou|consent envoyer fatou|consent prolonger fatou 31/12/2028
consent withdraw fatou --langue nl --motif "ne veut plus"|consent retirer fatou|brand couleur "#ff0000"
brand modifier|brand edit|police|logo|couleurs|organisations ajouter Brusoc|utilisateurs|mot de passe|déconnexion
facebook renouveler jeton|jeton|page jeton|page connecter microstart|exporter plan|exporter excel|plan imprimer
plan envoyer|plan ajouter|plan décembre|copier 3|dupliquer post 3|coller|fermer|quitter|mise à jour|mettre à jour
langue fr|paramètres|réglages|config|run --maintenant|arrêter service|service statut|service redémarrer
report --mail an@example.org|corbeille|archives|log --hier|log --erreurs|log --dernier 5|demain|prochaine
agenda mois prochain|post 3 demain 18h|post edit 3 --texte "Bonjour ici" --date "5/12/2030" --heure 18h30
post move 3 --date 5/12/2030 --heure 18:30|post ajouter --texte "Oui oui" --langue fr --date 2/12/2030 --heure 18u30
post add --texte "Bonjour ici" --langue fr --film fatou --jour 5/12/2030 --heure 18h30 --hashtags microcrédit
post publier 3 --maintenant|post envoyer tout|post en ligne|post relancer 5|post récupérer 4|post uncancel 4
render 2 --qualité haute|télécharger film 2|check --erreurs|pause --jusque lundi|overdue --demain
overdue 5 --move demain 18h|annuler la dernière action|retour en arrière|comment publier|bonjour|version
campaign supprimer tout|poste liste|poster liste|post list demain|plan show semaine prochaine|rehearse --from 1/12/2030
subtitles template fatou nl|post list --organisation Hefboom|post traduire 2|musique|cancel 4 6 99
"""
GRAVE = {  # the lines whose own words mean what cannot be undone, or publishes
    "withdraw", "retirer", "wissen", "delete", "supprimer", "effacer", "publier", "publiceer", "annuler", "approve",
    "hervat", "relancer", "overdue", "run", "cancel", "verstuur", "envoyer", "dienst", "service", "starten", "arrêter",
    "stop", "herstarten", "redémarrer",
}  # fmt: skip


def lines() -> Iterator[tuple[str, str]]:
    """Every mistyped line with the language of who typed it."""
    for lang, text in (("nl", NL), ("fr", FR)):
        yield from ((lang, one) for row in text.strip().splitlines() for one in row.split("|"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A campaign with a testimony and six posts, of which one is held and one cancelled."""
    made = tmp_path_factory.mktemp("fourteenth") / "c"
    mistyped_lines.founded(made, films=("fatou",), posts=6, organisation="Hefboom")
    for line in (
        "post cancel 4",
        "post move 3 --at '5/1/2030 18:00'",
        "post approve 3 --by An",
        "post hold 3 wacht",
    ):
        done = mistyped_lines.CliRunner().invoke(root, ["--dir", str(made), *shlex.split(line), "--yes"])
        assert done.exit_code == 0, done.output
    return made


@pytest.fixture
def there(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder; the campaign is named by the environment."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CAMPAIGN_DIR", str(folder))
    return tmp_path


def is_whole(line: str) -> bool:
    """Tell whether a line that is offered names a command with options that it has."""
    texts = [STANDS_FOR.get(one, one) for one in shlex.split(line)]
    if "--help" in texts or "--version" in texts:
        return not apart(root, [one for one in texts if one not in ("--help", "--version")]).words
    found = apart(root, texts)
    return not isinstance(found.command, click.Group) and offered_lines.is_read(found)


@pytest.mark.parametrize(("lang", "typed"), list(lines()))
def test_every_answer_helps(campaign: Run, there: Path, lang: str, typed: str) -> None:
    """Each line is refused with lines that can be pasted, more than `--help`, and none graver than was asked for."""
    done = campaign("--lang", lang, *shlex.split(typed))
    lines = offered(done)
    assert done.exit_code == 2, done.stdout
    assert lines or ".toml" in done.stderr or "Ctrl+C" in done.stderr, done.stderr
    assert [one for one in lines if not is_whole(one)] == []
    assert not re.search(r"(?:Zie|Voyez) `campaign[^`]* --help`[.]?$", done.stderr) or len(lines) > 1
    grave = (for_good.COMMANDS | {"run", "approve", "release"}) & {
        word for one in lines for word in one.split()
    }
    assert not grave or GRAVE & set(typed.split()), done.stderr


@pytest.mark.parametrize(
    ("lang", "typed", "meant"),
    [
        ("fr", "post move 3 --date 5/12/2030 --heure 18:30", "post move 3 --at '5/12/2030 18:30'"),
        ("nl", "post move 3 --uur 18u --dag morgen", "post move 3 --at 'morgen 18u'"),
        ("nl", "post 3 morgen 18u", "post move 3 --at 'morgen 18u'"),
        ("nl", "post plan 2 --at 'morgen 10u'", "post move 2 --at 'morgen 10u'"),
        ("nl", "post hold 'Eerst nalezen' 6", "post hold 6 'Eerst nalezen'"),
        ("nl", "backup ../nieuw.zip --wachtwoord geheim", "backup ../nieuw.zip --seal"),
        ("fr", "subtitles template fatou nl", "subtitles template fatou --language nl"),
        ("fr", "poster liste", "post list"),
        ("fr", "post cancel 4 6 99", "post cancel 6"),
        ("nl", "plan december", "plan show december"),
        ("nl", "post live", "post list --state live"),
        ("nl", "render 2 --kwaliteit hoog", "render 2"),
        ("nl", "check bericht 2", "post show 2"),
        ("nl", "check film fatou", "testimony check fatou"),
        (
            "fr",
            "post ajouter --texte 'Oui oui' --langue fr --date 2/12/2030 --heure 18u30 --film fatou",
            "post add --caption 'Oui oui' --language fr --at '2/12/2030 18u30' --testimony fatou",
        ),
        (
            "fr",
            "consent withdraw fatou --langue nl --raison 'ne veut plus'",
            "consent withdraw fatou --language nl",
        ),
        (
            "fr",
            f"testimony ajouter {FILM} --nom jean --orateur 'Jean Test' --fonction coach --organisation Hefboom "
            "--langue fr --logo oui",
            f"testimony add {FILM} --slug jean --speaker 'Jean Test' --role coach --organisation Hefboom --language fr",
        ),
    ],
)
def test_the_line_that_was_meant(campaign: Run, there: Path, lang: str, typed: str, meant: str) -> None:
    """All options at once, in one line; what nobody knows is left out."""
    done = campaign("--lang", lang, *shlex.split(typed))
    said = [shlex.split(one.removeprefix(f"--lang {lang} ")) for one in offered(done)]
    assert (done.exit_code, said[-1:]) == (2, [shlex.split(meant)]), done.stderr


@pytest.mark.parametrize(
    ("lang", "typed", "told"),
    [
        ("nl", "testimony edit fatou --muziek zacht.mp3", "geen muziek"),
        ("fr", "subtitles traduire fatou", "ne traduit pas"),
        ("nl", "statistieken", "de pagina zelf"),
        ("fr", "réglages", "campaign.toml"),
        ("nl", "brand aanpassen", "brand/brand.toml"),
        ("fr", "page connecter microstart", "jeton"),
        ("nl", "post delete 4", "al geannuleerd"),
        ("nl", "backup ../nieuw.zip --wachtwoord geheim", "het wordt u gevraagd"),
        ("fr", "consent retirer fatou", "consent withdraw fatou`"),
        ("fr", "log --dernier 5", "à la fin"),
        ("nl", "post run", "`campaign run`"),
        ("nl", "toestemmingsformulier", "consent form --help` ("),
        ("fr", "bonjour", "campaign docs"),
    ],
)
def test_what_is_told(campaign: Run, there: Path, lang: str, typed: str, told: str) -> None:
    """What cannot be done here is said in the reader's language, with what comes nearest."""
    done = campaign("--lang", lang, *shlex.split(typed))
    assert (done.exit_code, told in done.stderr) == (2, True), done.stderr


def test_all_that_is_wrong_at_once(campaign: Run, there: Path) -> None:
    """A wrong file, short name, role, organisation and language are told at once, and the line has all right."""
    shutil.copy(FILM, there / "nada.mp4")
    typed = (
        "testimony add nada.mov --slug 'Éa B' --speaker X --role client --organisation Hefbom --language de"
    )
    done = campaign("--lang", "fr", *shlex.split(typed))
    meant = (
        "--lang fr testimony add nada.mp4 --slug ea-b --speaker X --role entrepreneur --organisation Hefboom "
        "--language nl"
    )
    assert offered(done) == [meant], done.stderr
    assert [
        one for one in ("nada.mov", "Éa B", "client", "Hefbom", "allemand") if one not in done.stderr
    ] == []


def test_a_film_of_another_ending(campaign: Run, there: Path) -> None:
    """The line that is offered names the file that is there."""
    shutil.copy(FILM, there / "IMG.mp4")
    done = campaign("--lang", "nl", "testimony", "add", "IMG.mov", "--slug", "bak", "--speaker", "Fatou")
    assert offered(done)[0].startswith("--lang nl testimony add IMG.mp4 --slug bak"), done.stderr


def test_no_wish_is_a_command() -> None:
    """A word for a wish is no name of a command, and each wish has its sentence in every language."""
    names = {name for path in tried_words.paths(click.Context(root)) for name in path.split()}
    words = [word for said in tried_words.tried("wished_words").values() for word in said]
    assert names & set(words) == set()
    assert all(wishes.find(word) for word in words)


def test_no_guess_takes_away_or_publishes() -> None:
    """What is named because its help speaks of a word never publishes, and never takes away what does not come back."""
    named = {word for one in help_index.entries(root) for word in one.path.split()}
    assert named & (for_good.COMMANDS | for_good.PUBLISHING) == set()


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ('slots = ["mardi 18h30 fr", "elke donderdag om 18u"]', ""),
        ('slots = ["mardi soir"]', "`at`"),
        ('slots = ["le mardi et le jeudi à 18h30"]', '"mardi 18h30", "jeudi 18h30"'),
        ('blackouts = ["1/5/27"]', '"1/5/2027"'),
        (
            'slots = [\n  { day = "di", at = "18:00" },\n  { day = "do", at = "18:00" }\n'
            '  { day = "vr", at = "9:00" }\n]',
            'ligne 5 : il manque une virgule entre deux valeurs. Écrivez : { day = "do", at = "18:00" },',
        ),
    ],
)
def test_slots_and_days_in_words(campaign: Run, tmp_path: Path, written: str, told: str) -> None:
    """A slot in words is read with its language; of one that is not, the reason and the right words are told."""
    (tmp_path / "campaign.toml").write_text(f'languages = ["nl", "fr"]\n[plan]\n{written}\n', "utf-8")
    said = campaign("--lang", "fr", "plan", "show", folder=tmp_path).stderr.replace("\u00a0", " ")
    assert (told or "campaign.db") in said


def test_the_address_of_the_page(campaign: Run, tmp_path: Path) -> None:
    """The Page's address in place of its number is told with the command that writes the number."""
    (tmp_path / "campaign.toml").write_text('[page]\nid = "https://www.facebook.com/hefboom"\n', "utf-8")
    said = campaign("--lang", "nl", "status", folder=tmp_path).stderr
    assert "`campaign page connect`" in said
