"""The one family of errors: a code with its fields, worded in Dutch elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FaultCode(StrEnum):
    """What can be wrong with a file; each has one sentence in `sessiecoach.dutch.faults`."""

    NOT_READABLE = "not_readable"  # the system refused; `found` holds its reason
    TOO_LARGE = "too_large"  # more than the ten megabytes that a record may take
    NOT_UTF8 = "not_utf8"
    NOT_TOML = "not_toml"  # `found` holds what the parser said
    TOO_DEEP = "too_deep"  # nested beyond what a person writes
    WRONG_SCHEMA = "wrong_schema"
    NEWER_SCHEMA = "newer_schema"
    WRONG_TYPE = "wrong_type"
    NOT_ALLOWED = "not_allowed"  # a value outside the allowed ones
    OUT_OF_RANGE = "out_of_range"
    WRONG_FORM = "wrong_form"  # a text that does not have the needed form
    MISSING_KEY = "missing_key"
    UNKNOWN_KEY = "unknown_key"
    DOUBLE_ID = "double_id"
    UNKNOWN_REFERENCE = "unknown_reference"
    WRONG_SUM = "wrong_sum"
    NOT_FILE_NAME = "not_file_name"  # an id that differs from the name of its file
    SAME_MEETING = "same_meeting"  # a copy of the record that `found` names, in the same folder


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong in one file, precise enough to mend it by hand."""

    code: FaultCode
    key: str = ""
    """Where in the file, as a person would write it: `blocks[2].minutes`."""
    expected: str = ""
    """What should stand there: a type name, the allowed values, a range."""
    found: str = ""
    line: int | None = None
    """Counted from 1; only where the parser knows it."""
    column: int | None = None
    file: str = ""


class SessiecoachError(Exception):
    """Everything this program raises on purpose."""


class FileFaultsError(SessiecoachError):
    """A file could not be used; every fault that was found is in it."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(faults)
        self.faults = faults

    def __str__(self) -> str:
        """Name code, key and what was found of each fault, for a developer."""
        return "; ".join(f"{fault.code} {fault.key} {fault.found}".strip() for fault in self.faults)
