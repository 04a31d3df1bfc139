"""Says what a release of this program consists of, and whether any of it has a known hole.

    python .ci/audit.py FOLDER

Writes FOLDER/sbom.json (CycloneDX: requirements.lock, what is carried in media/third_party). Ends with 1 where a part
is older than `.ci/mended.toml` allows, or an advisory is known for it; says what could not be asked.
"""

import json
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

HOUSE = Path(__file__).parent.parent
LOCK = HOUSE / "requirements.lock"


def locked(lock: Path = LOCK) -> Iterator[Requirement]:
    """Yield what the lock file pins, with its markers."""
    for line in lock.read_text(encoding="utf-8").splitlines():
        if line[:1].isalnum():
            yield Requirement(line.rstrip("\\ "))


def pinned(one: Requirement) -> Version:
    """Return the one version that a line of the lock file allows."""
    (only,) = one.specifier
    return Version(only.version)


def mended() -> dict[str, dict[str, object]]:
    """Return the oldest release that may be installed, by package."""
    rows = tomllib.loads((HOUSE / ".ci/mended.toml").read_text(encoding="utf-8"))["mended"]
    return {canonicalize_name(row["package"]): row for row in rows}


def too_old(lock: Path = LOCK) -> list[str]:
    """Return a line for each part of the lock file that is older than the table allows."""
    table = mended()
    return [
        f"{one.name} {pinned(one)} is older than {row['version']}, which mends {', '.join(row['advisories'])}"
        for one in locked(lock)
        if (row := table.get(canonicalize_name(one.name))) and pinned(one) < Version(str(row["version"]))
    ]


def carried() -> list[dict[str, object]]:
    """Return what is carried of other people's programs, as CycloneDX has components."""
    origins = sorted((HOUSE / "media/third_party").glob("*/ORIGIN.toml"))
    said = [tomllib.loads(path.read_text(encoding="utf-8")) for path in origins]
    return [
        {
            "type": "library", "bom-ref": f"carried-{one['name']}", "name": one["name"], "version": one["version"],
            "purl": f"pkg:pypi/{one['name']}@{one['version']}", "licenses": [{"license": {"id": one["licence"]}}],
            "description": "in parts, in media/third_party",
        }
        for one in said
    ]  # fmt: skip


def write_sbom(into: Path) -> int:
    """Write the bill of materials, and return how many parts it has."""
    program = Path(sys.executable).with_name("cyclonedx-py")
    subprocess.run(
        [program, "requirements", LOCK, "--pyproject", HOUSE / "pyproject.toml", "--output-format", "JSON",
         "--output-reproducible", "--output-file", into],
        check=True, capture_output=True,
    )  # fmt: skip
    bill = json.loads(into.read_text(encoding="utf-8"))
    bill["components"] += carried()
    into.write_text(json.dumps(bill, indent=1) + "\n", encoding="utf-8")
    return len(bill["components"])


def asked_elsewhere() -> tuple[bool, str]:
    """Ask pip-audit for advisories; whether it found any, and what it said. Its lists may be out of reach."""
    program = Path(sys.executable).with_name("pip-audit")
    asked = [
        program,
        "--requirement",
        LOCK,
        "--require-hashes",
        "--no-deps",
        "--disable-pip",
        "--progress-spinner=off",
    ]
    done = subprocess.run(
        [*asked, "--timeout=10", "--format=json"], capture_output=True, text=True, check=False
    )
    try:
        parts = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        why = (done.stderr.strip() or "no answer").splitlines()[-1]
        return (
            False,
            f"NOT asked: the lists of advisories are out of reach ({why[:200]}). Known rows were checked alone.",
        )
    holes = [
        f"{part['name']} {part['version']}: {hole['id']}" for part in parts for hole in part.get("vulns", ())
    ]
    unknown = [part["name"] for part in parts if "skip_reason" in part]
    if len(unknown) == len(parts):
        return False, "NOT asked: the lists of advisories are out of reach. Known rows were checked alone."
    told = [*holes, *([f"not asked: {', '.join(unknown)}"] if unknown else [])]
    return bool(holes), "\n".join(told) or f"no advisory is known for {len(parts)} parts"


def main(folder: Path) -> int:
    """Say all of it."""
    folder.mkdir(parents=True, exist_ok=True)
    old = too_old()
    sys.stdout.write("\n".join(old or [f"every part is at or above {len(mended())} mended releases"]) + "\n")
    count = write_sbom(folder / "sbom.json")
    sys.stdout.write(f"{folder / 'sbom.json'}: {count} parts\n")
    found, said = asked_elsewhere()
    sys.stdout.write(said + "\n")
    sys.stdout.write("Not looked at: ffmpeg itself (imageio-ffmpeg brings it), Python, the system.\n")
    return 1 if old or found else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
