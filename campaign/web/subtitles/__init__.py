"""The editor of subtitles: its page, and what it asks for as one types."""
