"""Several films of one command beside the same films one by one, and the preview."""

from collections.abc import Sequence
from itertools import product
from pathlib import Path

from benchmarks import ours
from benchmarks.contest import Tell
from benchmarks.measuring import Cost
from benchmarks.tables import Row

_LANGUAGES, _FORMATS = ("fr", "nl"), ("landscape", "square")


def several(slug: str, template: Path, work: Path, full: Cost, tell: Tell) -> Row:
    """Two languages in two formats in one command, against the sum of four commands (`full`: the first); CPU."""
    asked = [f"--language={one}" for one in _LANGUAGES] + [f"--format={one}" for one in _FORMATS]
    whole, _ = ours.render(ours.copied(template, work / "several"), slug, *asked)
    tell(f"{len(_LANGUAGES)} languages x {len(_FORMATS)} formats: {whole.cpu:.1f} CPU s")
    singles = [full]
    for language, format in list(product(_LANGUAGES, _FORMATS))[1:]:
        folder = ours.copied(template, work / "single")
        single, _ = ours.render(folder, slug, "--language", language, "--format", format)
        tell(f"{language} {format} alone: {single.cpu:.1f} CPU s")
        singles.append(single)
    apart = sum(one.cpu for one in singles)
    note = (
        f"{whole.cpu:.0f} CPU s against {apart:.0f}; wall {whole.wall:.0f} s against {_walls(singles):.0f}; "
    )
    note += f"peak {whole.peak_mb:.0f} MB"
    what = "2 languages x 2 formats / sum of 4 single runs"
    return Row(what=what, values=[whole.cpu / apart], most=1.0, note=note)


def at_the_same_time(
    slugs: Sequence[str], template: Path, work: Path, alone: Sequence[Cost], tell: Tell
) -> Row:
    """Two films in one command, against one after the other (`alone`: what each took); wall time."""
    both, _ = ours.render(ours.copied(template, work / "both"), *slugs, *ours.STANDARD)
    tell(f"two films at once: {both.wall:.1f} s")
    note = f"{both.wall:.0f} s against {_walls(alone):.0f}; peak {both.peak_mb:.0f} MB"
    return Row(
        what="two films at once / one after the other (wall)", values=[both.wall / _walls(alone)], note=note
    )


def preview(slug: str, template: Path, work: Path, full: Cost, tell: Tell) -> Row:
    """A preview from nothing, against the film itself; CPU."""
    cost, _ = ours.render(ours.copied(template, work / "preview"), slug, *ours.STANDARD, "--preview")
    tell(f"preview: {cost.cpu:.1f} CPU s")
    note = f"{cost.cpu:.1f} CPU s, {cost.wall:.1f} s"
    return Row(what="preview / full run", values=[cost.cpu / full.cpu], most=0.25, note=note)


def _walls(costs: Sequence[Cost]) -> float:
    return sum(one.wall for one in costs)
