"""What people see; the only place with Textual."""
