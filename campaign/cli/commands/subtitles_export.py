"""`campaign subtitles export` and `template`: what subtitles say for Facebook, for a website, and for a translator."""

from functools import partial
from pathlib import Path

import click

from campaign.cli import options, output
from campaign.cli.app import Desk, pass_desk
from campaign.testimonies.film_subtitles import subtitle_texts
from campaign.testimonies.film_subtitles import subtitles as testimony_subtitles
from media import files
from schedules.errors import BadRequest


@click.command()
@click.argument("slug")
@click.argument("target", metavar="FOLDER|FILE", type=options.FILE)
@click.option(
    "--language",
    "languages",
    metavar="L",
    multiple=True,
    help="Only this language; repeatable (default: all; for a FILE, the one that is spoken).",
)
@pass_desk
def export(desk: Desk, slug: str, target: Path, languages: tuple[str, ...]) -> None:
    """Write a testimony's subtitles as files for Facebook (SLUG.nl_NL.srt), or what is said as text for a website.

    Into a FOLDER go subtitle files, named as Facebook wants them. A FILE ending in .srt or .vtt gets the subtitles of
    one language; one ending in .txt or .html gets the transcript, in paragraphs, with the questions of the brand kit
    above the answers where they are heard; one ending in .chapters.vtt gets these questions as chapters for the player
    of a website. All times are those of the finished film. Nothing is written of subtitles that nobody has checked.

    \b
    Example:
      campaign subtitles export bakery . --language fr
      campaign subtitles export bakery bakery.html --language fr
      campaign subtitles export bakery bakery.chapters.vtt
    """
    asked = tuple(desk.settings().language(one) for one in languages)
    if not target.is_dir() and target.suffix:
        made = [_text(desk, slug, target, asked)]
    elif target.is_dir():
        with options.campaign(desk) as workspace:
            spared = partial(options.spared, desk)
            made = testimony_subtitles.export(workspace, slug, target, asked, spared=spared)
    else:
        raise BadRequest("export-no-folder", path=target)
    if desk.json:
        return output.say(output.document([{"path": path} for path in made]))
    for path in made:
        output.say(str(path))
    return None


def _text(desk: Desk, slug: str, target: Path, languages: tuple[str, ...]) -> Path:
    """Write what is said into one file, in one language."""
    kind = subtitle_texts.kind_of(target)
    if len(languages) > 1:
        raise BadRequest("export-one-language", path=target)
    with options.campaign(desk) as workspace:
        said = subtitle_texts.said(workspace, slug, languages[0] if languages else None)
    content = subtitle_texts.written(said, kind, slug)
    files.write_whole(options.spared(desk, target), content.encode())
    return target


@click.command()
@click.argument("slug")
@click.argument("file", metavar="[FILE.vtt]", type=options.FILE, required=False)
@click.option("--language", metavar="L", required=True, help="The language to translate into.")
@click.option(
    "--from", "source", metavar="L", help="The language to translate from (default: the one that is spoken)."
)
@pass_desk
def template(desk: Desk, slug: str, file: Path | None, language: str, source: str | None) -> None:
    """Write a file for a translator: the times of a testimony's subtitles, their text, and room for the translation.

    The translator writes each text under its times; give the file to `campaign testimony edit` then. The times are
    those of the first language, so nobody has to set them again. Subtitles that the testimony has in that language, one
    for each, stand in it already. Without FILE it is SLUG.L.vtt in this folder.

    \b
    Example:
      campaign subtitles template bakery --language fr
      campaign testimony edit bakery --subtitles fr:bakery.fr.vtt
    """
    settings = desk.settings()
    into = settings.language(language)
    target = file or Path(f"{slug}.{into}.vtt")
    if target.suffix.lower() != ".vtt":
        raise BadRequest("template-not-vtt", path=target)
    with options.campaign(desk) as workspace:
        made = subtitle_texts.template(
            workspace,
            slug,
            into=into,
            source=settings.language(source) if source else None,
            lines=desk.say("template-how", slug=slug, language=into, path=target).split("\n"),
            said_in=desk.lang,
        )
    files.write_whole(options.spared(desk, target), made.content.encode())
    if desk.json:
        return output.say(output.document({"path": target, "cues": made.count}))
    said = {"path": target, "count": made.count, "slug": slug, "source": made.source, "language": into}
    return output.say(desk.say("template-retimed" if made.filled else "template-made", **said))
