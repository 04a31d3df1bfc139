"""How the hand-written programs call ffmpeg: one run, and what it said when it failed."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks import job as jobs
from benchmarks.job import Job
from media.ffmpeg import program


def ffmpeg(words: Sequence[str], folder: Path | None = None) -> str:
    """Run ffmpeg in a folder and return what it says."""
    command = [program(), "-hide_banner", "-nostdin", "-y", *words]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, errors="replace", check=False)
    if done.returncode:
        raise SystemExit(f"ffmpeg failed:\n{done.stderr}")
    return done.stdout + done.stderr


def asked() -> tuple[Job, Path]:
    """The job's folder and the film to write, from the command line."""
    return jobs.load(Path(sys.argv[1])), Path(sys.argv[2]).absolute()
