"""The files that go the other way: templates, what there is now, and what was refused."""
