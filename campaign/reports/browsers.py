"""Prints a page of ours as a PDF with a browser of this computer: one of Chromium's family, which print by themselves.

The browser gets an empty profile of its own, no extension and no network, bounds like every program that we start,
and the page alone.
"""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath, PureWindowsPath
from shutil import which

from media import child_programs

SECONDS = 120  # at most, for one page, however long
_MEMORY_MB = 4096  # of each of the browser's processes
_COMMANDS = (  # Linux: wherever the search path has them
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
    *("microsoft-edge", "microsoft-edge-stable", "brave-browser", "brave", "vivaldi"),
)
_WINDOWS = (
    *(r"Microsoft\Edge\Application\msedge.exe", r"Google\Chrome\Application\chrome.exe"),
    *(r"BraveSoftware\Brave-Browser\Application\brave.exe", r"Chromium\Application\chrome.exe"),
    r"Vivaldi\Application\vivaldi.exe",
)
_PROGRAMS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
_MAC = ("Google Chrome", "Microsoft Edge", "Chromium", "Brave Browser", "Vivaldi")
_OPTIONS = (
    *("--headless", "--disable-gpu", "--no-first-run", "--no-default-browser-check", "--disable-extensions"),
    *(
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-default-apps",
    ),
    *(
        "--disable-breakpad",
        "--disable-crash-reporter",
        "--disable-dev-shm-usage",
        "--metrics-recording-only",
    ),
    *("--host-resolver-rules=MAP * ~NOTFOUND", "--proxy-server=127.0.0.1:9", "--no-pdf-header-footer"),
)


def found() -> list[Path]:
    """Return the browsers here that can print a page by themselves, in the order in which they are to be tried."""
    return [path for path in map(Path, places(sys.platform, child_programs.environment())) if path.is_file()]


def places(platform: str, ours: Mapping[str, str]) -> Iterator[str]:
    """Yield where browsers may be on a system, in the environment `ours`; by no path that is not whole."""
    if platform == "win32":
        folders = [ours[name] for name in _PROGRAMS if PureWindowsPath(ours.get(name, "")).is_absolute()]
        yield from (str(PureWindowsPath(folder, one)) for one in _WINDOWS for folder in folders)
    elif platform == "darwin":
        homes = ["/Applications", *([f"{ours['HOME']}/Applications"] if ours.get("HOME") else [])]
        yield from (
            str(PurePosixPath(home, f"{one}.app/Contents/MacOS/{one}")) for one in _MAC for home in homes
        )
    else:
        yield from (path for name in _COMMANDS if (path := which(name, path=ours.get("PATH", ""))))


def print_page(browser: Path, page: Path, *, work: Path) -> bytes | None:
    """Return a web page as a PDF, None where the browser makes none within two minutes.

    `work` is an empty folder for what the browser writes.
    """
    made = work / "page.pdf"
    command = [
        *child_programs.bounds(_MEMORY_MB),
        str(browser),
        *_OPTIONS,
        *_outside_sandbox(),
        f"--user-data-dir={work / 'profile'}",
        f"--print-to-pdf={made}",
        page.absolute().as_uri(),
    ]
    with suppress(OSError, subprocess.SubprocessError):  # what matters is whether there is a PDF
        child_programs.output(command, seconds=SECONDS, check=False)
    with suppress(OSError):
        if (printed := made.read_bytes()).startswith(b"%PDF-"):
            return printed
    return None


def _outside_sandbox() -> list[str]:
    """The administrator of a Linux computer has no sandbox: Chromium then starts only when told to do without."""
    return ["--no-sandbox"] if sys.platform == "linux" and os.geteuid() == 0 else []
