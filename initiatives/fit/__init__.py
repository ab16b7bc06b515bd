"""Whether a practice fits a region: its conditions, point by point, and what the region answers."""
