"""Sentences on drafts: subtitles that a machine made, and that nobody has checked yet."""

from campaign.messages.translate import N_, NN_, Sentence

SENTENCES: dict[str, Sentence] = {
    "subtitles-estimated": N_(
        "{path}: the times of these subtitles are estimated and nobody has checked them. Watch the film with them. If "
        "they fit, run `campaign subtitles checked {slug} --by NAME`; else correct your file and give it to `campaign "
        "testimony edit {slug} --subtitles FILE`."
    ),
    "subtitles-aligned": N_(
        "{path}: a machine found the times of these subtitles, and nobody has checked them. Watch the film with them. "
        "If they fit, run `campaign subtitles checked {slug} --by NAME`; else correct your file and give it to "
        "`campaign testimony edit {slug} --subtitles FILE`."
    ),
    "subtitles-recognised": N_(
        "{path}: these subtitles are a draft: a machine wrote them, and nobody has checked them. Watch the whole film "
        "with them, correct your file and give it to `campaign testimony edit {slug} --subtitles FILE`; then run "
        "`campaign subtitles checked {slug} --by NAME`."
    ),
    "subtitles-draft": N_(
        "the subtitles in {language:language} are a draft that nobody has checked. Watch the film with them, then run "
        "`campaign subtitles checked {slug} --language {language} --by NAME`; the post then goes on."
    ),
    "captions-draft": N_(
        "the subtitles in {language:language} are a draft that nobody has checked. Watch the film with them, then run "
        "`campaign subtitles checked {slug} --language {language} --by NAME`; the service then adds the file."
    ),
    "captions-left-draft": N_("the subtitle file in {language:language} will not be uploaded: {why}"),
    "words-unreadable": N_(
        "{path} does not hold the times of words, as the recogniser writes them. Take it away: the subtitles are used "
        "without; or make both anew with `campaign subtitles transcribe`."
    ),
    "subtitles-not-draft": N_(
        "{path} does not say that a machine made it, so there is nothing to mark as checked."
    ),
    "subtitles-checked-already": N_(
        "{path} was checked already, by {who} on {day:day}, so nothing was changed."
    ),
    "state-checked": N_("checked by {who} on {day:day}"),
    "draft-estimated": N_("the times are estimated and nobody has checked them"),
    "draft-aligned": N_("a machine found the times, and nobody has checked them"),
    "draft-recognised": N_("this is a draft: a machine wrote it, and nobody has checked it"),
    "draft-changed": N_("this is a draft again: its words are others than those that {who} checked"),
    "draft-carried": N_("this was made from a draft that nobody has checked, and is one still"),
    "look-unsure": NN_(
        "look here first, the recogniser was not sure of this word: {places}",
        "look here first, the recogniser was not sure of these {count} words: {places}",
    ),
    "look-fast": NN_(
        "nobody speaks so fast; see whether words were invented here: {places}",
        "nobody speaks so fast; see whether words were invented in these {count} subtitles: {places}",
    ),
    "look-names": NN_(
        "the recogniser knew this name beforehand; hear whether it is said: {places}",
        "the recogniser knew these {count} names beforehand; hear whether they are said: {places}",
    ),
    "look-numbers": NN_(
        "compare this number with what is said: {places}",
        "compare these {count} numbers with what is said: {places}",
    ),
    "look-place": N_("{at:length} “{text}”"),
    "look-more": NN_("{count} more, at {at:length}", "{count} more, up to {at:length}"),
    "look-more-noted": NN_(
        "{count} more, in the notes “{note}” of the file", "{count} more, in the notes “{note}” of the file"
    ),
    "advice-look-unsure": N_("Then watch the whole film: more than half of the wrong words look certain."),
    "advice-look-fast": N_("Take out what nobody says."),
    "advice-look-names": N_("Take out a name that is not said."),
    "advice-look-numbers": N_("Write the number that is said."),
    "subtitles-copy-checked": N_(
        "The campaign's subtitles of {slug} ({language:language}) now say that {who} checked them."
    ),
    "subtitles-now-checked": N_("{path} now says that {who} checked it."),
}
