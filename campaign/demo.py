"""The example campaign: an online awards evening as four microfinanciers might hold it; its people are invented."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from campaign import new_campaign
from campaign.messages import translate
from campaign.messages.translate import N_
from campaign.posts import approve, drafts, editing
from campaign.posts.whose_yes import Voice
from campaign.testimonies import intake, rendering, signed_forms
from campaign.workspace import Workspace
from media import example_films, files, synthetic_voice
from media.example_films import Numbers, Scene
from schedules.database import posts as database_posts
from schedules.model import moments
from schedules.rendering import film_order, finished_films
from schedules.rendering import orders as rendering_orders

Progress = Callable[[str, float], None]
SECONDS = 5.0
SPOKEN = ((0.3, 2.5), (2.58, 4.9))  # seconds, of both subtitles of a film
PARTNERS = ("Hefboom", "microStart", "Brusoc", "Crédal")
LANGUAGES = ("nl", "fr")
FIRST, APART = timedelta(seconds=6), timedelta(seconds=2)
SHEET = Path(__file__).parent / "example" / "tour.csv"
LINK = "https://www.example.org/mey-awards"


@dataclass(frozen=True, kw_only=True)
class Example:
    """One example testimony: who speaks, what is drawn, what the subtitles say, how the posts put it."""

    slug: str
    theme: str
    speaker: str
    role: str
    organisation: str
    language: str
    scene: Scene
    format: str
    says: dict[str, tuple[str, str]]
    captions: dict[str, str]
    name_display: str = "full"


EXAMPLES = (
    Example(
        slug="bakery",
        theme="coping",
        speaker="Fatou Voorbeeld",
        role="entrepreneur",
        organisation="microStart",
        language="nl",
        format="landscape",
        scene=Scene(
            shop="bakery", wall="#f3c892", floor="#b9794a", awning="#c8452f",
            skin="#c98d63", hair="#2d1e1a", shirt="#2f6f73", voice=196,
        ),
        says={
            "nl": ("De markt sloot,\nmijn oven ging aan.", "Nu breng ik elke ochtend brood rond."),
            "fr": ("Le marché a fermé, pas mon four.", "Le matin, je livre le pain à vélo."),
        },
        captions={
            "nl": "Hoe houd je het vol als de markt dichtgaat? Fatou bakt nu voor de hele wijk. #MEYAwards",
            "fr": "Comment tenir quand le marché ferme\u202f? Fatou livre désormais tout le quartier. #MEYAwards",
        },
    ),
    Example(
        slug="bicycles",
        theme="support",
        speaker="Jean Exemple",
        role="entrepreneur",
        organisation="Crédal",
        language="fr",
        format="portrait",
        scene=Scene(
            shop="bicycles", wall="#a9c9d6", floor="#5d7381", awning="#22577a",
            skin="#efc7a4", hair="#8a4b22", shirt="#e0a030", voice=118, upright=True,
        ),
        says={
            "fr": ("Un petit crédit\nm’a remis en selle.", "Demain, j’engage\nun apprenti."),
            "nl": ("Een klein krediet\nhielp me op weg.", "Morgen start\nmijn eerste leerling."),
        },
        captions={
            "fr": "Pourquoi continuer à les soutenir\u202f? Parce qu’un petit crédit remet toute une rue en selle.",
            "nl": "Waarom moeten we hen blijven steunen? Omdat een klein krediet een hele straat op weg helpt.",
        },
        name_display="first-name",
    ),
    Example(
        slug="garden",
        theme="how",
        speaker="Ayşe Şimdilik-Voorbeeld",
        role="microfinancier",
        organisation="Hefboom",
        language="nl",
        format="landscape",
        scene=Scene(
            shop="garden", wall="#dfe6c4", floor="#8c9a63", awning="#3a7d44",
            skin="#8d5a3c", hair="#1d1a1f", shirt="#b5446e", voice=170,
        ),
        says={
            "nl": ("Eerst luisteren wij,\ndan rekenen we.", "Zo groeit een plan, stap voor stap."),
            "fr": ("On écoute d’abord,\non calcule ensuite.", "Un projet grandit ainsi, pas à pas."),
        },
        captions={
            "nl": "Hoe doen we dat, microfinanciering? Eerst luisteren, dan rekenen. Ayşe vertelt.",
            "fr": "La microfinance, comment fait-on\u202f? D’abord écouter, ensuite calculer. Ayşe raconte.",
        },
    ),
)  # fmt: skip
INVITATION = "Alle getuigenissen van de MEY Awards staan samen op onze site."
APPEAL = (
    "Een oproep aan onze beleidsmakers: laat wie klein begint niet vallen nu het moeilijk gaat. Elke euro microkrediet "
    "houdt een winkel open, een straat levend en een gezin overeind.\n\n"
    "Un appel à nos responsables politiques\u202f: n’abandonnez pas ceux qui démarrent petit. Chaque euro de "
    "microcrédit garde un magasin ouvert, une rue vivante et une famille debout.\n\n"
    "Hefboom · microStart · Brusoc · Crédal"
)


TO_ADD = Example(
    slug="oven",
    theme="",
    speaker="Fatou Voorbeeld",
    role="entrepreneur",
    organisation="microStart",
    language="nl",
    format="landscape",
    scene=Scene(
        shop="bakery", wall="#e8dcc0", floor="#a5673f", awning="#8e3b46",
        skin="#c98d63", hair="#2d1e1a", shirt="#5b6c9e", voice=196,
    ),
    says={
        "nl": ("Om vier uur gaat de oven aan.", "Om zeven uur ruikt u het brood."),
        "fr": ("À 4 heures, j’allume le four.", "À 7 heures, ça sent le pain."),
    },
    captions={},
)  # fmt: skip


def found(folder: Path, lang: str | None = None) -> None:
    """Make the example campaign's folder; raises BadRequest where one stands already."""
    name = translate.translate(N_("MEY Awards (example)"), lang)
    first = new_campaign.first_settings(name=name, languages=LANGUAGES, organisations=PARTNERS, lang=lang)
    new_campaign.create(folder, first)
    files.write_whole(folder / SHEET.name, SHEET.read_bytes())


def fill(
    workspace: Workspace,
    *,
    now: Callable[[], datetime],
    on_progress: Progress,
    synthesiser: Path | None = None,
) -> list[int]:
    """Draw the films, register them with their consents, and queue all posts as drafts; return their numbers.

    One more film is left in `new/` with its subtitles and its form, as somebody brings them: the README's tour adds it.
    With a speech synthesiser the films say what their subtitles say.
    """
    with _workshop() as workshop:
        said = voices(synthesiser, workshop) if synthesiser else {}
        for example in EXAMPLES:
            film = _draw(workshop, example, said.get(example.slug), on_progress)
            _take_in(workspace, example, film, now)
    _bring(workspace.folder / "new", TO_ADD, said.get(TO_ADD.slug), on_progress)
    with_film = [
        drafts.Draft(caption=one.captions[language], language=language, testimony=one.slug, format=one.format)
        for one in EXAMPLES
        for language in one.captions
    ]
    words = [
        drafts.Draft(caption=INVITATION, language="nl", link=LINK),
        drafts.Draft(caption=APPEAL, language="nl"),
    ]
    return [editing.add(workspace, draft, now=now()) for draft in (*with_film, *words)]


def voices(synthesiser: Path, work: Path) -> dict[str, Numbers]:
    """What each film says, as far as a synthesiser can; a language that it failed in is not asked for again.

    `work` is a folder for what the synthesiser reads and writes.
    """
    found, mute = dict[str, Numbers](), set[str]()
    for one in (*EXAMPLES, TO_ADD):
        if one.language in mute:
            continue
        lines = [
            synthetic_voice.Line(text=text, start=start, end=end)
            for text, (start, end) in zip(one.says[one.language], SPOKEN, strict=True)
        ]
        voice = synthetic_voice.said(
            synthesiser, lines, language=one.language, pitch=one.scene.voice, seconds=SECONDS, work=work
        )
        if voice is None:
            mute.add(one.language)
        else:
            found[one.slug] = voice
    return found


def render(
    workspace: Workspace, *, now: Callable[[], datetime], on_progress: Progress, lang: str | None = None
) -> None:
    """Make every film that the posts need, telling of each in the words of a language."""
    with workspace.store.read() as session:
        posts = [post for post in database_posts.posts(session) if post.kind == "video"]
        orders = {order.wanted: order for order in (film_order.order_for(session, post) for post in posts)}
    for together in film_order.by_film(orders.values()):
        told = _telling(on_progress, rendering.named(together, lang))
        films = rendering_orders.make_all(workspace.folder, together, workspace.rules, told)
        with workspace.store.write() as session:
            for order, made in zip(together, films, strict=True):
                finished_films.keep(session, workspace.folder, order, made, now=now())


def _telling(on_progress: Progress, label: str) -> Callable[[int, int], None]:
    return lambda done, total: on_progress(label, done / max(1, total))


def date_and_approve(workspace: Workspace, numbers: list[int], *, now: Callable[[], datetime]) -> None:
    """Give the posts moments some seconds apart, and approve them all."""
    first = now() + FIRST
    for place, number in enumerate(numbers):
        moment = moments.due_at((first + place * APART).replace(microsecond=0), workspace.rules.zone)
        editing.move(workspace, number, moment, now=now())
    approve.approve(workspace, tuple(numbers), Voice(who="An Fictief"), now=now())


@contextmanager
def _workshop() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="campaign-demo-films-") as folder:
        yield Path(folder)


def _take_in(workspace: Workspace, example: Example, film: Path, now: Callable[[], datetime]) -> None:
    workshop = film.parent
    arrival = intake.Arrival(
        film=film,
        slug=example.slug,
        speaker=example.speaker,
        role=example.role,
        organisation=example.organisation,
        language=example.language,
        theme=example.theme,
        subtitles=tuple((language, _subtitles(workshop, example, language)) for language in example.says),
    )
    intake.register(workspace, arrival, now=now())
    signed_forms.record(
        workspace, _form(workshop, example, now().astimezone(workspace.rules.zone).date()), now=now()
    )


def _bring(folder: Path, example: Example, voice: Numbers | None, on_progress: Progress) -> None:
    """Lay a film, its subtitles and its signed form into a folder."""
    folder.mkdir(exist_ok=True)
    _draw(folder, example, voice, on_progress)
    for language in example.says:
        _subtitles(folder, example, language)
    _signed(folder, example)


def _draw(folder: Path, example: Example, voice: Numbers | None, on_progress: Progress) -> Path:
    film = folder / f"{example.slug}.mp4"
    example_films.draw(
        film,
        example.scene,
        seconds=SECONDS,
        voice=voice,
        on_progress=lambda part: on_progress(example.slug, part),
    )
    on_progress(example.slug, 1.0)
    return film


def _signed(folder: Path, example: Example) -> Path:
    form = folder / f"{example.slug}-form.txt"
    form.write_text(
        f"EXAMPLE of a signed form, for the film {example.slug}. Nobody signed it.\n", encoding="utf-8"
    )
    return form


def _subtitles(workshop: Path, example: Example, language: str) -> Path:
    path = workshop / f"{example.slug}.{language}.srt"
    cues = zip(example.says[language], SPOKEN, strict=True)
    path.write_text(
        "".join(
            f"{number}\n{_srt(start)} --> {_srt(end)}\n{text}\n\n"
            for number, (text, (start, end)) in enumerate(cues, 1)
        ),
        encoding="utf-8",
    )
    return path


def _srt(seconds: float) -> str:
    return f"00:00:{seconds:06.3f}".replace(".", ",")


def _form(workshop: Path, example: Example, today: date) -> signed_forms.FormDetails:
    return signed_forms.FormDetails(
        slug=example.slug,
        person=None,
        acts=("film", "publish"),
        channels=("facebook",),
        languages=list(LANGUAGES),
        purposes=("campaign",),
        signed_on=today,
        until=None,
        form=_signed(workshop, example),
        name_display=example.name_display,
        pseudonym=None,
    )
