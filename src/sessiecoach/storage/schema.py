"""The number that says by which version of a file format a file was written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sessiecoach.domain.errors import Fault, FaultCode, FileFaultsError
from sessiecoach.domain.text import one_line

SCHEMA_KEY: Final = "schema"
_HIGHEST: Final = 9999
"""Beyond this it is no number of a version, and perhaps too long to be said."""


def schema_of(document: Mapping[str, object], known: int) -> int:
    """Return the schema of a file; higher than `known` where a newer program wrote it.

    Raises FileFaultsError where it is missing or is no number from 1.
    """
    schema = document.get(SCHEMA_KEY)
    if schema is None:
        raise FileFaultsError((Fault(FaultCode.MISSING_KEY, SCHEMA_KEY, expected=str(known)),))
    if isinstance(schema, int) and not isinstance(schema, bool) and 1 <= schema <= _HIGHEST:
        return schema
    fault = Fault(FaultCode.WRONG_SCHEMA, SCHEMA_KEY, str(known), _shown(schema))
    raise FileFaultsError((fault,))


def _shown(schema: object) -> str:
    if isinstance(schema, str):
        return f'"{one_line(schema)}"'
    is_short = isinstance(schema, float | int) and abs(schema) <= _HIGHEST
    return str(schema).lower() if is_short else ""


def with_newer(faults: list[Fault], schema: int, known: int) -> tuple[Fault, ...]:
    """Return the faults of a file, opened by the one that may explain them: it is too new."""
    if schema <= known:
        return tuple(faults)
    newer = Fault(FaultCode.NEWER_SCHEMA, SCHEMA_KEY, expected=str(known), found=str(schema))
    return (newer, *faults)
