"""What `campaign rehearse` says, and what its report tells of the play."""

from campaign.sentences.marking import N_

SENTENCES = {
    "play-begins": N_(
        "Playing the plan on a Page of its own, {url} (on this computer only); no post changes."
    ),
    "play-over": N_("Played: {counts}.\nReport:  {report}\nLog:     {log}"),
    "play-behind": N_("Not out: post {number} ({state:word}): {why}"),
    "play-on-day": N_("{day:day}: {what}"),
    "play-on-day-post": N_("{day:day}: post {number}: {what}"),
    "play-no-date": N_("it has no date."),
    "clocks-forward": N_(
        "{day:day}: the clocks go forward. {before} posts before it and {after} after it, each at its hour on the wall."
    ),
    "clocks-back": N_(
        "{day:day}: the clocks go back. {before} posts before it and {after} after it, each at its hour on the wall."
    ),
    "post-on-holiday": N_("{day:day}: post {number} goes out on a public holiday ({name})."),
    "post-on-community": N_("{day:day}: post {number} goes out on a community's day ({name})."),
    "post-on-blackout": N_("{day:day}: post {number} goes out within a blackout ({name})."),
}
