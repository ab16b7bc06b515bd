"""What changes of the answers of a region."""
