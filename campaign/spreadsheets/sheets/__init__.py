"""Files of spreadsheets, whatever they hold: read as rows of cells, and cells written into them."""
