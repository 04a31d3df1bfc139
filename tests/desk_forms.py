"""The forms of a page as a browser sends them: what stands in each, what somebody chose, which button was pressed."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlencode

from tests.served_desk import Answer, DeskAt

TYPED = ("text", "hidden", "search", "number", "url", "email")


@dataclass
class Form:
    """A form: how and where it is sent, what stands in its fields, the words on its buttons."""

    method: str
    action: str
    fields: list[tuple[str, str]] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    buttons: dict[str, tuple[str, str] | None] = field(default_factory=dict)

    def sent(self, desk: DeskAt, button: str = "", **chosen: str) -> Answer:
        """Press a button of it after choosing these; a field that it does not have cannot be chosen."""
        assert set(chosen) <= self.names, (chosen, self.names)
        told = [one for one in self.fields if one[0] not in chosen] + list(chosen.items())
        told += filter(None, [self.buttons[button] if button else None])
        if self.method == "get":
            return desk.get(f"{self.action}?{urlencode(told)}")
        body = urlencode(told).encode()
        return desk.ask("POST", self.action, body, {"Content-Type": "application/x-www-form-urlencoded"})


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.select, self.options, self.pressed, self.said = "", [("", False)][:0], ("", ""), ""
        self.within: Form | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.within = Form(told.get("method", "get"), told.get("action", ""))
            self.forms.append(self.within)
        if self.within is None:
            return
        if tag == "input" and (name := told.get("name")):
            self.within.names.add(name)
            kind = told.get("type", "text")
            if kind in TYPED or (kind in ("radio", "checkbox") and "checked" in told):
                self.within.fields.append((name, told.get("value", "on" if kind not in TYPED else "")))
        elif tag == "select":
            self.select, self.options = told["name"], []
            self.within.names.add(self.select)
        elif tag == "option":
            self.options.append((told.get("value", "\0"), "selected" in told))
        elif tag == "textarea":
            self.pressed = (told["name"], "")
            self.within.names.add(told["name"])
        elif tag == "button":
            self.pressed = (told.get("name", ""), told.get("value", ""))
        self.said = ""

    def handle_data(self, data: str) -> None:
        self.said += data
        if self.options and self.options[-1][0] == "\0" and data.strip():
            self.options[-1] = (data.strip(), self.options[-1][1])

    def handle_endtag(self, tag: str) -> None:
        if self.within is None:
            return
        if tag == "select" and self.options:
            chosen = next((value for value, is_chosen in self.options if is_chosen), self.options[0][0])
            self.within.fields.append((self.select, chosen))
        elif tag == "textarea":
            self.within.fields.append((self.pressed[0], self.said.removeprefix("\n")))
        elif tag == "button":
            self.within.buttons[self.said.strip()] = self.pressed if self.pressed[0] else None
        elif tag == "form":
            self.within = None


def of(page: Answer, action: str) -> list[Form]:
    """Return the forms of a page that are sent to an address."""
    reader = _Reader()
    reader.feed(page.text)
    return [one for one in reader.forms if one.action == action]


def with_button(forms: Iterable[Form], button: str) -> Form | None:
    """Return the form that a button stands in; None where there is no such button."""
    return next((one for one in forms if button in one.buttons), None)
