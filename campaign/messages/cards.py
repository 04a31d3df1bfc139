"""Sentences about the cards of films: logos that cannot be read on them, files that are no good logos, long texts."""

from campaign.messages.translate import N_, NN_, Sentence

SENTENCES: dict[str, Sentence] = {
    "brand-logo-drawing": N_(
        "{path}, line {line}: {key} names {file}, a drawing in {kind}, which cannot be placed in a film. Export it as "
        "a PNG with a transparent background, 1,000 pixels wide or more, and name that file."
    ),
}
FINDINGS = {
    "B20": (
        N_(
            "{file} is only {width:number} × {height:number} pixels on the end card in the {format:word} format: that "
            "cannot be read on a phone"
        ),
        N_(
            "Give a version without small print, or one that is less wide; fewer partners leave more room for each."
        ),
    ),
    "B21": (
        N_("{file} is {times:number} times as wide as it is high, which leaves only small letters"),
        N_(
            "Give a stacked version, with the name below the mark: at most {most:number} times as wide as high."
        ),
    ),
    "B22": (
        NN_(
            "the end card shows {count:number} partner, so its logo is small",
            "the end card shows {count:number} partners, so their logos are small",
        ),
        N_("Show at most {most:number}, and name the others in the texts of the posts."),
    ),
    "B23": (
        N_("{file} is an animation, of which only the first picture is shown"),
        N_("Export the logo as one picture, as a PNG with a transparent background."),
    ),
    "B24": (
        N_("{file} has a white background of its own, which shows as a box around the logo"),
        N_("Export the logo again as a PNG with a transparent background, or ask whoever made it for that."),
    ),
    "B25": (
        N_("{file} is empty: it is transparent all over"),
        N_("Put the right file in its place."),
    ),
    "B26": (
        NN_(
            "“{text}” takes {lines:number} line ({element:word}, {format:word} format), where {most:number} can be "
            "read in time",
            "“{text}” takes {lines:number} lines ({element:word}, {format:word} format), where {most:number} can be "
            "read in time",
        ),
        N_("Shorten it in brand.toml."),
    ),
    "B27": (
        N_(
            "the address {text} fits the end card in the {format:word} format only in letters of {size:number} pixels, "
            "too small for a phone"
        ),
        N_("Give a shorter address as `link` under [meta]: one that leads on to the page, for instance."),
    ),
}
