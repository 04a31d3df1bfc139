"""The effects that are carried; MoviePy's own file names all it has."""
