"""What the Page client and the rehearsal Page say: the cause, then what staff should do next."""

from campaign.messages.translate import N_

SENTENCES: dict[str, str] = {
    "graph-url": N_(
        "{url} is no address of a Graph server. Correct `graph_url` under [page] in campaign.toml."
    ),
    "graph-url-plain": N_(
        "{url} is not encrypted; plain http is accepted for this computer alone. "
        "Write https:// in `graph_url` under [page] in campaign.toml."
    ),
    "graph-not-sent": N_("{url} cannot be reached; nothing was sent. Check the internet connection."),
    "graph-no-answer": N_(
        "{url} gave no whole answer, so nobody knows yet whether it was done. The service looks before it sends "
        "anything again; nothing to do unless the post becomes doubtful."
    ),
    "graph-redirect": N_(
        "{url} points to another address, which is not followed. Check for a hotel's or company's sign-in page, "
        "then `graph_url` in campaign.toml."
    ),
    "graph-odd-answer": N_(
        "the Page answered something that cannot be read ({why}), so nobody knows yet whether it was done. "
        "The service looks again; nothing to do unless the post becomes doubtful."
    ),
    "graph-unknown": N_(
        "Facebook reports a fault of its own (code {graph_code}), which does not tell whether it was done. "
        "The service looks again; nothing to do unless the post becomes doubtful."
    ),
    "graph-duplicate": N_(
        "Facebook says that this text was just posted. Look at the Page whether it is there; change the text if "
        "it shall appear twice."
    ),
    "graph-upload-interrupted": N_(
        "the upload of the film was interrupted (code {graph_code}, {subcode}). It goes on by itself."
    ),
    "graph-rate-limit": N_(
        "Facebook asks for a pause: too many calls (code {graph_code}). The service goes on by itself in "
        "{after_s:lasting}; plan fewer posts at once if this comes back."
    ),
    "graph-too-fast": N_(
        "Facebook finds that this Page posts too fast (code {graph_code}). The service waits {after_s:lasting}; "
        "spread the posts over more time."
    ),
    "graph-forbidden": N_(
        "Facebook refuses for lack of a permission or role (code {graph_code}). Let an administrator of the "
        "Page connect it again with `campaign page connect`."
    ),
    "graph-blocked": N_(
        "Facebook has blocked this action as against its rules: {message} Read the Page's support inbox on "
        "facebook.com before anything is posted again, then `campaign post retry N`."
    ),
    "graph-token": N_(
        "Facebook no longer accepts the Page's token (code {graph_code}). Get a new one with "
        "`campaign page connect`."
    ),
    "graph-token-app-removed": N_(
        "the app was removed from the account that connected the Page. Connect again with `campaign page connect`."
    ),
    "graph-token-checkpoint": N_(
        "Facebook wants the person who connected the Page to confirm the account. Sign in at facebook.com, do what "
        "is asked there, then `campaign page connect`."
    ),
    "graph-token-password": N_(
        "the Page's token ended because the password of its account was changed. Connect again with "
        "`campaign page connect`."
    ),
    "graph-token-expired": N_("the Page's token has expired. Get a new one with `campaign page connect`."),
    "graph-token-role": N_(
        "the person who connected the Page has no role on it any more. Let someone who has one run "
        "`campaign page connect`."
    ),
    "graph-refused": N_(
        "Facebook refuses it (code {graph_code}): {message} Correct the post, then `campaign post retry N`."
    ),
    "graph-absent": N_(
        "the Page has no such post or film: removed, or not there yet. Look at the Page; if it was removed there, "
        "make a new post."
    ),
    "graph-upload-gone": N_(
        "Facebook has dropped the unfinished upload. The service starts the upload anew."
    ),
    "graph-link": N_(
        "Facebook cannot show the link: {message} Open it in a browser, correct it with `campaign post edit N`."
    ),
    "graph-film-refused": N_(
        "Facebook refuses the film (code {graph_code}): {message} Render it again with `campaign render N`, then "
        "`campaign post retry N`."
    ),
    "graph-film-size": N_(
        "Facebook refuses the film because of its size (code {graph_code}). Shorten it with "
        "`campaign testimony edit SLUG --to T`."
    ),
    "graph-film-unreadable": N_(
        "the rendered film {path} cannot be sent ({why}). Render it again with `campaign render N`."
    ),
    "graph-reel-shape": N_(
        "Facebook refuses the film as a reel (subcode {subcode}): it wants 9:16, 3 to 90 seconds, 24 to 60 frames a "
        "second. Choose the format portrait and a shorter cut."
    ),
    "graph-offset": N_(
        "the Page asks for other bytes of the film (from {start}). The upload goes on there by itself."
    ),
    "graph-upload-url": N_(
        "Facebook named {host} for the film's bytes, which is not an address of its own; nothing was sent. "
        "Try again; if it comes back, check `graph_url` under [page] in campaign.toml."
    ),
    "graph-file-unreadable": N_(
        "the file {path} cannot be sent ({why}). Put it back, then `campaign post retry N`."
    ),
    "graph-captions-refused": N_(
        "Facebook refuses the subtitles (code {graph_code}): {message} The film stays up without them; check "
        "the file "
        "with `campaign subtitles check`."
    ),
    "graph-captions-name": N_(
        "Facebook does not know the subtitles' language by its name; it wants one like nl_NL. The film stays up "
        "without them; correct the language of the post."
    ),
    "graph-captions-there": N_(
        "the film has subtitles in this language already. Remove those on the Page first, if these shall "
        "take their place."
    ),
    "graph-photo": N_(
        "Facebook refuses the photo: it wants JPG, PNG, GIF or WebP of at most 10 MB. Save it smaller, then "
        "`campaign post retry N`."
    ),
    "graph-comment": N_(
        "Facebook did not take the comment: {message} The post itself is there; add the comment on the Page by hand."
    ),
    "graph-insights": N_(
        "Facebook was asked for figures without saying which. Report this as a fault of the program."
    ),
    "rehearsal-already-serving": N_(
        "the rehearsal Page of this campaign is already served at {url}. Open that address, or stop the other one."
    ),
    "rehearsal-port-taken": N_(
        "port {port} is used by another program. Name another with --port, or 0 for any free one."
    ),
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
    "page-quiet": N_(
        "the Page asks for quiet, so nothing was asked of it. The service goes on by itself in {after_s:lasting}; what "
        "cannot wait can be done by hand on Facebook."
    ),
    "page-quiet-until": N_("the Page asks for quiet until {until:moment}: {why}."),
    "database-kept-locked": N_(
        "another program keeps the database {path} locked ({why}), so nothing can be published. Close it (a database "
        "browser, a backup, a synchronised folder), then start `campaign run` again."
    ),
}
EVENTS = {
    "event-rehearsal-over": N_("returned to draft: it was out on the rehearsal Page alone"),
    "event-page-changed": N_("its hidden copy stands on another Page; it goes up anew"),
    "event-page-asks-quiet": N_("the Page asks for quiet for {seconds:lasting}: {why}"),
    "event-quiet-over": N_("the quiet that the Page asked for is over"),
    "event-database-was-locked": N_(
        "another program kept the database locked; what was broken off is taken up after {seconds:lasting}"
    ),
}
REASONS = {
    "usage-high": N_(
        "{percent} % of its calls are used, so that only what is due within ten minutes is prepared"
    ),
    "usage-near-full": N_("{percent} % of its calls are used, so that only what is due goes out"),
    "usage-spent": N_("its calls are used up, and none is made until then"),
    "usage-limit": N_("it refused a call: there were too many. None is made until then"),
    "usage-too-fast": N_(
        "it finds that posts come too fast, and no call is made until then; spread the posts over more time"
    ),
}
