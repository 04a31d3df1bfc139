"""What may be set in campaign.toml, as one table: checks, template and documentation are held against it."""

import json

from campaign.settings import parsing, plan_parsing
from campaign.settings.parsing import Key as Key
from media.subtitles.norms import CHARS, LOCALES
from media.subtitles.norms import CPS as SPEEDS
from schedules.facebook import versions

PLAN_KEYS = (
    Key(
        name="plan.slots",
        read=plan_parsing.slots,
        default=[],
        example='slots = [{ day = "tue", at = "18:00", language = "nl", kind = "video" }]',
        sentence="The moments of every week, for `--next-slot`; language and kind may be left out.",
    ),
    Key(
        name="plan.blackouts",
        read=plan_parsing.blackouts,
        default=[],
        example='blackouts = ["2026-12-24/2027-01-03"]',
        sentence="Days on which nothing is planned, each a day or a first and a last one.",
    ),
    Key(
        name="plan.holidays",
        read=parsing.one_of("BE", "off"),
        default="BE",
        example='holidays = "BE"',
        sentence='Public holidays on which nothing is planned: those of Belgium, "BE", or "off".',
    ),
    Key(
        name="plan.community_days",
        read=plan_parsing.community_days,
        default=plan_parsing.COMMUNITY_DAYS,
        example='community_days = { "07-11" = "Vlaamse feestdag" }',
        sentence="Days of every year, month and day, on which nothing is planned either; {} for none.",
    ),
    Key(
        name="plan.distance",
        read=parsing.duration,
        default="3h",
        example='distance = "3h"',
        sentence="The least time between two posts.",
    ),
    Key(
        name="plan.per_day",
        read=parsing.whole(1, 100),
        default=2,
        example="per_day = 2",
        sentence="The most posts of a day.",
    ),
    Key(
        name="plan.pair",
        read=parsing.languages,
        default=["nl", "fr"],
        example='pair = ["nl", "fr"]',
        sentence="The languages in which a film is posted, each in a post of its own or both in one.",
    ),
    Key(
        name="plan.pair_within",
        read=parsing.duration,
        default="48h",
        example='pair_within = "48h"',
        sentence="The posts of one film in two languages are at most this far apart.",
    ),
    Key(
        name="plan.order",
        read=parsing.one_of("alternate", "free"),
        default="alternate",
        example='order = "alternate"',
        sentence='Which language comes first: the one, then the other, from film to film ("alternate"), or "free".',
    ),
    Key(
        name="plan.move_tolerance",
        read=parsing.duration,
        default="24h",
        example='move_tolerance = "24h"',
        sentence="An approved post moved further than this has to be approved again.",
    ),
    Key(
        name="plan.utm",
        read=plan_parsing.utm,
        default=None,
        example='utm = "utm_source=facebook&utm_medium=social&utm_campaign={campaign}&utm_content={film}-{language}"',
        sentence="What is added to a post's link and to those in its first comment, so that the site counts its "
        "visitors; never a person's name.",
    ),
)


CPS = {language: list(limits) for language, limits in SPEEDS.items()}


KEYS = (
    Key(
        name="name",
        read=parsing.text,
        default="Campaign",
        example='name = "Women who start"',
        sentence="What the campaign is called in the report and in lists.",
    ),
    Key(
        name="timezone",
        read=parsing.timezone,
        default="Europe/Brussels",
        example='timezone = "Europe/Brussels"',
        sentence="The time zone of every date written without an offset.",
    ),
    Key(
        name="languages",
        read=parsing.languages,
        default=["nl", "fr", "en"],
        example='languages = ["nl", "fr"]',
        sentence="The languages of posts and films; `nl` covers `nl-BE`.",
    ),
    Key(
        name="organisations",
        read=parsing.texts,
        default=[],
        example='organisations = ["Partner One", "Partner Two"]',
        sentence="The partner organisations, whose logos are in the brand kit.",
    ),
    Key(
        name="page.id",
        read=parsing.digits,
        default=None,
        example='id = "1234567890"',
        sentence="The number of the Facebook Page; without it, posts go to the rehearsal Page.",
    ),
    Key(
        name="page.graph_url",
        read=parsing.address,
        default="https://graph.facebook.com",
        example='graph_url = "https://graph.facebook.com"',
        sentence="The address of the Graph API: https, or plain http on this machine (127.0.0.1) alone.",
    ),
    Key(
        name="page.graph_version",
        read=parsing.version,
        default=versions.DEFAULT,
        example='graph_version = "v26.0"',
        sentence="The version of the Graph API.",
    ),
    Key(
        name="service.upload_ahead",
        read=parsing.duration,
        default="30m",
        example='upload_ahead = "30m"',
        sentence="Films go up hidden this long before they are due.",
    ),
    Key(
        name="service.late_after",
        read=parsing.duration,
        default="15m",
        example='late_after = "15m"',
        sentence="A post later than this is late.",
    ),
    Key(
        name="service.late",
        read=parsing.one_of("hold", "send"),
        default="hold",
        example='late = "hold"',
        sentence='What happens to a late post: "hold" waits for a person, "send" publishes it at once.',
    ),
    Key(
        name="service.sweep_after",
        read=parsing.duration,
        default="24h",
        example='sweep_after = "24h"',
        sentence="Hidden leftovers of ours on the Page are deleted when older than this.",
    ),
    Key(
        name="service.approval",
        read=parsing.one_of("required", "off"),
        default="required",
        example='approval = "required"',
        sentence='"required": a person approves every post; "off": posts with a date count as approved.',
    ),
    Key(
        name="service.consent",
        read=parsing.one_of("required", "off"),
        default="required",
        example='consent = "required"',
        sentence='"required": no film goes out without consent on record; "off": no consent is looked for.',
    ),
    Key(
        name="service.hidden",
        read=parsing.one_of("all", "films"),
        default="all",
        example='hidden = "all"',
        sentence='What goes up hidden first: "all" posts, or "films" alone, for a Page that refuses unpublished posts.',
    ),
    Key(
        name="service.scheduler",
        read=parsing.one_of("here", "facebook"),
        default="here",
        example='scheduler = "here"',
        sentence='Who shows a post at its moment: "here", this program; "facebook", but for photos, when a computer '
        "sleeps then (raise `upload_ahead`, so that it goes up while you work).",
    ),
    Key(
        name="service.approval_by",
        read=parsing.one_of("anyone", "partners"),
        default="anyone",
        example='approval_by = "anyone"',
        sentence='Whose yes a post needs: "anyone"\'s, or that of each of the "partners" that it shows.',
    ),
    Key(
        name="render.memory_mb",
        read=parsing.megabytes,
        default=1200,
        example="memory_mb = 1200",
        sentence="Megabytes of memory that rendering may use: it decides how many films are made at once.",
    ),
    Key(
        name="render.reel_shortest",
        read=parsing.duration,
        default="3s",
        example='reel_shortest = "3s"',
        sentence="Upright films (portrait), which Facebook shows as Reels, are refused when shorter than this.",
    ),
    Key(
        name="render.reel_longest",
        read=parsing.duration,
        default="90s",
        example='reel_longest = "90s"',
        sentence="Upright films are refused when longer than this; Facebook's limit for Reels from programs was 90 s.",
    ),
    Key(
        name="subtitles.cps",
        read=parsing.table(CPS, parsing.speeds, open=True),
        default=CPS,
        example="cps = { nl = [14, 16], fr = [15, 17] }",
        sentence="Characters a second that warn and that are an error, per language.",
    ),
    Key(
        name="subtitles.cps_verbatim",
        read=parsing.number(1, 60),
        default=20,
        example="cps_verbatim = 20",
        sentence="Characters a second that are an error in the language spoken, where people also hear the words.",
    ),
    Key(
        name="subtitles.shortest",
        read=parsing.number(0.1, 5),
        default=0.833,
        example="shortest = 0.833",
        sentence="A subtitle that stands fewer seconds is an error.",
    ),
    Key(
        name="subtitles.short",
        read=parsing.number(0.1, 10),
        default=1.0,
        example="short = 1.0",
        sentence="A subtitle that stands fewer seconds warns.",
    ),
    Key(
        name="subtitles.longest",
        read=parsing.number(1, 60),
        default=7.0,
        example="longest = 7.0",
        sentence="A subtitle that stands more seconds is an error.",
    ),
    Key(
        name="subtitles.gap_frames",
        read=parsing.whole(0, 12),
        default=2,
        example="gap_frames = 2",
        sentence="Frames without text between two subtitles: fewer are an error.",
    ),
    Key(
        name="subtitles.lines",
        read=parsing.whole(1, 4),
        default=2,
        example="lines = 2",
        sentence="A subtitle with more lines is an error.",
    ),
    Key(
        name="subtitles.chars",
        read=parsing.table(CHARS, parsing.whole(10, 80)),
        default=CHARS,
        example="chars = { landscape = 40, portrait = 28 }",
        sentence="Characters of a line, per format: more warn.",
    ),
    Key(
        name="subtitles.spoken",
        read=parsing.one_of("required", "off"),
        default="required",
        example='spoken = "required"',
        sentence='"required": a film needs subtitles in its own language too (deaf people, muted phones); or "off".',
    ),
    Key(
        name="subtitles.sidecars",
        read=parsing.one_of("others", "all", "off"),
        default="others",
        example='sidecars = "others"',
        sentence='Subtitle files that go up beside a film: the "others" than those in its picture, "all", or "off".',
    ),
    Key(
        name="subtitles.locales",
        read=parsing.table(LOCALES, parsing.locale, open=True),
        default=LOCALES,
        example='locales = { nl = "nl_BE" }',
        sentence="What Facebook calls the language of a subtitle file, per language; it has no fr_BE.",
    ),
    Key(
        name="notices.email_to",
        read=parsing.mailboxes,
        default=[],
        example='email_to = ["an@example.org"]',
        sentence="Who gets a mail when a post is held, failed or doubtful.",
    ),
    Key(
        name="notices.email_from",
        read=parsing.mailbox,
        default=None,
        example='email_from = "campaign@example.org"',
        sentence="The address that the mail comes from.",
    ),
    Key(
        name="notices.smtp_host",
        read=parsing.host,
        default=None,
        example='smtp_host = "smtp.example.org"',
        sentence="The server that takes mail for delivery.",
    ),
    Key(
        name="notices.smtp_port",
        read=parsing.whole(1, 65535),
        default=587,
        example="smtp_port = 587",
        sentence='Its port: mostly 587 with "starttls", 465 with "tls".',
    ),
    Key(
        name="notices.smtp_security",
        read=parsing.one_of("starttls", "tls", "none"),
        default="starttls",
        example='smtp_security = "starttls"',
        sentence='How mail is encrypted on its way there: "starttls", "tls", or "none" for this machine alone.',
    ),
    Key(
        name="notices.smtp_user",
        read=parsing.text,
        default=None,
        example='smtp_user = "campaign@example.org"',
        sentence="The user there; the password stands in the environment, as `CAMPAIGN_SMTP_PASSWORD`.",
    ),
    Key(
        name="notices.webhook",
        read=parsing.webhook,
        default=None,
        example='webhook = "https://chat.example.org/hooks/1234"',
        sentence="An address that is sent the same as JSON: https, or plain http on this machine (127.0.0.1) alone.",
        secret=True,
    ),
    *PLAN_KEYS,
)
SECTIONS = ("page", "service", "notices", "render", "subtitles", "plan")


def row(key: Key) -> str:
    """Return a setting's row in the table of docs/settings.md."""
    default = "none" if key.default is None else f"`{json.dumps(key.default)}`"
    return f"| `{key.name}` | {default} | {key.sentence} |"
