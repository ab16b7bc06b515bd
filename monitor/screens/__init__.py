"""Pages of the monitor in the admin."""
