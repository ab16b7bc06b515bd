"""One change of what a region does with a practice per file."""
