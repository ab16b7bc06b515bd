"""Whoever runs something publishes it here, in three short steps and outside the admin."""
