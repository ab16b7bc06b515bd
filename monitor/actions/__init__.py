"""What people do to the monitor, one change of state per module."""
