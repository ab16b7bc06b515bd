"""What a record of a partner's feed means as an event."""
