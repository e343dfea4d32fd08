"""Reports: how fast a backlog of them is taken into the database, against a bare paho client that only counts them.

The backlog waits at the broker in the service's own session, as after an hour without the service, so that only
receiving is measured. Ours and bare sign in as the same user and take the same messages by turns.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import msgspec

import tests.postgres as postgres
from controller.bootstrap import SUBSCRIPTIONS, build
from controller.broadcast.collect import Collector
from controller.broadcast.desk import Desk
from controller.clock import SystemClock
from controller.demo.stage import settings_for
from controller.fleet import enrol, keys
from controller.mqtt.broker import ManagedBroker
from controller.mqtt.inbox import Inbox
from controller.mqtt.link import Link
from controller.ports import Incoming
from controller.store import Store, areas, commands, deliveries
from devices.messages import Evidence, Report, Rung
from tests.bench.bench_bare import Plain, ears
from tests.bench.bench_child import Child
from tests.bench.bench_figures import Figure, Say
from tests.bench.bench_stage import COMMUNE, HAMLET, PROVINCE, calm, take_in

NAME = "reports"
RUNGS = (Rung.READY, Rung.STARTED, Rung.SOUNDED, Rung.FINISHED)
DURABLE = ("fsync=on", "full_page_writes=on", "synchronous_commit=on", "listen_addresses=", "max_connections=100")
"""PostgreSQL as it runs in production; the tests' own settings may lose what they like."""


def measure(folder: Path, count: int, rounds: int, say: Say, *, per_device: int = 40) -> list[Figure]:
    """Reports a second, on each database that is there."""
    figures = [_measure(folder / "sqlite", "", "SQLite", count, rounds, say, per_device)]
    if postgres_is_there():
        postgres.SETTINGS = DURABLE
        cluster = postgres.cluster()
        url = cluster.url(cluster.make())
        figures.append(_measure(folder / "postgresql", url, "PostgreSQL", count, rounds, say, per_device))
    else:
        say(f"{NAME}: PostgreSQL is not installed, so only SQLite is measured")
    return figures


def postgres_is_there() -> bool:
    """Whether its programs are installed."""
    return bool(list(Path("/usr/lib/postgresql").glob("*/bin/initdb")))


def _measure(folder: Path, url: str, name: str, count: int, rounds: int, say: Say, per_device: int) -> Figure:
    say(f"{NAME}: {name}, {count} devices, {count * per_device} reports a round")
    settings = settings_for(folder / "data", anywhere=True)
    if url:
        settings = settings.model_copy(update={"database_url": url})
    store = Store(settings.database_url)
    store.upgrade()
    identities = folder / "boxes.jsonl"
    now_ms = SystemClock().now_ms()
    with store.write() as conn:
        for code, parent, level in (
            (PROVINCE, None, "province"),
            (COMMUNE, PROVINCE, "commune"),
            (HAMLET, COMMUNE, "hamlet"),
        ):
            areas.add(conn, code, parent, level, code, now_ms, zone=settings.zone)
        keys.make_all(conn, settings.data_dir / "keys", PROVINCE, now_ms)
        lines = [take_in(conn, settings, f"loa-{one:05d}", now_ms) for one in range(count)]
        accounts = enrol.accounts(conn)
    identities.write_bytes(b"\n".join(lines))
    store.close()
    desk = build(settings).desk
    broker = ManagedBroker(settings.data_dir / "broker", settings.broker.host, settings.broker.port, accounts)
    broker.start()
    bare: list[float] = []
    ours: list[float] = []
    try:
        with ears(identities, count) as boxes:
            _plain(broker, 0)  # makes the session that keeps the backlog
            for number in range(rounds + 1):
                say(f"{NAME}: {name}, round {number} of {rounds}")
                _flood(boxes, desk, f"bare-{number}", per_device)
                bare.append(count * per_device / _plain(broker, count * per_device))
                expected = _flood(boxes, desk, f"ours-{number}", per_device)
                ours.append(count * per_device / _ours(broker, desk, count * per_device))
                _check(desk, expected, f"ours-{number}", count, per_device)
    finally:
        broker.stop()
        desk.store.close()
    note = "a backlog at the broker is taken in; the bare client is paho on its own loop, counting"
    return Figure(NAME, f"into {name}", "reports/s", ours[1:], bare[1:], None, note)


def _flood(boxes: Child, desk: Desk, epoch: str, per_device: int) -> list[str]:
    """Every device reports all rungs of some commands; their ids."""
    now_ms = desk.now_ms()
    names = [f"c-{epoch}-{number}" for number in range(per_device // len(RUNGS))]
    with desk.store.write() as conn:
        for name in names:
            commands.add(conn, commands.Command(name, "play", COMMUNE, "area", {}, None, now_ms, now_ms + 60_000))
            deliveries.expect_below(conn, name, "/", now_ms)
    pairs = [(name, rung) for name in names for rung in RUNGS]
    evidence = Evidence("0" * 64, 80_000, 16_000, -21.4, -3.0, skew=3)
    reports = [
        Report(number, epoch, name, rung, now_ms, "", None if rung is Rung.READY else evidence)
        for number, (name, rung) in enumerate(pairs, 1)
    ]
    boxes.ask("flood", 120, reports=[msgspec.json.encode(one).decode() for one in reports])
    return names


def _plain(broker: ManagedBroker, count: int) -> float:
    """Seconds that plain paho takes to receive so many."""
    plain = Plain(broker.address, SUBSCRIPTIONS, clean=False)
    plain.expect(count)
    begun = time.monotonic_ns()
    with plain:
        return (plain.wait() - begun) / 1e9 if count else 0.0


def _ours(broker: ManagedBroker, desk: Desk, count: int) -> float:
    """Seconds until so many are committed."""
    collector = Collector(desk, lambda _wishes: None)
    taken, last = 0, 0

    def take(batch: Sequence[Incoming]) -> None:
        nonlocal taken, last
        collector.take(batch)
        taken += sum(one.topic.endswith("/report") for one in batch)
        last = time.monotonic_ns()

    inbox = Inbox(take, lambda messages: link.acknowledge(messages))  # noqa: PLW0108  it is made below
    link = Link(broker.address, SUBSCRIPTIONS, desk.now_ms, inbox.put, lambda: None)
    inbox.start()
    begun = time.monotonic_ns()
    link.start()
    until = time.monotonic() + 120
    while taken < count:
        if time.monotonic() > until:
            raise TimeoutError(f"{taken} of {count} reports were taken")
        time.sleep(0.01)
    inbox.stop()
    calm(count, 0.5)  # the last acknowledgements
    link.stop()
    return (last - begun) / 1e9


def _check(desk: Desk, names: list[str], epoch: str, count: int, per_device: int) -> None:
    """Each report is there once, and every delivery has reached its end."""
    with desk.store.read() as conn:
        kept = conn.exec_driver_sql(f"SELECT count(*) FROM reports WHERE epoch = '{epoch}'").scalar_one()
        assert kept == count * per_device, kept
        assert deliveries.counts(conn, names) == {name: {"finished": count} for name in names}
