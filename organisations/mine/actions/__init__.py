"""What members do to items from their own page."""
