"""What else happens around a date: while planning, for a date in mind, and for managers."""
