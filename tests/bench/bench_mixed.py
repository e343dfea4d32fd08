"""Boxes of every model and of three firmware versions in one process: what one costs, at rest and in a broadcast.

Horns and boards of all makes that the simulator plays itself (other makers' boxes have drivers and a process each). The
service is a process of its own, as people run it. Processor is of one core.
"""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from devices.profiles import all_profiles
from tests.bench.bench_child import Child
from tests.bench.bench_figures import Figure, Goal, Say
from tests.bench.bench_service import PROVINCE, Service, processor_s
from tests.bench.bench_stage import await_true, tone

NAME = "mixed"
FIRMWARE = "sim-0.9.0,sim-0.9.5,"
"""In turn; the last is the simulator's own."""
DRIVEN = ("axis-", "switch-")
HORNS = 3
"""So many times as many of a horn as of a board: a village has more to hear than to read."""
REST_S, SETTLE_S = 30.0, 20.0
MEMORY = Goal(16_384, of="ours")
GOAL_FROM = 5_000


def measure(folder: Path, count: int, rounds: int, say: Say) -> list[Figure]:
    """All of it, once."""
    quick = count < 1_000
    own = {name: one for name, one in all_profiles().items() if not name.startswith(DRIVEN)}
    horns = [name for name, one in own.items() if one.audio is not None]
    models = (*horns * HORNS, *(name for name in own if name not in horns))
    with Service(folder, count, models=models, processes=1) as service:
        say(f"{NAME}: {count:,} boxes of {len(own)} models in one process")
        (boxes,) = service.boxes("--firmware", FIRMWARE)
        with boxes:
            came_s = service.await_equal(60 + count / 10)
            time.sleep(1 if quick else SETTLE_S)
            figures = [Figure(NAME, f"first coming of {count:,}", "s", [came_s])]
            figures += _at_rest(service, boxes, 2 if quick else REST_S, say)
            figures.append(_broadcast(service, boxes, folder, say))
    return figures


def _at_rest(service: Service, boxes: Child, seconds: float, say: Say) -> list[Figure]:
    say(f"{NAME}: {seconds:g} s at rest")
    before = processor_s(boxes.pid)
    time.sleep(seconds)
    spent = 100 * (processor_s(boxes.pid) - before) / seconds
    told = boxes.ask("resident")
    with Child("tests.bench.bench_boxes", "--identities", str(service.folder / "boxes-0.jsonl"), "--count", "0",
               "--out", str(service.folder / "none")) as none:  # fmt: skip
        empty = none.ask("resident")
    versions = service.number("SELECT count(DISTINCT firmware) FROM device_status")
    models = service.number("SELECT count(DISTINCT profile) FROM devices")
    goal = MEMORY if service.count >= GOAL_FROM else None
    note = "VmRSS of their process beyond that of one without boxes, by each"
    parts = {
        "models": models,
        "firmware_versions": versions,
        "whole_mb": told["bytes"] / 1e6,
        "trimmed_bytes": (told["trimmed"] - empty["trimmed"]) / service.count,
    }
    each = (told["bytes"] - empty["bytes"]) / service.count
    return [
        Figure(NAME, f"memory of one of {service.count:,}", "bytes", [each], goal=goal, note=note, parts=parts),
        Figure(NAME, "their process at rest", "% of a core", [spent]),
    ]


def _broadcast(service: Service, boxes: Child, folder: Path, say: Say) -> Figure:
    """One notice, heard and shown at once by all that can."""
    count, sound = service.count, folder / "notice.wav"
    tone(sound, 5.0)
    start = datetime.now(ZoneInfo(service.settings.zone)) + timedelta(minutes=9)
    say(f"{NAME}: a notice for {count:,}")
    id = service.announced(sound, start.strftime("%Y-%m-%dT%H:%M"))
    ready = f"SELECT count(*) FROM deliveries WHERE subject LIKE '{id}%' AND ready_ms IS NOT NULL"
    wanted = f"SELECT count(*) FROM deliveries WHERE subject LIKE '{id}%'"
    await_true(lambda: 0 < service.number(wanted) == service.number(ready), 120 + count / 20, "all to hold it", 1.0)
    before = processor_s(boxes.pid)
    begun = time.monotonic()
    told = service.post("duyet", "/commands", kind="play", scope=PROVINCE, announcement=id, lead_ms=2_000)
    over = f"SELECT count(*) FROM deliveries WHERE subject = '{told['id']}' AND ended_ms IS NOT NULL"
    await_true(lambda: service.number(over) == count, 120 + count / 20, "all to report the end", 0.5)
    spent = processor_s(boxes.pid) - before
    heard = service.number(f"SELECT count(*) FROM deliveries WHERE subject = '{told['id']}' AND sounded_ms IS NOT NULL")
    return Figure(
        NAME, f"play now until {count:,} reported the end", "s", [time.monotonic() - begun],
        note="five seconds of sound; boards have no part in it and say so", parts={"boxes_s": spent, "sounded": heard},
    )  # fmt: skip
