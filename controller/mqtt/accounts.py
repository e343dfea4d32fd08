"""Who may do what at the broker: Mosquitto's password file and access list, made from our accounts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from controller.mqtt.passwords import HASH
from devices.ids import is_id
from devices.topics import ROOT, TABLE, Kind

CONTROLLER = "_controller"
PROBE = "_probe"
"""Names that no device can have: ids hold no underscore."""


@dataclass(frozen=True, slots=True)
class Account:
    """One device at the broker. `groups` are the codes of all areas on its path, province to hamlet."""

    username: str
    password_hash: str
    groups: tuple[str, ...] = ()
    stolen: bool = False
    """It may come and say that it is there, and hears nothing."""

    def __post_init__(self) -> None:
        """These go into line-based files, so nothing that could end a line or widen a topic gets this far."""
        if not all(is_id(name) for name in (self.username, *self.groups)):
            raise ValueError(f"not an id: {self.username!r} {self.groups!r}")
        if not HASH.fullmatch(self.password_hash):
            raise ValueError(f"not a password hash of {self.username}")


def password_file(accounts: Iterable[Account], controller_hash: str, probe_hash: str) -> str:
    """One line per user. The probe is who we are when we only ask whether the broker answers."""
    rows = [(CONTROLLER, controller_hash), (PROBE, probe_hash)]
    rows += ((account.username, account.password_hash) for account in accounts)
    return "".join(f"{name}:{stored}\n" for name, stored in rows)


def access_list(accounts: Iterable[Account]) -> str:
    """What each user may read and write; whatever is not named here is forbidden."""
    lines = [f"user {CONTROLLER}", f"topic readwrite {ROOT}/#"]
    for account in accounts:
        lines += [f"user {account.username}", *(_nothing(account) if account.stolen else _all(account))]
    # %u is the name that the client signed in with; the broker makes it the client id too
    lines += [f"pattern read {ROOT}/d/%u/#", f"pattern write {ROOT}/u/%u/#"]
    return "\n".join(lines) + "\n"


def _all(account: Account) -> list[str]:
    return [f"topic read {ROOT}/svc/#", *(f"topic read {ROOT}/g/{group}/#" for group in account.groups)]


def _nothing(account: Account) -> list[str]:
    """Mosquitto looks at what is denied first, also before its patterns."""
    said = [TABLE[kind].of(account.username) for kind in (Kind.HAVE, Kind.REPORT, Kind.BEAT, Kind.TIME_QUESTION)]
    return [f"topic deny {topic}" for topic in (f"{ROOT}/d/{account.username}/#", *said)]
