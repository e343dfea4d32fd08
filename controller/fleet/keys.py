"""The signing keys: made, rotated, revoked, and the list of them that devices get.

Private halves are files that only their owner may read, one a key; public halves are rows. The root signs the list and
nothing else, so it may lie on a stick in a drawer: only making, rotating and revoking ask for it.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
from sqlalchemy import Connection

from controller.errors import Clash, NotFound, Refused
from controller.store import facts, keys
from devices.keys import MAY_SIGN, ROOT_KID, Role
from devices.messages import KeyEntry, Keys
from devices.signing import SigningKey

LIFE_MS = 3 * 365 * 86_400_000
"""A working key is good for three years; a rotation each year leaves two for a box in a store room."""
LIST_LIFE_MS = 10 * 365 * 86_400_000
VERSION = "keys-version"
DOCUMENT = "keys-document"
ROOT_AREA = "root-area"

WORKING: tuple[tuple[str, tuple[Role, ...]], ...] = (
    ("schedule", (Role.SCHEDULE,)),
    ("command", (Role.COMMAND,)),
    ("emergency", (Role.COMMAND, Role.EMERGENCY)),
    ("time", (Role.TIME,)),
)
"""The keys of a new service, by purpose. An emergency key may also sign the stop that ends it. Images of software are
signed by their makers, off line (`makers`)."""

PURPOSES = tuple(purpose for purpose, _ in WORKING)


@dataclass(frozen=True, slots=True)
class Made:
    """A key that was just made."""

    kid: str
    purpose: str
    file: Path


def make_all(conn: Connection, folder: Path, root_area: str, now_ms: int) -> list[Made]:
    """The root and one key for each purpose, and the first list. Raises ``Clash("keys-there")``."""
    if keys.every(conn) or (folder / _file(ROOT_KID)).exists():
        raise Clash("keys-there", folder=str(folder))
    root = SigningKey.generate(ROOT_KID)
    _write(folder, root)
    facts.put(conn, "root-public", root.public)
    facts.put(conn, ROOT_AREA, root_area)
    made = [_make(conn, folder, purpose, now_ms) for purpose in PURPOSES]
    publish(conn, root, now_ms)
    return made


def rotate(conn: Connection, folder: Path, purpose: str, now_ms: int, root_file: Path | None = None) -> Made:
    """A new key for a purpose. The old one stays good to verify what it signed until it is revoked or expires."""
    if purpose not in PURPOSES:
        raise Refused("key-purpose-unknown", "purpose", purpose=purpose, known=", ".join(PURPOSES))
    root = load_root(folder, root_file)
    made = _make(conn, folder, purpose, now_ms)
    publish(conn, root, now_ms)
    return made


def revoke(conn: Connection, folder: Path, kid: str, now_ms: int, root_file: Path | None = None) -> None:
    """Withdraw a key on every device that hears the new list; the private half is deleted.

    Raises ``Clash("key-only-one")`` for the last of its purpose: the service could not sign any more.
    """
    root = load_root(folder, root_file)
    known = [one for one in keys.every(conn) if not one.revoked_ms and one.until_ms > now_ms]
    mine = next((one for one in known if one.kid == kid), None)
    if mine is None:
        raise NotFound("key-unknown", kid=kid)
    ours = str(Role.FIRMWARE) not in mine.roles
    if ours and not any(one.roles == mine.roles for one in known if one.kid != kid):
        raise Clash("key-only-one", kid=kid, purpose=kid.rpartition("-")[0])
    keys.revoke(conn, kid, now_ms)
    (folder / _file(kid)).unlink(missing_ok=True)
    publish(conn, root, now_ms)


def load_root(folder: Path, root_file: Path | None = None) -> SigningKey:
    """The root's private half. Raises ``Refused("key-root-away")`` while it is kept off line."""
    file = root_file or folder / _file(ROOT_KID)
    try:
        return SigningKey.from_pem(ROOT_KID, file.read_bytes())
    except OSError:
        raise Refused("key-root-away", file=str(file)) from None


def publish(conn: Connection, root: SigningKey, now_ms: int) -> None:
    """Sign the list as it is now; the running service notices the new version and sends it."""
    area = facts.get(conn, ROOT_AREA) or ""
    # Rises for life, even where an older backup is restored: the clock is its floor.
    version = facts.next(conn, VERSION, floor=now_ms)
    entries = tuple(
        KeyEntry(
            one.kid,
            one.public,
            tuple(one.roles),
            one.scope,
            one.since_ms,
            one.until_ms,
            bool(one.revoked_ms),
            tuple(one.models),
        )
        for one in keys.every(conn)
    )
    listed = Keys(v=version, iat=now_ms, exp=now_ms + LIST_LIFE_MS, keys=entries)
    document = root.seal(msgspec.json.encode(listed), "keys", area)
    facts.put(conn, DOCUMENT, document.decode("ascii"))


def document(conn: Connection) -> bytes | None:
    """The signed list as devices get it, retained, on each connection to the broker; None before the first."""
    kept = facts.get(conn, DOCUMENT)
    return None if kept is None else kept.encode("ascii")


class Signer:
    """The private halves that the running service signs with: for each kind of document the newest good key."""

    def __init__(self, keys_by_role: dict[Role, SigningKey], root_area: str, root_public: str) -> None:
        self._by_role = keys_by_role
        self.root_area = root_area
        self.root_public = root_public

    @classmethod
    def load(cls, conn: Connection, folder: Path, now_ms: int) -> Signer:
        """From the folder of keys. Raises ``Refused("keys-missing")`` where a purpose has no usable key."""
        root_area, root_public = facts.get(conn, ROOT_AREA), facts.get(conn, "root-public")
        if root_area is None or root_public is None:
            raise Refused("keys-missing", folder=str(folder))
        found: dict[Role, SigningKey] = {}
        for entry in keys.every(conn):
            file = folder / _file(entry.kid)
            if entry.revoked_ms or not entry.since_ms <= now_ms < entry.until_ms or not file.exists():  # or a maker's
                continue
            # Of several the newest: `every` gives the oldest first. The emergency key also may sign commands, and
            # is kept for emergencies.
            role = Role.EMERGENCY if Role.EMERGENCY in entry.roles else Role(entry.roles[0])
            found[role] = SigningKey.from_pem(entry.kid, file.read_bytes())
        if not {Role.SCHEDULE, Role.COMMAND, Role.EMERGENCY, Role.TIME} <= set(found):
            raise Refused("keys-missing", folder=str(folder))
        return cls(found, root_area, root_public)

    def seal(self, message: msgspec.Struct, typ: str, scope: str, *, emergency: bool = False) -> bytes:
        """Sign a message as a ``typ`` for ``scope``."""
        return self.seal_bytes(msgspec.json.encode(message), typ, scope, emergency=emergency)

    def seal_bytes(self, payload: bytes, typ: str, scope: str, *, emergency: bool = False) -> bytes:
        """Sign a payload that is already written."""
        return self.key(typ, emergency=emergency).seal(payload, typ, scope)

    def key(self, typ: str, *, emergency: bool = False) -> SigningKey:
        """The key that signs a ``typ``."""
        role = Role.EMERGENCY if emergency or typ == "alert" else min(MAY_SIGN[typ] - {Role.EMERGENCY})
        return self._by_role[role]


def _make(conn: Connection, folder: Path, purpose: str, now_ms: int) -> Made:
    roles: Sequence[Role] = dict(WORKING)[purpose]
    key = SigningKey.generate(f"{purpose}-{secrets.token_hex(4)}")
    file = _write(folder, key)
    scope = facts.get(conn, ROOT_AREA) or ""
    keys.add(conn, keys.Key(key.kid, key.public, [str(role) for role in roles], scope, now_ms, now_ms + LIFE_MS))
    return Made(key.kid, purpose, file)


def _write(folder: Path, key: SigningKey) -> Path:
    """Readable by the owner alone from the first byte on."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = folder / _file(key.kid)
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as out:
        out.write(key.pem())
        out.flush()
        os.fsync(out.fileno())
    return file


def _file(kid: str) -> str:
    return f"{kid}.pem"
