"""A timetable of more than 32 KiB: a signed pointer, and what is fetched by it."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from devices.messages import Item, Media, Pointer, Rung, Timetable
from devices.signing import document_hash
from devices.topics import Kind
from firmware_sim.faults import Weather
from firmware_sim.shelf import Shelf
from firmware_sim.timers import Alarm
from firmware_sim.virtual import VirtualDownloads, VirtualWorld
from tests.firmware_sim.sim_desk import (
    DAY,
    MINUTE,
    MORNING,
    PICTURE,
    Desk,
    item,
    key,
    timetable,
    world_with,
)

D = "loa-dong-1"
A1 = "a1.20261122t0530"
LARGE = tuple(
    Item(id=f"n{number}.20261123t0900", start=MORNING + DAY, longest=0, pages=(PICTURE,), until=MORNING + 2 * DAY)
    for number in range(250)
)


def point(world: VirtualWorld, desk: Desk, plan: Timetable, **changes: object) -> bytes:
    """Put the document where it can be fetched, and send what points to it; returns the document."""
    document = key("plans").seal(msgspec.json.encode(plan), "timetable", plan.device)
    named = Media(hash=document_hash(document), bytes=len(document), kind="jws")
    world.downloads.files[named.hash] = document
    pointer = Pointer(
        v=plan.v, iat=plan.iat, exp=plan.exp, device=plan.device, media_url="http://media/", document=named
    )
    desk.send(Kind.WANT, plan.device, msgspec.structs.replace(pointer, **changes), "plans")
    return document


class Counting:
    """Downloads, counted."""

    def __init__(self, inner: VirtualDownloads) -> None:
        self._inner = inner
        self.started: list[str] = []

    def start(self, shelf: Shelf, media: Media, url: str, weather: Weather, done: Callable[[str], object]) -> Alarm:
        self.started.append(media.hash)
        return self._inner.start(shelf, media, url, weather, done)

    def send(self, url: str, data: bytes, done: Callable[[str], object]) -> None:
        self._inner.send(url, data, done)


def refusals(desk: Desk) -> list[tuple[str, str]]:
    return [(report.id, report.reason) for report in desk.reports[D] if report.rung is Rung.REFUSED]


def test_the_fetched_timetable_is_obeyed_and_survives_a_restart_without_network() -> None:
    world, desk = world_with()
    document = point(world, desk, timetable(D, item(), *LARGE, v=5))
    assert len(document) > 32 * 1024
    world.run(MINUTE)
    assert (desk.haves[D][-1].v, desk.haves[D][-1].hash) == (5, document_hash(document))
    world.broker.down = True
    world.devices[D].restart(1_000)
    world.run_until(MORNING + 5 * MINUTE)
    world.broker.down = False
    world.run(15 * MINUTE)
    assert desk.rungs(D, A1) == [Rung.STARTED, Rung.SOUNDED, Rung.FINISHED]
    assert refusals(desk) == []


def test_a_pointer_that_is_repeated_fetches_once_and_is_answered() -> None:
    world, desk = world_with()
    counting = world.world.downloads = Counting(world.downloads)
    plan = timetable(D, v=5)
    document = point(world, desk, plan)
    for _ in range(4):
        world.run(150)
        point(world, desk, plan)
    world.run(MINUTE)
    count = len(desk.haves[D])
    point(world, desk, plan)
    world.run(MINUTE)
    assert counting.started == [document_hash(document)]
    assert len(desk.haves[D]) == count + 1
    assert desk.haves[D][-1].hash == document_hash(document)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"v": 4}, "invalid-plan"),
        ({"v": 6}, "invalid-plan"),
        ({"device": "loa-dong-2"}, "foreign-scope"),
        ({"exp": MORNING - DAY + 1}, "expired"),
    ],
)
def test_a_pointer_that_does_not_fit_is_refused_and_the_last_good_plan_stays(
    changes: dict[str, object], reason: str
) -> None:
    world, desk = world_with()
    good = desk.want(timetable(D, item(), v=3))
    world.run(MINUTE)
    point(world, desk, timetable(D, v=5), **changes)
    world.run(MINUTE)
    assert [why for _, why in refusals(desk)] == [reason]
    assert desk.haves[D][-1].hash == document_hash(good)
    document = point(world, desk, timetable(D, item(), v=7))
    world.run(MINUTE)
    assert desk.haves[D][-1].hash == document_hash(document)


def test_other_bytes_under_the_documents_name_are_refused_and_fetched_again() -> None:
    world, desk = world_with()
    plan = timetable(D, item(), v=5)
    document = key("plans").seal(msgspec.json.encode(plan), "timetable", D)
    world.downloads.files[document_hash(document)] = b"rubbish"
    named = Media(hash=document_hash(document), bytes=len(document), kind="jws")
    pointer = Pointer(v=5, iat=plan.iat, exp=plan.exp, device=D, media_url="http://media/", document=named)
    desk.send(Kind.WANT, D, pointer, "plans")
    world.run(MINUTE)
    assert refusals(desk) == [(f"timetable:{D}:5", "bad-signature")]
    world.downloads.files[named.hash] = document
    world.pool.files.clear()  # which is never given unverified bytes outside of this test
    desk.send(Kind.WANT, D, pointer, "plans")
    world.run(MINUTE)
    assert desk.haves[D][-1].hash == named.hash


def test_the_newest_wins_whatever_is_still_being_fetched() -> None:
    world, desk = world_with()
    world.downloads.down = True
    old, new = timetable(D, v=5), timetable(D, item(), v=6)
    point(world, desk, old)
    document = point(world, desk, new)
    point(world, desk, old)
    world.run(10_000)
    world.downloads.down = False
    world.run(10 * MINUTE)
    assert desk.haves[D][-1].hash == document_hash(document)
    world.downloads.down = True
    point(world, desk, timetable(D, v=7))
    world.run(10_000)
    whole = desk.want(timetable(D, item(), v=8))
    world.downloads.down = False
    world.run(10 * MINUTE)
    assert desk.haves[D][-1].hash == document_hash(whole)
    assert refusals(desk) == []


def test_a_pointer_to_a_pointer_is_refused() -> None:
    world, desk = world_with()
    inner = Pointer(5, MORNING - DAY, MORNING + DAY, D, "http://media/", Media(hash="e" * 64, bytes=9, kind="jws"))
    document = key("plans").seal(msgspec.json.encode(inner), "timetable", D)
    named = Media(hash=document_hash(document), bytes=len(document), kind="jws")
    world.downloads.files[named.hash] = document
    desk.send(Kind.WANT, D, msgspec.structs.replace(inner, document=named), "plans")
    world.run(MINUTE)
    assert refusals(desk) == [(f"timetable:{D}:5", "wrong-kind")]
