"""What the board says of a post in a few words: whose yes lacks, and what speaks against a moment."""

from collections.abc import Mapping

from campaign.messages import translate
from campaign.messages.translate import N_, NN_

SENTENCES: dict[str, translate.Sentence] = {
    "move-past": N_("post {number} cannot move to {due:moment}: that is past. Choose a later moment."),
    "desk-changed": N_(
        "Post {number} was changed meanwhile ({what:word}, by {by:word}, {at:moment}), so nothing was done. It is "
        "shown as it is now: choose again."
    ),
    "desk-move-empty": N_("Type a day and an hour, or choose one of the moments below."),
    "card-yes": N_("Nobody has said yes"),
    "card-yes-of": N_("The yes of {who} lacks"),
    # in a few words, as a day on the board has room for
    "brief-move-past": N_("past"),
    "brief-P02": N_("{hours:hours} from its twin"),
    "brief-P03": N_("{language:language} first again"),
    "brief-P05": N_("only {minutes:minutes} from post {beside}"),
    "brief-posts-within-a-minute": N_("in the same minute as another post"),
    "brief-P06": NN_("{count} post on one day", "{count} posts on one day"),
    "brief-P07": N_("a day without posts"),
    "brief-P34": N_("says the same as post {beside}"),
    "brief-embargo": N_("embargo until {until:moment}"),
    "brief-consent-ended": N_("consent of {person:place} ends on {until:day}"),
    "brief-consent-withdrawn": N_("consent of {person:place} was taken back"),
    "brief-consent-other": N_("a consent of {person:place} lacks"),
}


def briefly(code: str, params: Mapping[str, object], lang: str | None) -> str:
    """Say in a few words what speaks against a moment; the whole sentence is `translate.say_finding`'s."""
    if code == "P08":
        return str(params["name"])
    for known in (f"brief-{params.get('said_as', '')}", f"brief-{code}"):
        if known in SENTENCES:
            return translate.fill(SENTENCES[known], params, lang)
    return translate.fill(SENTENCES["brief-consent-other"], params, lang)
