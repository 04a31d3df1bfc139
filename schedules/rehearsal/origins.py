"""Who may have a browser ask: calls that name this computer as their host, and pages that came from here.

A web page anywhere can let its own name point to this computer (DNS rebinding), and every page can have a browser call
us. So a call names one of our own hosts, no page of another origin may change or load anything, and nothing of ours is
shown inside another page.
"""

from collections.abc import Mapping

from flask import Request, Response

HOSTS = ("127.0.0.1", "localhost")
FRAMED = ("frame", "iframe", "embed", "object", "fencedframe")
OF_THIS_PAGE = ("same-origin", "none")  # `none`: typed, or opened by another program
# Nothing on a page may come from, or go to, another place; nor may it stand in another page.
POLICY = "default-src 'none'; " + "; ".join(
    f"{kind}-src 'self'" for kind in ("img", "media", "style", "script", "connect")
)
POLICY += "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


def refusal(request: Request, raw: Mapping[str, str], port: int) -> Response | None:
    """Return what a call gets that another site had a browser make; None where it may go on."""
    if not _names_us(request, raw, port):
        return _refused(421, f"This is not that host. Ask for http://127.0.0.1:{port}/ on this computer.")
    if not _is_ours(request, port):
        return _refused(403, "Another site asks for this. Open the address in a window of its own.")
    return None


def protect(response: Response) -> Response:
    """Put on an answer what browsers shall keep from other sites."""
    for name, told in HEADERS.items():
        response.headers[name] = told
    return response


def _names_us(request: Request, raw: Mapping[str, str], port: int) -> bool:
    """Tell whether the host asked for, in the header and in an absolute address alike, is this server."""
    ends = ("", ":80") if port == 80 else (f":{port}",)
    ours = {f"{host}{end}" for host in HOSTS for end in ends}
    return raw.get("host", "").lower() in ours and request.environ.get("HTTP_HOST", "").lower() in ours


def _is_ours(request: Request, port: int) -> bool:
    """Tell whether a page of ours asks, or no page at all; another one may only lead here in a window."""
    origins = {f"http://{host}:{port}" for host in HOSTS} | {f"http://{host}" for host in HOSTS if port == 80}
    origin, site = request.headers.get("Origin"), request.headers.get("Sec-Fetch-Site")
    if origin is not None and origin.lower() not in origins:
        return False
    if site in (None, *OF_THIS_PAGE):
        return True
    led = request.method == "GET" and request.headers.get("Sec-Fetch-Mode") == "navigate"
    return led and request.headers.get("Sec-Fetch-Dest") not in FRAMED


def _refused(status: int, why: str) -> Response:
    return Response(f"{why}\n", status, content_type="text/plain; charset=utf-8")
