"""Sentences about where a campaign is: its home, copies of it, and folders that other programs copy."""

from campaign.messages.translate import N_

SENTENCES = {
    "paused-since-copy": N_("yes, since {since}"),
    "paused-because-copy": N_("yes, since {since}: {reason}"),
    "home-copy": N_(
        "this folder is a copy: posts go out from {folder} on this computer. Work there; if this folder is to be "
        "the campaign from now on, run `campaign adopt --dir {here}`."
    ),
    "home-hidden": N_(
        "this folder may be a copy: posts went out from {folder} on this computer, which cannot be opened now "
        "(another disk, or another user's). If that folder is to publish no more, run `campaign adopt --dir "
        "{here}`."
    ),
    "home-elsewhere": N_(
        "this folder is a copy: posts go out from {folder} on the computer {host}. Work there; if this folder is "
        "to be the campaign from now on, stop the service on {host}, then run `campaign adopt --dir {here}`."
    ),
    "home-left": N_(
        "the campaign went on in {folder} on the computer {host}, and posts go out from there. Work there; if "
        "this folder is to be the campaign again, run `campaign adopt --dir {here}`."
    ),
    "home-older": N_(
        "this folder is older than what {folder} has published: it is a copy, or its database was put back. If "
        "it is to be the campaign from now on, run `campaign adopt --dir {here}`."
    ),
    "home-unknown": N_(
        "nothing says whether this folder is the campaign or a copy of it, as its file campaign.home is missing. "
        "If no other folder publishes this campaign, run `campaign adopt --dir {here}`."
    ),
    "home-gone": N_(
        "the folder {folder} was moved or replaced while the service ran. Start the service again in the "
        "folder where the campaign is now: `campaign run`."
    ),
    "home-moved": N_("The campaign was moved here from {before}; posts go out from {folder}."),
    "adopt-sure": N_(
        "Is this folder to be the campaign from now on, and {folder} on the computer {host} no longer?"
    ),
    "adopt-sure-elsewhere": N_(
        "A service that runs in {folder} on the computer {host} must be stopped first. Is this folder to be "
        "the campaign from now on, and that one no longer?"
    ),
    "adopt-sure-here": N_("Is this folder to be the campaign from now on?"),
    "adopt-unsure": N_(
        "nothing was changed, as nobody confirmed it. If {here} is to be the campaign from now on, run "
        "`campaign adopt --yes --dir {here}`."
    ),
    "adopt-not": N_("Nothing was done: nothing goes out from {here}, as before."),
    "adopt-service-runs": N_(
        "a service still runs in {folder}. Stop it first (Ctrl-C, or `campaign service uninstall --dir "
        "{folder}`), then run the same command again."
    ),
    "adopted": N_("This folder is the campaign now: posts go out from {folder}, and from nowhere else."),
    "adopted-already": N_("{folder} is the campaign already; nothing was changed."),
    "adopted-told": N_("{folder} publishes no more."),
    "adopted-untold": N_(
        "Warning: {folder} on the computer {host} cannot be told. If a service may still run there, stop it "
        "for good (`campaign service uninstall`) and delete that folder: two services would publish the "
        "same posts."
    ),
    "adopted-pause": N_(
        "the campaign goes on in this folder since `campaign adopt`; look at the Page before `campaign resume`"
    ),
    "adopted-paused": N_(
        "It is unknown what went out from the former folder since this copy was made, and which consents "
        "were withdrawn there. The campaign is paused: look at the Page, then run `campaign resume`."
    ),
    "adopted-still-paused": N_(
        "The campaign is paused ({reason}) and stays so here: nothing goes out until `campaign resume`."
    ),
    "adopted-still-paused-since": N_(
        "The campaign is paused and stays so here: nothing goes out until `campaign resume`."
    ),
    "adopted-left-behind": N_(
        "What changed in {folder} since this copy was made stays behind ({changes}). Look there: `campaign log "
        "--dir {folder}`, and make here what is to hold."
    ),
    "adopted-left-behind-added": N_("posts added: {told}"),
    "adopted-left-behind-held": N_("posts held: {told}"),
    "adopted-left-behind-cancelled": N_("posts cancelled: {told}"),
    "adopted-left-behind-changed": N_("posts changed: {told}"),
    "adopted-left-behind-films": N_("changes of films: {told}"),
    "adopted-left-behind-consents": N_("consents recorded or voided: {told}"),
    "adopted-held": N_(
        "These posts may have gone out since the copy was made and are held: {numbers:no}. Look at the Page. "
        "If a post is there: `campaign post settle N --published ID`. If it is not: `campaign post release "
        "N --now`, or `post move` and `post release`."
    ),
    "adopted-withdrawals": N_(
        "a copy of the campaign of {since:day} is in use, and it is unknown which consents were withdrawn "
        "since. Look in the former folder (`campaign consent list`), or in your mail and letters, and run "
        "`campaign consent withdraw` again for each withdrawal."
    ),
    "restored-copy": N_(
        "{former} is still the campaign, so {folder} is a copy that publishes nothing. If {folder} is to be "
        "the campaign from now on, stop the service in {former}, then run `campaign adopt --dir {folder}`."
    ),
    "check-home": N_("this folder is the campaign: posts go out from here, the computer {host}"),
    "folder-synced": N_(
        "{folder} is in a folder that {name} copies to other computers: the database may be damaged or fall "
        "back to what it was, and posts wait when {name} makes a second copy. Move the campaign out of "
        "{name}, which needs nothing else, and put backups there instead: `campaign backup FILE`."
    ),
    "folder-on-network": N_(
        "{folder} is on a network drive ({name}): its locks cannot be relied on, and two computers that "
        "write one database damage it. Move the campaign to the disk of the computer that runs the service, "
        "which needs nothing else, and put backups on the drive instead: `campaign backup FILE`."
    ),
    "withdrawn-in-copy": N_(
        "Warning: this folder is a copy. The posts are taken off the Page all the same, but the consent still stands "
        "in {folder} on the computer {host}; run there: `campaign consent withdraw {words} --dir {folder}`."
    ),
    "withdrawn-in-copy-too": N_(
        "This folder is a copy. In the campaign itself, {folder} on the computer {host}, the consent stands no "
        "more: nothing is left to be done there."
    ),
    "withdrawn-in-copy-unknown": N_(
        "Warning: this folder is a copy, and {folder} on the computer {host} cannot be looked into from here. If the "
        "consent still stands there, run there: `campaign consent withdraw {words} --dir {folder}`."
    ),
    "withdrawn-in-copy-rehearsal": N_(
        "Warning: this folder is a copy with a rehearsal Page of its own, and only that one was cleaned. The "
        "consent still stands in {folder} on the computer {host}; run there: `campaign consent withdraw "
        "{words} --dir {folder}`."
    ),
    "withdrawn-in-copy-waits": N_(
        "Warning: this folder is a copy, and nothing here goes on with what waits. Posts may still be on the "
        "Page; run in the campaign, on the computer {host}: `campaign consent withdraw {words} --dir {folder}`."
    ),
    "changed-in-copy": N_(
        "Warning: this folder is a copy. The campaign is in {folder} on the computer {host}, and nothing of "
        "this happens there."
    ),
    "only-in-campaign": N_(
        "nothing was changed, as this folder is a copy and the campaign goes on in {folder} on the computer "
        "{host}. Run there: `campaign {command} --dir {folder}`."
    ),
}
REASONS = {
    "adopted-held-post": N_(
        "the campaign goes on in a copy, so this post may already be published. Look at the Page: if it is "
        "there, `campaign post settle {number} --published ID`; otherwise `campaign post release {number} "
        "--now`."
    ),
    "adopted-unknown-post": N_(
        "the campaign goes on in a copy made while the post was about to be shown: it may be published. "
        "Look at the Page (object {object}), then run `campaign post settle {number}`."
    ),
    "adopted-known-post": N_(
        "the campaign goes on in a copy, and according to the former folder the post went out since. Look "
        "at the Page, then run `campaign post settle {number}`."
    ),
    "adopted-words": N_(
        "the campaign goes on in a copy, and the Page may have a newer text. Look at it, then approve again."
    ),
}
EVENTS = {
    "event-paused-for": N_("campaign paused: {reason}"),
    "event-adopted": N_("the campaign goes on in a copy of {since:moment}"),
}
