"""Areas and devices."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from controller.api.models.shapes import Code, Given, Name, Told, example

Level = Literal["province", "commune", "hamlet"]
Horns = Literal["together", "in-turn"]


class AreaGiven(Given):
    model_config = example({"code": "thon-dong", "parent": "xa-tan-hoa", "level": "hamlet", "name": "Thôn Đông"})

    code: Code
    parent: Code
    level: Level
    name: Name
    zone: str | None = Field(default=None, max_length=64, description="IANA name; null: that of the parent")
    hours: dict[str, Any] | None = Field(default=None, description="allowed hours of this place; null inherits")
    volume_cap: int | None = Field(default=None, ge=0, le=100, description="percent; null inherits")


class Area(Told):
    code: str
    parent: str | None
    path: str
    level: str
    name: str
    zone: str
    hours: Any
    volume_cap: int | None
    horns: Horns | None = Field(description="whether horns that reach each other speak together; null inherits")
    pause_ms: int | None = Field(description="between two turns; null inherits")
    practice_ms: int | None = Field(description="since when people practise here; null: it is real")
    screen: Any = Field(description="when boards are lit and how brightly; null inherits")


class HoursGiven(Given):
    model_config = example(
        {
            "hours": {
                "windows": [{"days": [1, 2, 3, 4, 5, 6, 7], "start": "05:30", "end": "06:30"}],
                "minutes_a_day": 120,
            }
        }
    )

    hours: dict[str, Any] | None = Field(description="allowed hours of this place; null: those of the area above")


class PracticeGiven(Given):
    on: bool


class HornsGiven(Given):
    """How the horns of an area speak that reach each other; what is null is inherited."""

    model_config = example({"horns": "in-turn", "pause_ms": 2000})

    horns: Horns | None
    pause_ms: int | None = Field(default=None, ge=0, le=60_000)


class PairGiven(Given):
    model_config = example({"metres": 170})

    metres: int | None = Field(default=None, ge=1, le=10_000, description="null: nobody measured it")


class Pair(Told):
    """Two horns that a person hears both of."""

    one: str
    other: str
    metres: int | None
    echo_ms: int | None = Field(description="how much later the far one is heard; from 50 ms on it blurs speech")


class DeviceGiven(Given):
    model_config = example(
        {"id": "loa-dong-1", "area": "thon-dong", "profile": "horn-opus-60w", "name": "Loa đầu Thôn Đông"}
    )

    id: Code
    area: Code
    profile: Code
    name: Name
    offset_ms: int = Field(default=0, ge=-60_000, le=60_000, description="this horn's own delay")


class Device(Told):
    """A device, and what it says of itself."""

    id: str
    area: str
    profile: str
    name: str
    active: bool
    offset_ms: int
    presence: Literal["never", "online", "lost", "leaving"] = Field(description="the last word of its connection")
    standing: Literal["online", "doubtful", "off", "gone", "asleep", "never"] = Field(
        description="what that means by now: heartbeats late (doubtful), away (off), for a day (gone), by plan (asleep)"
    )
    since_ms: int | None = Field(description="since when it stands so; null where nobody knows")
    flapping: bool = Field(description="it comes and goes: too many new sessions in the last hour")
    seen_ms: int | None
    wanted_version: int = Field(description="of the newest signed timetable; 0: none yet")
    wanted_hash: str
    held_version: int
    held_hash: str = Field(description="green is only who reports the same hash")
    in_step: bool = Field(description="the device holds exactly what it should, in all its parts")
    drift: list[Literal["timetable", "media", "keys", "volume", "network", "firmware"]] = Field(
        description="the parts in which it does not"
    )
    missing: int = Field(description="media that it has not got yet")
    volume: int | None
    firmware: str
    image: str = Field(description="SHA-256 of the software that it runs")
    wanted_image: str = Field(description="of the newest software that it was asked to run; empty: never asked")
    clock: Any
    beat: Any


class Connected(Told):
    """One connection of a device; those that began within a minute of the first are one, counted."""

    since_ms: int
    until_ms: int | None = Field(description="null while it stands")
    reason: Literal["", "will", "left", "silent", "restarted", "replaced", "unheard"]
    times: int


class NewDevice(Told):
    """A new device and its credentials: they are shown this once, only a hash of the password is kept."""

    device: Device
    identity: dict[str, Any]


class TimetableItem(Told):
    id: str = Field(examples=["a7k2m9qrt.20261122t0530"])
    start_ms: int
    longest_ms: int
    klass: str = Field(serialization_alias="class")
    volume: int
    sound: str | None
    pages: list[str]


class Timetable(Told):
    """What the device has to play and show, as it was signed."""

    device: str
    version: int
    hash: str
    built_ms: int
    exp_ms: int
    items: list[TimetableItem]
    signed: str = Field(description="the signed document itself (JWS compact)")
