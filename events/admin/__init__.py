"""The curators' screens of events and their dates."""
