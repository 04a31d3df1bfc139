"""Sentences on what subtitles say elsewhere: as a transcript, as chapters, as a file for a translator."""

from campaign.messages.translate import N_, NN_, Sentence

SENTENCES: dict[str, Sentence] = {
    "export-ending": N_(
        "{path} is neither a folder, for subtitle files, nor a file ending in .srt, .vtt, .txt, .html or "
        ".chapters.vtt. Name one of these."
    ),
    "export-one-language": N_("{path} is written in one language. Give --language once."),
    "chapters-none": N_(
        "no question of the brand kit is heard in the {language:language} subtitles of {slug}, so there are no "
        "chapters. Write the questions into brand.toml under [theme] as they are asked in the film."
    ),
    "template-not-vtt": N_("{path} must end in .vtt: the first language stands in notes, as VTT can."),
    "template-same-language": N_(
        "the subtitles of {slug} to translate are in {language:language} already. Give the language to translate into "
        "with --language, and the one to translate from with --from."
    ),
    "template-how": N_(
        "Write the {language:language} text under each line of times. Leave the times as they are.\n"
        "In the notes: the text to translate, its characters, and how many there is time to read.\n"
        "Then: `campaign testimony edit {slug} --subtitles {language}:{path}`"
    ),
    "template-made": NN_(
        "Wrote {path} with {count} subtitle to translate from {source:language}. Have the {language:language} text "
        "written under its times, then run `campaign testimony edit {slug} --subtitles {language}:{path}`.",
        "Wrote {path} with {count} subtitles to translate from {source:language}. Have the {language:language} text "
        "written under their times, then run `campaign testimony edit {slug} --subtitles {language}:{path}`.",
    ),
    "template-retimed": N_(
        "Wrote {path} with the {language:language} subtitles of {slug}, at the times of those in {source:language}. "
        "Compare the two, then run `campaign testimony edit {slug} --subtitles {language}:{path}`."
    ),
    "template-unfilled": NN_(
        "{count} of {of} subtitles is still to be translated, here",
        "{count} of {of} subtitles are still to be translated, here and below",
    ),
    "advice-fill-in": N_("Write the text under its times, or remove the subtitle."),
}
