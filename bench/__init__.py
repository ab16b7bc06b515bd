"""Measures how fast and how large the site is, with few and with very many items.

`make bench` runs it. It makes a site of its own in a temporary folder (database, index, files), so
that nothing in `var/` is touched, fills it, starts the web server of `make run` and asks it for
pages as visitors would. See docs/benchmarks.md for what the numbers mean.
"""
