"""The dry run: what every row of a file would do, without doing it."""
