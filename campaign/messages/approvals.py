"""Sentences about approvals and consents that the settings do not ask for."""

from campaign.messages.translate import N_

_NO_APPROVAL = N_(
    'nobody approves posts (`approval = "off"` in campaign.toml): one that gets a date goes out by itself'
)
_NO_CONSENT = N_(
    'no consents are asked for (`consent = "off"` in campaign.toml): films go out without a signed form'
)
SENTENCES = {
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
    "approval-off": N_("If somebody is to approve them first: the settings, under Approval of posts."),
    "consent-off": N_("If they are to wait for the forms: the settings, under Consent for films."),
}
