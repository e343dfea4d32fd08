"""Who may sign what: roles, scopes, dates, and the list of keys under one root key.

A device is provisioned with the root's public half alone. The root, kept off line, signs nothing but the list (`Keys`);
the list names the working keys. A working key that is lost is marked revoked in the next list.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, field

from devices.errors import DocumentRefused, Reason
from devices.messages import KeyEntry, Keys
from devices.signing import PublicKey

ROOT_KID = "root"


class Role(enum.StrEnum):
    """What a working key is for."""

    SCHEDULE = "schedule"
    COMMAND = "command"
    EMERGENCY = "emergency"
    FIRMWARE = "firmware"
    TIME = "time"


MAY_SIGN: dict[str, frozenset[Role]] = {
    "timetable": frozenset({Role.SCHEDULE}),
    "command": frozenset({Role.COMMAND, Role.EMERGENCY}),
    "alert": frozenset({Role.EMERGENCY}),
    "time": frozenset({Role.TIME}),
    "alive": frozenset({Role.TIME}),
    "firmware": frozenset({Role.FIRMWARE}),
}
"""By the document's ``typ``. ``keys`` is not here: the root alone signs it. A play of class emergency needs the
emergency role as well, which the gate checks when it has read the class; a maker's key signs images of its own models
alone (see `firmware`)."""


@dataclass(frozen=True, slots=True)
class KeyRing:
    """The root's public half, and the newest list that it signed."""

    root: PublicKey
    listed: Keys | None = None
    _by_kid: dict[str, KeyEntry] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        entries = self.listed.keys if self.listed else ()
        object.__setattr__(self, "_by_kid", {entry.kid: entry for entry in entries})

    @property
    def version(self) -> int:
        """Of the list held; 0 before the first."""
        return self.listed.v if self.listed else 0

    def signer(self, kid: str, typ: str, now_ms: int | None) -> KeyEntry:
        """The entry of a key that may sign a ``typ`` now; raises `DocumentRefused`.

        Without a trusted clock (``now_ms`` None) the dates cannot be checked and are passed over.
        """
        entry = self._by_kid.get(kid)
        if entry is None:
            raise DocumentRefused(Reason.UNKNOWN_KEY, kid)
        if entry.revoked:
            raise DocumentRefused(Reason.REVOKED_KEY, kid)
        if now_ms is not None and not entry.since <= now_ms < entry.until:
            raise DocumentRefused(Reason.KEY_OUT_OF_DATE, kid)
        if MAY_SIGN.get(typ, frozenset()).isdisjoint(entry.roles):
            raise DocumentRefused(Reason.WRONG_ROLE, f"{kid} may not sign {typ}")
        return entry
