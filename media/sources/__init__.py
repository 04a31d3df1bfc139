"""What people bring: films, sounds, photos; read, judged, and never believed."""
