"""Bytes of a TOML file to a mapping, or a fault that says where the file is wrong."""

from __future__ import annotations

import errno
import re
import stat
import tomllib
from dataclasses import replace
from pathlib import Path

from sessiecoach.domain.errors import Fault, FaultCode, FileFaultsError

LARGEST_BYTES = 10_000_000
DEEPEST_LEVEL = 64
"""Far beyond what a record holds, and well within what Python can walk through."""

_WHERE = re.compile(r"(?P<reason>.*) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end.*)\)")
_LONG_NUMBER = re.compile(r"[0-9_]{1000,}")


def read_toml(data: bytes) -> dict[str, object]:
    """Return what `data` holds; a byte order mark and Windows line ends are welcome.

    Raises:
        FileFaultsError: with the one fault that prevented reading, which names no file.
    """
    if len(data) > LARGEST_BYTES:
        raise _refused(Fault(FaultCode.TOO_LARGE, expected=f"..{LARGEST_BYTES}"))
    text = _decoded(data)
    try:
        table: dict[str, object] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _refused(_syntax_fault(str(error), text)) from None
    except RecursionError:
        raise _refused(Fault(FaultCode.TOO_DEEP, expected=f"..{DEEPEST_LEVEL}")) from None
    except ValueError:
        raise _refused(_number_fault(text)) from None
    if _deeper_than(table, DEEPEST_LEVEL):
        raise _refused(Fault(FaultCode.TOO_DEEP, expected=f"..{DEEPEST_LEVEL}"))
    return table


def read_toml_file(path: Path) -> tuple[dict[str, object], bytes]:
    """Return what the file holds, and its bytes as they were read.

    Raises:
        FileFaultsError: with the one fault that prevented reading, which names the file.
    """
    try:
        data = read_file(path)
        return read_toml(data), data
    except FileFaultsError as error:
        named = tuple(replace(fault, file=str(path)) for fault in error.faults)
        raise FileFaultsError(named) from None


def read_file(path: Path) -> bytes:
    """Return the bytes of a file, with one more than is allowed of one that is too large.

    Raises:
        FileFaultsError: with the one fault that prevented reading, which names no file.
    """
    try:
        # A pipe or a device could keep the program waiting for ever.
        if not stat.S_ISREG(path.stat().st_mode):
            reason = errno.EISDIR if path.is_dir() else errno.ENODEV
            raise OSError(reason, "")
        with path.open("rb") as file:
            return file.read(LARGEST_BYTES + 1)
    except OSError as error:
        reason_name = errno.errorcode.get(error.errno or 0, error.strerror or "")
        raise _refused(Fault(FaultCode.NOT_READABLE, found=reason_name)) from None
    except ValueError:  # a NUL in the path
        raise _refused(Fault(FaultCode.NOT_READABLE, found="EINVAL")) from None


def _refused(fault: Fault) -> FileFaultsError:
    return FileFaultsError((fault,))


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # With a byte order mark the decoder counts from behind it.
        body = error.object
        before = body[: error.start].decode("utf-8", errors="replace")
        line, column = _position(before)
        found = " ".join(f"0x{byte:02x}" for byte in body[error.start : error.end][:4])
        fault = Fault(FaultCode.NOT_UTF8, found=found, line=line, column=column)
        raise _refused(fault) from None


def _position(before: str) -> tuple[int, int]:
    """Return line and column, both from 1, of the character that follows on `before`."""
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def _syntax_fault(message: str, text: str) -> Fault:
    found = _WHERE.fullmatch(message.replace("\n", " "))
    if found is None:
        return Fault(FaultCode.NOT_TOML, found=message)
    if found["line"] is None:
        line, column = _position(text.replace("\r\n", "\n").rstrip("\n"))
    else:
        line, column = int(found["line"]), int(found["column"])
    return Fault(FaultCode.NOT_TOML, found=found["reason"], line=line, column=column)


def _number_fault(text: str) -> Fault:
    """Return the fault of a number with more digits than Python converts."""
    number = _LONG_NUMBER.search(text)
    if number is None:
        return Fault(FaultCode.NOT_TOML, found="Invalid value")
    line, column = _position(text[: number.start()])
    return Fault(FaultCode.NOT_TOML, found="Number too long", line=line, column=column)


def _deeper_than(table: dict[str, object], limit: int) -> bool:
    """Tell whether tables and lists are nested deeper, without walking down by recursion."""
    level: list[dict[str, object] | list[object]] = [table]
    for _ in range(limit):
        level = [
            value
            for each in level
            for value in (each.values() if isinstance(each, dict) else each)
            if isinstance(value, (dict, list))
        ]
        if not level:
            return False
    return True
