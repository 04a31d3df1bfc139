"""Sentences about campaign.toml and brand.toml: lines that cannot be read, names and values that there are not."""

from campaign.messages.translate import N_, NN_, Sentence

SENTENCES: dict[str, Sentence] = {
    "settings-unreadable": N_(
        "{file} cannot be read ({why}). Put it back, or make a campaign with `campaign init`."
    ),
    "settings-overtaken": N_(
        "Somebody changed the settings since this page was opened, so nothing was saved. What you typed stands below, "
        "beside the settings as they are now."
    ),
    "settings-not-edited": N_(
        "{file} is written in a way that cannot be changed from here without losing something. Change it in a text "
        "editor."
    ),
    "setting-unread": N_("`{key}`: {text!r} is no value of this kind. Write it as in `{example}`."),
    "settings-not-utf8": N_("{file}, line {line}: not UTF-8 text. Save the file again as UTF-8."),
    "settings-several": NN_(
        "{count} mistake in {file}: {problems}", "{count} mistakes in {file}: {problems}"
    ),
    "settings-line": N_("{file}, line {line}: {what}"),
    "settings-misspelt": N_("{file}, line {line}: there is no setting `{key}`. Did you mean `{nearest}`?"),
    "settings-misplaced": N_(
        "{file}, line {line}: there is no setting `{key}` here. Write `{nearest}` under [{section}]."
    ),
    "settings-misplaced-closed": N_(
        "{file}, line {line}: `{nearest}` belongs to the section [{section}], whose header in line {header} is still a "
        "comment. Take away the # in front of it: `[{section}]`"
    ),
    "settings-misplaced-top": N_(
        "{file}, line {line}: there is no setting `{key}` here. Write `{nearest}` above the first line in square "
        "brackets."
    ),
    "settings-unknown": N_(
        "{file}, line {line}: there is no setting `{key}` under [{section}]; the settings there are {known}. Use one "
        "of these, or put # before the line."
    ),
    "settings-unknown-top": N_(
        "{file}, line {line}: there is no setting `{key}` above the first section; the settings there are {known}. Use "
        "one of these, or put # before the line."
    ),
    "settings-section-misspelt": N_(
        "{file}, line {line}: there is no section [{key}]. Did you mean [{nearest}]?"
    ),
    "settings-section-unknown": N_(
        "{file}, line {line}: there is no section [{key}]; the sections are {known}. Use one of these, or put # before "
        "the lines."
    ),
    "settings-no-section": N_(
        "{file}, line {line}: `{key}` is a section. Write [{key}] alone on a line, and its settings below it."
    ),
    "settings-value": N_(
        "{file}, line {line}: `{key}` cannot be {value}. It means: {purpose:said} "
        "Write it like this: {example}"
    ),
    "settings-organisation-twice": N_(
        "{file}, line {line}: “{first}” and “{second}” are one organisation in two spellings. Keep the right one, for "
        "example so: `{example}`"
    ),
    "settings-choice": N_(
        "{file}, line {line}: `{key}` cannot be {value}. It means: {purpose:said} Write one of these: {known}"
    ),
    "settings-item": N_(
        "{file}, line {line}: number {place} of `{key}` cannot be {value}. It means: {purpose:said} "
        "Write it like this: {example}"
    ),
    "settings-near": N_(
        "{file}, line {line}: `{key}` cannot be {value}. Did you mean {nearest}? It means: {purpose:said}"
    ),
    "settings-unit": N_(
        "{file}, line {line}: `{key}` cannot be {value}. Did you mean {nearest}? A length of time needs its unit: s, "
        "m, h or d, for seconds, minutes, hours or days. It means: {purpose:said}"
    ),
    "settings-part": N_(
        "{file}, line {line}: in number {place} of `{key}`, `{part}` cannot be {value}. Write it like this: {example}"
    ),
    "settings-part-near": N_(
        "{file}, line {line}: in number {place} of `{key}`, `{part}` cannot be {value}. Did you mean {nearest}?"
    ),
    "settings-part-missing": N_(
        "{file}, line {line}: number {place} of `{key}` does not say `{part}`. Write it like this: {example}"
    ),
    "settings-parts-misspelt": N_(
        "{file}, line {line}: in number {place} of `{key}`, write {nearest} in place of {names}: {example}"
    ),
    "settings-part-unknown": N_(
        "{file}, line {line}: number {place} of `{key}` has no `{part}`, but {known}. Write it like this: {example}"
    ),
    "settings-page-address": N_(
        "{file}, line {line}: `{key}` cannot be {value}: it is the number of the Page, not its address. Put # before "
        "this line: `campaign page connect` asks for the token, and writes the number itself."
    ),
    "settings-short-year": N_(
        "{file}, line {line}: `{key}` cannot be {value}: its year needs four digits. Write {nearest}."
    ),
    "settings-slots-several": N_(
        "{file}, line {line}: `{key}` cannot be {value}: a slot is of one day. Write one for each: {example}"
    ),
    "settings-timezone": N_(
        "{file}, line {line}: `{key}` cannot be {value}: no such time zone. Nearest: {nearest}."
    ),
    "settings-timezone-no-place": N_(
        "{file}, line {line}: `{key}` cannot be {value}: that is not the time zone of a place, whose clocks change "
        "as people's do. Nearest: {nearest}."
    ),
    # the brand kit's file
    "brand-not-utf8": N_("{path}, line {line}: not UTF-8 text. Save the file again as UTF-8."),
    "brand-several": NN_("{count} mistake in {path}: {problems}", "{count} mistakes in {path}: {problems}"),
    "brand-line": N_("{path}, line {line}: {what}"),
    "brand-key-missing": N_("{path}, line {line}: {key} is missing. Write below {section}: {example}"),
    "brand-key-missing-braces": N_(
        "{path}, line {line}: {key} is missing. Add it between the braces in that line, behind a comma: {example}"
    ),
    "brand-key-missing-top": N_(
        "{path}, line {line}: {key} is missing. Write above the first line in square brackets: {example}"
    ),
    "brand-key-wrong": N_("{path}, line {line}: {key} cannot be {value}. Write {expected}."),
    "brand-key-near": N_("{path}, line {line}: {key} cannot be {value}. Did you mean {nearest}?"),
    "brand-key-misspelt": N_("{path}, line {line}: there is no {key}. Did you mean {nearest}?"),
    "brand-key-unknown": N_(
        "{path}, line {line}: there is no {key}, but {known}. Use one of these, or put # before the line."
    ),
    "brand-file-missing": N_(
        "{path}, line {line}: {key} names {file}, which does not exist. Put the file there or correct the name."
    ),
    "brand-file-misspelt": N_(
        "{path}, line {line}: {key} names {file}, which does not exist. Did you mean {nearest}?"
    ),
    "brand-file-outside": N_(
        "{path}, line {line}: {key} names {file}, outside the brand kit's folder. Copy the file into the folder "
        "{folder} and write: {example}"
    ),
    "brand-not-a-picture": N_(
        "{path}, line {line}: {key} names {file}, which cannot be opened as a logo. Give a PNG or WebP file of at most "
        "{most:number} million pixels."
    ),
    "brand-logo-opaque": N_(
        "{path}, line {line}: {key} names {file}, a logo without transparency. Give a PNG with a transparent "
        "background."
    ),
    "brand-font-broken": N_("{path}, line {line}: {key} names a font that cannot be used: {problem}"),
    "form-table": N_("[{key}] alone on a line, and what belongs to it below"),
    "form-tables": N_("[[{key}]] alone on a line for each, and what belongs to it below"),
    "form-text": N_("a text between straight quotes"),
    "form-number": N_("a number from {low:number} to {high:number}"),
    "form-choice": N_("one of the words {choices:or quoted-word}"),
    "form-boolean": N_("true or false, without quotes"),
    "form-colour": N_('a colour such as "#102a43"'),
    "form-colour-named": N_('a colour such as "#102a43", or one of the palette\'s names: {names}'),
    "slots-example": N_('slots = [{{ day = "tue", at = "18:00", language = "nl", kind = "video" }}]'),
    "partner-meant": N_("Did you mean {nearest}? Then write that in campaign.toml."),
    "partner-add": N_("Add a [[partner]] with its name and both logos, or remove it from campaign.toml."),
    "key-meant": N_("Did you mean {nearest}?"),
    "keys-known": N_("Use one of {known}, or put # before the line."),
    # what is wrong with how a line is written
    "toml-quotes": N_('a text needs a straight quote (") before and after it. Write: {example}'),
    "toml-quotes-inside": N_("there are quotes inside a text that end it too early. Write: {example}"),
    "toml-backslash": N_("in double quotes a backslash means something else. Write: {example}"),
    "toml-switch": N_("yes is written as true, and no as false. Write: {example}"),
    "toml-decimal": N_("a number has a decimal point, not a comma. Write: {example}"),
    "toml-zero": N_("a number does not begin with 0. Write: {example}"),
    "toml-list": N_("several values stand between square brackets. Write: {example}"),
    "toml-comma": N_("a comma is missing between two values. Write: {example}"),
    "toml-bracket": N_("a bracket is not closed. Write: {example}"),
    "toml-bracket-more": N_("there is a bracket too many. Write: {example}"),
    "toml-table": N_(
        "what stands in braces is one line of names and values, with = between. Write: {example}"
    ),
    "toml-header": N_("the name of a section stands in square brackets. Write: {example}"),
    "toml-header-alone": N_(
        "the name of a section stands alone on its line. Write the rest below it: {example}"
    ),
    "toml-equals": N_("between a name and its value there must be one =. Write: {example}"),
    "toml-name": N_("a name is letters, digits and _, without spaces or quotes. Write: {example}"),
    "toml-no-value": N_("{written} has no value. Write: {example}"),
    "toml-like-this": N_("the value of `{key}` cannot be read. Write it like this: {example}"),
    "toml-invisible": N_("there is a space here that is not a plain one. Type the line anew: {example}"),
    "toml-rest": N_("something stands behind the value that does not belong there. Write: {example}"),
    "toml-comment": N_("a note begins with #. Write: {example}"),
    "toml-twice": N_("`{key}` stands in line {other} already. Keep one of the two."),
    "toml-section-twice": N_(
        "the section [{key}] begins in line {other} already. Put these settings there, and remove this line."
    ),
    "toml-too-long": N_("it has more than {most:number} characters. Check that it is the right file."),
    "toml-unread": N_(
        'this line cannot be read: {written}. Write a name, = and a value; a text has a straight quote (") at each end.'
    ),
    "settings-at-start": N_(
        "campaign.toml was changed in {sections}, which the service reads only as it starts: stop it, then start "
        "`campaign run` again."
    ),
    "settings-other-page": N_(
        "the service publishes nothing, for campaign.toml names another Page than when it started. Stop it, then start "
        "`campaign run` again."
    ),
    "settings-unread": N_(
        "the service publishes nothing, for campaign.toml could not be read. `campaign doctor` says what is wrong with "
        "it."
    ),
}
EVENTS = {
    "event-settings-saved": N_("settings changed: {keys:setting}"),
    "event-settings-changed": N_("campaign.toml was changed; what it says holds from now on"),
    "event-settings-unread": N_(
        "campaign.toml cannot be read as it is, so nothing goes out until it is put right; `campaign doctor` says what "
        "is wrong"
    ),
    "event-settings-other-page": N_(
        "campaign.toml names another Page, so nothing goes out until this service is stopped and `campaign run` starts "
        "it anew"
    ),
    "event-settings-read-again": N_("campaign.toml can be obeyed again; what it says holds from now on"),
}
