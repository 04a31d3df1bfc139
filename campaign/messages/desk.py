"""What the desk in the browser says where it is no page that speaks."""

from campaign.messages.translate import N_

_TEXT = N_(
    "This is a text without times, not subtitles. If it has times, change its ending to .srt; else make subtitles of "
    "it first, as the manual says under From speech to subtitles."
)
_DOCUMENT = N_(
    "This is {what}, not subtitles. Choose a file that ends in .srt or .vtt, or make subtitles of the text first, as "
    "the manual says under From speech to subtitles."
)
SENTENCES = {
    "desk-opened": N_("The desk is open in the browser: {url}. Ctrl-C closes it."),
    "desk-open": N_("Open this address in the browser of this computer: {url} . Ctrl-C closes the desk."),
    "desk-beyond": N_("It listens at {host}, too, where others reach it through {address}."),
    "desk-beyond-nowhere": N_(
        "It listens at {host}, too, but lets nobody in there: `[desk] address` in campaign.toml says under which "
        "address others reach it, through the program that has its certificate (`campaign docs desk`)."
    ),
    "desk-port-taken": N_(
        "port {port} is used by another program. Name another with --port, or 0 for any free one."
    ),
    "desk-host": N_("this computer has no address {host}. Give one of its own, or leave --host out."),
    # to somebody who may not ask, by the status of the answer
    "desk-400": N_("The desk does not understand this address."),
    "desk-service-elsewhere": N_("This desk cannot run the service. Start it with `campaign run`."),
    "desk-401": N_(
        "This browser is not at the desk, or was away for too long. Open the address that `campaign desk` prints."
    ),
    "desk-403": N_("Another page asks for this, so it was not done. Open the desk in a window of its own."),
    "desk-404": N_("There is no such page at the desk, or what it showed is gone."),
    "desk-421": N_("The desk has no such name. Open the address that `campaign desk` prints."),
    "desk-500": N_(
        "Something unforeseen happened at the desk, and nothing was changed by it. "
        "`campaign doctor` looks for the cause."
    ),
    "desk-file-again": N_("Choose {name} again: a browser forgets files with each answer."),
    "desk-paused": N_(
        "The campaign is paused, so nothing goes out. Publish again first, on the page Status."
    ),
    # what was done
    "desk-did-paused": N_("The campaign is paused: nothing is published until somebody goes on."),
    "desk-did-resumed": N_(
        "Publishing goes on. If anything fell due during the pause, it waits for your decision."
    ),
    "desk-did-started": N_("The service runs."),
    # what refuses a command says otherwise at the desk: `at_desk`
    "at-desk-film-not-a-film": N_("There is no film in {path}. Give a film as {kinds:or}."),
    "at-desk-film-is-photo": N_(
        "{path} is a picture ({kind}), not a film. Post it as a photo, under New post."
    ),
    "at-desk-film-is-picture": N_(
        "{path} is a picture ({kind:word}), not a film. Export it as JPEG, and post that as a photo, under New post."
    ),
    "at-desk-subtitles-text-file": _TEXT,
    "at-desk-subtitles-text-file-of": _TEXT,
    "at-desk-subtitles-document": _DOCUMENT,
    "at-desk-subtitles-document-of": _DOCUMENT,
    "desk-move-twice": N_(
        "You typed “{typed}” and chose another moment, too: only one can be meant. Leave one of them."
    ),
    "desk-task-changed": N_(
        "What is to be done here was changed since this page was shown, so it was not ticked off. Read it as it is now."
    ),
    "desk-pause-changed": N_(
        "Somebody paused anew since this page was shown, so the pause goes on. Look at it as it is now."
    ),
}
