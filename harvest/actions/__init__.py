"""One change of a source or a record per module: permission, transaction, history."""
