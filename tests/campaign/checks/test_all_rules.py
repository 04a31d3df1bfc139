"""Each rule of `campaign check` has what breaks it and what does not; errors keep a post from being approved."""

# ruff: noqa: E501  # a case of the table is a line

import json
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from click.testing import Result

from campaign import link_tags, timetable
from campaign.checks import all_rules, pairing
from campaign.checks.facts import Facts
from campaign.messages import translate
from campaign.settings import plan_parsing
from campaign.settings.declarations import PlanSettings
from campaign.settings.plan_parsing import Blackout, Slot
from schedules.errors import BadRequest
from schedules.model import bilingual, records
from schedules.model.states import State
from tests.campaign.messages.test_sentences import placeholders

BRUSSELS = ZoneInfo("Europe/Brussels")
NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
NONE: dict[str, Any] = {field.name: None for field in fields(records.Post)}
FILM = records.Testimony(
    id=1, slug="bakery", speaker_id=1, speaker="Fatou Voorbeeld", role="entrepreneur", organisation="Crédal",
    language="nl", theme=None, film_path="films/0001.mp4", film_sha256="a", film_ms=9000, from_ms=0, to_ms=None,
    fill="kit", centre=[50, 50], centre_by=None, special=[], sound_track=None, cover_words={}, subtitles={"nl": "a.srt", "fr": "b.srt"}, subtitles_sha256={},
)  # fmt: skip
ALIKE = replace(FILM, id=2, slug="tailor", speaker="FATOU  Voorbéeld")


def post(number: int = 1, due: str | None = "2026-11-24 18:00", **said: Any) -> records.Post:
    """A text post in Dutch that waits, or what the words say; `due` in Brussels."""
    at = datetime.fromisoformat(due).replace(tzinfo=BRUSSELS).astimezone(UTC) if due else None
    usual = {
        "kind": "text",
        "state": State.DRAFT,
        "language": "nl",
        "caption": f"Post {number}.",
        "photos": [],
    }
    return records.Post(**(NONE | usual | {"number": number, "due_at": at, "attempts": 0, "fence": 0} | said))


def film(
    number: int = 1, due: str | None = "2026-11-24 18:00", language: str = "nl", **said: Any
) -> records.Post:
    """A post of the film."""
    usual = {"kind": "video", "testimony_id": 1, "testimony": "bakery", "caption": "Fatou Voorbeeld vertelt."}
    return post(number, due, language=language, **(usual | said))


def both(nl: str, fr: str, **said: Any) -> tuple[records.Post, records.Post]:
    """A film's two posts, a day apart."""
    return (
        film(1, caption=nl, **said),
        film(2, "2026-11-25 18:00", "fr", caption=fr, **said),
    )


def facts(*posts: records.Post, slots: tuple[Slot, ...] = (), **wishes: Any) -> Facts:
    """What rules are given of a campaign with these posts."""
    table = timetable.Timetable(
        zone=BRUSSELS, slots=slots, blackouts=(Blackout(first=date(2026, 12, 24), last=date(2026, 12, 26)),),
        holidays=lambda year: {date(year, 11, 11): "Armistice"}, community={"07-11": "Vlaamse feestdag"},
        distance=timedelta(hours=3), per_day=2,
    )  # fmt: skip
    usual: dict[str, Any] = {
        "now": NOW, "table": table, "plan": PlanSettings(), "pair": ("nl", "fr"), "posts": posts,
        "films": {1: FILM}, "names": ("Fatou Voorbeeld", "Crédal"),
    }  # fmt: skip
    return Facts(**(usual | wishes))


THREE = PlanSettings(pair=("nl", "fr", "en"))
LIVE = post(caption="Dag.", new_caption="Hallo.", state=State.PUBLISHED)  # whose text is to change
TUESDAY = (Slot(weekday=1, at=time(18), language="nl"),)
PHOTO = {"path": "pictures/1.jpg", "sha256": "a", "alt": None}
OTHER = {"testimony_id": 2, "testimony": "mill"}
IN_TURN = (film(3, "2026-11-27 18:00", "fr", **OTHER), film(4, "2026-11-28 18:00", "nl", **OTHER))
AGAIN = (film(3, "2026-11-27 18:00", "nl", **OTHER), film(4, "2026-11-28 18:00", "fr", **OTHER))
PAIR = both("Hallo.", "Bonjour.")
TWO = "Hallo met 3.\n\n***\n\nBonjour avec 3."
TAGGING = PlanSettings(utm="utm_source=facebook")
LATER = datetime(2026, 12, 1, tzinfo=UTC)
NNBSP, NBSP = "\u202f", "\u00a0"

FRENCH = (
    "Elle a ouvert sa boulangerie dans le quartier avec un petit crédit, et les clients sont là pour elle."
)
DUTCH = "Zij opende haar bakkerij met een klein krediet, en de klanten zijn er nu voor haar en het gaat goed."

CASES = [
    ("P01", facts(film()), facts(*PAIR)),
    ("P01", facts(film(kind="reel"), film(2, language="fr")), facts(film(caption=TWO))),
    ("P01", facts(film()), facts(film(), pair=("nl",))),
    ("P02", facts(film(), film(2, "2026-11-27 18:00", "fr")), facts(film(), film(2, "2026-11-26 18:00", "fr"))),
    ("P03", facts(*PAIR, *AGAIN), facts(*PAIR, *IN_TURN)),
    ("P04", facts(post(due="2026-11-24 18:30"), slots=TUESDAY), facts(post(), slots=TUESDAY)),
    ("P04", facts(post(due="2026-11-25 18:00"), slots=TUESDAY), facts(post(language="fr"), slots=TUESDAY)),
    ("P05", facts(post(), post(2, "2026-11-24 20:59")), facts(post(), post(2, "2026-11-24 21:00"))),
    ("P05", facts(post(), post(2)), facts(post(), post(2, None))),
    (
        "P06",
        facts(post(1, "2026-11-24 08:00"), post(2, "2026-11-24 12:00"), post(3, "2026-11-24 23:59")),
        facts(post(1, "2026-11-24 08:00"), post(2, "2026-11-24 12:00"), post(3, "2026-11-25 00:00")),
    ),
    ("P07", facts(post(due="2026-12-26 23:59")), facts(post(due="2026-12-27 00:00"))),
    ("P08", facts(post(due="2027-11-11 18:00")), facts(post(due="2027-11-12 18:00"))),
    ("P08", facts(post(due="2027-07-11 18:00")), facts(post(due="2026-12-24 18:00"))),
    ("P09", facts(post(due="2026-11-23 08:59")), facts(post(due="2026-11-23 09:00"))),
    ("P09", facts(post(due="2026-11-20 18:00", state=State.HELD)), facts(post(due="2026-11-20 18:00", state=State.PUBLISHED))),
    ("P10", facts(post(embargo_until=LATER)), facts(post(due="2026-12-01 01:00", embargo_until=LATER))),
    ("P11", facts(post(caption="a" * 63_207)), facts(post(caption="a" * 63_206))),
    ("P12", facts(film(caption=f"{'woord ' * 90}\n***\nBonjour.")), facts(film(caption=TWO))),
    ("P13", facts(*both("Al 1.250 klanten om 18.30 uur.", "Déjà 1 205 clients à 18 h 30.")),
     facts(*both("Al 1.250 klanten om 18.00 uur.", f"Déjà 1{NNBSP}250 clients à 18 h."))),
    ("P13", facts(film(caption=TWO.replace("avec 3", "avec 4"))), facts(film(caption=TWO))),
    ("P14", facts(*both("Zie https://a.example/x", "Voir https://a.example/y")),
     facts(*both("Zie https://a.example/nl/x?a=1", "Voir https://www.a.example/fr/x?a=2"))),
    ("P15", facts(*both("Fatou Voorbeeld bakt.", "Elle cuit.")), facts(*both("Fatou Voorbeeld bakt.", "FATOU VOORBEELD cuit."))),
    ("P16", facts(post(language="fr", caption="Bravo !")), facts(post(language="fr", caption=f"Bravo{NNBSP}!"))),
    ("P16", facts(post(language="fr", caption="Elle dit : «oui»")), facts(post(language="fr", caption=f"Elle dit{NBSP}: «{NBSP}oui{NBSP}»"))),
    ("P16", facts(post(caption="Bravo !")), facts(post(caption="Bravo! Zie https://a.example/?x om 18:30"))),
    ("P16", facts(post(caption="Zo'n dag, z’n dag")), facts(post(caption="Zo’n dag, z’n dag"))),
    ("P16", facts(film(caption="Hallo.\n***\nBravo !")), facts(film(caption=f"Hallo!\n***\nBravo{NNBSP}!"))),
    ("P17", facts(post(caption="#meyawards")), facts(post(caption="#MEYAwards #MEY https://a.example/#top"))),
    ("P17", facts(post(caption="#2026")), facts(post(caption="#Mey2026"))),
    ("P17", facts(post(caption="#Mey-Awards")), facts(post(caption="#MeyAwards - hoera"))),
    ("P17", facts(post(caption="# Mey")), facts(post(caption="nummer #\n"))),
    ("P17", facts(post(caption="#Een #Twee #Drie #Vier")), facts(post(caption="#Een #Twee #Drie #Een"))),
    ("P17", facts(post(caption="#STEUNONDERNEMERS")), facts(post(caption="#BRUSO"))),
    ("P18", facts(film(link="https://a.example/?utm_content=fatou-nl")), facts(film(link="https://a.example/fatou?utm_content=bakery-nl"))),
    ("P18", facts(post(caption="Zie https://a.example/?to=an%40b.example")), facts(post(caption="Zie https://a.example/?to=an"))),
    ("P19", facts(post(kind="photo", photos=[PHOTO])), facts(post(kind="photo", photos=[PHOTO | {"alt": "Een winkel"}]))),
    ("P20", facts(post(kind="photo", photos=[PHOTO]), gone=frozenset({"pictures/1.jpg"})), facts(post(kind="photo", photos=[PHOTO]))),
    ("P21", facts(post(1, caption="Een"), post(2, caption="Een")), facts(film(1, caption="Een"), film(2, caption="Een"))),
    ("P21", facts(post(1, kind="link", link="https://a.example/"), post(2, kind="link", link="https://a.example", caption="Post 1.")),
     facts(post(1, kind="link", link="https://a.example"), post(2, caption="Post 1."))),
    ("P22", facts(post(first_comment=" ")), facts(post(first_comment="Steun hen"))),
    ("P23", facts(post(due=None)), facts(post())),
    ("P24", facts(film(language="en")), facts(film())),
    ("P26", facts(post(caption="Zie https://a.example/x."), plan=TAGGING), facts(post(caption="Zie https://a.example/x?utm_source=mail."), plan=TAGGING)),
    ("P26", facts(post(caption="Zie https://a.example/x."), plan=TAGGING), facts(post(caption="Zie https://a.example/x."))),
    ("P27", facts(post(caption="Une crÃ©atrice dâ€™idÃ©es")), facts(post(caption="Une créatrice d’idées"))),
    ("P27", facts(post(caption="Ik betaal 5 â‚¬")), facts(post(caption="Ik betaal 5 €"))),
    ("P27", facts(post(caption="Onze cr\ufffdche")), facts(post(caption="Onze crèche, bij Ana\u00efs Ångström"))),
    ("P27", facts(post(caption="Bij ???? Peeters")), facts(post(caption="Echt??? Ja, wat? https://a.example/a?b=c??d"))),
    ("P27", facts(post(language="fr", caption="Une cr?atrice")), facts(post(language="fr", caption="Quoi ??\nVraiment ???"))),
    ("P27", facts(post(first_comment="Voilà…\nLiÃ¨ge")), facts(post(first_comment="Voilà…\nLiège"))),
    ("P27", facts(post(kind="photo", photos=[PHOTO | {"alt": "CafÃ©"}])), facts(post(kind="photo", photos=[PHOTO | {"alt": "Café"}]))),
    ("P28", facts(post(caption="Mail diane@voorbeeld.be")), facts(post(caption="Om 5 @ 3, op 05/12/2026 18u30"))),
    ("P28", facts(post(caption="Bel Nora: 0470/12.34.56")), facts(post(caption="BE 0403.170.701, 10.000 keer"))),
    ("P28", facts(post(caption="x", first_comment="+32 470 12 34 56")), facts(post(caption="x", first_comment="32"))),
    ("P28", facts(post(kind="photo", photos=[PHOTO | {"alt": "BE68 5390 0754 7034"}])), facts(post(kind="photo", photos=[PHOTO]))),
    ("P28", facts(post(link="https://a.example/an@voorbeeld.be")), facts(post(link="https://a.example/@an"))),
    ("P28", facts(post(state=State.PUBLISHED, caption="x", new_caption="an@voorbeeld.be")), facts(post(state=State.PUBLISHED, caption="an@voorbeeld.be"))),
    ("P28", facts(post(caption="Mail info@credal.be")), facts(post(caption="Mail info@credal.be, 02/555.12.12"), contacts=("INFO@credal.be", "+32 2 555 12 12"))),
    ("P28", facts(post(caption="Mail an@credal.be.be")), facts(post(caption="Mail an@credal.be"), contacts=("@credal.be",))),
    ("P25", facts(film(caption="Hallo.\n***\nBravo."), pair=("nl", "fr", "en")), facts(film(caption="Hallo.\n***\nOn est là."), pair=("nl", "fr", "en"))),
    ("P25", facts(film(caption="Hallo.\n***\nThey are with you.")), facts(film(caption="Hallo.\n***\nWij zijn er."))),
    ("P15", facts(*both("Met D'Hondt.", "Sans."), names=("D’Hondt",)), facts(*both("Met D'Hondt.", "Avec D’HONDT."), names=("D’Hondt",))),
    ("P15", facts(*both("Met Micro-Start.", "Sans."), names=("microStart",)), facts(*both("Met Micro-Start.", "Avec microStart."), names=("microStart",))),
    ("P30", facts(organisations=("Credal",)), facts(organisations=("Crédal",))),
    ("P30", facts(organisations=("Kredal", "Hefboom")), facts()),
    ("P31", facts(organisations=("Hefboom",)), facts(organisations=("Hefboom", "Crédal"))),
    ("P32", facts(films={1: FILM, 2: ALIKE}), facts(films={1: FILM, 2: replace(ALIKE, speaker=FILM.speaker)})),
    ("P33", facts(post(caption=FRENCH)), facts(post(caption=FRENCH, language="fr-BE"))),
    ("P33", facts(post(first_comment=FRENCH)), facts(post(caption="Fatou en Jean Dupont, La Louvière."))),
    ("P33", facts(post(language="fr", caption=DUTCH)), facts(post(caption=f"{FRENCH}\n\n***\n\n{DUTCH}"))),
    ("P32", facts(films={1: FILM, 2: ALIKE}), facts(films={1: FILM, 2: replace(ALIKE, speaker="Fatou Voorbeeldt")})),
    ("P34", facts(post(caption="Dag."), post(2, caption="Dag !")), facts(post(caption="Dag."), post(2, "2026-11-25 18:00", caption="Dag !"))),
    ("P34", facts(LIVE, post(2, "2026-11-24 21:00", caption="Dag.")), facts(LIVE, post(2, "2026-11-24 21:00", caption="Nog."))),
    ("P34", facts(LIVE, post(2, "2026-11-24 21:00", caption="Hallo.")), facts(LIVE, post(2, "2026-11-25 21:00", caption="Dag."))),
    ("P35", facts(plan=THREE, languages=("nl", "fr")), facts(plan=THREE, languages=("nl-BE", "fr", "en"))),
    ("P34", facts(film(), film(2, "2026-11-24 21:00")), facts(film(), film(2, "2026-11-24 21:00", "fr"))),
    ("P34", facts(post(caption="Dag."), post(2, caption="Dag !")), facts(post(caption="Dag."), post(2, caption="Dag."))),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "broken", "kept"), CASES, ids=[f"{n}-{case[0]}" for n, case in enumerate(CASES)]
)
def test_rule(code: str, broken: Facts, kept: Facts) -> None:
    """A rule says what breaks it, with all that its sentence wants, and is silent where it is kept."""
    found = [one for one in all_rules.findings(broken) if one.code == code]
    assert found
    assert code not in [one.code for one in all_rules.findings(kept)]
    wanted = set().union(*map(placeholders, translate.gather("FINDINGS")[code]))
    assert wanted <= found[0].params.keys()


def test_every_rule_is_tried() -> None:
    """Each rule of the book has a case, a sentence, and a code of its own."""
    codes = [rule.code for rule in all_rules.RULES]
    assert set(codes) == {case[0] for case in CASES}
    assert len(codes) == len(set(codes))
    assert set(codes) <= translate.gather("FINDINGS").keys()


@pytest.mark.parametrize("given", [given for _, *both in CASES for given in both])
def test_rules_say_the_same_of_what_they_look_at(given: Facts) -> None:
    """A rule of a post or of a film's posts says the same whatever others there are; kept findings are those of all."""
    films = {one.testimony_id or -one.number for one in given.posts}
    parts = {
        "post": [(one,) for one in given.posts],
        "film": [
            tuple(one for one in given.posts if film == (one.testimony_id or -one.number)) for film in films
        ],
        "films": [()],
    }
    for scope, each in parts.items():
        codes = {rule.code for rule in all_rules.RULES if rule.of == scope}
        singly = [replace(given, posts=posts, now=LATER, overdue=frozenset()) for posts in each]
        found = [one for part in singly for one in all_rules.findings(part, codes)]
        assert sorted(found, key=repr) == sorted(all_rules.findings(given, codes), key=repr)
    kept = all_rules.KeptFindings().findings(given, "words")
    assert sorted(kept, key=repr) == sorted(all_rules.findings(given), key=repr)


def test_a_change_is_looked_at_alone() -> None:
    """Kept findings are those of all rules; a change has no other post looked at, other words have all."""
    asked: list[int] = []

    def holidays(year: int) -> dict[date, str]:
        asked.append(year)
        return {date(year, 11, 11): "Armistice"}

    first, second, third = (post(n, f"{2025 + n}-11-11 18:00", caption="Bravo !") for n in (1, 2, 3))
    table = replace(facts().table, holidays=holidays)
    before = facts(first, second, third, film(4, None), table=table)
    moved = replace(second, due_at=second.due_at and second.due_at + timedelta(days=1))
    after = replace(before, posts=(first, moved, replace(third), film(4, None)))
    kept = all_rules.KeptFindings()
    assert kept.findings(before, "words") == all_rules.findings(before)
    asked.clear()
    assert kept.findings(after, "words") == kept.findings(after, "words")
    assert set(asked) == {2027}
    assert kept.findings(after, "words") == all_rules.findings(after)
    asked.clear()
    kept.findings(after, "other words")
    assert set(asked) == {2026, 2027, 2028}
    assert [one.params["number"] for one in kept.findings(facts(third), "words") if one.code == "P08"] == [3]


def test_what_is_out_is_left_alone() -> None:
    """Posts that are out break no rule of words or days; a film half out still misses its other language."""
    out = film(
        due="2026-11-11 18:00", caption="Bravo !", state=State.PUBLISHED, link="https://a.example/?x=fatou"
    )
    assert [one.code for one in all_rules.findings(facts(out))] == ["P01"]


def test_halves() -> None:
    """A line of dashes or stars parts a caption, once and between words."""
    parted = bilingual.halves("Hallo.\n\n— — —\n\nBonjour.")
    assert parted == bilingual.Halves(first="Hallo.", second="Bonjour.", start=15)
    assert bilingual.halves("A\r\n***\r\nB") == bilingual.Halves(first="A", second="B", start=8)
    for whole in ("Hallo.", "***\nHallo.", "Hallo.\n***", "A\n***\nB\n***\nC", "A *** B", "A\n- -\nB"):
        assert bilingual.halves(whole) is None, whole


def test_pairs_are_found_by_film_and_kind() -> None:
    """A film's video and its reel are pairs of their own; a language covers its regions."""
    found = pairing.pairs(facts(film(1, language="nl-BE"), film(2, language="fr"), film(3, kind="reel")))
    assert [[one.number for one in pair.posts] for pair in found] == [[1, 2], [3]]


TEMPLATE = "utm_source=facebook&utm_campaign={campaign}&utm_content={film}-{language}"


def tagged(link: str, **words: str) -> str:
    """A link with the template's pairs, of a campaign and a film."""
    usual = {"campaign": "MEY Awards 2026", "film": "bakery", "language": "nl", "kind": "video"}
    return link_tags.tagged(link, TEMPLATE, people=("Fatou de Voorbeeld",), **(usual | words))


@pytest.mark.parametrize(
    ("link", "found"),
    [
        ("https://a.example", "https://a.example?{}"),
        ("https://a.example/x?y=1&z#top", "https://a.example/x?y=1&z&{}#top"),
        ("https://a.example/?utm_source=old&y=%C3%A9", "https://a.example/?y=%C3%A9&{}"),
    ],
)
def test_links_are_tagged_once(link: str, found: str) -> None:
    """The template's pairs are added in place of older ones, the rest of a link kept to the letter."""
    added = "utm_source=facebook&utm_campaign=mey-awards-2026&utm_content=bakery-nl"
    assert tagged(link) == found.format(added)
    assert tagged(tagged(link)) == tagged(link)


@pytest.mark.parametrize("film_slug", ["fatou", "bakery-fatou", "voorbeeld"])
def test_links_name_nobody(film_slug: str) -> None:
    """A film whose slug holds its speaker's name is refused, and a part such as `de` is no name."""
    with pytest.raises(BadRequest) as caught:
        tagged("https://a.example", film=film_slug)
    assert caught.value.code == "utm-names-somebody"
    assert tagged("https://a.example", film="de-bakker")


def test_template_knows_no_people() -> None:
    """What a template may ask for is none of a person's."""
    assert set(plan_parsing.WORDS) == {"campaign", "film", "language", "kind"}


@pytest.fixture
def folder(campaign: Callable[..., Result], tmp_path: Path) -> Path:
    """A campaign in Dutch and French that tags its links."""
    assert campaign("init", tmp_path / "c").exit_code == 0
    plan = f'name = "MEY"\nlanguages = ["nl", "fr"]\n[plan]\nutm = "{TEMPLATE}"\n'
    (tmp_path / "c" / "campaign.toml").write_text(plan, encoding="utf-8")
    return tmp_path / "c"


def test_links_of_posts(campaign: Callable[..., Result], folder: Path) -> None:
    """A post's link is tagged when it is added and follows its edits; a link is still one link."""

    def link(*words: str) -> str:
        done = campaign("post", *words, "--json", folder=folder)
        assert done.exit_code == 0, done.output
        return str(json.loads(done.stdout)["link"])

    ours = "utm_source=facebook&utm_campaign=mey&utm_content=link-"
    made = link("add", "--language", "nl", "--caption", "Steun", "--link", "https://a.example/x?y=1")
    assert made == f"https://a.example/x?y=1&{ours}nl"
    assert link("edit", "1", "--language", "fr") == f"https://a.example/x?y=1&{ours}fr"
    done = campaign(
        "post", "edit", "1", "--first-comment", "Zie https://a.example/c (of https://b.example/?utm_source=x).",
        "--caption", "Meer op https://c.example", "--json", folder=folder,
    )  # fmt: skip
    told = json.loads(done.stdout)
    assert told["first_comment"] == f"Zie https://a.example/c?{ours}fr (of https://b.example/?utm_source=x)."
    assert told["caption"] == "Meer op https://c.example"  # read by people as it stands; `check` tells of it
    assert (
        json.loads(campaign("post", "edit", "1", "--at", "+90d", "--json", folder=folder).stdout)[
            "first_comment"
        ]
        == told["first_comment"]
    )
    refused = campaign(
        "post", "add", "--language", "nl", "--caption", "a", "--link", "https://[x", folder=folder
    )
    assert (refused.exit_code, "is not a link" in refused.stderr) == (2, True)


def test_check(campaign: Callable[..., Result], folder: Path) -> None:
    """`check` lists findings with all keys, exit 1 on errors alone; errors keep a post from being approved."""

    def check() -> tuple[int, list[str]]:
        done = campaign("check", "--json", folder=folder)
        found = json.loads(done.stdout)
        assert all(one.keys() == {"code", "severity", "where", "message", "remedy"} for one in found)
        return done.exit_code, [one["code"] for one in found if one["code"].startswith("P")]

    campaign("post", "add", "--language", "nl", "--caption", "Bravo !", folder=folder)
    assert check() == (0, ["P16", "P23"])
    mail = "Zie https://a.example/?to=an@b.example"
    campaign("post", "edit", "1", "--caption", mail, "--at", "+400d", folder=folder)
    assert check() == (1, ["P18", "P26"])
    done = campaign("post", "approve", "1", folder=folder)
    assert (done.exit_code, "P18" in done.stderr, "campaign check" in done.stderr) == (3, True, True)
    campaign("post", "edit", "1", "--caption", "Zie https://a.example/", folder=folder)
    assert campaign("post", "approve", "1", folder=folder).exit_code == 0
    assert check() == (0, ["P26"])
    assert (
        "0 errors" in campaign("check", folder=folder).stderr
        or "Nothing found" in campaign("check", folder=folder).stderr
    )


@pytest.mark.parametrize(
    ("code", "params", "said"),
    [
        ("P04", {"due": "2026-11-24 18:00"}, ("24 november 2026 om 18:00",)),
        ("P06", {"day": "2026-11-24"}, ("24 november 2026",)),
        ("P07", {"due": "2026-12-24 18:00"}, ("24 december 2026 om 18:00",)),
        ("P09", {"due": "2026-11-24 18:00", "state": "draft"}, ("24 november 2026 om 18:00", "concept")),
        ("P10", {"due": "2026-11-24 18:00", "until": "2026-12-01 01:00+01:00"}, ("1 december 2026 om 01:00",)),
        ("day-holiday", {"day": "2026-11-11"}, ("11 november 2026",)),
        ("slot-skipped", {"wall": "2027-03-28 02:30", "due": "2027-03-28T03:30"}, ("28 maart 2027 om 02:30", "om 03:30")),
        ("embargo", {"until": "2026-12-01 01:00+01:00"}, ("1 december 2026 om 01:00",)),
        ("consent-ended", {"until": "2026-11-23", "day": "2026-11-24"}, ("23 november 2026", "24 november 2026")),
        ("plan-state", {"state": "published"}, ("gepubliceerd",)),
    ],
)  # fmt: skip
def test_days_and_states_are_said_as_the_language_does(
    code: str, params: dict[str, object], said: tuple[str, ...]
) -> None:
    """Days, moments and states in what the plan and the consents say are Dutch to who reads Dutch."""
    message, _ = translate.say_finding(code, params, "nl")
    assert [one for one in said if one not in message] == []


def test_embargo(campaign: Callable[..., Result], folder: Path) -> None:
    """A post under embargo is queued with a warning, not approved before, and free once the embargo is taken back."""
    words = ("--language", "nl", "--caption", "Een", "--at", "+2h", "--embargo", "+3h")
    done = campaign("post", "add", *words, folder=folder)
    assert (done.stdout, "under embargo until" in done.stderr) == ("1\n", True)
    done = campaign("post", "approve", "1", folder=folder)
    assert (done.exit_code, "embargo ends" in done.stderr) == (3, True)
    assert (
        json.loads(campaign("post", "edit", "1", "--embargo", "", "--json", folder=folder).stdout)[
            "embargo_until"
        ]
        is None
    )
    assert campaign("post", "approve", "1", folder=folder).exit_code == 0
