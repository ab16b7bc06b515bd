"""The manager's workbench: everything of one region that waits, one click from acting."""
