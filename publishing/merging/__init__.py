"""Two items that are one: put together, found under both addresses, and taken apart again."""
