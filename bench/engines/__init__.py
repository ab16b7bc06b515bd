"""Compares the search engines with each other and with what stands beside them.

The same records, the same questions, one machine, one run: every candidate works in a process of
its own, they take turns, and of several turns the quietest counts. Times of different runs say
little; the ratios within one run do. See docs/benchmarks.md.
"""
