"""Starts the program as a module."""

import sys

from sessiecoach.cli import main

sys.exit(main())
