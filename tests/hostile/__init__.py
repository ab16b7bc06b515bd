"""What strangers put into addresses. Whatever it is, it gets a proper page and never a 500.

The examples are the same in every run, so that chance does not break a build; thousands others
are tried with `pytest tests/hostile --hypothesis-profile=wild`.
"""
