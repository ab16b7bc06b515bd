"""The same event told twice: in two feeds, or in a feed and typed by hand."""
