"""What is said of people with roles: who may come to the desk, the log-in, and what a role does not have."""

from campaign.messages.translate import N_, NN_

SENTENCES = {
    "by-link": N_("{organisation}, by link"),
    "check-own-name": N_(
        "what you do here stands in the log under the name {name} (to change it: `campaign doctor --name NAME`)"
    ),
    "check-own-name-none": N_(
        "what you do here stands in the log without your name (to give it: `campaign doctor --name NAME`)"
    ),
    "own-name-asked": N_("Who are you? Your name will stand in the log beside what you do (Enter: {name})"),
    "own-name-asked-bare": N_(
        "Who are you? Your name will stand in the log beside what you do (Enter: without a name)"
    ),
    "own-name-kept": N_("From now on the log names you {name}."),
    "own-name-none": N_("The log will not name you. To give your name: `campaign doctor --name NAME`."),
    "own-name-several": N_("{name!r} names more than one person. Give your own name only."),
    "own-name-nobody": N_("{name!r} names nobody in particular. Give your first name and your family name."),
    "own-name-long": N_("This name is too long ({count}, at most {most}). Give a shorter one."),
    "people-no-name": N_("who is it? Give a name with letters."),
    "people-no-role": N_("choose what this person may do: {known:or word}."),
    "people-email": N_("{email!r} is no e-mail address. Give one such as an@example.org, or leave it out."),
    "people-known": N_("{name} has a role already: {role:word}. Remove it first to give another one."),
    "people-approver-of": N_(
        "an approver says yes for one organisation. Choose which one, among the organisations of the settings."
    ),
    "people-organisation-of-approver": N_(
        "only an approver has an organisation, not a role such as {role:word}."
    ),
    "people-organisation-unknown": N_(
        "{name!r} is no organisation of this campaign. Its organisations: {known:or}."
    ),
    "no-such-colleague": N_("nobody here is called {name!r}. Who has a role: {known:or}."),
    "no-colleagues": N_("nobody has a role yet, so there is no {name!r}. `campaign people add` gives one."),
    "colleague-gone": N_("this person has no role any more. Load the page again."),
    "people-last-admin": N_(
        "{name} is the only administrator, and without one nobody could add people any more. Make somebody else an "
        "administrator first."
    ),
    "people-first": N_(
        "beyond this computer the desk asks who somebody is, and no administrator has logged in yet. Do "
        '`campaign people add "An Voorbeeld" --role admin`, open the desk here, and log in with the code.'
    ),
    "people-first-log-in": N_(
        "beyond this computer the desk asks who somebody is, and {name}, an administrator, has not logged in yet. Do "
        "`campaign people code {name}`, open the desk here, and log in with the code."
    ),
    "people-not-installed": N_(
        "people need a part that is not installed. Install it with `pip install testimony-campaign[people]`."
    ),
    "none-people": N_("Nobody has a role yet: the desk is for whoever has this computer."),
    "people-were-added": N_(
        "{name} may now come to the desk, as {role:word}. The code for the first log-in, good once and until "
        "{until:moment}: {first}\nGive it to {name} yourself. It is asked for at {address}."
    ),
    "people-at-desk": N_("the address of the desk, followed by /log-in/first"),
    "people-code-given": N_(
        "What {name} logged in with before is void. The new code, good once and until {until:moment}: {first}\n"
        "It is asked for at {address}."
    ),
    "people-were-removed": N_(
        "{name} cannot come to the desk any more and is logged out. History keeps the name."
    ),
    "people-were-erased": N_("The name is erased from this campaign, from its history, too."),
    "people-not-erased": N_(
        "{name} cannot come to the desk any more. The name stays, for {name} is in a film or signed for somebody: "
        "`campaign consent withdraw` takes that back."
    ),
    "people-erase-ask": N_("Erase the name {name} from history, for good?"),
    "people-erase-left": N_("Nothing was done: {name} keeps role and name."),
    "people-erased-name": N_("a person whose name was erased"),
    # roles, on the page of people
    "role-may-viewer": N_("sees everything but signed forms"),
    "role-may-editor": N_("writes posts, plans them, brings films and subtitles, holds back"),
    "role-may-approver": N_("sees everything but signed forms, and says yes for one organisation"),
    "role-may-publisher": N_("as an editor, and says yes, sends, releases, removes, resumes"),
    "role-may-protection": N_("sees and records signed forms, withdraws consents, holds back"),
    "role-may-admin": N_("everything: settings and people, too"),
    "role-not-enough": N_("as {role:word} you may not do this; {known:or word} may."),
    "role-other-organisation": N_("you say yes for {organisation} alone."),
    "desk-role": N_("As {role:word} you may not do this. Ask somebody who may: {known:or word}."),
    "desk-role-nobody": N_("Nobody may do this at the desk."),
    "desk-again": N_(
        "This has consequences that nobody takes back easily, and you logged in more than five minutes ago. Log in "
        "once more, then it goes on."
    ),
    # the log-in
    "log-in-wrong": N_(
        "Name, password and code do not fit together. A code of the app is good once: wait for the next."
    ),
    "log-in-slowed": NN_(
        "Too many tries were wrong. Wait {minutes} minute, then try again.",
        "Too many tries were wrong. Wait {minutes} minutes, then try again.",
    ),
    "first-code-wrong": N_(
        "This code is not good, or no more: it is good once, for three days. Ask for a new one."
    ),
    "password-length": N_("Choose a password of {least} to {most} characters."),
    "password-guessed": N_("This password is guessed quickly. Choose several words that are not your name."),
    "password-otherwise": N_("The second time another password was typed. Type both again."),
    "factor-otherwise": N_(
        "These are not the six digits that the app shows now. Look whether the clock of the phone is right, and type "
        "the next ones."
    ),
    # what happened at the door
    "door-logged-in": N_("logged in"),
    "door-logged-in-again": N_("logged in again before something dangerous"),
    "door-logged-out": N_("logged out"),
    "door-session-ended": N_("session ended by an administrator"),
    "door-log-in-wrong": N_("log-in refused"),
    "door-log-in-slowed": N_("log-in not looked at: too many were refused"),
    "door-first-code-wrong": N_("a first code that is not good"),
    "door-password-chosen": N_("password and app chosen"),
    "door-recovery-code-used": N_("recovery code used"),
    "door-role-refused": N_("refused by the role: {act:word}"),
    # the log
    "event-people-added": N_("{person} got a role: {role:word}"),
    "event-people-code": N_("{person} got a code to log in anew"),
    "event-people-removed": N_("{person} has no role any more"),
    "event-people-erased": N_("the name of somebody who had a role was erased"),
    # what was done
    "desk-did-people-removed": N_("The role is taken, and every session of it is ended."),
    "desk-did-session-ended": N_("The session is ended."),
}
