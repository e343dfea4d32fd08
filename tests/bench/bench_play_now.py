"""Play now: from the API call to the last device that heard it, and to the last ``started`` in the database.

The bare side is what anybody would write with ordinary clients, and no less: a second broker configured like ours with
as many accounts; as many paho clients in a process of their own, each with a device's subscriptions, that answer the
message with one publish (QoS 1, as many bytes as a receipt) as soon as they have read it; one paho client on paho's own
loop that publishes the message and counts the answers. It verifies, decides, plays, journals and stores nothing, and
keeps no outbox. Our fleet stays connected meanwhile and goes on with its heartbeats, on both sides alike.

Processor time by process and thread is counted beside the wall: where others use the two cores, too, it is what tells
ours from bare.
"""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from controller.store import audit, deliveries, outbox
from tests.bench.bench_bare import BareField, Plain, ears, settle
from tests.bench.bench_child import Child
from tests.bench.bench_figures import Figure, Goal, Say, medians
from tests.bench.bench_processors import Spent, broker_pid
from tests.bench.bench_stage import COMMUNE, HAMLET, PROVINCE, SOUND_S, Stage, await_true, calm

NAME = "play-now"
STARTED = b'"rung":"started"'
TOPIC = f"tl1/g/{COMMUNE}/cmd"
REPORTS = ("tl1/u/+/report", 1)
BARE_THREADS = {"receiver": "paho-mqtt-client"}
OUR_THREADS = {"inbox": "inbox", "mqtt": "mqtt", "web": "AnyIO", "dispatch": "dispatch"}
FEW = 100
"""Of a handful that only shows that all works, nobody waits for long sounds and the best of clocks."""
CLOCK_MS = 50


@dataclass
class Rounds:
    """What the rounds of one fleet size gave, in milliseconds."""

    bare_sending: list[float] = field(default_factory=list)
    bare_receipts: list[float] = field(default_factory=list)
    sending: list[float] = field(default_factory=list)
    receipts: list[float] = field(default_factory=list)
    parts: list[dict[str, float]] = field(default_factory=list)
    bare_spent: list[dict[str, float]] = field(default_factory=list)
    spent: list[dict[str, float]] = field(default_factory=list)


def measure(folder: Path, count: int, rounds: int, say: Say) -> list[Figure]:
    """Both figures for a fleet of ``count``."""
    say(f"{NAME}: {count} devices come on line")
    few = count <= FEW
    sound_s = 1.0 if few else SOUND_S
    with Stage(folder / "ours", count, horizon_days=7, sound_s=sound_s) as stage, stage.boxes() as boxes:
        announcement = stage.twice_a_day().id
        stage.gather()
        with suppress(TimeoutError):  # a device whose clock is wrong starts at another instant; then the table says so
            await_true(lambda: stage.clocks()[-1] <= CLOCK_MS, 1 if few else 40, "the clocks", every_s=1)
        errors = stage.clocks()
        with (
            BareField(folder / "bare", count, (PROVINCE, COMMUNE, HAMLET)) as field_,
            Plain(field_.broker.address, [REPORTS]) as plain,
            ears(field_.identities, count) as listening,
        ):
            settle(listening, plain, TOPIC, count)
            found = Rounds()
            bare_broker, our_broker = folder / "bare" / "broker", stage.settings.data_dir / "broker"
            theirs = Spent({"devices": listening.pid, "broker": broker_pid(bare_broker)}, BARE_THREADS)
            mine = Spent({"devices": boxes.pid, "broker": broker_pid(our_broker)}, OUR_THREADS)
            size, answer = _ours(stage, boxes, announcement, mine, Rounds())  # the first of each is thrown away
            _bare(plain, listening, count, size, answer, theirs, Rounds())
            for number in range(rounds):
                say(f"{NAME}: {count} devices, round {number + 1} of {rounds}")
                _bare(plain, listening, count, size, answer, theirs, found)
                _ours(stage, boxes, announcement, mine, found)
    return _figures(count, found, {"clock_error_p99_ms": errors[len(errors) * 99 // 100], "worst_ms": errors[-1]})


def _bare(plain: Plain, listening: Child, count: int, size: int, answer: int, spent: Spent, found: Rounds) -> None:
    """One publish to all; then the same with one answer from each, counted."""
    calm(count)
    listening.ask("arm", end="/cmd", count=count)
    begun = time.monotonic_ns()
    plain.publish(TOPIC, b"x" * size)
    found.bare_sending.append((listening.hear("arrived")["last"] - begun) / 1e6)
    calm(count)
    listening.ask("arm", end="/cmd", count=count, answer=answer)
    plain.expect(count)
    spent.begin()
    begun = time.monotonic_ns()
    plain.publish(TOPIC, b"x" * size)
    found.bare_receipts.append((plain.wait() - begun) / 1e6)
    found.bare_spent.append(spent.so_far())


def _ours(stage: Stage, boxes: Child, announcement: str, spent: Spent, found: Rounds) -> tuple[int, int]:
    """One order over HTTP; afterwards wait until all have finished. Sizes of the command and of a receipt."""
    desk, count = stage.system.desk, stage.count
    calm(count)
    boxes.ask("arm", end="/cmd", count=count)
    stage.watch.expect(STARTED, count)
    spent.begin()
    begun = time.monotonic_ns()
    told = stage.post("commands", {"kind": "play", "scope": COMMUNE, "announcement": announcement, "lead_ms": 0})
    answered = time.monotonic_ns()
    arrived = boxes.hear("arrived")
    stored = stage.watch.wait(90)
    found.spent.append(spent.so_far())
    id = told["id"]
    mine = f"FROM deliveries WHERE subject = '{id}'"
    assert stage.number(f"SELECT count(*) {mine} AND started_ms IS NOT NULL") == count
    assert stage.number(f"SELECT count(*) FROM audit WHERE subject = '{id}'") == 1
    await_true(lambda: stage.number(f"SELECT count(*) {mine} AND rung = 160") == count, 90, "the end", every_s=0.5)
    found.sending.append((arrived["last"] - begun) / 1e6)
    found.receipts.append((stored - begun) / 1e6)
    found.parts.append({"answered_ms": (answered - begun) / 1e6, "first_heard_ms": (arrived["first"] - begun) / 1e6})
    with desk.store.read() as conn:
        assert audit.verify(conn) is None
        (letter,) = outbox.of_subject(conn, outbox.CMD, id)
        assert all(one.rung == "finished" for one in deliveries.of_subject(conn, id))
    receipt = stage.number("SELECT 150 + max(length(evidence)) FROM reports WHERE rung = 'started'")
    return len(letter.payload), receipt


def _figures(count: int, found: Rounds, clocks: dict[str, float]) -> list[Figure]:
    goal = count >= 5_000
    return [
        Figure(
            NAME,
            f"sending to {count:,}",
            "ms",
            found.sending,
            found.bare_sending,
            Goal(1.1) if goal else None,
            "HTTP call, durable commit, signature and audit row, until the last simulated device has heard it",
            medians(found.parts),
        ),
        Figure(
            NAME,
            f"receipts of {count:,}",
            "ms",
            found.receipts,
            found.bare_receipts,
            Goal(1.3) if goal else None,
            "until the last `started` is committed; bare: one receipt of as many bytes from each paho client. Of two "
            "seconds on, those that started first report `sounded`, too",
            clocks
            | {f"bare_{name}": value for name, value in medians(found.bare_spent).items()}
            | medians(found.spent),
        ),
    ]
