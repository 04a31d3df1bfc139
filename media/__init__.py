"""The bench: films, subtitles and a brand in, a finished film out. Knows no database, network or clock."""
