"""What keeps a post from being approved, and what only warns: one table for docs/rules.md."""

from collections.abc import Iterator
from dataclasses import dataclass

from campaign.checks import all_rules

ITS_POST = "its post"
IN_LANGUAGE = "the film's posts in that language"
OF_FILM = "all posts of the film"
WITH_FILES = "the film's posts with which that file goes out"
NOTHING = "-"
_CONSENTS = (
    "consent-film consent-publish consent-channel consent-language consent-withdrawn consent-ended "
    "consent-purpose"
)


@dataclass(frozen=True, kw_only=True)
class Row:
    """Codes that are alike: of which severities they may be, what they say, and what an error keeps back."""

    codes: str
    severity: str
    says: str
    blocks: str = NOTHING

    @property
    def names(self) -> tuple[str, ...]:
        """Return the codes one by one."""
        return tuple(self.codes.split())


ROWS = (
    Row(
        codes="P29",
        severity="error",
        says="a picture of the post is no longer the one that was taken in",
        blocks=ITS_POST,
    ),
    Row(
        codes="S01 S02 S04 S05 S12",
        severity="error, info",
        says="a subtitle file that cannot be read or timed",
        blocks=IN_LANGUAGE,
    ),
    Row(
        codes="S06 S07 S08",
        severity="error, warning",
        says="subtitles too close, too short, too long or too fast; near the limit a warning",
        blocks=IN_LANGUAGE,
    ),
    Row(
        codes="S09 S10",
        severity="error, warning, info",
        says="too many lines, or a text that no layout holds; long or uneven lines are warnings",
        blocks=IN_LANGUAGE,
    ),
    Row(
        codes="S13 S18 S24",
        severity="error",
        says="outside the film or under its title; letters that cannot be drawn; a draft that nobody has checked",
        blocks=IN_LANGUAGE,
    ),
    Row(
        codes="S14 S15",
        severity="error, warning",
        says="markup that would be shown; a language that nobody says, or that the text contradicts (a warning)",
        blocks=IN_LANGUAGE,
    ),
    Row(
        codes="S16",
        severity="error",
        says='no subtitles in a language of the campaign (of the film\'s own with `spoken = "required"`)',
        blocks=IN_LANGUAGE,
    ),
    Row(
        codes="S22",
        severity="error, warning",
        says="an address or a number that leads to a person; the sum of a loan is a warning",
        blocks=IN_LANGUAGE,
    ),
    Row(
        codes="S03 S17 S19 S20",
        severity="warning",
        says="order and numbers, languages that say unequal amounts, typography, spellings of names",
    ),
    Row(codes="S11 S21 S23", severity="info", says="line ends, the first words, capitals"),
    Row(codes="S25", severity="warning, info", says="what of a draft to look at first"),
    Row(
        codes="F14 F15 F25",
        severity="error",
        says="the film is missing or erased, or is no longer the one that was taken in",
        blocks=OF_FILM,
    ),
    Row(
        codes="F16 F17",
        severity="error",
        says="a subtitle file is missing, or is no longer the one that was taken in",
        blocks=WITH_FILES,
    ),
    Row(
        codes="F01 F02 F03 F05 F13",
        severity="warning",
        says="sound tracks, pictures and a length that need a look",
    ),
    Row(
        codes="F18",
        severity="warning, info",
        says="a title or a role in another language than the film, or one title for several languages",
    ),
    Row(codes="F24", severity="warning, info", says="words of a film's cover that it does not show"),
    Row(codes="F20", severity="warning", says="a film that is enlarged more than 1.2 times"),
    Row(codes="F21", severity="error", says="a title, a name or a role that has no room in the picture"),
    Row(
        codes="F26",
        severity="warning",
        says="a film's own title that takes more lines on its card than can be read in time",
    ),
    Row(
        codes="F31 F32",
        severity="warning",
        says="subtitles in the kit's second language that are missing, or too much to read beside the first",
    ),
    Row(
        codes="F33",
        severity="error",
        says="a subtitle in the second language that has no room below the first",
        blocks=IN_LANGUAGE,
    ),
    Row(
        codes="text-not-spoken speech-not-in-text speech-otherwise text-much-guessed",
        severity="warning",
        says="where a transcript and the speech of its film differ, as `campaign subtitles align` tells",
    ),
    Row(codes="F34", severity="info", says="no times of words for a kit that marks the word spoken"),
    Row(
        codes="F22",
        severity="warning, info",
        says="a film that is cut, of which nobody said where the speaker is",
    ),
    Row(codes="F23", severity="info", says="where the speaker was found by the pictures"),
    Row(codes="F04 F06 F11 F12", severity="info", says="what was made of a film as it came"),
    Row(codes="B01", severity="error", says="the brand kit cannot be read", blocks="all posts with a film"),
    Row(
        codes="B07",
        severity="error",
        says="a font of the kit cannot write a name, a title or a subtitle",
        blocks="the film's posts that would show it",
    ),
    Row(
        codes="B02 B04 B06 B09 B10 B11 B25",
        severity="error",
        says="the kit is not what it should be; films are made with it all the same",
    ),
    Row(
        codes="B03 B05 B08 B12 B13 B14 B15 B16 B17 B18 B20 B21 B22 B23 B24 B26 B27",
        severity="error, warning",
        says="logos, letters and keys of the kit that need a look",
    ),
    Row(codes="B28 B29", severity="info", says="what could be better about the kit"),
    Row(
        codes=f"{_CONSENTS} consent-evidence consent-guardian consent-special name-shown",
        severity="error",
        says="a consent that will not hold when the post is due, or a name that it does not allow",
        blocks=ITS_POST,
    ),
    Row(
        codes="live-without-consent",
        severity="error",
        says="a post that is live, and whose forms do not count or do not allow it",
    ),
    Row(codes="consent-no-ads", severity="info", says="nobody may advertise the film's posts"),
    Row(
        codes="approval-off consent-off",
        severity="warning",
        says="campaign.toml turns the approval of posts off, or asks for no consents",
    ),
    Row(
        codes="goes-out-with-error",
        severity="error",
        says="an error was found in a post after its approval; `campaign status` says it, and the post goes out",
    ),
    Row(
        codes="to-approve-again",
        severity="warning",
        says="a post was approved, but not as it now is or not under the rules that there now are",
    ),
)


def rows() -> Iterator[Row]:
    """Yield the whole table: the rules of the plan first."""
    for severity, blocks in (("error", ITS_POST), ("warning", NOTHING), ("info", NOTHING)):
        codes = " ".join(rule.code for rule in all_rules.RULES if rule.severity == severity)
        yield Row(
            codes=codes, severity=severity, says="a rule of the plan, in the table above", blocks=blocks
        )
    yield from ROWS


def written() -> str:
    """Return the table."""
    lines = (f"| {' '.join(row.names)} | {row.severity} | {row.says} | {row.blocks} |\n" for row in rows())
    return "".join(lines)
