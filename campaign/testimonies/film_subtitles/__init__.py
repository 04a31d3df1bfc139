"""The subtitles of a testimony's film: from speech or a transcript, taken in, mended, checked off, exported."""
