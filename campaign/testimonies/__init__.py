"""Films and consent forms: added, corrected, rendered, removed."""
