"""What technicians order: a tone, a chirp and a lamp, a restart, the log, another way to the broker."""

from __future__ import annotations

import hashlib
import random
from typing import Any

import msgspec
import pytest

from devices.messages import (
    Apn,
    Confirm,
    Endpoint,
    Identify,
    Media,
    Network,
    NetworkSettings,
    Reboot,
    Report,
    SendLog,
    Tone,
    Volume,
)
from firmware_sim.deaf import Deaf
from firmware_sim.device import Device
from firmware_sim.virtual import VirtualWorld
from tests.firmware_sim.sim_desk import DAY, LED, MINUTE, MORNING, SAFE, SMALL_HORN, Desk, identity, timetable

URL = "http://media/boxes/log/one"


class Village:
    """Two horns and a board at 05:31, all on line."""

    def __init__(self, start: int = MORNING - MINUTE) -> None:
        self.world = VirtualWorld(start, seed=5)
        self.desk = Desk(self.world)
        for name, model in (("loa-1", SMALL_HORN), ("loa-2", SMALL_HORN), ("bang-1", LED)):
            self.desk.want(timetable(name, safe=(SAFE,) if model == LED else ()))
            self.world.add(identity(name, model)).power_on()
        self.run(2 * MINUTE)

    def run(self, ms: int) -> None:
        self.world.run(ms)

    def order(self, kind: type[msgspec.Struct], box: str = "loa-1", id: str = "", **more: Any) -> str:
        now = int(self.world.now)
        id = id or f"m-{random.Random(now).getrandbits(32):08x}"
        if kind in (Tone, Identify):
            more = {"at": now + 3_000} | more
        self.desk.order(kind(id=id, iat=now, exp=now + 5 * MINUTE, **more), device=box)
        return id

    def rungs(self, id: str, box: str = "loa-1") -> list[str]:
        return [f"{one.rung} {one.reason}".strip() for one in self.said(id, box)]

    def said(self, id: str, box: str = "loa-1") -> list[Report]:
        return [one for one in self.desk.reports[box] if one.id == id]

    def box(self, name: str = "loa-1") -> Device:
        return self.world.devices[name]


@pytest.fixture
def village() -> Village:
    return Village()


def measured(village: Village, volume: int) -> tuple[float, int]:
    """Level and current of a tone at this volume of the box."""
    village.order(Volume, volume=volume)
    village.run(MINUTE)
    tone = village.order(Tone, volume=80)
    village.run(MINUTE)
    evidence = village.said(tone)[-1].evidence
    assert evidence is not None
    assert evidence.level is not None
    assert evidence.current is not None
    return evidence.level, evidence.current


def test_a_tone_is_played_and_measured_and_volume_changes_what_is_measured(village: Village) -> None:
    loud, strong = measured(village, 100)
    soft, weak = measured(village, 50)
    assert (loud, round(soft - loud)) == (-20.0, -16)  # -12 dBFS at 80 % is 8 dB less; then half of 80
    assert strong / weak == pytest.approx(6.3, rel=0.05)


def test_a_blown_horn_is_found_by_a_tone(village: Village) -> None:
    village.box().deafen(Deaf(blown=9))
    tone = village.order(Tone)
    village.run(MINUTE)
    assert village.rungs(tone)[-1] == "failed unheard"


def test_nothing_sounds_at_night_and_nothing_runs_beyond_the_hours() -> None:
    village = Village(MORNING - 3 * 60 * MINUTE)
    tone, chirp, lamp = (
        village.order(Tone, id="m-1"),
        village.order(Identify, id="m-2", chirp=True),
        village.order(Identify, id="m-3"),
    )
    village.run(MINUTE)
    assert [village.rungs(one) for one in (tone, chirp, lamp)] == [
        ["refused outside-hours"],
        ["refused outside-hours"],
        ["done"],
    ]
    village.world.run_until(MORNING + 60 * MINUTE - 2_000)
    late = village.order(Tone, id="m-4", at=MORNING + 60 * MINUTE - 1_000)
    loud = village.order(Tone, id="m-5", at=MORNING + 60 * MINUTE - 1_000, length=500, volume=95)
    village.run(MINUTE)
    assert (village.rungs(late), village.rungs(loud)) == (["refused outside-hours"], ["refused too-loud"])


def test_a_box_shows_which_one_it_is(village: Village) -> None:
    chirp = village.order(Identify, chirp=True, blink=90_000)
    village.run(10_000)
    assert village.rungs(chirp)[-1] == "finished"
    assert village.box().lamp_until - village.world.now == pytest.approx(80_000, abs=100)
    board = village.order(Identify, "bang-1", chirp=True)
    deaf = village.order(Tone, "bang-1", id="m-board")
    village.run(10_000)
    assert (village.rungs(board, "bang-1"), village.rungs(deaf, "bang-1")) == (["done"], ["skipped no-part"])


def test_a_restart_is_done_when_it_is_done(village: Village) -> None:
    boot = village.box().brain.mind.boot  # type: ignore[union-attr]
    order = village.order(Reboot)
    village.run(1_000)
    assert village.rungs(order) == ["held"]
    village.run(MINUTE)
    assert village.rungs(order) == ["held", "done"]
    assert village.desk.states["loa-1"][-1].boot != boot


def test_the_log_is_sent_once_and_no_longer_than_asked(village: Village) -> None:
    sent: list[tuple[str, bytes]] = []

    def take(url: str, data: bytes) -> str:
        sent.append((url, data))
        return "" if len(sent) == 1 else "http-404"

    village.world.downloads.takes = take
    for number in range(60):
        village.order(Volume, id=f"m-v{number}", volume=100)
        village.run(100)
    village.run(MINUTE)
    whole = village.order(SendLog, id="m-log", url=URL)
    village.run(MINUTE)
    again = village.order(SendLog, id="m-again", url=URL, most=1_000)
    village.run(MINUTE)
    assert (village.rungs(whole), village.rungs(again)) == (["done"], ["failed http-404"])
    (url, data), (_, short) = sent
    assert url == URL
    assert b"device loa-1 profile" in data
    assert b"m-v0 done" in data
    assert len(short) <= 1_000
    assert b"m-log done" in short.splitlines()[-1]
    assert b"m-v0 done" not in short
    assert short.splitlines()[0][:4].isdigit()


def settings(village: Village, **more: object) -> dict[str, Any]:
    """A document of network settings, where a box may fetch it."""
    document = msgspec.json.encode(NetworkSettings("s1", **more))  # type: ignore[arg-type]
    name = hashlib.sha256(document).hexdigest()
    village.world.downloads.files[name] = document
    return {"document": Media(name, len(document), "json"), "url": "http://media/boxes/network/1"}


def test_a_new_way_that_is_confirmed_is_kept_over_a_restart(village: Village) -> None:
    trial = village.order(Network, **settings(village, broker=Endpoint("mqtt-2.example.vn"), apn=Apn("m-wap")))
    village.run(MINUTE)
    assert village.rungs(trial) == ["held", "ready", "started"]
    village.order(Confirm, id=f"{trial}-k", target=trial)
    village.run(MINUTE)
    assert village.rungs(trial)[-1] == "done"
    village.run(60 * MINUTE)
    village.box().restart(0)
    village.run(MINUTE)
    assert village.box().identity.broker.host == "mqtt-2.example.vn"
    assert village.box().ways == {"m-wap"}
    assert village.rungs(f"{trial}-k") == []


@pytest.mark.parametrize(("dead", "why"), [("mqtt-2.example.vn", "no-way"), ("m-wap", "no-way"), ("", "not-confirmed")])
def test_a_box_comes_back_from_a_way_that_leads_nowhere(village: Village, dead: str, why: str) -> None:
    village.world.broker.unreachable.add(dead)
    trial = village.order(Network, **settings(village, broker=Endpoint("mqtt-2.example.vn"), apn=Apn("m-wap")))
    village.run(9 * MINUTE)
    assert village.rungs(trial)[-1] == ("started" if why == "not-confirmed" else "ready")
    busy = village.order(Network, id="m-busy", **settings(village)) if not dead else ""
    village.run(5 * MINUTE)
    assert village.rungs(trial)[-1] == f"failed {why}"
    assert village.rungs(busy) == (["failed busy"] if busy else [])
    assert (village.box().identity.broker.host, village.box().ways) == ("127.0.0.1", frozenset())
    assert village.box().brain.mind.connected  # type: ignore[union-attr]


def test_a_restart_in_the_middle_of_a_trial_ends_it(village: Village) -> None:
    village.world.broker.unreachable.add("nowhere")
    trial = village.order(Network, **settings(village, broker=Endpoint("nowhere")), trial=60 * MINUTE)
    village.run(2 * MINUTE)
    assert village.rungs(trial)[-1] == "ready"
    village.box().restart(0)
    village.run(MINUTE)
    assert village.rungs(trial)[-1] == "failed power-cut"


def test_what_is_no_settings_changes_nothing(village: Village) -> None:
    broken = settings(village, broker=Endpoint("mqtt-2.example.vn"))
    name = hashlib.sha256(b"[]").hexdigest()
    village.world.downloads.files[name] = b"[]"
    strange = village.order(Network, id="m-1", **broken | {"document": Media(name, 2, "json")})
    village.run(MINUTE)
    assert village.rungs(strange) == ["held", "failed malformed"]
    gone = village.order(Network, id="m-3", **broken | {"document": Media("f" * 64, 2, "json")})
    village.run(MINUTE)
    assert village.rungs(gone) == ["held", "failed http-404"]
    assert village.box().identity.broker.host == "127.0.0.1"


def test_a_replayed_order_is_answered_and_not_obeyed(village: Village) -> None:
    now = int(village.world.now)
    document = village.desk.order(Reboot("m-again", now, now + DAY), device="loa-1")
    village.run(MINUTE)
    boots = len({one.boot for one in village.desk.states["loa-1"]})
    village.world.broker.publish("tl1/d/loa-1/cmd", document)
    village.run(MINUTE)
    assert len({one.boot for one in village.desk.states["loa-1"]}) == boots
    assert village.rungs("m-again") == ["held", "done", "done"]
