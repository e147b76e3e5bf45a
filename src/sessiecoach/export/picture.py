"""A drawing as a PNG picture, for a format that has no shapes of its own."""

from __future__ import annotations

import math
import struct
import zlib
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from sessiecoach.export.drawing import Box, Dot, Drawing, Tone

_DOTS: Final = 12
"""On a millimetre: some three hundred on an inch."""
_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_COLOURS: Final[Mapping[Tone, bytes]] = MappingProxyType(
    {"accent": b"\x1f\x4e\x79", "line": b"\xd5\xdb\xe1", "paper": b"\xff\xff\xff"}
)


def png(drawing: Drawing) -> bytes:
    """Return a drawing as the bytes of a PNG file; the same drawing is the same file."""
    width, height = math.ceil(drawing.width * _DOTS), math.ceil(drawing.height * _DOTS)
    rows = [bytearray(_COLOURS["paper"] * width) for _ in range(height)]
    for shape in drawing.shapes:
        match shape:
            case Box():
                _fill(rows, shape)
            case Dot():
                _round(rows, shape)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    dense = struct.pack(">IIB", _DOTS * 1000, _DOTS * 1000, 1)
    lines = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
    chunks = (b"IHDR" + head, b"pHYs" + dense, b"IDAT" + lines, b"IEND")
    return _SIGNATURE + b"".join(map(_chunk, chunks))


def _chunk(named: bytes) -> bytes:
    return struct.pack(">I", len(named) - 4) + named + struct.pack(">I", zlib.crc32(named))


def _fill(rows: list[bytearray], box: Box) -> None:
    begin, end = round(box.left * _DOTS), round((box.left + box.width) * _DOTS)
    for row in rows[round(box.top * _DOTS) : round((box.top + box.height) * _DOTS)]:
        row[3 * begin : 3 * end] = _COLOURS[box.tone] * (end - begin)


def _round(rows: list[bytearray], dot: Dot) -> None:
    """Draw a circle whose edge fades, so that it does not look like stairs."""
    across, down, radius = dot.across * _DOTS, dot.down * _DOTS, dot.radius * _DOTS
    colour = _COLOURS[dot.tone]
    for high in range(max(0, math.floor(down - radius)), min(len(rows), math.ceil(down + radius))):
        row = rows[high]
        least, most = math.floor(across - radius), math.ceil(across + radius)
        for place in range(max(0, least), min(len(row) // 3, most)):
            away = math.hypot(place + 0.5 - across, high + 0.5 - down)
            share = min(1.0, max(0.0, radius - away + 0.5))
            for part in range(3):
                under = row[3 * place + part]
                row[3 * place + part] = round(under + (colour[part] - under) * share)
