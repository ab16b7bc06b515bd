"""One change of who follows a practice per file."""
