"""What a practice carries, and whether it fits a region."""
