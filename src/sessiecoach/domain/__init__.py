"""What a session is: standard library only, no input or output, no clock."""
