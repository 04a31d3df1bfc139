"""Names as people type them, held against those on record: spelt as there, asked about, or told once all is done."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from campaign.cli import errors, output
from campaign.cli.answers import form_differences
from campaign.cli.app import Desk
from campaign.testimonies import meant_names, on_record
from campaign.testimonies.film_subtitles import subtitle_copies
from campaign.testimonies.signed_forms import FormDetails
from campaign.workspace import Workspace
from media import toml_values
from media.text import folding
from schedules.database import testimonies
from schedules.errors import BadRequest
from schedules.model import campaign_paths
from schedules.model.records import Consent, Testimony


@dataclass(frozen=True, kw_only=True)
class TypedNames:
    """What was typed for the film `slug`: how each name is meant, and what `tell` then says of it on stderr."""

    desk: Desk
    workspace: Workspace
    slug: str
    notes: list[tuple[str, dict[str, object]]] = field(default_factory=list)
    warnings: set[str] = field(default_factory=set)

    def of_film(self, said: dict[str, str]) -> dict[str, str]:
        """Return who is said to speak in the film, and for whom, as they are spelt on record."""
        readers = {"organisation": self.organisation, "speaker": self.speaker}
        return {name: read(said[name]) for name, read in readers.items() if name in said}

    def organisation(self, written: str) -> str:
        """Return the organisation that is meant: as the campaign spells it, or as it was typed where that is another.

        Asked about where it may be a slip of one on the campaign's list; BadRequest where nobody can be asked and
        --yes does not take it as it is.
        """
        name, listed = folding.tidy(written), self.workspace.settings.organisations
        found = meant_names.organisation(self.workspace, written, self.slug)
        meant = found.name
        if found.near:
            meant = found.near if self._is_meant(name, found.near) else name
        elif meant != name:
            code = "organisation-taken" if meant in listed else "organisation-taken-before"
            self._note(code, written=name, name=meant)
        if name and not listed:
            self._note("organisations-unlisted", example=self._listed(meant))
        elif name and meant not in listed:
            self._warn("organisation-new", organisation=meant, known=list(listed), slug=self.slug)
        return meant

    def _listed(self, name: str) -> str:
        """Return the line of campaign.toml that lists the organisations of all films, and this one."""
        with self.workspace.store.read() as session:
            known = on_record.known_organisations(session, self.workspace, beside=self.slug)
        return f"organisations = {toml_values.written(list(dict.fromkeys((*known, name))))}"

    def _is_meant(self, name: str, near: str) -> bool:
        if self.desk.yes:
            return False
        if not errors.can_ask():
            raise BadRequest("organisation-near", written=name, name=near)
        question = self.desk.say("organisation-meant", written=name, name=near)
        return errors.agreed(question, default=True, lang=self.desk.lang)

    def speaker(self, written: str) -> str:
        """Return the name of who speaks: as another film spells it, where a person says so.

        Without a terminal it is taken as it is typed, and the other spelling is told.
        """
        self._told_if_odd("speaker", written)
        found = meant_names.speaker(self.workspace, written, self.slug)
        if not found.near:
            return found.name
        params = {"written": found.name, "name": found.near}
        if self.desk.yes and not found.alike:  # which may be two people
            return found.name
        if self.desk.yes:
            self._note("speaker-taken", slug=found.other, **params)
            return found.near
        if not errors.can_ask():
            code = "speaker-spelt" if found.alike else "speaker-near"
            self._warn(code, other=found.other, slug=self.slug, **params)
            return found.name
        question = self.desk.say(found.question, **found.params)
        return found.near if errors.agreed(question, default=found.alike, lang=self.desk.lang) else found.name

    def film(self, path: Path, subtitles: Iterable[tuple[str, Path]]) -> None:
        """Ask whether to register a film once more that is on record; tell of a file that serves two languages."""
        with self.workspace.store.read() as session:
            slugs = [film.slug for film in on_record.same_films(session, self.workspace, path)]
        if slugs:
            self._agree("film-known", path=path, slugs=slugs, slug=slugs[0], added=self.slug)
        pairs = tuple(subtitles)
        for language, other in on_record.alike(pairs):
            self._warn("subtitles-alike", language=language, other=other, slug=self.slug)
        self._of_others(pairs, beside=slugs)

    def _of_others(self, given: Iterable[tuple[str, Path]], *, beside: Iterable[str] = ()) -> None:
        """Tell of a file that is the subtitles of another film, or is called like one; not of those `beside`."""
        with self.workspace.store.read() as session:
            slugs = [film.slug for film in testimonies.testimonies(session)]
        for language, path in given:
            known = {"path": path.name, "language": language, "slug": self.slug}
            if other := subtitle_copies.of_others(self.workspace, path, self.slug):
                if other not in beside:
                    self._warn("subtitles-of-other", other=other, **known)
            elif (other := on_record.called_like(path, slugs, self.slug)) and other not in beside:
                self._warn("subtitles-called-like", other=other, **known)

    def subtitles(self, film: Testimony, given: Iterable[tuple[str, Path]]) -> None:
        """Tell of a file that serves two languages, of which the film may have one already."""
        given = tuple(given)
        new = {language for language, _ in given}
        kept = [one for one in film.subtitles if one not in new] if given else []
        there = [(one, campaign_paths.subtitles(self.workspace.folder, film, one)) for one in kept]
        for other, language in on_record.alike((*given, *there)):
            self._warn("subtitles-alike", language=language, other=other, slug=self.slug)
        self._of_others(given)

    def form(self, details: FormDetails) -> FormDetails:
        """Return what a form says with its person's name as it is on record in the film.

        Asked about where that form was recorded before; BadRequest where it says the same and nobody can be asked.
        """
        details = replace(details, person=self._person(details.person))
        self._taken_back(details.form)
        with self.workspace.store.read() as session:
            found = on_record.same_forms(session, details.form)
            film = testimonies.testimony(session, self.slug)
            there = testimonies.names(session, set(testimonies.appearing(session, film.id)))
            arrives = details.person is not None and not testimonies.called(details.person, there)
            once_more = [one for one in found if not on_record.is_completed(session, one, details)]
            again = next((one for one in found if on_record.says_the_same(session, one, details)), None)
            otherwise = [] if again else [one for one in found if on_record.is_of(session, one, details)]
            beside = [] if found else on_record.other_forms(session, details)
        if again and not self.desk.yes and not errors.can_ask():
            raise BadRequest("consent-repeated", number=again.id)
        if otherwise:
            self._says_otherwise(otherwise[-1], details, completes=not once_more)
            self._told_otherwise("form-otherwise-too", otherwise[:-1], details)
        elif once_more:
            told = "form-known-new" if arrives else "form-known"
            self._agree("form-known", told=told, numbers=[one.id for one in once_more])
        self._told_otherwise("form-beside", beside[-1:], details)
        return details

    def _taken_back(self, form: Path) -> None:
        """Ask whether a form whose consent was withdrawn counts again; BadRequest for a no, or where none is asked."""
        with self.workspace.store.read() as session:
            earlier = on_record.taken_back(session, form)
        if earlier is None:
            return
        params = {"number": earlier.id, "on": earlier.withdrawn_at}
        if self.desk.yes:
            return self._note("form-taken-back-again", earlier=earlier.id)
        question = self.desk.say("form-taken-back-ask", **params)
        if not errors.can_ask() or not errors.agreed(question, default=False, lang=self.desk.lang):
            raise BadRequest("form-taken-back", **params)

    def _told_otherwise(self, code: str, earlier: Iterable[Consent], details: FormDetails) -> None:
        """Tell which earlier forms of the same person and film say something else."""
        for one in earlier:
            if changed := form_differences.told(self.desk, one, details):
                self._note(code, earlier=one.id, changed=changed)

    def _says_otherwise(self, earlier: Consent, details: FormDetails, *, completes: bool) -> None:
        """Say what a form says otherwise than its record for the same person and film; ask unless it completes it."""
        changed = form_differences.told(self.desk, earlier, details)
        kept = ("signed_on", "until", "name_display")
        if completes and all(getattr(earlier, one) == getattr(details, one) for one in kept):
            return self._note("form-completes", earlier=earlier.id, changed=changed)
        return self._agree("form-otherwise", earlier=earlier.id, changed=changed)

    def _told_if_odd(self, of: str, written: str) -> None:
        """Tell of a name that looks like two people's, or that films would show without its capitals."""
        if odd := meant_names.oddly(written):
            self._warn(f"{of}-{odd.code}", slug=self.slug, **odd.params)

    def _person(self, written: str | None) -> str | None:
        if written is None:
            return None
        name = folding.tidy(written)
        with self.workspace.store.read() as session:
            film = testimonies.testimony(session, self.slug)
            known = testimonies.names(session, set(testimonies.appearing(session, film.id)))
        number = testimonies.called(name, known)
        if number is None:
            self._told_if_odd("person", name)
            return self._new_person(name, list(known.values()))
        if known[number] != name:
            self._note("person-taken", written=name, name=known[number], slug=self.slug)
        return known[number]

    def _new_person(self, name: str, known: list[str]) -> str:
        """Return whom a name means that nobody in the film has: somebody else, or whose name it is nearly."""
        near = folding.nearest(name, known)
        if near is None and not self.desk.yes:
            return self._known_elsewhere(name)
        if near is None or self.desk.yes:
            return name
        params = {"written": name, "name": near, "slug": self.slug}
        if not errors.can_ask():
            self._warn("person-new", **params)
            return name
        meant = errors.agreed(self.desk.say("person-meant", **params), default=True, lang=self.desk.lang)
        return near if meant else name

    def _known_elsewhere(self, name: str) -> str:
        """Return whom a name means that is like that of somebody in another film; the very same is told."""
        with self.workspace.store.read() as session:
            found = on_record.nearly_spelt(session, name, slug=self.slug)
            films = testimonies.films_of(session).get(name)
        if films:
            self._warn("person-elsewhere", name=name, slug=self.slug, other=films[0])
        if found is None:
            return name
        params = {"written": name, "name": found[0]}
        if not errors.can_ask():
            self._warn("person-near", other=found[1], **params)
            return name
        question = self.desk.say("speaker-known", slug=found[1], **params)
        return found[0] if errors.agreed(question, default=False, lang=self.desk.lang) else name

    def _agree(self, code: str, *, told: str = "", **params: object) -> None:
        """Ask whether to take once more what is on record already; without a terminal it is taken, and told.

        `code` names three sentences: what is so (or `told`), the question (`-ask`) and the refusal (`-no`).
        """
        if self.desk.yes or not errors.can_ask():
            return self._warn(told or code, **params)
        question = self.desk.say(f"{code}-ask", **params)
        if not errors.agreed(question, default=False, lang=self.desk.lang):
            raise BadRequest(f"{code}-no", **params)

    def _note(self, code: str, **params: object) -> None:
        self.notes.append((code, params))

    def _warn(self, code: str, **params: object) -> None:
        self.warnings.add(code)
        self._note(code, **params)

    def tell(self, **known: object) -> None:
        """Say on stderr how names were taken, and what is there twice now.

        `known`: what sentences need that is known only once all is done, such as the number of a form.
        """
        for code, params in self.notes:
            said = self.desk.say(code, **params, **known)
            output.note(self.desk.say("warning", sentence=said) if code in self.warnings else said)
