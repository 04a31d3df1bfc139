"""`campaign speech`: the recognisers' models that are on this computer, and how one gets there."""

import os
from pathlib import Path

import click

from campaign.cli import options, output
from campaign.cli.app import Desk, pass_desk
from campaign.messages import formatting
from campaign.messages.translate import N_
from media.speech import model_download, models
from media.speech.known_models import DEFAULT, KNOWN, Known
from media.speech.models import Kept, Model
from schedules.errors import BadRequest

_MEGABYTE = 1_000_000


@click.group(short_help="List, fetch, add and remove what recognises speech.")
def speech() -> None:
    """List, fetch, add and remove the models that recognise speech, for `campaign subtitles transcribe` and `align`.

    Speech is recognised on this computer: no sound and no word of it is sent anywhere. Only `fetch` goes to the
    internet, once, for the model.

    \b
    Example:
      campaign speech models
      campaign speech fetch small
    """


@speech.command("models")
@pass_desk
def listed(desk: Desk) -> None:
    """List the models that are on this computer, and those that can be fetched.

    Larger ones make fewer mistakes, and are slower. The speed is how long a minute of film took on this computer. A
    model that is damaged is not used: fetch or add it anew, or remove it.

    \b
    Example:
      campaign speech models
    """
    here = {one.name: one for one in models.kept(models.home())}
    rows = [_row(name, here.get(name), KNOWN.get(name)) for name in dict.fromkeys([*KNOWN, *here])]
    if desk.json:
        return output.say(output.document(rows))
    columns = (
        N_("Model"),
        N_("Here"),
        N_("Languages"),
        N_("Size"),
        N_("Memory"),
        N_("Licence"),
        N_("A minute"),
    )
    output.table(columns, [_shown(desk, row) for row in rows])
    for one in here.values():
        if one.wrong:
            code = "speech-damaged-known" if one.name in KNOWN else "speech-damaged"
            output.note(desk.say(code, name=one.name, folder=one.folder))
    if not here:
        output.note(desk.say("speech-fetch-first", name=DEFAULT))
    return None


def _row(name: str, kept: Kept | None, known: Known | None) -> dict[str, object]:
    here = kept.model if kept else None
    speed = models.speed(here) if here else None
    return {
        "name": name,
        "here": here is not None,
        "damaged": kept is not None and here is None,
        "folder": kept.folder if kept else None,
        "languages": (len(here.languages) if here and here.languages else None)
        or (known.languages if known else None),
        "size_mb": here.size_mb if here else round(known.size / _MEGABYTE) if known else None,
        "memory_mb": here.memory_mb if here else known.memory_mb if known else None,
        "licence": known.licence if known else None,
        "seconds_per_minute": round(60 * speed, 1) if speed else None,
    }


def _shown(desk: Desk, row: dict[str, object]) -> tuple[str, ...]:
    def megabytes(size: object) -> str:
        return "" if size is None else desk.say("megabytes", size=size)

    took = row["seconds_per_minute"]
    return (
        str(row["name"]),
        desk.word("damaged" if row["damaged"] else "yes" if row["here"] else "no"),
        "" if row["languages"] is None else str(row["languages"]),
        megabytes(row["size_mb"]),
        megabytes(row["memory_mb"]),
        str(row["licence"] or ""),
        "" if took is None else f"{formatting.number(took, desk.lang)} s",
    )


@speech.command()
@click.argument("model")
@pass_desk
def fetch(desk: Desk, model: str) -> None:
    """Download a model: first its size, licence, source and folder are shown, and you are asked.

    It is checked before it is used. This is the only command on speech that goes to the internet.

    \b
    Example:
      campaign speech fetch small
    """
    known, home = model_download.wanted(model), models.home()
    about: dict[str, object] = {
        "name": known.name,
        "size": f"{known.size / _MEGABYTE:.0f}",
        "licence": known.licence,
    }
    about |= {"address": known.address, "folder": home / known.name}
    if there := next((one.model for one in models.kept(home) if one.name == known.name), None):
        return _told(desk, there, "speech-here-already")
    model_download.require_library()
    output.note(desk.say("speech-fetch-about", **about))
    if not desk.confirm(desk.say("speech-fetch-ask", name=known.name)):
        raise BadRequest("speech-fetch-not", name=known.name)
    for name, value in model_download.QUIET.items():
        os.environ.setdefault(name, value)
    with output.progress_of(known.name) as show:
        got = model_download.fetched(known.name, home, told=show)
    return _told(desk, got, "speech-fetched")


@speech.command()
@click.argument("folder", type=options.FILE)
@pass_desk
def use(desk: Desk, folder: Path) -> None:
    """Take in a model from a folder, such as a memory stick: for a computer without internet.

    It is checked, and copied. Where a model lies on another computer, `campaign speech models --json` says there; a
    download of your own needs config.json, model.bin, tokenizer.json, and vocabulary.txt or vocabulary.json.

    \b
    Example:
      campaign speech use /media/stick/small
    """
    return _told(desk, model_download.taken(folder, models.home()), "speech-taken")


@speech.command()
@click.argument("model")
@pass_desk
def remove(desk: Desk, model: str) -> None:
    """Remove a model from this computer, such as one that is damaged or no longer used.

    On a terminal you are asked first. What was transcribed with it stays; it can be fetched or added again.

    \b
    Example:
      campaign speech remove small
    """
    home = models.home()
    if model in {one.name for one in models.kept(home)}:
        question = desk.say("speech-remove-sure", name=model, folder=home / model)
        if options.declined(desk, question, desk.say("speech-remove-not", name=model)):
            return None
    size = round(models.remove(home, model) / _MEGABYTE)
    if desk.json:
        return output.say(output.document({"name": model, "removed": home / model, "size_mb": size}))
    return output.say(desk.say("speech-removed", name=model, size=size))


def _told(desk: Desk, model: Model, code: str) -> None:
    if desk.json:
        kept = Kept(name=model.name, folder=model.folder, model=model)
        row = _row(model.name, kept, KNOWN.get(model.name))
        return output.say(output.document(row | {"sha256": model.sha256}))
    return output.say(desk.say(code, name=model.name, folder=model.folder))
