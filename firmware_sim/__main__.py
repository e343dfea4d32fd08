"""``python -m firmware_sim``: simulated devices against a real broker, until Ctrl-C.

The only place of this package that reads the machine's clock and prints.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import signal
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
from rich.console import Console
from rich.live import Live

from devices.identity import Identity
from devices.messages import Report
from firmware_sim.blind import read_blind
from firmware_sim.board import Board
from firmware_sim.claiming import Door, NoClaim, Wish, claim, token
from firmware_sim.deaf import read_deaf
from firmware_sim.device import Device
from firmware_sim.effects import Publish
from firmware_sim.explain import lines, remembered
from firmware_sim.faults import Weather, read_script
from firmware_sim.flash import FolderFlash
from firmware_sim.fleet import Fleet, Options
from firmware_sim.gallery import Gallery
from firmware_sim.identities import NoIdentities, at, load
from firmware_sim.soundcard import NoCard, open_card
from firmware_sim.table import table
from firmware_sim.timeline import stamp
from firmware_sim.window import NoWindow, Window

REDRAW_S = 0.5
WINDOW_S = 0.08
"""How often what moves is drawn in a window."""


def true_clock() -> Callable[[], float]:
    """Epoch milliseconds that never step: the machine's time at the start, and its steady counter since.

    Of some pairs the two that were read closest together count: on a busy machine a process may rest between them, and
    all its devices would be measured against a time that is wrong by so much.
    """
    readings = [(time.monotonic(), time.time(), time.monotonic()) for _ in range(20)]
    before, epoch, after = min(readings, key=lambda one: one[2] - one[0])
    zero = epoch * 1000 - (before + after) * 500
    return lambda: zero + time.monotonic() * 1000


def parser() -> argparse.ArgumentParser:
    """The options. Times are milliseconds."""
    made = argparse.ArgumentParser(prog="firmware_sim", description="Simulated loudspeakers and boards.")
    made.add_argument("--identities", type=Path, help="folder of JSON files, one file, or JSON lines")
    made.add_argument("--out", type=Path, required=True, help="where flash, media, WAV and PNG of each device go")
    made.add_argument("--count", type=int, default=0, help="simulate only the first so many")
    made.add_argument("--host", default="", help="another broker than the identities name")
    made.add_argument("--port", type=int, default=0)
    made.add_argument("--virtual", action="store_true", help="no sound, pictures or folders (default above 64 devices)")
    made.add_argument("--real", action="store_true", help="sound, pictures and folders however many there are")
    made.add_argument("--window", action="store_true", help="show each board in a window")
    made.add_argument(
        "--gallery", type=int, metavar="PORT", help="a page on 127.0.0.1 that shows all boards (0: any port)"
    )
    made.add_argument("--sound-card", action="store_true", help="hear the first speaker")
    made.add_argument("--live", action="store_true", help="a live table instead of lines")
    made.add_argument("--quiet", action="store_true", help="print nothing but what goes wrong")
    made.add_argument("--explain", metavar="WALL_TIME", help="say what each device does then, and why; start nothing")
    made.add_argument("--seed", type=int, default=None, help="for the same faults again")
    new = made.add_argument_group("boxes without an identity")
    new.add_argument("--claim", action="append", default=[], metavar="CODE", help="a box that claims this, or a label")
    new.add_argument("--server", default="", metavar="URL", help="whom it asks; a label says it itself")
    new.add_argument("--hardware", default="", help="what its maker calls it")
    new.add_argument("--profile", default="", help="its model, if it knows it")
    new.add_argument("--ca", type=Path, help="certificate (PEM) that the server's is checked against")
    faults = made.add_argument_group("faults")
    faults.add_argument("--script", type=Path, help="faults at given instants: JSON lines or TOML")
    faults.add_argument(
        "--deaf",
        action="append",
        default=[],
        metavar="[DEVICE=]WHAT[:AMOUNT]",
        help="horn-blown, amplifier-off, amplifier-weak or muted from the start; AMOUNT is horns (default all) or dB",
    )
    faults.add_argument(
        "--blind",
        action="append",
        default=[],
        metavar="[DEVICE=]WHAT[:AMOUNT]",
        help="module-dead, screen-stuck, wrong-size or dim from the start; AMOUNT is modules, or percent of the light",
    )
    for name, field in Weather.__annotations__.items():
        option = "--" + name.replace("_", "-")
        if field in ("bool", bool):
            faults.add_argument(option, action="store_true")
        else:
            faults.add_argument(option, type=_amount, default=0)
    return made


def _amount(text: str) -> float:
    """A number; ``200ms``, ``1.5s``, ``10%`` and ``64k`` are understood."""
    for suffix, factor in (("ms", 1.0), ("s", 1000.0), ("%", 0.01), ("k", 1024.0), ("M", 1048576.0), ("", 1.0)):
        if text.endswith(suffix):
            return float(text.removesuffix(suffix)) * factor
    raise ValueError(text)


def options_of(given: argparse.Namespace) -> Options:
    """What the fleet takes. Raises `ValueError` where a script is wrong."""
    weather = msgspec.convert({name: getattr(given, name) for name in Weather.__annotations__}, Weather, strict=False)
    return Options(
        out=given.out,
        real=True if given.real else False if given.virtual else None,
        weather=weather,
        script=read_script(given.script) if given.script else (),
        deaf=tuple(read_deaf(one) for one in given.deaf),
        blind=tuple(read_blind(one) for one in given.blind),
        seed=given.seed,
        card=open_card if given.sound_card else None,
        glass=Window if given.window else None,
    )


async def run(given: argparse.Namespace, identities: Sequence[Identity]) -> None:
    """Until SIGINT or SIGTERM."""
    fleet = Fleet(identities, true_clock(), options_of(given))
    console = Console()
    fleet.world.observe = _teller(fleet, console, aloud=not (given.quiet or given.live))
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, ended.set)
    gallery = _gallery(fleet, given.gallery)
    fleet.start()
    if not given.quiet:
        console.print(f"{len(identities)} devices; Ctrl-C ends")
    if gallery is not None:
        console.print(f"boards: {gallery.address}", highlight=False)
    live = Live(table(fleet), console=console, auto_refresh=False) if given.live else contextlib.nullcontext()
    with live as shown:
        while not ended.is_set():
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(ended.wait(), WINDOW_S if given.window else REDRAW_S)
            if isinstance(shown, Live):
                shown.update(table(fleet), refresh=True)
            _turn_windows(fleet)
            _complain(fleet, console)
    if gallery is not None:
        gallery.close()
    await fleet.stop()


def known(given: argparse.Namespace) -> tuple[Identity, ...]:
    """The identities that were given, and those that boxes claim."""
    if given.identities is None and not given.claim:
        raise NoIdentities("neither --identities nor --claim")
    found = load(given.identities, given.count, given.host, given.port) if given.identities is not None else ()
    return (*found, *(at(one, given.host, given.port) for one in _claimed(given)))


def _claimed(given: argparse.Namespace) -> list[Identity]:
    ca = given.ca.read_text("ascii") if given.ca else ""
    wishes = [Wish.read(one, given.server, given.hardware, given.profile) for one in given.claim]
    return [
        claim(FolderFlash(given.out / f"box-{one.hardware}"), one, Door(one.server, ca), time.sleep, token)
        for one in wishes
    ]


def _gallery(fleet: Fleet, port: int | None) -> Gallery | None:
    if port is None:
        return None
    shown = {name: one.screen for name, one in fleet.devices.items()}
    return Gallery({name: screen for name, screen in shown.items() if isinstance(screen, Board)}, port)


def explain(given: argparse.Namespace) -> None:
    """What the devices, running or not, do at an instant."""
    for one in known(given):
        for line in lines(remembered(one, given.out / one.device), given.explain):
            print(line)


def _teller(fleet: Fleet, console: Console, aloud: bool) -> Callable[[Device, Publish], None]:
    def observe(device: Device, effect: Publish) -> None:
        if effect.topic.endswith("/report"):
            report = msgspec.json.decode(effect.payload, type=Report)
            fleet.world.last[device.identity.device] = f"{report.rung} {report.id} {report.reason}".strip()
            if aloud:
                level = report.evidence.level if report.evidence else None
                tail = f"{level} dBFS" if level is not None else report.reason
                at = stamp(fleet.timers.now())
                console.print(f"{at} {device.identity.device:<24} {report.rung:<9} {report.id} {tail}", highlight=False)

    return observe


_complained: set[tuple[str, str]] = set()


def _complain(fleet: Fleet, console: Console) -> None:
    for pair in fleet.world.refused.items():
        if pair not in _complained:
            _complained.add(pair)
            console.print(f"{pair[0]}: the broker does not let it in: {pair[1]}")


def _turn_windows(fleet: Fleet) -> None:
    for device in fleet.devices.values():
        glass = getattr(device.screen, "glass", None)
        if isinstance(glass, Window):
            if isinstance(device.screen, Board) and device.screen.moves:
                glass.draw(device.screen.look())
            glass.turn()


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit status 0, or 2 with a sentence where something given is wrong."""
    given = parser().parse_args(arguments)
    try:
        if given.explain:
            explain(given)
        else:
            asyncio.run(run(given, known(given)))
    except (NoIdentities, NoClaim, NoCard, NoWindow, ValueError) as error:
        print(f"firmware_sim: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
