"""Sentences about Facebook, the Page's token and the rehearsal Page: the cause, then what staff should do next."""

from campaign.messages.translate import N_

SENTENCES: dict[str, str] = {
    "graph-url": N_(
        "{url} is not the address of a Graph server. Correct `graph_url` under [page] in campaign.toml."
    ),
    "graph-url-plain": N_(
        "{url} is not encrypted; plain http is accepted only for this computer. Write https:// in "
        "`graph_url` under [page] in campaign.toml."
    ),
    "graph-not-sent": N_("{url} cannot be reached; nothing was sent. Check the internet connection."),
    "graph-no-answer": N_(
        "{url} gave no complete answer, so it is not known yet whether it was done. The service checks "
        "before it sends anything again; nothing to do unless the post becomes doubtful."
    ),
    "graph-redirect": N_(
        "{url} redirects to another address, which is not followed. Check for a hotel's or company's "
        "sign-in page, then `graph_url` in campaign.toml."
    ),
    "graph-odd-answer": N_(
        "the Page's answer cannot be read ({why}), so it is not known yet whether it was done. The "
        "service checks again; nothing to do unless the post becomes doubtful."
    ),
    "graph-unknown": N_(
        "Facebook reports an error of its own (code {graph_code}), which does not tell whether it was "
        "done. The service checks again; nothing to do unless the post becomes doubtful."
    ),
    "graph-duplicate": N_(
        "Facebook says that this text was just posted. Check whether it is on the Page; change the text "
        "if it should appear twice."
    ),
    "graph-upload-interrupted": N_(
        "the upload of the film was interrupted (code {graph_code}, {subcode}). It continues by itself."
    ),
    "graph-rate-limit": N_(
        "Facebook limits calls: there were too many (code {graph_code}). The service continues by itself "
        "in {after_s:lasting}; plan fewer posts at once if this happens again."
    ),
    "graph-too-fast": N_(
        "Facebook says that this Page posts too fast (code {graph_code}). The service waits "
        "{after_s:lasting}; spread the posts over more time."
    ),
    "graph-forbidden": N_(
        "Facebook refuses because a permission or role is missing (code {graph_code}). Have an "
        "administrator of the Page connect it again with `campaign page connect`."
    ),
    "graph-blocked": N_(
        "Facebook does not take this post, as against its rules: {message} Other posts go on. Change its words or its "
        "link with `campaign post edit N`; if Facebook errs, read the Page's support inbox, then run "
        "`campaign post retry N`."
    ),
    "graph-blocked-awhile": N_(
        "Facebook has stopped this Page or its account for a while (code {graph_code}). Nothing is sent for "
        "{after_s:lasting}, then the service tries again by itself. Read the Page's support inbox on facebook.com, and "
        "move posts that cannot wait with `campaign post move N --at WHEN`."
    ),
    "graph-token-kind": N_(
        "the token is not the Page's own, so Facebook refuses what only the Page may do (code {graph_code}). Run "
        "`campaign page connect`, which makes the Page's token from a person's."
    ),
    "graph-two-factor": N_(
        "Facebook wants the people who manage the Page to secure or confirm their account first (code {graph_code}). "
        "Do what it asks on facebook.com, then start `campaign run` again."
    ),
    "graph-page-restricted": N_(
        'Facebook has restricted the Page or the account that connected it (code {graph_code}). Read "Page quality" '
        "and the support inbox on facebook.com; start `campaign run` again once the restriction is over."
    ),
    "graph-page-absent": N_(
        "Facebook shows no Page {page} to this token (code {graph_code}). Compare `id` under [page] in campaign.toml "
        "with the Page on facebook.com, then run `campaign page connect`."
    ),
    "graph-version-refused": N_(
        "Facebook takes no calls of this version of the Graph API any more (code {graph_code}). Delete the line "
        "`graph_version` under [page] in campaign.toml, or install a newer version of this program; then run "
        "`campaign doctor`."
    ),
    "graph-later": N_(
        "Facebook asks to try again later (code {graph_code}). The service checks what was done and continues by "
        "itself."
    ),
    "graph-film-rights": N_(
        "Facebook says that somebody else has rights to something in the film, such as its music. Read the Page's "
        "support inbox on facebook.com; use another part with `campaign testimony edit SLUG --from T --to T`, or "
        "replace the film, or show your licence there, then run `campaign post retry N`."
    ),
    "graph-film-failed": N_(
        "Facebook took the film and could not process it. Render it again with `campaign render N`, then run "
        "`campaign post retry N`."
    ),
    "graph-token": N_(
        "Facebook no longer accepts the Page's token (code {graph_code}). Get a new one with "
        "`campaign page connect`."
    ),
    "graph-app-secret": N_(
        "Facebook takes no call without the secret of the app that made the token (code {graph_code}). Run `campaign "
        "page connect` and give it: it stands in the app's basic settings (where a script sets CAMPAIGN_APP_SECRET, "
        "correct it there)."
    ),
    "graph-token-app-removed": N_(
        "the app was removed from the account that connected the Page. Connect again with `campaign page connect`."
    ),
    "graph-token-checkpoint": N_(
        "Facebook wants the person who connected the Page to confirm the account. Sign in at "
        "facebook.com, do what is asked there, then run `campaign page connect`."
    ),
    "graph-token-password": N_(
        "the Page's token ended because the password of its account was changed. Connect again with "
        "`campaign page connect`."
    ),
    "graph-token-expired": N_("the Page's token has expired. Get a new one with `campaign page connect`."),
    "graph-token-role": N_(
        "the person who connected the Page no longer has a role on it. Have someone who does run "
        "`campaign page connect`."
    ),
    "graph-refused": N_(
        "Facebook refuses it (code {graph_code}): {message} Correct the post, then run `campaign post "
        "retry N`."
    ),
    "graph-absent": N_(
        "the Page has no such post or film: it was removed or is not there yet. Look at the Page; if it "
        "was removed there, add a new post."
    ),
    "graph-upload-gone": N_("Facebook has dropped the unfinished upload. The service starts it again."),
    "graph-link": N_(
        "Facebook cannot show the link: {message} Open it in a browser and correct it with `campaign post "
        "edit N`."
    ),
    "graph-film-refused": N_(
        "Facebook refuses the film (code {graph_code}): {message} Render it again with `campaign render "
        "N`, then run `campaign post retry N`."
    ),
    "graph-film-size": N_(
        "Facebook refuses the film because of its size (code {graph_code}). Shorten it with "
        "`campaign testimony edit SLUG --to T`."
    ),
    "graph-film-unreadable": N_(
        "the rendered film {path} cannot be sent ({why}). Render it again with `campaign render N`."
    ),
    "graph-reel-shape": N_(
        "Facebook refuses the film as a reel (subcode {subcode}): it wants 9:16, 3 to 90 seconds, 24 to "
        "60 frames a second. Choose the format portrait and a shorter part."
    ),
    "graph-offset": N_(
        "the Page asks for another part of the film (from byte {start}). The upload continues there by "
        "itself."
    ),
    "graph-misled": N_(
        "the Page wants a part of the film again and again that it was just sent, or that there is not."
    ),
    "graph-upload-url": N_(
        "Facebook named {host} for the upload of the film, which is not one of its own addresses; nothing "
        "was sent. Try again; if it happens again, check `graph_url` under [page] in campaign.toml."
    ),
    "graph-file-unreadable": N_(
        "the file {path} cannot be sent ({why}). Put it back, then run `campaign post retry N`."
    ),
    "graph-captions-refused": N_(
        "Facebook refuses the subtitles (code {graph_code}): {message} The film stays on the Page without "
        "them; check the file with `campaign subtitles check`."
    ),
    "graph-captions-name": N_(
        "Facebook does not know the subtitles' language by its name; it wants one like nl_NL. The film "
        "stays on the Page without them; correct the language of the post."
    ),
    "graph-captions-there": N_(
        "the film already has subtitles in this language. Remove those on the Page first if these should "
        "replace them."
    ),
    "upload-again-and-again": N_(
        "the Page never took the whole of it: the upload was begun {starts} times. Look at the Page on facebook.com, "
        "then run `campaign post retry N` to try again."
    ),
    "upload-never-ends": N_(
        "the Page has not taken it for more than a day ({tries} tries). Look at the Page on facebook.com and run "
        "`campaign doctor`, then `campaign post release N` to try again."
    ),
    "graph-photo": N_(
        "Facebook refuses the photo: it wants JPG, PNG, GIF or WebP of at most 10 MB. Save it smaller, "
        "then run `campaign post retry N`."
    ),
    "graph-comment": N_(
        "Facebook did not accept the comment: {message} The post itself is there; add the comment on the "
        "Page by hand."
    ),
    "graph-insights": N_("Facebook was asked for figures without saying which. Report this as a bug."),
    "rehearsal-already-serving": N_(
        "the rehearsal Page of this campaign is already being served at {url}. Open that address, or stop "
        "the other one."
    ),
    "rehearsal-port-taken": N_(
        "port {port} is used by another program. Name another with --port, or 0 for any free one."
    ),
    "host-unconfirmed": N_(
        "`{setting}` in campaign.toml sends {secret:word} to {address}, which nobody on this computer has "
        "confirmed; nothing was sent. If that address is right, run `campaign page trust {address}`; if "
        "not, correct campaign.toml."
    ),
    "host-question": N_(
        "`{setting}` in campaign.toml sends {secret:word} to {address}, which is not Facebook. Is that "
        "address right?"
    ),
    "host-not-set": N_(
        "{address} is not an address to which this campaign sends a secret: {known}. Name one of those, "
        "or write it into campaign.toml first."
    ),
    "hosts-none-set": N_(
        "nothing to confirm for {address}: no setting in campaign.toml sends a secret anywhere but to Facebook or to "
        "this computer yet. Write the address into campaign.toml first, then confirm it."
    ),
    "host-confirmed": N_("{address} gets {secret:word} (`{setting}`): confirmed"),
    "host-lacking": N_(
        "{address} gets {secret:word} (`{setting}`): not confirmed. Run `campaign page trust {address}`."
    ),
    "hosts-none": N_("Secrets go to Facebook and to this computer alone; there is nothing to confirm."),
    "hosts-file-open": N_(
        "others can write to {path}, which holds the servers you have confirmed. Delete it, then confirm "
        "them again with `campaign page trust`."
    ),
    "hosts-file-broken": N_("{path} cannot be read. Delete it, then run `campaign page trust`."),
    "token-question": N_("Paste the token (it is not shown)"),
    "token-not-given": N_(
        "no token was given, and there is no terminal to ask for it. Pipe it in: `campaign page connect "
        "--token-stdin < FILE`. `campaign docs page` opens the page of the manual that says where a token comes from."
    ),
    "token-unfit": N_(
        "that is not a token: a token is one long word of letters and digits. Copy it again, complete and "
        "without spaces."
    ),
    "token-invalid": N_(
        "Facebook says that the token is not valid or has expired (code {problem}). Make a new one in "
        "Facebook's Graph API Explorer, then run `campaign page connect`."
    ),
    "token-other-app": N_(
        "the token was not made with app {app}. Choose that app in the Graph API Explorer and make a new token, or "
        "run `campaign page forget`, then `campaign page connect` with the other app's id and secret."
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
        "you may not publish on {name}: your role there lacks {task}. Have an administrator of the Page "
        "give you full control, then connect again."
    ),
    "token-no-role": N_(
        "the token gives no access to Page {page}, only to {listed}. Ask for a role on that Page, or "
        "choose it where Facebook asks which Pages the app may use."
    ),
    "token-no-pages": N_(
        "the token gives access to no Page at all. Choose the Page where Facebook asks which Pages the "
        "app may use; for a Page that belongs to a business, use a system user's token or a Page token."
    ),
    "pages-several": N_("the token gives access to several Pages: {listed}. Name one with --page-id ID."),
    "page-id-differs": N_(
        "campaign.toml names Page {configured}, not {asked}. Correct `id` under [page], or leave --page-id out."
    ),
    "token-other-page": N_(
        "this is the token of Page {found}, not of Page {page}. Use the other Page's token."
    ),
    "token-look-refused": N_(
        "Facebook does not say what this token is ({message}), so it is not known when it expires. It is "
        "judged by what it opens; `campaign page show` asks again."
    ),
    "token-scopes-unknown": N_(
        "it is not known which permissions the token has. Publish a test post before the first date of your plan."
    ),
    "token-tick": N_(
        "In the Graph API Explorer choose your app and a user token, and tick these permissions: {scopes}."
    ),
    "graph-version-ends": N_(
        "Facebook answers version {version} of the Graph API until {until:day} (days left: {days}). Posts go out "
        'meanwhile. Write `graph_version = "{newest}"` under [page] in campaign.toml, then rehearse.'
    ),
    "graph-version-ended": N_(
        "version {version} of the Graph API has ended; Facebook answers with an older one that still lives, so posts "
        'go out for now. Write `graph_version = "{newest}"` under [page] in campaign.toml, then rehearse.'
    ),
    "graph-version-unknown": N_(
        "version {version} of the Graph API is newer than this program, which was made for {newest}. If Facebook "
        'does not have it, an old one answers. Write `graph_version = "{newest}"` under [page] in campaign.toml.'
    ),
    "graph-version-other": N_(
        "version {asked} of the Graph API was asked for, and {answered} answers: {asked} has ended or is not out yet. "
        "Posts go out all the same; check `graph_version` under [page] in campaign.toml."
    ),
    "graph-development": N_(
        "the app is in development mode, so Facebook refuses or hides its posts (code {graph_code}). Switch it "
        "to live "
        "at developers.facebook.com, then try again."
    ),
    "token-file-open": N_("others can read {path}, which holds the Page's token. Run `chmod 600 {path}`."),
    "token-file-broken": N_("{path} cannot be read as tokens. Delete it, then run `campaign page connect`."),
    "token-store-broken": N_(
        "the token kept in the {place:word} cannot be read. Run `campaign page forget`, then `campaign "
        "page connect`."
    ),
    "keyring-shut": N_(
        "the system's keyring is locked. Unlock it, or let CAMPAIGN_TOKEN_DIR name a folder that "
        "only you can read and connect again."
    ),
    "no-page": N_("no Page is connected. Connect one with `campaign page connect`."),
    "page-connected": N_(
        "Connected: Page {name} ({id}). Token: {ends}; kept {place}. Permissions: {scopes}."
    ),
    "page-development": N_(
        "After the first post, open its link in a private window: if it is not there, the app is still in "
        "development mode, which shows posts only to the app's own people. Restart a service that runs."
    ),
    "page-adopted": N_("campaign.toml now names Page {id}: `campaign run` publishes there."),
    "page-not-adopted": N_(
        'Add these two lines to campaign.toml, so that posts go there: `[page]` and `id = "{id}"`.'
    ),
    "token-in-keyring": N_("in this computer's keyring"),
    "token-in-file": N_("in {path}, which only you can read"),
    "token-in-file-windows": N_("in {path}, protected by your Windows profile"),
    "token-in-environment": N_("in CAMPAIGN_PAGE_TOKEN, which takes precedence over a stored one"),
    "token-until": N_("valid until {moment}"),
    "token-for-good": N_("no expiry"),
    "token-until-unknown": N_("expiry unknown"),
    "token-end-unknown": N_(
        "without the app's id and secret the token was not made to last: it may expire within hours. `campaign page "
        "connect` asks for them."
    ),
    "token-ends": N_(
        "the Page's token expires soon (days left: {days}). Get a new one with `campaign page connect`."
    ),
    "token-lacks": N_(
        "permissions missing for what this campaign does besides publishing (first comments, for example): {scopes}. "
        "Posts go out without them; add them in the Graph API Explorer and connect again."
    ),
    "token-no-comments": N_("your role on the Page lacks {task}: first comments will not work."),
    "token-no-longer-valid": N_(
        "Facebook no longer accepts the Page's token. Run `campaign page connect` again."
    ),
    "token-forgotten": N_("Removed the token of Page {page} ({places:word})."),
    "token-not-there": N_("There was no stored token of Page {page}."),
    "token-in-environment-still": N_("CAMPAIGN_PAGE_TOKEN is still set in this terminal."),
    "rehearsed-return": N_(
        "Posts {posts} were published in rehearsal. Return them to draft, to be approved and published for real?"
    ),
    "rehearsed-stay": N_(
        "Posts {posts} were published in rehearsal and stay that way. `campaign page connect --yes` "
        "returns them to draft."
    ),
    "rehearsed-returned": N_("Posts {posts} are drafts again: give them dates and approve them."),
    "check-token-keyring": N_("the token works on {name}; kept in this computer's keyring"),
    "check-token-file": N_("the token works on {name}; kept in a file that only you can read"),
    "check-token-environment": N_("the token works on {name}; it comes from CAMPAIGN_PAGE_TOKEN"),
    "check-token-end-unknown": N_(
        "it is unknown when the token expires. Run `campaign page connect` again and give the app's id and secret."
    ),
    "check-token-until": N_("the token is valid until {day:day}"),
    "check-token-for-good": N_("the token does not expire"),
    "page-quiet": N_(
        "the Page limits calls right now, so nothing was sent. The service continues by itself in "
        "{after_s:lasting}; what cannot wait can be done by hand on Facebook."
    ),
    "page-quiet-until": N_("the Page limits calls until {until:moment}: {why}."),
    "database-kept-locked": N_(
        "another program keeps the database {path} locked ({why}), so nothing can be published. Close "
        "that program (a database browser, a backup, a synchronised folder), then start `campaign run` "
        "again."
    ),
}
EVENTS = {
    "event-rehearsal-over": N_("returned to draft: it was published only on the rehearsal Page"),
    "event-page-changed": N_("its hidden copy is on another Page; it is uploaded again"),
    "event-page-asks-quiet": N_("the Page limits calls for {seconds:lasting}: {why}"),
    "event-started-over-for": N_("hidden object {object} abandoned, starting again: {why}"),
    "event-upload-interrupted": N_("upload interrupted after {bytes:size}"),
    "event-graph-version-other": N_("Facebook answers version {asked} of the Graph API with {answered}"),
    "event-graph-version-ends": N_("Facebook answers version {version} of the Graph API until {until:day}"),
    "event-graph-version-ended": N_("version {version} of the Graph API has ended"),
    "event-quiet-over": N_("the Page no longer limits calls"),
    "event-database-was-locked": N_(
        "another program kept the database locked; interrupted work continues after {seconds:lasting}"
    ),
}
REASONS = {
    "usage-high": N_(
        "{percent:percent} of its calls are used, so only posts due within ten minutes are prepared"
    ),
    "usage-near-full": N_("{percent:percent} of its calls are used, so only what is due goes out"),
    "usage-spent": N_("its calls are used up, and none is made until then"),
    "usage-limit": N_("it refused a call because there were too many; none is made until then"),
    "usage-blocked": N_("it is stopped for a while, and no call is made until then"),
    "usage-too-fast": N_(
        "it says that posts come too fast, and no call is made until then; spread the posts over more time"
    ),
}
