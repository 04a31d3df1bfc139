"""What is said of a Page that asks for fewer calls, and of a database that another program keeps locked."""

from campaign.sentences.marking import N_

SENTENCES = {
    "page-quiet": N_(
        "the Page asks for quiet, so nothing was asked of it. The service goes on by itself in {after_s:lasting}; what "
        "cannot wait can be done by hand on Facebook."
    ),
    "page-quiet-until": N_("the Page asks for quiet until {until:moment}: {why}."),
    "database-kept-locked": N_(
        "another program keeps the database {path} locked ({why}), so nothing can be published. Close it (a database "
        "browser, a backup, a synchronised folder), then start `campaign run` again."
    ),
}
REASONS = {
    "usage-high": N_(
        "{percent} % of its calls are used, so that only what is due within ten minutes is prepared"
    ),
    "usage-near-full": N_("{percent} % of its calls are used, so that only what is due goes out"),
    "usage-spent": N_("its calls are used up, and none is made until then"),
    "usage-limit": N_("it refused a call: there were too many. None is made until then"),
    "usage-too-fast": N_(
        "it finds that posts come too fast, and no call is made until then; spread the posts over more time"
    ),
}
EVENTS = {
    "event-page-asks-quiet": N_("the Page asks for quiet for {seconds:lasting}: {why}"),
    "event-quiet-over": N_("the quiet that the Page asked for is over"),
    "event-database-was-locked": N_(
        "another program kept the database locked; what was broken off is taken up after {seconds:lasting}"
    ),
}
