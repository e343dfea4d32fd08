"""Names on the wire.

Every id is 1–64 characters of ``a–z 0–9 -``, so that it can be a topic level, a file name, an MQTT user and a client
id without escaping anywhere.
"""

from __future__ import annotations

import re
from typing import NewType

AreaCode = NewType("AreaCode", str)
DeviceId = NewType("DeviceId", str)
MediaHash = NewType("MediaHash", str)
"""SHA-256 of a file's bytes, 64 lower-case hexadecimal digits."""

ID_PATTERN = r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?"
_ID = re.compile(ID_PATTERN)
_HASH = re.compile(r"[0-9a-f]{64}")


def is_id(text: str) -> bool:
    """Whether ``text`` may name an area or a device."""
    return _ID.fullmatch(text) is not None


def is_hash(text: str) -> bool:
    """Whether ``text`` has the form of a media name."""
    return _HASH.fullmatch(text) is not None
