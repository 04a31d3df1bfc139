"""What Graph answers, read: what nothing depends on may be odd; ids, sizes and moments may not."""

import pytest

from media.json_values import Json, JsonReader
from schedules.facebook import answers, tokens

VIDEO: dict[str, Json] = {
    "status": {"video_status": "ready", "uploading_phase": {"bytes_transfered": 5}},
    "published": True,
    "permalink_url": "/v/1",
}
POST: dict[str, Json] = {"id": "1_2", "is_published": True, "created_time": "2026-01-01T10:00:00+0000"}


@pytest.mark.parametrize(
    "odd", [{"permalink_url": False}, {"post_id": False}, {"status": {"video_status": {}}}]
)
def test_an_odd_ornament_of_a_film_is_passed_over(odd: dict[str, Json]) -> None:
    """A film whose address or state cannot be read is still known to be published."""
    assert answers.read_video(JsonReader(VIDEO | odd), "https://example.org/").published is True


@pytest.mark.parametrize(
    "odd",
    [{"permalink_url": False}, {"is_published": 1}, {"attachments": {"data": [{"media_type": False}]}}],
)
def test_an_odd_ornament_of_a_post_is_passed_over(odd: dict[str, Json]) -> None:
    """A post whose address or attachment cannot be read is still known to be published."""
    assert answers.read_post(JsonReader(POST | odd), "https://example.org/").published is True


@pytest.mark.parametrize(("subcode", "problem"), [(0, "190"), (463, "463")])
def test_what_is_wrong_with_a_token(subcode: int, problem: str) -> None:
    """A subcode of 0 says nothing: then the code does."""
    error: Json = {"code": 190, "subcode": subcode}
    facts = tokens.read_facts(
        JsonReader({"type": "PAGE", "is_valid": False, "profile_id": 0, "error": error})
    )
    assert (facts.problem, facts.page_id) == (problem, None)
