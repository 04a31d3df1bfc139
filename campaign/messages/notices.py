"""Sentences of the notices, about how they were sent, and about their settings."""

from campaign.messages.translate import N_

SENTENCES = {
    "notice-subject-post": N_("[{campaign}] Post {number} is {state:word}"),
    "notice-subject-posts": N_("[{campaign}] {count} posts wait for a decision"),
    "notice-subject-several": N_("[{campaign}] {count} things wait for a decision"),
    "notice-subject-page-refused": N_("[{campaign}] The service stopped: the Page refuses it"),
    "notice-subject-token-ends-soon": N_("[{campaign}] The Page's token expires on {until:day}"),
    "notice-subject-graph-version-ends": N_(
        "[{campaign}] Version {version} of the Graph API ends on {until:day}"
    ),
    "notice-subject-graph-version-ended": N_("[{campaign}] Version {version} of the Graph API has ended"),
    "notice-subject-graph-version-other": N_(
        "[{campaign}] Facebook answers another version of the Graph API"
    ),
    "notice-graph-version-ends": N_("{reason}\nNext: change it in campaign.toml, then `campaign rehearse`."),
    "notice-graph-version-ended": N_("{reason}\nNext: change it in campaign.toml, then `campaign rehearse`."),
    "notice-graph-version-other": N_("{reason}\nNext: `campaign doctor`."),
    "notice-subject-takedown-due": N_("[{campaign}] The consent for post {number} has ended"),
    "notice-subject-approval-forgotten": N_("[{campaign}] Post {number} was not approved in time"),
    "notice-subject-trial": N_("[{campaign}] A test notice"),
    "notice-held": N_(
        "Post {number} is held: {reason}\n"
        "Next: `campaign post show {number}`; then `campaign post release {number}` lets it go out, "
        "`campaign post move {number} --at WHEN` gives it a new date, `campaign post cancel {number}` "
        "cancels it."
    ),
    "notice-failed": N_(
        "Post {number} failed: {reason}\n"
        "Next: `campaign post show {number}`; correct what it says, then `campaign post retry {number}`."
    ),
    "notice-doubtful": N_(
        "Post {number} is doubtful: {reason}\n"
        "Next: `campaign post show {number}`; check whether it is on the Page, then `campaign post settle "
        "{number} --published ID` or `campaign post settle {number} --absent`."
    ),
    "notice-page-refused": N_(
        "The service stopped, and nothing goes out: {reason}\n"
        "Next: `campaign page show`, then `campaign page connect`; start the service again with `campaign run`."
    ),
    "notice-token-ends-soon": N_(
        "The Page's token expires on {until:day}, and then nothing goes out.\n"
        "Next: `campaign page connect` with a new one."
    ),
    "notice-takedown-due": N_(
        "Post {number} is live and its consent has ended.\nNext: `campaign post remove {number}`, or record a new "
        "consent with `campaign consent record`."
    ),
    "notice-approval-forgotten": N_(
        "Post {number} did not go out: its due time passed before it had every approval that it needs.\n"
        "Next: `campaign post move {number} --at WHEN` gives it a new date, then `campaign post approve "
        "{number}`; `campaign post cancel {number}` cancels it."
    ),
    "notice-by-staff": N_("a colleague holds it; `campaign post show {number}` gives the reason."),
    "notice-more": N_("… and {more} more: `campaign status` lists all."),
    "notice-closing": N_(
        "The service of {campaign} reports each of these once. `campaign status` shows everything that waits."
    ),
    "notice-trial": N_(
        "This is a test: notices of {campaign} arrive here. Nothing happened and there is nothing to do."
    ),
    "notice-trial-sent": N_("the server accepted a test notice ({way:word}): check whether it arrived"),
    "notices-incomplete": N_(
        "no mail can be sent: [notices] in campaign.toml lacks {missing}. Add it, or remove the section."
    ),
    "notices-no-password": N_(
        "no mail can be sent: smtp_user is set under [notices], but no password. Run `campaign page trust`, which asks "
        "for it, or remove smtp_user."
    ),
    "notices-in-clear": N_(
        '{file}, line {line}: `notices.smtp_security` cannot be "none" for {host}: mail would go there unencrypted. '
        'Write "starttls" or "tls".'
    ),
    "check-notices-none": N_("no notices are set up: only `campaign status` shows what waits for a decision"),
    "check-notices-email": N_("notices go by mail through {host}; addresses: {count}"),
    "check-notices-webhook": N_("notices go to a webhook at {host}"),
    "notices-unsure": N_(
        "notices that may or may not have arrived: {count}. They are not sent again; `campaign log` shows "
        "which."
    ),
    "notices-waiting": N_(
        "notices that could not be sent and are tried again: {count}. `campaign log` shows why; `campaign "
        "doctor --send-notice` tries at once."
    ),
    "notices-given-up": N_(
        "notices that could not be sent for a day and are given up: {count}. `campaign log` shows why; "
        "correct [notices] in campaign.toml, then run `campaign doctor --send-notice`."
    ),
    "notices-broke": N_("notices by {way:word} hit an unexpected error ({kind}); the service continues."),
    "mail-unreachable": N_(
        "the mail server {host}, port {port}, cannot be reached. Check both, and the internet connection."
    ),
    "mail-not-sealed": N_(
        "the mail server {host} does not encrypt as it should, so nothing was sent. Check smtp_port and "
        "smtp_security, and the server's certificate."
    ),
    "mail-login": N_(
        "the mail server {host} refuses the login. Check smtp_user in campaign.toml; `campaign page trust "
        "{host}` asks for the password again."
    ),
    "mail-refused": N_(
        "the mail server {host} refused the mail (answer {answer}). Check email_from and email_to."
    ),
    "mail-unanswered": N_("the mail server {host} was given the mail and did not confirm it."),
    "webhook-unreachable": N_(
        "the webhook's host {host} cannot be reached. Check `webhook` under [notices]."
    ),
    "webhook-not-sealed": N_("the webhook's host {host} has no valid certificate, so nothing was sent."),
    "webhook-refused": N_(
        "the webhook at {host} refused the notice (HTTP {answer}). Check `webhook` under [notices]."
    ),
    "webhook-unanswered": N_("the webhook at {host} was given the notice and did not answer."),
    "service-silent": N_(
        "the service (process {pid}) has shown no sign of life since {last_tick:moment}: it was killed or "
        "it hangs. If that process still exists, end it; then start `campaign run`."
    ),
    "check-service-runs": N_("the service runs (process {pid})"),
    "check-service-rests": N_("the service does not run; `campaign run` starts it"),
}
EVENTS = {
    "event-approval-forgotten": N_("its due time passed before it had every approval that it needs"),
    "event-notice-intended": N_("sending a notice by {way:word}"),
    "event-notice-sent": N_("notice sent by {way:word}"),
    "event-notice-refused": N_("notice not sent by {way:word}: {why}"),
    "event-notice-unanswered": N_("notice perhaps sent by {way:word}: {why}"),
    "event-page-refused": N_("the service stopped: {why}"),
    "event-token-ends-soon": N_("the Page's token expires on {until:day}"),
}
