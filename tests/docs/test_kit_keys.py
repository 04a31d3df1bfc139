"""The manual's table of what a brand kit may say, in each language."""

import re
from pathlib import Path

import pytest

from media.brand import brand_toml, kit
from tests.paths import EXAMPLE, REPOSITORY

TABLES = {"palette", "base", "campaign"}  # which have keys of their own


def told(lang: str) -> dict[str, tuple[str, str]]:
    """Each key of the manual's table with its default and what it is for."""
    page = Path("docs", "" if lang == "en" else lang, "settings.md")
    text = (REPOSITORY / page).read_text(encoding="utf-8").partition("`brand/brand.toml`\n")[2]
    rows = re.findall(r"(?m)^\| `(.+?)` \| (.+?) \| (.+) \|$", text)
    return {key: (default, meaning) for key, default, meaning in rows}


@pytest.mark.parametrize("lang", ["en", "nl", "fr"])
def test_every_key_is_explained(lang: str) -> None:
    """Each key that a kit may have stands in the table, in the same order and with the same default."""
    known = {
        f"{section}.{key}"
        for section, keys in brand_toml.KEYS.items()
        for key in keys.split()
        if key not in TABLES
    }
    explained = told(lang)
    assert set(explained) == known | {"look", "color.palette", "theme.KEY", "theme.KEY.short"}
    assert list(explained) == list(told("en"))
    values = {key: re.findall("`(.+?)`", default) for key, (default, _) in explained.items()}
    assert values == {key: re.findall("`(.+?)`", default) for key, (default, _) in told("en").items()}


def test_defaults_are_those_that_hold(tmp_path: Path) -> None:
    """A kit that writes none of the optional keys has the defaults of the table, in either look."""
    needed = (EXAMPLE / "brand" / kit.FILE).read_text(encoding="utf-8")
    explained = {key: default for key, (default, _) in told("en").items()}
    for look in kit.USUAL:
        text, section, kept = "", "", []
        for line in needed.splitlines():
            section = line.strip("[]").partition("]")[0] if line.startswith("[") else section
            key = f"{section}.{line.partition(' ')[0]}".strip(".")
            if explained.get(key, "required") == "required" or section == "color.palette":
                kept.append(line)
        text = "\n".join(kept).replace("schema = 1", f'schema = 1\nlook = "{look}"')
        folder = tmp_path / look
        (folder / "logos").mkdir(parents=True)
        for path in (EXAMPLE / "brand" / "logos").iterdir():
            (folder / "logos" / path.name).write_bytes(path.read_bytes())
        (folder / kit.FILE).write_text(text, encoding="utf-8")
        loaded = kit.load(folder)
        for key, field in FIELDS.items():
            usual, classic = re.fullmatch(r"`(.+?)`(?: \(classic: `(.+)`\))?", explained[key]).groups()  # type: ignore[union-attr]
            wanted = (classic or usual) if look == "classic" else usual
            assert str(getattr(loaded, field)).lower() in (
                wanted.strip('"'),
                f"{wanted}.0",
                wanted.rstrip("0"),
            ), key


FIELDS = {
    "logo.campaign.corner": "logo_corner",
    "logo.campaign.width_pct": "logo_width_pct",
    "logo.campaign.box_alpha": "logo_alpha",
    "subtitles.box_alpha": "subtitle_alpha",
    "subtitles.second_language": "second_language",
    "subtitles.highlight": "highlight",
    "lower_third.shape": "plate_shape",
    "lower_third.box_alpha": "plate_alpha",
    "lower_third.name_size_pct": "name_size_pct",
    "lower_third.role_size_pct": "role_size_pct",
    "title_card.picture": "title_picture",
    "end_card.style": "end_style",
    "picture.surround": "fill",
    "picture.tighten": "tighten",
    "picture.question": "shows_question",
    "cover.words": "cover_words",
    "audio.lufs": "lufs",
    "audio.true_peak": "true_peak",
}
