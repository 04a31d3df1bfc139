"""Other people's clients, changed in their address alone, publish to the rehearsal Page: it is no twin of ours."""

import json
import os
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from campaign.cli.app import utc_now
from schedules.rehearsal import server
from tests import film_bytes
from tests.raw_graph import Wire
from tests.schedules.facebook.test_page_calls import png

pytestmark = pytest.mark.slow  # their imports alone take seconds


@pytest.fixture
def served(tmp_path: Path) -> Iterator[server.Served]:
    """Serve a new Page by the real clock, with a film of 2.5 windows and a picture beside it."""
    (tmp_path / "film.mp4").write_bytes(film_bytes.padded(2_621_440))
    (tmp_path / "photo.png").write_bytes(png())
    with server.start(tmp_path / "rehearsal", port=0, clock=utc_now) as one:
        yield one


def run(served: server.Served, folder: Path, code: str) -> Any:
    """Run a program that knows the Page as `where` and says what it found as JSON on its last line."""
    told = json.loads((folder / "rehearsal" / "page.json").read_text(encoding="utf-8"))
    where = {name: told[name] for name in ("page_id", "app_id", "app_secret", "user_token")}
    where |= {"graph_url": served.graph_url, "access_token": served.access_token}
    head = f"import json, warnings; warnings.simplefilter('ignore'); where = {where!r}\n"
    done = subprocess.run(
        [sys.executable, "-c", head + textwrap.dedent(code)],
        cwd=folder,
        env=os.environ | {"no_proxy": "*"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def public(served: server.Served) -> list[str]:
    """Return what people read on the Page, the newest first."""
    found = Wire(served)("GET", f"/{served.page_id}/published_posts?fields=message")["data"]
    return [one.get("message", "") for one in found]


def test_facebook_sdk_connects_and_posts(served: server.Served, tmp_path: Path) -> None:
    """From a user's token to a photo, a comment and a schedule on the Page."""
    found = run(
        served,
        tmp_path,
        """
        import facebook
        facebook.FACEBOOK_GRAPH_URL = where["graph_url"] + "/"
        def graph(token):
            one = facebook.GraphAPI(token)
            one.version = "v26.0"
            return one
        long = graph(where["user_token"]).extend_access_token(where["app_id"], where["app_secret"])
        (account,) = graph(long["access_token"]).get_connections("me", "accounts")["data"]
        page = graph(account["access_token"])
        told = page.debug_access_token(account["access_token"], where["app_id"], where["app_secret"])
        photo = page.put_photo(open("photo.png", "rb"), album_path=account["id"] + "/photos", caption="Foto")
        comment = page.put_comment(photo["post_id"], message="Eerste")
        print(json.dumps([told["data"]["expires_at"], page.get_object(comment["id"])["message"]]))
        """,
    )
    assert found == [0, "Eerste"]
    assert public(served) == ["Foto"]


@pytest.mark.skipif(not find_spec("facebook_business"), reason="pip install facebook-business")
def test_facebook_business_posts_photos_schedules_and_reels(served: server.Served, tmp_path: Path) -> None:
    """Meta's own library: its JSON values, its token and proof in the query, its cursors."""
    found = run(
        served,
        tmp_path,
        """
        import time, urllib.request
        from facebook_business.session import FacebookSession
        FacebookSession.GRAPH = where["graph_url"]
        from facebook_business.api import FacebookAdsApi
        from facebook_business.adobjects.page import Page
        from facebook_business.adobjects.pagepost import PagePost
        FacebookAdsApi.init(where["app_id"], where["app_secret"], where["access_token"], api_version="v26.0",
                            crash_log=False)
        page = Page(where["page_id"])
        photo = page.create_photo(params={"published": False, "alt_text_custom": "a"}, pending=True)
        photo = photo.add_file("photo.png").execute()
        post = page.create_feed(params={"message": "Een", "attached_media": [{"media_fbid": photo["id"]}]})
        PagePost(post["id"]).api_update(params={"message": "Verbeterd"})
        comment = PagePost(post["id"]).create_comment(params={"message": "Eerste"})
        later = page.create_feed(params={"message": "Later", "published": False,
                                         "scheduled_publish_time": int(time.time()) + 3600})
        PagePost(later["id"]).api_update(params={"is_published": True})
        for n in range(3):
            page.create_feed(params={"message": str(n)})
        reel = page.create_video_reel(params={"upload_phase": "start"})
        data = open("film.mp4", "rb").read()
        headers = {"Authorization": "OAuth " + where["access_token"], "offset": "0", "file_size": str(len(data))}
        urllib.request.urlopen(urllib.request.Request(reel["upload_url"], data=data, headers=headers)).close()
        page.create_video_reel(params={"upload_phase": "finish", "video_id": reel["video_id"],
                                       "video_state": "PUBLISHED", "description": "Reel"})
        listed = [one["message"] for one in page.get_published_posts(fields=["message"], params={"limit": 2})]
        comments = [one["message"] for one in PagePost(post["id"]).get_comments()]
        reels = [one["description"] for one in page.get_video_reels()]
        print(json.dumps([listed, comments, reels]))
        """,
    )
    assert found == [["2", "1", "0", "Later", "Verbeterd"], ["Eerste"], ["Reel"]]


@pytest.mark.skipif(not find_spec("facebook_business"), reason="pip install facebook-business")
def test_facebook_business_video_uploader_survives_a_wrong_offset(
    served: server.Served, tmp_path: Path
) -> None:
    """Its chunked upload, led to `/videos`, arrives byte for byte though an answer was lost on the way."""
    wire = Wire(served)
    fault = {"edge": "video-transfer", "effect": "error", "code": 2, "status": 500, "after": True, "nth": 2}
    wire("POST", "/_rehearsal/faults", fault)
    found = run(
        served,
        tmp_path,
        """
        from facebook_business.session import FacebookSession
        FacebookSession.GRAPH = where["graph_url"]
        from facebook_business import video_uploader
        from facebook_business.api import FacebookAdsApi
        from facebook_business.adobjects.advideo import AdVideo
        def send(self, path):
            return self._api.call("POST", (path[0], "videos"), params=self._params, files=self._files,
                                  url_override=where["graph_url"])
        video_uploader.VideoUploadRequest.send = send
        FacebookAdsApi.init(where["app_id"], where["app_secret"], where["access_token"], api_version="v26.0",
                            crash_log=False)
        film = AdVideo(parent_id=where["page_id"])
        film[AdVideo.Field.filepath] = "film.mp4"
        film.remote_create()
        film.waitUntilEncodingReady(interval=1)
        print(json.dumps(film["id"]))
        """,
    )
    sent, kept = tmp_path / "film.mp4", tmp_path / "rehearsal/films" / f"{found}.mp4"
    assert kept.read_bytes() == sent.read_bytes()
    edges = [call["edge"] for call in wire("GET", "/_rehearsal/calls")["data"]]
    assert edges.count("video-finish") == 1


@pytest.mark.skipif(not find_spec("pyfacebook"), reason="pip install python-facebook-api")
def test_python_facebook_api_posts_reads_and_knows_its_quota(served: server.Served, tmp_path: Path) -> None:
    """Tokens, a post with two photos, a comment, lists, an error with its subcode, and the usage header."""
    Wire(served)("POST", "/_rehearsal/settings", {"usage_percent": 41})
    found = run(
        served,
        tmp_path,
        """
        from pyfacebook import FacebookError, GraphAPI
        base = where["graph_url"] + "/"
        def graph(token):
            return GraphAPI(app_id=where["app_id"], app_secret=where["app_secret"], access_token=token, version="v26.0",
                            base_url=base, access_token_url=base + "oauth/access_token", sleep_on_rate_limit=False)
        person = graph(where["user_token"])
        long = person.exchange_long_lived_user_access_token()["access_token"]
        token = graph(long).exchange_page_access_token(where["page_id"])
        page = graph(token)
        told = page.debug_token(token, where["app_id"] + "|" + where["app_secret"])["data"]
        media = {}
        for n in range(2):
            photo = page.post_object(where["page_id"], "photos", data={"published": "false"},
                                     files={"source": open("photo.png", "rb")})
            media[f"attached_media[{n}]"] = json.dumps({"media_fbid": photo["id"]})
        post = page.post_object(where["page_id"], "feed", data={"message": "Twee", **media})
        page.post_object(post["id"], "comments", data={"message": "Eerste"})
        for n in range(3):
            page.post_object(where["page_id"], "feed", data={"message": str(n)})
        listed = page.get_full_connections(where["page_id"], "published_posts", count=9, limit=2, fields="message")
        try:
            page.get_object("12345")
        except FacebookError as error:
            refused = [error.code, error.error_subcode]
        usage = page.rate_limit.get_limit(where["page_id"], "pages").call_count
        print(json.dumps([told["expires_at"], [one["message"] for one in listed["data"]], refused, usage]))
        """,
    )
    assert found == [0, ["2", "1", "0", "Twee"], [100, 33], 41]
