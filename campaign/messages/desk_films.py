"""What the desk in the browser says of films that arrive, and of forms that are typed in."""

from campaign.messages.translate import N_, NN_, Sentence

SENTENCES: dict[str, Sentence] = {
    "arriving-empty": N_("The file is empty. Look whether the film was copied wholly from the camera."),
    "arriving-too-large": N_(
        "The film is {size:size}, and the desk takes in films of {most:size} at most. Cut it, or take it in with "
        "`campaign testimony add`."
    ),
    "arriving-too-many": NN_(
        "{count} film is on its way or waits to be described. Describe it first, or give it up.",
        "{count} films are on their way or wait to be described. Describe those first, or give some up.",
    ),
    "arriving-no-room": N_(
        "The disk of the campaign lacks room: {size:size} are needed, for the film on its way and its copy, and "
        "{left:size} are left."
    ),
    "arriving-gone": N_(
        "This film is not on its way any more: it was taken in, given up, or waited for longer than a day."
    ),
    "arriving-elsewhere": N_("The film goes on at byte {at}."),
    "arriving-too-much": N_("The film is larger than was said, {size:size}. Choose the file anew."),
    "arriving-not-whole": N_(
        "{name} is not here as a whole yet. Choose the same file again: it goes on where it was."
    ),
    "desk-withdraw-who": N_("Choose who withdraws the consent."),
    "desk-withdraw-channel": N_("Choose for where the consent is withdrawn: one place, or everywhere."),
    "desk-withdraw-language": N_("Choose in which language the consent is withdrawn: one, or all."),
    "desk-withdraw-unshown": N_(
        "Nothing is withdrawn yet: what follows was not shown before as it is now. Look at it below, then withdraw."
    ),
    "desk-form-unsigned": N_("Type the day on which it was signed, such as 2/11/2026."),
    "desk-form-unchosen": N_("Choose what the form says."),
    "desk-form-unticked": N_("Tick at least one."),
    "desk-form-nobody": N_("Type the name of who signed."),
    "desk-subtitles-none": N_("Choose a subtitle file: SRT or VTT."),
    "desk-subtitles-large": N_("“{name}” is larger than {largest} MB: that is no subtitle file."),
    "desk-subtitles-changed": N_(
        "Somebody changed this film meanwhile. Look at it, and choose the file anew."
    ),
    "desk-form-called": N_("consent {number} {slug}"),
    "desk-form-without": N_("Choose the file with the signed form: a PDF, a scan or a photo."),
}
