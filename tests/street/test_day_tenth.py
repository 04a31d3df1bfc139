"""Words within a noun, photos in a folder with a space, titles, and reasons of films that are gone: one true answer."""

import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tests import mistyped_lines
from tests.mistyped_lines import FILM, offered
from tests.staff_desk import FORM, StaffDesk

Run = Callable[..., Result]
ADD = "--speaker An --role host --organisation Hefboom --language nl"
NEW = f"testimony add reel.mp4 --slug karim {ADD}"
POST = "post add --language nl --caption Dag"
PHOTO = "'../Mijn documenten/jury 1.jpg'"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A campaign with a testimony and ten drafts."""
    made = tmp_path_factory.mktemp("tenth") / "c"
    return mistyped_lines.founded(made, films=("fatou",), posts=10, organisation="Hefboom")


@pytest.fixture
def there(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a film, beside a folder of photos; the campaign is named by the environment."""
    room, photos = tmp_path / "w", tmp_path / "Mijn documenten"
    room.mkdir()
    photos.mkdir()
    for name in ("jury.jpg", "jury 1.jpg"):
        (photos / name).write_bytes(mistyped_lines.photo())
    shutil.copy(FILM, room / "reel.mp4")
    monkeypatch.chdir(room)
    monkeypatch.setenv("CAMPAIGN_DIR", str(folder))
    return room


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        *((f"{NEW} --{one} 'Karim en zijn fietsen'", f"{NEW} --theme 'Karim en zijn fietsen'")
          for one in ("title", "titel", "titre", "Title")),
        (f"{NEW} --title=Karim", f"{NEW} --theme Karim"),
        ("testimony edit fatou --title 'De oven'", "testimony edit fatou --theme 'De oven'"),
        ("post add --language nl --title Dag", "post add --language nl --caption Dag"),
        *((f"{POST} --{one} {PHOTO}", f"{POST} --photo {PHOTO}") for one in ("foto", "afbeelding", "image")),
        (f"{POST} --foto '../Mijn documenten/jury.jpg'", f"{POST} --photo '../Mijn documenten/jury.jpg'"),
        (f"{POST} --foto={PHOTO}", f"{POST} --photo {PHOTO}"),
        (f"{POST} --foto {PHOTO} --op '5/1/2030 18:00'", f"{POST} --photo {PHOTO} --at '5/1/2030 18:00'"),
        (f"{POST} --foto ../Mijn documenten/jury 1.jpg", f"{POST} --photo {PHOTO}"),
    ],
)  # fmt: skip
def test_titles_and_photos(campaign: Run, there: Path, typed: str, meant: str) -> None:
    """A title is what a film is about, never its subtitles; a photo in a folder is no campaign's folder."""
    done = campaign(*shlex.split(typed))
    assert (done.exit_code, offered(done)) == (2, [meant]), done.stderr


@pytest.mark.parametrize("noun", ["service", "dienst"])
@pytest.mark.parametrize("verb", ["verwijder", "verwijderen", "supprimer", "remove", "delete", "wissen"])
def test_a_service_is_removed_within_its_noun(campaign: Run, there: Path, noun: str, verb: str) -> None:
    """To remove the service is to uninstall it; films and posts are left out of it."""
    done = campaign(noun, verb)
    assert (done.exit_code, offered(done)) == (2, ["service uninstall"]), done.stderr
    assert "post remove" not in done.stderr


@pytest.mark.parametrize(
    "verb", ["verwijder", "supprimer", "remove", "annuler", "annuleer", "wissen", "delete"]
)
@pytest.mark.parametrize("noun", ["service", "page", "plan", "brand", "rehearsal", "subtitles", "consent"])
def test_a_noun_never_deletes_in_another(campaign: Run, there: Path, noun: str, verb: str) -> None:
    """Behind a noun, no word is answered with a command that deletes something of another noun."""
    done = campaign(noun, verb, "3")
    named = re.findall(r"\w+ (?:remove|cancel|uninstall|forget|void|withdraw)\b(?! N`)", done.stderr)
    assert done.exit_code == 2
    assert {one.split()[0] for one in named} <= {noun}, done.stderr


@pytest.mark.parametrize(("lang", "person"), [("nl", "persoon 1"), ("fr", "personne 1"), ("en", "person 1")])
def test_old_reasons_of_a_film_that_is_gone(campaign: Run, tmp_path: Path, lang: str, person: str) -> None:
    """What held a post back says why, in the reader's words, and offers no command once its film was erased."""
    run = StaffDesk(tmp_path / "c", campaign)
    assert campaign("init", run.folder, "--language", "fr", "--language", "nl").exit_code == 0
    run.film_with_form("fatou", "Fatou Exemple", seconds=4)
    run("post add --testimony fatou --language fr --caption 'Un film' --at '23/12/2031 18:00'")
    run("post approve 1 --by An")
    run("consent void 1 --yes", None)
    run("run --until-idle --yes", None)
    run(f"consent record fatou {FORM} '{tmp_path / 'fatou.pdf'}' --signed 3/11/2020", None)
    before = run(f"--lang {lang} log 1 --json")
    run("consent withdraw fatou")
    told = run(f"--lang {lang} log 1 --json")
    assert person in told
    assert "campaign consent" in before
    assert "`" not in told


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        *((f"post move 7 --{one} '5/1/2030 18:00'", ["post move 7 --at '5/1/2030 18:00'"])
          for one in ("naar", "vers", "to")),
        ("page connect 123456", ["page connect --page-id 123456"]),
        *((f"log {one} 9", ["log 9"]) for one in ("bericht", "post", "publication")),
        ("log 9 tonen", ["log 9"]),
        ("post show bericht 9", ["post show 9"]),
        ("post approve bericht 9 --by An", ["post approve 9 --by An"]),
        *((f"desk {one}", ["desk"]) for one in ("openen", "ouvrir", "starten", "open", "start")),
        ("post approve 3 9 --by An --by 'Bram P'",
         ["post approve 3 9 --by An", "post approve 3 9 --by 'Bram P'"]),
        ("post add --language nl --caption x --testimony fatou --testimony ines",
         ["post add --language nl --caption x --testimony fatou",
          "post add --language nl --caption x --testimony ines"]),
        *((f"run --{one}", ["run --until-idle"]) for one in ("tot-alles-klaar", "tout-fini", "until-done")),
        ("restore map b.zip", ["restore b.zip map"]),
        ("restore . b.zip", ["restore b.zip ."]),
    ],
)  # fmt: skip
def test_one_line_for_each_slip(campaign: Run, there: Path, typed: str, meant: list[str]) -> None:
    """Words in the way of what was typed, or in another order, are answered with the lines that were meant."""
    (there / "b.zip").write_bytes(b"PK")
    done = campaign(*shlex.split(typed))
    assert (done.exit_code, offered(done)) == (2, meant), done.stderr


@pytest.mark.parametrize("written", ["goedkeuringen = 2", "approbations = 2", "approvals = 2"])
def test_approvals_above_the_first_section(campaign: Run, tmp_path: Path, written: str) -> None:
    """The number of approvals is sent to its section, whatever it is called."""
    (tmp_path / "campaign.toml").write_text(f"{written}\n", "utf-8")
    done = campaign("status", folder=tmp_path)
    assert done.exit_code == 2
    assert "approvals" in done.stderr.partition("campaign.toml")[2]
    assert "[service]" in done.stderr


@pytest.mark.parametrize("written", ["nl en fr", "Nederlands en Frans", "nl et fr", "nl + fr", "nl, fr"])
def test_a_pair_of_languages(campaign: Run, tmp_path: Path, written: str) -> None:
    """Two languages in one text are offered as the list that they are."""
    (tmp_path / "campaign.toml").write_text(f'[plan]\npair = "{written}"\n', "utf-8")
    done = campaign("status", folder=tmp_path)
    assert (done.exit_code, '`pair = ["nl", "fr"]`' in done.stderr) == (2, True), done.stderr
