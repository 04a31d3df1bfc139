"""Which stored paths fit their place in a campaign folder."""

from schedules.model import campaign_paths

ASTRAY = (
    "/etc/passwd", "../outside/victim.mp4", "films/../../outside/victim.mp4", "films/./0001.mp4", "films//0001.mp4",
    "films", "films/", "", ".", "..", "~/films/0001.mp4", "C:/films/0001.mp4", "films/C:/x", "C:\\films\\0001.mp4",
    "films\\..\\..\\outside", "\\\\server\\share\\x", "//server/share/x", "films/0001.mp4\x00.txt", "films/a\nb",
    "consent/0001.pdf", "renders/abc.mp4", "campaign.db", "films/ ../x", "films/.. /x", "films/...", "films/\ud800.mp4",
    "Films/0001.mp4", "films/" + "a" * 256, "films/" + "a/" * 600 + "b", None, 7, b"films/0001.mp4", ["films/0001.mp4"],
)  # fmt: skip
FIT = ("films/0001.mp4", "films/0001.nl-ab12cd34.srt", "films/a b (1).MP4", "films/été.mov", "films/x/y.mp4")


def test_every_odd_path_is_refused() -> None:
    """Absolute, upward, of another drive, of another folder, with odd signs: none of them fits; our own all do."""
    assert [path for path in ASTRAY if campaign_paths.fits(path, "films")] == []
    assert [path for path in FIT if not campaign_paths.fits(path, "films")] == []
