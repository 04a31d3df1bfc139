"""The desk beyond this computer: behind a reverse proxy, and with the office's own log-in."""
