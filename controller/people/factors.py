"""The second factor: six figures that a telephone makes of a secret and the time (RFC 6238), and codes on paper.

The secret is kept sealed with a key from the folder of keys, bound to its person: who has the database alone, or moves
a row, has nothing. A code is good once, for its half minute and the ones beside it.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from controller.broadcast.desk import Desk
from controller.errors import Clash, Refused, Unauthenticated
from controller.fleet import pepper
from controller.people import attempts, myself
from controller.people.who import Who
from controller.store import audit, factors, throttles
from controller.store.factors import Factor

ISSUER = "Tiếng Làng"
STEP_S = 30
DRIFT = 1
"""Steps that a telephone's clock may be wrong, either way."""
_DIGITS, _SECRET_BYTES, _NONCE_BYTES = 6, 20, 12
RECOVERY = 10
_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS, _GROUP = 2, 5


@dataclass(frozen=True, slots=True)
class Offered:
    """What a telephone has to read: now, and never again."""

    secret: str
    link: str


def begin(desk: Desk, who: Who) -> Offered:
    """A new secret; sign-in asks for it once a code has proven that the telephone has it.

    Raises ``Clash("factor-there")`` where one is in use.
    """
    raw, now_ms = secrets.token_bytes(_SECRET_BYTES), desk.now_ms()
    sealed = _seal(_key(desk), who.user_id, raw)
    with desk.store.write() as conn:
        if factors.confirmed(conn, who.user_id) is not None:
            raise Clash("factor-there")
        factors.put(conn, Factor(who.user_id, sealed, now_ms))
        audit.append(conn, now_ms, who.login, "factor-begin", who.user_id, address=desk.address)
    return _offered(raw, who.login)


def offered(desk: Desk, who: Who) -> Offered | None:
    """What was begun and is not proven yet."""
    with desk.store.read() as conn:
        row = factors.get(conn, who.user_id)
    if row is None or row.confirmed_ms is not None:
        return None
    return _offered(_open(_key(desk), row), who.login)


def confirm(desk: Desk, who: Who, code: str) -> list[str]:
    """The telephone has it: sign-in asks for it from now on. Recovery codes, shown this once.

    Raises ``Refused("factor-none")``, ``Clash("factor-there")``, and as `prove` does.
    """
    now_ms = desk.now_ms()
    attempts.count(desk.store, [f"code:{who.user_id}"], now_ms)
    with desk.store.read() as conn:
        row = factors.get(conn, who.user_id)
    if row is None:
        raise Refused("factor-none", "code")
    if row.confirmed_ms is not None:
        raise Clash("factor-there")
    step = _step(_open(_key(desk), row), code, now_ms)
    if step is None:
        raise Refused("code-wrong", "code")
    with desk.store.write() as conn:
        if not factors.take_step(conn, who.user_id, step):
            raise Refused("code-used", "code")
        factors.confirm(conn, who.user_id, now_ms)
        throttles.forget(conn, f"code:{who.user_id}")
        made = _fresh(desk)
        factors.put_codes(conn, who.user_id, made.values())
        audit.append(conn, now_ms, who.login, "factor-on", who.user_id, address=desk.address)
    return list(made)


def renew_codes(desk: Desk, who: Who, password: str) -> list[str]:
    """New recovery codes; those before are good no more. Raises ``Refused("factor-none")``, and as `myself.prove`."""
    myself.prove(desk, who, password)
    now_ms = desk.now_ms()
    with desk.store.write() as conn:
        if factors.confirmed(conn, who.user_id) is None:
            raise Refused("factor-none")
        made = _fresh(desk)
        factors.put_codes(conn, who.user_id, made.values())
        audit.append(conn, now_ms, who.login, "factor-codes", who.user_id, address=desk.address)
    return list(made)


def off(desk: Desk, who: Who, password: str) -> None:
    """By password alone from now on. Raises ``Refused("factor-none")``, and as `myself.prove` does."""
    myself.prove(desk, who, password)
    with desk.store.write() as conn:
        if not factors.forget(conn, who.user_id):
            raise Refused("factor-none")
        audit.append(conn, desk.now_ms(), who.login, "factor-off", who.user_id, address=desk.address)


def prove(desk: Desk, user_id: str, code: str, now_ms: int) -> None:
    """A code of the telephone, or one on paper. Each is good once.

    Raises ``Unauthenticated``: ``code-wrong``, ``code-used``, ``signin-wait``.
    """
    attempts.count(desk.store, [f"code:{user_id}"], now_ms)
    with desk.store.read() as conn:
        row = factors.confirmed(conn, user_id)
    if row is None:
        return
    step = _step(_open(_key(desk), row), code, now_ms)
    with desk.store.write() as conn:
        if step is not None:
            if not factors.take_step(conn, user_id, step):
                raise Unauthenticated("code-used", "code")
        elif not factors.use_code(conn, user_id, _hash(desk, code), now_ms):
            raise Unauthenticated("code-wrong", "code")
        throttles.forget(conn, f"code:{user_id}")


def _step(raw: bytes, code: str, now_ms: int) -> int | None:
    """Which half minute a code belongs to, of those that are good now."""
    typed, now = "".join(code.split()).encode("ascii", "replace"), now_ms // 1000 // STEP_S
    maker = TOTP(raw, _DIGITS, SHA1(), STEP_S)  # noqa: S303 -- what every telephone's program speaks
    good = [
        step
        for step in range(now - DRIFT, now + DRIFT + 1)
        if hmac.compare_digest(maker.generate(step * STEP_S), typed)
    ]
    return good[-1] if good else None


def _offered(raw: bytes, login: str) -> Offered:
    link = TOTP(raw, _DIGITS, SHA1(), STEP_S).get_provisioning_uri(login, ISSUER)  # noqa: S303 -- as above
    return Offered(base64.b32encode(raw).decode().rstrip("="), link)


def _fresh(desk: Desk) -> dict[str, str]:
    made = [
        "-".join("".join(secrets.choice(_SIGNS) for _ in range(_GROUP)) for _ in range(_GROUPS))
        for _ in range(RECOVERY)
    ]
    return {one: _hash(desk, one) for one in made}


def _hash(desk: Desk, code: str) -> str:
    plain = "".join(sign for sign in code.casefold() if sign.isalnum())
    return hmac.new(_key(desk), b"recovery\0" + plain.encode(errors="replace"), hashlib.sha256).hexdigest()


def _key(desk: Desk) -> bytes:
    """Of the secret beside the signing keys, and good for nothing else."""
    return hmac.new(pepper.load(desk.settings.data_dir / "keys"), b"second factor\0", hashlib.sha256).digest()


def _seal(key: bytes, user_id: str, raw: bytes) -> str:
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return base64.b64encode(nonce + ChaCha20Poly1305(key).encrypt(nonce, raw, user_id.encode())).decode()


def _open(key: bytes, row: Factor) -> bytes:
    kept = base64.b64decode(row.sealed)
    try:
        return ChaCha20Poly1305(key).decrypt(kept[:_NONCE_BYTES], kept[_NONCE_BYTES:], row.user_id.encode())
    except InvalidTag:
        raise Refused("factor-unreadable", "code") from None
