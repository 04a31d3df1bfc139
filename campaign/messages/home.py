"""Sentences about where a campaign is: its home, copies of it, and folders that other programs copy."""

from campaign.messages.translate import N_

SENTENCES = {
    "home-copy": N_(
        "this folder is a copy: posts go out from {folder} on this computer. Work there; if this folder is to be the "
        "campaign from now on, run `campaign adopt`."
    ),
    "home-hidden": N_(
        "this folder may be a copy: posts went out from {folder} on this computer, which cannot be opened now (another "
        "disk, or another user's). If that folder is to publish no more, run `campaign adopt`."
    ),
    "home-elsewhere": N_(
        "this folder is a copy: posts go out from {folder} on the computer {host}. Work there; if this folder is to be "
        "the campaign from now on, stop the service on {host}, then run `campaign adopt`."
    ),
    "home-left": N_(
        "this folder is the campaign no longer: posts go out from {folder} on the computer {host}. Work there; to come "
        "back to this folder, run `campaign adopt`."
    ),
    "home-older": N_(
        "this folder is older than what {folder} has published: it is a copy, or its database was put back. If it is to "
        "be the campaign from now on, run `campaign adopt`."
    ),
    "home-unknown": N_(
        "nothing says whether this folder is the campaign or a copy of it, as its file campaign.home is missing. If no "
        "other folder publishes this campaign, run `campaign adopt`."
    ),
    "home-gone": N_(
        "the folder {folder} was moved or replaced while the service ran. Start the service again in the folder where "
        "the campaign is now: `campaign run`."
    ),
}
EVENTS: dict[str, str] = {}
