"""Live: from a microphone's tenth of a second at the service to the last box that heard it, against bare publishing.

The bare side is a paho client that publishes as many bytes (QoS 0) to as many subscribers at a second broker: it
encodes, signs and records nothing, and its subscribers do nothing with what they hear. Ours encodes five pieces of
Opus, records them, signs them once; each simulated box verifies them, keeps them and plays each at its instant.

What a villager notices is beside it: how long after the mouth each horn began, by how much horns differ, and how much
came too late for them.
"""

from __future__ import annotations

import math
import statistics
import time
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from controller.live.air import Air
from controller.live.books import Wanted
from controller.live.shape import BATCH, BYTES, FRAME_MS, RATE
from controller.store import deliveries
from devices.profiles import profile
from tests.bench.bench_bare import BareField, Plain, ears, settle
from tests.bench.bench_child import Child
from tests.bench.bench_figures import Figure, Say, medians
from tests.bench.bench_stage import COMMUNE, HAMLET, PROFILE, PROVINCE, Stage, await_true

NAME = "live"
TOPIC = f"tl1/g/{COMMUNE}/cmd"
MESSAGES = 25
GLANCE = 5
"""Messages of a round that is thrown away, or that only shows that all works."""
EVERY_S = BATCH * FRAME_MS / 1000
SOUND = (np.sin(2 * np.pi * 300 * np.arange(RATE) / RATE) * 9_000).astype("<i2").tobytes()


@dataclass
class Rounds:
    """The median message of each round, in ms."""

    bare: list[float] = field(default_factory=list)
    ours: list[float] = field(default_factory=list)
    messages: int = MESSAGES
    parts: list[dict[str, float]] = field(default_factory=list)


def measure(folder: Path, count: int, rounds: int, say: Say) -> list[Figure]:
    """The figure for ``count`` listeners."""
    say(f"{NAME}: {count} devices come on line")
    with Stage(folder / "ours", count, horizon_days=1) as stage, stage.boxes() as boxes:
        await_true(lambda: stage.number("SELECT count(*) FROM timetables") == count, 120, "timetables")
        stage.gather()
        with (
            BareField(folder / "bare", count, (PROVINCE, COMMUNE, HAMLET)) as bare,
            Plain(bare.broker.address) as plain,
            ears(bare.identities, count) as listening,
        ):
            settle(listening, plain, TOPIC, count)
            messages = MESSAGES if rounds > 1 else GLANCE
            found = Rounds(messages=messages)
            size = _ours(stage, boxes, Rounds(messages=GLANCE))  # the first of each is thrown away
            _bare(plain, listening, count, size, Rounds(messages=GLANCE))
            for number in range(rounds):
                say(f"{NAME}: {count} devices, round {number + 1} of {rounds}")
                _bare(plain, listening, count, size, found)
                _ours(stage, boxes, found)
    note = "a microphone's 100 ms, until the last box has it: encoded, recorded, signed; verified and played there"
    return [Figure(NAME, f"a tenth of a second to {count:,}", "ms", found.ours, found.bare, None, note, _parts(found))]


def _parts(found: Rounds) -> dict[str, float]:
    return medians(found.parts)


def _bare(plain: Plain, listening: Child, count: int, size: int, found: Rounds) -> None:
    took = []
    for _ in range(found.messages):
        listening.ask("arm", end="/cmd", count=count)
        begun = time.monotonic_ns()
        plain.client.publish(TOPIC, b"x" * size, 0)
        took.append((listening.hear("arrived")["last"] - begun) / 1e6)
        time.sleep(max(0.0, EVERY_S - took[-1] / 1000))
    found.bare.append(statistics.median(took))


def _ours(stage: Stage, boxes: Child, found: Rounds) -> int:
    """One talk; bytes of a message."""
    desk, who, live = stage.system.desk, stage.who["approver"], stage.system.live
    air = live.begin(desk, who, who.name, Wanted((COMMUNE,)))
    id = air.talk.id
    ready = f"SELECT count(*) FROM deliveries WHERE subject = '{id}' AND ready_ms IS NOT NULL"
    await_true(lambda: stage.number(ready) == stage.count, 60, "every box to listen")
    await_true(lambda: desk.now_ms() >= air.talk.mouth_ms + EVERY_S * 1000, 60, "the count-down")
    took, first_ms = _speak(stage, boxes, air, found.messages)
    live.end(desk, id, who.login)
    over = f"SELECT count(*) FROM deliveries WHERE subject = '{id}' AND ended_ms IS NOT NULL"
    await_true(lambda: stage.number(over) == stage.count, 60, "every horn to finish")
    found.ours.append(statistics.median(took))
    found.parts.append({"p95_ms": _p95(took)} | _heard(stage, air, first_ms, found.messages))
    return 64 + 5 + BATCH * 62


def _speak(stage: Stage, boxes: Child, air: Air, messages: int) -> tuple[list[float], int]:
    """How long each message took, and when the first piece was spoken. Frames are numbered by the clock, as they are
    spoken: where this machine is too slow for a tenth of a second there is a gap, as of a phone that is. After one,
    nobody speaks faster: what overlaps with frames before it is no sound, and would be dropped."""
    took: list[float] = []
    first_ms, number, begin = 0, -BATCH, time.monotonic()
    for message in range(messages):
        number = max(number + BATCH, round((time.monotonic() - begin) * 1000 / FRAME_MS))
        time.sleep(max(0.0, begin + number * FRAME_MS / 1000 - time.monotonic()))
        boxes.ask("arm", end=f"/live/{air.talk.id}", count=stage.count)
        pieces = [SOUND[(message * BATCH + one) % 50 * BYTES :][:BYTES] for one in range(BATCH)]
        begun = time.monotonic_ns()
        air.hear(number, pieces, stage.system.desk.now_ms())
        first_ms = first_ms or air.talk.mouth_ms + (air.slots.next - BATCH) * FRAME_MS
        took.append((boxes.hear("arrived")["last"] - begun) / 1e6)
    return took, first_ms


def _heard(stage: Stage, air: Air, first_ms: int, messages: int) -> dict[str, float]:
    """From mouth to horn, between horns, and what was late for them."""
    with stage.system.desk.store.read() as conn:
        rows = deliveries.of_subject(conn, air.talk.id)
    delays = [one.started_ms - first_ms for one in rows if one.started_ms is not None]
    middle = statistics.median(delays)
    whole = messages * BATCH * FRAME_MS
    audio = profile(PROFILE).audio
    assert audio is not None
    missing = [max(0.0, 1 - (one.frames or 0) * 1000 / audio.sample_rate / whole) for one in rows]
    return {
        "mouth_to_horn_ms": middle,
        "mouth_to_horn_p95_ms": _p95(delays),
        "skew_p95_ms": _p95([abs(one - middle) for one in delays]),
        "clock_error_p95_ms": _p95(stage.clocks()),
        "late_percent": 100 * statistics.fmean(missing),
        "dropped_percent": 100 * air.slots.dropped / (messages * BATCH),
    }


def _p95(values: list[float] | list[int]) -> float:
    return float(sorted(values)[max(0, math.ceil(len(values) * 0.95) - 1)])
