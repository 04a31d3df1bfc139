"""Films and forms: taken in, corrected, rendered, taken out."""
