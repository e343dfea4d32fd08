"""What makers released: taken in as two files (the image, and what its maker signed about it), and offered to boxes.

Both are held against each other and against the keys that boxes believe, by the very function that boxes ask: what they
would refuse is refused here, in words, before anybody waits for it.
"""

from __future__ import annotations

import secrets
from pathlib import Path

from sqlalchemy import Connection

from controller.broadcast.desk import Desk
from controller.broadcast.room import make_room
from controller.errors import Clash, NotFound, Refused
from controller.fleet import keys
from controller.people.who import Who, reaches, require
from controller.shelf import file_hash
from controller.store import areas, audit, campaigns, media, releases
from controller.store.media import Medium
from controller.store.releases import Release
from devices import firmware
from devices.errors import DocumentRefused, Reason
from devices.gate import read
from devices.keys import KeyRing
from devices.messages import Keys
from devices.messages import Release as Said
from devices.profiles import all_profiles
from devices.signing import PublicKey, take_apart

LARGEST_DOCUMENT = 4_000
RIGHT = "software"


def take(desk: Desk, who: Who, area: str, image: Path, document: bytes) -> Release:
    """Keep an image with what was signed about it. Raises `Refused` with the sentence for what does not hold."""
    now_ms = desk.now_ms()
    with desk.store.read() as conn:
        require(who, RIGHT, areas.known(conn, area).path)
        said, kid = _judged(conn, desk, area, document.strip(), now_ms)
        if releases.numbered(conn, area, said.model, said.v) is not None:
            raise Clash("release-there", "release", model=said.model, number=said.v)
    size = image.stat().st_size
    if size != said.image.bytes:
        raise Refused("image-size", "image", bytes=size, signed=said.image.bytes)
    if file_hash(image) != said.image.hash:
        raise Refused("image-hash", "image")
    make_room(desk, size)
    desk.shelf.adopt(image, said.image.hash)
    row = Release(
        id=f"r-{secrets.token_hex(6)}",
        area=area,
        model=said.model,
        v=said.v,
        version=said.version,
        least=said.least,
        image=said.image.hash,
        bytes=size,
        kid=kid,
        document=document.strip().decode("ascii"),
        maker=who.user_id,
        created_ms=now_ms,
    )
    with desk.store.write() as conn:
        media.add(
            conn, Medium(row.image, firmware.KIND, size, 0, now_ms, name=said.version, area=area, maker=who.user_id)
        )
        releases.add(conn, row)
        told = {"model": row.model, "version": row.version, "number": row.v, "image": row.image, "key": kid}
        audit.append(conn, now_ms, who.login, "release", row.id, told, address=desk.address)
    desk.bus.say("campaign", id=row.id, area=area)
    return row


def end(desk: Desk, who: Who, id: str) -> None:
    """Offer it no more. Raises ``Clash("release-used")`` while a campaign brings it to boxes."""
    now_ms = desk.now_ms()
    with desk.store.write() as conn:
        row = one_for(conn, who, id, RIGHT)
        if any(one.release == id for one in campaigns.open_(conn)):
            raise Clash("release-used")
        releases.end(conn, id, now_ms)
        audit.append(conn, now_ms, who.login, "release-end", id, {"version": row.version}, address=desk.address)
    desk.bus.say("campaign", id=id, area=row.area)


def one_for(conn: Connection, who: Who, id: str, action: str = "read") -> Release:
    """The release, for somebody who may do this with it. One of another area is not told apart from none."""
    row = releases.get(conn, id)
    if row is None:
        raise NotFound("release-unknown", release=id[:40])
    path = areas.known(conn, row.area).path
    if not (reaches(who, path) or (action == "read" and who.path.startswith(path))):
        raise NotFound("release-unknown", release=id[:40])
    if action != "read":
        require(who, action, path)
    return row


def _judged(conn: Connection, desk: Desk, area: str, document: bytes, now_ms: int) -> tuple[Said, str]:
    if len(document) > LARGEST_DOCUMENT:
        raise Refused("release-refused", "release", why=str(Reason.TOO_LARGE))
    try:
        header = take_apart(document).header
        if header.scope not in all_profiles():
            raise Refused("release-model", "release", model=header.scope[:60])
        room = all_profiles()[header.scope].slot_mb << 20
        path = areas.known(conn, area).path.strip("/").split("/")
        return firmware.admit(document, _ring(conn, desk), header.scope, path, now_ms, room=room), header.kid
    except DocumentRefused as refused:
        raise Refused("release-refused", "release", why=str(refused.reason)) from None


def _ring(conn: Connection, desk: Desk) -> KeyRing:
    """The list of keys as boxes have it."""
    listed = keys.document(conn)
    found = read("keys", take_apart(listed).payload) if listed else None
    return KeyRing(PublicKey(desk.signer().root_public), found if isinstance(found, Keys) else None)
