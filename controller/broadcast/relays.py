"""A relay as the sound of an announcement: a source for so many minutes, described in a file that is named by its hash.

So everything that holds for a sound holds for it: what was agreed to is exactly this address, this length, this filler.
For each model the description is made anew, with the filler in the model's own format (`devices.relay`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection

from controller.broadcast.desk import Desk
from controller.errors import NotFound, Refused
from controller.people.who import Who, require
from controller.store import areas, media, relay_sources
from controller.store.devices import Device
from controller.store.media import Medium
from controller.store.relay_sources import RelaySource
from devices.messages import Media as WireMedia
from devices.profiles import Profile, profile
from devices.relay import KIND, LONGEST_STATION, Relay, Way, way

MOST_MINUTES = 240
TARGET_LUFS = -16.0
"""As loud as masters are (`controller.studio.master`)."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a form asks for."""

    source: str
    minutes: int


def described(desk: Desk, who: Who, area: str, wish: Wish) -> tuple[str | None, list[Refused]]:
    """The hash of a relay's description, kept like any sound; or what stands against it."""
    if not 1 <= wish.minutes <= MOST_MINUTES:
        return None, [Refused("number-out-of-range", "relay_minutes", number=wish.minutes, low=1, high=MOST_MINUTES)]
    with desk.store.read() as conn:
        require(who, "write", areas.known(conn, area).path)
        found = {one.id: one for one in relay_sources.holding(conn, area)}.get(wish.source)
    if found is None:
        return None, [NotFound("relay-source-unknown", "relay_source")]
    length_ms = wish.minutes * 60_000
    facts = {
        "is": "relay-1",
        "source": found.id,
        "address": found.address,
        "codec": found.codec,
        "length": length_ms,
        "filler": found.filler,
    }
    if station := station_of(found):
        facts["station"] = station
    body = msgspec.json.encode(facts)
    hash = desk.shelf.put(body)
    made = Medium(hash, KIND, len(body), length_ms, desk.now_ms(), facts, found.name, area, who.user_id)
    with desk.store.write() as conn:
        media.add(conn, made)
    return hash, []


def station_of(source: RelaySource) -> str:
    """What it called itself when it was listened to last; nothing where it could not be heard."""
    tried = source.tried or {}
    return "" if tried.get("fault") else " ".join(str(tried.get("title", "")).split())[:LONGEST_STATION]


def facts_of(conn: Connection, sound: str | None) -> dict[str, Any] | None:
    """What a sound carries, if it is a relay."""
    medium = media.get(conn, sound) if sound is not None else None
    return dict(medium.facts) if medium is not None and medium.kind == KIND else None


def carried(conn: Connection, sounds: Collection[str]) -> dict[str, Medium]:
    """Those of these sounds that are relays."""
    return {hash: one for hash, one in media.many(conn, sounds).items() if one.kind == KIND}


def wish_of(facts: dict[str, Any]) -> Wish:
    """What the form asked for."""
    return Wish(facts["source"], facts["length"] // 60_000)


def has_way(model: Profile, codec: str) -> bool:
    """Whether such a stream reaches a model, by itself or in pieces."""
    return way(model, codec) is not Way.NONE


def refusal_of(conn: Connection, sound: str | None, reached: Iterable[Device]) -> Refused | None:
    """Why these devices cannot sound a relay, where one of their loudspeakers has no way to."""
    facts = facts_of(conn, sound)
    if facts is None:
        return None
    unable = [
        one for one in reached if profile(one.profile).audio and not has_way(profile(one.profile), facts["codec"])
    ]
    if not unable:
        return None
    names = ", ".join(one.name for one in unable[:3])
    return Refused("relay-unable", "areas", count=len(unable), names=names, codec=facts["codec"])


def for_model(facts: dict[str, Any], filler: WireMedia | None, quiet_s: int) -> bytes:
    """The description that a box of some model fetches."""
    relay = Relay(
        facts["address"],
        facts["codec"],
        facts["length"],
        filler,
        quiet_ms=quiet_s * 1000,
        target=TARGET_LUFS,
        station=facts.get("station", ""),
    )
    return msgspec.json.encode(relay)
