"""The table of what Graph's refusals mean: by number, by words, in odd shapes; with Facebook's words, and no token."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaign.messages.facebook import SENTENCES
from media.text import controls
from schedules.facebook import error_table, errors, words

ROWS: list[tuple[int | None, int | None, type[errors.GraphError], str]] = [
    (1, None, errors.Unknown, "graph-unknown"),
    (2, None, errors.Unknown, "graph-unknown"),
    (506, None, errors.Unknown, "graph-duplicate"),
    (None, 1363019, errors.Unknown, "graph-upload-interrupted"),
    (None, 1363030, errors.Unknown, "graph-upload-interrupted"),
    (None, 1363033, errors.Unknown, "graph-upload-interrupted"),
    (4, None, errors.TryLater, "graph-rate-limit"),
    (17, None, errors.TryLater, "graph-rate-limit"),
    (32, None, errors.TryLater, "graph-rate-limit"),
    (341, None, errors.TryLater, "graph-rate-limit"),
    (613, None, errors.TryLater, "graph-rate-limit"),
    *[(code, None, errors.TryLater, "graph-rate-limit") for code in range(80000, 80100)],
    (3, None, errors.Forbidden, "graph-forbidden"),
    (10, None, errors.Forbidden, "graph-forbidden"),
    *[(code, None, errors.Forbidden, "graph-forbidden") for code in range(200, 300)],
    (None, 1363005, errors.Forbidden, "graph-forbidden"),
    (None, 1363042, errors.Forbidden, "graph-forbidden"),
    (368, None, errors.BadContent, "graph-blocked"),
    (368, 1390008, errors.TryLater, "graph-too-fast"),
    (102, None, errors.Unauthorized, "graph-token"),
    (104, None, errors.Unauthorized, "graph-token"),
    (190, None, errors.Unauthorized, "graph-token"),
    (190, 458, errors.Unauthorized, "graph-token-app-removed"),
    (190, 459, errors.Unauthorized, "graph-token-checkpoint"),
    (190, 460, errors.Unauthorized, "graph-token-password"),
    (190, 463, errors.Unauthorized, "graph-token-expired"),
    (190, 464, errors.Unauthorized, "graph-token-checkpoint"),
    (190, 492, errors.Unauthorized, "graph-token-role"),
    (100, None, errors.Refused, "graph-refused"),
    (100, 33, errors.Absent, "graph-absent"),
    (803, None, errors.Absent, "graph-absent"),
    (None, 1363021, errors.Absent, "graph-upload-gone"),
    (None, 1363041, errors.Absent, "graph-upload-gone"),
    (1609005, None, errors.BadContent, "graph-link"),
    (1609008, None, errors.BadContent, "graph-link"),
    (351, None, errors.BadContent, "graph-film-refused"),
    (352, None, errors.BadContent, "graph-film-refused"),
    (389, None, errors.BadContent, "graph-film-refused"),
    (6000, None, errors.BadContent, "graph-film-refused"),
    (None, 1363020, errors.BadContent, "graph-film-refused"),
    (None, 1363031, errors.BadContent, "graph-film-refused"),
    (382, None, errors.BadContent, "graph-film-size"),
    (None, 1363022, errors.BadContent, "graph-film-size"),
    (None, 1363023, errors.BadContent, "graph-film-size"),
    (None, 1363040, errors.BadContent, "graph-reel-shape"),
    (None, 1363127, errors.BadContent, "graph-reel-shape"),
    (None, 1363128, errors.BadContent, "graph-reel-shape"),
    (None, 1363129, errors.BadContent, "graph-reel-shape"),
    (6001, None, errors.WrongOffset, "graph-offset"),
    (None, 1363037, errors.WrongOffset, "graph-offset"),
    (385, None, errors.BadContent, "graph-captions-refused"),
    (387, None, errors.BadContent, "graph-captions-refused"),
    (386, None, errors.BadContent, "graph-captions-name"),
    (482, None, errors.Refused, "graph-captions-there"),
    (None, 1366046, errors.BadContent, "graph-photo"),
    (1705, None, errors.Refused, "graph-comment"),
    (3001, None, errors.Refused, "graph-insights"),
    (368, 1346003, errors.BadContent, "graph-blocked"),
    (368, 1404102, errors.BadContent, "graph-blocked"),
    (368, 1404112, errors.TryLater, "graph-blocked-awhile"),
    (368, 1404078, errors.Forbidden, "graph-two-factor"),
    (190, 2069032, errors.Unauthorized, "graph-token-kind"),
    (390, None, errors.Unknown, "graph-later"),
    (390, 1363030, errors.Unknown, "graph-upload-interrupted"),
    (2635, None, errors.Forbidden, "graph-version-refused"),
    (12, None, errors.Forbidden, "graph-version-refused"),
]


@pytest.mark.parametrize(("code", "subcode", "kind", "name"), ROWS)
def test_each_number_has_its_verdict(code: int | None, subcode: int | None, kind: type, name: str) -> None:
    """Codes sort errors, whatever the HTTP status says."""
    error = {
        "code": code or 100,
        "error_subcode": subcode,
        "error_data": {"start_offset": 1, "end_offset": 2},
    }
    found = error_table.sort(error, status=500)
    assert (type(found), found.code, found.params["subcode"]) == (kind, name, subcode)


AS_PAGE = "(#200) Unpublished posts must be posted to a page as the page itself."
WORDS: list[tuple[int, str, type[errors.GraphError], str]] = [
    (200, AS_PAGE, errors.Unauthorized, "graph-token-kind"),
    (210, "(#210) A page access token is required to request this resource.", errors.Unauthorized, "graph-token-kind"),
    (190, "This method must be called with a Page Access Token: a page access token is required", errors.Unauthorized,
     "graph-token-kind"),
    (100, "(#100) No permission to publish the video", errors.Forbidden, "graph-forbidden"),
    (100, "(#100) You do not have permission to publish here", errors.Forbidden, "graph-forbidden"),
    (100, "(#100) The parameter link is required", errors.Refused, "graph-refused"),
    (100, "Invalid appsecret_proof provided in the API argument", errors.Unauthorized, "graph-app-secret"),
    (190, "x must be granted before impersonating a user's page.", errors.Forbidden, "graph-forbidden"),
    (283, "(#283) pages_manage_posts must be granted before impersonating a user's page", errors.Forbidden,
     "graph-forbidden"),
    (10, "(#10) Application is in development mode", errors.Forbidden, "graph-development"),
    (200, "(#200) Two-factor authentication is required to post on this Page", errors.Forbidden, "graph-two-factor"),
    (10, "To post, complete Page Publishing Authorization", errors.Forbidden, "graph-two-factor"),
    (200, "(#200) This Page is restricted from posting", errors.Forbidden, "graph-page-restricted"),
    (10, "Your account has been restricted", errors.Forbidden, "graph-page-restricted"),
    (368, "Your Page has limited access to some features", errors.TryLater, "graph-blocked-awhile"),
    (368, "Your message includes content that others reported as abusive.", errors.BadContent, "graph-blocked"),
    (368, "Your content couldn't be shared, because this link goes against our Community Standards",
     errors.BadContent, "graph-blocked"),
    (368, "The action attempted has been deemed abusive or is otherwise disallowed", errors.BadContent,
     "graph-blocked"),
    (368, "You're temporarily blocked from posting", errors.TryLater, "graph-blocked-awhile"),
    (368, "To protect the community from spam, we limit how often you can post.", errors.TryLater,
     "graph-blocked-awhile"),
    (368, "It looks like you were misusing this feature by going too fast.", errors.TryLater, "graph-blocked-awhile"),
    (368, "It seems you already posted this.", errors.Unknown, "graph-duplicate"),
    (368, "Your post has a link that is blocked for violating our standards", errors.BadContent, "graph-blocked"),
    (368, "Your post has too many links", errors.BadContent, "graph-blocked"),
    (368, "The page that you tagged was removed", errors.BadContent, "graph-blocked"),
    (368, "The user has been blocked from this action", errors.TryLater, "graph-blocked-awhile"),
    (368, "Your Page is blocked from publishing for 24 hours", errors.TryLater, "graph-blocked-awhile"),
    (368, "Votre Page est temporairement bloquée", errors.TryLater, "graph-blocked-awhile"),
    (368, "Je bent tijdelijk geblokkeerd", errors.TryLater, "graph-blocked-awhile"),
    (10, "Deze pagina is beperkt", errors.Forbidden, "graph-page-restricted"),
    (3910002, "Please set up 2-factor authentication", errors.Forbidden, "graph-two-factor"),
    (100, "Object does not exist, cannot be loaded due to missing permission or reviewable feature", errors.Absent,
     "graph-absent"),
    (100, "Unsupported post request.", errors.Absent, "graph-absent"),
    (2635, "(#2635) You are calling a deprecated version of the Ads API.", errors.Forbidden, "graph-version-refused"),
    (390, "Please try again", errors.Unknown, "graph-later"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "said", "kind", "name"), WORDS)
@pytest.mark.parametrize("where", ["message", "error_user_msg", "error_user_title"])
def test_words_tell_what_a_number_leaves_open(
    code: int, said: str, kind: type, name: str, where: str
) -> None:
    """The same number means the post, the permission, the token or a while; wherever the words stand."""
    found = error_table.sort({"code": code, where: said}, status=400)
    assert (type(found), found.code) == (kind, name)
    assert found.params["said" if where != "message" else "message"] == said


def test_33_stays_an_object_that_is_not_to_be_seen() -> None:
    """Its words name missing permissions, but only as one of three causes."""
    told = "Unsupported get request. Object with ID '1' does not exist, cannot be loaded due to missing permissions"
    assert type(error_table.sort({"code": 100, "error_subcode": 33, "message": told})) is errors.Absent


def test_every_row_has_a_sentence_and_a_source() -> None:
    """Staff read a cause and a remedy for each code this room can raise, and we know where each row was read."""
    said = {row.name for row in error_table.ROWS} | {name for _, name in error_table.UPLOADS.values()}
    said |= {"graph-not-sent", "graph-no-answer", "graph-odd-answer", "graph-refused", "graph-page-absent"}
    said |= {"graph-film-rights", "graph-film-failed"}
    assert said <= set(SENTENCES)
    assert all(row.source for row in error_table.ROWS)


def test_no_row_stands_in_the_shadow_of_another() -> None:
    """Each number of the table can be met: no row before it takes it away."""
    for at, row in enumerate(error_table.ROWS):
        if row.says:
            continue
        for code in row.codes or {None}:
            for subcode in row.subcodes or {None}:
                before = [one for one in error_table.ROWS[:at] if one.fits(code, subcode, "")]
                assert before == [], (code, subcode)


@pytest.mark.parametrize(
    ("error", "status", "kind"),
    [
        ({"code": 424242}, 400, errors.Refused),
        ({"code": 424242}, 503, errors.Unknown),
        ({"code": 424242, "is_transient": True}, 400, errors.Unknown),
        ({"code": 100, "is_transient": True}, 400, errors.Unknown),
        ({"code": 4, "is_transient": True}, 400, errors.TryLater),
        ({"code": 368, "is_transient": True}, 400, errors.BadContent),
        ({"code": 6001}, 400, errors.Unknown),
        ({"code": "368"}, 400, errors.BadContent),
        ({"code": 368.0, "error_subcode": "1390008"}, 400, errors.TryLater),
        ({"code": "190", "error_subcode": 0}, 400, errors.Unauthorized),
        ({"code": True}, 400, errors.Refused),
        ({"code": [368]}, 400, errors.Refused),
        ({"code": 10**400}, 400, errors.Refused),
        ({"code": "1e999"}, 400, errors.Refused),
        ({"message": {"text": "no"}}, 400, errors.Refused),
        ({}, 400, errors.Refused),
    ],
)
def test_unlisted_numbers_are_refusals_unless_the_server_is_in_doubt(
    error: dict[str, Any], status: int, kind: type
) -> None:
    """Only a doubtful status, or Graph's own word, makes an unknown number an unknown outcome; numbers may be text."""
    assert type(error_table.sort(error, status=status)) is kind


def test_words_for_users_are_kept_beside_those_for_developers() -> None:
    """Title and text stand in one line; a title that the text repeats is left out."""
    error = {
        "code": 368,
        "message": "(#368) blocked",
        "error_user_title": "You can't post this",
        "error_user_msg": "This link was reported.",
    }
    found = error_table.sort(error)
    assert (found.params["message"], found.params["said"]) == (
        "(#368) blocked",
        "You can't post this: This link was reported.",
    )
    again = error | {"error_user_title": "This link was reported"}
    assert error_table.sort(again).params["said"] == "This link was reported."


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
NAMES = [
    "code",
    "error_subcode",
    "message",
    "error_user_title",
    "error_user_msg",
    "is_transient",
    "error_data",
]


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.sampled_from(NAMES), json_values))
def test_whatever_stands_in_an_error_is_sorted(error: dict[str, Any]) -> None:
    """No shape of an error breaks the sorting; what is kept is bounded, on one line, and can be written as JSON."""
    found = error_table.sort(error, status=400)
    assert isinstance(found, errors.GraphError)
    for name in ("message", "said"):
        told = found.params[name]
        assert isinstance(told, str)
        assert len(told) <= words.MOST
        assert controls.first(told, lines=False) is None
    json.dumps(found.told)


@pytest.mark.parametrize("where", ["message", "error_user_title", "error_user_msg"])
def test_no_token_and_no_hidden_sign_is_kept(where: str) -> None:
    """A token that Facebook quotes is taken out, and signs that steer a terminal, wherever they stand."""
    told = "token EAAGm0PX4ZCps is bad\x1b[2J\u202eevil\n" + "long " * 500
    kept = json.dumps(error_table.sort({"code": 100, where: told}).told, ensure_ascii=False)
    assert "EAAG" not in kept
    assert "[token]" in kept
    assert "\x1b" not in kept
    assert "\u202e" not in kept
    assert len(kept) < 700
