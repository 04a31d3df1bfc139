"""Ours: a real campaign folder, made and mended with the command line as staff do it."""

import json
import re
import shutil
import sys
from pathlib import Path

from benchmarks import job as jobs
from benchmarks import measuring
from benchmarks.job import Job
from benchmarks.measuring import Cost

STANDARD = ("--language", "fr", "--format", "landscape")
_OF_THE_LOOK = "surround|shape|picture|style|box_alpha|name_size_pct|role_size_pct|tighten|question|words"
_REPOSITORY = Path(__file__).parent.parent
EXAMPLE_KIT = _REPOSITORY / "campaign/example/brand"


def found(folder: Path, films: dict[str, Job], look: str = "classic") -> None:
    """Make a campaign with a testimony per film (slug -> job), consents, and the benchmark's brand kit in a look."""
    run(folder, "init", folder, "--name", "Benchmark", "--language", "fr", "--language", "nl")
    set_look(folder, look)
    edit_brand(folder, "[end_card]\nseconds = 3.5", f"[end_card]\nseconds = {jobs.END_MS / 1000}")
    edit_brand(folder, "fade = 0.5\n[end_card.text]", "fade = 0\n[end_card.text]")
    form = folder / "signed.pdf"
    form.write_text("Nobody: the people of the benchmark do not exist.\n", encoding="utf-8")
    for slug, job in films.items():
        run(
            folder, "testimony", "add", job.film, "--slug", slug, "--speaker", jobs.NAME, "--role", jobs.ROLE,
            "--organisation", "microStart", "--language", "fr", "--theme", "coping", "--to", job.film_ms / 1000,
            *(word for language in ("fr", "nl") for word in ("--subtitles", f"{language}:{job.subtitles(language)}")),
        )  # fmt: skip
        run(
            folder, "consent", "record", slug, "--act", "film", "--act", "publish", "--channel", "facebook",
            "--language", "fr", "--language", "nl", "--signed", "2020-11-02", "--evidence", form,
        )  # fmt: skip


def copied(template: Path, folder: Path) -> Path:
    """A fresh copy of a campaign in which nothing was rendered yet."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(template, folder)
    return folder


def edit_brand(folder: Path, old: str, new: str) -> None:
    """Change words in the brand kit; they must be there."""
    kit = folder / "brand/brand.toml"
    text = kit.read_text(encoding="utf-8")
    if old not in text:
        raise SystemExit(f"the example brand kit no longer says {old!r}: mend benchmarks/ours.py")
    kit.write_text(text.replace(old, new), encoding="utf-8")


def set_look(folder: Path, look: str) -> None:
    """Write the kit's look, and leave to it whatever depends on it."""
    kit = folder / "brand/brand.toml"
    text = re.sub(rf"(?m)^(look|{_OF_THE_LOOK}) = .*\n", "", kit.read_text(encoding="utf-8"))
    kit.write_text(text.replace("schema = 1\n", f'schema = 1\nlook = "{look}"\n', 1), encoding="utf-8")


def run(folder: Path, *words: object) -> Cost:
    """Run `campaign` on a folder, measured."""
    command = [sys.executable, "-m", "campaign", "--dir", str(folder), *map(str, words)]
    return measuring.cost(command, _REPOSITORY)


def render(folder: Path, *words: object) -> tuple[Cost, list[Path]]:
    """Run `campaign render`, measured, and say where the films are."""
    cost = run(folder, "render", *words, "--json")
    return cost, [folder / made["path"] for made in json.loads(cost.said)]


def can(option: str) -> bool:
    """Tell whether `campaign render` knows an option."""
    return option in run(_REPOSITORY, "render", "--help").said
