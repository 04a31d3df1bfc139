"""What is told to people who are not looking: the notices, how they went, and what is wrong with their settings."""

from campaign.messages.translate import N_

SENTENCES = {
    "notice-subject-post": N_("[{campaign}] Post {number} is {state:word}"),
    "notice-subject-posts": N_("[{campaign}] {count} posts wait for a decision"),
    "notice-subject-several": N_("[{campaign}] {count} things wait for a decision"),
    "notice-subject-page-refused": N_("[{campaign}] The service stopped: the Page refuses it"),
    "notice-subject-token-ends-soon": N_("[{campaign}] The Page's token ends on {until:day}"),
    "notice-subject-takedown-due": N_("[{campaign}] The consent for post {number} has ended"),
    "notice-subject-approval-forgotten": N_("[{campaign}] Post {number} was not approved in time"),
    "notice-subject-trial": N_("[{campaign}] A notice on trial"),
    "notice-held": N_(
        "Post {number} is held: {reason}\n"
        "Next: `campaign post show {number}`; then `campaign post release {number}` lets it go out, `campaign post "
        "move {number} --at WHEN` dates it anew, `campaign post cancel {number}` ends it."
    ),
    "notice-failed": N_(
        "Post {number} failed: {reason}\n"
        "Next: `campaign post show {number}`; mend what it says, then `campaign post retry {number}`."
    ),
    "notice-doubtful": N_(
        "Post {number} is doubtful: {reason}\n"
        "Next: `campaign post show {number}`; look whether it is on the Page, then `campaign post settle {number} "
        "--published ID` or `campaign post settle {number} --absent`."
    ),
    "notice-page-refused": N_(
        "The service stopped, and nothing goes out: {reason}\n"
        "Next: `campaign page show`, then `campaign page connect`; start the service again with `campaign run`."
    ),
    "notice-token-ends-soon": N_(
        "The Page's token ends on {until:day}, and then nothing goes out.\nNext: `campaign page connect` with a "
        "new one."
    ),
    "notice-takedown-due": N_(
        "Post {number} is live and its consent has ended.\nNext: `campaign post remove {number}`, or record a new "
        "consent with `campaign consent record`."
    ),
    "notice-approval-forgotten": N_(
        "Post {number} did not go out: its moment passed and nobody approved it.\n"
        "Next: `campaign post move {number} --at WHEN` dates it anew, then `campaign post approve {number}`; `campaign "
        "post cancel {number}` ends it."
    ),
    "notice-by-staff": N_("a colleague holds it; `campaign post show {number}` gives the reason."),
    "notice-more": N_("... and {more} more: `campaign status` lists all."),
    "notice-closing": N_(
        "The service of {campaign} tells each of these once. `campaign status` shows all that waits."
    ),
    "notice-trial": N_(
        "This is a trial: notices of {campaign} arrive here. Nothing happened and there is nothing to do."
    ),
    "notice-trial-sent": N_(
        "a notice on trial was taken by the server ({way:word}): look whether it arrived"
    ),
    "notices-incomplete": N_(
        "no mail can be sent: [notices] in campaign.toml lacks {missing}. Add it, or remove the section."
    ),
    "notices-no-password": N_(
        "no mail can be sent: smtp_user is set under [notices], but no password. Put it into the environment of "
        "the service as CAMPAIGN_SMTP_PASSWORD, or remove smtp_user."
    ),
    "notices-in-clear": N_(
        '{file}, line {line}: `notices.smtp_security` cannot be "none" for {host}: mail would go there unencrypted. '
        'Write "starttls" or "tls".'
    ),
    "check-notices-none": N_(
        "no notices are set up: `campaign status` alone tells what waits for a decision"
    ),
    "check-notices-email": N_("notices go by mail through {host} to addresses: {count}"),
    "check-notices-webhook": N_("notices go to a webhook at {host}"),
    "notices-unsure": N_(
        "notices of which nobody knows whether they arrived: {count}. They are not sent again; `campaign log` "
        "says which."
    ),
    "notices-waiting": N_(
        "notices that could not be sent and are tried again: {count}. `campaign log` says why; `campaign doctor "
        "--send-notice` tries at once."
    ),
    "notices-given-up": N_(
        "notices that could not be sent for a day and are given up: {count}. `campaign log` says why; mend "
        "[notices] in campaign.toml, then `campaign doctor --send-notice`."
    ),
    "notices-broke": N_("notices by {way:word} met something unforeseen ({kind}); the service goes on."),
    "mail-unreachable": N_(
        "the mail server {host}, port {port}, cannot be reached. Check both, and the internet."
    ),
    "mail-not-sealed": N_(
        "the mail server {host} does not encrypt as it should, so nothing was sent. Check smtp_port and "
        "smtp_security, and the server's certificate."
    ),
    "mail-login": N_("the mail server {host} refuses the login. Check smtp_user and CAMPAIGN_SMTP_PASSWORD."),
    "mail-refused": N_("the mail server {host} refused it (answer {answer}). Check email_from and email_to."),
    "mail-unanswered": N_("the mail server {host} was given the mail and did not say whether it took it."),
    "webhook-unreachable": N_(
        "the webhook's host {host} cannot be reached. Check `webhook` under [notices]."
    ),
    "webhook-not-sealed": N_("the webhook's host {host} has no valid certificate, so nothing was sent."),
    "webhook-refused": N_(
        "the webhook at {host} refused it (HTTP {answer}). Check `webhook` under [notices]."
    ),
    "webhook-unanswered": N_("the webhook at {host} was given it and did not answer."),
    "service-silent": N_(
        "the service (process {pid}) has given no sign of life since {last_tick:moment}: it was killed or it "
        "hangs. If that "
        "process is still there, end it; then start `campaign run`."
    ),
    "check-service-runs": N_("the service runs (process {pid})"),
    "check-service-rests": N_("the service does not run; `campaign run` starts it"),
}
EVENTS = {
    "event-approval-forgotten": N_("its moment passed and nobody approved it"),
    "event-notice-intended": N_("telling of it by {way:word}"),
    "event-notice-sent": N_("told by {way:word}"),
    "event-notice-refused": N_("not told by {way:word}: {why}"),
    "event-notice-unanswered": N_("perhaps told by {way:word}: {why}"),
    "event-page-refused": N_("the service stopped: {why}"),
    "event-token-ends-soon": N_("the Page's token ends on {until:day}"),
}
