"""English, as it is written in Europe: what our sentences are written in, and what every language falls back on."""

from media.languages.language import Dialogue, Language, Notes, Sample, Shown, Spoken

_COMMON = """
the and to it that you he she they i'm it's are were be have has had this with for not but from his my your our
their what when who will would can could there been because about all so out do does don't just very
"""
_TELLING = """
come see discover watch listen read meet welcome thanks thank today tomorrow tonight story stories new life shop bakery
"""
_CLINGING = """
the a an
about above across after against along among around at before behind below beneath beside between beyond by down
during for from in inside into near of on onto out outside over per since than through to toward towards under
until up upon via with within without
and but or nor so yet because although though unless while whereas that which who whose if when where as
my your his her its our their this these those every each no
i he she we they
not mr mr. mrs mrs. ms ms. dr dr. prof. st.
"""
_LEANING = """
am is are was were be been being have has had having do does did can could will would shall should may might must
i'm you're we're they're he's she's it's i've you've we've they've i'll you'll he'll she'll we'll they'll i'd we'd
what whom going
"""

LANGUAGE = Language(
    code="en",
    region="en_GB",
    facebook_locale="en_US",
    reading_speed=(17.0, 20.0),
    common_words=frozenset(_COMMON.split()),
    clinging_words=frozenset(_CLINGING.split()),
    leaning_words=frozenset(_LEANING.split()),
    telling_words=frozenset(_TELLING.split()),
    roles={
        "entrepreneur": "micro-entrepreneur",
        "microfinancier": "microfinancier",
        "coach": "coach",
        "policy-maker": "policy maker",
        "jury": "jury member",
        "host": "host",
    },
    sample=Sample(
        name="Emma Example",
        role="micro-entrepreneur",
        cue="The market closed, but my oven stayed on every single day.",
    ),
    numerals=("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    at="at",
    yes=("y", "yes"),
    no=("n", "no"),
    hours=("h",),
    weekdays=(
        "mon monday",
        "tue tuesday",
        "wed wednesday",
        "thu thursday",
        "fri friday",
        "sat saturday",
        "sun sunday",
    ),
    shown=Shown(
        months="January February March April May June July August September October November December",
        short_months="Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec",
        weekdays="Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
        short_weekdays="Mon Tue Wed Thu Fri Sat Sun",
        languages={"nl": "Dutch", "fr": "French", "en": "English"},
        cities={"Europe/Brussels": "Brussels"},
        both="and",
        either="or",
    ),
    spoken=Spoken(
        now=("now", "right now", "immediately"),
        days={
            "today": 0,
            "tomorrow": 1,
            "the day after tomorrow": 2,
            "day after tomorrow": 2,
            "yesterday": -1,
            "tonight": 0,
        },
        next=("next", "coming"),
        this=("this",),
        parts={"morning": (4, 11), "afternoon": (12, 18), "evening": (17, 23)},
        noon=("noon", "midday"),
        midnight=("midnight",),
        before_day=("on",),
        since=("from", "between"),
        about=("about", "around", "circa", "ca", "approx"),
        until=("to", "till", "until", "and", "or"),
        clock_words=("half past", "half", "quarter past", "quarter to", "o'clock"),
        lapse=("in",),
        units={
            "s": "s sec secs second seconds",
            "m": "m min mins minute minutes",
            "h": "h hr hrs hour hours",
            "d": "d day days",
        },
    ),
    ordinals=("st", "nd", "rd", "th"),
    decimal_sign=".",
    dialogue=Dialogue(first=r"-(?=\S)", second=r"-(?=\S)"),  # both speakers are marked
    loans=("loans?", "borrowed", r"(?:micro)?credits?"),
    kit_choices={
        "en": ("English",),
        "nl": ("Dutch", "Flemish"),
        "fr": ("French",),
        "top-left": ("left top", "upper left"),
        "top-right": ("right top", "upper right"),
        "bottom-left": ("left bottom", "lower left"),
        "bottom-right": ("right bottom", "lower right"),
        "surround": ("surrounded",),
        "crop": ("cropped",),
        "blur": ("blurred",),
        "brand": ("brand colour", "brand color", "colour"),
        "classic": ("classical",),
        "none": ("nothing", "no"),
        "off": ("no", "none"),
        "word": ("words",),
    },
    notes=Notes(
        estimated="Times estimated by Testimony Campaign",
        aligned="Times aligned by Testimony Campaign",
        recognised="Words and times recognised by Testimony Campaign",
        unchecked="nobody has checked them.",
        checked="checked by {who} on {day}",
        words="words",
        look="Check",
        differences={
            "not-spoken": "Not spoken at {at}",
            "not-in-text": "Not in the text at {at}",
            "otherwise": "Spoken otherwise at {at}",
        },
        to_fill="subtitles to translate.",
    ),
    inventions=(
        r"subtitles? (?:by|made by|provided by).{0,60}",
        r"(?:music|applause|laughter)",
        r"thank(?:s| you)(?: so much| very much)? for watching(?: this video)?",
        r"please subscribe(?: to .{0,40})?",
        r"transcri(?:bed|ption) by.{0,40}",
    ),
)
