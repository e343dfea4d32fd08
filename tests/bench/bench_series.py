"""How much room readings take: a week as it was heard and a year rolled up, of 10,000 boxes, beside a row a heartbeat.

A hundred boxes are written as the service writes them, with the noise of real sensors in all series; what the
database then takes on the disk counts, its indexes too, a hundredfold.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, text

from controller.demo.stage import settings_for
from controller.fleet import keys
from controller.health.hours import DAY_HOURS, rolled
from controller.health.packing import Table, pack
from controller.health.series import SERIES
from controller.store import Store, areas, readings
from controller.store.readings import Day, Hour
from firmware_sim.climate import NOISE_C, NOISE_DBM, hour, reception, warmth
from tests.bench.bench_figures import Figure, Goal, Say
from tests.bench.bench_reports import postgres_is_there
from tests.bench.bench_stage import COMMUNE, HAMLET, PROVINCE, take_in
from tests.databases import ready_url

NAME = "series"
STATED_FOR = 10_000
WEEK_GB, YEAR_GB = 2.5, 3.0
"""What decision 89 states."""
BEATS_AN_HOUR = 120
WEEK_DAYS, YEAR_DAYS = 7, 366
BEGIN = 1_795_300_200_000 // 86_400_000 * 24
"""Of the week, in hours since 1970."""
BARE = "CREATE TABLE bare (device varchar(64), at bigint, {}, PRIMARY KEY (at, device))"


def measure(folder: Path, count: int, rounds: int, say: Say) -> list[Figure]:
    """``count`` boxes on each database that is there. Once: sizes do not vary."""
    backends = ["sqlite", *(["postgresql"] if postgres_is_there() else [])]
    return [figure for backend in backends for figure in _measure(folder / backend, backend, count, say)]


def _measure(folder: Path, backend: str, count: int, say: Say) -> list[Figure]:
    folder.mkdir(parents=True)
    with ready_url(backend, folder) as url, opened(url) as store:
        say(f"{NAME}: {backend}, {count} boxes")
        names = _boxes(store, folder, count)
        empty = size(store)
        for number in range(BEGIN, BEGIN + 24 * WEEK_DAYS):
            with store.write() as conn:
                readings.put_hours(
                    conn, [Hour(number, name, BEATS_AN_HOUR, pack(heard_in_an_hour(name, number))) for name in names]
                )
        week = size(store) - empty
        table = {one: heard_in_an_hour(names[0], BEGIN + one) for one in range(DAY_HOURS)}
        with store.write() as conn:
            for day in range(BEGIN // 24 - YEAR_DAYS, BEGIN // 24):
                readings.put_days(conn, [Day(day, name, rolled(table)) for name in names])
        year = size(store) - empty - week
        bare = _bare(store, names)
    many = STATED_FOR / count / 1e9
    note = f"{count} boxes on the disk, as for {STATED_FOR:,}; bare: a row a heartbeat"
    return [
        Figure(NAME, f"a week, {backend}", "GB", [week * many], [bare * many], Goal(WEEK_GB, of="ours"), note),
        Figure(NAME, f"a year, {backend}", "GB", [year * many], (), Goal(YEAR_GB, of="ours"), "hours of days"),
    ]


@contextmanager
def opened(url: str) -> Iterator[Store]:
    """The database behind an address."""
    store = Store(url)
    try:
        yield store
    finally:
        store.close()


def _boxes(store: Store, folder: Path, count: int) -> list[str]:
    settings = settings_for(folder / "data", anywhere=True)
    names = [f"loa-{one:05d}" for one in range(count)]
    with store.write() as conn:
        for code, parent, level in (
            (PROVINCE, None, "province"),
            (COMMUNE, PROVINCE, "commune"),
            (HAMLET, COMMUNE, "hamlet"),
        ):
            areas.add(conn, code, parent, level, code, 0, zone=settings.zone)
        keys.make_all(conn, settings.data_dir / "keys", PROVINCE, 0)
        for name in names:
            take_in(conn, settings, name, 0)
    return names


def heard_in_an_hour(name: str, number: int) -> Table:
    """The heartbeats of a box in one hour: its second, then the readings."""
    rng = np.random.default_rng((number, *name.encode()))
    seconds = np.arange(BEATS_AN_HOUR) * 30 + rng.integers(0, 3, BEATS_AN_HOUR)
    at: NDArray[np.float64] = hour((number * 3_600_000 + seconds * 1000).astype(np.float64))
    still = np.zeros(BEATS_AN_HOUR)

    def about(middle: float, noise: float) -> NDArray[np.float64]:
        return middle + rng.uniform(-noise, noise, BEATS_AN_HOUR)

    said = {
        "mains": still + 1,
        "battery": about(99, 1),
        "temperature": 10 * (warmth(at) + rng.uniform(-NOISE_C, NOISE_C, BEATS_AN_HOUR)),
        "signal": about(reception(name), NOISE_DBM),
        "storage": still + 180,
        "clock": about(25, 4),
        "current": about(120, 4),
        "microphone": about(-52, 4),
        "light": about(4_000, 300),
        "restarts": still,
        "hours": about(300, 10),
        "data": (number % 720) * 2 + np.arange(BEATS_AN_HOUR) // 60,
        "panel": about(2_400, 60),
    }
    return np.column_stack([seconds, *(said[one.name] for one in SERIES)]).astype(np.int32)


def _bare(store: Store, names: list[str]) -> float:
    """Bytes of a week, when each heartbeat is a row; one day of them is written."""
    columns = [one.name for one in SERIES]
    with store.write() as conn:
        conn.execute(text(BARE.format(", ".join(f"{one} integer" for one in columns))))
    before = size(store)
    into = text(f"INSERT INTO bare VALUES (:device, :at, {', '.join(f':{one}' for one in columns)})")
    for number in range(BEGIN, BEGIN + 24):
        with store.write() as conn:
            for name in names:
                for second, *said in heard_in_an_hour(name, number).tolist():
                    beat = {"device": name, "at": number * 3_600_000 + second * 1000}
                    conn.execute(into, beat | dict(zip(columns, said, strict=True)))
    return WEEK_DAYS * (size(store) - before)


def size(store: Store) -> float:
    """Bytes on the disk."""
    with store.write() as conn:
        return _postgresql(conn) if conn.dialect.name == "postgresql" else _sqlite(conn)


def _postgresql(conn: Connection) -> float:
    return float(conn.scalar(text("SELECT pg_database_size(current_database())")) or 0)


def _sqlite(conn: Connection) -> float:
    return float(conn.scalar(text("PRAGMA page_count")) or 0) * float(conn.scalar(text("PRAGMA page_size")) or 0)
