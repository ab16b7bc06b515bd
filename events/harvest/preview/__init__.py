"""The trial run of a feed from the command line."""
