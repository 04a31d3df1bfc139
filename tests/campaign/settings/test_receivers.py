"""Who gets secrets by a campaign's settings, and which settings lead out of its folder."""

from pathlib import Path

from campaign.settings import mistakes, receivers, validation
from campaign.settings.declarations import Settings
from campaign.settings.rows import rows

LED = """
[page]
id = "77"
graph_url = "https://Graph.Example.org:8443/under"
[notices]
webhook = "https://chat.example.org/hooks/sesame?sig=1"
email_to = ["an@example.org", "bo@example.org"]
email_from = "campaign@example.org"
smtp_host = "SMTP.example.org"
smtp_port = 465
smtp_security = "tls"
smtp_user = "campaign"
[desk]
sign_on = "https://Login.example.org/realms/office/"
sign_on_client = "desk"
"""


def read(text: str) -> Settings:
    """Read settings."""
    return validation.settings(mistakes.Source(path=Path("campaign.toml"), text=text))


def test_each_server_that_gets_a_secret_is_named() -> None:
    """Page, webhook, mail server and the office's log-in are: each with scheme, host in small letters, and port."""
    assert [str(one) for one in receivers.receivers(read(LED))] == [
        "page https://graph.example.org:8443 /under",
        "webhook https://chat.example.org c02bd5b73c9b",
        "mail smtps://smtp.example.org",
        "sign-on https://login.example.org /realms/office",
    ]


def test_what_gets_no_secret_is_no_receiver() -> None:
    """A mail server without a user gets no password, and Facebook needs nobody's word for its own tokens."""
    found = receivers.receivers(read('notices.smtp_host = "smtp.example.org"'))
    assert [(str(one), one.needs_no_word) for one in found] == [("page https://graph.facebook.com", True)]


def test_what_leads_out_can_be_compared_and_shown() -> None:
    """A restore compares these; a webhook's address is shown as its server and a hash."""
    shown = {one.key: one.shown for one in receivers.leads(read(LED))}
    assert shown["page.graph_url"] == "https://Graph.Example.org:8443/under"
    assert shown["notices.email_to"] == "an@example.org, bo@example.org"
    assert shown["notices.webhook"].startswith("https://chat.example.org/… (")
    assert "sesame" not in repr(receivers.leads(read(LED)))
    other = {one.key: one.value for one in receivers.leads(read(LED.replace("sig=1", "sig=2")))}
    differs = [one.key for one in receivers.leads(read(LED)) if one.value != other[one.key]]
    assert differs == ["notices.webhook"]


def test_every_address_among_the_settings_is_marked() -> None:
    """A setting whose example is an address, a mailbox or a server leads out; `contacts` are words that posts say."""
    unmarked = [row.key for row in rows(Settings) if not row.leads_out and row.key != "contacts"]
    examples = {row.key: f"{row.key} {row.example}" for row in rows(Settings)}
    assert [key for key in unmarked for sign in ("://", "@", "host", "url") if sign in examples[key]] == []
