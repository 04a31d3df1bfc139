"""Rules on what a post says: length, the typography of its language, hashtags, what its link reveals about people."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from campaign import link_tags
from campaign.checks.facts import OUT, Broken, Facts, at
from campaign.messages import pasteable
from media.findings import Detail
from media.languages import known
from media.languages.language import Habit
from media.text import encodings, language_detection, private_data, typography
from schedules.facebook.content_limits import CAPTION_LIMIT, COMMENT_LIMIT
from schedules.facebook.post_layout import LINK, TAG
from schedules.model import bilingual
from schedules.model.bilingual import base
from schedules.model.records import Post

MOST_TAGS = 3
_SPACED = re.compile(r"(?<=\w)[ \u00a0\u202f]+[;:!?](?=\s|$)")  # French habits in a Dutch or English text
_CURLED, _STRAIGHT = re.compile(r"(?<=\w)’(?=\w)"), re.compile(r"(?<=\w)'(?=\w)")
_LOOSE = re.compile(r"(?<![\w#])#(?=[ \t]+\w)")
_CUT = re.compile(r"(?<![\w&])#\w+-\w+")
_SHOUT = 5  # letters of a hashtag in capitals that still read as one word, such as an abbreviation
_ASKING = re.compile(r"(?<=\w)[ \u00a0\u202f]\?{1,3}(?=\s|$)")  # in French a question mark stands apart
_SAMPLE = 60  # characters of a line
_BESIDE = 12  # characters of a text beside what was found in it
_CUT_BEFORE, _CUT_AFTER = re.compile(r"^\S*(?=\s)"), re.compile(r"(?<=\s)\S*$")
_MAIL = re.compile(r"[\w.+-]+(?:@|%40)[\w-]+\.\w+")


def caption_long(facts: Facts) -> Iterator[Broken]:
    """P11: a caption, with the link below it, is longer than Facebook accepts."""
    for post in facts.waiting:
        if len(post.message) > CAPTION_LIMIT:
            yield at(post, length=len(post.message), limit=CAPTION_LIMIT)


def comment_unfit(facts: Facts) -> Iterator[Broken]:
    """P22: a first comment is empty or longer than Facebook accepts."""
    for post in facts.waiting:
        words = post.first_comment
        if words is not None and not 0 < len(words.strip()) <= COMMENT_LIMIT:
            yield at(post, length=len(words.strip()), limit=COMMENT_LIMIT)


def typography_off(facts: Facts) -> Iterator[Broken]:
    """P16: the typography of a caption or comment does not fit its language."""
    for post in facts.waiting:
        for place, language, text in _texts(facts, post):
            for what in _habits(text, language):
                yield at(post, what=what, option=_option(place), place=place)


def _texts(facts: Facts, post: Post) -> Iterator[tuple[str, str, str]]:
    """Yield what a post says with what that is and the language it is in, links taken out."""
    parted = bilingual.halves(post.caption)
    other = next((one for one in facts.pair if base(one) != base(post.language)), post.language)
    said = [("caption", post.language, post.caption)]
    if parted:
        said = [("caption", post.language, parted.first), ("caption", other, parted.second)]
    said += [("first_comment", post.language, post.first_comment)] if post.first_comment else []
    return ((place, base(language), LINK.sub("X", text)) for place, language, text in said)


def _option(place: str) -> pasteable.Unfilled:
    """Return the option that changes what a post says there."""
    return pasteable.Unfilled(f"--{place.replace('_', '-')} TEXT")


def _habits(text: str, language: str) -> Iterator[Detail]:
    """Yield each habit of a language that a text breaks, once, with where it is seen first."""
    seen: set[str] = set()
    spoken = known.find(language)
    for habit in typography.habits(language):
        found = re.search(habit.look, text)
        if found and habit.code not in seen and _differs(habit, found):
            seen.add(habit.code)
            yield Detail(habit.code, {"sample": _around(text, found)})
    if not (spoken and spoken.space_before_signs) and (found := _SPACED.search(text)):
        yield Detail("space-none-before-sign", {"sample": _around(text, found)})
    if _STRAIGHT.search(text) and (found := _CURLED.search(text)):
        yield Detail("apostrophes-mixed", {"sample": _around(text, found)})


def _differs(habit: Habit, found: re.Match[str]) -> bool:
    """Tell whether what was found is not yet as the habit puts it."""
    if habit.put is None:
        return True
    return found[0] != (found.expand(habit.put) if isinstance(habit.put, str) else habit.put(found))


def _around(text: str, found: re.Match[str]) -> str:
    """Return what was found with what stands beside it; a word that would be cut off is left out, but the first."""
    begin, end = max(0, found.start() - _BESIDE), found.end() + _BESIDE
    before, after = text[begin : found.start()], text[found.end() : end]
    if begin and not text[begin - 1].isspace():
        before = _CUT_BEFORE.sub("", before)
    if end < len(text) and not text[end].isspace():
        after = _CUT_AFTER.sub("", after)
    return " ".join(f"{before}{found[0]}{after}".split())


def hashtags_off(facts: Facts) -> Iterator[Broken]:
    """P17: Facebook does not treat a hashtag as one, it is hard to read aloud, or there are too many."""
    for post in facts.waiting:
        text = LINK.sub(" ", post.caption)
        for what, tag in _tags(text):
            yield at(post, what=Detail(what, {"tag": tag}))
        tags = set(TAG.findall(text))
        per_language = MOST_TAGS * (2 if bilingual.halves(post.caption) else 1)
        if len(tags) > per_language:
            yield at(post, what=Detail("hashtags-many", {"count": len(tags), "most": per_language}))


def _tags(text: str) -> Iterator[tuple[str, str]]:
    yield from (("hashtag-space", "#") for _ in _LOOSE.finditer(text))
    yield from (("hashtag-cut", found[0]) for found in _CUT.finditer(text))
    for tag in dict.fromkeys(TAG.findall(text)):
        if tag.isdigit():
            yield "hashtag-digits", f"#{tag}"
        elif tag[0].islower() or (tag.isupper() and sum(map(str.isalpha, tag)) > _SHOUT):
            yield "hashtag-case", f"#{tag}"


def link_names_somebody(facts: Facts) -> Iterator[Broken]:
    """P18: what a link tells the site (after its question mark) contains a speaker's name or an email address."""
    for post in facts.waiting:
        people = _people(facts, post)
        for link in dict.fromkeys(filter(None, (post.link, *LINK.findall(post.caption)))):
            query = unquote(link.partition("?")[2])
            if query and (_MAIL.search(query) or link_tags.names_in(query, people)):
                yield at(post, link=link)


def private_said(facts: Facts) -> Iterator[Broken]:
    """P28: a caption, comment, description or link contains an address or a number that leads to a person."""
    for post in facts.posts:
        if post.state in OUT and post.new_caption is None:
            continue
        for params in private_things(post, facts.contacts):
            yield at(post, **params)


def private_things(post: Post, contacts: tuple[str, ...]) -> Iterator[dict[str, object]]:
    """Yield where a post leads to a person, by what, and the option that corrects it; `contacts` are for everybody."""
    told = {(place, kind) for place, text in _said(post) for kind in private_data.kinds(text, contacts)}
    for place, kind in sorted(told):
        yield {"place": place, "what": Detail(kind), "option": _option(place)}


def language_other(facts: Facts) -> Iterator[Broken]:
    """P33: a caption or first comment is clearly in another language than its post."""
    for post in facts.waiting:
        for params in strange_languages(post):
            yield at(post, **params)


def strange_languages(post: Post) -> Iterator[dict[str, object]]:
    """Yield what of a post is clearly in another language than the post, and in which one."""
    for place, text in (("caption", post.caption), ("first_comment", post.first_comment or "")):
        if found := language_detection.likely_other_language(LINK.sub(" ", text), base(post.language)):
            yield {"place": place, "language": post.language, "found": found}


def _said(post: Post) -> Iterator[tuple[str, str]]:
    """Yield what goes out with a post, by what it is; of a live one its new caption alone."""
    said = [("caption", post.latest_caption)]
    if post.state not in OUT:
        said += [("first_comment", post.first_comment or "")]
        said += [("alt", photo["alt"] or "") for photo in post.photos]
    yield from ((place, LINK.sub(" ", text)) for place, text in said)
    links = [link for _, text in said for link in LINK.findall(text)]
    links += [post.link] if post.link and post.state not in OUT else []
    yield from (("link", unquote(link.partition("?")[0])) for link in links)  # what is behind it P18 reads


def link_uncounted(facts: Facts) -> Iterator[Broken]:
    """P26: a link in a caption lacks what the campaign adds to a post's link (`plan.utm`)."""
    template = facts.plan.utm
    for post in facts.waiting:
        for link in link_tags.untagged(post.caption, template) if template else ():
            yield at(post, link=link)


def words_spoilt(facts: Facts) -> Iterator[Broken]:
    """P27: words of a post were saved wrongly once, so that letters became others, or question marks."""
    for post in facts.waiting:
        if spoilt := spoilt_sample(post):
            yield at(post, **spoilt)


def spoilt_sample(post: Post) -> dict[str, object] | None:
    """Return the first line of a post's words that shows letters which were saved wrongly once, and where; or None."""
    alts = [("alts", photo["alt"]) for photo in post.photos]
    french = base(post.language) == "fr"
    said = (("caption", post.latest_caption), ("first_comment", post.first_comment or ""), *alts)
    for place, text in said:
        for line in LINK.sub("X", text or "").split("\n"):
            if encodings.spoilt(_ASKING.sub("?", line) if french else line):
                sample, option = line.strip()[:_SAMPLE], _option(place.removesuffix("s"))
                return {"sample": sample, "place": place, "option": option}
    return None


def _people(facts: Facts, post: Post) -> tuple[str, ...]:
    film = facts.films.get(post.testimony_id or 0)
    return (film.speaker,) if film else ()
