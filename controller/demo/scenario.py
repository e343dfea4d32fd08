"""``demo --scenario``: a scenario in quickened time, with a console to watch it on, and at the end whether it came out
as its file says."""

from __future__ import annotations

import tempfile
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from rich.console import Console

from controller.broadcast.approve import approve
from controller.broadcast.desk import Desk
from controller.broadcast.form import Draft, compose
from controller.broadcast.hearing import hear
from controller.broadcast.speak import speak
from controller.broadcast.submit import submit
from controller.broadcast.voiced import words
from controller.clock import SystemClock
from controller.demo import sample, scene
from controller.demo.broadcasting import MANNER, who
from controller.demo.expected import Seen, differences, seen
from controller.demo.stage import free
from controller.demo.virtual import Quickened, quickened
from controller.errors import Refused
from controller.settings_reading import read_settings
from controller.store import Store, areas, devices, media
from controller.terminal.serve import server
from controller.terminal.speaking import language
from controller.words import incidents as words_of_incidents
from controller.words import say
from controller.words.instants import wall
from firmware_sim.device import Device
from firmware_sim.scenario import Scenario, scenario
from firmware_sim.scenario.moments import ZONE
from firmware_sim.scenario.who import boxes, dress, faults
from firmware_sim.scenario.wrong import Wrong
from firmware_sim.virtual import VirtualWorld

SETTLE_MS = 180_000
"""Before it begins all boxes come on line, get their timetables and the time."""
STEP_S = 0.1
SLOWEST, FASTEST = 1, 3_600


def watch(name: str, speed: int, console: Console, *, stay: bool) -> int:
    """Play it; 0 where everything came as expected. With ``stay`` the console goes on until Ctrl-C."""
    if not SLOWEST <= speed <= FASTEST:
        raise Refused("demo-speed", "speed", least=SLOWEST, most=FASTEST)
    try:
        wanted = scenario(name)
    except Wrong as wrong:
        raise Refused("demo-scenario", "scenario", why=str(wrong)) from None
    with tempfile.TemporaryDirectory(prefix="tienglang-") as folder:
        return _Show(wanted, Path(folder), console).play(speed, stay=stay)


class _Show:
    """One performance."""

    def __init__(self, wanted: Scenario, folder: Path, console: Console) -> None:
        self._wanted, self._console = wanted, console
        # Sessions are as long as they may be: twelve hours are over in twelve minutes.
        settings = read_settings(data_dir=folder, http={"port": free(8080)}, session_hours=720)
        self._store = Store(settings.database_url)
        self._store.upgrade()
        # Yesterday's: what was made lies in the past of whoever looks at the files.
        self._day = (datetime.fromtimestamp(SystemClock().now_ms() / 1000, UTC) - timedelta(days=1)).date()
        begins_ms = wanted.begins.instant(self._day)
        world = VirtualWorld(begins_ms - SETTLE_MS, seed=wanted.seed)
        identities = folder / "identities"
        scene.make(wanted, self._store, settings, begins_ms - SETTLE_MS, identities)
        self.people = sample.people(self._store, begins_ms - SETTLE_MS, scene.area_of(wanted))
        named = {box.name: box for box in boxes(wanted.fleet)}

        def dressed(device: Device) -> None:
            dress(device, named[device.identity.device])

        self.made: Quickened = quickened(settings, self._store, world, identities, dressed)
        self._begins_ms = begins_ms
        self._told: dict[tuple[str, str, int], int | None] = {}

    def play(self, speed: int, *, stay: bool) -> int:
        """To its end."""
        made, console, wanted = self.made, self._console, self._wanted
        web = server(made)  # type: ignore[arg-type]  # as much of the service as its pages ask for
        thread = threading.Thread(target=web.run, name="web", daemon=True)
        thread.start()
        try:
            made.begin()
            while made.world.now < self._begins_ms:
                made.pass_(10_000)
            self._announce(made.desk)
            for fault in faults(wanted):
                made.world.timers.at(self._begins_ms + fault.at * 1000, partial(made.world.striker.strike, fault))
            self._greet(speed)
            until_ms = self._begins_ms + float(wanted.lasts) * 1000
            self._let_pass(lambda: made.world.now < until_ms, speed)
            told = self._judge()
            if stay:
                _tell(console, "demo-end")
                self._let_pass(lambda: True, 1)
            return 1 if told else 0
        finally:
            made.desk.bus.close()
            web.should_exit = True
            thread.join(20)
            self._store.close()

    def _let_pass(self, goes_on: Callable[[], bool], speed: int) -> None:
        """Where the machine cannot keep up, time passes more slowly; nothing is left out."""
        while goes_on():
            began = time.monotonic()
            self.made.pass_(STEP_S * 1000 * speed)
            self._news()
            time.sleep(max(0.0, began + STEP_S - time.monotonic()))

    def _news(self) -> None:
        """A line for each incident that opens or closes."""
        for one in self._seen():
            key = (one.rule, one.where, one.opened_ms)
            if key not in self._told or self._told[key] != one.closed_ms:
                self._told[key] = one.closed_ms
                self._line(one)

    def _line(self, one: Seen) -> None:
        lang, over = language(), one.closed_ms is not None
        with self._store.read() as conn:
            box, place = devices.get(conn, one.where), areas.get(conn, one.where)
        name = box.name if box is not None else ""
        title = words_of_incidents.title(one.rule, name, place.name if place else one.where, len(one.boxes), lang)
        at = wall(one.closed_ms or one.opened_ms, ZONE)
        mark = say("demo-over" if over else "demo-opened", lang)
        self._console.print(f"{at:%H:%M:%S}  {mark:<8} {title}", highlight=False)

    def _seen(self) -> list[Seen]:
        with self._store.read() as conn:
            return seen(conn)

    def _judge(self) -> list[str]:
        told = differences(self._wanted, self._day, self._seen())
        _tell(self._console, "demo-otherwise" if told else "demo-as-expected", count=len(told) or len(self._told))
        for line in told:
            self._console.print(f"  {line}", highlight=False)
        return told

    def _greet(self, speed: int) -> None:
        console, lang = self._console, language()
        _tell(console, "demo-scenario", title=self._wanted.title.get("vi" if lang == "vi" else "en", ""), speed=speed)
        _tell(console, "demo-address", url=self.made.desk.settings.http.public_url)
        for one in self.people:
            console.print(f"  {say(f'role-{one.role}', lang):<22} {one.login:<10} {one.password}", highlight=False)

    def _announce(self, desk: Desk) -> None:
        """What is broadcast meanwhile, read aloud."""
        area, (title, text) = scene.area_of(self._wanted), sample.notice()
        for one in self._wanted.broadcasts:
            editor, approver = who(desk, "bientap"), who(desk, "lanhdao")
            speak(desk, editor, area, words(title, text), MANNER)
            minutes = round(float(one.every) / 60)
            row = compose(
                desk,
                editor,
                Draft(
                    area=area,
                    title=title,
                    text=text,
                    areas=(area,),
                    start=f"{self._day}T{str(one.at)[:5]}",
                    speech=MANNER,
                    page=False,
                    late="skip",
                    rrule=f"FREQ=MINUTELY;INTERVAL={minutes};COUNT={one.times}" if one.times > 1 else None,
                ),
            )
            row = submit(desk, editor, row.id)
            with desk.store.read() as conn:
                spoken = media.get(conn, row.sound) if row.sound is not None else None
            if spoken is not None:
                hear(desk, approver, row.id, spoken.hash, [(0, spoken.length_ms)])
            approve(desk, approver, row.id, row.fingerprint)


def _tell(console: Console, code: str, **params: str | float) -> None:
    console.print(say(code, language(), **params), highlight=False, soft_wrap=True)
