"""Asks axe-core, in a real browser, whether a page of the desk keeps the rules of WCAG 2.2 A and AA."""

from functools import cache
from typing import Any

from tests.paths import REPOSITORY

PROGRAM = REPOSITORY / "tests" / "data" / "axe" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ASK = """
async ([tags, coloursAlone]) => {
  const ofColours = axe.getRules(tags).filter(one => one.tags.includes("cat.color")).map(one => one.ruleId);
  const asked = coloursAlone ? {type: "rule", values: ofColours} : {type: "tag", values: tags};
  const found = await axe.run(document, {runOnly: asked, resultTypes: ["violations"]});
  const why = node => node.any.concat(node.all, node.none).map(one => one.message).join("; ").slice(0, 240);
  return found.violations.flatMap(one => one.nodes.map(node => `${one.id}: ${node.html.slice(0, 160)} (${why(node)})`));
}
"""


@cache
def program() -> str:
    """Return axe's source; it is released under MPL-2.0 and shipped with tests alone."""
    return PROGRAM.read_text(encoding="utf-8")


def violations(view: Any, *, colours_alone: bool = False) -> list[str]:
    """Return what a page that is open in a browser breaks, one line for each element; of all rules, or of colours."""
    if not view.evaluate("() => Boolean(window.axe)"):  # it stays while the page does
        view.evaluate(f"() => {{ {program()} }}")
    found: list[str] = view.evaluate(ASK, [RULES, colours_alone])
    return found
