"""A language that nobody speaks, with all that one can bring; for tests/test_languages.py."""

from media.languages.language import Dialogue, Habit, Language, Sample

LANGUAGE = Language(
    code="xx",
    region="sv_SE",  # Swedish months and numbers
    facebook_locale="xx_XX",
    reading_speed=(9.0, 10.0),
    common_words=frozenset(["blip", "blop", "blup"]),
    clinging_words=frozenset(["blip"]),
    roles={
        "entrepreneur": "xx-entrepreneur",
        "microfinancier": "xx-microfinancier",
        "coach": "xx-coach",
        "policy-maker": "xx-policy-maker",
        "jury": "xx-jury",
        "host": "xx-host",
    },
    sample=Sample(name="Xaxa", role="xx-entrepreneur", cue="Blip blop."),
    at="kl",
    yes=("x", "xax"),
    no=("z",),
    hours=("k", "kor"),
    weekdays=("mx monx", "tx tuex", "wx wedx", "hx thux", "fx frix", "sx satx", "ux sunx"),
    months={"aprl": 4},
    ordinals=("xo",),
    first_day="xo",
    names=("xaxish",),
    decimal_sign="~",
    elides=True,
    space_before_signs=" ",
    habits=(Habit(code="ellipsis-dots", look="§", put="…"),),
    unbreaking=Habit(code="space-breaks", look=r" (?=!)", put="\u202f"),
    dialogue=Dialogue(first=r"=", second=r"="),
    small_start=r"x' [a-z]",
    loans=("xoan",),
)
