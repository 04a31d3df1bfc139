"""Sentences about transcripts that get the times of the speech, and where both differ."""

from campaign.messages.translate import N_, NN_, Sentence

SENTENCES: dict[str, Sentence] = {
    "transcript-of-another-film": N_(
        "this is not the text of {path}: of its words only {percent:percent} are heard there, so nothing was written. "
        "Give the text of this film, in the language that is spoken."
    ),
    "align-made": NN_(
        "Wrote {count} subtitle to {path}, timed by the speech. Watch the film with it, then run `campaign subtitles "
        "checked {path} --by NAME`.",
        "Wrote {count} subtitles to {path}, timed by the speech. Watch the film with them, then run `campaign "
        "subtitles checked {path} --by NAME`.",
    ),
    "align-joined": NN_(
        "{slug} has {count} subtitle in {language:language}, timed by the speech: {file}. To correct it, save that "
        "file elsewhere under a name of your own, such as {own}, write in it, and give it back: `campaign testimony "
        "edit {slug} --subtitles {language}:{own}`. Once the film was watched with it: `campaign subtitles checked "
        "{slug} --by NAME`.",
        "{slug} has {count} subtitles in {language:language}, timed by the speech: {file}. To correct them, save that "
        "file elsewhere under a name of your own, such as {own}, write in it, and give it back: `campaign testimony "
        "edit {slug} --subtitles {language}:{own}`. Once the film was watched with them: `campaign subtitles checked "
        "{slug} --by NAME`.",
    ),
    "align-turned": N_(
        "first comes the film, then the text that is said in it: `campaign subtitles align {film} {text}`."
    ),
    "align-replace-not": N_(
        "{slug} has unchecked subtitles in {language:language}, which stay, as nobody agreed. To replace them: "
        "`campaign subtitles align {slug} {text} --yes`."
    ),
    "align-better": N_(
        "`campaign subtitles align {film} {text} --language {language}` takes the times from the speech itself, and "
        "says where text and film differ."
    ),
    "align-better-not-installed": N_(
        "With speech recognition installed, `campaign subtitles align {film} {text} --language {language}` takes the "
        "times from the speech itself, and says where text and film differ. Install it in the folder of the program: "
        '`pipx install --force ".[speech]"`, or without pipx `python -m pip install ".[speech]"`.'
    ),
}
FINDINGS: dict[str, tuple[Sentence, str]] = {
    "text-not-spoken": (
        N_("in the text, but nobody says it: “{text}”; it is in no subtitle"),
        N_("Take it out of the text, or check that it is the text of this film."),
    ),
    "speech-not-in-text": (
        N_("said until {until:length}, but not in the text; heard as “{heard}”"),
        N_("Write it into the text if it is to be read, and run `campaign subtitles align` again."),
    ),
    "speech-otherwise": (
        N_("something else is said here than “{text}”, which stands in the subtitles all the same"),
        N_(
            "Listen there; if nobody says it, take it out of the text, and run `campaign subtitles align` again."
        ),
    ),
    "text-much-guessed": (
        N_("only {percent:percent} of the words of the text were recognised, so many times are guessed"),
        N_("Look well at the times, or try a larger model: `campaign speech models`."),
    ),
}
