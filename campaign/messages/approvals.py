"""Sentences about approvals and consents that the settings do not ask for."""

from campaign.messages.translate import N_

_NO_APPROVAL = N_(
    'nobody approves posts (`approval = "off"` in campaign.toml): one that gets a date goes out by itself'
)
_NO_CONSENT = N_(
    'no consents are asked for (`consent = "off"` in campaign.toml): films go out without a signed form'
)
SENTENCES = {
    "at-desk-goes-out-with-error": N_(
        "It is approved and goes out by itself, though it has an error: {finding}"
    ),
    "released-in-pause": N_(
        "the campaign is paused, and the moment of post {number} is past: `campaign resume` will hold it again. After "
        "that `campaign post release {number} --now` sends it, or `campaign post move {number} --at WHEN` gives it "
        "another moment."
    ),
    "play-paused": N_(
        "The campaign is paused, since {since}: nothing goes out before `campaign resume`. The play shows what would "
        "go out if the pause ended now; what fell due since waits for a decision."
    ),
    "play-paused-because": N_(
        "The campaign is paused, since {since} ({reason}): nothing goes out before `campaign resume`. The play shows "
        "what would go out if the pause ended now; what fell due since waits for a decision."
    ),
    "check-approval-off": _NO_APPROVAL,
    "check-consent-off": _NO_CONSENT,
    "approval-off-drafts": N_(
        'nobody approves posts (`approval = "off"` in campaign.toml): one that gets a date goes out by itself. Drafts '
        "from before still wait for `campaign post approve`: {numbers:no}"
    ),
    "approval-off-goes": N_(
        'nobody approves post {number} (`approval = "off"` in campaign.toml): it goes out by itself at its moment. To '
        "keep it back: `campaign post hold {number}`."
    ),
    "consent-off-goes": N_(
        'post {number} goes out without a signed form (`consent = "off"` in campaign.toml).'
    ),
}
FINDINGS = {
    "goes-out-with-error": (
        N_(
            "post {number} is approved and goes out by itself, though `campaign check` finds an error: {finding}"
        ),
        N_("To keep it back: `campaign post hold {number}`."),
    ),
    "approval-off": (
        _NO_APPROVAL,
        N_('If somebody is to approve them first, write `approval = "required"` under [service].'),
    ),
    "consent-off": (
        _NO_CONSENT,
        N_('If they are to wait for the forms, write `consent = "required"` under [service].'),
    ),
}
AT_DESK = {
    "goes-out-with-error": N_("To keep it back, hold it."),
    "approval-off": N_("If somebody is to approve them first: the settings, under Approval of posts."),
    "consent-off": N_("If they are to wait for the forms: the settings, under Consent for films."),
}
