"""What may be set under `[plan]`, and who must approve: rows of the same table as the other settings."""

from campaign.settings import parsing, plan_parsing
from campaign.settings.parsing import Key

KEYS = (
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
