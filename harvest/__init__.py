"""Partners' calendars flow in: sources, runs, records, and the one door to the outside.

Knows no event and no initiative: what a record means is registered by rooms above (`kinds.py`).
"""
