"""Sentences of secrets that people bring: the Facebook app's id and secret, the mail server's password."""

from campaign.messages.translate import N_

SENTENCES = {
    "answer-nothing": N_("nothing was typed. Type it and press Enter; Ctrl+C stops, and nothing is changed."),
    "answer-nothing-hidden": N_(
        "nothing was typed or pasted. Paste with the right mouse button, or Cmd+V on a Mac (nothing appears), and "
        "press Enter; Ctrl+C stops, and nothing is changed."
    ),
    "app-where": N_(
        "The id and the secret of your Facebook app make the token last. You find both at developers.facebook.com: My "
        "Apps, your app, App settings, Basic. To go on without them, press Enter."
    ),
    "app-id-question": N_("App ID"),
    "app-secret-question": N_("App secret (not shown as you paste it)"),
    "paste-not-taken": N_(
        "Ctrl+V does not paste here. Click the right mouse button to paste, then press Enter."
    ),
    "app-id-unfit": N_("an app's id is a number. Copy it again, from App settings, Basic."),
    "app-secret-unfit": N_(
        "an app's secret is one word of letters and digits. Copy it again: press Show beside it first."
    ),
    "app-half": N_("{missing} is not set. Set CAMPAIGN_APP_ID and CAMPAIGN_APP_SECRET together, or neither."),
    "app-unfit": N_(
        "what {name} holds is no id or secret of an app: it has a space or an odd sign in it. Copy both again from the "
        "app's basic settings."
    ),
    "app-refused": N_(
        "Facebook does not accept the id and secret of app {app}. Copy both again from the app's basic settings."
    ),
    "mail-password-question": N_(
        "Password of {user} at {host} (not shown as you type; Enter: leave it as it is)"
    ),
    "mail-password-kept": N_("The password of the mail server is kept {place}."),
}
