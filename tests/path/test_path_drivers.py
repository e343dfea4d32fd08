"""Other makers' things behind the running service: a notice sounds on a network horn, a relay turns an old set on and
off again, and a Home Assistant in the same house finds both. Service, Mosquitto, drivers and HTTP are real; horn and
switch are twins."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import paho.mqtt.client as mqtt
import pytest
from paho.mqtt.enums import CallbackAPIVersion

from controller.fleet import enrol
from devices import identity
from firmware_sim.sound import measure
from firmware_sim.timers import Timers
from firmware_sim.twins.axis import AxisTwin, serving
from firmware_sim.twins.tasmota import TasmotaTwin
from tests.firmware_sim.sim_field import mosquitto
from tests.path.real_service import NEAR_MS, ROOT, Village, end, now_ms, village
from tests.path.real_sounds import sweep
from tests.ports import free_port

HORN, SET = "loa-axis", "bo-fm"
PASSWORD = "mot hai ba"
RATE = 22_050


@cache
def length_ms(data: bytes) -> float:
    return measure(data, "mp3", RATE).length


@dataclass
class House:
    """The broker of the switches, and all that was said there."""

    client: mqtt.Client
    said: list[tuple[str, bytes]] = field(default_factory=list)

    def states(self) -> list[dict[str, bool]]:
        return [json.loads(data) for topic, data in tuple(self.said) if topic == f"tienglang/{SET}/state"]


@dataclass
class Place:
    """A commune with a network horn and an old FM set, each behind a driver."""

    village: Village
    horn: AxisTwin
    switch: TasmotaTwin
    house: House


@contextmanager
def house(port: int) -> Iterator[tuple[House, TasmotaTwin]]:
    """The switch, and a Home Assistant that listens."""
    client = mqtt.Client(CallbackAPIVersion.VERSION2)
    made = House(client)
    timers = Timers(lambda: time.time() * 1000)
    twin = TasmotaTwin("ampli", timers, lambda topic, data, keep: client.publish(topic, data, 1, keep), 40.0)

    def heard(_client: object, _data: object, message: mqtt.MQTTMessage) -> None:
        made.said.append((message.topic, bytes(message.payload)))
        twin.hear(message.topic, bytes(message.payload))

    client.on_message = heard
    client.connect("127.0.0.1", port)
    client.subscribe([("cmnd/ampli/+", 1), ("homeassistant/#", 1), ("tienglang/#", 1)])
    client.loop_start()
    twin.start()
    try:
        yield made, twin
    finally:
        client.disconnect()
        client.loop_stop()


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder, port = tmp_path_factory.mktemp("drivers"), free_port()
    horn = AxisTwin(lambda: time.time() * 1000, length_ms)
    with (
        village(folder / "village", boxes=False) as made,
        mosquitto(folder / "house", port),
        house(port) as (inside, switch),
        serving(horn, "loa", PASSWORD) as url,
    ):
        for id, area, model in ((HORN, "thon-dong", "axis-mp3-http"), (SET, "xom-cho", "switch-air-fm")):
            with made.store.write() as conn:  # the running service notices
                _, told = enrol.add_device(conn, made.settings, enrol.New(id, area, model, id), "test", now_ms())
            (folder / f"{id}.json").write_bytes(identity.write(told))
        (folder / "horn.password").write_text(PASSWORD)
        (folder / "drivers.toml").write_text(f"""
out = "out"
homeassistant = "homeassistant"
switches = {{host = "127.0.0.1", port = {port}}}
[[box]]
driver = "axis"
identity = "{HORN}.json"
url = "{url}"
user = "loa"
password_file = "horn.password"
[[box]]
driver = "tasmota"
identity = "{SET}.json"
topic = "ampli"
sound = "air"
""")
        with (folder / "drivers.log").open("ab") as words:
            command = [sys.executable, "-m", "firmware_sim.drivers", str(folder / "drivers.toml")]
            process = subprocess.Popen(
                command, cwd=ROOT, env=os.environ, stdin=subprocess.DEVNULL, stdout=words, stderr=words
            )
        try:
            made.until(lambda: made.gathered(HORN, SET), "both to join")
            yield Place(made, horn, switch, inside)
        finally:
            end(process, signal.SIGTERM)


def arrives(instant_ms: int) -> None:
    """Sleep until it has come: what happens then is waited for by looking, which costs."""
    time.sleep(max(0, instant_ms - now_ms()) / 1000)


def test_a_notice_sounds_on_a_network_horn_and_its_report_arrives(place: Place, tmp_path: Path) -> None:
    made = place.village
    sound, start_ms = made.upload(sweep(tmp_path / "notice.wav", seconds=2.5)), made.soon()
    id = made.agree(start_ms, sound=sound, areas=["thon-dong"], late="start", late_s=600)
    arrives(start_ms)
    made.await_end(id, start_ms, HORN)
    did = made.deliveries(id)[HORN]
    assert (did.rung, did.reason) == ("finished", "")
    made.until(lambda: not place.horn.plays, "the horn itself to be at its end")
    ((data, volume, since_ms, until_ms),) = place.horn.sounded
    assert since_ms > start_ms - NEAR_MS, "a box knows the time to some milliseconds, not to less"
    assert until_ms - since_ms == pytest.approx(2_500, abs=200)
    assert 0 < volume <= 100
    (told,) = {one.evidence["media"] for one in made.said(id, HORN) if one.evidence and one.evidence.get("media")}
    assert hashlib.sha256(data).hexdigest() == told, "the very file that was agreed to and signed"
    assert did.started_ms is not None
    assert abs(did.started_ms - since_ms) < 1_000, "when the horn said so, not when it was asked"


def test_a_relay_turns_an_old_set_on_and_its_end_turns_it_off(place: Place) -> None:
    made, switch = place.village, place.switch
    station = {"name": "Đài tỉnh", "address": f"http://127.0.0.1:{free_port()}/aac", "codec": "aac"}
    answer = made.client("kythuat").post("/areas/xa-tan-hoa/relay-sources", json=station)
    source, start_ms = answer.raise_for_status().json()["id"], made.soon()
    id = made.agree(start_ms, relay={"source": source, "minutes": 1}, areas=["xom-cho"], late="join", late_s=60)
    arrives(start_ms)
    made.until(lambda: SET in made.deliveries(id) and made.deliveries(id)[SET].sounded_ms, "the set to receive it")
    assert [on for _, on in switch.turns] == [True]
    made.until(lambda: any(one["on"] and one["sounding"] for one in place.house.states()), "Home Assistant to see it")
    made.cancel(id)
    made.until(lambda: not switch.on, "the set to be off again")
    made.await_end(id, start_ms, SET)
    assert [on for _, on in switch.turns] == [True, False]
    made.until(lambda: not place.house.states()[-1]["on"], "Home Assistant to see that it is off")
    found = {topic for topic, _ in place.house.said if topic.endswith("/config")}
    assert found == {
        f"homeassistant/binary_sensor/tienglang_{id}/{what}/config"
        for id in (HORN, SET)
        for what in ("sounding", "on", "well")
    }
