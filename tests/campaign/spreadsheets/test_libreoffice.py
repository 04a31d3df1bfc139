"""Plans that LibreOffice itself opened and saved, as it does for people in Flanders and in Wallonia."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests import plan_campaign
from tests.campaign.spreadsheets.test_importer import full
from tests.plan_campaign import Desk, whats

SOFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(600),
    pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed"),
]
# separator ; quotation mark " / UTF-8 or Windows-1252 / from line 1 / cells as shown, dates found when opened
CSV = "Text - txt - csv (StarCalc):59,34,{},1,,0,false,true"
PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>{}</value></prop></item>
</oor:items>
"""
FORMULAS = [
    ["Datum", "Uur", "Taal", "Tekst"],
    ["=DATE(2031,12,24)", "18:00", "nl", '="Hal"&"lo"'],
]


def saved(path: Path, locale: str, *how: str) -> Path:
    """Have LibreOffice open a file in a locale and save it in another form; return where."""
    profile, target = path.parent / f"profile-{locale}", path.parent / f"saved-{locale}"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user/registrymodifications.xcu").write_text(PROFILE.format(locale), encoding="utf-8")
    command = [
        SOFFICE,
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        *how,
        "--outdir",
        target,
        path,
    ]
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    (made,) = target.iterdir()
    return made


@pytest.mark.parametrize("locale", ["nl-BE", "fr-BE"])
@pytest.mark.parametrize("charset", ["76", "1"], ids=["UTF-8", "Windows-1252"])
def test_a_workbook_saved_as_csv(desk: Desk, locale: str, charset: str) -> None:
    """An exported workbook that LibreOffice saved as CSV, dates as the locale shows them, is unchanged."""
    full(desk)
    if charset == "1":  # which has no such sign
        desk.bring(plan_campaign.csv("'=d;Ça va ?", header="Sleutel;Tekst"))
    path = desk.folder.parent / "out.xlsx"
    assert desk.run("plan", "export", path, "--lang", locale[:2], folder=desk.folder).exit_code == 0
    made = saved(path, locale, "--convert-to", f"csv:{CSV.format(charset)}")
    beside = shutil.move(made, desk.folder.parent / "saved.csv")
    assert b"24/12/2031" in Path(beside).read_bytes()
    assert whats(desk.bring(Path(beside))) == ["unchanged"] * 5


@pytest.mark.parametrize("locale", ["nl-BE", "fr-BE"])
def test_a_csv_saved_as_workbook(desk: Desk, locale: str) -> None:
    """An exported CSV that LibreOffice opened, found the dates of and saved as a workbook is unchanged."""
    full(desk)
    path = desk.folder.parent / "out.csv"
    assert desk.run("plan", "export", path, "--lang", locale[:2], folder=desk.folder).exit_code == 0
    made = saved(path, locale, f"--infilter={CSV.format(76)}", "--convert-to", "xlsx")
    beside = shutil.move(made, desk.folder.parent / "saved.xlsx")
    assert whats(desk.bring(Path(beside))) == ["unchanged"] * 5


def test_formulas(desk: Desk) -> None:
    """A formula without its result is refused with row and column; once LibreOffice has worked it out, it counts."""
    path = desk.write(plan_campaign.xlsx(FORMULAS), "sums.xlsx")
    (line,) = desk.tried(path, code=1)
    assert [one["column"] for one in line["refused"]] == ["A (Datum)", "D (Tekst)"]
    assert whats(desk.bring(saved(path, "nl-BE", "--convert-to", "xlsx"))) == ["new"]
    assert (desk.posts()[0]["caption"], desk.posts()[0]["due_at"]) == ("Hallo", "2031-12-24T18:00:00+01:00")
