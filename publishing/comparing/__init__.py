"""What differs between two versions of an item, field by field, for people to read."""
