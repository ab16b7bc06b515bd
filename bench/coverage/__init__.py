"""How fast the coverage map is counted, and what a process keeps for it."""
