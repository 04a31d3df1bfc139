"""What is said of the brand kit: the findings of `campaign brand check`, the labels of `campaign brand preview`."""

from campaign.sentences.marking import N_

SENTENCES: dict[str, str] = {
    "card-too-full": N_(
        "a card does not fit the {format} format, even in small letters. Shorten its texts, or take out partners, in "
        "brand.toml."
    ),
    "brand-example": N_(
        "the brand kit still has these of the example: {parts:word}. Put your own logos and texts into brand/, for "
        "films show them."
    ),
    "brand-sound": N_("the brand kit is in order"),
    "sheet-written": N_("the contact sheet is in {path}"),
    "sheet-not-png": N_("{path} does not end in .png. The contact sheet is a PNG picture: name it so."),
    "sheet-title": N_("Title card"),
    "sheet-light": N_("Light picture"),
    "sheet-dark": N_("Dark picture"),
    "sheet-busy": N_("Busy picture"),
    "sheet-end": N_("End card"),
}

FINDINGS: dict[str, tuple[str, str]] = {
    "B01": (N_("{problem}"), N_("Nothing can be drawn with the kit before.")),
    "B02": (
        N_(
            "{colour} does not show in {element:word}: {ratio:number} to 1 over the worst picture, where 4.5 is "
            "needed (“{text}”)"
        ),
        N_("Raise box_alpha, or choose a text colour further from its ground."),
    ),
    "B03": (
        N_(
            "the logo {file} does not show in {element:word}: {ratio:number} to 1 over the worst picture, where "
            "{least:number} is needed"
        ),
        N_("Give a lighter or darker colouring of it, or raise box_alpha under [logo.campaign]."),
    ),
    "B04": (
        N_("{light} is not lighter than {dark}"),
        N_(
            "`light` is the colouring for dark grounds, `dark` the one for light grounds: exchange or replace them."
        ),
    ),
    "B05": (
        N_("{file} has {pixels} pixels across, but is drawn {drawn} wide in the {format} format"),
        N_("Export it larger, twice as wide at best."),
    ),
    "B06": (N_("{problem}"), N_("`campaign brand preview` shows the rest once it fits.")),
    "B07": (
        N_("the font {font} has no sign for {characters}"),
        N_("Choose another font in brand.toml, or another spelling."),
    ),
    "B08": (
        N_("{font} lacks {characters}, which occur in Dutch, French and in names"),
        N_("Prefer a font that has them, such as the one that comes with the program."),
    ),
    "B09": (
        N_("{organisation} is an organisation of this campaign, but no partner in the kit"),
        N_("Add a [[partner]] with its name and both logos, or take it out of campaign.toml."),
    ),
    "B10": (N_("the partner {partner} stands in the kit twice"), N_("Remove one of them.")),
    "B11": (
        N_("the campaign speaks {language}, the kit only {known}"),
        N_("Add the language to meta.languages, and each text in it."),
    ),
    "B12": (N_("{key} means nothing here. Known: {known}"), N_("Mend the spelling or take it out.")),
    "B13": (
        N_("the kit still has these of the example: {parts:word}"),
        N_("Put your own logos and texts into brand/ before a film goes out."),
    ),
}
