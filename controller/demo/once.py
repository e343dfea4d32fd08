"""``demo --once``: one announcement goes the whole path; a row a device, and an exit status that means it."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from controller.broadcast.desk import Desk
from controller.broadcast.verdict import FAULTY
from controller.demo import broadcasting, sample
from controller.demo.stage import Stage, clear, settings_for
from controller.errors import Refused
from controller.store import deliveries, devices, media, occurrences, proofs, status
from controller.store.announcements import Announcement
from controller.store.deliveries import Delivery
from controller.store.ladder import FINISHED, is_end
from controller.terminal.speaking import language
from controller.words import outcomes, say
from devices.profiles import profile

GATHER_S = 20.0
"""How long devices may take to come on line, get a timetable and trust their clock."""
AHEAD_S = 8.0
"""From approval to the start: rendering, signing, sending, fetching."""
MARGIN_S = 12.0


@dataclass(frozen=True, slots=True)
class Did:
    """One device and what it did."""

    name: str
    device: str
    is_board: bool
    delivery: Delivery | None

    @property
    def its_part(self) -> bool:
        """Whether it did what it had to: sounded with evidence to the end, or showed the picture."""
        one = self.delivery
        if one is None:
            return False
        if self.is_board:
            return one.shown_ms is not None and bool(one.picture)
        well = proofs.read(one.proof).verdict not in FAULTY
        return one.rung == FINISHED and one.sounded_ms is not None and bool(one.frames) and well

    @property
    def over(self) -> bool:
        """Whether nothing more is to come of it."""
        return self.its_part or (self.delivery is not None and is_end(self.delivery.rung))


def once(sound: Path | None, text: str | None, out: Path, console: Console, deaf: Sequence[str] = ()) -> int:
    """Walk the path; 0 only if every device did its part."""
    if sound is not None and not sound.is_file():
        raise Refused("file-missing", "sound", path=str(sound))
    clear(out)
    with tempfile.TemporaryDirectory(prefix="tienglang-") as folder:
        stage = Stage(settings_for(Path(folder), anywhere=True), out, deaf)
        with stage:
            desk = stage.system.desk
            _tell(console, "demo-gathering")
            _await(lambda: _gathered(desk), GATHER_S, stage)
            row = _announce(desk, sound, text)
            _tell(console, "demo-approved", id=row.id)
            done = _await_all(desk, row, stage)
    console.print(_table(done))
    for one in done:
        if one.delivery is not None and (said := outcomes.heard(one.delivery, language())):
            console.print(f"{one.device}: {said}", highlight=False)
    _keep(out)
    well = all(one.its_part for one in done)
    _tell(console, "demo-done" if well else "demo-not-done", path=str(out), count=sum(not one.its_part for one in done))
    return 0 if well else 1


def _announce(desk: Desk, sound: Path | None, text: str | None) -> Announcement:
    title, own_text = sample.notice()
    words = own_text if text is None else text
    if sound is None:
        return broadcasting.announce(desk, title, words, None, AHEAD_S)
    file = broadcasting.beginning(desk, sound)
    try:
        return broadcasting.announce(desk, title, words, file, AHEAD_S, sound.name)
    finally:
        desk.shelf.drop(file)


def _gathered(desk: Desk) -> bool:
    """Whether every device is on line, holds the timetable that is wanted and trusts its clock."""
    with desk.store.read() as conn:
        known = status.below(conn)
    return len(known) == len(sample.DEVICES) and all(
        one.presence == "online" and one.held_version and (one.clock or {}).get("trusted") for one in known.values()
    )


def _await(holds: Callable[[], bool], seconds: float, stage: Stage) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if holds():
            return True
        if stage.devices_ended() is not None:
            raise Refused("demo-devices-ended", status=str(stage.devices_ended()))
        time.sleep(0.1)
    return False


def _await_all(desk: Desk, row: Announcement, stage: Stage) -> list[Did]:
    with desk.store.read() as conn:
        times = occurrences.of_announcement(conn, row.id)
        sound = media.get(conn, row.sound) if row.sound else None
    end_s = AHEAD_S + max(broadcasting.LONGEST_S, sound.length_ms / 1000 if sound else 0) + MARGIN_S
    _await(lambda: all(one.over for one in _done(desk, row)), end_s + len(times), stage)
    return _done(desk, row)


def _done(desk: Desk, row: Announcement) -> list[Did]:
    with desk.store.read() as conn:
        times = occurrences.of_announcement(conn, row.id)
        rows = {one.device: one for one in deliveries.of_subjects(conn, [one.id for one in times])}
        known = devices.below(conn)
    return [Did(one.name, one.id, profile(one.profile).panel is not None, rows.get(one.id)) for one in known]


def _table(done: list[Did]) -> Table:
    table = Table(title=say("demo-table", language()))
    for column in ("device", "held", "started", "evidence", "skew", "verdict"):
        table.add_column(say(f"demo-column-{column}", language()), no_wrap=column != "evidence")
    for one in done:
        table.add_row(*_row(one))
    return table


def _row(one: Did) -> tuple[str, ...]:
    got = one.delivery
    if got is None:
        return (one.device, "–", "–", "–", "–", "✗")
    began = got.shown_ms if one.is_board else got.started_ms
    evidence = _picture(got) if one.is_board else _level(got)
    return (
        one.device,
        "✓" if got.held_ms else "–",
        "✓" if began else "–",
        evidence,
        "–" if got.skew_ms is None else f"{got.skew_ms} ms",
        "✓" if one.its_part else f"✗ {got.rung} {got.reason or proofs.read(got.proof).verdict}".strip(),
    )


def _level(got: Delivery) -> str:
    """``-18.4 dBFS, 480 mA``."""
    current = proofs.read(got.proof).current_ma
    level = "–" if got.level_dbfs is None else f"{got.level_dbfs:.1f} dBFS"
    return level if current is None else f"{level}, {current} mA"


def _picture(got: Delivery) -> str:
    return got.picture[:16] if got.shown_ms and got.picture else "–"


def _keep(out: Path) -> None:
    """Leave what people want to hear and see; a box's flash is its own affair."""
    for folder in out.iterdir():
        for inner in folder.iterdir() if folder.is_dir() else ():
            if inner.is_dir() and inner.name in ("flash", "media"):
                shutil.rmtree(inner)


def _tell(console: Console, code: str, **params: str | float) -> None:
    console.print(say(code, language(), **params), highlight=False)
