"""What commands say and ask besides their results: of what was taken in, changed, left, or is there already."""
