"""What it costs to let partners' calendars flow in."""
