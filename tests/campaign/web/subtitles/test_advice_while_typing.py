"""What the editor says of a subtitle is whole sentences, each with what mends it, and none of it is about a command."""

import pytest

from tests.campaign.web.subtitles import editor
from tests.served_desk import DeskAt


@pytest.mark.parametrize(
    ("cues", "code"),
    [
        ([(500, 1900, "Elke nacht."), (2220, 3900, "Om vier uur.")], "S06"),
        ([(500, 700, "Elke nacht.")], "S07"),
        ([(500, 1900, "Elke nacht ,  om vier uur .")], "S19"),
        ([(500, 1900, "Elke nacht om vier uur begin ik met het brood voor de hele straat.")], "S08"),
    ],
)
def test_advice(desk: DeskAt, cues: list[tuple[int, int, str]], code: str) -> None:
    """A gap that flickers, a subtitle that is short or too fast, signs written otherwise."""
    sent = [
        {"id": number, "start_ms": start, "end_ms": end, "text": text}
        for number, (start, end, text) in enumerate(cues, 1)
    ]
    found = editor.told(editor.send(desk, "judged", format="landscape", cues=sent))["cues"]
    said = [each["message"] for one in found for each in one["findings"] if each["code"] == code]
    assert said
    assert all(one.endswith(".") and " ?" not in one and "`" not in one for one in said), said
