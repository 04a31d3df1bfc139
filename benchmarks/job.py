"""The standard job: what every program here makes of the same film, subtitles, pictures and brand.

The film begins under the title card's fade and is followed by the end card: 60 s of film make 65.0 s.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

FONTS = Path(__file__).parent.parent / "media/fonts"
FONT, BOLD_FONT = FONTS / "SourceSans3-SemiBold.ttf", FONTS / "SourceSans3-Bold.ttf"
INK, PINE, AMBER, CLOUD, WHITE, NIGHT = "#102a43", "#0f766e", "#ffb84d", "#faf7f0", "#ffffff", "#0b1a2a"
FPS, RATE = 30, 48000
TITLE_MS, TITLE_FADE_MS, END_MS = 2500, 500, 3000
LEAD_MS = TITLE_MS - TITLE_FADE_MS  # when the film begins
PLATE_FROM_MS, PLATE_MS, PLATE_FADE_MS, PLATE_SLIDE = 3000, 5000, 400, 0.05  # slide: of the picture's height
BOX_ALPHA, LINE_HEIGHT = 0.70, 0.056  # of the subtitles; a line as part of the picture's height
LUFS, TRUE_PEAK = -16, -1.5
NAME, DETAIL = "Aïcha Voorbeeld", "Entrepreneuse · microStart"
ROLE, SHOWN_ROLE = "entrepreneur", "micro-entrepreneur·e"  # as it is typed, and as a film in French shows it
HEADING = "Comment tenez-vous le coup pendant la crise ?"
LAST_WORD = "Ensemble, donnons leur chance aux petits entrepreneurs."

ENCODING = [
    *("-c:v", "libx264", "-profile:v", "high", "-preset", "veryfast", "-crf", "20", "-pix_fmt", "yuv420p"),
    *("-g", "60", "-keyint_min", "60", "-sc_threshold", "0", "-flags:v", "+cgop"),
    *("-color_range", "tv", "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709"),
    # Facebook asks for 128 kb/s; told 160, ffmpeg spends 68 on the real voice, and told 384 without its savings, 144.
    *("-c:a", "aac", "-b:a", "384k", "-aac_ms", "0", "-aac_is", "0", "-aac_pns", "0"),
    *("-ar", str(RATE), "-ac", "2", "-movflags", "+faststart"),
]  # fmt: skip

_WORDS = {
    "fr": (
        "J'ai ouvert ma boulangerie\nil y a tout juste cinq ans.",
        "Puis la crise est arrivée,\net la rue s'est vidée.",
        "Nous avons livré le pain\nà vélo dans le quartier.",
        "Mes clients sont revenus\nl'un après l'autre.",
        "Une petite aide, au bon moment,\nça change tout.",
    ),
    "nl": (
        "Ik begon mijn bakkerij\nvandaag vijf jaar geleden.",
        "Toen kwam de crisis,\nen de straat liep leeg.",
        "Wij brachten het brood\nper fiets in de buurt.",
        "Mijn klanten kwamen terug,\nde een na de ander.",
        "Een duwtje op tijd,\ndat maakt het verschil.",
    ),
}


@dataclass(frozen=True, kw_only=True)
class Cue:
    """A subtitle of two lines, in the film's own time."""

    start_ms: int
    end_ms: int
    text: str


@dataclass(frozen=True, kw_only=True)
class Job:
    """A film of so many frames at 30 a second, to be made this large; `folder` holds the pictures."""

    film: Path
    folder: Path
    frames: int
    width: int = 1920
    height: int = 1080
    format: str = "landscape"

    @property
    def film_ms(self) -> int:
        """Length of the film alone."""
        return round(self.frames * 1000 / FPS)

    @property
    def out_frames(self) -> int:
        """Frames of the film with its cards."""
        return self.frames + (LEAD_MS + END_MS) * FPS // 1000

    @property
    def out_seconds(self) -> float:
        """Length of the film with its cards."""
        return self.out_frames / FPS

    @property
    def plate_ms(self) -> int:
        """How long the lower third stands; a film for trying things out may be shorter."""
        return min(PLATE_MS, LEAD_MS + self.film_ms - PLATE_FROM_MS)

    def cues(self, language: str = "fr") -> list[Cue]:
        """A cue of 2.6 s every 3 s of the film: 20 a minute."""
        words = _WORDS[language]
        starts = range(200, self.film_ms - 1000, 3000)
        return [
            Cue(start_ms=at, end_ms=min(at + 2600, self.film_ms), text=words[number % len(words)])
            for number, at in enumerate(starts)
        ]

    def subtitles(self, language: str) -> Path:
        """The SRT file of a language, in the film's own time."""
        return self.folder / f"film.{language}.srt"

    def pixels(self, share: float) -> int:
        """A share of the picture's height as pixels, even, as 4:2:0 pictures can be laid on even ones only."""
        return round(self.height * share / 2) * 2


def save(job: Job) -> None:
    """Write a job into its folder, for the programs to read."""
    job.folder.mkdir(parents=True, exist_ok=True)
    (job.folder / "job.json").write_text(json.dumps(asdict(job), default=str), encoding="utf-8")
    for language in _WORDS:
        job.subtitles(language).write_text(srt(job.cues(language)), encoding="utf-8")


def load(folder: Path) -> Job:
    """Read the job of a folder."""
    said = json.loads((folder / "job.json").read_text(encoding="utf-8"))
    return Job(**(said | {"film": Path(said["film"]), "folder": Path(said["folder"])}))


def srt(cues: list[Cue]) -> str:
    """Cues as an SRT file; MoviePy forgets the last one unless an empty line follows it."""
    parts = [
        f"{number}\n{clock(cue.start_ms)} --> {clock(cue.end_ms)}\n{cue.text}\n"
        for number, cue in enumerate(cues, 1)
    ]
    return "\n".join([*parts, ""])


def clock(ms: int, fraction: str = ",") -> str:
    """A moment as subtitle files write it."""
    minutes, rest = divmod(ms, 60000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest // 1000:02}{fraction}{rest % 1000:03}"
