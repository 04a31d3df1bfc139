"""Answers that are text are sent small. No page holds a secret that the size of an answer could betray."""

import gzip
from http import HTTPStatus

from flask import Flask, Response, request

SMALLEST = 1024  # bytes; below, the head outweighs the gain
LEVEL = 5
TEXTS = (
    "text/html",
    "text/css",
    "text/plain",
    "text/javascript",
    "application/json",
    "application/javascript",
    "image/svg+xml",
    "font/ttf",
)


def attach(app: Flask) -> None:
    """Compress what is worth it, for browsers that take it; never a stream, nor a part of a film."""

    @app.after_request
    def smaller(response: Response) -> Response:
        if not _is_text(response):
            return response
        response.vary.add("Accept-Encoding")
        content = response.get_data()
        if len(content) >= SMALLEST and request.accept_encodings.quality("gzip") > 0:
            response.set_data(gzip.compress(content, LEVEL, mtime=0))
            response.headers["Content-Encoding"] = "gzip"
        return response


def _is_text(response: Response) -> bool:
    return (
        response.mimetype in TEXTS
        and response.status_code != HTTPStatus.PARTIAL_CONTENT
        and not response.is_streamed
        and not response.direct_passthrough
        and "Content-Encoding" not in response.headers
    )
