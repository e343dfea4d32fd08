"""A province in a database: everything agreed and rendered, nothing planned yet."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table

from controller.air import Ears
from controller.broadcast import chime
from controller.broadcast.board import page_source
from controller.broadcast.desk import Desk
from controller.bus import Bus
from controller.fleet import keys
from controller.fleet.keys import Signer
from controller.papers.papers import Papers
from controller.press import Press
from controller.settings import Settings
from controller.shelf import Shelf
from controller.store import Store, announcements, areas, plates, users
from controller.store import tables as t
from controller.store.plates import Plate
from controller.studio import Limits, Studio
from devices.profiles import profile
from schedules.announcement import Announcement
from schedules.walltime import format_local
from tests.bench.bench_province import MODELS, PROVINCE, ZONE, Province

HOURS = {"windows": [{"days": [1, 2, 3, 4, 5, 6, 7], "start": "05:00", "end": "21:00"}]}
OWNER = "nguoi-soan"
_BATCH = 5_000


class Standing:
    """A clock that is set by hand."""

    def __init__(self, ms: int) -> None:
        self.ms = ms

    def now_ms(self) -> int:
        return self.ms


def desk(folder: Path, url: str, clock: Standing, days: int = 14) -> Desk:
    """What the planner touches, over a database that `fill` has filled."""
    store = Store(url)
    with store.write() as conn:
        if keys.document(conn) is None:
            keys.make_all(conn, folder / "keys", PROVINCE, clock.now_ms())
        signer = Signer.load(conn, folder / "keys", clock.now_ms())
    return Desk(
        store=store,
        clock=clock,
        settings=Settings(data_dir=folder, database_url=url, horizon_days=days),
        shelf=Shelf(folder / "media"),
        studio=Studio(Limits()),
        press=Press(),
        papers=Papers(),
        ears=Ears(),
        signer=lambda: signer,
        bus=Bus(),
        nudge=lambda _name: None,
    )


def fill(store: Store, province: Province, now_ms: int) -> None:
    """Places, devices, announcements, and what was made of them."""
    with store.write() as conn:
        _put(conn, t.areas, _areas(province, now_ms))
        users.add(conn, OWNER, OWNER, "Người soạn", "", "editor", PROVINCE, now_ms)
        _put(conn, t.devices, _devices(province, now_ms))
        _put(conn, t.media, _media(province, now_ms))
        rows = [row_of(one, now_ms) for one in province.announcements]
        for one, row in zip(province.announcements, rows, strict=True):
            announcements.add(conn, row, announcements.Audience(tuple(sorted(one.audience.areas)), ()))
        names = plates.standing(areas.below(conn), {})
        _put(conn, t.renditions, _renditions(rows, names))


def row_of(one: Announcement, now_ms: int) -> announcements.Announcement:
    """An announcement as it stands in the database: agreed and ready."""
    return announcements.Announcement(
        id=one.id,
        area=next(iter(one.audience.areas)),
        title=one.title,
        text=one.text,
        klass=one.klass.wire,
        origin=one.origin.wire,
        sound=_sound(one) if one.sound is not None else None,
        page=one.page is not None,
        volume=one.volume,
        chime=one.chime,
        start_local=format_local(one.rule.start),
        zone=one.rule.zone,
        rrule=one.rule.rrule,
        lunar=one.rule.lunar,
        holidays=one.rule.holidays.value,
        show_minutes=one.page.minutes if one.page is not None else 30,
        late=one.late.policy.value,
        late_ms=one.late.within_s * 1000,
        resume=one.resume.value,
        state="ready",
        fingerprint=one.id,
        approved_fingerprint=one.id,
        maker=OWNER,
        created_ms=one.serial,
        changed_ms=now_ms,
    )


def _sound(one: Announcement) -> str:
    return _hash("master", str(one.sound.length_ms if one.sound is not None else 0))


def _hash(*words: str) -> str:
    return hashlib.sha256(" ".join(words).encode()).hexdigest()


def _areas(province: Province, now_ms: int) -> Iterator[dict[str, Any]]:
    paths = {path for one in province.devices for path in (one.path[:1], one.path[:2], one.path)}
    for path in sorted(paths):
        yield {
            "code": path[-1],
            "parent": path[-2] if len(path) > 1 else None,
            "path": f"/{'/'.join(path)}/",
            "level": ("province", "commune", "hamlet")[len(path) - 1],
            "name": f"Nơi {path[-1]}",
            "zone": ZONE,
            "hours": HOURS if len(path) == 1 else None,
            "volume_cap": next((cap.volume for cap in province.hours[path[-1]].caps), None),
            "created_ms": now_ms,
        }


def _devices(province: Province, now_ms: int) -> Iterator[dict[str, Any]]:
    for one in province.devices:
        yield {
            "id": one.id,
            "area": one.path[-1],
            "profile": province.models[one.id],
            "name": one.id,
            "mqtt_hash": "",
            "offset_ms": 0,
            "active": True,
            "created_ms": now_ms - 400 * 86_400_000,
        }


def _media(province: Province, now_ms: int) -> Iterator[dict[str, Any]]:
    lengths = {_sound(one): one.sound.length_ms for one in province.announcements if one.sound is not None}
    for hash, length in lengths.items():
        yield _medium(hash, "master", length, now_ms)
    for model in MODELS:
        for source in [*lengths, chime.SOURCE, "page"]:
            made = _hash(source, profile(model).recipe)
            yield _medium(made, "opus", lengths.get(source, 2_000), now_ms)


def _medium(hash: str, kind: str, length: int, now_ms: int) -> dict[str, Any]:
    return {"hash": hash, "kind": kind, "bytes": 4 * length, "length_ms": length, "name": "", "created_ms": now_ms}


def _renditions(rows: Iterable[announcements.Announcement], names: dict[str, Plate]) -> Iterator[dict[str, Any]]:
    listed = list(rows)
    sounds = {row.sound for row in listed if row.sound is not None} | {chime.SOURCE}
    press = Press()
    pages = {page_source(press, row, names[row.area]) for row in listed if row.page}
    for model in map(profile, MODELS):
        for source in sounds if model.audio is not None else pages:
            made = _hash(source if model.audio is not None else "page", model.recipe)
            yield {"source": source, "recipe": model.recipe, "media": made, "part": 0, "dwell_ms": 0}


def _put(conn: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    """Some thousand at a time."""
    listed = list(rows)
    for begin in range(0, len(listed), _BATCH):
        conn.execute(table.insert(), listed[begin : begin + _BATCH])
