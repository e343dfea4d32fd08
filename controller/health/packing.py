"""A table of whole numbers in few bytes: differences from row to row, byte by byte, and zlib over all.

Readings hardly change from beat to beat, so an hour of a box takes some hundred bytes instead of some thousand.
"""

from __future__ import annotations

import struct
import zlib

import numpy as np
from numpy.typing import NDArray

Table = NDArray[np.int32]
LARGEST = 1_000_000
"""Bytes unpacked: a broken row must not fill memory."""
_HEAD = struct.Struct("<BII")
_VERSION = 1


def pack(table: Table) -> bytes:
    """Rows and columns of 32 bits. `unpack` gives them back."""
    change = np.diff(table, axis=0, prepend=np.zeros((1, table.shape[1]), np.int32))
    small = ((change << 1) ^ (change >> 31)).astype("<i4")  # 0, -1, 1, -2 … become 0, 1, 2, 3
    planes = np.ascontiguousarray(small.T).view(np.uint8).reshape(table.shape[1], table.shape[0], 4)
    return zlib.compress(_HEAD.pack(_VERSION, *table.shape) + planes.transpose(0, 2, 1).tobytes(), 6)


def unpack(packed: bytes) -> Table:
    """Raises ``ValueError`` for what `pack` did not make."""
    opened = zlib.decompressobj()
    try:
        raw = opened.decompress(packed, LARGEST)
        version, rows, columns = _HEAD.unpack_from(raw)
    except (zlib.error, struct.error) as problem:
        raise ValueError("no pack") from problem
    if not opened.eof or version != _VERSION or len(raw) != _HEAD.size + 4 * rows * columns:
        raise ValueError("no pack")
    planes = np.frombuffer(raw, np.uint8, offset=_HEAD.size).reshape(columns, 4, rows)
    small = np.ascontiguousarray(planes.transpose(0, 2, 1)).view("<u4").reshape(columns, rows)
    change = (small >> 1).astype(np.int32) ^ -(small & 1).astype(np.int32)
    return np.ascontiguousarray(np.cumsum(change, axis=1, dtype=np.int32).T)
