"""A province's rows for pages: devices with what they said of themselves, and weeks of broadcasts behind them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table

from controller.broadcast.desk import Desk
from controller.demo import sample
from controller.people import accounts
from controller.store import tables as t
from controller.store import users
from controller.words.instants import wall
from tests.serving import PASSWORD

WATCHER = "tinhquantri"
"""Administrator of the whole province."""
ZONE = "Asia/Ho_Chi_Minh"
DAY_MS = 86_400_000
ROWS_A_DEVICE = 20
"""Of history: 5,000 devices have 100,000. Half of them are broadcasts to all, half are their commune's own."""
IN_A_COMMUNE = 100
WAITING = 40
"""Announcements that wait for approval."""
_BATCH = 10_000


class Crowd(NamedTuple):
    """What was made: one of each, to look at."""

    device: str
    subject: str
    """A broadcast to all devices."""
    commune: str
    notice: str
    """The announcement that it is of."""
    rows: int


def fill(desk: Desk, count: int) -> Crowd:
    """So many devices, and `ROWS_A_DEVICE` times as many rows of history."""
    now_ms = desk.now_ms()
    accounts.add(desk.store, WATCHER, "Vũ Thị Tỉnh", "administrator", sample.PROVINCE, PASSWORD, now_ms)
    with desk.store.write() as conn:
        owner = users.by_login(conn, "bientap")
        assert owner is not None
        homes = {f"d-{number:05}": f"bx-{number // IN_A_COMMUNE:03}" for number in range(count)}
        communes = list(dict.fromkeys(homes.values()))
        _put(conn, t.areas, _areas(communes, now_ms))
        _put(conn, t.devices, _devices(homes, now_ms))
        _put(conn, t.device_status, _said(homes, now_ms))
        told = _broadcasts(communes)
        _put(conn, t.announcements, (_notice(id, area, owner.id, now_ms, state) for id, area, state in told))
        _put(conn, t.audience, ({"announcement": id, "kind": "area", "target": area} for id, area, _ in told))
        past = [(id, area) for id, area, state in told if state == "planned"]
        _put(conn, t.occurrences, _occurrences(past, now_ms))
        rows = list(_deliveries(past, homes, now_ms))
        _put(conn, t.deliveries, rows)
    everywhere = next(id for id, area in past if area == sample.PROVINCE)
    return Crowd("d-00001", subject(everywhere, now_ms - DAY_MS), communes[0], everywhere, len(rows))


def subject(notice: str, at_ms: int) -> str:
    """The name of what is due then."""
    return f"{notice}.{wall(at_ms, ZONE):%Y%m%dt%H%M}"


def _areas(communes: Iterable[str], now_ms: int) -> Iterator[dict[str, Any]]:
    for code in communes:
        yield {
            "code": code,
            "parent": sample.PROVINCE,
            "path": f"/{sample.PROVINCE}/{code}/",
            "level": "commune",
            "name": f"Xã {code}",
            "zone": ZONE,
            "created_ms": now_ms,
        }


def _devices(homes: dict[str, str], now_ms: int) -> Iterator[dict[str, Any]]:
    for id, area in homes.items():
        same = {"profile": "horn-opus-60w", "mqtt_hash": "", "offset_ms": 0, "active": True}
        yield same | {"id": id, "area": area, "name": f"Loa {id}", "created_ms": now_ms - 400 * DAY_MS}


def _said(homes: dict[str, str], now_ms: int) -> Iterator[dict[str, Any]]:
    """One in twenty is away."""
    for number, id in enumerate(homes):
        presence = "lost" if number % 20 == 0 else "online"
        yield {"device": id, "presence": presence, "since_ms": now_ms - DAY_MS, "seen_ms": now_ms - 1_000}


def _broadcasts(communes: list[str]) -> list[tuple[str, str, str]]:
    """Announcements, whose and in which state: of the province, of each commune, and what waits."""
    made = [("a-all", sample.PROVINCE, "planned"), *((f"a-{code}", code, "planned") for code in communes)]
    return made + [(f"w-{number}", communes[number % len(communes)], "submitted") for number in range(WAITING)]


def _notice(id: str, area: str, owner: str, now_ms: int, state: str) -> dict[str, Any]:
    return {
        "id": id,
        "area": area,
        "title": f"Bản tin {id}",
        "text": "Mời bà con đến nhà văn hóa.",
        "klass": "normal",
        "origin": "commune",
        "page": True,
        "volume": 70,
        "start_local": "2026-11-01T17:00",
        "zone": ZONE,
        "rrule": "FREQ=DAILY",
        "show_minutes": 30,
        "late": "start",
        "late_ms": 600_000,
        "resume": "defer",
        "state": state,
        "fingerprint": id,
        "maker": owner,
        "created_ms": now_ms,
        "changed_ms": now_ms,
        "submitted_ms": now_ms,
    }


def _occurrences(past: list[tuple[str, str]], now_ms: int) -> Iterator[dict[str, Any]]:
    for id, _area in past:
        for day in range(ROWS_A_DEVICE // 2):
            at = now_ms - (day + 1) * DAY_MS
            times = {"start_ms": at, "end_ms": at + 60_000, "state": "past"}
            yield times | {
                "id": subject(id, at),
                "announcement": id,
                "original_local": f"{wall(at, ZONE):%Y-%m-%dT%H:%M}",
            }


def _deliveries(past: list[tuple[str, str]], homes: dict[str, str], now_ms: int) -> Iterator[dict[str, Any]]:
    below: dict[str, list[str]] = {sample.PROVINCE: list(homes)}
    for id, area in homes.items():
        below.setdefault(area, []).append(id)
    for notice, area in past:
        for day in range(ROWS_A_DEVICE // 2):
            due = now_ms - (day + 1) * DAY_MS
            named = subject(notice, due)
            for number, device in enumerate(below[area]):
                is_missed = number % 20 == 0
                yield {
                    "subject": named,
                    "device": device,
                    "kind": "occurrence",
                    "rung": "missed" if is_missed else "finished",
                    "due_ms": due,
                    "held_ms": due - DAY_MS,
                    "started_ms": None if is_missed else due,
                    "sounded_ms": None if is_missed else due + 1_000,
                    "ended_ms": due + 60_000,
                    "reason": "power-cut" if is_missed else "",
                }


def _put(conn: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    listed = list(rows)
    for begin in range(0, len(listed), _BATCH):
        conn.execute(table.insert(), listed[begin : begin + _BATCH])
