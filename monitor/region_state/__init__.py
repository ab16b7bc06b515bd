"""The state of a region on one page, for a meeting: to print, and as PDF."""
