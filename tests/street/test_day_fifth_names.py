"""A fifth day with names and films: one organisation for another, folders, what a line lacks where no campaign is."""

import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from campaign.cli import app, errors
from campaign.posts import whose_yes
from media.brand import brand_toml, kit_fingerprint
from schedules.database import approvals, engine, posts
from schedules.errors import BadRequest
from schedules.model.states import State
from tests import small_films
from tests.plan_campaign import NOW

Run = Callable[..., Result]
FILM = ("--speaker", "Fatou Exemple", "--role", "entrepreneur", "--language", "fr", "--organisation")
FORM = ("--act", "film", "--channel", "facebook", "--language", "fr", "--signed", "2/11/2026", "--evidence")
SRT = "1\n00:00:01,000 --> 00:00:03,900\nMoi, c’est Fatou.\n"


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory, campaign: Run) -> Path:
    """A campaign of two partners, with a film of each."""
    room = tmp_path_factory.mktemp("names")
    film = small_films.film(room / "film.mp4", seconds=4)
    other = small_films.film(room / "other.mp4", seconds=5)
    assert campaign("init", room / "c", "--language", "nl", "--language", "fr").exit_code == 0
    settings = room / "c" / "campaign.toml"
    said = settings.read_text(encoding="utf-8").replace(
        "organisations = []", 'organisations = ["Crédal", "microStart"]'
    )
    settings.write_text(said, encoding="utf-8")
    for path, slug, name in ((film, "fatou", "Crédal"), (other, "karim", "microStart")):
        assert (
            campaign("testimony", "add", path, "--slug", slug, *FILM, name, folder=room / "c").exit_code == 0
        )
    return room / "c"


def listed(folder: Path) -> str:
    """The line of the organisations in campaign.toml."""
    lines = (folder / "campaign.toml").read_text(encoding="utf-8").splitlines()
    return next(one for one in lines if one.startswith("organisations"))


def test_one_partner_is_not_renamed_to_another_without_a_question(
    founded: Path, campaign: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new name that another partner has, in any spelling, is asked about, and refused where nobody can be asked."""
    done = campaign("organisation", "rename", "Crédal", "Micro-Start", folder=founded)
    assert done.exit_code == 2
    assert "microStart is another organisation already (testimonies: karim)" in done.stderr
    assert "`campaign organisation rename Crédal microStart --yes`" in done.stderr
    dry = campaign("organisation", "rename", "Crédal", "microstart", "--dry-run", folder=founded)
    assert (dry.exit_code, "would become one for good" in dry.stderr) == (0, True)
    asked = list[str]()
    monkeypatch.setattr(
        app.Desk, "confirm", lambda self, question, default=False: bool(asked.append(question))
    )
    assert campaign("organisation", "rename", "Crédal", "Microstart", folder=founded).exit_code == 2
    assert "Make the two one, for good?" in asked[0]
    assert listed(founded) == 'organisations = ["Crédal", "microStart"]'


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("Crédal", ""), "the new name is empty"), (("Crédal", "  "), "the new name is empty"),
        (("", "Crédal"), "the old name is empty"),
        (("Crédal",), "organisation rename Crédal 'Crédal Ltd' --dry-run`"),
    ],
)  # fmt: skip
def test_a_new_name_that_lacks(founded: Path, campaign: Run, words: tuple[str, ...], said: str) -> None:
    """An empty name is no folder, and the example of a new name is another than the old one."""
    done = campaign("organisation", "rename", *words, folder=founded)
    assert done.exit_code == 2
    assert said in done.stderr
    assert "is named with --dir" not in done.stderr


@pytest.mark.parametrize(
    ("names", "example"),
    [
        ('["Credal", "microStart", "Crédal"]', '["Crédal", "microStart"]'),
        ('["Crédal", "microStart", "Micro-Start"]', '["Crédal", "microStart"]'),
    ],
)
def test_one_organisation_in_two_spellings(campaign: Run, tmp_path: Path, names: str, example: str) -> None:
    """campaign.toml does not name one organisation twice; the refusal has the list as it may be, to paste."""
    assert campaign("init", tmp_path / "c").exit_code == 0
    settings = tmp_path / "c" / "campaign.toml"
    said = settings.read_text(encoding="utf-8")
    settings.write_text(said.replace("organisations = []", f"organisations = {names}"), encoding="utf-8")
    done = campaign("status", folder=tmp_path / "c")
    assert done.exit_code == 2
    assert f"`organisations = {example}`" in done.stderr
    settings.write_text(said.replace("organisations = []", f"organisations = {example}"), encoding="utf-8")
    assert campaign("status", folder=tmp_path / "c").exit_code == 0


@pytest.mark.parametrize(
    ("key", "written", "names", "meant"),
    [
        ("partner[1].logo_light", "credal-clair.png", ["credal-dark.png", "credal-light.png"], "credal-light.png"),
        ("partner[1].logo_light", "credal-clair.png", ["credal-dark.png", "hefboom-light.png"], None),
        ("partner[1].logo_dark", "credal-sombre.png", ["credal-dark.png", "credal-light.png"], "credal-dark.png"),
        ("logo.campaign.light", "mey.png", ["mey-dark.png", "mey-light.png"], "mey-light.png"),
        ("partner[1].logo_light", "logo-credall.png", ["logo-credal.png", "x-dark.png"], "logo-credal.png"),
    ],
)  # fmt: skip
def test_the_logo_for_light_grounds_is_never_the_dark_one(
    key: str, written: str, names: list[str], meant: str | None
) -> None:
    """What a key is for tells which file was meant more than how alike the names are."""
    assert brand_toml._named_alike(key, written, names) == meant


def test_a_folder_is_no_text_file(founded: Path, campaign: Run) -> None:
    """Subtitles that are a folder are told to be one, with a file of it."""
    (founded.parent / "srt").mkdir()
    (founded.parent / "srt" / "fatou.fr.srt").write_text(SRT, encoding="utf-8")
    for words in (
        ("subtitles", "check", founded.parent / "srt"),
        ("testimony", "edit", "fatou", "--subtitles", f"fr:{founded.parent / 'srt'}"),
    ):
        done = campaign(*words, folder=founded)
        assert done.exit_code == 2
        assert "is a folder" in done.stderr
        assert "fatou.fr.srt" in done.stderr
        assert "estimate" not in done.stderr


def test_a_testimony_is_edited_with_what_changes(founded: Path, campaign: Run) -> None:
    """What changes nothing is answered with a line that does, and the short name with that it stays."""
    done = campaign("testimony", "edit", "karim", folder=founded)
    assert done.exit_code == 2
    assert "`campaign testimony edit karim --role coach`" in done.stderr
    slug = campaign("testimony", "edit", "karim", "--slug", "karim-2", folder=founded)
    assert slug.exit_code == 2
    assert "stays what it was when it was added (karim)" in slug.stderr
    assert "karim-2" not in slug.stderr


def test_the_same_subtitles_for_two_languages(founded: Path, campaign: Run) -> None:
    """A slip of languages is told with a command for the film that is there by then."""
    path = founded.parent / "fatou.fr.srt"
    path.write_text(SRT, encoding="utf-8")
    words = ("testimony", "edit", "fatou", "--subtitles", f"fr:{path}", "--subtitles", f"nl:{path}")
    done = campaign(*words, folder=founded)
    assert done.exit_code == 0, done.stderr
    assert (
        "are the same file. Give one of the two its own: `campaign testimony edit fatou --subtitles"
        in done.stderr
    )
    assert f"`campaign testimony edit fatou --subtitles fr:{path} --subtitles nl:FILE`" in done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("post", "add", "--caption", "bonjour"), ("testimony", "add"), ("testimony", "show"), ("plan", "import"),
        ("consent", "record", "x"), ("organisation", "rename", "x"), ("backup",), ("post", "move", "1"),
        ("subtitles", "checked", "x", "fr"), ("post", "add", "--caption"), ("consent", "void"), ("post", "show"),
    ],
)  # fmt: skip
def test_outside_a_campaign_that_is_said_first(
    campaign: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    """Where no campaign is, that is said before what the line lacks, for the line would be refused for it."""
    monkeypatch.chdir(tmp_path)
    done = campaign(*words)
    assert done.exit_code == 2
    assert "no campaign found" in done.stderr


@pytest.mark.parametrize("words", [("subtitles", "check"), ("subtitles", "estimate"), ("restore",)])
def test_what_needs_no_campaign_says_what_it_lacks(
    campaign: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    """Commands that work anywhere say what is missing."""
    monkeypatch.chdir(tmp_path)
    assert "this is missing" in campaign(*words).stderr


@pytest.mark.parametrize("by", ["moi", "Ik", "me", "nous", "Wij", "moi-même", "iedereen", "l’équipe", "x"])
def test_who_approves_is_somebody(by: str) -> None:
    """A word for whoever types is nobody's name."""
    with pytest.raises(BadRequest):
        whose_yes.one_person(by)
    assert whose_yes.one_person("Ikram") == "Ikram"


def test_what_another_form_says_otherwise(
    founded: Path, campaign: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A form is held against every earlier one of the same person, also where it is another piece of paper."""
    for name in ("a.pdf", "b.pdf"):
        (founded.parent / name).write_bytes(b"%PDF-1.7 " + name.encode())
    a, b = founded.parent / "a.pdf", founded.parent / "b.pdf"
    campaign("consent", "record", "karim", *FORM, a, "--act", "publish", folder=founded)
    done = campaign("consent", "record", "karim", *FORM, b, "--name-display", "first-name", folder=founded)
    assert done.exit_code == 0, done.stderr
    assert "Consent 1 of the same person, with another form, says otherwise" in done.stderr
    assert "Name shown (first full, now first name)" in done.stderr
    campaign("consent", "record", "karim", *FORM, b, "--until", "1/11/2027", folder=founded)
    third = campaign("consent", "record", "karim", *FORM, b, "--until", "1/12/2027", folder=founded)
    assert "consent 3, which says otherwise" in third.stderr
    assert "Consent 2, with that form too, says otherwise as well" in third.stderr
    assert errors.can_ask() is False
    void = next(one for one in third.stderr.split("`")[1::2] if one.startswith("campaign consent void 2"))
    assert campaign(*shlex.split(void)[1:], folder=founded).exit_code == 0


@pytest.mark.parametrize(
    ("lang", "slug"), [("fr", "retire-1"), ("nl", "ingetrokken-1"), ("en", "withdrawn-1")]
)
def test_who_withdrew_is_called_in_the_readers_words(
    founded: Path, campaign: Run, tmp_path: Path, lang: str, slug: str
) -> None:
    """A short name that must go becomes a word of whoever carries out the withdrawal, with the film's number."""
    shutil.copytree(founded, tmp_path / "c")
    form = founded.parent / "form.pdf"
    form.write_bytes(b"%PDF-1.7 fatou")
    campaign("adopt", "--yes", folder=tmp_path / "c")
    campaign("consent", "record", "fatou", *FORM, form, folder=tmp_path / "c")
    done = campaign("consent", "withdraw", "fatou", "--yes", "--lang", lang, folder=tmp_path / "c")
    assert slug in done.stdout + done.stderr, done.stderr
    assert campaign("testimony", "show", slug, folder=tmp_path / "c").exit_code == 0


def test_approvals_stay_where_the_kit_shows_the_same(founded: Path, campaign: Run, tmp_path: Path) -> None:
    """A new name of a partner in the kit, which no film shows, voids no approval of another organisation's film."""
    folder = shutil.copytree(founded, tmp_path / "c")
    campaign("adopt", "--yes", folder=folder)
    kit = kit_fingerprint.fingerprint(folder / "brand")
    books = engine.open_in(folder)
    with books.write() as session:
        for number, content in ((1, f"abc.{kit}"), (2, "abc.other"), (3, "abc")):
            due = {"due_at": NOW, "due_wall": "x", "due_zone": "Europe/Brussels"}
            posts.add_post(
                session, now=NOW, state=State.DRAFT, caption="x", kind="text", language="nl", **due
            )
            approvals.approve(session, number, now=NOW, by_person_id=None, organisation=None, content=content)
    done = campaign("organisation", "rename", "Crédal", "Crédal asbl", folder=folder)
    assert done.exit_code == 0, done.stderr
    after = kit_fingerprint.fingerprint(folder / "brand")
    with books.read() as session:
        found = [one.kit for one in approvals.given(session)]
    books.close()
    assert after != kit
    assert found == [after, "other", ""]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("organisation", "add", "Hefboom"), "in the line `organisations`"),
        (("organisation", "supprimer", "Hefboom"), "in the line `organisations`"),
        (("organisation", "toevoegen", "Hefboom"), "in the line `organisations`"),
        (("testimony", "rename", "a", "b"), "the slug of a testimony stays"),
        (("testimony", "renommer", "a", "b"), "the slug of a testimony stays"),
        (("testimony", "hernoemen", "a", "b"), "the slug of a testimony stays"),
        (("organisation", "rename", "Credal"), "rename Credal 'Credal Ltd' --dry-run`"),
    ],
)
def test_what_is_done_elsewhere(founded: Path, campaign: Run, words: tuple[str, ...], said: str) -> None:
    """A command that people look for in a group is answered with where that is done."""
    done = campaign(*words, folder=founded)
    assert done.exit_code == 2
    assert said in done.stderr
