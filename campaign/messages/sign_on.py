"""What is said of the office's own log-in, and of outsiders at the desk's door."""

from campaign.messages.translate import N_

SENTENCES = {
    "sign-on-unreachable": N_(
        "the office's own log-in at {host} does not answer. Try again in some minutes."
    ),
    "sign-on-odd": N_(
        "the office's own log-in at {host} answers what the desk may not believe, so nobody was let in ({why}). Tell "
        "whoever looks after it."
    ),
    "sign-on-denied": N_("the office's own log-in at {host} let nobody in."),
    "sign-on-stale": N_(
        "this log-in was begun in another browser, too long ago, or was used already. Begin it anew."
    ),
    "sign-on-unverified": N_(
        "the office's own log-in at {host} does not confirm that your e-mail address is yours. Tell whoever looks "
        "after it."
    ),
    "sign-on-unknown": N_(
        "nobody with this e-mail address has a role at this desk. Ask whoever looks after the campaign to add you."
    ),
    "sign-on-not-anew": N_(
        "the office's own log-in does not say that you proved just now who you are. Log in with password and app for "
        "this."
    ),
    "sign-on-secret-question": N_("Secret of the desk ({client}) at {host}, not shown; empty for none"),
    "sign-on-secret-kept": N_("The secret for the office's own log-in is kept {place}."),
    # what happened at the door
    "door-signed-on": N_("logged in with the office's own log-in"),
    "door-signed-on-again": N_("logged in again with the office's own log-in"),
    "door-sign-on-refused": N_("the office's own log-in did not let somebody in"),
    "door-sign-on-stale": N_("came back from the office's own log-in with what was not begun here"),
    "door-refused-400": N_("asked from elsewhere for what nobody has"),
    "door-refused-401": N_("asked from elsewhere without being logged in"),
    "door-refused-403": N_("refused: another page, or another site, asked"),
    "door-refused-421": N_("refused: asked under a name that is not the desk's"),
}
