"""MQTT 3.1.1 as bytes: the packets that a client sends, and those that it hears. Pure: no socket, no clock, no state.

Both programs move the same messages by the thousand, and for that paho costs more than all that is done with them
(decision 53). Only what the contract uses is here: QoS 0 and 1.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from typing import NamedTuple

CONNACK, PUBLISH, PUBACK, PINGRESP = 0x20, 0x30, 0x40, 0xD0
"""The first byte of what a client hears, without its flags."""
PUBACK_HEAD, PUBACK_SIZE = b"\x40\x02", 4
"""How an acknowledgement begins, and how long it is with its number."""
DUP = 0x08
"""Flag of a publish that was sent before."""
RETAIN = 0x01

PINGREQ = b"\xc0\x00"
DISCONNECT = b"\xe0\x00"
LARGEST = 8 << 20
"""Bytes of a packet; no document of the contract comes near."""
REFUSALS = {
    1: "unsupported protocol version",
    2: "client identifier not valid",
    3: "server unavailable",
    4: "bad user name or password",
    5: "not authorized",
}
"""Why a broker does not let a client in, by the code of its CONNACK."""


_two = struct.Struct(">H").pack
_head = struct.Struct(">BBBH").pack
"""A packet's first byte, a length of two bytes, the length of the topic."""


class Malformed(ValueError):
    """These bytes are no MQTT. The connection cannot be used any further."""


class Heard(NamedTuple):
    """A publish that came. ``mid`` is 0 for QoS 0."""

    topic: str
    payload: bytes
    qos: int
    retain: bool
    mid: int


def frames(data: bytes, at: int = 0) -> Iterator[tuple[int, int, int]]:
    """The whole packets in ``data``: first byte, where the body begins, where it ends. Raises `Malformed`."""
    most = len(data)
    while at + 1 < most:
        size, body = data[at + 1], at + 2
        if size & 0x80:
            size &= 0x7F
            for shift in (7, 14, 21):
                if body >= most:
                    return
                more = data[body]
                body += 1
                size |= (more & 0x7F) << shift
                if not more & 0x80:
                    break
            else:
                raise Malformed("a length of more than four bytes")
            if size > LARGEST:
                raise Malformed(f"a packet of {size} bytes")
        end = body + size
        if end > most:
            return
        yield data[at], body, end
        at = end


def heard(first: int, data: bytes, body: int, end: int) -> Heard:
    """The publish between ``body`` and ``end``. Raises `Malformed`."""
    qos = first >> 1 & 3
    start = body + 2 + (data[body] << 8 | data[body + 1]) if body + 2 <= end else end + 1
    after = start + 2 if qos else start
    if qos == 3 or after > end:
        raise Malformed("a publish that ends before its payload")
    mid = data[start] << 8 | data[start + 1] if qos else 0
    try:
        topic = data[body + 2 : start].decode()
    except UnicodeDecodeError:
        raise Malformed("a topic that is no UTF-8") from None
    return Heard(topic, data[after:end], qos, bool(first & RETAIN), mid)


def number(data: bytes, body: int, end: int) -> int:
    """The packet number of an acknowledgement. Raises `Malformed`."""
    if end - body < 2:
        raise Malformed("an acknowledgement without its number")
    return data[body] << 8 | data[body + 1]


def connect(
    client: str,
    user: str,
    password: str,
    keepalive_s: int,
    *,
    will: tuple[str, bytes] | None = None,
    clean: bool = False,
) -> bytes:
    """Sign in (section 3.1); without a ``user`` nobody's name or password is said. The session is kept unless
    ``clean``; a will is retained and of QoS 1."""
    flags = (0xC0 if user else 0) | (0x2C if will else 0) | (0x02 if clean else 0)
    fields = [client.encode()]
    if will:
        fields += will[0].encode(), will[1]
    if user:
        fields += user.encode(), password.encode()
    body = b"\x00\x04MQTT\x04" + bytes((flags,)) + keepalive_s.to_bytes(2) + b"".join(map(_field, fields))
    return b"\x10" + length(len(body)) + body


def publish(topic: str, payload: bytes, qos: int, retain: bool, mid: int) -> bytes:
    """One message; ``mid`` is for QoS 1."""
    name = topic.encode()
    size = len(name) + len(payload) + (4 if qos else 2)
    first = PUBLISH | qos << 1 | retain
    if 0x80 <= size < 0x4000:  # as nearly all that is said
        head = _head(first, size & 0x7F | 0x80, size >> 7, len(name))
    else:
        head = bytes((first,)) + length(size) + _two(len(name))
    return b"".join((head, name, _two(mid) if qos else b"", payload))


def again(packet: bytes) -> bytes:
    """The same publish, said to be sent before."""
    return bytes((packet[0] | DUP,)) + packet[1:]


def puback(mid: int) -> bytes:
    """A message of QoS 1 is with us."""
    return PUBACK_HEAD + _two(mid)


def subscribe(mid: int, topics: Iterable[tuple[str, int]]) -> bytes:
    """Hear these topics, each with at most its QoS."""
    body = mid.to_bytes(2) + b"".join(_text(topic) + bytes((qos,)) for topic, qos in topics)
    return b"\x82" + length(len(body)) + body


def unsubscribe(mid: int, topics: Iterable[str]) -> bytes:
    """Hear these no more."""
    body = mid.to_bytes(2) + b"".join(map(_text, topics))
    return b"\xa2" + length(len(body)) + body


def _text(text: str) -> bytes:
    return _field(text.encode())


def _field(data: bytes) -> bytes:
    return len(data).to_bytes(2) + data


def length(size: int) -> bytes:
    """Seven bits a byte, the lowest first (section 2.2.3)."""
    if size < 0x80:
        return bytes((size,))
    found = bytearray()
    while size:
        size, low = size >> 7, size & 0x7F
        found.append(low | (0x80 if size else 0))
    return bytes(found)
