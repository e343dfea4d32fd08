"""Bytes a device and seconds to connect, against a real Mosquitto: ``python -m tests.firmware_sim.bench_sim_fleet 1000``."""

from __future__ import annotations

import asyncio
import gc
import sys
import tempfile
import time
from pathlib import Path

from devices.messages import Item, Klass, Play
from devices.profiles import profile
from devices.topics import Kind
from firmware_sim.fleet import Fleet, Options
from tests.firmware_sim.sim_desk import PATH, timetable
from tests.firmware_sim.sim_field import ALWAYS, FieldDesk, MediaServer, free_port, mosquitto, now_ms
from tests.firmware_sim.sim_sounds import media, tone


def resident() -> int:
    """Bytes of this process in memory."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096


async def measure(count: int, folder: Path) -> None:
    port, server = free_port(), MediaServer()
    sound = tone(1_000, kind="opus")
    voice = media(sound, "opus", 1_000)
    server.files[voice.hash] = sound
    with mosquitto(folder, port):
        desk = FieldDesk(port, server.url)
        desk.memory = True  # type: ignore[attr-defined]
        names = [f"loa-{number}" for number in range(count)]
        identities = [desk.identity(name, "horn-opus-60w") for name in names]
        items = tuple(Item(id=f"a{n}", start=now_ms() + 3_600_000 * (n + 1), longest=2_000, sound=voice) for n in range(28))
        for name in names:
            desk.send(
                Kind.WANT,
                name,
                timetable(name, *items, hours=ALWAYS, media_url=server.url, iat=now_ms(), since=now_ms(), beat=600_000),
                "plans",
            )
        await asyncio.sleep(count / 1000)
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
        desk.haves.clear()
        desk.states.clear()
        gc.collect()
        print(f"{(resident() - before) / count / 1024:.1f} KiB a device with a timetable of {len(items)} items")
        at = now_ms()
        play = Play(
            id="p1", iat=at, exp=at + 60_000, at=at + 100, klass=Klass.EMERGENCY, volume=50,
            sounds={profile("horn-opus-60w").recipe: voice},
        )  # fmt: skip
        spent = time.process_time()
        desk.send(Kind.GROUP_COMMAND, PATH[1], play, "storm")
        await asyncio.to_thread(
            desk.wait, lambda: sum(any(r.rung == "started" for r in told) for told in list(desk.reports.values())) == count, 60
        )
        print(f"group play-now to the last report `started`: {now_ms() - at} ms; {time.process_time() - spent:.2f} s of CPU")
        await fleet.stop()
        desk.close()
    server.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        asyncio.run(measure(int(sys.argv[1]), Path(place)))
