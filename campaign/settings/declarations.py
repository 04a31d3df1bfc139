"""What may be set in campaign.toml: every setting once, with its form, default, example, and what it is for.

The checks, the template of a new campaign and docs/settings.md follow from these rows, in this order.
"""

from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from campaign.settings import parsing, plan_parsing
from campaign.settings.parsing import Duration
from campaign.settings.rows import Section, setting
from campaign.typed import languages
from media.subtitles.norms import LOCALES, Norms
from schedules.errors import BadRequest
from schedules.facebook import content_limits, hosts, versions

NORMS = Norms()
CPS = {language: list(speeds) for language, speeds in NORMS.cps.items()}


class PageSettings(Section):
    """Which Page posts go to, and at which address; without an id, the rehearsal Page."""

    HEADING: ClassVar[str] = (
        "Where posts go. Without an id they go to the rehearsal Page on this computer, which only you can "
        "see."
    )
    id: parsing.Digits | None = setting(
        None,
        "The number of the Facebook Page; without it, posts go to the rehearsal Page.",
        example="1234567890",
        leads_out=True,
    )
    graph_url: parsing.Address = setting(
        "https://graph.facebook.com",
        "The address of the Graph API: https; plain http only on this computer (127.0.0.1).",
        leads_out=True,
    )
    graph_version: parsing.GraphVersion = setting(versions.DEFAULT, "The version of the Graph API.")


class ServiceSettings(Section):
    """How the background service works, and what it demands before it publishes."""

    HEADING: ClassVar[str] = "How the background service works. Write durations as 90s, 30m, 24h or 3d."
    upload_ahead: Duration = setting("30m", "How long before they are due films are uploaded, hidden.")
    late_after: Duration = setting("15m", "A post overdue by more than this is late.")
    late: Literal["hold", "send"] = setting(
        "hold",
        'What happens to a late post: "hold" waits for a decision, "send" publishes it at once.',
    )
    sweep_after: Duration = setting(
        "24h", "Hidden leftovers of this program on the Page are deleted when older than this."
    )
    approval: Literal["required", "off"] = setting(
        "required",
        '"required": a person approves every post; "off": posts with a date count as approved.',
    )
    consent: Literal["required", "off"] = setting(
        "required",
        '"required": no film goes out without consent on record; "off": consent is not checked.',
    )
    hidden: Literal["all", "films"] = setting(
        "all",
        'What is uploaded hidden first: "all" posts, or only "films", for a Page that refuses unpublished '
        "posts.",
    )
    scheduler: Literal["here", "facebook"] = setting(
        "here",
        'Who publishes a post when it is due: "here", this program; "facebook", Facebook itself (not '
        "photos), if this computer may be asleep then (raise `upload_ahead`, so that it is uploaded while "
        "you work).",
    )
    approval_by: Literal["anyone", "partners"] = setting(
        "anyone",
        'Who must approve a post: "anyone", or each of the "partners" that it shows.',
    )
    approvals: Annotated[int, Field(ge=1, le=9)] = setting(
        1, "How many different people must approve a post before it goes out; each is named with `--by NAME`."
    )


class NoticeSettings(Section):
    """Who is told of posts that wait for a decision, and by which server or webhook; empty: nobody."""

    HEADING: ClassVar[str] = (
        "Who is notified when a post is held, failed or doubtful: by mail, by a webhook (of a chat, for "
        "example), or both. `campaign page trust` asks for the mail server's password. "
        "`campaign doctor --send-notice` sends a test."
    )
    email_to: parsing.Mailboxes = setting(
        [],
        "Who gets a mail when a post is held, failed or doubtful.",
        example=["an@example.org"],
        leads_out=True,
    )
    email_from: Annotated[str, AfterValidator(parsing.mailbox)] | None = setting(
        None, "The address that the mail comes from.", example="campaign@example.org", leads_out=True
    )
    smtp_host: parsing.Host | None = setting(
        None, "The server that accepts mail for delivery.", example="smtp.example.org", leads_out=True
    )
    smtp_port: Annotated[int, Field(ge=1, le=65535)] = setting(
        587, 'Its port: mostly 587 with "starttls", 465 with "tls".', leads_out=True
    )
    smtp_security: Literal["starttls", "tls", "none"] = setting(
        "starttls",
        'How mail is encrypted on its way there: "starttls", "tls", or "none" only for a server on this '
        "computer.",
        leads_out=True,
    )
    smtp_user: parsing.Text | None = setting(
        None,
        "The user there; `campaign page trust` asks for its password.",
        example="campaign@example.org",
        leads_out=True,
    )
    webhook: parsing.Webhook | None = setting(
        None,
        "An address that gets the same as JSON: https; plain http only on this computer (127.0.0.1).",
        example="https://chat.example.org/hooks/1234",
        secret=True,
        leads_out=True,
    )

    @property
    def in_clear(self) -> bool:
        """Whether mail would leave this machine unencrypted."""
        if self.smtp_security != "none" or not self.smtp_host:
            return False
        return not hosts.is_loopback(self.smtp_host)


class RenderSettings(Section):
    """What rendering may use, and how long upright films may be."""

    HEADING: ClassVar[str] = (
        "Rendering: the memory decides how many films are rendered at once; the lengths are those of "
        "Facebook's Reels."
    )
    memory_mb: Annotated[int, Field(ge=500, le=1_000_000)] = setting(  # 500: what one film needs at least
        1200,
        "Megabytes of memory that rendering may use: it decides how many films are rendered at once.",
    )
    reel_shortest: Duration = setting(
        f"{content_limits.REEL_SHORTEST.seconds}s",
        "Upright films (portrait), which Facebook shows as Reels, are refused when shorter than this.",
    )
    reel_longest: Duration = setting(
        f"{content_limits.REEL_LONGEST.seconds}s",
        "Upright films are refused when longer than this; Facebook's limit for Reels uploaded by programs "
        "was 90 s.",
    )


class SubtitleSettings(Section):
    """What subtitles are measured by, whether a film needs its own language's, which go up as files, the locales."""

    HEADING: ClassVar[str] = (
        "Limits for subtitles. Times are in seconds; speeds in characters a second, the first for a "
        "warning, the second for an error."
    )
    cps: Annotated[dict[parsing.Language, parsing.Speeds], BeforeValidator(parsing.completed_from(CPS))] = (
        setting(
            CPS,
            "Reading speed in characters a second, per language: above the first a warning, above the second "
            "an error.",
            example={"nl": [14, 16], "fr": [15, 17]},
        )
    )
    cps_verbatim: parsing.Speed = setting(
        20,
        "The same for subtitles in the language spoken, where people also hear the words: above this an "
        "error.",
    )
    shortest: Annotated[float, Field(ge=0.1, le=5)] = setting(
        0.833, "A subtitle shown for fewer seconds is an error."
    )
    short: Annotated[float, Field(ge=0.1, le=10)] = setting(
        1.0, "A subtitle shown for fewer seconds is a warning."
    )
    longest: Annotated[float, Field(ge=1, le=60)] = setting(
        7.0, "A subtitle shown for more seconds is an error."
    )
    gap_frames: Annotated[int, Field(ge=0, le=12)] = setting(
        2, "Frames without text between two subtitles: fewer are an error."
    )
    lines: Annotated[int, Field(ge=1, le=4)] = setting(2, "A subtitle with more lines is an error.")
    chars: Annotated[
        dict[str, Annotated[int, Field(ge=10, le=80)]],
        BeforeValidator(parsing.completed_from(NORMS.chars)),
        AfterValidator(parsing.only_keys_of(NORMS.chars)),
    ] = setting(
        NORMS.chars,
        "Characters in a line, per format: more are a warning.",
        example={"landscape": 40, "portrait": 28},
    )
    spoken: Literal["required", "off"] = setting(
        "required",
        '"required": a film needs subtitles in its own language too (deaf people, muted phones); or "off".',
    )
    sidecars: Literal["others", "all", "off"] = setting(
        "others",
        'Subtitle files uploaded with a film: the "others" (all but those in its picture), "all", or "off".',
    )
    locales: Annotated[
        dict[parsing.Language, parsing.Locale], BeforeValidator(parsing.completed_from(LOCALES))
    ] = setting(
        LOCALES,
        "What Facebook calls the language of a subtitle file, per language; it has no fr_BE.",
        example={"nl": "nl_BE"},
    )

    @property
    def norms(self) -> Norms:
        """What the linter measures by; its times are milliseconds."""
        return Norms(
            cps=self.cps,
            cps_verbatim=self.cps_verbatim,
            shortest_ms=round(self.shortest * 1000),
            short_ms=round(self.short * 1000),
            longest_ms=round(self.longest * 1000),
            gap_frames=self.gap_frames,
            lines=self.lines,
            chars=self.chars,
        )


class PlanSettings(Section):
    """When posts go out, which days stay empty, which languages belong together, what is added to links."""

    HEADING: ClassVar[str] = (
        "The plan: weekly slots (for `campaign post add --next-slot`), days without posts, and which "
        "posts belong together."
    )
    slots: plan_parsing.Slots = setting(
        [],
        "The weekly slots, for `--next-slot`; language and kind may be left out.",
        example=[{"day": "tue", "at": "18:00", "language": "nl", "kind": "video"}],
    )
    blackouts: plan_parsing.Blackouts = setting(
        [],
        "Days on which nothing is planned: each a single day, or a first and a last day.",
        example=["24/12/2026 - 3/1/2027"],
    )
    holidays: Literal["BE", "off"] = setting(
        "BE", 'Public holidays on which nothing is planned: those of Belgium, "BE", or "off".'
    )
    community_days: plan_parsing.CommunityDays = setting(
        plan_parsing.COMMUNITY_DAYS,
        "Days of every year (month and day) on which nothing is planned either; {} for none.",
        example={"07-11": "Vlaamse feestdag"},
    )
    distance: Duration = setting("3h", "The least time between two posts.")
    per_day: Annotated[int, Field(ge=1, le=100)] = setting(2, "The most posts on one day.")
    pair: parsing.Languages = setting(
        ["nl", "fr"],
        "The languages in which a film is posted, each in a post of its own or both in one.",
    )
    pair_within: Duration = setting(
        "48h", "The posts of one film in two languages are at most this far apart."
    )
    order: Literal["alternate", "free"] = setting(
        "alternate",
        'Which language comes first: the one, then the other, from film to film ("alternate"), or "free".',
    )
    move_tolerance: Duration = setting(
        "24h", "An approved post moved further than this must be approved again."
    )
    utm: plan_parsing.LinkTemplate | None = setting(
        None,
        "What is added to a post's link and to those in its first comment, so that the site counts its "
        "visitors; never a person's name.",
        example="utm_source=facebook&utm_medium=social&utm_campaign={campaign}&utm_content={film}-{language}",
    )


class FilesSettings(Section):
    """Who else on this computer may read and write the campaign's files."""

    HEADING: ClassVar[str] = (
        "The files of the campaign are yours alone: no other user of this computer can read them. In an office "
        "where colleagues work on the same folder, name the system's group that they are in."
    )
    group: parsing.MaybeText = setting(
        "",
        "A group of this computer's system whose members may read and write the campaign; empty: you alone. Does "
        "nothing on Windows.",
        example="campaign",
    )


class DeskSettings(Section):
    """Under which address others reach the desk."""

    HEADING: ClassVar[str] = (
        "The desk in the browser: where partners who are asked by link find it (`campaign docs desk`)."
    )
    address: parsing.MaybeAddress = setting(
        "",
        "The address under which others reach the desk: https; empty: this computer alone.",
        example="https://desk.example.org",
        leads_out=True,
    )
    proxy: parsing.MaybeNumber = setting(
        "",
        "The IP address of the reverse proxy through which they come; empty: nobody else comes.",
        example="127.0.0.1",
        leads_out=True,
    )
    sign_on: parsing.MaybeIssuer = setting(
        "",
        "The address of the office's own log-in (OpenID Connect), where people may say who they are; empty: none.",
        example="https://login.example.org/realms/office",
        leads_out=True,
    )
    sign_on_client: parsing.MaybeText = setting(
        "",
        "By which name (client id) the desk is known there; `campaign page trust` asks for its secret.",
        example="campaign-desk",
        leads_out=True,
    )


class SpeechSettings(Section):
    """Which model recognises speech."""

    HEADING: ClassVar[str] = (
        "Speech: the model that `campaign subtitles transcribe` and `align` use on this computer; `campaign speech "
        "models` lists them."
    )
    model: parsing.MaybeText = setting(
        "",
        "A model's name, or the folder of one; empty: the best that is on this computer and fits into its memory.",
        example="small",
    )


class ConsentSettings(Section):
    """How long signed forms are kept."""

    HEADING: ClassVar[str] = "Consent: how long signed forms are kept after they ended."
    keep_forms_years: Annotated[int, Field(ge=0, le=100)] = setting(
        5,
        "Years that a signed form is kept after its consent ended or was withdrawn; then a task asks you to destroy "
        "it.",
    )


class Settings(Section):
    """A campaign's settings, checked: those above the first section, and every section."""

    HEADING: ClassVar[str] = (
        "The settings of this campaign. Lines that begin with # show what else can be set, with the "
        "default values. All of it is explained in `campaign docs settings`; `campaign doctor` checks this file."
    )
    name: parsing.Text = setting(
        "Campaign", "What the campaign is called in the report and in lists.", example="Women who start"
    )
    timezone: parsing.Timezone = setting(
        "Europe/Brussels", "The time zone of every date written without an offset."
    )
    languages: parsing.Languages = setting(
        ["nl", "fr", "en"],
        "The languages of posts and films; `nl` covers `nl-BE`.",
        example=["nl", "fr"],
    )
    organisations: parsing.Texts = setting(
        [],
        "The partner organisations, whose logos are in the brand kit.",
        example=["microStart", "Brusoc"],
    )
    contacts: parsing.Contacts = setting(
        [],
        "Email addresses and telephone numbers that posts and subtitles may give to everybody; @example.org: all of a "
        "house. Any other keeps a post from being approved.",
        example=["info@example.org", "02 555 12 12"],
    )
    page: PageSettings = Field(default_factory=PageSettings)
    service: ServiceSettings = Field(default_factory=ServiceSettings)
    notices: NoticeSettings = Field(default_factory=NoticeSettings)
    render: RenderSettings = Field(default_factory=RenderSettings)
    subtitles: SubtitleSettings = Field(default_factory=SubtitleSettings)
    plan: PlanSettings = Field(default_factory=PlanSettings)
    consent: ConsentSettings = Field(default_factory=ConsentSettings)
    files: FilesSettings = Field(default_factory=FilesSettings)
    desk: DeskSettings = Field(default_factory=DeskSettings)
    speech: SpeechSettings = Field(default_factory=SpeechSettings)

    def language(self, asked: str) -> str:
        """Return the campaign's language that covers the one asked for: `nl` covers `nl-BE`."""
        if languages.names_several(asked, self.languages):
            raise BadRequest("language-of-several", text=asked, known=", ".join(self.languages))
        written = languages.code(asked, self.languages) or asked.strip()
        for form in (written.lower(), written.lower().partition("-")[0]):
            for known in self.languages:
                if known.lower() == form:
                    return known
        raise BadRequest("language-unknown", language=asked, known=", ".join(self.languages))
