"""The programs of the benchmark make the film they are measured by. How fast is nobody's promise here."""

import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from benchmarks import (
    artwork,
    band_artwork,
    bench_start,
    desk_stage,
    largefilm,
    material,
    ours,
    quality,
    stage,
    tables,
)
from benchmarks import job as jobs
from benchmarks.job import Job
from media.render import moviepy_composition
from tests import small_films
from tests.paths import REPOSITORY

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def job(tmp_path_factory: pytest.TempPathFactory) -> Job:
    """Two seconds of the synthetic film, small, with all pictures drawn."""
    folder = tmp_path_factory.mktemp("benchmark")
    film = material.film(folder, 2, (640, 360))
    job = Job(film=film, folder=folder / "job", frames=60, width=640, height=360)
    jobs.save(job)
    artwork.draw(job)
    artwork.draw_cues(job)
    return job


def made(program: str, job: Job, folder: Path) -> Path:
    """Run a program of the benchmark as the benchmark does."""
    out = folder / "out.mp4"
    words = [sys.executable, "-m", f"benchmarks.{program}", str(job.folder), str(out)]
    subprocess.run(words, cwd=REPOSITORY, check=True, timeout=120)
    return out


@pytest.mark.parametrize("program", ["usual_graph", "tuned_graph"])
def test_hand_written_graphs_are_worthy_rivals(program: str, job: Job, tmp_path: Path) -> None:
    """2 s of film become 7.0 s with their cards; film, brand colour and loudness come out right."""
    facts = quality.facts(made(program, job, tmp_path), job)
    assert (facts.frames, facts.seconds) == (210, 7.0)
    assert facts.luma_db > 33
    assert facts.amber == pytest.approx(quality.AMBER, abs=3)
    assert facts.lufs == pytest.approx(jobs.LUFS, abs=1.5)


@pytest.mark.skipif(not (Path(sys.prefix) / "rival").is_dir(), reason="needs `make .venv/.ready-rival`")
def test_the_tutorial_program_makes_the_whole_film(job: Job, tmp_path: Path) -> None:
    """MoviePy's program makes 7.0 s out of 2 s, too, as H.264 high that every player takes."""
    film = made("tutorial_moviepy", job, tmp_path)
    facts = quality.facts(film, job)
    assert (facts.frames, facts.seconds) == (210, 7.0)
    assert "h264 (High)" in small_films.told(film)
    assert "yuv420p" in small_films.told(film)


def test_the_synthetic_film_is_the_same_every_time(job: Job, tmp_path: Path) -> None:
    """Made twice, the film has the same bytes."""
    assert material.film(tmp_path, 2, (640, 360)).read_bytes() == job.film.read_bytes()


def test_imports_are_added_up_by_library() -> None:
    """Of several runs the least time of each module counts; modules are added up by library, the dearest first."""
    runs = [
        "import time: self [us] | cumulative | imported package\n"
        "import time:      2000 |       2000 |   click.core\nimport time:       500 |       2500 | click\n"
        "import time:       300 |        300 | _ssl\nimport time:       200 |        200 | json\n",
        "import time:      1500 |       1500 |   click.core\nimport time:       600 |       2100 | click\n",
    ]
    assert bench_start.libraries(runs) == [
        bench_start.Library(name="click", modules=2, ms=2.0),
        bench_start.Library(name="Python's own", modules=2, ms=0.5),
    ]


@pytest.mark.parametrize(
    ("row", "holds"),
    [
        (tables.Row(what="x", values=[1.0, 1.04, 1.2], most=1.05), True),
        (tables.Row(what="x", values=[1.0, 1.06, 1.2], most=1.05), False),
        (tables.Row(what="x", values=[2.2], least=2.3), False),
        (tables.Row(what="x", values=[9.9]), True),
    ],
)
def test_a_bar_holds_for_the_median(row: tables.Row, holds: bool) -> None:
    """A row with a bar is judged by its median; one without a bar by nothing."""
    assert row.holds is holds


def test_a_part_of_the_page_is_written_in_its_old_place(tmp_path: Path) -> None:
    """Each benchmark writes its own part of a page, and leaves every other as it stands."""
    page = tmp_path / "page.md"
    for part in ("# One\n\n1\n", "# Two\n\n## Within\n\n2\n", "# One\n\nonce more"):
        tables.put(page, part)
    assert page.read_text(encoding="utf-8") == "# One\n\nonce more\n\n# Two\n\n## Within\n\n2\n"


@pytest.mark.skipif(shutil.which("curl") is None, reason="needs curl to run beside")
def test_the_service_and_curl_send_the_very_same_chunks(tmp_path: Path) -> None:
    """Both bring a film of 2.5 windows to the Page byte for byte, in the same chunks."""
    film = tmp_path / "renders" / "film.mp4"
    books = stage.found(tmp_path)
    largefilm.film(film, 3)
    with film.open("r+b") as file:
        file.truncate(largefilm.WINDOW * 5 // 2)
    with stage.serving(tmp_path) as served:
        curl = largefilm.curl(served, tmp_path, film, tmp_path / "chunks")
        ours = largefilm.ours(tmp_path, books, film)
    books.close()
    assert len(ours.bodies) == 3
    assert ours.as_chunked_as(curl)
    assert 0 < ours.seconds < 30
    assert ours.peak_mb > 10


@pytest.mark.parametrize("format", ["landscape", "portrait"])
def test_the_graph_of_the_band_makes_the_very_same_picture(job: Job, tmp_path: Path, format: str) -> None:
    """The hand-written graph of the look "band" shows what our timeline composes: title, flag under way, film, end."""
    shutil.copytree(ours.EXAMPLE_KIT, tmp_path / "brand")
    ours.set_look(tmp_path, "band")
    banded = replace(job, folder=tmp_path / "job", format=format)
    jobs.save(banded)
    made_of = band_artwork.laid_out(banded, tmp_path / "brand")
    band_artwork.draw(banded, made_of)
    film = made("band_graph", banded, tmp_path)
    composed = moviepy_composition.composition(made_of)
    moments = [20, 80, 100, 180]
    shown = small_films.frames(film, moments, (made_of.width, made_of.height))
    for number, frame in zip(moments, shown, strict=True):
        away = np.abs(frame.astype(float) - composed.get_frame(float(number / made_of.fps)).astype(float))
        assert away.mean() < 3, number


def test_a_desk_is_measured_beside_a_plain_page(tmp_path: Path) -> None:
    """Both are started, say where they are, answer, and are weighed; the desk's letters count in what a page weighs."""
    bench_start.fill(tmp_path / "c")
    with desk_stage.served(desk_stage.desk(tmp_path / "c")) as (ours, _):
        sizes = [desk_stage.sent_bytes(ours, path) for path in ("/", "/nowhere")]
        assert ours.memory_mb() > 10
    with desk_stage.served(desk_stage.PLAIN) as (plain, wall_s):
        assert b"Plain." in plain.content("/")
        assert wall_s > 0
    assert 30_000 < sizes[0] < 150_000
    assert sizes[1] == 0
