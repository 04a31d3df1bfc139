"""Ours: a real campaign folder, made and mended with the command line as staff do it."""

import json
import shutil
import sys
from pathlib import Path

from benchmarks import job as jobs
from benchmarks import measuring
from benchmarks.job import Job
from benchmarks.measuring import Cost

STANDARD = ("--language", "fr", "--format", "landscape")
_REPOSITORY = Path(__file__).parent.parent


def found(folder: Path, films: dict[str, Job]) -> None:
    """Make a campaign with a testimony per film (slug -> job), consents, and the brand kit of the benchmark."""
    run(folder, "init", folder, "--name", "Benchmark", "--language", "fr", "--language", "nl")
    edit_brand(folder, "[end_card]\nseconds = 3.5", f"[end_card]\nseconds = {jobs.END_MS / 1000}")
    edit_brand(folder, "fade = 0.5\n[end_card.text]", "fade = 0\n[end_card.text]")
    form = folder / "signed.pdf"
    form.write_text("Nobody: the people of the benchmark do not exist.\n", encoding="utf-8")
    for slug, job in films.items():
        run(
            folder, "testimony", "add", job.film, "--slug", slug, "--speaker", jobs.NAME, "--role", "entrepreneur",
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
