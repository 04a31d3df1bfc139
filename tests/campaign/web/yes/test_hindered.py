"""Why a yes by link would be refused is told as what has to be put right, to whoever makes the link and at the post."""

import html
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from campaign.invitations import hindrances
from campaign.messages import desk_speech, translate
from media.findings import Finding
from schedules.consent.rules import Closed
from schedules.errors import NotReady
from tests import served_desk
from tests.campaign.reports.reported_campaign import Run, copied
from tests.campaign.web.yes import asked_campaign as asked
from tests.campaign.web.yes.asked_campaign import Partner
from tests.campaign.web.yes.test_at_the_desk import invited
from tests.served_desk import NOW, DeskAt, told

NOT_APPROVED = {"en": "was not approved", "nl": "niet goedgekeurd", "fr": "pas été approuvée"}
LACKS = Finding(code="S16", severity="error", where="bakery", params={"language": "nl", "slug": "bakery"})
PRIVATE_TEXT = ("post", "add", "--language", "nl", "--caption", "Bel Ann op 0470 12 34 56.")
SOUND, FILM, PRIVATE, UNDATED = 2, 3, 4, 5


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, campaign: Run) -> Path:
    """A campaign with posts to which nobody can say yes, each for another reason."""
    folder = asked.founded(tmp_path_factory.mktemp("hindered"), campaign)
    for place, words in enumerate((asked.FILM, PRIVATE_TEXT), FILM):
        done = campaign(*words, "--at", f"2026-12-{place:02} 18:30", folder=folder)
        assert done.exit_code == 0, done.output
    return folder


@pytest.fixture(scope="module")
def desk(folder: Path) -> Iterator[DeskAt]:
    """Its desk."""
    with served_desk.at(folder) as found:
        yield found


@pytest.mark.parametrize(
    ("number", "said", "mend"),
    [
        (
            FILM,
            "geen ondertitels in het Nederlands. Breng een ondertitelbestand binnen, bij de film.",
            "/films/bakery",
        ),
        (PRIVATE, "een telefoonnummer", "/posts/4"),
    ],
)
def test_the_reason_is_what_has_to_be_put_right(
    desk: DeskAt, folder: Path, campaign: Run, number: int, said: str, mend: str
) -> None:
    """Whoever makes a link to such a post reads why a yes would be refused, without a code at the desk, and a link."""
    made = invited(desk, number, other="Brusoc", days=7)
    assert said in told(made)
    assert NOT_APPROVED["nl"] not in told(made)
    assert "S16" not in told(made)
    assert f'href="{mend}' in made.text.partition("hindered")[2]
    words = ("post", "invite", number, "--for", "Brusoc", "--lang", "nl")
    typed = campaign(*words, folder=folder)
    assert NOT_APPROVED["nl"] not in typed.stderr
    assert said.partition(".")[0] in typed.stderr


def test_of_a_film_without_a_form_the_consent_is_what_has_to_be_put_right(
    folder: Path, tmp_path: Path
) -> None:
    """Where the signed form is gone, the reason is the form, with the way to the consents of the film."""
    here = copied(folder, tmp_path)
    for form in (here / "consent").rglob("*.pdf"):
        form.unlink()
    with served_desk.at(here) as desk:
        made = invited(desk, FILM, other="Brusoc", days=7)
    assert "formulier" in told(made)
    assert 'href="/films/bakery#consents"' in made.text
    assert NOT_APPROVED["nl"] not in told(made)


def test_of_a_late_post_the_moment_is_what_has_to_be_put_right(folder: Path) -> None:
    """A post past its moment has to get another one."""
    with served_desk.at(folder, now=NOW + timedelta(days=30)) as desk:
        made = told(invited(desk, 1, other="Brusoc", days=7))
    assert "Geef het een ander moment." in made
    assert NOT_APPROVED["nl"] not in made


@pytest.mark.parametrize("lang", ["en", "nl", "fr"])
@pytest.mark.parametrize("at_desk", [True, False])
@pytest.mark.parametrize(
    ("code", "more"),
    [
        ("rule-error", {"finding": LACKS}),
        ("rule-error-itself", {"finding": LACKS}),
        ("subtitles-with-error", {"finding": LACKS, "more": 0}),
        ("subtitles-with-errors", {"finding": LACKS, "more": 3}),
        ("approve-late", {"seconds": 90_000}),
        ("approve-without-date", {}),
        ("twin-approval", {"twin": 3, "spare": 3}),
        ("gate-closed", {"reason": Closed(code="consent-film", params={"person": "A. B."})}),
    ],
)
def test_no_reason_is_that_nobody_said_yes(
    code: str, more: dict[str, object], lang: str, at_desk: bool
) -> None:
    """None of the reasons for which a yes is refused says that the post is not approved; each says what is lacking."""
    why = hindrances.to_mend(NotReady(code, number=2, slug="bakery", **more))
    with desk_speech.speaking(here=at_desk):
        said = translate.say("invite-hindered", {"number": 2, "why": why}, lang)
    assert NOT_APPROVED[lang] not in said
    assert not at_desk or "`" not in said
    if "finding" in more:
        assert translate.say_finding(LACKS.code, LACKS.params, lang)[0] in said


@pytest.mark.parametrize("lang", ["en", "nl", "fr"])
def test_what_a_sentence_is_about_is_kept_at_the_desk(lang: str) -> None:
    """A sentence that tells of a finding or a reason tells of it at the desk too, whatever it says of commands."""
    wrong = []
    for kind in ("SENTENCES", "REASONS"):
        for code, forms in translate.gather(kind).items():
            for form in (forms,) if isinstance(forms, str) else forms:
                said = translate.translate(form, lang)
                with desk_speech.speaking():
                    if desk_speech.own(code, translate.gather("SENTENCES")) == code:
                        shown = desk_speech.here(said, str, lang)
                        wrong += [
                            (code, name)
                            for name in ("{finding}", "{why}", "{reason}")
                            if name in said and name not in shown
                        ]
    assert wrong == []


def act(desk: DeskAt, number: int) -> str:
    """Return the part of a post's page that offers the yes."""
    page = desk.get(f"/posts/{number}").text
    return page.partition(f'id="act-approve-{number}"')[2].partition("</div>")[0]


def test_where_nobody_can_say_yes_the_button_is_dead(desk: DeskAt, folder: Path, campaign: Run) -> None:
    """No button for a yes that would be refused: in its place why, and the way to where that is put right."""
    done = campaign("post", "add", "--language", "nl", "--caption", "Ooit.", folder=folder)
    assert done.exit_code == 0, done.output
    for number, said, mend in (
        (UNDATED, "Kan nog niet: het heeft geen dag en uur.", f"/posts/{UNDATED}#moment-{UNDATED}"),
        (PRIVATE, "Kan nog niet: 1 fout houdt het tegen.", f"/posts/{PRIVATE}#summary"),
        (FILM, "Kan nog niet: geen ondertitels in het Nederlands.", "/films/bakery/subtitles/nl"),
    ):
        assert_dead(desk, number, said, mend)
    assert 'aria-disabled="true"' not in act(desk, SOUND)
    assert f'action="/posts/{SOUND}/approve"' in desk.get(f"/posts/{SOUND}").text


def assert_dead(desk: DeskAt, number: int, said: str, mend: str) -> None:
    """Look that a post's page, and the page of the act, offer no yes, say why, and lead to where it is put right."""
    assert said in told_of(act(desk, number))
    assert 'aria-disabled="true"' in act(desk, number)
    assert f'href="{mend}"' in act(desk, number)
    for path in (f"/posts/{number}", f"/posts/{number}/approve"):
        assert 'class="primary">Keur goed' not in desk.get(path).text, path
    assert f'action="/posts/{number}/approve"' not in desk.get(f"/posts/{number}").text


def told_of(part: str) -> str:
    """Return the words of a part of a page."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", part)).split())


def test_a_late_post_and_one_without_a_form_have_no_button(folder: Path, tmp_path: Path) -> None:
    """Past its moment, or with the signed form gone, a post is not offered for a yes."""
    here = copied(folder, tmp_path)
    for form in (here / "consent").rglob("*.pdf"):
        form.unlink()
    with served_desk.at(here) as desk:
        assert_dead(desk, FILM, "formulier", "/films/bakery#consents")
    with served_desk.at(here, now=NOW + timedelta(days=30)) as desk:
        assert_dead(desk, SOUND, "Geef het eerst een andere dag", f"/posts/{SOUND}#moment-{SOUND}")


def test_an_organisation_that_nobody_lists(folder: Path, tmp_path: Path) -> None:
    """Where partners say yes and the film's organisation is none of them, nobody can: the settings list it."""
    here = copied(folder, tmp_path)
    text = (here / "campaign.toml").read_text(encoding="utf-8")
    text = re.sub(r"(?m)^#? ?organisations = .*$", "", text)
    listed = 'organisations = ["Hefboom"]\n'
    asks = '\n[service]\napproval_by = "partners"\n'
    (here / "campaign.toml").write_text(f"{listed}{text}{asks}", encoding="utf-8")
    with served_desk.at(here) as desk:
        assert_dead(desk, FILM, "Brusoc", "/settings")


def test_what_is_found_in_the_film_later_takes_the_button_away(
    folder: Path, tmp_path: Path, campaign: Run
) -> None:
    """The look into the film comes after the page; where it finds an error, why takes the button’s place."""
    here = copied(folder, tmp_path)
    given = tmp_path / "fast.srt"
    given.write_text(
        "1\n00:00:00,500 --> 00:00:01,900\nElke nacht om vier uur begin ik met het brood voor de straat.\n"
    )
    done = campaign("testimony", "edit", "bakery", "--subtitles", f"nl:{given}", folder=here)
    assert done.exit_code == 0, done.output
    with served_desk.at(here) as desk:
        assert f'action="/posts/{FILM}/approve"' in desk.get(f"/posts/{FILM}").text
        found = desk.get(f"/posts/{FILM}/film-errors").text
    assert f'id="act-approve-{FILM}" hx-swap-oob="true"' in found
    assert 'aria-disabled="true"' in found
    assert 'href="/films/bakery/subtitles/nl"' in found


SLOW = "1\n00:00:00,500 --> 00:00:01,900\nElke nacht voor de straat.\n"


def test_a_yes_that_could_not_be_kept_is_seen(folder: Path, tmp_path: Path, campaign: Run) -> None:
    """The partner need do nothing; page, log and board tell of the yes until it is kept."""
    here = copied(folder, tmp_path)
    given = tmp_path / "slow.srt"
    given.write_text(SLOW, encoding="utf-8")
    with served_desk.at(here) as desk:
        partner = Partner(desk=desk, path=asked.invited(here, campaign, FILM, "--for", "Brusoc"))
        for _ in range(2):
            answer = partner.yes(FILM)
            assert answer.status == 409
            assert "U hoeft niets te doen: zij krijgen te zien dat u ja zei" in told(answer)
        page = told(desk.get(f"/posts/{FILM}"))
        assert "Hun ja van 30 november 2026 om 10:00 kon niet bewaard worden." in page
        assert "Breng eerst dit in orde: de ondertitels." in page
        assert page.count("Brusoc zei ja, maar dat kon niet bewaard worden: de ondertitels") == 1
        assert "1 ja niet bewaard" in told(desk.get("/"))
        assert f"/posts/{FILM}" in desk.get("/?view=list&waits=unkept").text
        assert "Brusoc zei ja, maar dat kon niet bewaard worden: de ondertitels" in told(
            desk.get("/?view=list")
        )
        assert "kon niet bewaard worden" in told(desk.get("/status"))
        done = campaign("testimony", "edit", "bakery", "--subtitles", f"nl:{given}", folder=here)
        assert done.exit_code == 0, done.output
        assert partner.yes(FILM).status == 303
        assert "Hun ja van" not in told(desk.get(f"/posts/{FILM}"))
        assert "niet bewaard" not in told(desk.get("/"))
