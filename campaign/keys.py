"""What may be set in campaign.toml, as one table: checks, template and documentation are held against it."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from campaign import forms


@dataclass(frozen=True, kw_only=True)
class Key:
    """One setting: where it stands, how its value is read, its default, an example, and what it is for."""

    name: str
    read: Callable[[Any], Any]
    default: Any
    example: str
    sentence: str


KEYS = (
    Key(
        name="name",
        read=forms.text,
        default="Campaign",
        example='name = "Women who start"',
        sentence="What the campaign is called in the report and in lists.",
    ),
    Key(
        name="timezone",
        read=forms.timezone,
        default="Europe/Brussels",
        example='timezone = "Europe/Brussels"',
        sentence="The time zone of every date written without an offset.",
    ),
    Key(
        name="languages",
        read=forms.languages,
        default=["nl", "fr", "en"],
        example='languages = ["nl", "fr"]',
        sentence="The languages of posts and films; `nl` covers `nl-BE`.",
    ),
    Key(
        name="organisations",
        read=forms.texts,
        default=[],
        example='organisations = ["Partner One", "Partner Two"]',
        sentence="The partner organisations, whose logos are in the brand kit.",
    ),
    Key(
        name="page.id",
        read=forms.digits,
        default=None,
        example='id = "1234567890"',
        sentence="The number of the Facebook Page; without it, posts go to the rehearsal Page.",
    ),
    Key(
        name="page.graph_url",
        read=forms.address,
        default="https://graph.facebook.com",
        example='graph_url = "https://graph.facebook.com"',
        sentence="The address of the Graph API: https, or plain http on this machine (127.0.0.1) alone.",
    ),
    Key(
        name="page.graph_version",
        read=forms.version,
        default="v26.0",
        example='graph_version = "v26.0"',
        sentence="The version of the Graph API.",
    ),
    Key(
        name="service.upload_ahead",
        read=forms.duration,
        default="30m",
        example='upload_ahead = "30m"',
        sentence="Films go up hidden this long before they are due.",
    ),
    Key(
        name="service.late_after",
        read=forms.duration,
        default="15m",
        example='late_after = "15m"',
        sentence="A post later than this is late.",
    ),
    Key(
        name="service.late",
        read=forms.one_of("hold", "send"),
        default="hold",
        example='late = "hold"',
        sentence='What happens to a late post: "hold" waits for a person, "send" publishes it at once.',
    ),
    Key(
        name="service.sweep_after",
        read=forms.duration,
        default="24h",
        example='sweep_after = "24h"',
        sentence="Hidden leftovers of ours on the Page are deleted when older than this.",
    ),
    Key(
        name="service.approval",
        read=forms.one_of("required", "off"),
        default="required",
        example='approval = "required"',
        sentence='"required": a person approves every post; "off": posts with a date count as approved.',
    ),
    Key(
        name="service.consent",
        read=forms.one_of("required", "off"),
        default="required",
        example='consent = "required"',
        sentence='"required": no film goes out without consent on record; "off": no consent is looked for.',
    ),
    Key(
        name="render.memory_mb",
        read=forms.megabytes,
        default=1200,
        example="memory_mb = 1200",
        sentence="Megabytes of memory that rendering may use: it decides how many films are made at once.",
    ),
    Key(
        name="render.reel_shortest",
        read=forms.duration,
        default="3s",
        example='reel_shortest = "3s"',
        sentence="Upright films (portrait), which Facebook shows as Reels, are refused when shorter than this.",
    ),
    Key(
        name="render.reel_longest",
        read=forms.duration,
        default="90s",
        example='reel_longest = "90s"',
        sentence="Upright films are refused when longer than this; Facebook's limit for Reels from programs was 90 s.",
    ),
)
SECTIONS = ("page", "service", "render")


def row(key: Key) -> str:
    """Return a setting's row in the table of docs/settings.md."""
    default = "none" if key.default is None else f"`{json.dumps(key.default)}`"
    return f"| `{key.name}` | {default} | {key.sentence} |"
