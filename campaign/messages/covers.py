"""Sentences about the covers that are made for films, and their words."""

from campaign.messages.translate import N_, Sentence

SENTENCES: dict[str, Sentence] = {
    "cover-words-twice": N_(
        "two texts were given for the cover in {language:language}. Give one, or name the language: L:TEXT."
    ),
    "cover-words-long": N_(
        "the words of the cover in {language:language}, “{text}”, are longer than 40 characters: the cover shows the "
        "question instead"
    ),
    "cover-words-wide": N_(
        "the words of the cover in {language:language}, “{text}”, do not fit on three lines ({formats:word}): there "
        "the cover shows the question instead"
    ),
    "cover-words-unused": N_(
        "the words of the cover in {language:language}, “{text}”, are not shown: the brand kit makes no covers"
    ),
    "advice-cover-words-short": N_(
        'Write shorter ones: `campaign testimony edit {slug} --cover-words {language}:"TEXT"`.'
    ),
    "advice-cover-words-on": N_(
        'Covers are made with `look = "band"` in brand.toml, or with `words = true` under [cover].'
    ),
}
FINDINGS = {"F24": (N_("{what}"), N_("{advice}"))}
