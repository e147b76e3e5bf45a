"""What every item carries: where it comes from, and keys that this version does not know."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

Origin = Literal["", "seed", "invented"]
"""Whether a source text says so (`seed`) or it is plausible filler of a sample (`invented`)."""

EVERY_BLOCK = "*"
"""Stands for all: every block that somebody is present at, every perspective of a block."""

_NOTHING: Mapping[str, object] = MappingProxyType({})


def nothing_extra() -> Mapping[str, object]:
    """Return the value of `extra` where a file held no unknown keys."""
    return _NOTHING
