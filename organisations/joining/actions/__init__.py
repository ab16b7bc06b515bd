"""What changes who works for an organisation; each asks the permissions and writes history."""
