"""What Facebook takes: lengths of texts, sizes of files, how far ahead, how many; each limit stands here once.

The checks refuse or warn by these numbers, and the rehearsal Page by the same. How many calls a Page bears is
`service/pacing.py`'s subject.
"""

import math
from datetime import UTC, datetime, timedelta

# Graph's limit for a post's text; third parties give it, Meta's references name none.
CAPTION_LIMIT = 63_206  # characters
COMMENT_LIMIT = 8_000  # characters ("Comments and @mentions", Pages API)

PHOTO_BYTES = 10 * 1024**2  # of a photo, and of a film's cover (Page Photos and Video Thumbnails references)
FILM_BYTES_LEAST, FILM_BYTES_MOST = 1024, 10 * 1024**3  # chunked upload (Page Videos reference, v25)
SUBTITLE_BYTES = 200 * 1024  # of one file (Video Captions reference)

# How long a reel may be where a campaign's settings say nothing else (Reels Publishing API, guide of 2026-07-30).
REEL_SHORTEST, REEL_LONGEST = timedelta(seconds=3), timedelta(seconds=90)
REELS_A_DAY = 30  # published by programs on one Page in any 24 hours (the same guide)

PHOTO_KEPT = timedelta(hours=24)  # an unpublished photo in no post's use then goes (Page Photos reference)

# Ahead, for every kind (Page Feed and Page Videos references, Reels guide).
SCHEDULE_NEAREST = timedelta(minutes=10)
SCHEDULE_FURTHEST = {  # ahead, for each kind of thing on the Page
    "post": timedelta(days=75),  # Page Feed reference, v26; a guide says 30
    "video": timedelta(days=183),  # six months: Page Videos reference, v25
    "reel": timedelta(days=29),  # Reels Publishing API, guide of 2026-07-30
}

LISTED_AT_ONCE = 100  # entries that one call to a list may ask for (Page Feed reference)


def unix(moment: datetime) -> int:
    """Return an aware moment as Graph counts: in whole seconds since 1970, never before the moment itself."""
    return math.ceil(moment.timestamp())


def whole_second(moment: datetime) -> datetime:
    """Return the moment, aware UTC, that Graph makes of one with parts of a second."""
    return datetime.fromtimestamp(unix(moment), UTC)
