// The board: nothing yet.
