"""Folders that other programs copy, and folders on other computers, are recognised and told of; nothing is refused."""

from collections.abc import Callable
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest
from click.testing import Result

from campaign import synced_folders
from campaign.synced_folders import Synced, World

P, W = PurePosixPath, PureWindowsPath
LINUX = """\
/dev/vda / ext4 rw,relatime 0 0
fileserver:/export/office /srv/office nfs4 rw,vers=4.2 0 0
//nas/campaigns /mnt/nas\\040of\\040us cifs rw,vers=3.1.1 0 0
/dev/sdb1 /mnt/nas\\040of\\040us/local ext4 rw 0 0
gvfsd-fuse /run/user/1000/gvfs fuse.gvfsd-fuse rw 0 0
C:\\134 /mnt/c 9p rw,aname=drvfs;path=C:\\134;uid=1000 0 0
share /mnt/vm 9p rw,trans=virtio 0 0
office:/home /home/nora/remote fuse.sshfs rw 0 0
/dev/sdc1 /media/nora/STICK vfat rw 0 0
"""
MAC = """\
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
//nora@nas._smb._tcp.local/Campagne (2020) on /Volumes/Campagne (2020) (smbfs, nodev, nosuid, mounted by nora)
/dev/disk4s1 on /Volumes/STICK (msdos, local, nodev)
"""
REMOTE = {"Z:\\"}


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        (P("/home/nora/OneDrive/mey"), "OneDrive"),
        (P("/Users/nora/Library/CloudStorage/OneDrive-Crédal/mey"), "OneDrive"),
        (W(r"C:\Users\nora\OneDrive - microStart\Documenten\mey"), "OneDrive"),
        (W(r"C:\Users\Nora\ONEDRIVE - Personnel\mey"), "OneDrive"),
        (P("/home/nora/Dropbox/mey"), "Dropbox"),
        (W(r"D:\Dropbox (Hefboom)\mey"), "Dropbox"),
        (P("/Users/nora/Library/Mobile Documents/com~apple~CloudDocs/mey"), "iCloud Drive"),
        (W(r"C:\Users\nora\iCloudDrive\mey"), "iCloud Drive"),
        (P("/Users/nora/Library/CloudStorage/GoogleDrive-nora@example.org/Mijn Drive/mey"), "Google Drive"),
        (W(r"G:\Mon Drive\mey"), "Google Drive"),
        (W(r"G:\My Drive\mey"), "Google Drive"),
        (P("/Users/nora/Google Drive/mey"), "Google Drive"),
        (P("/home/nora/Nextcloud/mey"), "Nextcloud"),
        (P("/home/nora/Nextcloud2/mey"), "Nextcloud"),
        (P("/home/nora/ownCloud/mey"), "ownCloud"),
        (P("/home/nora/SynologyDrive/mey"), "Synology Drive"),
        (P("/Users/nora/Library/CloudStorage/Box-Box/mey"), "Box"),
        (P("/Users/nora/Library/CloudStorage/SomethingNew-nora/mey"), "SomethingNew"),
        (W(r"C:\Users\nora\Box\mey"), "Box"),
        (P("/home/nora/MEGA/mey"), "MEGA"),
        (P("/home/nora/work/box/mey"), None),
        (P("/home/nora/mega-campaign"), None),
        (P("/home/nora/drive/mey"), None),
        (P("/home/nora/dropbox-export"), None),
        (P("/Users/nora/Documents/mey"), None),
        (W(r"C:\Users\nora\Documents\mey"), None),
    ],
)
def test_programs_are_known_by_the_names_of_their_folders(folder: PurePath, name: str | None) -> None:
    """OneDrive, Dropbox, iCloud and the others, as they name their folders on each system and in our languages."""
    found = synced_folders.of(folder, World(platform="any"))
    assert found == (Synced(code="folder-synced", name=name) if name else None)


@pytest.mark.parametrize(
    ("mark", "name"),
    [
        ("/srv/shared/.dropbox", "Dropbox"),
        ("/srv/shared/.stfolder", "Syncthing"),
        ("/srv/shared/mey/.nextcloudsync.log", "Nextcloud"),
        ("/srv/shared/.849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"),
        ("/srv/other/.dropbox", None),
    ],
)
def test_programs_are_known_by_what_they_leave_there(mark: str, name: str | None) -> None:
    """A folder of any name is known by the file that a program keeps in the root of what it copies."""
    world = World(platform="linux", exists=lambda path: str(path) == mark)
    found = synced_folders.of(P("/srv/shared/mey"), world)
    assert (found.name if found else None) == name


def test_onedrive_says_where_it_is() -> None:
    """Where OneDrive's variables name a folder of another name, what lies in it is known."""
    world = World(platform="win32", environment={"OneDriveCommercial": r"D:\Wolk"})
    assert synced_folders.of(W(r"D:\Wolk\mey"), world) == Synced(code="folder-synced", name="OneDrive")
    assert synced_folders.of(W(r"D:\Wolken\mey"), world) is None


@pytest.mark.parametrize(
    ("platform", "folder", "drive"),
    [
        ("linux", P("/srv/office/mey"), "/srv/office (nfs4)"),
        ("linux", P("/mnt/nas of us/mey"), "/mnt/nas of us (cifs)"),
        ("linux", P("/mnt/nas of us/local/mey"), None),
        ("linux", P("/run/user/1000/gvfs/smb-share:server=nas/mey"), "/run/user/1000/gvfs (fuse.gvfsd-fuse)"),
        ("linux", P("/mnt/c/Users/nora/mey"), None),
        ("linux", P("/mnt/vm/mey"), "/mnt/vm (9p)"),
        ("linux", P("/home/nora/remote/mey"), "/home/nora/remote (fuse.sshfs)"),
        ("linux", P("/media/nora/STICK/mey"), None),
        ("linux", P("/srv/office2/mey"), None),
        ("darwin", P("/Volumes/Campagne (2020)/mey"), "/Volumes/Campagne (2020) (smbfs)"),
        ("darwin", P("/Volumes/STICK/mey"), None),
        ("win32", W(r"\\nas\campaigns\mey"), r"\\nas\campaigns"),
        ("win32", W(r"\\?\UNC\nas\campaigns\mey"), r"\\nas\campaigns"),
        ("win32", W(r"\\?\C:\mey"), None),
        ("win32", W(r"Z:\mey"), "Z:"),
        ("win32", W(r"C:\mey"), None),
    ],
)
def test_network_drives(platform: str, folder: PurePath, drive: str | None) -> None:
    """A share is known by what is mounted there, by its UNC name, or as a drive that Windows calls remote."""
    mounts = {"linux": LINUX, "darwin": MAC}.get(platform, "")
    found = synced_folders.of(
        folder, World(platform=platform, mounts=mounts, is_remote=lambda drive: drive in REMOTE)
    )
    assert found == (Synced(code="folder-on-network", name=drive) if drive else None)


def test_init_and_doctor_warn(tmp_path: Path, campaign: Callable[..., Result]) -> None:
    """`init` in such a folder makes the campaign and says what may happen; `doctor` goes on saying it, as a warning."""
    place = tmp_path / "Dropbox" / "mey"
    done = campaign("init", place)
    assert (done.exit_code, done.stderr.count("Dropbox copies")) == (0, 1)
    told = campaign("doctor", folder=place).stdout
    assert "Dropbox" in told
    assert "Dropbox" not in campaign("init", tmp_path / "mey").stderr
