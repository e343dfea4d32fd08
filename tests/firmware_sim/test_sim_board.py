"""What people see: the PNG of the panel at each change."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from PIL import Image

from devices.messages import Media
from devices.profiles import profile
from firmware_sim.board import Board, VirtualBoard
from firmware_sim.events import Event, NotShown, Shown
from firmware_sim.shelf import FolderShelf
from firmware_sim.timers import Timers
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
    assert events[:2] == [Shown("n1", RED)] * 2
    assert isinstance(events[2], Shown)
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
