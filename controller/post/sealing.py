"""A message to a browser, sealed so that only that browser reads it (RFC 8291, one record of RFC 8188). Pure.

The push service in between sees nothing but its length.
"""

from __future__ import annotations

import base64
import binascii
import struct

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

RECORD = 4096
"""Bytes of a record: every push service takes so much."""
AUTH, POINT, SALT = 16, 65, 16
"""Bytes of a browser's secret, of a public key, of a salt."""
_LAST = b"\x02"
"""Behind the text of the last record."""


def unpadded(text: str) -> bytes:
    """base64url without its padding, as browsers write it. Raises `ValueError`."""
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except binascii.Error as wrong:
        raise ValueError(str(wrong)) from None


def padless(data: bytes) -> str:
    """The other way round."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def public_key(p256dh: str) -> ec.EllipticCurvePublicKey:
    """A browser's key. Raises `ValueError` for what is no point of the curve."""
    return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), unpadded(p256dh))


def secret(auth: str) -> bytes:
    """A browser's secret. Raises `ValueError`."""
    found = unpadded(auth)
    if len(found) != AUTH:
        raise ValueError("16 bytes")
    return found


def point(key: ec.EllipticCurvePublicKey) -> bytes:
    """A public key as it is sent."""
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def keys(
    own: ec.EllipticCurvePrivateKey, other: ec.EllipticCurvePublicKey, context: bytes, auth: bytes, salt: bytes
) -> tuple[bytes, bytes]:
    """The key and the nonce of a message; ``context`` is the receiver's point, then the sender's."""
    shared = _derived(auth, own.exchange(ec.ECDH(), other), b"WebPush: info\x00" + context, 32)
    return (
        _derived(salt, shared, b"Content-Encoding: aes128gcm\x00", 16),
        _derived(salt, shared, b"Content-Encoding: nonce\x00", 12),
    )


def seal(text: bytes, p256dh: str, auth: str, *, own: ec.EllipticCurvePrivateKey, salt: bytes) -> bytes:
    """The body to send; ``own`` and ``salt`` are new for each. Raises `ValueError`: wrong keys, or too long."""
    if len(text) > RECORD - 17 - (SALT + 5 + POINT):
        raise ValueError("longer than a record")
    there, here = public_key(p256dh), point(own.public_key())
    key, nonce = keys(own, there, point(there) + here, secret(auth), salt)
    head = salt + struct.pack("!LB", RECORD, len(here)) + here
    return head + AESGCM(key).encrypt(nonce, text + _LAST, None)


def _derived(salt: bytes, secret: bytes, info: bytes, length: int) -> bytes:
    return HKDF(hashes.SHA256(), length, salt, info).derive(secret)
