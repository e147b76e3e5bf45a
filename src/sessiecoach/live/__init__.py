"""A session while it happens."""
