"""Accounts where the library leaves it to us: who needs a second factor, sign-up, mail."""
