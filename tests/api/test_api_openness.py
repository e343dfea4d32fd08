"""What the service tells those who watch over it: figures for Prometheus, and whether it is alive and ready."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from controller.api.routes import health
from controller.broadcast.desk import Desk
from controller.clockwork import Clockwork
from controller.fleet import figures as counting
from controller.fleet.facts import boxes
from controller.fleet.watching import Watcher
from controller.health.agreement import PARTS
from controller.meters import OTHER, kind_of
from controller.mqtt.inbox import Inbox
from controller.ports import Incoming
from controller.settings import Settings
from controller.store import deliveries, reports
from tests.serving import EDITOR, TECHNICIAN, Served
from tests.waiting import until

Labels = tuple[tuple[str, str], ...]


def read(text: str) -> dict[str, dict[Labels, float]]:
    """As Prometheus reads them: by name, then by labels."""
    found: dict[str, dict[Labels, float]] = {}
    for family in text_string_to_metric_families(text):
        for one in family.samples:
            found.setdefault(one.name, {})[tuple(sorted(one.labels.items()))] = one.value
    return found


def figures(service: Served) -> dict[str, dict[Labels, float]]:
    answer = service.client().get("/metrics")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    return read(answer.text)


def settled(desk: Desk, **changes: object) -> Desk:
    return replace(desk, settings=Settings(**(desk.settings.model_dump() | changes)))


def test_figures_of_the_fleet_and_of_the_service(service: Served) -> None:
    service.commune.collector.take(
        [
            Incoming("tl1/u/loa-dong-1/beat", b'{"session":"s"}', service.commune.now, 1, 0, False, 1),
            Incoming("tl1/u/loa-dong-1/../../x", b"{}", service.commune.now, 1, 0, False, 1),
            Incoming("tl1/u/loa-dong-1/have", b"no json", service.commune.now, 1, 1, False, 1),
        ]
    )
    found = figures(service)
    assert sum(found["tienglang_devices"].values()) == len(service.commune.identities)
    assert found["tienglang_ready"][()] == 1
    assert found["tienglang_part_well"][(("part", "broker"),)] == 1
    assert found["tienglang_messages_in_total"][(("kind", OTHER),)] == 1
    assert found["tienglang_messages_in_total"][(("kind", "have"),)] == 1
    assert found["tienglang_messages_unreadable_total"][()] >= 2
    assert {dict(key)["part"] for key in found["tienglang_drifting"]} == set(PARTS)
    assert found["tienglang_queue"][(("queue", "inbox"),)] == 0
    assert found["tienglang_process_resident_memory_bytes"][()] > 1_000_000
    again = figures(service)
    assert again["tienglang_http_requests_total"][(("method", "GET"), ("status", "2xx"))] >= 1


def test_whoever_sends_what_makes_no_new_series() -> None:
    strange = [f"tl1/u/loa-{number}/kind-{number}" for number in range(1_000)] + ["", "/", "a/b/c/d/e/f", "tl1/u"]
    assert {kind_of(one) for one in strange} == {OTHER}
    assert [kind_of(one) for one in ("tl1/u/a/beat", "tl1/g/x/live/s-1", "tl1/svc/alive", "tl1/d/a/want")] == [
        "beat",
        "live",
        "alive",
        "want",
    ]


def test_figures_are_for_this_machine_or_for_who_has_the_token(service: Served) -> None:
    ask = service.client()
    assert ask.get("/metrics").status_code == 200
    refused = ask.get("/metrics", headers={"x-forwarded-for": "203.0.113.9"})
    assert (refused.status_code, refused.json()["code"]) == (401, "metrics-token"), "a proxy asks for somebody"
    desk = service.system.desk
    try:
        service.system.desk = settled(desk, http={"public_url": "https://loa.xa.gov.vn"})
        assert ask.get("/metrics").status_code == 401, "offered to others, so without a token to nobody"
        service.system.desk = settled(desk, metrics_token="mot-hai-ba")
        for wrong in ({}, {"authorization": "Bearer mot-hai"}, {"authorization": "Basic mot-hai-ba"}):
            assert ask.get("/metrics", headers=wrong).status_code == 401
        assert service.client(EDITOR).get("/metrics").status_code == 401, "a session is no token"
        right = {"authorization": "Bearer mot-hai-ba", "x-forwarded-for": "203.0.113.9"}
        assert ask.get("/metrics", headers=right).status_code == 200
    finally:
        service.system.desk = desk


def test_alive_is_not_ready(service: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    ask = service.client()
    assert ask.get("/health/live").json() == {"live": True}
    said = ask.get("/health/ready")
    assert (said.status_code, said.json()["ready"]) == (200, True)
    assert set(said.json()["parts"]) == {"database", "disk", "broker", "clockwork", "reports"}
    service.system.ready = False
    monkeypatch.setattr(health, "LEAST_FREE_BYTES", 1 << 60)
    try:
        said = ask.get("/health/ready")
        assert said.status_code == 503
        wrong = {name: part["code"] for name, part in said.json()["parts"].items() if not part["well"]}
        assert wrong == {"broker": "broker-away", "disk": "disk-full"}
        assert said.json()["parts"]["broker"]["said"] == "Chưa nối được với máy chủ MQTT."
        english = ask.get("/health/ready", headers={"accept-language": "en"}).json()
        assert english["parts"]["disk"]["said"] == "The disk with the data is nearly full."
        assert str(service.desk.settings.data_dir) not in said.text, "nothing of the machine is told to strangers"
        assert ask.get("/health/live").status_code == 200
    finally:
        service.system.ready = True


def test_an_alarm_clock_that_stopped_is_not_ticking(monkeypatch: pytest.MonkeyPatch) -> None:
    made = Clockwork([], "Asia/Ho_Chi_Minh")
    ticked = [made.is_ticking]
    made.start()
    ticked.append(made.is_ticking)
    monkeypatch.setattr("controller.clockwork.STOPPED_S", -1.0)
    ticked.append(made.is_ticking)
    monkeypatch.undo()
    made.stop()
    ticked.append(made.is_ticking)
    assert ticked == [False, True, False, False], "not begun, begun, without a pulse for too long, stopped"


def test_an_inbox_that_cannot_write_says_so_until_it_can() -> None:
    full, taken = [True], []

    def take(batch: object) -> None:
        if full:
            raise OSError("no room on the disk")
        taken.append(batch)

    made = Inbox(take, lambda _: None, again_s=0.01)
    made.put(Incoming("tl1/u/a/report", b"", 0, 1, 1, False, 1))
    made.start()
    try:
        until(lambda: made.is_stuck)
        full.clear()
        until(lambda: taken)
        until(lambda: not made.is_stuck)
    finally:
        made.stop()


LINES = """
import logging, sys, structlog
from controller.logs import configure
configure("info", sys.argv[1])
with structlog.contextvars.bound_contextvars(request="r-1"):
    structlog.get_logger().warning("broker-lost", reason="mất\\nđiện")
logging.getLogger("uvicorn.error").error("library %s", "speaks")
try:
    1 / 0
except ZeroDivisionError:
    structlog.get_logger().exception("worker-failed", worker="plan")
"""


def logged(form: str) -> str:
    run = [sys.executable, "-c", LINES, form]
    here = Path(__file__).parents[2]
    return subprocess.run(run, capture_output=True, text=True, check=True, env=os.environ, cwd=here).stderr


def test_every_line_of_the_log_is_one_object() -> None:
    ours, library, accident = map(json.loads, logged("json").splitlines())
    assert (ours["event"], ours["reason"], ours["request"]) == ("broker-lost", "mất\nđiện", "r-1")
    assert (library["event"], library["logger"], library["level"]) == ("library speaks", "uvicorn.error", "error")
    assert "ZeroDivisionError" in accident["exception"]
    assert all(one["timestamp"].endswith("Z") for one in (ours, library, accident))


def test_people_read_lines() -> None:
    lines = logged("people")
    assert "broker-lost" in lines
    assert "ZeroDivisionError" in lines
    assert not lines.lstrip().startswith("{")


def said(device: str, kind: str, payload: bytes, at_ms: int) -> Incoming:
    return Incoming(f"tl1/u/{device}/{kind}", payload, at_ms, 1, 1, False, 1)


def report(device: str, seq: int, at_ms: int, now_ms: int, subject: str = "odd-1") -> Incoming:
    body = {"seq": seq, "epoch": "flood", "id": subject, "rung": "started", "at": at_ms}
    return said(device, "report", json.dumps(body).encode(), now_ms)


def test_what_a_box_says_of_the_year_2999_happened_when_it_came(service: Served) -> None:
    now = service.desk.now_ms()
    far, near = 32_000_000_000_000, now + 3_600_000
    service.commune.collector.take(
        [report("loa-dong-1", 1, far, now, "a-2999"), report("loa-dong-1", 2, near, now, "b")]
    )
    with service.desk.store.read() as conn:
        instants = {one: deliveries.of_subject(conn, one)[0].started_ms for one in ("a-2999", "b")}
    assert instants == {"a-2999": now, "b": near}, "a clock that is an hour off is a clock"


def test_a_box_that_says_too_much_is_contained_counted_and_reported(
    service: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, collector, now = service.desk, service.commune.collector, service.desk.now_ms()
    collector.take([report("loa-doai-1", 1, now, now)])
    desk.chatter._of("loa-doai-1").allowed = 20.0  # type: ignore[union-attr]
    before = desk.chatter.passed_over
    storm = [report("loa-doai-1", 2 + number, now, now, "storm") for number in range(700)]
    junk = [said("loa-doai-1", "have", b"[" * 2_000, now) for _ in range(6)] + [
        said("loa-doai-1", "beat", b"x" * 1_000_000, now)
    ]
    collector.take([*storm, *junk, report("loa-cho-1", 1, now, now, "calm")])
    assert desk.chatter.passed_over - before == 680
    with desk.store.read() as conn:
        assert len(reports.of_subject(conn, "storm")) == 20
        assert len(reports.of_subject(conn, "calm", "loa-cho-1")) == 1, "the others feel nothing"
    service.desk.clock.shift += 60_000  # type: ignore[attr-defined]
    desk.listening.since_ms = 0
    try:
        with desk.store.read() as conn:
            box = boxes(desk, conn)["loa-doai-1"]
        assert (box.facts["flood"].value, box.facts["garbled"].value) == (708.0, 7.0)
        opened = {one.rule: one for one in Watcher(desk).look()}
        assert opened["garbled"].device == "loa-doai-1"
        told = service.client(TECHNICIAN).get(f"/incidents/{opened['garbled'].id}").text
        assert "7 tin không đọc được trong mười phút" in told
    finally:
        desk.listening.since_ms = None
        service.desk.clock.shift -= 60_000  # type: ignore[attr-defined]
    monkeypatch.setattr(counting, "FRESH_S", 0.0)
    assert figures(service)["tienglang_reports_passed_over_total"][()] == desk.chatter.passed_over
