"""What the desk says about dates and times that cannot be meant."""

from campaign.sentences.marking import N_

SENTENCES = {
    "when-unreadable": N_(
        "`{text}` is not a date and time. Write for example 2026-05-01T18:00, 2026-05-01T18:00+02:00, "
        "now, +10m, +2h or +3d."
    ),
    "when-impossible": N_("`{text}` does not exist: look at the day, the hour and the offset again."),
    "when-out-of-range": N_("`{text}` is too far away to plan. Choose a date between this year and 9999."),
    "when-past": N_(
        "`{text}` is in the past: it means {moment:moment}, and now it is {now:moment}. Choose a later time, or "
        "`now`."
    ),
    "when-skipped": N_(
        "{text} does not exist in {zone}: the clocks are put forward over it. Write for example `{after}`."
    ),
    "when-doubled": N_(
        "{text} occurs twice in {zone}: the clocks are put back. Write {first} for the first time or "
        "{second} for the second."
    ),
}
