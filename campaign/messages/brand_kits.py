"""Sentences about the brand kit: what is wrong with it, and the contact sheet."""

from campaign.messages.translate import N_, NN_, Sentence

SENTENCES: dict[str, Sentence] = {
    "brand-key-hidden": N_(
        "{path}, line {line}: `{key}` has the character {sign}, which cannot be seen and may disguise text. Type that "
        "text anew."
    ),
    "card-text-too-long": N_(
        '"{text}" is too long for a card in the {format:word} format. Shorten the theme, or the text in brand.toml.'
    ),
    # the brand kit
    "brand-misnamed": N_(
        "{path} does not exist, but {found} stands there. Rename that file to {name}; where Windows hides the endings "
        "of names, first tick View > Show > File name extensions."
    ),
    "brand-missing": N_("{path} does not exist. Make a brand kit: `campaign init` makes an example."),
    "brand-empty": N_(
        "{path} is empty. Put a backup of it back, or take the example: `campaign init FOLDER` makes one, with its "
        "brand/brand.toml."
    ),
    "brand-unreadable": N_("{path} cannot be read ({detail}). Check its permissions."),
    "brand-language-missing": N_(
        "{path} has no texts in the language {language:language} (it has {known:language}). Add it to "
        "meta.languages and to each text."
    ),
    "font-unreadable": N_(
        "{path} is not a font that can be used: it is none, damaged, or asks for too much. Give a whole "
        "TrueType (.ttf) or OpenType (.otf) file."
    ),
    # rendering
    "card-too-full": N_(
        "a card does not fit the {format:word} format, even in small type. Shorten its texts, or remove "
        "partners, in brand.toml."
    ),
    "kit-parts": N_("the kit still has these parts of the example: {parts:word}"),
    "kit-parts-in": N_(
        "the kit still has these parts of the example: {parts:word} (of the cards the texts {languages:in})"
    ),
    "brand-example": N_(
        "the brand kit still has these parts of the example: {parts:word}. Put your own in their place, "
        "because films show them: {files}."
    ),
    "brand-wrong": NN_(
        "the brand kit has {count} error that `campaign brand check` shows: {first}",
        "the brand kit has {count} errors that `campaign brand check` shows; the first: {first}",
    ),
    "brand-example-told": N_(
        "the brand kit still has these parts of the example: {parts:word}. Put your own in their place, because films "
        "show them. `campaign check` names the files."
    ),
    "brand-sound": N_("the brand kit is in order"),
    "sheet-written": N_("Wrote the contact sheet: {path}."),
    "sheet-not-png": N_("{path} does not end in .png. The contact sheet is a PNG picture: use that ending."),
    # how a text or a logo of the kit would show
    "advice-alpha": N_("Write under {section}: {line}. That is the least with these colours."),
    "advice-colour": N_("Write under [color]: {line}. That is the nearest colour that can be read."),
    "advice-ground": N_(
        "The cause is {key} under [color] ({colour}), which texts in several colours lie on. Change that alone: write "
        "{line}; then all of these can be read."
    ),
    "advice-grounds": N_(
        "No colour can be read on all of its backgrounds ({colours}): bring these nearer to one another, or choose a "
        "background that hides more."
    ),
    "advice-further": N_("Choose colours of text and background that are further from each other."),
    "advice-logo": N_("Use a lighter or darker version of it."),
    "sheet-title": N_("Title card"),
    "sheet-light": N_("Light picture"),
    "sheet-light-note": N_("A white wall, a window: what stands on the picture shows there too."),
    "sheet-dark": N_("Dark picture"),
    "sheet-dark-note": N_("As the film is most of the time: subtitles, no name."),
    "sheet-busy": N_("Busy picture"),
    "sheet-busy-note": N_("Shelves and colours behind the words."),
    "sheet-upright": N_("Upright film"),
    "sheet-upright-note": N_("From a phone that was held upright."),
    "sheet-end": N_("End card"),
    "sheet-title-note": N_("What the film begins with."),
    "sheet-films": N_("How the films look {language:in}"),
    "sheet-end-note": N_("What the film ends with, and who is behind it."),
    "sheet-cover": N_("Cover"),
    "sheet-cover-note": N_("What is seen of the film before it plays."),
    "sheet-phone": N_("As wide as on a phone"),
    "sheet-phone-note": N_("Each picture is 360 pixels wide, as a phone held upright shows it."),
    "sheet-check": N_("What the check says"),
    "sheet-sound": N_("The brand kit is in order."),
    "sheet-more": N_("`campaign brand check` says the rest."),
}
FINDINGS: dict[str, tuple[str, str]] = {
    "B01": (N_("{problem}"), N_("Nothing can be drawn with the kit until this is corrected.")),
    "B02": (
        N_(
            "the colour {colour} is not readable in {element:word}: {ratio:number} to 1 on the worst picture, where "
            "4.5 is needed (“{text:sample}”)"
        ),
        N_("{what}"),
    ),
    "B03": (
        N_(
            "the logo {file} is not visible in {element:word}: {ratio:number} to 1 on the worst picture, "
            "where {least:number} is needed"
        ),
        N_("{what}"),
    ),
    "B04": (
        N_("{light} is not lighter than {dark}"),
        N_(
            "`light` is the version for dark backgrounds, `dark` the one for light backgrounds: swap or "
            "replace them."
        ),
    ),
    "B05": (
        N_("{file} is {pixels} pixels wide, but is drawn {drawn} wide in the {format:word} format"),
        N_("Export it larger, ideally twice as wide."),
    ),
    "B06": (N_("{problem}"), N_("`campaign brand preview` shows the rest once it fits.")),
    "B07": (
        N_("{what} (“{text}”)"),
        N_("Choose another font in brand.toml, or another spelling."),
    ),
    "B08": (
        N_("{font} lacks {characters}, which occur in Dutch, French and in names"),
        N_("Prefer a font that has them, such as the one that comes with the program."),
    ),
    "B09": (
        N_("{organisation} is an organisation of this campaign, but not a partner in the kit"),
        N_("{what}"),
    ),
    "B10": (N_("the partner {partner} is in the kit twice"), N_("Remove one of them.")),
    "B17": (
        N_("films show “{name}”, and campaign.toml has “{organisation}”"),
        N_("If that is not meant, write both alike."),
    ),
    "B18": (
        N_(
            "the partners {other} and {partner} both have `order = {order}`, so the order of the file decides"
        ),
        N_("Give each a number of its own."),
    ),
    "B11": (
        N_("the campaign uses {language:language}, the kit has only {known:language}"),
        N_("Add the language to meta.languages, and each text in it."),
    ),
    "B12": (N_("there is no {key}, so it does nothing"), N_("{what}")),
    "B13": (
        N_("{what}"),
        N_("Put your own in their place before a film goes out: {files}."),
    ),
    "B14": (
        N_("{font} is drawn at weight {drawn:number} as `{key}`, where {wanted:number} is wanted"),
        N_(
            "Give a file of that weight, or a variable font that has it; `{name}` under [fonts.base] says which "
            "weight you want (400 is regular, 700 bold)."
        ),
    ),
    "B28": (
        N_("the title card stays for {seconds:number} s; after {most:number} s many people have gone on"),
        N_("Write under [title_card]: `seconds = 2.5`."),
    ),
    "B29": (
        N_("{file} also stands in corners and on the band, where small letters are not readable on a phone"),
        N_(
            "Name a version without a tag line under [logo.campaign] as {keys}; where there is none, the same file "
            "again."
        ),
    ),
}
