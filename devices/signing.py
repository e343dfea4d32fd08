"""Signed documents: JWS compact (RFC 7515) with Ed25519 (RFC 8037, RFC 9864), sealed and opened by joserfc.

The signature covers the bytes as they were sent; nothing is ever serialised again to verify it. The protected header
says which key signed (``kid``), what the document is (``typ``) and for whom (``scope``), so that a document moved to
another topic or device is refused although its signature is good.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass
from functools import lru_cache
from typing import NewType

import msgspec
from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

from devices.errors import DocumentRefused, Reason

PublicKey = NewType("PublicKey", str)
"""Ed25519 public key, 32 bytes in base64url without padding (``x`` of RFC 8037)."""

ALGORITHM = "Ed25519"
"""Fully specified by RFC 9864, which retires RFC 8037's name EdDSA; the signature is the same."""
LARGEST = 4 * 1024 * 1024
"""Bytes of a document: a fetched timetable; what travels over MQTT stays far below."""

_REGISTRY = jws.JWSRegistry(algorithms=[ALGORITHM], strict_check_header=False)
# joserfc's own limit is made for web tokens; the one of this contract was checked before.
_REGISTRY.max_payload_length = LARGEST


class Header(msgspec.Struct, frozen=True):
    """The protected header."""

    alg: str
    kid: str
    typ: str
    scope: str


@dataclass(frozen=True, slots=True)
class Sealed:
    """A document taken apart, its signature not yet checked."""

    header: Header
    payload: bytes
    document: bytes

    @property
    def hash(self) -> str:
        """SHA-256 of the document's bytes: its name in `Have` and in a `Pointer`."""
        return document_hash(self.document)


class SigningKey:
    """A private key and its name. Made, kept and loaded by the controller only."""

    def __init__(self, kid: str, private: OKPKey) -> None:
        self.kid = kid
        self._private = private

    @classmethod
    def generate(cls, kid: str) -> SigningKey:
        """A new key."""
        return cls(kid, OKPKey.generate_key("Ed25519"))

    @classmethod
    def from_pem(cls, kid: str, pem: bytes) -> SigningKey:
        """A key from its PKCS 8 file."""
        return cls(kid, OKPKey.import_key(pem))

    def pem(self) -> bytes:
        """PKCS 8, unencrypted: the file must be readable by its owner alone."""
        return self._private.as_pem(private=True)

    @property
    def public(self) -> PublicKey:
        """The half that devices know."""
        return PublicKey(str(self._private.as_dict(private=False)["x"]))

    def seal(self, payload: bytes, typ: str, scope: str) -> bytes:
        """Sign ``payload`` as a ``typ`` for ``scope`` (a device id or an area code)."""
        header = {"alg": ALGORITHM, "kid": self.kid, "typ": typ, "scope": scope}
        return jws.serialize_compact(header, payload, self._private, registry=_REGISTRY).encode("ascii")


def document_hash(document: bytes) -> str:
    """SHA-256 of a signed document's bytes."""
    return hashlib.sha256(document).hexdigest()


def take_apart(document: bytes) -> Sealed:
    """Read header and payload without trusting them; raises `DocumentRefused`."""
    if len(document) > LARGEST:
        raise DocumentRefused(Reason.TOO_LARGE, f"{len(document)} bytes")
    parts = document.split(b".")
    if len(parts) != 3:
        raise DocumentRefused(Reason.MALFORMED, "not three parts")
    try:
        header = msgspec.json.decode(_unbase64(parts[0]), type=Header)
        payload = _unbase64(parts[1])
    except (ValueError, msgspec.MsgspecError) as error:
        raise DocumentRefused(Reason.MALFORMED, str(error)) from None
    if header.alg != ALGORITHM:
        raise DocumentRefused(Reason.MALFORMED, f"algorithm {header.alg}")
    return Sealed(header, payload, document)


@lru_cache(maxsize=64)
def is_signed_by(document: bytes, public: PublicKey) -> bool:
    """Whether ``public`` signed these bytes.

    Remembered by (bytes, key): the answer never changes, and a process that simulates thousands of devices
    hears the same group command thousands of times.
    """
    try:
        jws.deserialize_compact(document, _public(public), registry=_REGISTRY)
    except (JoseError, ValueError):
        return False
    return True


@lru_cache(maxsize=256)
def _public(public: PublicKey) -> OKPKey:
    return OKPKey.import_key({"kty": "OKP", "crv": "Ed25519", "x": public})


def _unbase64(part: bytes) -> bytes:
    try:
        return base64.urlsafe_b64decode(part + b"=" * (-len(part) % 4))
    except binascii.Error as error:
        raise ValueError(str(error)) from None
