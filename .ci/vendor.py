"""Brings what others wrote for the desk's pages and their tests: single files of pinned releases, by their hashes.

Run from the root of the project: `python .ci/vendor.py`. To take a newer release, change its version in
campaign/web/vendor/ORIGIN.toml (or tests/data/axe/ORIGIN.toml), run with `--take`, read what changed, and commit.
"""

import base64
import hashlib
import re
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from pathlib import Path

FOLDERS = (Path("campaign/web/vendor"), Path("tests/data/axe"))


def main() -> int:
    """Bring each file; end with 1 where something is not what its table says."""
    return max(brought_into(folder) for folder in FOLDERS)


def brought_into(here: Path) -> int:
    """Bring the files of one folder; return 1 where something is not what its table says."""
    table = here / "ORIGIN.toml"
    written, wrong = table.read_text(encoding="utf-8"), 0
    for one in tomllib.loads(written)["file"]:
        archive, members = fetched(one)
        brought = {"integrity": digest(archive), "sha256": hashlib.sha256(members[one["member"]]).hexdigest()}
        if "--take" in sys.argv:
            for name, value in brought.items():
                written = replaced(written, one["name"], name, value)
        elif any(brought[name] != one[name] for name in brought):
            sys.stderr.write(f"{one['name']}: {one['package']}@{one['version']} is not what the table says\n")
            wrong = 1
            continue
        (here / one["name"]).write_bytes(members[one["member"]])
        (here / one["licence_file"]).write_bytes(members[one["licence_member"]])
    if "--take" in sys.argv:
        table.write_text(written, encoding="utf-8")
    return wrong


def fetched(one: dict[str, str]) -> tuple[bytes, dict[str, bytes]]:
    """Return a release's archive as the registry has it, and the files of it that are wanted."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", "--silent", f"{one['package']}@{one['version']}"]
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
        (path,) = Path(folder).glob("*.tgz")
        with tarfile.open(path) as opened:
            wanted = (one["member"], one["licence_member"])
            found = {name: opened.extractfile(f"package/{name}") for name in wanted}
            return path.read_bytes(), {name: file.read() for name, file in found.items() if file}


def digest(archive: bytes) -> str:
    """Return an archive's hash as registries write it."""
    return f"sha512-{base64.b64encode(hashlib.sha512(archive).digest()).decode()}"


def replaced(written: str, file: str, name: str, value: str) -> str:
    """Return the table with one value of one file exchanged."""
    pattern = rf'(?s)(name = "{re.escape(file)}".*?\n{name} = ")[^"]*(")'
    return re.sub(pattern, lambda found: found[1] + value + found[2], written, count=1)


if __name__ == "__main__":
    sys.exit(main())
