"""What is wrong with the film of a post, its subtitles and its kit: it keeps back every yes, and is found more slowly.

A post's page asks for it once it is shown.
"""

from datetime import datetime

from campaign.messages import formatting, translate
from campaign.web.posts import findings
from campaign.workspace import Workspace
from schedules.database import posts


def of(workspace: Workspace, number: int, *, now: datetime, lang: str) -> tuple[str, ...]:
    """Return what a yes to a post is refused for beside what its page says, each with what mends it.

    Raises BadRequest where there is no such post.
    """
    from campaign.checks import approval_blocks  # slow to load, as all that reads subtitles

    with workspace.store.read() as session:
        flaws = findings.of(session, workspace, (posts.post(session, number),), now=now, lang=lang)
    known = {one.code for one in flaws}
    found = approval_blocks.of_files(workspace, (number,)).of(number)
    said = (translate.say_finding(one.code, one.params, lang) for one in found if one.code not in known)
    return tuple(
        f"{message[:1].upper()}{formatting.ended(message)[1:]} {remedy}".strip() for message, remedy in said
    )
