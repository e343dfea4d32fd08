"""A province of boxes on one service: at rest, in a broadcast while pages are read, and when all come back at once.

The boxes are two processes, the service a third, its broker a fourth. In the same run a plain paho client on a broker
of its own receives as many heartbeats of the same size and counts them: the least that anybody can pay. Processor is
of one core.
"""

from __future__ import annotations

import statistics
import time
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from controller.demo.stage import free
from controller.mqtt.accounts import Account
from controller.mqtt.address import Address
from controller.mqtt.broker import ManagedBroker
from controller.mqtt.passwords import new_password, password_hash
from devices.messages import Beat, ClockState
from tests.bench.bench_bare import Plain
from tests.bench.bench_child import Child
from tests.bench.bench_figures import Figure, Goal, Say
from tests.bench.bench_service import PROVINCE, Service, processor_s, resident_mb
from tests.bench.bench_stage import await_true, tone

NAME = "fleet"
REST_S = 60.0
SETTLE_S = 45.0
"""After all are there they still ask for the time now and then."""
OUTAGE_S = 30
BEAT_S = 30
BEAT = msgspec.json.encode(
    Beat(
        86_400_000, "0123456789ab", mains=True, temperature=41.5, signal=-77, storage=900_000_000, volume=80,
        microphone=-52.0, clock=ClockState("exchange", True, 3, 12, 4_000),
    )
)  # fmt: skip
PAGES = {"device list": "/devices", "incidents": "/incidents", "a device": "/devices/loa-00017"}
CPU_PERCENT, MEMORY_MB = 15.0, 300.0
"""To reach with 10,000 boxes at one heartbeat in 30 s."""
GOAL_FROM = 10_000


def measure(folder: Path, count: int, rounds: int, say: Say) -> list[Figure]:
    """All of it, once: ``rounds`` only says whether it may be short."""
    quick = count < 1_000
    with Service(folder, count) as service:
        boxes = service.boxes()
        try:
            say(f"{NAME}: {count:,} boxes come for the first time")
            first_s = service.await_equal(60 + count / 20)
            figures = [Figure(NAME, f"first coming of {count:,}", "s", [first_s])]
            time.sleep(1 if quick else SETTLE_S)
            figures += _at_rest(service, boxes, 3 if quick else REST_S, say)
            figures += _pages(service, "at rest", say)
            figures += _broadcast(service, folder, say)
            figures += _return(service, boxes, 2 if quick else OUTAGE_S, say)
        finally:
            for child in boxes:
                child.stop()
    return figures


def _at_rest(service: Service, boxes: list[Child], seconds: float, say: Say) -> list[Figure]:
    say(f"{NAME}: {seconds:g} s at rest")
    ours = _spent(service, seconds)
    memory = resident_mb(service.pids["controller"])
    say(f"{NAME}: {seconds:g} s of a bare client that hears as much")
    bare = _bare(service.folder / "bare", service.count / BEAT_S, seconds)
    all_boxes = sum(one.ask("resident")["bytes"] for one in boxes) / 1e6
    goal = service.count >= GOAL_FROM
    messages = service.count * seconds / BEAT_S
    return [
        Figure(
            NAME, "controller at rest", "% of a core", [100 * ours["controller"] / seconds],
            [100 * bare / seconds], Goal(CPU_PERCENT, of="ours") if goal else None,
            "heartbeats into status, series and incidents; bare: paho receives and counts the same",
            {"messages_s": messages / seconds, "us_a_message": 1e6 * ours["controller"] / messages,
             "broker_percent": 100 * ours["broker"] / seconds},
        ),
        Figure(
            NAME, "memory of the controller", "MB", [memory], (), Goal(MEMORY_MB, of="ours") if goal else None, "VmRSS",
            {"broker_mb": resident_mb(service.pids["broker"]), "boxes_mb": all_boxes,
             "a_box_kb": 1000 * all_boxes / service.count},
        ),
    ]  # fmt: skip


def _bare(folder: Path, rate: float, seconds: float) -> float:
    """Seconds of processor that a plain paho client needs to receive so many heartbeats a second."""
    folder.mkdir(parents=True, exist_ok=True)
    password = new_password()
    box = Account("tai-1", password_hash(password), (PROVINCE,))
    broker = ManagedBroker(folder, "127.0.0.1", free(0), [box])
    broker.start()
    try:
        where = broker.address
        speaker = Plain(Address(where.host, where.port, box.username, password))
        with Child("tests.bench.bench_paho_ear") as ear, speaker:
            ear.ask("join", 30, host=where.host, port=where.port, username=where.username, password=where.password)
            before = ear.ask("told")
            begun, sent = time.monotonic(), 0
            while (passed := time.monotonic() - begun) < seconds:
                for _ in range(round(passed * rate) - sent):
                    speaker.client.publish("tl1/u/tai-1/beat", BEAT, 0)
                    sent += 1
                time.sleep(0.02)
            after = ear.ask("told")
    finally:
        broker.stop()
    assert after["messages"] - before["messages"] > 0.9 * sent
    return float(after["processor_s"] - before["processor_s"])


def _spent(service: Service, seconds: float) -> dict[str, float]:
    """Seconds of processor, by process, in so many seconds of the clock."""
    before = {name: processor_s(pid) for name, pid in service.pids.items()}
    time.sleep(seconds)
    return {name: processor_s(pid) - before[name] for name, pid in service.pids.items()}


def _pages(service: Service, when: str, say: Say, times: int = 5) -> list[Figure]:
    say(f"{NAME}: pages {when}")
    found = []
    for name, path in PAGES.items():
        service.get_ms(path)
        took = [service.get_ms(path) for _ in range(times)]
        found.append(
            Figure(NAME, f"page {when}: {name}", "ms", [statistics.median(took)], parts={"worst_ms": max(took)})
        )
    return found


def _broadcast(service: Service, folder: Path, say: Say) -> list[Figure]:
    """One notice to all: reports of all its rungs come home while pages are read."""
    count = service.count
    sound = folder / "notice.wav"
    tone(sound, 5.0)
    start = datetime.now(ZoneInfo(service.settings.zone)) + timedelta(minutes=9)
    say(f"{NAME}: a notice for {count:,}")
    id = service.announced(sound, start.strftime("%Y-%m-%dT%H:%M"))
    begun = time.monotonic()
    ready = f"SELECT count(*) FROM deliveries WHERE subject LIKE '{id}%' AND ready_ms IS NOT NULL"
    await_true(lambda: service.number(ready) == count, 120 + count / 20, "all to hold the notice", every_s=1.0)
    held_s = time.monotonic() - begun
    before = {name: processor_s(pid) for name, pid in service.pids.items()}
    told = service.post("duyet", "/commands", kind="play", scope=PROVINCE, announcement=id, lead_ms=2_000)
    begun = time.monotonic()
    took: list[float] = []
    over = f"SELECT count(*) FROM deliveries WHERE subject = '{told['id']}' AND ended_ms IS NOT NULL"
    while service.number(over) < count:
        took += [service.get_ms(path) for path in PAGES.values()]
        assert time.monotonic() - begun < 120 + count / 20, "not all played it"
    seconds = time.monotonic() - begun
    spent = {name: processor_s(pid) - before[name] for name, pid in service.pids.items()}
    reports = service.number(f"SELECT count(*) FROM reports WHERE subject = '{told['id']}'")
    parts = {
        "reports": reports,
        "reports_s": reports / seconds,
        "controller_s": spent["controller"],
        "broker_s": spent["broker"],
    }
    return [
        Figure(NAME, f"agreed until {count:,} hold it", "s", [held_s], note="planned, signed, sent, fetched, answered"),
        Figure(
            NAME,
            f"play now until {count:,} reported the end",
            "s",
            [seconds],
            note="pages are read meanwhile",
            parts=parts,
        ),
        Figure(NAME, "pages while it is broadcast", "ms", [statistics.median(took)], parts={"worst_ms": max(took)}),
    ]


def _return(service: Service, boxes: list[Child], away_s: int, say: Say) -> list[Figure]:
    """All lose their connections, and come back in the same moment to another timetable than they had."""
    say(f"{NAME}: all are away for {away_s} s, and come back at once")
    for one in boxes:
        one.ask("bar", away_s=away_s)
    begun = time.monotonic() + away_s
    before = {name: processor_s(pid) for name, pid in service.pids.items()}
    start = datetime.now(ZoneInfo(service.settings.zone)) + timedelta(hours=9)
    service.announced(service.folder / "notice.wav", start.strftime("%Y-%m-%dT%H:%M"))
    time.sleep(max(0.0, begun - time.monotonic()))
    service.await_equal(120 + service.count / 20)
    seconds = time.monotonic() - begun
    spent = {name: processor_s(pid) - before[name] for name, pid in service.pids.items()}
    parts = {"controller_s": spent["controller"], "broker_s": spent["broker"]}
    note = "meanwhile a notice was agreed to, so each has to take another timetable"
    return [Figure(NAME, f"return of {service.count:,} until all are equal", "s", [seconds], note=note, parts=parts)]
