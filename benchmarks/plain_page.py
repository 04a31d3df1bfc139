"""The rival of the desk: a plain Flask page under waitress, which says where it is and serves until it is ended."""

import json
import sys

from flask import Flask
from waitress.server import create_server

app = Flask("plain", static_folder=None, template_folder=None)


@app.get("/")
def page() -> str:
    """Return a page."""
    return "<!doctype html><html lang=en><title>plain</title><p>Plain.</p></html>"


if __name__ == "__main__":
    server = create_server(app, host="127.0.0.1", port=0, threads=8)
    sys.stdout.write(json.dumps({"url": f"http://127.0.0.1:{server.effective_port}/"}) + "\n")
    sys.stdout.flush()
    server.run()
