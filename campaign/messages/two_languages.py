"""Sentences about films with subtitles in two languages, and about the word spoken."""

from campaign.messages.translate import N_

SENTENCES = {
    "second-too-long": N_(
        'the subtitle "{text}" does not fit below those of the language spoken in the {format:word} format, even in '
        "small type. Split it into two subtitles, or shorten it."
    ),
}
FINDINGS = {
    "F31": (
        N_(
            "the brand kit wants subtitles in {language:language} below those of the language spoken, and the film has "
            "none: it is made with one language"
        ),
        N_("Add them: `campaign testimony edit {slug} --subtitles {language}:FILE`."),
    ),
    "F32": (
        N_(
            "together the subtitles in {language:language} and in {below:language} go up to {cps:number} characters a "
            "second, where {most:number} can be read, at {moments:clock}"
        ),
        N_("Shorten the translation there."),
    ),
    "F33": (
        N_(
            "at {at:clock} the subtitle in {language:language} does not fit in two lines below those of the language "
            "spoken in the {format:word} format: “{text}”"
        ),
        N_("Shorten the translation, or split it into two subtitles."),
    ),
    "F34": (
        N_(
            "the brand kit marks the word that is spoken, but when each word is said is not known: the film in "
            "{language:language} is made without the mark"
        ),
        N_(
            "Give its subtitles the times of the speech: `campaign subtitles align {slug} TEXT`; or write "
            '`highlight = "off"` under [subtitles] in brand.toml.'
        ),
    ),
}
