"""Who sends messages to browsers (RFC 8292): a key of this service, beside its signing keys, and tokens signed with it.

A browser gives its address away to this key alone, so that whoever finds an address cannot send to it.
"""

from __future__ import annotations

import os
import secrets
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from joserfc import jwt
from joserfc.jwk import ECKey

from controller.post.sealing import padless, point

FILE = "push.pem"
TOKEN_S = 12 * 3_600
"""No push service takes a token of more than a day."""


@lru_cache(maxsize=4)
def key(folder: Path) -> ec.EllipticCurvePrivateKey:
    """The key in this folder; made where there is none yet. With another one every browser would have to ask anew."""
    file = folder / FILE
    if not file.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = folder / f".{FILE}.{secrets.token_hex(4)}"
        made = ec.generate_private_key(ec.SECP256R1())
        with os.fdopen(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as there:
            there.write(made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
            there.flush()
            os.fsync(there.fileno())
        try:
            os.link(fresh, file)  # whoever is first
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    found = load_pem_private_key(file.read_bytes(), None)
    assert isinstance(found, ec.EllipticCurvePrivateKey)
    return found


def public(folder: Path) -> str:
    """As browsers ask for it."""
    return padless(point(key(folder).public_key()))


def authorization(folder: Path, address: str, contact: str, now_ms: int) -> str:
    """The header that says who sends, for one push service. ``contact``: ``mailto:…`` or ``https://…``."""
    parts, own = urlsplit(address), key(folder)
    claims: dict[str, object] = {"aud": f"{parts.scheme}://{parts.netloc}", "exp": now_ms // 1000 + TOKEN_S}
    if contact:
        claims["sub"] = contact
    pem = own.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    token = jwt.encode({"typ": "JWT", "alg": "ES256"}, claims, ECKey.import_key(pem), algorithms=["ES256"])
    return f"vapid t={token}, k={padless(point(own.public_key()))}"
