"""How fast the program is beside a bare Textual app; run by hand, see README.md."""
