"""The columns under which initiatives, offers and practices are uploaded."""
