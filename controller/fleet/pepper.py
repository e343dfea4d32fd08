"""The secret that codes are hashed with: a file beside the keys, so that who has only the database has no code."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from base64 import urlsafe_b64encode
from pathlib import Path

FILE = "claim.key"
BYTES = 32
PASSWORD_BYTES = 24


def load(folder: Path) -> bytes:
    """The secret; made where there is none yet."""
    file = folder / FILE
    if not file.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = folder / f".{FILE}.{secrets.token_hex(4)}"
        with os.fdopen(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as made:
            made.write(secrets.token_bytes(BYTES))
            made.flush()
            os.fsync(made.fileno())
        try:
            os.link(fresh, file)  # whoever is first
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return file.read_bytes()


def hashed(pepper: bytes, code: str) -> str:
    """What is kept of a code. It has 75 random bits, and without the secret nobody can even begin to try."""
    return hmac.new(pepper, b"code\0" + code.encode(), hashlib.sha256).hexdigest()


def password(pepper: bytes, code: str, nonce: str) -> str:
    """The password of a box that used a code with this nonce: the same each time that it asks, and written nowhere."""
    digest = hmac.new(pepper, f"password\0{code}\0{nonce}".encode(), hashlib.sha384).digest()
    return urlsafe_b64encode(digest[:PASSWORD_BYTES]).decode()


def print_of(nonce: str) -> str:
    """What is kept of a nonce."""
    return hashlib.sha256(nonce.encode()).hexdigest()
