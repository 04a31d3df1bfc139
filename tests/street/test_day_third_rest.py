"""A third day's slips with files that are not there, an emptied kit, photos of a plan, copies and the manual."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from campaign import manual
from campaign.reports import json_views
from media.brand import kit
from media.errors import BadInput
from schedules.database import engine
from schedules.model import records
from schedules.withdrawal import written_files
from tests import office
from tests.campaign.posts import test_drafts
from tests.queue_campaign import Campaign

Run = Callable[..., Result]


@pytest.mark.parametrize(
    ("words", "nearest"),
    [
        (("plan", "import", "Planning.csv"), "planning.csv"),
        (("plan", "import", "planing.csv"), "planning.csv"),
        (("testimony", "add", "Film.mp4", "--slug", "x", "--speaker", "A B", "--role", "jury", "--organisation",
          "Brusoc", "--language", "nl"), "film1.mp4"),
        (("plan", "import", "elders.csv"), None),
    ],
)  # fmt: skip
def test_a_file_whose_name_is_nearly_there(
    campaign: Run,
    queue: Campaign,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    nearest: str | None,
) -> None:
    """Another capital or a letter less: the file that is there is named; nothing where none is near."""
    test_drafts.live_settings(queue)
    monkeypatch.chdir(queue.folder)
    for name in ("planning.csv", "film1.mp4"):
        Path(name).write_text("x")
    said = campaign(*words, folder=queue.folder)
    assert said.exit_code == 2
    assert (f"id you mean {nearest}?" in said.stderr) is (nearest is not None), said.stderr


@pytest.mark.parametrize("text", ["", "\n  \n"])
def test_an_emptied_kit_is_said_to_be_empty(tmp_path: Path, text: str) -> None:
    """One line, not one for each key that it no longer has."""
    (tmp_path / "brand.toml").write_text(text)
    with pytest.raises(BadInput) as refused:
        kit.load(tmp_path)
    assert refused.value.code == "brand-empty"


def test_what_is_missing_of_a_kit_is_shown_in_its_form(tmp_path: Path) -> None:
    """A number stands without quotes, a list in its brackets."""
    (tmp_path / "brand.toml").write_text("[meta]\n")
    with pytest.raises(BadInput) as refused:
        kit.load(tmp_path)
    problems = refused.value.params["problems"]
    assert isinstance(problems, list)
    shown = [
        one.params["example"] for one in problems if one.params.get("key") in ("schema", "meta.languages")
    ]
    assert shown == ["`schema = 1`", '`languages = ["nl", "fr"]`']


def test_printed_reports_go_with_a_withdrawal(tmp_path: Path) -> None:
    """A PDF that we printed is deleted as a page is; one of somebody else stays."""
    (tmp_path / "verslag.pdf").write_bytes(b"%PDF-1.7\n%%EOF" + written_files.PRINT_MARK)
    (tmp_path / "eigen.pdf").write_bytes(b"%PDF-1.7\n%%EOF\n")
    assert written_files.delete_pages(tmp_path) == ["verslag.pdf"]
    assert [one.name for one in tmp_path.iterdir()] == ["eigen.pdf"]


def test_in_a_copy_nothing_is_settled(queue: Campaign, tmp_path: Path) -> None:
    """Why a restored post rests names the next command in the campaign alone."""
    home = office.made_home(shutil.copytree(queue.folder, tmp_path / "c"))
    copied = shutil.copytree(home, tmp_path / "copy")
    why: records.Reason = {"code": "restored-held-post", "params": {}}
    told = []
    for folder in (home, copied):
        store = engine.open_in(folder)
        with store.read() as session:
            told.append(json_views.reason(session, why, "en", number=9))
        store.close()
    assert "`campaign post release 9 --now`" in str(told[0])
    assert "post release" not in str(told[1])
    assert "It is decided in the campaign itself, in " in str(told[1])


def test_pages_that_are_in_english_only_say_so(tmp_path: Path) -> None:
    """Where the list opens one, and on the page itself; not in English, and not where there is a translation."""
    manual.write(tmp_path)
    said = "This page is in English only."

    def read(place: str) -> str:
        return (tmp_path / place).read_text(encoding="utf-8")

    assert 'class="only"' in read("nl/rules.html")
    assert 'class="only"' not in read("nl/plan.html")
    assert said not in read("en/rules.html")
    assert 'class="only"' in read("fr/commands.html")


def test_each_refused_approval_has_its_line(campaign: Run, queue: Campaign) -> None:
    """That none was approved, then each post with its reason, on a line of its own."""
    test_drafts.live_settings(queue)
    said = campaign("post", "approve", "98", "99", "--by", "An", folder=queue.folder)
    assert said.exit_code == 2
    assert said.stderr == "Error: there are no posts 98-99. `campaign post list` shows the numbers.\n"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("An Exemple", ["planning.csv", "….csv", "….csv", "verslag-fatou.pdf"]),
        ("Fatou Toml", ["planning.csv", "planning-an.csv", "AnExemple.csv", "….pdf"]),
    ],
)
def test_places_that_are_told_without_a_name(tmp_path: Path, name: str, told: list[str]) -> None:
    """A place is blank where it says the name; a short name within another word is none."""
    for one in ("planning.csv", "planning-an.csv", "AnExemple.csv", "verslag-fatou.pdf"):
        (tmp_path / one).write_bytes(b"x")
    assert sorted(written_files.left(tmp_path, name)) == sorted(told)
