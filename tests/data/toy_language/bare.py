"""A language that brings what every one must, and no more: no catalogue, no texts."""

from media.languages.language import Language, Sample

LANGUAGE = Language(
    code="yy",
    region="fi_FI",  # Finnish months and numbers
    facebook_locale="yy_YY",
    reading_speed=(9.0, 10.0),
    common_words=frozenset(),
    clinging_words=frozenset(),
    roles={},
    sample=Sample(name="Yy", role="yy", cue="Yy."),
    at="yt",
    yes=("y",),
    no=("n",),
    hours=(),
    weekdays=("y1", "y2", "y3", "y4", "y5", "y6", "y7"),
)
