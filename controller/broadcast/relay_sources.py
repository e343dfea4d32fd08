"""Where relays come from: a station or a higher level, made known in an area by who mends things there.

The address is looked at when it is entered: http or https, no password in it, and a place in the open Internet unless
the installation's settings allow one's own network. What is agreed to carries its address with it (`relays`): a change
here concerns what is composed from now on.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import Connection

from controller.broadcast.desk import Desk
from controller.broadcast.form import short
from controller.errors import ManyRefused, NotFound, Refused
from controller.people.who import Who, require
from controller.ports import Received
from controller.store import areas, audit, media, relay_sources
from controller.store.relay_sources import RelaySource
from devices.relay import CODECS, place

LONGEST_NAME, LONGEST_ADDRESS = 120, 1_000
LISTEN_S = 8.0
"""So long a stream is listened to when it is tried."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a person entered."""

    name: str
    address: str
    codec: str
    filler: str | None = None


def add(desk: Desk, who: Who, area: str, given: Given) -> RelaySource:
    """Make a source known in an area and below it. Raises `ManyRefused` with every mistake."""
    now_ms = desk.now_ms()
    given = checked(desk, given)
    with desk.store.write() as conn:
        require(who, "relays", areas.known(conn, area).path)
        _refuse_filler(conn, given)
        made = RelaySource(
            f"r{short()}", area, given.name, given.address, given.codec, given.filler, who.user_id, now_ms, now_ms
        )
        relay_sources.add(conn, made)
        _log(conn, desk, who, "relay-source-add", made)
    return made


def edit(desk: Desk, who: Who, id: str, given: Given) -> RelaySource:
    """Change it. What carries it already goes on with what was agreed to."""
    now_ms = desk.now_ms()
    given = checked(desk, given)
    with desk.store.write() as conn:
        old = source_for(conn, who, id, "relays")
        _refuse_filler(conn, given)
        new = replace(
            old, name=given.name, address=given.address, codec=given.codec, filler=given.filler, changed_ms=now_ms
        )
        if (new.address, new.codec) != (old.address, old.codec):
            new = replace(new, tried=None)
        columns = ("name", "address", "codec", "filler", "changed_ms", "tried")
        relay_sources.change(conn, id, **{name: getattr(new, name) for name in columns})
        _log(conn, desk, who, "relay-source-edit", new)
    return new


def end(desk: Desk, who: Who, id: str) -> None:
    """Offer it no more. What carries it already goes on."""
    with desk.store.write() as conn:
        old = source_for(conn, who, id, "relays")
        relay_sources.change(conn, id, ended_ms=desk.now_ms())
        _log(conn, desk, who, "relay-source-end", old)


def listen(desk: Desk, who: Who, id: str) -> Received:
    """Hear some seconds of it, and keep what was heard."""
    with desk.store.read() as conn:
        source = source_for(conn, who, id, "relays")
    heard = desk.ears.listen(source.address, source.codec, LISTEN_S)
    told = {
        "at_ms": desk.now_ms(),
        "fault": heard.fault,
        "loudness": heard.loudness_lufs,
        "title": heard.title,
        "codec": heard.codec,
        "rate": heard.rate,
        "led": heard.led,
    }
    with desk.store.write() as conn:
        relay_sources.change(conn, id, tried=told)
    return heard


def source_for(conn: Connection, who: Who, id: str, right: str) -> RelaySource:
    """The source, if this person may do that with it. Raises `NotFound`, `Forbidden`."""
    found = relay_sources.get(conn, id)
    if found is None or found.ended_ms is not None:
        raise NotFound("relay-source-unknown", "source")
    require(who, right, areas.known(conn, found.area).path)
    return found


def checked(desk: Desk, given: Given) -> Given:
    """The same in good order. Raises `ManyRefused`."""
    name, address = " ".join(given.name.split()), given.address.strip()
    wrong: list[Refused] = []
    if not name or len(name) > LONGEST_NAME:
        wrong.append(Refused("relay-name", "name", limit=LONGEST_NAME))
    if given.codec not in CODECS:
        wrong.append(Refused("unknown-word", "codec", word=given.codec, known=", ".join(CODECS)))
    if (refused := refusal_of(desk, address)) is not None:
        wrong.append(refused)
    if wrong:
        raise ManyRefused(wrong)
    return replace(given, name=name, address=address)


def refusal_of(desk: Desk, address: str) -> Refused | None:
    """What is wrong with an address, if anything is."""
    try:
        place(address)
    except ValueError:
        return Refused("relay-address", "address")
    if len(address) > LONGEST_ADDRESS or not address.isascii() or set(address) & set(" \t\r\n#\\"):
        return Refused("relay-address", "address")
    try:
        desk.ears.reach(address)
    except Refused as refused:
        return Refused(refused.code, "address", **refused.params)
    return None


def _refuse_filler(conn: Connection, given: Given) -> None:
    if given.filler is None:
        return
    master = media.get(conn, given.filler)
    if master is None or master.kind != "master":
        raise NotFound("sound-unknown", "filler")


def _log(conn: Connection, desk: Desk, who: Who, action: str, source: RelaySource) -> None:
    detail = {"name": source.name, "address": source.address, "codec": source.codec}
    audit.append(conn, desk.now_ms(), who.login, action, source.id, detail, address=desk.address)
