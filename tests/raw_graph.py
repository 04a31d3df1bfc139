"""Graph as any program may speak it."""

import json
import urllib.error
import urllib.request
from typing import Any

from schedules.rehearsal import server


class Wire:
    """Raw HTTP with the token in a header, as any program may speak it."""

    def __init__(self, served: server.Served) -> None:
        self.served, self.url, self.id = served, served.graph_url, served.page_id

    def __call__(
        self, method: str, path: str, body: bytes | dict[str, Any] | None = None, **headers: str
    ) -> Any:
        """Return the answer's JSON, whatever its status."""
        if isinstance(body, dict):
            body, headers = json.dumps(body).encode(), {"Content-Type": "application/json", **headers}
        kept = {"Authorization": f"Bearer {self.served.access_token}"} | {
            name.replace("_", "-"): value for name, value in headers.items()
        }
        asked = urllib.request.Request(self.url + path, data=body, method=method, headers=kept)
        try:
            with urllib.request.urlopen(asked, timeout=60) as answer:
                return json.loads(answer.read())
        except urllib.error.HTTPError as refused:
            with refused:
                return json.loads(refused.read())

    def number(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, int | None]:
        """Return code and subcode of the refusal."""
        error = self(method, path, body, **headers)["error"]
        return error["code"], error.get("error_subcode")
