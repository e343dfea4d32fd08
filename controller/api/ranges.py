"""The one kind of range that downloads need: a single run of bytes (RFC 9110, 14)."""

from __future__ import annotations

import re

from controller.errors import Refused

_ONE = re.compile(r"\s*bytes\s*=\s*(\d*)\s*-\s*(\d*)\s*", re.ASCII | re.IGNORECASE)
LONGEST = 18  # digits of a number; more are nonsense


def asked(header: str | None, size: int) -> tuple[int, int] | None:
    """``(first, end)`` with ``0 <= first < end <= size``, or None for the whole.

    A header that is not understood, or asks for several runs, means the whole, as the standard allows. Raises
    ``Refused("range-outside")`` where nothing of what is asked is there.
    """
    match = _ONE.fullmatch(header or "")
    if match is None:
        return None
    first, last = match.groups()
    if not (first or last) or max(len(first), len(last)) > LONGEST or (first and last and int(last) < int(first)):
        return None
    start = int(first) if first else max(size - int(last), 0)
    end = min(int(last) + 1, size) if first and last else size
    if start >= size or (not first and int(last) == 0):
        raise Refused("range-outside", size=size)
    return start, end
