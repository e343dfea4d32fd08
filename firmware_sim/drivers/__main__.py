"""``python -m firmware_sim.drivers FILE.toml``: boxes in front of other makers' things, until Ctrl-C."""

from __future__ import annotations

import argparse
import asyncio
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from devices.profiles import profile
from firmware_sim.__main__ import true_clock
from firmware_sim.device import Device
from firmware_sim.drivers.asking import HttpAsking
from firmware_sim.drivers.axis import AxisHorn
from firmware_sim.drivers.carried import Carried
from firmware_sim.drivers.config import Axis, File, Switched, identity_of, read, secret
from firmware_sim.drivers.homeassistant import discovery, state, state_topic
from firmware_sim.drivers.switchboard import Switchboard
from firmware_sim.drivers.switched import Switched as SwitchedHorn
from firmware_sim.drivers.tasmota import Tasmota
from firmware_sim.fleet import Fleet, Options
from firmware_sim.identities import NoIdentities
from firmware_sim.player import Player, Tell
from firmware_sim.soundcard import NoCard, open_card
from firmware_sim.virtual_speaker import Measured, VirtualSpeaker

TELL_S = 1.0
AGAIN_S = 60.0


async def run(file: File) -> None:
    """Until SIGINT or SIGTERM."""
    boxes = {identity_of(one).device: one for one in file.box}
    wants_card = any(isinstance(one, Switched) and one.sound == "card" for one in file.box)
    options = Options(out=file.out, real=True, card=open_card if wants_card else None)
    fleet = Fleet([identity_of(one) for one in file.box], true_clock(), options)
    board = Switchboard(file.switches) if file.switches is not None else None
    switches: dict[str, Tasmota] = {}
    asking: list[HttpAsking] = []
    for name, box in boxes.items():
        device = fleet.devices[name]
        if isinstance(box, Axis):
            asking.append(HttpAsking(box.url, box.user, secret(box.password_file)))
            device.player = Carried(
                AxisHorn(asking[-1]), _keeper(fleet, device), fleet.timers, device.shelf, device.tell
            )
        elif board is not None:
            switch = switches[name] = Tasmota(box.topic, board.say, full=box.full_topic, relay=box.relay)
            board.add(switch)
            device.player = SwitchedHorn(switch, _inner(fleet, device, box), device.tell, by_air=box.sound == "air")
    ended = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, ended.set)
    if board is not None:
        board.start()
    fleet.start()
    await _tell(file, boxes, fleet, board, switches, ended)
    await fleet.stop()
    for device in fleet.devices.values():
        if device.player is not None:
            device.player.power_off()  # nothing goes on without us
    await asyncio.sleep(TELL_S)
    for one in asking:
        one.close()
    if board is not None:
        board.stop()


def _keeper(fleet: Fleet, device: Device) -> Callable[[Tell], VirtualSpeaker]:
    model = profile(device.identity.profile)
    rate = model.audio.sample_rate if model.audio is not None else 0
    measured = Measured()
    return lambda tell: VirtualSpeaker(rate, device.counter, fleet.timers, device.shelf, tell, measured, model)


def _inner(fleet: Fleet, device: Device, box: Switched) -> Callable[[Tell], Player]:
    """What sounds behind the switch: nothing of ours, or the machine's sound card."""
    if box.sound == "air":
        return _keeper(fleet, device)
    speaker = device.player

    def made(tell: Tell) -> Player:
        assert speaker is not None
        speaker.tell = tell  # type: ignore[attr-defined]  # a `Speaker`, which told the device until now
        return speaker

    return made


async def _tell(
    file: File,
    boxes: dict[str, Axis | Switched],
    fleet: Fleet,
    board: Switchboard | None,
    switches: dict[str, Tasmota],
    ended: asyncio.Event,
) -> None:
    """Until the end: how each box stands, for a Home Assistant that wants to know."""
    if board is not None and file.homeassistant:
        for name, box in boxes.items():
            model = fleet.devices[name].identity.profile
            for topic, document in discovery(name, box.name, model, file.homeassistant):
                board.keep(topic, document)
    said: dict[str, tuple[bytes, float]] = {}
    loop = asyncio.get_running_loop()
    while not ended.is_set():
        for name, device in fleet.devices.items() if board is not None and file.homeassistant else ():
            assert board is not None
            sounding = device.brain is not None and device.brain.mind.voice is not None
            on = switches[name].is_on if name in switches else sounding
            now = state(sounding=sounding, on=on, well=bool(getattr(device.link, "up", False)))
            if said.get(name, (b"", 0.0))[0] != now or loop.time() - said[name][1] > AGAIN_S:
                said[name] = (now, loop.time())
                board.say(state_topic(name), now)
        try:
            await asyncio.wait_for(ended.wait(), TELL_S)
        except TimeoutError:
            continue


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit status 0, or 2 with a sentence where the file is wrong."""
    made = argparse.ArgumentParser(prog="firmware_sim.drivers", description="Boxes in front of other makers' things.")
    made.add_argument("file", type=Path, help="TOML: which boxes, and what is behind each")
    given = made.parse_args(arguments)
    try:
        asyncio.run(run(read(given.file)))
    except (ValueError, NoIdentities, NoCard) as wrong:
        sys.stderr.write(f"firmware_sim.drivers: {wrong}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
