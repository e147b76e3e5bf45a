"""What is on disk, and nothing that shows it."""
