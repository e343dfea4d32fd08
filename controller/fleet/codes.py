"""Codes for boxes that are to come: a technician makes them, prints them, takes them back."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from controller.broadcast.desk import Desk
from controller.errors import NotFound, Refused
from controller.fleet import pepper
from controller.people.who import Who, reaches, require
from controller.store import audit, claims, devices
from controller.store.claims import Code
from controller.store.devices import Device
from devices import claim
from devices.profiles import all_profiles

DAY_MS = 86_400_000
LASTS_DAYS = 90
"""A box may lie in a store room for a while."""
LONGEST_DAYS = 366
MOST = 500
"""Codes in one answer."""


@dataclass(frozen=True, slots=True)
class Made:
    """A new code: this is the only place where it stands."""

    device: Device
    profile: str
    code: str
    link: str
    expires_ms: int

    @property
    def shown(self) -> str:
        """As it is printed."""
        return claim.shown(self.code)


def renew(desk: Desk, who: Who, ids: Sequence[str], profile: str | None = None, days: int = LASTS_DAYS) -> list[Made]:
    """A new code for each of these; the ones before are good no more. With ``profile``, the box that comes is another
    model than the one before."""
    with desk.store.write() as conn:
        rows = [known(conn, who, id) for id in _few(ids)]
        made = issue(desk, conn, who, rows, profile, days)
        for one in made:
            detail = {"profile": one.profile, "expires_ms": one.expires_ms}
            audit.append(conn, desk.now_ms(), who.login, "claim-code", one.device.id, detail, address=desk.address)
    _say(desk, ids)
    return made


def issue(
    desk: Desk,
    conn: Connection,
    who: Who,
    rows: Sequence[Device],
    profile: str | None = None,
    days: int = LASTS_DAYS,
) -> list[Made]:
    """The same inside a transaction; nothing is logged."""
    if not 1 <= days <= LONGEST_DAYS:
        raise Refused("number-out-of-range", "days", number=days, low=1, high=LONGEST_DAYS)
    if profile is not None and profile not in all_profiles():
        raise NotFound("profile-unknown", "profile", profile=profile, known=", ".join(all_profiles()))
    key, now_ms = pepper.load(desk.settings.data_dir / "keys"), desk.now_ms()
    made = []
    for row in rows:
        code = new_code()
        model, until_ms = profile or row.profile, now_ms + days * DAY_MS
        claims.add(conn, Code(pepper.hashed(key, code), row.id, model, now_ms, until_ms, who.login))
        made.append(Made(row, model, code, claim.label(desk.settings.http.public_url, row.id, code), until_ms))
    return made


def revoke(desk: Desk, who: Who, id: str) -> None:
    """Let a device's code be good no more. Raises ``NotFound("code-none")`` where it has none."""
    now_ms = desk.now_ms()
    with desk.store.write() as conn:
        known(conn, who, id)
        if not claims.end(conn, [id], claims.REVOKED, now_ms):
            raise NotFound("code-none", device=id)
        audit.append(conn, now_ms, who.login, "claim-revoke", id, address=desk.address)
    _say(desk, [id])


def printable(desk: Desk, who: Who, typed: Sequence[str]) -> list[Made]:
    """Codes that somebody has just been given, as labels: each must be good still, and of a device of theirs."""
    key, now_ms = pepper.load(desk.settings.data_dir / "keys"), desk.now_ms()
    made = []
    with desk.store.read() as conn:
        for text in _few(typed):
            code = claim.read(text)
            found = claims.get(conn, pepper.hashed(key, code)) if code else None
            if code is None or found is None or not found.is_good(now_ms):
                raise Refused("code-not-good", "codes")
            row = known(conn, who, found.device)
            link = claim.label(desk.settings.http.public_url, row.id, code)
            made.append(Made(row, found.profile, code, link, found.expires_ms))
    return made


def known(conn: Connection, who: Who, id: str) -> Device:
    """A device whose boxes this person may change; one of another area is not told apart from none."""
    row = devices.get(conn, id)
    if row is None or not reaches(who, row.path):
        raise NotFound("device-unknown", device=id[:64])
    require(who, "devices", row.path)
    return row


def new_code() -> str:
    """A code by chance."""
    return claim.whole("".join(secrets.choice(claim.SIGNS) for _ in range(claim.RANDOM)))


def _few(given: Sequence[str]) -> Sequence[str]:
    if not 1 <= len(given) <= MOST:
        raise Refused("number-out-of-range", "devices", number=len(given), low=1, high=MOST)
    if len(set(given)) < len(given):
        raise Refused("device-twice", "devices")
    return given


def _say(desk: Desk, ids: Sequence[str]) -> None:
    for id in ids:
        desk.bus.say("device", id=id)
