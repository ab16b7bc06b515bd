"""What regions do with practices: recording it, the screens for that, and what readers see."""
