"""How fast and how well doubles are found."""
