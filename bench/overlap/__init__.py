"""How fast different items are found that do the same, of one item and of the whole catalogue."""
