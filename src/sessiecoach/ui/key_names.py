"""The names of keys as they stand on a keyboard."""

from __future__ import annotations

import re
from typing import Final

_FUNCTION_KEY: Final = re.compile("f[0-9]{1,2}")
_NAMES: Final = {
    "⏎": "Enter",
    "⌫": "Backspace",
    "escape": "Esc",
    "esc": "Esc",
    "pgup": "PgUp",
    "pgdn": "PgDn",
} | {name.lower(): name for name in ("Home", "End", "Tab", "Shift", "Enter", "Delete", "Backspace")}


def key_name(shown: str) -> str:
    """Return the name of a key from what Textual shows: `F5`, `^z`, `Enter`, `Shift+Tab`."""
    parts = [_NAMES.get(part, part) for part in shown.split("+")]
    return "+".join(part.upper() if _FUNCTION_KEY.fullmatch(part) else part for part in parts)
