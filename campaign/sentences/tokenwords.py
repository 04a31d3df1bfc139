"""What the desk says about connecting a Page: its token, the app, permissions, and where the token is kept."""

from campaign.sentences.marking import N_

SENTENCES = {
    "token-question": N_("Paste the token (it is not shown)"),
    "token-not-given": N_(
        "no token was given, and nobody can be asked here. Pipe it in: `campaign page connect --token-stdin < FILE`."
    ),
    "token-unfit": N_(
        "that is no token: a token is one long word of letters and digits. Copy it again, whole and without spaces."
    ),
    "token-invalid": N_(
        "Facebook says that the token is not valid or has expired (code {problem}). Make a new one in "
        "Facebook's Graph "
        "API Explorer, then `campaign page connect`."
    ),
    "token-other-app": N_(
        "the token was not made with app {app}. Choose that app in the Graph API Explorer and make a new token, or "
        "correct CAMPAIGN_APP_ID and CAMPAIGN_APP_SECRET."
    ),
    "token-kind": N_(
        'the token is of type {kind}; a user token or a Page token is needed. Choose "User Token" in the Graph API '
        "Explorer."
    ),
    "token-scopes": N_(
        "the token lacks permissions: {scopes}. Add them in the Graph API Explorer, make a new token and "
        "connect again."
    ),
    "token-no-task": N_(
        "you may not publish on {name}: your role there lacks {task}. Let an administrator of the Page give you full "
        "control, then connect again."
    ),
    "token-no-role": N_(
        "the token does not open Page {page}: it opens {listed}. Ask for a role on that Page, or choose it where "
        "Facebook asks which Pages the app may use."
    ),
    "token-no-pages": N_(
        "the token opens no Page at all. Choose the Page where Facebook asks which Pages the app may use; for a Page "
        "that belongs to a business, use a system user's token or a Page token."
    ),
    "pages-several": N_("the token opens several Pages: {listed}. Name one with --page-id ID."),
    "page-id-differs": N_(
        "campaign.toml names Page {configured}, not {asked}. Correct `id` under [page], or leave --page-id out."
    ),
    "token-other-page": N_(
        "this is the token of Page {found}, not of Page {page}. Bring the other Page's token."
    ),
    "token-look-refused": N_(
        "Facebook does not answer when asked about a token in the only form that keeps it out of addresses "
        "({message}). Unset CAMPAIGN_APP_ID and CAMPAIGN_APP_SECRET and connect with a Page token."
    ),
    "app-half": N_("{missing} is not set. Set CAMPAIGN_APP_ID and CAMPAIGN_APP_SECRET together, or neither."),
    "app-refused": N_(
        "Facebook does not accept the id and secret of app {app}. Copy both again from the app's basic settings."
    ),
    "graph-development": N_(
        "the app is in development mode, so Facebook refuses or hides its posts (code {graph_code}). Switch it "
        "to live "
        "at developers.facebook.com, then try again."
    ),
    "token-file-open": N_("others can read {path}, which holds the Page's token. Run `chmod 600 {path}`."),
    "token-file-broken": N_("{path} cannot be read as tokens. Delete it, then `campaign page connect`."),
    "token-store-broken": N_(
        "the token kept in the {place:word} cannot be read. `campaign page forget`, then `campaign page connect`."
    ),
    "keyring-shut": N_(
        "the system's keyring stays shut ({why}). Unlock it, or let CAMPAIGN_TOKEN_DIR name a folder that only "
        "you can "
        "read and connect again."
    ),
    "no-page": N_("no Page is connected. `campaign page connect` connects one."),
    "page-connected": N_(
        "Connected: Page {name} ({id}). Token: {ends}; kept {place}. Permissions: {scopes}."
    ),
    "page-development": N_(
        "After the first post, open its link in a private window: if it is not there, the app is still in "
        "development "
        "mode, which shows posts to the app's own people alone. A service that runs must be started again."
    ),
    "page-adopted": N_("campaign.toml now names Page {id}: `campaign run` publishes there."),
    "page-not-adopted": N_(
        'Add these two lines to campaign.toml, so that posts go there: `[page]` and `id = "{id}"`.'
    ),
    "token-in-keyring": N_("in this computer's keyring"),
    "token-in-file": N_("in {path}, which only you can read"),
    "token-in-file-windows": N_("in {path}, protected by your Windows profile"),
    "token-in-environment": N_("in CAMPAIGN_PAGE_TOKEN, which outdoes a stored one"),
    "token-until": N_("good until {moment}"),
    "token-for-good": N_("without an end"),
    "token-until-unknown": N_("end unknown"),
    "token-end-unknown": N_(
        "without CAMPAIGN_APP_ID and CAMPAIGN_APP_SECRET the token was not made to last: it may end within hours."
    ),
    "token-ends": N_("the Page's token ends in {days} days. `campaign page connect` brings a new one."),
    "token-lacks": N_(
        "permissions missing for comments or figures: {scopes}. Publishing works without them."
    ),
    "token-no-comments": N_("your role on the Page lacks {task}: first comments will not work."),
    "token-no-longer-valid": N_(
        "Facebook no longer accepts the Page's token. `campaign page connect` again."
    ),
    "token-forgotten": N_("Removed the token of Page {page} ({places:word})."),
    "token-not-there": N_("There was no stored token of Page {page}."),
    "token-in-environment-still": N_("CAMPAIGN_PAGE_TOKEN is still set in this terminal."),
    "rehearsed-return": N_(
        "Posts {posts} were published in rehearsal. Return them to draft, to be approved and published for real?"
    ),
    "rehearsed-stay": N_(
        "Posts {posts} were published in rehearsal and stay so. `campaign page connect --yes` returns them to draft."
    ),
    "rehearsed-returned": N_("Posts {posts} are drafts again: give them dates and approve them."),
    "check-token-keyring": N_("the token works on {name}; kept in this computer's keyring"),
    "check-token-file": N_("the token works on {name}; kept in a file that only you can read"),
    "check-token-environment": N_("the token works on {name}; it comes from CAMPAIGN_PAGE_TOKEN"),
    "check-token-end-unknown": N_(
        "nobody knows when the token ends. Connect with CAMPAIGN_APP_ID and CAMPAIGN_APP_SECRET set."
    ),
    "check-token-until": N_("the token is good until {day:day}"),
    "check-token-for-good": N_("the token has no end"),
}
EVENTS = {
    "event-rehearsal-over": N_("returned to draft: it was out on the rehearsal Page alone"),
    "event-page-changed": N_("its hidden copy stands on another Page; it goes up anew"),
}
