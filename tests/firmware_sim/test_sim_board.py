"""What people see: the PNG of the panel at each change."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from PIL import Image

from devices.messages import Item, Klass, Media, Page, Play, Rung, Stop
from devices.profiles import profile
from firmware_sim.board import Board, VirtualBoard
from firmware_sim.events import Event, NotShown, Shown
from firmware_sim.flash import Cut
from firmware_sim.shelf import FolderShelf
from firmware_sim.timers import Timers
from firmware_sim.virtual import VirtualWorld
from tests.firmware_sim.sim_desk import LED, MINUTE, MORNING, PICTURE, SAFE, identity, timetable, world_with
from tests.firmware_sim.sim_sounds import media, picture

PANEL = profile("led-192x64-rg").panel
RED = hashlib.sha256(bytes((255, 0, 0)) * (192 * 64)).hexdigest()


@pytest.fixture(params=["board", "virtual"])
def parts(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Board | VirtualBoard, FolderShelf, list[Event]]:
    assert PANEL is not None
    shelf, events = FolderShelf(tmp_path / "shelf"), []  # type: ignore[var-annotated]
    if request.param == "virtual":
        return VirtualBoard(PANEL, shelf, events.append, {}), shelf, events
    timers = Timers(lambda: 1_795_300_200_123.0)
    return Board(tmp_path / "shown", PANEL, timers, shelf, events.append), shelf, events


def put(shelf: FolderShelf, data: bytes) -> Media:
    one = media(data, "png")
    shelf.extend(one.hash, data)
    shelf.finish(one.hash)
    return one


def test_shows_and_tells_the_frame(parts: tuple[Board | VirtualBoard, FolderShelf, list[Event]]) -> None:
    board, shelf, events = parts
    board.show("n1", put(shelf, picture()))
    board.show("n1", put(shelf, picture()))
    board.show("", None)
    told = [one for one in events if isinstance(one, Shown)]
    assert told[:2] == [Shown("n1", RED)] * 2
    assert told[2].id == ""
    if isinstance(board, Board):
        assert board.files[0].name == f"20261121T223000.123Z-{RED[:8]}.png"
        assert len(board.files) == 2
        with Image.open(board.files[0]) as shown:
            assert shown.size == (192, 64)
            assert shown.getpixel((0, 0)) == (255, 0, 0)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (picture(191, 64), "wrong-size"),
        (b"no picture", "undecodable"),
        (picture()[:-30], "undecodable"),
        (None, "no-media"),
    ],
)
def test_what_cannot_be_shown(
    parts: tuple[Board | VirtualBoard, FolderShelf, list[Event]], data: bytes | None, reason: str
) -> None:
    board, shelf, events = parts
    page = put(shelf, data) if data is not None else media(b"?", "png")
    board.show("n1", page)
    assert events == [NotShown("n1", reason)]


NOTICE = Item(id="n1.20261122t0530", start=MORNING, longest=0, pages=(PICTURE,), until=MORNING + 60 * MINUTE)
SAFE_PRINT = SAFE.media.hash


def on_the_panel(world: VirtualWorld) -> str:
    brain = world.devices["bang-1"].brain
    assert brain is not None
    return brain.mind.picture


def test_a_stop_takes_pages_off_only_where_it_says_so_and_for_good() -> None:
    world, desk = world_with(identity("bang-1", LED))
    desk.want(timetable("bang-1", NOTICE, safe=(SAFE,)))
    world.run_until(MORNING + MINUTE)
    now = int(world.now)
    desk.order(Stop(id="s1", iat=now, exp=now + MINUTE))
    world.run(MINUTE)
    assert on_the_panel(world) == PICTURE.media.hash
    now = int(world.now)
    desk.order(Stop(id="s2", iat=now, exp=now + MINUTE, target=NOTICE.id, pages=True))
    world.run(MINUTE)
    assert on_the_panel(world) == SAFE_PRINT
    world.devices["bang-1"].restart(1_000)
    world.run(MINUTE)
    assert on_the_panel(world) == SAFE_PRINT, "what was stopped stays stopped"
    world.run_until(MORNING + 61 * MINUTE)
    assert desk.rungs("bang-1", NOTICE.id) == [Rung.SHOWN, Rung.SKIPPED]
    assert desk.rungs("bang-1", "s1") == desk.rungs("bang-1", "s2") == [Rung.DONE]


def test_a_stop_takes_the_pages_of_a_command_off() -> None:
    world, desk = world_with(identity("bang-1", LED))
    desk.want(timetable("bang-1", safe=(SAFE,)))
    world.run(MINUTE)
    now = int(world.now)
    pages: dict[str, tuple[Page, ...]] = {profile(LED).recipe: (PICTURE,)}
    desk.order(Play("p1", now, now + MINUTE, now, Klass.EMERGENCY, pages=pages))
    world.run(MINUTE)
    assert on_the_panel(world) == PICTURE.media.hash
    now = int(world.now)
    desk.order(Stop(id="s1", iat=now, exp=now + MINUTE, target="another", pages=True))
    world.run(10_000)
    assert on_the_panel(world) == PICTURE.media.hash
    now = int(world.now)
    desk.order(Stop(id="s2", iat=now, exp=now + MINUTE, pages=True))
    world.run(10_000)
    assert on_the_panel(world) == SAFE_PRINT
    assert desk.rungs("bang-1", "p1")[-2:] == [Rung.SHOWN, Rung.SKIPPED]


def test_a_cut_at_every_write_of_a_stop_leaves_nothing_on_the_board() -> None:
    for after in range(0, 400, 9):
        world, desk = world_with(identity("bang-1", LED))
        desk.want(timetable("bang-1", NOTICE, safe=(SAFE,)))
        world.run_until(MORNING + MINUTE)
        now = int(world.now)
        stop = Stop(id="s1", iat=now, exp=now + 20 * MINUTE, pages=True)
        world.devices["bang-1"].flash.cut = Cut(after)
        desk.order(stop)
        world.run(MINUTE)
        world.devices["bang-1"].flash.cut = None
        desk.order(stop)  # as the controller does until its receipt comes
        world.run(MINUTE)
        world.devices["bang-1"].restart(1_000)
        world.run(MINUTE)
        assert on_the_panel(world) == SAFE_PRINT, after
        rungs = desk.rungs("bang-1", NOTICE.id)
        assert rungs.count(Rung.SKIPPED) + rungs.count(Rung.FAILED) == 1, (after, rungs)
