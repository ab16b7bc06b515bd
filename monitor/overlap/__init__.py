"""Different items that serve the same people, with the same form, in the same place and time."""
