"""Sentences about words beside a film, in the look "band"."""

from campaign.messages.translate import N_, NN_

SENTENCES = {
    "why-question": N_("the question beside the film changed"),
    "why-ground": N_("the background beside the film changed"),
    "text-too-long-for-lines": N_(
        "the text is too long for two lines in the {format:word} format, where there is no room for a third"
    ),
    "question-too-long": N_(
        'the question "{text}" is too long for its place beside the picture in the {format:word} format. Give a short '
        'form: add `{theme}.short.{language} = "..."` under [theme] in brand.toml.'
    ),
    "title-too-long-beside": N_(
        'the title "{text}" is too long for its place beside the picture in the {format:word} format. Give a shorter '
        "title: `campaign testimony edit SLUG --theme TITLE`."
    ),
}
FINDINGS = {
    "F20": (
        N_(
            "in the {format:word} format the film is enlarged {times:number} times ({wide} × {tall}), so it looks soft"
        ),
        N_("Ask for the film as it was recorded, not as a messaging app sends it, and register that one."),
    ),
    "F21": (
        N_("{problem}"),
        N_("Nothing can be rendered of the film in that format until this is corrected."),
    ),
    "F26": (
        NN_(
            "the film's own title “{text}” takes {lines:number} line on the title card in the {format:word} format, "
            "where {most:number} can be read in time",
            "the film's own title “{text}” takes {lines:number} lines on the title card in the {format:word} format, "
            "where {most:number} can be read in time",
        ),
        N_("Give a shorter one: `campaign testimony edit {slug} --theme TITLE`."),
    ),
}
