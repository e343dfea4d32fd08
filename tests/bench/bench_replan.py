"""Replan: one announcement is approved, and every device of the commune gets a new signed timetable."""

from __future__ import annotations

import time
from datetime import timedelta
from pathlib import Path

from controller.store import outbox, timetables
from devices.signing import SigningKey, take_apart
from tests.bench.bench_bare import BareField, Plain, ears, settle
from tests.bench.bench_child import Child
from tests.bench.bench_figures import Figure, Say
from tests.bench.bench_stage import COMMUNE, HAMLET, PROVINCE, Stage, await_true, calm

NAME = "replan"


def measure(folder: Path, count: int, rounds: int, say: Say) -> list[Figure]:
    """From the approval to the last subscriber, against signing and publishing as many documents of the same bytes."""
    say(f"{NAME}: {count} devices are taken in")
    bare: list[float] = []
    ours: list[float] = []
    size = 0
    with Stage(folder / "ours", count) as stage:
        stage.twice_a_day()
        with (
            BareField(folder / "bare", count, (PROVINCE, COMMUNE, HAMLET)) as field,
            Plain(field.broker.address) as plain,
            ears(field.identities, count) as bare_ears,
            ears(stage.identities, count) as our_ears,
        ):
            settle(bare_ears, plain, f"tl1/g/{COMMUNE}/cmd", count)
            calm(count, 3.0)  # whatever is retained has reached our subscribers by then
            _settled(stage)
            for number in range(rounds + 1):
                say(f"{NAME}: round {number} of {rounds}")
                payloads = _payloads(stage)
                bare.append(_bare(plain, bare_ears, field.names, payloads))
                ours.append(_ours(stage, our_ears, number))
                size = len(payloads[0])
    note = f"timetables of {size:,} bytes before signing; from the approval: rendering looked up, planned, stored, sent"
    return [Figure(NAME, f"timetables of {count:,}", "ms", ours[1:], bare[1:], None, note)]


def _payloads(stage: Stage) -> list[bytes]:
    with stage.system.desk.store.read() as conn:
        return [take_apart(one.document).payload for one in timetables.every(conn, "", stage.count)]


def _bare(plain: Plain, listening: Child, names: list[str], payloads: list[bytes]) -> float:
    calm(len(names))
    key = SigningKey.generate("bare")
    listening.ask("arm", end="/want", count=len(names))
    begun = time.monotonic_ns()
    for name, payload in zip(names, payloads, strict=True):
        plain.publish(f"tl1/d/{name}/want", key.seal(payload, "timetable", name), retain=True)
    last: int = listening.hear("arrived")["last"]
    return (last - begun) / 1e6


def _ours(stage: Stage, listening: Child, number: int) -> float:
    row = stage.submitted(stage.draft(f"Tin mới {number}", timedelta(hours=8, minutes=10 * number)))
    calm(stage.count)
    listening.ask("arm", end="/want", count=stage.count)
    begun = time.monotonic_ns()
    stage.approve(row)
    last: int = listening.hear("arrived", 120)["last"]
    _settled(stage)
    return (last - begun) / 1e6


def _settled(stage: Stage) -> None:
    """Answer for the subscribers, which cannot: they hold what was sent."""
    desk = stage.system.desk
    await_true(
        lambda: not stage.number("SELECT count(*) FROM outbox WHERE settled_ms IS NULL AND attempts = 0"), 30, "sending"
    )
    with desk.store.write() as conn:
        outbox.settle_wants(conn, {name: one.hash for name, one in timetables.marks(conn).items()}, desk.now_ms())
