"""Many people at once on a real server: who they are, what they do, what became of it."""
