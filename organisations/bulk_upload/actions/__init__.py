"""One change of state per module."""
