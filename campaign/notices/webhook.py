"""Notices to a webhook: a POST of JSON for each event."""

import http.client
import json
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from campaign.notices import delivery
from campaign.notices.delivery import Letter, NotDelivered, Unanswered


@dataclass(frozen=True, kw_only=True)
class Webhook:
    """A POST of JSON to one address, which may be secret and is never shown; redirects are not followed."""

    url: str = field(repr=False)
    timeout_s: float = delivery.TIMEOUT_S
    name: str = "webhook"
    alone: bool = True

    @property
    def about(self) -> dict[str, object]:
        """Return the host alone."""
        return {"host": urlsplit(self.url).hostname}

    @contextmanager
    def reached(self) -> Iterator[delivery.Handover]:
        """Connect to the address's host."""
        line = self._line()
        try:
            try:
                line.connect()
            except ssl.SSLError:
                raise NotDelivered("webhook-not-sealed", host=line.host) from None
            except (OSError, UnicodeError):
                raise NotDelivered("webhook-unreachable", host=line.host) from None
            yield lambda letter: self._hand_over(line, letter)
        finally:
            line.close()

    def _line(self) -> http.client.HTTPConnection:
        parts = urlsplit(self.url)
        host, port = parts.hostname or "", parts.port
        if parts.scheme == "http":
            return http.client.HTTPConnection(host, port, timeout=self.timeout_s)
        seal = ssl.create_default_context()
        return http.client.HTTPSConnection(host, port, timeout=self.timeout_s, context=seal)

    def _hand_over(self, line: http.client.HTTPConnection, letter: Letter) -> None:
        parts = urlsplit(self.url)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        told = json.dumps(letter.facts, ensure_ascii=False).encode()
        headers = {"Content-Type": "application/json; charset=utf-8", "User-Agent": "testimony-campaign"}
        try:
            line.request("POST", target, body=told, headers=headers)
            answer = line.getresponse().status
        except (http.client.HTTPException, OSError):
            raise Unanswered("webhook-unanswered", host=line.host) from None
        if not 200 <= answer < 300:
            raise NotDelivered("webhook-refused", host=line.host, answer=answer)
