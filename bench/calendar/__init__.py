"""The calendar with many events: how fast its pages are, and what its feeds cost."""
