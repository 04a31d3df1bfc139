"""Recognises folders that other programs copy to other computers, and folders that lie on another computer.

A database that two computers write breaks, or falls back to what it was; and what is synchronised is a second copy of
the campaign. Names and marks are those that the programs give their folders (state of November 2026); what cannot be
recognised is a folder that iCloud takes from Desktop and Documents, and a drive that hides its nature.
"""

import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path, PurePath, PureWindowsPath

from media import child_programs

ANYWHERE = (  # what a part of the path says, wherever it stands
    ("OneDrive", r"onedrive([ \-–].*)?"),
    ("Dropbox", r"dropbox( \(.*\))?"),
    ("iCloud Drive", r"mobile documents|com~apple~clouddocs|iclouddrive|icloud drive.*"),
    ("Google Drive", r"google ?drive([ \-(].*)?|(my|mijn|mon) drive|meine ablage|\.shortcut-targets-by-id"),
    ("Nextcloud", r"nextcloud\d*([ \-].*)?"),
    ("ownCloud", r"owncloud\d*([ \-].*)?"),
    ("Synology Drive", r"synology ?drive.*"),
    ("kDrive", r"kdrive\d*"),
    ("pCloud", r"pcloud ?drive"),
    ("Proton Drive", r"proton ?drive.*"),
    ("MEGA", r"megasync( .*)?"),
    ("Box", r"box sync"),
)
AT_HOME = (
    ("Box", "box"),
    ("MEGA", "mega"),
    ("Seafile", "seafile"),
    ("pCloud", "pcloud"),
    ("Tresorit", "tresorit"),
)
MARKS = (  # what stands in the root of a folder that is synchronised
    ("OneDrive", ".849C9593-D756-4E56-8D6E-42412F2A707B"),
    ("Dropbox", ".dropbox"),
    ("Dropbox", ".dropbox.cache"),
    ("Google Drive", ".tmp.driveupload"),
    ("Nextcloud", ".nextcloudsync.log"),
    ("ownCloud", ".owncloudsync.log"),
    ("Syncthing", ".stfolder"),
    ("Synology Drive", ".SynologyWorkingDirectory"),
    ("Resilio Sync", ".sync"),
)
VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")  # of the environment: its folders
# kinds of file systems that lie on another computer
NETWORKS = frozenset((
    "nfs", "nfs3", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afpfs", "afs", "ncpfs", "ceph",
    "lustre", "glusterfs", "beegfs", "webdav", "davfs", "davfs2", "ftp", "9p", "vboxsf", "vmhgfs",
    "prl_fs", "rclone", "fuse.sshfs", "fuse.rclone", "fuse.gvfsd-fuse", "fuse.vmhgfs-fuse",
    "fuse.davfs2", "fuse.s3fs", "fuse.curlftpfs", "fuse.glusterfs", "fuse.ceph", "fuse.onedriver",
    "fuse.google-drive-ocamlfuse",
))  # fmt: skip
_LINUX_MOUNT = re.compile(r"\S+ (?P<place>\S+) (?P<kind>\S+) (?P<options>\S+)")
_MAC_MOUNT = re.compile(r".+? on (?P<place>/.*) \((?P<kind>[^,)]+)(?P<options>[^)]*)\)")
_REMOTE_DRIVE = 4  # GetDriveTypeW


@dataclass(frozen=True, kw_only=True)
class World:
    """What this computer tells of its folders: OneDrive's variables, mounts, drives and files."""

    platform: str
    environment: Mapping[str, str] = field(default_factory=dict)
    mounts: str = ""
    is_remote: Callable[[str], bool] = lambda _drive: False
    exists: Callable[[PurePath], bool] = lambda _path: False


@dataclass(frozen=True, kw_only=True)
class Synced:
    """What copies a folder, or where it lies: `code` is that of the sentence, `name` the program's or the drive's."""

    code: str
    name: str


def this_world(environment: Mapping[str, str]) -> World:
    """Ask this computer."""
    return World(
        platform=sys.platform,
        environment=environment,
        mounts=_mounts(),
        is_remote=_is_remote_drive,
        exists=lambda path: Path(path).exists(),
    )


def recognised(folder: Path, world: World) -> Synced | None:
    """Tell what copies a folder, by the name it was given or by the one it really has; None where nothing is known."""
    names = dict.fromkeys((folder.absolute(), folder.resolve()))
    return next(filter(None, (of(name, world) for name in names)), None)


def of(folder: PurePath, world: World) -> Synced | None:
    """Tell what copies a folder of this name; None where nothing is known to."""
    program = _by_variable(folder, world) or _by_name(folder) or _by_mark(folder, world)
    if program:
        return Synced(code="folder-synced", name=program)
    drive = _network_drive(folder, world)
    return Synced(code="folder-on-network", name=drive) if drive else None


def _by_variable(folder: PurePath, world: World) -> str | None:
    roots = [type(folder)(root) for root in world.environment.values()]
    return "OneDrive" if any(folder.is_relative_to(root) for root in roots) else None


def _by_name(folder: PurePath) -> str | None:
    parts = [part.casefold() for part in folder.parts]
    known = (name for part in parts for name, pattern in ANYWHERE if re.fullmatch(pattern, part))
    if name := next(known, None):
        return name
    for place, above in enumerate(pairwise(parts[:-1]), 2):
        if above == ("library", "cloudstorage"):  # where macOS keeps what any program copies
            return folder.parts[place].partition("-")[0]
    at_home = next(
        (after for at, after in enumerate(parts[2:], 2) if parts[at - 2] in ("home", "users")), None
    )
    return next((name for name, wanted in AT_HOME if at_home == wanted), None)


def _by_mark(folder: PurePath, world: World) -> str | None:
    for place in (folder, *folder.parents):
        for name, mark in MARKS:
            if world.exists(place / mark) and (place.name or name != "Resilio Sync"):
                return name
    return None


def _network_drive(folder: PurePath, world: World) -> str | None:
    """Return the share that a folder lies on: a UNC path, a mapped drive, or what is mounted there."""
    if isinstance(folder, PureWindowsPath):
        drive = re.sub(r"^\\\\[?.]\\(UNC\\)?", lambda found: "\\\\" if found[1] else "", folder.drive)
        is_share = drive.startswith("\\\\")
        return drive if is_share or (drive and world.is_remote(f"{drive}\\")) else None
    inside = [(place, kind) for place, kind in _mounted(world) if folder.is_relative_to(place)]
    place, kind = max(inside, key=lambda one: len(one[0]), default=("", ""))
    return f"{place} ({kind})" if kind in NETWORKS else None


def _mounted(world: World) -> Iterator[tuple[str, str]]:
    """Yield what is mounted where, as (place, kind); the drives of Windows below WSL are this computer's own."""
    pattern = _MAC_MOUNT if world.platform == "darwin" else _LINUX_MOUNT
    for line in world.mounts.splitlines():
        found = pattern.match(line)
        if found and not (found["kind"] == "9p" and "drvfs" in found["options"]):
            place = re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), found["place"])
            yield place, found["kind"]


def _mounts() -> str:
    try:
        if sys.platform == "darwin":
            with child_programs.started(["/sbin/mount"], heard=False) as mount:
                return mount.communicate()[0].decode(errors="replace")
        return Path("/proc/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _is_remote_drive(drive: str) -> bool:
    if sys.platform != "win32":
        return False
    import ctypes

    return bool(ctypes.windll.kernel32.GetDriveTypeW(drive) == _REMOTE_DRIVE)
