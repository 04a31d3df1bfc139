"""What the desk says of subtitles that are edited while the film is watched."""

from campaign.messages.translate import N_, NN_, Sentence

SENTENCES: dict[str, Sentence] = {
    "cues-none": N_("These are no subtitles as the editor sends them. Load the page anew."),
    "cues-large": N_("That is more than {largest} MB of subtitles: too much for one film."),
    "cues-many": NN_(
        "That is {count} subtitle, and only {most} fit.", "Those are {count} subtitles, and only {most} fit."
    ),
    "cue-long": N_("The text of subtitle {number} is too long ({count}, at most {most}). Split it."),
    "cues-without-text": N_("No subtitle has a text yet. Write one, then keep them."),
    "cues-refused": N_("Nothing is kept yet: subtitle {number} must be put right first."),
    "hearing-language": N_(
        "Only the language that is spoken can be written down by itself: {language:language}."
    ),
    "hearing-worked-on": N_(
        "Somebody is working on these subtitles. Keep them or leave them first, so that nothing is lost."
    ),
    "hearing-busy": N_("The film {slug} is being listened to. Begin again when that is done."),
    "hearing-failed": N_("The draft could not be written: {why}."),
    "pasted-none": N_(
        "Nothing in the pasted text has times. Copy it from an SRT or VTT file, with the lines of times."
    ),
    "subtitles-film-over": N_(
        "Nothing of the film {slug} is shown or changed any more: a consent was withdrawn, or ended."
    ),
    "no-such-version": N_("Version {number} of these subtitles is no longer kept."),
    "desk-cues-stale-film": N_(
        "The film was replaced by another one meanwhile. What you typed is still here: copy what you need, then load "
        "the page anew."
    ),
    "desk-cues-stale-kept": N_(
        "The campaign’s subtitles were changed or checked meanwhile. What you typed is still here; choose which one "
        "stays."
    ),
    "desk-cues-stale-working": N_(
        "Somebody else changed these subtitles meanwhile. What you typed is still here; choose which one stays."
    ),
    "desk-checked-who": N_("Type the name of who watched the film and checked its subtitles."),
    "desk-not-a-draft": N_(
        "These subtitles need no check: no machine made them, or they were checked already."
    ),
}
