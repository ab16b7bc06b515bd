"""The pages of sources: adding one with a trial, what becomes of it, and all of a region."""
