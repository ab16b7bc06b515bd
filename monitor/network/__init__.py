"""Who works with whom in a region or on a theme: parties, what they share, bridges, who stands alone."""
