"""A small app as somebody would make it with `wagtail.search` alone; only `make bench` installs it."""
