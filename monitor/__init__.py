"""The whole field: what there is where, what is missing, what overlaps, what deserves to travel."""
