"""What the Page client and the rehearsal Page say: the cause, then what staff should do next."""

from campaign.sentences.marking import N_

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
}
