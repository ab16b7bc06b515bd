"""The columns under which events are uploaded."""
