"""`campaign post add`, `edit` and `move`: what a post says and shows, and when."""

from pathlib import Path
from typing import Any

import click

from campaign.cli import option_groups, options, output
from campaign.cli.answers import taken_in
from campaign.cli.app import Desk, pass_desk
from campaign.cli.commands import post as post_screen
from campaign.cli.commands import post_steps
from campaign.messages import translate
from campaign.posts import drafts, editing
from campaign.reports import json_views
from campaign.workspace import Workspace
from media import portable_names
from media.formats import FORMATS
from schedules.consent.required_approvals import ApprovalReader
from schedules.database import posts
from schedules.model.states import KINDS

_EDITED = (
    "kind",
    "language",
    "caption",
    "new_caption",
    "testimony",
    "format",
    "link",
    "first_comment",
    "photos",
    "thumbnail",
    "embargo_until",
    "due_at",
)
PICTURE = click.UNPROCESSED  # a path, or nothing: "" takes away what was there


_PICTURED = (
    click.option(
        "--photo",
        "photos",
        type=PICTURE,
        metavar="F",
        multiple=True,
        help="A photo: JPEG, PNG, WebP, HEIC or AVIF of at most 10 MB; repeatable. An edit replaces all photos; "
        '"" removes them.',
    ),
    click.option(
        "--alt",
        "alts",
        metavar="T",
        multiple=True,
        help="What a photo shows, for people who cannot see it: one for each photo, in the same order.",
    ),
    click.option(
        "--thumbnail",
        type=PICTURE,
        metavar="F",
        help="The film's cover: JPEG, PNG, HEIC or AVIF in the film's shape; \"\" removes it.",
    ),
    click.option(
        "--thumbnail-at",
        "thumbnail_ms",
        type=options.MOMENT,
        help="The time in the finished film whose picture is its cover, e.g. 0:12.5.",
    ),
)


def _content_options(command: Any) -> Any:
    """Give a command the options that say what a post is."""
    for option in reversed(
        (
            click.option("--caption", metavar="T", help="The text of the post."),
            click.option(
                "--caption-file", type=options.FILE, metavar="F", help="A plain text file with the text."
            ),
            click.option("--language", metavar="L", help="The language of the post."),
            click.option(
                "--at",
                metavar="WHEN",
                help="When to publish: 1/12/2026 18:00, Tuesday 18:00, tomorrow 18:00, now, +2h.",
            ),
            click.option(
                "--next-slot", is_flag=True, help="Publish at the next free slot of [plan] in campaign.toml."
            ),
            click.option(
                "--embargo", metavar="WHEN", help='Never publish before this time; "" lifts the embargo.'
            ),
            click.option("--testimony", metavar="SLUG", help="The film of the post."),
            click.option("--format", type=click.Choice(list(FORMATS)), help="The film's format."),
            *_PICTURED,
            click.option(
                "--link", metavar="URL", help="A link; below the caption if the post has a film or photos."
            ),
            click.option(
                "--first-comment",
                metavar="T",
                help='The first comment, added once the post is live; "" removes it.',
            ),
            click.option(
                "--kind",
                type=click.Choice(KINDS),
                help="Only needed to be explicit; `reel` makes the film an upright reel.",
            ),
        )
    ):
        command = option(command)
    return command


def _one_of_each(command: click.Command) -> click.Command:
    """Declare which options say the same of a post."""
    for pair in (("--caption", "--caption-file"), ("--thumbnail", "--thumbnail-at"), ("--at", "--next-slot")):
        command = option_groups.exclusive(*pair)(command)
    return command


def _draft(desk: Desk, said: dict[str, Any]) -> drafts.Draft:
    settings = desk.settings()
    file, spoken = said["caption_file"], said["language"]
    caption = options.read_text(desk, file, spoken) if file else said["caption"]
    return drafts.Draft(
        caption=caption,
        language=settings.language(said["language"]) if said["language"] else None,
        due=options.when(desk, said["at"]) if said["at"] is not None else None,
        next_slot=said["next_slot"],
        embargo=options.when(desk, said["embargo"]) if said["embargo"] else None,
        no_embargo=said["embargo"] == "",
        photos=tuple(portable_names.as_spelled(Path(file)) for file in said["photos"] if file)
        if said["photos"]
        else None,
        alts=said["alts"] or None,
        thumbnail=portable_names.as_spelled(Path(said["thumbnail"])) if said["thumbnail"] else None,
        no_thumbnail=said["thumbnail"] == "",
        **{
            name: said[name]
            for name in ("testimony", "format", "link", "kind", "first_comment", "thumbnail_ms")
        },
    )


def _missing(name: str) -> click.MissingParameter:
    """Return what refuses a new post without one of its options."""
    ctx = click.get_current_context()
    option = next(one for one in ctx.command.params if one.name == name)
    return click.MissingParameter(ctx=ctx, param=option)


@_one_of_each
@click.command()
@_content_options
@pass_desk
def add(desk: Desk, /, **said: Any) -> None:
    """Queue a post and print its number.

    \b
    Example:
      campaign post add --caption "Hoe houden zij het vol?" --language nl --testimony bakery \\
        --at "1/12/2026 18:00" --thumbnail-at 0:04 --first-comment "Steun hen: https://example.org"
      campaign post add --caption "De finalisten" --language nl --photo jury.jpg --alt "Vijf juryleden aan een tafel"
    """
    if said["language"] is None:
        raise _missing("language")
    if said["caption"] is None and said["caption_file"] is None and any(said["photos"]):
        said["caption"] = ""  # photos may speak for themselves
    if said["caption"] is None and said["caption_file"] is None:
        raise _missing("caption")
    with options.campaign(desk) as workspace:
        draft, now = _draft(desk, said), desk.now()
        number = editing.add(workspace, draft, now=now)
        with workspace.store.read() as session:
            reader = ApprovalReader(session=session, campaign=workspace.campaign)
            post = reader.seen(posts.post(session, number))
            added = json_views.post(reader, post, desk.lang)
            if not desk.json:
                taken_in.of_post(desk, session, workspace, post, now=now)
                if said["next_slot"]:
                    taken_in.slot_passed(desk, session, workspace, post, now=now)
                if post.testimony and not post.caption:
                    output.note(desk.say("post-caption-empty", number=post.number))
            post_steps.warn(desk, workspace, session, post, now=now)
            crowding = taken_in.crowding(session, post)
            taken_in.beside(desk, session, workspace, (number,), codes=crowding)
    output.say(output.document(added) if desk.json else str(number))


@_one_of_each
@click.command()
@click.argument("number", type=int)
@_content_options
@pass_desk
def edit(desk: Desk, /, number: int, **said: Any) -> None:
    """Change a post; it must be approved again.

    Of a live post only the caption can be changed: the Page keeps the old one until the new one is approved, and
    giving the old one again discards the change.

    \b
    Example:
      campaign post edit 3 --caption "Een betere tekst"
      campaign post edit 3 --photo nieuw.jpg --alt "De winkel" --first-comment ""
    """
    if not any(value not in (None, False, ()) for value in said.values()):
        raise click.UsageError(desk.say("post-edit-nothing", number=number))
    with options.campaign(desk) as workspace, post_steps.holds_told(desk, workspace):
        before, fallen = _standing(desk, workspace, number)
        editing.edit(workspace, number, _draft(desk, said), now=desk.now())
        after, left = _standing(desk, workspace, number)
    if not desk.json:
        _tell_changes(desk, number, before, after)
        if before == after:
            output.note(desk.say("post-edit-same", number=number))
        if fallen and not left:
            output.note(desk.say("post-edit-fell", number=number, count=fallen))
    post_steps.show_after(desk, number)
    if before["due_at"] != after["due_at"]:
        _tell_beside(desk, number, by_slot=said["next_slot"])


def _tell_beside(desk: Desk, number: int, *, by_slot: bool = False) -> None:
    """Say on stderr of a post with a new moment which others go out too close to it, and which slot was passed over."""
    with options.campaign(desk, warns=False) as workspace, workspace.store.read() as session:
        if by_slot and not desk.json:
            taken_in.slot_passed(desk, session, workspace, posts.post(session, number), now=desk.now())
        taken_in.beside(desk, session, workspace, (number,), codes=taken_in.CLOSE)


def _tell_changes(desk: Desk, number: int, before: dict[str, object], after: dict[str, object]) -> None:
    """Say on stderr what of a post is another now, each as `post show` says it; a text that is gone is repeated."""
    for name, value in after.items():
        if value != before[name] and name != "due_at":  # its new moment is said with its state
            label = translate.labelled(output.label(name), desk.lang)
            output.note(f"  {label} {value or '-'}".replace("\n", "\n    "))
    if before["caption"] and not after["caption"]:
        output.note(desk.say("post-caption-emptied", number=number, text=before["caption"]))


def _standing(desk: Desk, workspace: Workspace, number: int) -> tuple[dict[str, object], int]:
    """Return what of a post can be edited, as `post show` says it, and how many approvals of it count."""
    with workspace.store.read() as session:
        reader, found = (
            ApprovalReader(session=session, campaign=workspace.campaign),
            posts.post(session, number),
        )
        spoken = post_screen.spoken(desk, json_views.post(reader, found, desk.lang))
        facts = {name: spoken[name] for name in _EDITED}
        return facts, len(reader.of(found).standing)


@click.command()
@click.argument("number", type=int)
@click.option("--at", metavar="WHEN", required=True, help="The new date and time.")
@pass_desk
def move(desk: Desk, number: int, at: str) -> None:
    """Move a post to another date and time.

    \b
    Example:
      campaign post move 3 --at "2/12/2026 18:00"
    """
    due = options.when(desk, at)
    with options.campaign(desk) as workspace:
        before = post_steps.trouble(desk, workspace, number)
        stood, _ = _standing(desk, workspace, number)
        if editing.move(workspace, number, due, now=desk.now()):
            tolerated = workspace.settings.plan.move_tolerance.total_seconds()
            output.note(desk.say("moved-far", number=number, tolerated=tolerated))
        if stood == _standing(desk, workspace, number)[0]:
            output.note(desk.say("post-edit-same", number=number))
    post_steps.show_after(desk, number)
    _tell_beside(desk, number)
    post_steps.tell_if_held(desk, number)
    post_steps.warn_of(desk, before)
