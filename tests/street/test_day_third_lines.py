"""A line with several slips is answered with one that is right and can be pasted, or with none."""

import re
import shlex
from collections.abc import Callable, Sequence
from pathlib import Path

import click
import pytest
from click.testing import Result
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from campaign.cli.app import root
from campaign.cli.typed_lines import slips
from campaign.messages import pasteable
from schedules.errors import BadRequest

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new campaign, in which nothing happened."""
    from campaign import new_campaign

    made = tmp_path_factory.mktemp("lines") / "c"
    new_campaign.create(made, new_campaign.first_settings(name="Osez", languages=("nl", "fr")))
    return made


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("post add --language fr –caption “Bonjour” –at “demain 18h”",
         "post add --language fr --caption Bonjour --at 'demain 18h'"),
        ("post add –caption “Bonjour à tous” –language fr --at demain 18h",
         "post add --caption 'Bonjour à tous' --language fr --at 'demain 18h'"),
        ("post add --language fr --caption “Bonjour à tous” --at demain 18h",
         "post add --language fr --caption 'Bonjour à tous' --at 'demain 18h'"),
        ("post add --language fr --caption « Bonjour à tous » —at demain 18h",
         "post add --language fr --caption 'Bonjour à tous' --at 'demain 18h'"),
        ("post move 17 le 18/12/2026", "post move 17 --at 'le 18/12/2026 18:30'"),
        ("post move 17 dinsdag", "post move 17 --at 'dinsdag 18:30'"),
        ("post move 17 le 18/12/2026 à 18h30", "post move 17 --at 'le 18/12/2026 à 18h30'"),
        ("post show 17 18", "post show 17"),
        ("post cancel “17” “18”", "post cancel 17 18"),
        ("post approve “1” –by An Peeters", "post approve 1 --by 'An Peeters'"),
        ("post move “17” 18 –-at “demain 18h”", None),
    ],
)  # fmt: skip
def test_every_slip_of_a_line(campaign: Run, folder: Path, typed: str, meant: str | None) -> None:
    """Dashes, quotes, spaces and a missing option in one line are all put right, or no line is offered."""
    done = campaign(*shlex.split(typed), "--dir", folder)
    offered = re.findall(r"`campaign ([^`]*) --dir [^`]*`", done.stderr)
    assert (done.exit_code, offered[:1]) == (2, [meant] if meant else [])


VALUES = st.lists(
    st.sampled_from(["Bonjour", "à", "tous", "l’été", "d'hiver", "50%", "$HOME", "An", "#krediet", "(nieuw)", "a\\b"]),
    min_size=1, max_size=4,
)  # fmt: skip
OPTIONS = ("--caption", "--at", "--link", "--first-comment")
WAYS = st.sampled_from(["straight", "curly", "guillemets", "none"])
DASHES = st.sampled_from(["--", "–", "—", "‑‑", "–-"])


@st.composite
def lines(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    """A line as it was meant, and as the shell hands it over: options dashed and values quoted in any way."""
    meant, typed = ["post", "add"], ["post", "add"]
    for option in draw(st.lists(st.sampled_from(OPTIONS), min_size=1, max_size=3, unique=True)):
        words, way, dash = draw(VALUES), draw(WAYS), draw(DASHES)
        value = " ".join(words)
        meant += [option, value]
        quoted = {"curly": f"“{value}”", "guillemets": f"« {value} »"}.get(way, value)
        typed += [dash + option[2:], *([value] if way == "straight" else quoted.split(" "))]
    return meant, typed


def offered(typed: Sequence[str], error: Exception) -> list[str]:
    """The lines that are offered for one that was refused so."""
    found = slips.before_reading(root, typed) or slips.after_refusal(root, typed, error)
    assert found is None or isinstance(found, BadRequest)
    return [str(found.params[name]) for name in ("line", "other") if found and name in found.params]


@examples(max_examples=200, deadline=None)
@given(line=lines())
def test_lines_offered_are_those_meant(line: tuple[list[str], list[str]]) -> None:
    """Whatever of dashes, quotes and spaces is wrong: what is offered parses back to the line as it was meant."""
    meant, typed = line
    for one in offered(typed, click.UsageError("x")):
        assert shlex.split(one) == meant


def powershell(line: str) -> list[str]:
    """Words as PowerShell reads them: what it would fill in, or take for a sign of its own, is an error."""
    words = re.findall(r"""(?:[^\s"'“”„‘’‚‛]|"(?:[^"“”„]|["“”„]{2})*"|'(?:[^'‘’‚‛]|['‘’‚‛]{2})*')+""", line)
    assert "".join(words) == line.replace(" ", "") or " " in "".join(words)
    found = []
    for word in words:
        if word[0] == '"':
            assert not re.search(r"[$`]", word)
            found.append(re.sub(r'(["“”„])["“”„]', r"\1", word[1:-1]))
        elif word[0] == "'":
            found.append(re.sub(r"(['‘’‚‛])['‘’‚‛]", r"\1", word[1:-1]))
        else:
            assert not re.search(r"[,;@#$`(){}|&<>%]", word), word
            found.append(word)
    return found


@examples(max_examples=200, deadline=None)
@given(line=lines())
def test_lines_offered_on_windows(line: tuple[list[str], list[str]]) -> None:
    """The same holds for PowerShell, by its rules."""
    meant, typed = line
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pasteable, "quoted", lambda value: QUOTED(value, windows=True))
        found = offered(typed, click.UsageError("x"))
    for one in found:
        assert powershell(one) == meant


QUOTED = pasteable.quoted
