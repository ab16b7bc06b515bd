"""What a person can do about events that feeds share, one file each."""
