"""What the rows of a plan mean, cell by cell, or why they are refused."""
