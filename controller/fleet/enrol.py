"""A device is taken in: its identity is made, its secret shown once and kept nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from sqlalchemy import Connection

from controller.errors import Clash, NotFound, Refused
from controller.mqtt.accounts import Account
from controller.mqtt.passwords import new_password, password_hash
from controller.places.tree import moving
from controller.settings import Settings
from controller.store import areas, audit, boxes, devices, facts
from controller.store.boxes import Box
from controller.store.devices import Device
from devices.identity import Broker, Identity
from devices.ids import is_id
from devices.profiles import all_profiles

EDITION = "fleet-edition"
"""A counter that rises with every device that comes, moves or goes: the running service looks at it."""


@dataclass(frozen=True, slots=True)
class New:
    """What is to be taken in."""

    id: str
    area: str
    profile: str
    name: str
    offset_ms: int = 0


def add_device(
    conn: Connection, settings: Settings, new: New, by: str, now_ms: int, address: str = ""
) -> tuple[Device, Identity]:
    """A new device and its credentials; the password in them is not kept, only its hash."""
    password = new_password()
    row = _add(conn, new, password, now_ms, active=True)
    boxes.hang(conn, Box(row.id, now_ms, "", row.profile))
    facts.next(conn, EDITION)
    audit.append(conn, now_ms, by, "device-add", new.id, {"area": new.area, "profile": new.profile}, address=address)
    return row, identity_of(conn, settings, row, password)


def add_place(conn: Connection, new: New, by: str, now_ms: int, address: str = "") -> Device:
    """A place for a box that is to come and claim it; until then nobody is let in, and nothing planned."""
    row = _add(conn, new, new_password(), now_ms, active=False)
    audit.append(conn, now_ms, by, "device-await", new.id, {"area": new.area, "profile": new.profile}, address=address)
    return row


def _add(conn: Connection, new: New, password: str, now_ms: int, *, active: bool) -> Device:
    if not is_id(new.id):
        raise Refused("device-id", "id", id=new.id)
    if new.profile not in all_profiles():
        raise NotFound("profile-unknown", "profile", profile=new.profile, known=", ".join(all_profiles()))
    if not new.name.strip():
        raise Refused("name-blank", "name")
    if devices.get(conn, new.id) is not None or areas.get(conn, new.id) is not None:
        raise Clash("device-taken", "id", id=new.id)
    areas.known(conn, new.area)
    hash = password_hash(password)
    devices.add(
        conn, new.id, new.area, new.profile, new.name.strip(), hash, now_ms, offset_ms=new.offset_ms, active=active
    )
    row = devices.get(conn, new.id)
    assert row is not None
    return row


def identity_of(conn: Connection, settings: Settings, row: Device, password: str) -> Identity:
    """All that a box needs to find and to trust us."""
    root = facts.get(conn, "root-public")
    if root is None:
        raise Refused("keys-missing", folder="keys")
    return Identity(
        device=row.id,
        profile=row.profile,
        areas=row.areas,
        password=password,
        broker=_broker(settings),
        root_public=root,
        media_url=f"{settings.http.public_url}/media/",
    )


def _broker(settings: Settings) -> Broker:
    parts = urlsplit(settings.broker.public_url)
    tls = parts.scheme == "mqtts"
    ca = settings.broker.ca_file.read_text("ascii") if tls and settings.broker.ca_file is not None else ""
    return Broker(parts.hostname or settings.broker.host, parts.port or (8883 if tls else 1883), tls, ca)


def accounts(conn: Connection) -> list[Account]:
    """Everybody whom the broker lets in, but ourselves.

    A device whose areas merge or split hears the groups of both sides until it must hold its new timetable. Stolen
    boxes come last: they hear nothing.
    """
    also, silent = moving(conn), {one.code for one in areas.practising(conn)}

    def groups(one: Device) -> tuple[str, ...]:
        """None where people practise: an order to an area above must not reach the box."""
        return () if silent.intersection(one.areas) else tuple(dict.fromkeys((*one.areas, *also.get(one.id, ()))))

    rows = [Account(one.id, one.mqtt_hash, groups(one)) for one in devices.below(conn)]
    stolen = devices.many(conn, boxes.at_large(conn))
    return rows + [Account(one.id, one.mqtt_hash, stolen=True) for one in stolen]
