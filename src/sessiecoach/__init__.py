"""Lead a leersessie in the terminal: time, notes, promises and what became of them."""

__version__ = "0.1.0"
