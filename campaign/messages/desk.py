"""What the desk in the browser says where it is no page that speaks."""

from campaign.messages.translate import N_

SENTENCES = {
    "desk-opened": N_("The desk is open in the browser: {url}. Ctrl-C closes it."),
    "desk-open": N_("Open this address in the browser of this computer: {url} . Ctrl-C closes the desk."),
    "desk-port-taken": N_(
        "port {port} is used by another program. Name another with --port, or 0 for any free one."
    ),
    "desk-host": N_("the desk is on this computer alone, so {host} is not possible. Leave --host out."),
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
}
