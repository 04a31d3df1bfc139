"""What was meant by an option or a command that there is not: by other words for it, or by its letters."""

import difflib

import click

# Words that people try, and what they stand for; of several, the first that the command has.
OPTIONS: dict[str, str] = {
    "--caption": "text message tekst bericht texte legende body words content",
    "--at": "when date time due datum uur wanneer quand heure moment",
    "--testimony": "film video movie slug getuigenis temoignage",
    "--photo": "image images picture pictures photos foto fotos img afbeelding",
    "--alt": "alt-text description describe beschrijving",
    "--first-comment": "comment reactie commentaire",
    "--thumbnail": "cover thumb omslag vignette",
    "--link": "url website lien",
    "--language": "taal langue",
    "--dir": "folder directory map dossier campaign",
    "--next-slot": "slot next",
    "--subtitles": "captions srt subs ondertitels sous-titres",
    "--speaker": "person name who spreker",
    "--person": "speaker name who",
    "--by": "who name approver",
    "--organisation": "organization org partner",
    "--for": "organisation organization org partner",
    "--published": "id post-id",
    "--dry-run": "dry test try simulate",
    "--kind": "type soort genre",
    "--format": "size shape ratio formaat",
    "--signed": "date datum",
    "--evidence": "form file pdf",
    "--yes": "force confirm ja oui",
}
COMMANDS: dict[str, str] = {
    "add": "new create make plan schedule toevoegen ajouter",
    "approve": "ok accept goedkeuren approuver",
    "remove": "delete rm unpublish verwijderen supprimer",
    "cancel": "annuleren annuler delete rm",
    "move": "reschedule verplaatsen",
    "list": "ls all lijst liste",
    "show": "view get toon voir",
    "run": "start publish serve go",
    "pause": "stop",
    "resume": "continue unpause",
    "log": "history events logs",
    "post": "posts bericht berichten publication",
    "testimony": "film films video testimonies",
    "plan": "import export calendar",
    "check": "validate verify lint",
    "page": "connect facebook login",
    "doctor": "diagnose",
}


def aim(error: click.ClickException) -> None:
    """Let an error about an unknown option or command name what was meant: one thing, or nothing."""
    if isinstance(error, click.NoSuchOption) and error.ctx:
        known = [name for one in error.ctx.command.params for name in one.opts if name.startswith("--")]
        found = meant(error.option_name, [*known, "--help"], OPTIONS)
    elif isinstance(error, click.NoSuchCommand) and isinstance(error.ctx and error.ctx.command, click.Group):
        assert error.ctx is not None
        known = error.ctx.command.list_commands(error.ctx)  # type: ignore[attr-defined]
        found = meant(error.command_name, known, COMMANDS)
    else:
        return
    error.possibilities = [found] if found else None  # type: ignore[misc]


def meant(written: str, known: list[str], others: dict[str, str]) -> str | None:
    """Return the one of the known that was meant, or None where nobody can tell."""
    word = written.lstrip("-").casefold()
    for name, words in others.items():
        if name in known and word in words.split():
            return name
    begun = [name for name in known if len(word) > 1 and name.lstrip("-").startswith(word)]
    near = difflib.get_close_matches(word, [name.lstrip("-") for name in known], n=1, cutoff=0.7)
    return begun[0] if begun else next((name for name in known if name.lstrip("-") in near), None)
