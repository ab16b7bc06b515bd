"""Before something is invented twice: what is already there that looks like it, and why."""
