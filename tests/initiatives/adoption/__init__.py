"""What regions do with practices: who may tell it, what is kept of it, and what readers see."""
