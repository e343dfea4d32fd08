"""What a fleet costs, against a real Mosquitto.

``python -m tests.firmware_sim.bench_sim_fleet 1000 28``: so many devices, each with a timetable of so many items. Who
signs and listens is a process of its own, so that memory is the fleet's alone.
"""

from __future__ import annotations

import asyncio
import gc
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from devices.messages import Item, Klass, Media, Play
from devices.profiles import profile
from devices.topics import Kind
from firmware_sim.fleet import Fleet, Options
from tests.firmware_sim.sim_desk import PATH, key, timetable
from tests.firmware_sim.sim_field import ALWAYS, FieldDesk, MediaServer, mosquitto, now_ms
from tests.firmware_sim.sim_sounds import media, tone
from tests.ports import free_port

MODEL = "horn-opus-60w"


def resident() -> int:
    """Bytes of this process in memory."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096


def sit_at_desk(port: int, url: str, count: int, items_each: int, digest: str, size: int) -> None:
    """The other process: plans for all, then one group play-now, timed to the last `started`."""
    desk = FieldDesk(port, url)
    voice = Media(hash=digest, bytes=size, kind="opus", length=1_000)
    hours = [now_ms() + 3_600_000 * (number + 1) for number in range(items_each)]
    items = tuple(Item(id=f"a{at}", start=at, longest=2_000, sound=voice) for at in hours)
    more = {"hours": ALWAYS, "media_url": url, "iat": now_ms(), "since": now_ms(), "beat": 600_000}
    for number in range(count):
        name = f"loa-{number}"
        desk.send(Kind.WANT, name, timetable(name, *items, **more), "plans")
    print(key("root").public, flush=True)
    sys.stdin.readline()
    at = now_ms()
    play = Play("p1", at, at + 60_000, at + 100, Klass.EMERGENCY, {profile(MODEL).recipe: voice}, volume=50)
    desk.send(Kind.GROUP_COMMAND, PATH[1], play, "storm")
    while sum(len(told) >= 2 for told in list(desk.reports.values())) < count and now_ms() - at < 60_000:
        time.sleep(0.02)
    print(f"group play-now to the last report `started`: {now_ms() - at} ms", flush=True)
    desk.close()


async def measure(count: int, items_each: int, folder: Path) -> None:
    """This process: the fleet."""
    port, server = free_port(), MediaServer()
    sound = tone(1_000, kind="opus")
    voice = media(sound, "opus", 1_000)
    server.files[voice.hash] = sound
    with mosquitto(folder, port):
        given = [str(one) for one in (port, server.url, count, items_each, voice.hash, voice.bytes)]
        command = [sys.executable, "-m", "tests.firmware_sim.bench_sim_fleet", "desk", *given]
        desk = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert desk.stdin is not None
        assert desk.stdout is not None
        root = desk.stdout.readline().strip()
        identities = FieldDesk.strangers(port, server.url, root, MODEL, count)
        gc.collect()
        before, begun = resident(), time.monotonic()
        fleet = Fleet(identities, lambda: time.time() * 1000, Options(out=folder / "out"))
        fleet.start()

        def ready() -> int:
            minds = [device.brain.mind for device in fleet.devices.values() if device.brain]
            return sum(mind.plan is not None and not mind.missing and mind.now is not None for mind in minds)

        while ready() < count and time.monotonic() - begun < 240:
            await asyncio.sleep(0.5)
        print(f"{count} devices: {ready()} ready after {time.monotonic() - begun:.1f} s")
        await asyncio.sleep(10)
        gc.collect()
        print(f"{(resident() - before) / count / 1024:.1f} KiB a device with a timetable of {items_each} items")
        spent = time.process_time()
        desk.stdin.write("play\n")
        desk.stdin.flush()
        print((await asyncio.to_thread(desk.stdout.readline)).strip())
        print(f"{(time.process_time() - spent) / count * 1e6:.0f} us of the fleet's CPU a device, MQTT and all")
        await fleet.stop()
        desk.communicate()
    server.close()


if __name__ == "__main__":
    if sys.argv[1] == "desk":
        sit_at_desk(int(sys.argv[2]), sys.argv[3], int(sys.argv[4]), int(sys.argv[5]), sys.argv[6], int(sys.argv[7]))
    else:
        with tempfile.TemporaryDirectory() as place:
            asyncio.run(measure(int(sys.argv[1]), int(sys.argv[2]), Path(place)))
