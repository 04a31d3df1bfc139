"""The track with the voice is heard, whatever the camera wrote first; what is not heard is said, and can be chosen."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import Result

from media import formats
from media.brand import kit
from media.errors import BadInput
from media.render import recipe, renderer
from media.render.encoding import FINAL
from media.sources import audio, probe, sound_kinds, sound_tracks
from media.sources.sound_tracks import SoundTrack
from media.timeline import timeline
from media.timeline.timeline import Timeline
from schedules.database import approvals, engine, posts
from schedules.model.states import State
from tests import small_films
from tests.paths import CLASSIC_KIT, STREET
from tests.queue_campaign import NOON

VOICE = "0.3*sin(2*PI*300*t)*(0.5+0.5*sin(2*PI*3*t))"  # loud and soft, as words are
SILENCE = "0"
MAINS = "0.2*sin(2*PI*50*t)+0.05*sin(2*PI*100*t)+0.02*sin(2*PI*200*t)"
KIT = replace(kit.load(CLASSIC_KIT), title_ms=0, title_fade_ms=0, end_ms=0, end_fade_ms=0)
SMALL = replace(formats.LANDSCAPE, name="small", width=160, height=90)
MXF = ("-c:v", "mpeg2video", "-c:a", "pcm_s16le", "-f", "mxf")
MKV = ("-c:a", "flac", "-f", "matroska")
MP4 = ("-c:a", "aac", "-f", "mp4")
Words = tuple[object, ...]


def brought(path: Path, *sounds: str, extra: Words = MP4, seconds: float = 2, layout: str = "mono") -> Path:
    """A film with a sound track for each expression."""
    words: list[object] = ["-f", "lavfi", "-i", f"testsrc2=size=160x90:rate=25:duration={seconds}"]
    for one in sounds:
        words += ["-f", "lavfi", "-i", f"aevalsrc='{one}':s=48000:c={layout}:d={seconds}"]
    for number in range(len(sounds) + 1):
        words += ["-map", number]
    small_films.ffmpeg(*words, "-c:v", "libx264", "-preset", "ultrafast", *extra, f"file:{path}")
    return path


def street(name: str) -> Path:
    """A film that somebody brought."""
    path = STREET / "films" / name
    if not path.is_file():
        pytest.skip(f"no {path}: name the folder in CAMPAIGN_TEST_STREET")
    return path


def build(film: probe.Film) -> Timeline:
    """A timeline of the film alone."""
    return timeline.build(film=film, cues=(), brand=KIT, language="nl", format=SMALL)


SECOND_DEFAULT: Words = (*MKV, "-disposition:a:0", "0", "-disposition:a:1", "default")
CASES: dict[str, tuple[tuple[str, ...], Words, int]] = {
    "silence before a voice": ((SILENCE, VOICE), MP4, 1),
    "two voices, the second by default": ((VOICE, VOICE), SECOND_DEFAULT, 1),
    "two microphones of a camera, one plugged in": ((MAINS, VOICE), MXF, 1),
}


@pytest.mark.parametrize("case", CASES)
def test_track_that_is_heard(tmp_path: Path, case: str) -> None:
    """Silence and hum are never heard before a voice; of several voices the film's default one is."""
    sounds, extra, heard = CASES[case]
    found = probe.probe(brought(tmp_path / "film", *sounds, extra=extra, seconds=1))
    assert (found.sound_track, len(found.sounds)) == (heard, len(sounds)), found.sounds


SECONDS = np.arange(2 * sound_kinds.RATE) / sound_kinds.RATE
HEARD = {
    "voice": 0.3 * np.sin(600 * np.pi * SECONDS) * (0.5 + 0.5 * np.sin(6 * np.pi * SECONDS)),
    "silence": 0 * SECONDS,
    "mains": 0.2 * np.sin(100 * np.pi * SECONDS) + 0.05 * np.sin(200 * np.pi * SECONDS),
    "rumble": 0.2 * np.sin(100 * np.pi * SECONDS) * (0.5 + 0.5 * np.sin(6 * np.pi * SECONDS)),
    "noise": 0.05 * np.random.default_rng(7).uniform(-1, 1, len(SECONDS)),
    "hiss": 0.001 * np.random.default_rng(7).uniform(-1, 1, len(SECONDS)),
    "tone": 0.1 * np.sin(2000 * np.pi * SECONDS),
}
HEARD |= {"far voice": 0.01 * HEARD["voice"], "soft voice": 0.3 * HEARD["voice"]}
HEARD["drifting mains"] = HEARD["mains"] * (0.6 + 0.4 * np.sin(2 * np.pi * SECONDS))
HEARD["gusts"] = HEARD["noise"] * (0.5 + 0.5 * np.sin(4 * np.pi * SECONDS))
HEARD["very soft voice"] = 0.004 * HEARD["voice"]  # as real recordings are
HEARD["few words"] = HEARD["voice"] * (SECONDS > 1.7)
HEARD["voice over mains"] = HEARD["soft voice"] + HEARD["mains"]
CHOICES: list[tuple[str, int]] = [  # the default ones with a star; which is heard
    ("silence, voice", 1),
    ("voice, silence*", 0),
    ("mains*, voice", 1),
    ("rumble*, voice", 1),
    ("noise*, voice", 1),
    ("hiss*, voice", 1),
    ("tone*, voice", 1),
    ("mains*, tone", 1),
    ("far voice*, voice", 1),
    ("mains*, voice over mains", 1),
    ("soft voice*, voice", 0),
    ("voice*, soft voice", 0),
    ("voice, soft voice*", 1),
    ("voice, voice", 0),
    ("tone, tone*", 1),
    ("soft voice*, voice*", 1),
    ("soft voice, voice", 1),
    ("silence*, mains, voice", 2),
    ("drifting mains*, voice", 1),
    ("gusts*, voice", 1),
    ("silence*, very soft voice", 1),
    ("mains*, few words", 1),
    ("silence, silence*", 1),
    ("silence, mains", 1),
]


@pytest.mark.parametrize(("tracks", "heard"), CHOICES)
def test_choice(tracks: str, heard: int) -> None:
    """What holds no voice goes last; then the film's default track is heard, then the one that is clearly louder."""
    there = [
        SoundTrack(heard=sound_kinds.judged([sampled(one.rstrip("*"))]), is_default=one.endswith("*"))
        for one in tracks.split(", ")
    ]
    assert sound_tracks.chosen(there) == heard, there


def sampled(*channels: str) -> sound_kinds.Samples:
    """Samples of a sound with these channels."""
    return np.stack([HEARD[one] * 32767 for one in channels], axis=1).astype(np.int16)


def test_speech_is_looked_for_where_it_is(tmp_path: Path) -> None:
    """Checks of subtitles and estimates listen to the track that is heard, or that a person chose."""
    late = f"{VOICE}*between(t,1,2)"
    film = probe.probe(brought(tmp_path / "film.mkv", SILENCE, late, extra=MKV, seconds=3))
    assert np.array(audio.speech_spans(film)) == pytest.approx(np.array([(1000, 2000)]), abs=150)
    assert audio.speech_spans(film.hearing(1)) == ()


def test_real_speech(films: Path) -> None:
    """Somebody who really speaks is known to do so."""
    assert probe.probe(films / "timecode-speech.mp4").sounds == ("voice",)


def test_long_film_is_sampled(tmp_path: Path) -> None:
    """Of a long film parts are listened to, from beginning to end, so that it takes no longer than a short one."""
    path = tmp_path / "long.mkv"
    words = [
        word
        for one in (SILENCE, f"{VOICE}*gt(t,250)")
        for word in ("-f", "lavfi", "-i", f"aevalsrc='{one}':s=2000:c=mono:d=300")
    ]
    small_films.ffmpeg(*words, "-map", 0, "-map", 1, "-c:a", "pcm_s16le", path)
    found = sound_tracks.found(path, small_films.told(path), [True, True], 300_000)
    assert [track.heard.kind for track in found] == ["silence", "voice"]
    for tracks in (1, 2, 16):
        windows = list(sound_tracks._windows(4 * 3600 * 1000, tracks))
        assert 4 <= len(windows) <= 8
        assert (windows[0][0], sum(windows[-1])) == (0, 4 * 3600 * 1000)


def test_track_of_an_unknown_kind(tmp_path: Path) -> None:
    """A track of a kind that nobody can decode is passed over; where there is no other, there is no sound."""
    both = brought(tmp_path / "both.mp4", VOICE, VOICE, seconds=1).read_bytes()
    (tmp_path / "both.mp4").write_bytes(both.replace(b"mp4a", b"abcd", 1).replace(b"esds", b"abcd", 1))
    found = probe.probe(tmp_path / "both.mp4")
    assert (found.sounds, found.sound_track, found.has_sound) == (("unreadable", "sound"), 1, True)
    (tmp_path / "one.mp4").write_bytes(both.replace(b"mp4a", b"abcd").replace(b"esds", b"abcd"))
    found = probe.probe(tmp_path / "one.mp4")
    assert (found.sounds, found.has_sound) == (("unreadable", "unreadable"), False)


@pytest.mark.parametrize(
    ("channels", "alone"),
    [
        ("voice, silence", 0),
        ("silence, voice", 1),
        ("silence, silence, silence, voice, silence, silence", 3),
        ("voice, voice", -1),
        ("voice, soft voice", -1),
        ("voice, tone", -1),
        ("voice, hiss", 0),
        ("silence, silence", -1),
        ("hiss, silence", -1),
        ("tone, silence", -1),
        ("voice", -1),
    ],
)
def test_channel_that_carries_the_voice_alone(channels: str, alone: int) -> None:
    """A voice in one channel alone is known by the silence in all others."""
    assert sound_kinds.judged([sampled(*channels.split(", "))]).lone_channel == alone


def test_channels_that_cancel_each_other() -> None:
    """Of two channels of which one is the other upside down, a telephone's loudspeaker would play nothing."""
    voice = sampled("voice", "voice")
    assert sound_kinds.judged([voice * np.array([1, -1], dtype=np.int16)]).lone_channel == 0


def test_channels_that_become_fewer() -> None:
    """Where the number of channels changes on the way, none is heard alone."""
    assert sound_kinds.judged([sampled("voice", "silence"), sampled("voice")]).lone_channel == -1


def test_picture_that_is_shown(tmp_path: Path) -> None:
    """Of several pictures the default one is shown, of several such the largest; a small copy or a cover is none."""
    words: list[object] = []
    for size in ("64x36", "128x72", "160x90"):
        words += ["-f", "lavfi", "-i", f"testsrc2=size={size}:rate=25:duration=1"]

    def made(name: str, *inputs: int, default: str, **more: str) -> tuple[int, int, int]:
        maps = [word for one in inputs for word in ("-map", one)]
        flags = [word for at, flag in enumerate(default.split()) for word in (f"-disposition:v:{at}", flag)]
        coded = ("-c:v", "libx264", "-preset", "ultrafast", *(("-c:v:0", more["first"]) if more else ()))
        small_films.ffmpeg(*words, *maps, *coded, *flags, tmp_path / name)
        found = probe.probe(tmp_path / name)
        return found.width, found.picture_track, found.pictures

    assert made("a.mp4", 1, 2, default="default default") == (160, 1, 2)
    assert made("b.mkv", 1, 2, default="default 0") == (128, 0, 2)
    assert made("c.mkv", 0, 2, default="default 0") == (160, 1, 2)
    assert made("d.mp4", 1, 2, default="attached_pic default", first="mjpeg") == (160, 0, 1)


def test_tracks_that_refer_to_each_other(tmp_path: Path) -> None:
    """Tracks that ffmpeg lists in a group count: those of a camera with a clock, or of an iPhone with spatial sound."""
    path = brought(
        tmp_path / "film.mov", SILENCE, VOICE, extra=("-c:a", "aac", "-timecode", "10:00:00:00"), seconds=1
    )
    found = probe.probe(path)
    assert (found.sound_track, found.sounds, found.pictures) == (1, ("silence", "voice"), 1)
    said = (
        "Input #0, mov\n  Stream group #0:0[0x6]: Track Reference:\n"
        "    Stream #0:1[0x2](und): Audio: aac (LC), 48000 Hz, stereo, fltp (default)\n"
        "    Stream #0:2[0x3](und): Audio: apple_apac (apac / 0x63617061), 48000 Hz, 4 channels\n"
        "  Stream #0:0[0x1](und): Video: hevc (Main), 1920x1080 (default)\n"
    )
    assert [codec for codec, _ in sound_tracks._told(said)] == ["aac", "apple_apac"]
    assert [sound_tracks._kind(codec, True) for codec, _ in sound_tracks._told(said)] == [
        "sound",
        "unreadable",
    ]


def test_programs_in_another_order(tmp_path: Path) -> None:
    """Where programs list tracks in another order than the film has them, they keep their numbers."""
    said = "  Program 1\n  Stream #0:2[0x102]: Audio: mp2, mono\n  Program 2\n  Stream #0:1[0x101]: Audio: aac, mono\n"
    assert [codec for codec, _ in sound_tracks._told(said)] == ["aac", "mp2"]


def test_sound_with_a_cover_is_no_film(tmp_path: Path) -> None:
    """A recording with a cover is no film; it is said what to give instead."""
    words = ["-f", "lavfi", "-i", "sine=440:d=1", "-f", "lavfi", "-i", "testsrc2=size=64x64:rate=1:d=1"]
    cover = ["-map", 0, "-map", 1, "-c:v", "mjpeg", "-disposition:v", "attached_pic"]
    for name in ("song.m4a", "song.mp3", "song.flac"):
        small_films.ffmpeg(*words, *cover, tmp_path / name)
        with pytest.raises(BadInput, match="film-no-picture"):
            probe.probe(tmp_path / name)


# What staff see of it


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory, campaign: Callable[..., Result]) -> Path:
    """A campaign, beside which a film lies with silence in its first track and a voice in its second."""
    room = tmp_path_factory.mktemp("room")
    brought(room / "bakery.mp4", SILENCE, VOICE)
    assert campaign("init", room / "c", "--language", "nl").exit_code == 0
    return room


@pytest.fixture
def folder(founded: Path, tmp_path: Path) -> Path:
    """A copy of that campaign."""
    shutil.copy(founded / "bakery.mp4", tmp_path)
    return shutil.copytree(founded / "c", tmp_path / "c")


@pytest.fixture
def add(campaign: Callable[..., Result], folder: Path) -> Callable[..., Result]:
    """Take in a film under the slug bakery."""

    def added(film: Path, *more: object) -> Result:
        said = (
            "--speaker",
            "Nora Voorbeeld",
            "--role",
            "coach",
            "--organisation",
            "Brusoc",
            "--language",
            "nl",
        )
        return campaign("testimony", "add", film, "--slug", "bakery", *said, *more, folder=folder)

    return added


def shown(campaign: Callable[..., Result], folder: Path) -> dict[str, Any]:
    """The testimony as programs read it."""
    found: dict[str, Any] = json.loads(
        campaign("testimony", "show", "bakery", "--json", folder=folder).stdout
    )
    return found


def test_it_is_said_and_kept(
    campaign: Callable[..., Result], folder: Path, add: Callable[..., Result]
) -> None:
    """Taking a film in says what its tracks hold and which is heard; that is kept with the testimony, and shown."""
    done = add(folder.parent / "bakery.mp4")
    assert done.exit_code == 0, done.stderr
    assert (
        "this film has 2 sound tracks (track 1: silence; track 2: a voice); number 2 is heard" in done.stderr
    )
    assert "`campaign testimony edit bakery --sound-track N`" in done.stderr
    assert shown(campaign, folder)["sound_track"] == 2
    assert "sound track" in campaign("testimony", "show", "bakery", folder=folder).stdout.lower()


def test_another_track_is_chosen(
    campaign: Callable[..., Result], folder: Path, add: Callable[..., Result]
) -> None:
    """`--sound-track` chooses another track, at once or later; an approval of the old one stands no more."""
    assert "number 1 is heard" in add(folder.parent / "bakery.mp4", "--sound-track", 1).stderr
    assert shown(campaign, folder)["sound_track"] == 1
    with engine.open_in(folder).write() as session:
        number = posts.add_post(
            session, now=NOON, state=State.DRAFT, kind="video", language="nl", caption="Dag", testimony_id=1
        )
        approved = approvals.content_hash(session, number)
    done = campaign("testimony", "edit", "bakery", "--sound-track", 2, folder=folder)
    with engine.open_in(folder).read() as session:
        assert approvals.content_hash(session, number) != approved
    assert done.exit_code == 0, done.stderr
    assert shown(campaign, folder)["sound_track"] == 2


@pytest.mark.parametrize("number", [0, 3, 99])
def test_track_that_is_not_there(
    campaign: Callable[..., Result], folder: Path, add: Callable[..., Result], number: int
) -> None:
    """A track beyond those that are there is refused in one line that names them, and nothing is taken in."""
    done = add(folder.parent / "bakery.mp4", "--sound-track", number)
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (2, "", 1), done.stderr
    assert number == 0 or "2 (track 1: silence; track 2: a voice)" in done.stderr
    assert json.loads(campaign("testimony", "list", "--json", folder=folder).stdout) == []


def test_no_sound_to_choose_from(tmp_path: Path, add: Callable[..., Result]) -> None:
    """In a silent film no track can be chosen; without a choice it is taken in."""
    film = small_films.film(tmp_path / "mute.mp4", sound=None)
    done = add(film, "--sound-track", 1)
    assert done.exit_code == 2
    assert "has no sound track" in done.stderr
    assert add(film).exit_code == 0


@pytest.mark.parametrize(
    ("sounds", "layout", "words"),
    [
        ((f"0|{VOICE}",), "stereo", "only channel 2 of the sound carries a voice; it is heard in both ears"),
        (("0|0",), "stereo", "nobody is heard in the film's sound (track 1: silence)"),
        ((SILENCE,), "mono", "nobody is heard in the film's sound (track 1: silence)"),
        ((MAINS, SILENCE), "mono", "nobody is heard in the film's sound (track 1: hum or noise)"),
    ],
)
def test_what_is_odd_is_said(
    tmp_path: Path, add: Callable[..., Result], sounds: tuple[str, ...], layout: str, words: str
) -> None:
    """Sound in which nobody speaks, or that one channel carries, is told when the film is taken in."""
    done = add(brought(tmp_path / "odd.mkv", *sounds, extra=MKV, layout=layout))
    assert done.exit_code == 0
    assert words in done.stderr


def test_other_tracks_are_said(tmp_path: Path, add: Callable[..., Result]) -> None:
    """A second picture and subtitles inside the film are left out, which is told when it is taken in."""
    (tmp_path / "a.srt").write_text("1\n00:00:00,100 --> 00:00:00,900\nDag\n", encoding="utf-8")
    words: list[object] = ["-i", tmp_path / "a.srt"]
    for size in ("128x72", "160x90"):
        words += ["-f", "lavfi", "-i", f"testsrc2=size={size}:rate=25:duration=1"]
    small_films.ffmpeg(*words, "-map", 0, "-map", 1, "-map", 2, "-c:v", "libx264", tmp_path / "film.mkv")
    done = add(tmp_path / "film.mkv")
    assert done.exit_code == 0
    assert "this film has 2 pictures; number 1 is shown, the others are not" in done.stderr
    assert "the film has subtitles of its own, which are not used (tracks: 1)" in done.stderr


def test_given_film(campaign: Callable[..., Result], folder: Path, add: Callable[..., Result]) -> None:
    """The film whose first track is silent is heard by its second."""
    done = add(street("voice-in-second-track.mp4"))
    assert "2 sound tracks (track 1: silence; track 2: sound); number 2 is heard" in done.stderr
    assert shown(campaign, folder)["sound_track"] == 2


# What is rendered


def test_another_track_is_another_film(tmp_path: Path) -> None:
    """Whose sound is heard is part of what a finished film is named by; what was not known before is not."""
    film = probe.probe(brought(tmp_path / "film.mkv", VOICE, f"0.9*{VOICE}", extra=MKV))
    first, second = (recipe.of(build(film.hearing(number)), FINAL) for number in (1, 2))
    assert (first.key != second.key, first.sound != second.sound) == (True, True)
    assert first.pieces == second.pieces
    assert [one.code for one in recipe._changed(first.written, second.written)] == ["why-track"]
    assert renderer.key(build(film)) == first.key
    assert renderer.key(build(replace(film, sounds=(), lone_channels=()))) == first.key


def ears(path: Path) -> "np.ndarray[Any, np.dtype[np.float32]]":
    """A finished film's sound, a column for each ear."""
    raw = small_films.piped("-i", path, "-vn", "-f", "f32le")
    return np.frombuffer(raw, dtype=np.float32).reshape(-1, 2)


@pytest.mark.slow
@pytest.mark.parametrize(("number", "heard"), [(None, True), (1, False), (2, True)])
def test_it_is_heard_in_the_finished_film(tmp_path: Path, number: int | None, heard: bool) -> None:
    """The chosen track is what is heard: the voice, or the silence that a person asked for."""
    film = probe.probe(brought(tmp_path / "film.mkv", SILENCE, VOICE, extra=MKV)).hearing(number)
    done = renderer.render(build(film), tmp_path / "out")
    assert bool(ears(done.path).max() > 0.1) is heard


@pytest.mark.slow
@pytest.mark.parametrize(
    ("sound", "layout"),
    [(f"0|{VOICE}", "stereo"), (f"0|0|0|{VOICE}|0|0", "5.1"), (f"{VOICE}|-{VOICE}", "stereo")],
)
def test_lone_channel_is_heard_in_both_ears(tmp_path: Path, sound: str, layout: str) -> None:
    """A voice in one channel comes out of both loudspeakers, and of a telephone's one."""
    film = probe.probe(brought(tmp_path / "film.mkv", sound, extra=MKV, layout=layout))
    left, right = ears(renderer.render(build(film), tmp_path / "out").path).T
    assert left.max() > 0.1
    assert right == pytest.approx(left, abs=0.01)


@pytest.mark.slow
def test_the_larger_picture_is_rendered(tmp_path: Path) -> None:
    """The picture that was chosen is the one that is seen, though it is not the first."""
    words = []
    for colour, size in (("red", "64x36"), ("blue", "160x90")):
        words += ["-f", "lavfi", "-i", f"color={colour}:size={size}:rate=25:duration=1"]
    small_films.ffmpeg(
        *words, "-map", 0, "-map", 1, "-c:v", "libx264", "-pix_fmt", "yuv420p", tmp_path / "film.mkv"
    )
    laid = build(probe.probe(tmp_path / "film.mkv"))
    frame = small_films.frames(renderer.render(laid, tmp_path / "out").path, [5], (160, 90))[0]
    assert frame[45, 80].astype(int).tolist() == pytest.approx([0, 0, 255], abs=12)
