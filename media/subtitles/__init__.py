"""Timed text: read from any format, judged, mended, written."""
