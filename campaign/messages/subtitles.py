"""Sentences of the subtitle linter: a message and a remedy per rule, and the details that rules name."""

from campaign.messages.translate import N_, NN_, Sentence

SENTENCES: dict[str, Sentence] = {
    "subtitles-missing": N_("{path} does not exist. Check the name of the subtitle file."),
    "subtitles-unreadable": N_("{path} cannot be read ({detail}). Check its permissions."),
    "subtitles-unknown-kind": N_(
        "{path} is not a known kind of subtitle file. Give one ending in {kinds:word}."
    ),
    "subtitles-too-large": N_(
        "{path} is larger than {limit:number} MB; no film has so many subtitles. Check that it is a subtitle file."
    ),
    "estimate-not-vtt": N_(
        "{path} must end in .vtt: estimated times are marked inside the file, as VTT can."
    ),
    "subtitles-as-translation": N_(
        "{path} was judged as a translation. If the film itself speaks {language:language}, S08 is an error above "
        "{most:number} characters a second only, as people hear the words, too: `campaign testimony add` and `campaign "
        "subtitles check SLUG` judge it so."
    ),
    "subtitles-sound": N_("No findings: {paths}."),
    "subtitles-nowhere": N_(
        "{path} is neither a file nor a testimony; the testimonies are: {known}. Check the name."
    ),
    "subtitles-nowhere-bare": N_("{path} is neither a file nor a testimony. Check the name."),
    "subtitles-none": N_(
        "{slug} has no subtitles in {language:language}. Add them: `campaign testimony edit {slug} --subtitles L:FILE`."
    ),
    "export-no-folder": N_("there is no folder {path}, so nothing was written. Make it, or name another."),
    "subtitles-estimated-made": N_(
        "Wrote subtitles with estimated times to {path} ({count}). Watch the film with them and correct "
        "them, then run `campaign subtitles checked {path} --by NAME`."
    ),
    "subtitles-no-copy": N_(
        "No testimony of the campaign has this file. Give it to one: `campaign testimony edit SLUG --subtitles {path}`."
    ),
    "subtitles-copy-mended": N_("{slug} ({language:language}): corrected {what} in the campaign's copy."),
    "subtitles-by-head": N_(
        "{path}: subtitles in {language:language}, as the file itself says (L:FILE overrides it)."
    ),
    "transcript-no-text": N_(
        "{path} is not plain text (perhaps a Word or PDF file). Save what is said in the film as a text "
        "file, UTF-8."
    ),
    "transcript-unsure": N_(
        "{where}: {what}. Give its encoding with --encoding, such as cp1252, or save the transcript as UTF-8."
    ),
    "transcript-empty": N_("the transcript has no words. Give a text file with what is said in the film."),
    "transcript-too-long": N_(
        "the transcript has {signs} characters, but somebody speaks for only {seconds:number} s. Check "
        "that it belongs to this film."
    ),
    "film-no-speech": N_("no speech can be heard in {path}, so no times can be estimated. Check its sound."),
    "subtitles-document": N_(
        "{path} is {what}, not subtitles. Save what is said as plain text (UTF-8), and make subtitles of that: "
        "`campaign subtitles estimate TEXT.txt OUT.vtt --film FILM --language L`."
    ),
    "subtitles-film": N_(
        "{path} is a film or a sound, not subtitles. Give the file with the subtitles: .srt or .vtt."
    ),
    "document-word": N_("a document of a word processor"),
    "document-pdf": N_("a PDF"),
    "subtitles-folder": N_("{path} is a folder. Give a file of it, such as {file}."),
    "subtitles-text-file": N_(
        "{path} is a text file. If it holds subtitles with times, change its ending to .srt; if it is what is said "
        "without times, run `campaign subtitles estimate {path} {out} --film FILM --language L`."
    ),
    "subtitles-document-of": N_(
        "{path} is {what}, not subtitles. Save what is said as plain text (UTF-8), and make subtitles of that: "
        "`campaign subtitles estimate {text} {out} --film {film} --language {language}`."
    ),
    "subtitles-text-file-of": N_(
        "{path} is a text file. If it holds subtitles with times, change its ending to .srt; if it is what is said "
        "without times, run `campaign subtitles estimate {path} {out} --film {film} --language {language}`."
    ),
    "subtitles-refused-all": N_("these files of subtitles cannot be used: {problems}"),
    "subtitles-mended": N_("{path}: corrected {what}. The original file: {backup}."),
    "subtitles-not-mended": N_(
        "{path}: nothing was corrected, because it is not certain which letters are in it; see below."
    ),
    "subtitles-left": N_(
        "{path}: not corrected, as it could mean two things: line {lines}. Numbers and blank lines are put right once "
        "the times can be read."
    ),
    "mended-times": N_("lines of times ({count})"),
    "mended-rolling": N_("rolling captions ({count})"),
    "mended-encoding": N_("the encoding"),
    "mended-blank": N_("blank lines within subtitles ({count})"),
    "mended-writing": N_("the layout"),
    "mended-order": N_("the order"),
    "mended-gaps": N_("gaps ({count})"),
    "mended-markup": N_("tags and entities ({count})"),
    "mended-typography": N_("typography ({count})"),
    "encoding-unknown": N_("nobody knows the encoding {encoding}. Give one such as utf-8, cp1252 or cp1254."),
    "encoding-does-not-fit": N_(
        "line {line} of {path} is no text in {encoding}. Give another --encoding, or save the file as UTF-8."
    ),
    # details of findings: encoding
    "encoding-mark": N_("the file begins with a byte order mark, which is harmless"),
    "encoding-other": N_("not UTF-8 text but probably {guess}: “{sample}”"),
    "encoding-guess": N_("not UTF-8, and which letters these are is a guess: {readings}"),
    "encoding-already": N_("the file is UTF-8 already, so it was not read as {encoding}"),
    "encoding-told": N_("not UTF-8 but {encoding}, as you say: “{sample}”"),
    "encoding-broken": N_("UTF-8 text, but a letter here is broken: “{sample}”"),
    "encoding-declared": N_(
        "not UTF-8 but {encoding}, as the file itself declares, which other programs can read"
    ),
    "encoding-declared-wrongly": N_(
        "the file declares {encoding} but is not, so other programs read it wrongly"
    ),
    "advice-save-as-utf8": N_("Save the file as UTF-8; `campaign subtitles check {file} --fix` does it."),
    "advice-no-encoding": N_("Leave --encoding out."),
    "advice-fix-with-encoding": N_(
        "`campaign subtitles check {file} --encoding {encoding} --fix` saves it as UTF-8."
    ),
    "advice-choose-encoding": N_(
        "If the first is right, run `campaign subtitles check {file} --encoding {guess} --fix`; if another is, "
        "with the name behind that one."
    ),
    "advice-write-letter-again": N_("Write what is missing there, and save the file as UTF-8."),
    "encoding-twice": N_("text that was once decoded wrongly: “{sample}”"),
    "encoding-lost": N_("a letter was lost (�): “{sample}”"),
    "encoding-questions": N_("question marks where letters may have been lost: “{sample}”"),
    "encoding-invisible": N_("an invisible character, {sign}"),
    # times as written
    "time-unread": N_("not a time or line of a subtitle: “{stamp}”"),
    "frames-without-rate": N_("“{stamp}” counts frames, but the file does not say how many make a second"),
    "frames-too-many": N_("“{stamp}” counts more frames than the file's own rate has in a second"),
    "ticks-without-rate": N_("“{stamp}” counts ticks, but the file does not say how many make a second"),
    "time-of-day": N_("“{stamp}” is a time of day, which tells no place in a film"),
    "end-missing": N_("nothing says when this subtitle ends: “{stamp}”"),
    "xml-broken": N_("this is no XML that can be read: {stamp}"),
    "advice-times-srt": N_("Write 00:01:02,345 --> 00:01:04,000, minutes and seconds below 60."),
    "advice-times-vtt": N_(
        "Write 00:01:02.345 --> 00:01:04.000, minutes and seconds below 60; the first line is WEBVTT."
    ),
    "advice-times-ass": N_("Write 0:01:02.34 under [Events], minutes and seconds below 60."),
    "advice-times-ttml": N_(
        'Write begin="00:01:02.345" end="00:01:04.000", or seconds: begin="62.3s" end="64s".'
    ),
    "advice-name-frame-rate": N_(
        'Write the rate into the first element, <tt>: ttp:frameRate="25" is 25 frames a second; or save the subtitles '
        "with seconds and thousandths."
    ),
    "advice-name-tick-rate": N_(
        'Write the rate into the first element, <tt>, such as ttp:tickRate="10000000"; or save the subtitles with '
        "seconds and thousandths."
    ),
    "advice-media-time": N_("Save the subtitles with times that count from the beginning of the film."),
    "advice-xml": N_(
        "Correct that line (in a text, < is written &lt; and & is written &amp;), or save the subtitles again from the "
        "program that made them."
    ),
    "transcript-plain": N_("this is text without times, not subtitles: “{sample}”"),
    "transcript-marks": N_(
        "this is a transcript with marks of time ({sample}), not subtitles: it does not say when a subtitle ends"
    ),
    "advice-estimate": N_(
        "Make subtitles of it: `campaign subtitles estimate {file} {out} --film FILM --language L`."
    ),
    "advice-estimate-of": N_(
        "Make subtitles of it: `campaign subtitles estimate {file} {out} --film {film} --language {language}`."
    ),
    "transcript-marks-left-out": NN_(
        "Left out of the subtitles: {count} mark of time at the beginning of a line.",
        "Left out of the subtitles: {count} marks of time at the beginning of a line.",
    ),
    "advice-fix-times": N_("`campaign subtitles check {file} --fix` corrects this."),
    "advice-fix-gap": N_("`campaign subtitles check {file} --fix` corrects this."),
    "advice-fix-some": N_("`campaign subtitles check {file} --fix` corrects this where it is safe."),
    "advice-fix-with-guess": N_(
        "Once you know the encoding, `--fix` corrects this too where it is safe: `campaign subtitles check {file} "
        "--encoding {guess} --fix`."
    ),
    "advice-by-hand": N_("Correct it in the file yourself: `--fix` leaves this as it is."),
    "advice-write-times": N_(
        "Write its times on a line below the number, such as 00:00:12,500 --> 00:00:15,000, or remove the number and "
        "the blank line."
    ),
    "advice-gap": N_("Let the previous subtitle end earlier, or join the two."),
    "advice-fix-signs": N_("Write it that way; `campaign subtitles check {file} --fix` does it."),
    "advice-fix-signs-some": N_(
        "Write it that way; `campaign subtitles check {file} --fix` does it where it is safe."
    ),
    "advice-fix-signs-so": N_("Write: “{better}”; `campaign subtitles check {file} --fix` does it."),
    "advice-fix-signs-so-some": N_(
        "Write: “{better}”; `campaign subtitles check {file} --fix` does it where it is safe."
    ),
    "advice-write-better": N_("Write: “{better}”."),
    "advice-write-so": N_("Write it that way."),
    "advice-say-language": N_(
        "Name the language in the file's name (film.nl.srt), or before it (--subtitles nl:FILE); check the text."
    ),
    "advice-name-it": N_(
        "Put the language into the file's name, before its ending, as in film.nl.srt or film.fr.srt; or check it with "
        "`--language`, such as `campaign subtitles check {file} --language fr`."
    ),
    "advice-name-it-so": N_(
        "It looks like {found:language}. If it is, name the file {renamed}, or run `campaign subtitles check {file} "
        "--language {found}`."
    ),
    "advice-language-other": N_(
        "If it is in {found:language}, give it as such (`--subtitles {found}:{file}`); else correct the text."
    ),
    "advice-language-other-copy": N_(
        "If it is in {found:language}, give it as such: `campaign testimony edit {file} --subtitles {found}:{path}`; "
        "else correct the text."
    ),
    "advice-language-other-had": N_(
        "{slug} has subtitles in {found:language} already, so give the right file: `campaign testimony edit {slug} "
        "--subtitles {label}:FILE`; or take this one away: `campaign testimony edit {slug} --subtitles {label}:`."
    ),
    "advice-longer": N_("Show it longer, or join it with another."),
    "advice-shorter": N_("Show it shorter, or split it in two."),
    "overlap": N_("the subtitle starts before the one of line {other} ends ({until:clock})"),
    "advice-in-order": N_("Put subtitles in order of time and let each end before the next starts."),
    "captions-rolling": N_(
        "these are rolling captions, as YouTube makes them: each line is there more than once"
    ),
    "advice-rolling-anew": N_(
        "Download them as .vtt or .srt; `campaign subtitles check FILE --fix` then leaves each line once."
    ),
    "advice-fix-rolling": N_("`campaign subtitles check {file} --fix` leaves each line once."),
    # numbers and blank lines
    "number-missing": N_("no number above the times"),
    "number-double": N_("the number {number} occurs twice"),
    "number-falls": N_("the number {number} comes after a higher one"),
    "no-blank-between": N_("no blank line before this subtitle"),
    "no-blank-at-end": N_("no blank line at the end; some programs then lose the last subtitle"),
    "blank-doubled": N_("more than one blank line"),
    "blank-inside": N_("a blank line inside a subtitle; some programs cut it here"),
    "block-untimed": N_("number {number} has no line of times, so it is shown with the subtitle before it"),
    # time
    "gap-short": NN_(
        "{frames} frame after the previous subtitle, fewer than {least:number}",
        "{frames} frames after the previous subtitle, fewer than {least:number}",
    ),
    "gap-flicker": NN_(
        "{frames} frame after the previous subtitle, which flickers: make it {least:number}, or {half} and more",
        "{frames} frames after the previous subtitle, which flickers: make it {least:number}, or {half} and more",
    ),
    "too-short": N_("it is on screen for {seconds:number} s, less than {least:number} s"),
    "rather-short": N_("it is on screen for {seconds:number} s; its words need {wanted:number} s"),
    "too-long": N_("it is on screen for {seconds:number} s, more than {most:number} s"),
    "outside-before": N_("the subtitle starts before the film ({start:clock})"),
    "outside-after": N_("the subtitle (until {end:clock}) is outside the film, which lasts {film:clock}"),
    "outside-title": N_(
        "the subtitle ends ({end:clock}) before the title card has gone ({gone:clock}), so nobody sees it"
    ),
    "outside-part": N_(
        "none of the subtitles is in the part of the film that is used ({start:length} to {end:length}): times count "
        "from the start of the whole film, with --from and --to too"
    ),
    "outside-part-some": NN_(
        "{count} subtitle is outside the part of the film that is used ({start:length} to {end:length}), so nobody "
        "sees it; times count from the start of the whole film",
        "{count} subtitles are outside the part of the film that is used ({start:length} to {end:length}), so nobody "
        "sees them; times count from the start of the whole film",
    ),
    "advice-this-film": N_("Check that these are this film's subtitles; shift or shorten them."),
    "advice-whole-times": N_(
        "Give the subtitles of the whole film. If these were made for the part alone, export that part as a film of "
        "its own, and register that one without --from and --to."
    ),
    "advice-whole-times-or-not": N_(
        "If these are the subtitles of the whole film, nothing has to be done. If they were made for the part alone, "
        "export that part as a film of its own, and register that one without --from and --to."
    ),
    # lines
    "line-long": N_("{signs} characters in a line, more than {most:number} ({format:word})"),
    "line-wide": N_("the line is wider than the {format:word} format has room for"),
    "text-too-long": N_(
        "the text does not fit the {format:word} format at a size that can be read on a phone"
    ),
    "lines-many": N_("{lines} lines, more than {most:number}"),
    "lines-joinable": N_("two lines that fit on one"),
    "lines-uneven": N_("one line is much shorter than the other"),
    # markup
    "tag-alone": N_("the tag {sample} has no matching tag"),
    "speaker-mark": N_("{sample} marks another speaker in automatic captions, and is shown as it stands"),
    "speaker-names": NN_(
        "{count} subtitle begins with the name of who speaks (“{sample}:”), and it is shown",
        "{count} subtitles begin with the name of who speaks (“{sample}:”), and it is shown",
    ),
    "advice-without-names": N_("Take the names out, unless people should read them."),
    "code-of-ass": N_("{sample} is a code of another kind of subtitle file"),
    "code-of-vtt": N_("{sample} is a code of another kind of subtitle file, and is not shown"),
    "code-shown": N_("{sample} is a code of another kind of subtitle file, and is shown as it stands"),
    "tag-unknown": N_("{sample} is no tag that anybody knows, so it is shown as it stands"),
    "element-unknown": N_("{sample} is no part of subtitles that anybody knows; the text in it is shown"),
    "advice-fix-markup": N_("`campaign subtitles check {file} --fix` removes it where no word is lost."),
    "advice-round-brackets": N_("If people should read it, write round brackets; else remove it."),
    "advice-remove-code": N_("Remove it, or save the subtitles in the kind of file that it belongs to."),
    "advice-text-hidden-by-file": N_("If people should read it, remove what hides it (display, visibility)."),
    "advice-text-of-other-kind": N_("If people should read it, move it out of that element."),
    "note-in-braces": N_("{sample} stands in braces, which are not shown in this kind of file"),
    "settings-in-srt": N_("“{sample}” after the times belongs to another kind of subtitle file"),
    "entity": N_("{sample} is a web page's way of writing a character"),
    # language and typography
    "text-missing": N_("no text is shown here"),
    "language-absent": N_("the file has no subtitles in {language:language}, only in {languages:language}"),
    "file-empty": N_("the file is empty"),
    "advice-write-or-another-file": N_("Give another file, or write the subtitles in this one."),
    "advice-write-or-remove": N_("Write the text or remove the subtitle."),
    "advice-name-language": N_("Give the file for one of those languages, such as {first}:FILE."),
    "languages-several": N_(
        "the file has subtitles in several languages at the same time: {languages:language}"
    ),
    "language-taken": N_("of the languages {languages:language} in this file, {language:language} is read"),
    "text-hidden-by-file": N_("the file itself hides “{sample}”, so it is not shown"),
    "text-of-other-kind": N_(
        "“{sample}” belongs to something that is no part of subtitles, so it is not shown"
    ),
    "language-unsaid": N_("no language is given"),
    "language-other": N_("marked as {label:language}, but the text looks like {found:language}"),
    "space-double": N_("two spaces in a row, or a tab: “{sample}”"),
    "space-at-edge": N_("a space at the beginning or end of the line: “{sample}”"),
    "ellipsis-dots": N_("three full stops instead of the single character …: “{sample}”"),
    "space-before-sign": N_("no no-break space before : ; ! ? or »: “{sample}”"),
    "space-after-quote": N_("no no-break space after «: “{sample}”"),
    "ligature": N_("oe instead of the French œ: “{sample}”"),
    "apostrophe-opens": N_("an opening quote instead of the Dutch apostrophe (’s, ’t): “{sample}”"),
    "capital-after-apostrophe": N_(
        "a sentence that begins with ’s or ’t has its capital in the next word: “{sample}”"
    ),
    "quotes-mixed": NN_(
        "straight and curly apostrophes are mixed; this kind is in {lines} line",
        "straight and curly apostrophes are mixed; this kind is in {lines} lines",
    ),
    "dashes-nl": N_("two speakers: in Dutch only the second line begins with a hyphen, without a space"),
    "dashes-fr": N_("two speakers: in French both lines begin with a hyphen and a space"),
    "dashes-en": N_("two speakers: in English both lines begin with a hyphen, without a space"),
    # personal data
    "private-mail": N_("an e-mail address"),
    "private-phone": N_("a telephone number"),
    "private-account": N_("a bank account number"),
    "private-register": N_("a national register number"),
    "private-loan": N_("the amount of a loan"),
}

FINDINGS: dict[str, tuple[Sentence, str]] = {
    "S01": (N_("{what}"), N_("{advice}")),
    "S02": (N_("{what}"), N_("{advice}")),
    "S03": (N_("{what}"), N_("{advice}")),
    "S04": (
        N_("the subtitle ends ({end:clock}) when or before it starts ({start:clock})"),
        N_("Give it an end after its start."),
    ),
    "S05": (N_("{what}"), N_("{advice}")),
    "S06": (N_("{what}"), N_("{advice}")),
    "S07": (N_("{what}"), N_("{advice}")),
    "S08": (
        N_("“{text}”: {cps:number} characters a second, more than {limit:number}: too fast to read"),
        N_("Show it longer, or shorten the text."),
    ),
    "S09": (N_("{what}"), N_("Break the line elsewhere, or split the subtitle in two.")),
    "S10": (N_("{what}"), N_("Break the lines differently, join them, or split the subtitle in two.")),
    "S11": (
        N_("the line ends in “{word}”, which belongs to the words after it"),
        N_("Break the line before that word."),
    ),
    "S12": (N_("{what}"), N_("{advice}")),
    "S13": (N_("{what}"), N_("{advice}")),
    "S14": (N_("{what}"), N_("{advice}")),
    "S15": (N_("{what}"), N_("{advice}")),
    "S16": (
        N_("no subtitles in {language:language}"),
        N_("Add them: `campaign testimony edit {slug} --subtitles {language}:FILE`."),
    ),
    "S17": (
        NN_(
            "{cues} subtitle of {seconds:number} s in {language:language}, but {other_cues} of "
            "{other_seconds:number} s in {other:language}: more than a tenth apart",
            "{cues} subtitles of {seconds:number} s in {language:language}, but {other_cues} of "
            "{other_seconds:number} s in {other:language}: more than a tenth apart",
        ),
        N_("Check that nothing is missing from one of them."),
    ),
    "S18": (
        N_("{what}"),
        N_("Write it differently, or choose another font in brand.toml."),
    ),
    "S19": (N_("{what}"), N_("{advice}")),
    "S20": (N_("“{wrong}” is on record as “{right}”"), N_("Write the name as it is on record.")),
    "S21": (
        N_("the first subtitle starts at {start:clock}, but the speech at {speech:clock}"),
        N_("Films start muted: viewers must be able to read the first words."),
    ),
    "S22": (
        N_("{what}: personal data"),
        N_("Remove it from the subtitles, and ask whether the film may mention it."),
    ),
    "S23": (N_("all in capitals: “{line}”"), N_("Write it in lower case.")),
    "S24": (
        N_("{what}"),
        N_("Watch the film with them, correct them, then run `campaign subtitles checked {file} --by NAME`."),
    ),
    "S25": (N_("{what}"), N_("{advice}")),
}
