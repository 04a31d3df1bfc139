"""campaign.toml: what is right becomes values; what is wrong is named by file, line and key."""

from datetime import date, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from campaign.messages import translate
from campaign.settings import settings
from campaign.settings.declarations import PageSettings, ServiceSettings, Settings
from campaign.settings.plan_parsing import Blackout, Slot
from schedules.errors import BadRequest


def load(tmp_path: Path, text: str | bytes) -> Settings:
    """Read settings written into a file."""
    path = tmp_path / "campaign.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return settings.load(path)


def blackout(first: int, last: int) -> Blackout:
    """Return a blackout of December 2026."""
    return Blackout(first=date(2026, 12, first), last=date(2026, 12, last))


def refusal(tmp_path: Path, text: str | bytes) -> str:
    """Return the sentence that settings are refused with, after the file's name."""
    with pytest.raises(BadRequest) as caught:
        load(tmp_path, text)
    sentence = translate.say(caught.value.code, caught.value.params)
    assert sentence.startswith(f"{tmp_path / 'campaign.toml'}, line ")
    return sentence.partition(", line ")[2]


def test_defaults(tmp_path: Path) -> None:
    """An empty file is a campaign with the defaults of the contract."""
    found = load(tmp_path, "")
    assert found.timezone.key == "Europe/Brussels"
    assert found.page == PageSettings(id=None, graph_url="https://graph.facebook.com", graph_version="v27.0")
    assert found.service == ServiceSettings(
        upload_ahead=timedelta(minutes=30),
        late_after=timedelta(minutes=15),
        late="hold",
        sweep_after=timedelta(hours=24),
        approval="required",
        consent="required",
        hidden="all",
        scheduler="here",
        approval_by="anyone",
    )


def test_everything_set(tmp_path: Path) -> None:
    """Every key is read, with a byte order mark and Windows line ends too."""
    text = """name = "Été « à Gand »"
timezone = "America/New_York"
languages = ["nl-BE", "fr"]
organisations = ["Crédal"]
[page]
id = "1234567890"
graph_url = "http://127.0.0.1:8000/"
graph_version = "v31.2"
[service]
upload_ahead = "90s"
late_after = "0s"
late = "send"
sweep_after = "3d"
approval = "off"
consent = "off"
"""
    found = load(tmp_path, b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert (found.name, found.languages, found.organisations) == (
        "Été « à Gand »",
        ("nl-BE", "fr"),
        ("Crédal",),
    )
    assert (found.page.id, found.page.graph_url) == ("1234567890", "http://127.0.0.1:8000")
    assert (found.service.upload_ahead, found.service.sweep_after) == (
        timedelta(seconds=90),
        timedelta(days=3),
    )
    assert (found.service.late, found.service.approval, found.service.consent) == ("send", "off", "off")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("name = 3", "1: `name` cannot be 3."),
        ('\n\nname = ""', '3: `name` cannot be "".'),
        ('timezone = "Brussel"', '1: `timezone` cannot be "Brussel": no such time zone. Nearest: Europe/'),
        ('languages = "nl"', '1: `languages` cannot be "nl".'),
        ("languages = []", "1: `languages` cannot be []."),
        ('languages = ["nl", "nl"]', '1: `languages` cannot be ["nl", "nl"].'),
        ('languages = ["Klingon"]', '1: number 1 of `languages` cannot be "Klingon".'),
        ("organisations = [1]", "1: number 1 of `organisations` cannot be 1."),
        ("[page]\nid = 1234567890", "2: `page.id` cannot be 1234567890."),
        ('[page]\n# why\n"id" = "12a"', '3: `page.id` cannot be "12a".'),
        ('page.id = ""', '1: `page.id` cannot be "".'),
        ('[page]\ngraph_url = "http://graph.facebook.com"', "2: `page.graph_url` cannot be"),
        ('[page]\ngraph_url = "http://127.0.0.1.evil.example"', "2: `page.graph_url` cannot be"),
        ('[page]\ngraph_url = "https://me@host"', "2: `page.graph_url` cannot be"),
        ('[page]\ngraph_url = "https://host:99999"', "2: `page.graph_url` cannot be"),
        ('[desk]\naddress = "http://desk.example.org"', "2: `desk.address` cannot be"),
        ('[desk]\naddress = "https://desk.example.org/below"', "2: `desk.address` cannot be"),
        ('[desk]\naddress = "desk.example.org"', "2: `desk.address` cannot be"),
        ('[page]\ngraph_url = "file:///etc"', "2: `page.graph_url` cannot be"),
        ('[page]\ngraph_version = "26"', '2: `page.graph_version` cannot be "26".'),
        ('[service]\nlate_after = "15"', '2: `service.late_after` cannot be "15".'),
        ("[service]\nlate_after = 15", "2: `service.late_after` cannot be 15."),
        ('[service]\nlate_after = "-1m"', '2: `service.late_after` cannot be "-1m".'),
        ('[service]\n\nlate = "holdt"', '3: `service.late` cannot be "holdt". Did you mean `late = "hold"`?'),
        ("[service]\napproval = false", '2: `service.approval` cannot be false. Did you mean `approval = "off"`?'),
        ('[service]\nlate_afte = "1m"', "2: there is no setting `late_afte`. Did you mean `late_after`?"),
        ('[notices]\nemail_to = "an@example.org"', '2: `notices.email_to` cannot be "an@example.org".'),
        ('[notices]\nemail_to = ["An <an@example.org>"]', "2: number 1 of `notices.email_to` cannot be"),
        ('[notices]\nemail_to = ["an@example.org\\nBcc: x@y"]', "2: number 1 of `notices.email_to` cannot be"),
        ('[notices]\nsmtp_port = 0', "2: `notices.smtp_port` cannot be 0."),
        ('[notices]\nsmtp_host = "a b"', '2: `notices.smtp_host` cannot be "a b".'),
        ('[notices]\nwebhook = "http://chat.example.org/secret"', '2: `notices.webhook` cannot be "http://chat.example.org/...".'),
        ('[notices]\nsmtp_host = "a.example"\nsmtp_security = "none"', '3: `notices.smtp_security` cannot be "none"'),
        ('id = "12"', "1: there is no setting `id` here. Write `id` under [page]."),
        ('[page]\nname = "x"', "2: there is no setting `name` here. Write `name` above the first line in square"),
        ('name = "x"\n[zzz]\nq = 1', "2: there is no section [zzz]; the sections are [page], [service], "),
        ('page = "x"', "1: `page` is a section. Write [page] alone on a line"),
        ('name = "x', "1: a text needs a straight quote"),
        ("name = 'a'\nname = 'b'", "2: `name` stands in line 1 already."),
        ('name = "x"\n\n[page', "3: the name of a section stands in square brackets. Write: [page]"),
        (b'# \xe9t\xe9\nname = "x"', "1: not UTF-8 text."),
        (b'name = "x"\n# \xe9', "2: not UTF-8 text."),
    ],
)  # fmt: skip
def test_refused(tmp_path: Path, text: str | bytes, sentence: str) -> None:
    """What is wrong is named by file, line and key, with what to do next."""
    assert refusal(tmp_path, text).startswith(sentence)


def test_wrong_value_shows_a_right_one(tmp_path: Path) -> None:
    """The error of a wrong value says what the key is for and how to write it."""
    assert refusal(tmp_path, "[service]\nlate_after = true").endswith(
        'A post overdue by more than this is late. Write it like this: late_after = "15m"'
    )


def test_missing_file(tmp_path: Path) -> None:
    """A settings file that cannot be read is refused as such."""
    with pytest.raises(BadRequest) as caught:
        settings.load(tmp_path / "campaign.toml")
    assert caught.value.code == "settings-unreadable"


@pytest.mark.parametrize(
    "url", ["http://localhost:80", "http://[::1]:8000", "http://127.9.9.9", "https://a.example/x"]
)
def test_addresses(tmp_path: Path, url: str) -> None:
    """Plain http is taken on this machine alone, https anywhere."""
    assert load(tmp_path, f'page.graph_url = "{url}"').page.graph_url == url


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "::1"])
def test_mail_in_clear(tmp_path: Path, host: str) -> None:
    """Mail may be unencrypted to a server on this machine alone."""
    found = load(tmp_path, f'[notices]\nsmtp_host = "{host}"\nsmtp_security = "none"').notices
    assert (found.smtp_host, found.smtp_security) == (host, "none")


def test_webhook_with_a_query(tmp_path: Path) -> None:
    """A webhook's address is kept as it is, signature and all, and not shown."""
    found = load(tmp_path, '[notices]\nwebhook = "https://chat.example.org/x/?sig=abc"').notices
    assert found.webhook == "https://chat.example.org/x/?sig=abc"
    assert "abc" not in repr(found)


def test_a_secret_is_in_no_error(tmp_path: Path) -> None:
    """A webhook's address that is wrong is not repeated, neither in the refusal nor in what it came from."""
    with pytest.raises(BadRequest) as caught:
        load(tmp_path, '[notices]\nwebhook = "http://chat.example.org/sesame"')
    error: BaseException | None = caught.value
    while error:
        assert "sesame" not in str(error)
        error = error.__context__


@pytest.mark.parametrize(
    ("asked", "known"), [("nl", "nl"), ("nl-BE", "nl"), ("NL-be", "nl"), ("fr-BE", "fr-BE")]
)
def test_language_covers(tmp_path: Path, asked: str, known: str) -> None:
    """`nl` covers `nl-BE`; a language is found whatever its capitals."""
    assert load(tmp_path, 'languages = ["nl", "fr-BE"]').language(asked) == known


@pytest.mark.parametrize("asked", ["de", "fr", "", "n", "Frans"])
def test_language_unknown(tmp_path: Path, asked: str) -> None:
    """A language that the campaign does not speak is refused with those it does."""
    with pytest.raises(BadRequest) as caught:
        load(tmp_path, 'languages = ["nl", "fr-BE"]').language(asked)
    assert (caught.value.code, caught.value.params["known"]) == ("language-unknown", "nl, fr-BE")


@examples(max_examples=50)
@given(text=st.text(max_size=60))
def test_never_crashes(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """Any text is settings or a refusal."""
    path = tmp_path_factory.getbasetemp() / "any.toml"
    path.write_text(text, encoding="utf-8", errors="replace")
    try:
        assert settings.load(path).name
    except BadRequest:
        return


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ('languages = ["FR", "Nederlands"]', "languages", ("fr", "nl")),
        ('[service]\napproval = "uit"', "service.approval", "off"),
        ('[service]\nlate = "Envoyer"', "service.late", "send"),
        ('[service]\napproval_by = "partenaires"', "service.approval_by", "partners"),
        ('[plan]\nholidays = "uit"', "plan.holidays", "off"),
        ('[plan]\norder = "om en om"', "plan.order", "alternate"),
        ('[plan]\ndistance = "2 uur"', "plan.distance", timedelta(hours=2)),
        ('[service]\nlate_after = "1 h 30 min"', "service.late_after", timedelta(minutes=90)),
        ('[plan]\nblackouts = ["24/12/2026"]', "plan.blackouts", (blackout(24, 24),)),
        ('[plan]\nblackouts = ["24 december 2026 - 31/12/2026"]', "plan.blackouts", (blackout(24, 31),)),
        (
            '[plan]\nblackouts = ["24 décembre 2026 au 31 décembre 2026"]',
            "plan.blackouts",
            (blackout(24, 31),),
        ),
        ('[plan]\nblackouts = ["2026-12-24/2026-12-31"]', "plan.blackouts", (blackout(24, 31),)),
        (
            '[plan]\nslots = [{day = "Mardi", at = "18h30", language = "FR", kind = "vidéo"}]',
            "plan.slots",
            (Slot(weekday=1, at=time(18, 30), language="fr", kind="video"),),
        ),
        (
            '[plan]\nslots = [{day = "di.", at = "18 u 30"}]',
            "plan.slots",
            (Slot(weekday=1, at=time(18, 30)),),
        ),
    ],
)
def test_values_in_words(tmp_path: Path, text: str, key: str, value: object) -> None:
    """A setting that is one of some words, or a language, is read in Dutch and French as on the command line."""
    path = tmp_path / "campaign.toml"
    path.write_text(text, encoding="utf-8")
    section, _, name = key.rpartition(".")
    loaded = settings.load(path)
    assert getattr(getattr(loaded, section) if section else loaded, name) == value
