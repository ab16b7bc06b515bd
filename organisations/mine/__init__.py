"""What people see of their own organisations, and do there."""
