"""What a plan, subtitles and a brand kit are checked against."""
