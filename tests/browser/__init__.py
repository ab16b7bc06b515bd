"""What only a real browser can tell; the site is served as `make run` serves it."""
