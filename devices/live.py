"""Live sound on the wire: a few pieces of Opus a message, signed with a key that lives as long as the session.

The signed session (`messages.Live`) names the key, so that each message needs no certificate, no text form and no
header: 64 bytes of signature before the body. The signature covers the session's name, too, and the body numbers its
pieces; so a message is good in one session, at one place in it, and nowhere else.

| bytes | body |
|---|---|
| 1 | 1: sound; 2: the end, nothing comes from this number on; 3: nothing comes for now, because the source fails |
| 4 | number of the first piece, most significant byte first |
| 2 + n | of 1: a piece: its length, its bytes; so for each of them |
| 1 | of 3: what is wrong with the source (`FAULT_CODES`) |

A sound message without pieces is a sign of life: nobody speaks at the moment, but the session goes on.
"""

from __future__ import annotations

import base64
from functools import lru_cache
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from devices.errors import DocumentRefused, Reason
from devices.relay import DEAD, SILENT, WRONG
from devices.signing import PublicKey

SOUND, END, FAULT = 1, 2, 3
FAULT_CODES = {1: DEAD, 2: WRONG, 3: SILENT}
"""What is wrong with the source of a relay, as one byte."""
FRAMES = "frames:"
"""Before a session's id: reports about its messages, which are no rung of the session itself."""
PIECES_LOST = "pieces-lost"
"""Such a report is `failed` for this reason while many pieces do not come in time, and `done` when all do again."""
SIGNATURE = 64
HEAD = 5
LARGEST = 8_192
"""Bytes of a message: half a second of the best Opus."""
PIECE = 1_275
"""Bytes of a piece: no Opus frame is larger."""
LAST = 2**32 - 1
PURPOSE = b"tl1-live\x00"
"""What the key signs begins so, and with the session's name: it can mean nothing else."""
_BYTES = {fault: code for code, fault in FAULT_CODES.items()}


class Frames(NamedTuple):
    """One message, read: pieces from number ``first`` on, or the end before it; or why none come from there on."""

    first: int
    pieces: tuple[bytes, ...] = ()
    end: bool = False
    fault: str = ""


class SessionKey:
    """The key of one session. It is never written down: a service that dies ends the session."""

    def __init__(self) -> None:
        self._private = Ed25519PrivateKey.generate()

    @property
    def public(self) -> PublicKey:
        """The half that the signed session names."""
        return PublicKey(base64.urlsafe_b64encode(self._private.public_key().public_bytes_raw()).rstrip(b"=").decode())

    def seal(self, session: str, frames: Frames) -> bytes:
        """The message, signed."""
        body = write(frames)
        return self._private.sign(_signed(session, body)) + body


def write(frames: Frames) -> bytes:
    """The body."""
    number = frames.first.to_bytes(4, "big")
    if frames.fault:
        return bytes((FAULT,)) + number + bytes((_BYTES[frames.fault],))
    pieces = b"".join(len(piece).to_bytes(2, "big") + piece for piece in frames.pieces)
    return bytes((END if frames.end else SOUND,)) + number + pieces


# Thousands of simulated devices in one process hear the same message.
@lru_cache(maxsize=256)
def admit(message: bytes, session: str, public: PublicKey) -> Frames:
    """The pieces of a message, if the session's key signed it; raises `DocumentRefused`."""
    if len(message) > LARGEST:
        raise DocumentRefused(Reason.TOO_LARGE, f"{len(message)} bytes")
    if len(message) < SIGNATURE + HEAD:
        raise DocumentRefused(Reason.MALFORMED, "no room for signature and number")
    body = message[SIGNATURE:]
    try:
        _public(public).verify(message[:SIGNATURE], _signed(session, body))
    except InvalidSignature:
        raise DocumentRefused(Reason.BAD_SIGNATURE, session) from None
    return _read(body)


def _read(body: bytes) -> Frames:
    if body[0] == FAULT:
        return _fault(body)
    if body[0] not in (SOUND, END):
        raise DocumentRefused(Reason.MALFORMED, f"kind {body[0]}")
    first, pieces = int.from_bytes(body[1:HEAD], "big"), _pieces(body)
    at = HEAD + sum(2 + len(piece) for piece in pieces)
    if at != len(body) or first + len(pieces) > LAST or (body[0] == END and pieces):
        raise DocumentRefused(Reason.MALFORMED, "pieces do not fill the message")
    return Frames(first, pieces, body[0] == END)


def _fault(body: bytes) -> Frames:
    if len(body) != HEAD + 1 or body[HEAD] not in FAULT_CODES:
        raise DocumentRefused(Reason.MALFORMED, "no fault of a source that is known")
    return Frames(int.from_bytes(body[1:HEAD], "big"), fault=FAULT_CODES[body[HEAD]])


def _pieces(body: bytes) -> tuple[bytes, ...]:
    found, at = [], HEAD
    while at + 2 <= len(body):
        length = int.from_bytes(body[at : at + 2], "big")
        if not 0 < length <= PIECE or at + 2 + length > len(body):
            raise DocumentRefused(Reason.MALFORMED, f"a piece of {length} bytes")
        found.append(body[at + 2 : at + 2 + length])
        at += 2 + length
    return tuple(found)


def _signed(session: str, body: bytes) -> bytes:
    return PURPOSE + session.encode() + b"\x00" + body


@lru_cache(maxsize=256)
def _public(public: PublicKey) -> Ed25519PublicKey:
    raw = base64.urlsafe_b64decode(f"{public}=")
    return Ed25519PublicKey.from_public_bytes(raw)
