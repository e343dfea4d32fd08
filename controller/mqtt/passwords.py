"""Passwords of MQTT users: made at random, kept only as Mosquitto's salted hashes."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from base64 import b64decode, b64encode

ITERATIONS = 101
"""Mosquitto's own number. Every reload makes the broker hash the password of *every* connected client again, in
its only thread, so thousands of rounds would silence a large fleet for minutes. Few rounds are enough because our
passwords are 192 random bits, which nobody finds by trying, and not words that people chose."""

SALT_BYTES = 12
PASSWORD_BYTES = 24

HASH = re.compile(r"\$7\$[1-9][0-9]*\$[A-Za-z0-9+/]+={0,2}\$[A-Za-z0-9+/]+={0,2}")
"""The form that Mosquitto 2 writes: PBKDF2-HMAC-SHA512 as `$7$rounds$salt$hash`, both in base64."""


def new_password() -> str:
    """32 characters that need no quoting anywhere."""
    return secrets.token_urlsafe(PASSWORD_BYTES)


def password_hash(password: str, salt: bytes | None = None, iterations: int = ITERATIONS) -> str:
    """What may be stored of a password."""
    salt = secrets.token_bytes(SALT_BYTES) if salt is None else salt
    digest = hashlib.pbkdf2_hmac("sha512", password.encode(), salt, iterations)
    return f"$7${iterations}${b64encode(salt).decode()}${b64encode(digest).decode()}"


def password_fits(password: str, stored: str) -> bool:
    """Whether `password` is the one behind `stored`. A malformed hash fits nothing."""
    if not HASH.fullmatch(stored):
        return False
    _, _, iterations, salt, _ = stored.split("$")
    return hmac.compare_digest(password_hash(password, b64decode(salt), int(iterations)), stored)
