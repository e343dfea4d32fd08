"""What a page costs the server when there are 5,000 devices and 100,000 rows of history.

Bare is the query that reads the rows of which the page consists, in the same database, nothing made of them. By turns,
so that both meet the same machine.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import text

from controller.demo import sample
from tests.bench.bench_crowd import DAY_MS, WATCHER, Crowd, fill
from tests.bench.bench_figures import Figure, Goal, Say
from tests.serving import Served, served

NAME = "pages-large"
WORST_MS = 400
"""A page that keeps somebody waiting longer is too slow, whatever the database needed."""

HERE = "JOIN areas a ON a.code = d.area WHERE a.path LIKE :path || '%'"
DEVICES = f"SELECT d.id, d.name, d.area, a.path, s.presence, s.since_ms, s.seen_ms FROM devices d \
LEFT JOIN device_status s ON s.device = d.id {HERE}"
COUNTED = "SELECT subject, rung, count(*) FROM deliveries WHERE subject IN ({}) GROUP BY subject, rung"
BOOK = "SELECT o.id FROM occurrences o JOIN announcements n ON n.id = o.announcement ORDER BY o.start_ms DESC LIMIT 50"


class Page(NamedTuple):
    """One page, and the query of its rows."""

    name: str
    path: str
    bare: str


def pages(crowd: Crowd) -> list[Page]:
    """Those that show devices, history, or what is made of both."""
    month = "o.start_ms >= :month AND o.start_ms < :now"
    notices = "SELECT * FROM announcements ORDER BY changed_ms DESC, id LIMIT 31"
    times = "SELECT id FROM occurrences WHERE announcement = :notice ORDER BY start_ms DESC LIMIT 6"
    return [
        Page("devices", "/devices", DEVICES),
        Page("devices, searched", "/devices?q=d-00", DEVICES + " AND d.name LIKE '%d-00%'"),
        Page("map", "/devices/map", DEVICES),
        Page(
            "device",
            f"/devices/{crowd.device}",
            "SELECT * FROM deliveries WHERE device = :device ORDER BY due_ms DESC LIMIT 100",
        ),
        Page("announcements", "/announcements", notices),
        Page("announcement", f"/announcements/{crowd.notice}", COUNTED.format(times)),
        Page("history", "/history", COUNTED.format(BOOK.replace("SELECT o.id", "SELECT id FROM (SELECT o.id") + ")")),
        Page(
            "sounded",
            f"/sounded/{crowd.subject}",
            "SELECT v.*, d.name, d.area FROM deliveries v JOIN devices d ON d.id = v.device WHERE v.subject = :subject",
        ),
        Page(
            "statistics",
            "/statistics",
            f"SELECT v.subject, v.rung, count(*) FROM occurrences o JOIN deliveries v ON v.subject = o.id \
WHERE {month} GROUP BY v.subject, v.rung",
        ),
        Page("week", f"/areas/{crowd.commune}/plan", "SELECT * FROM announcements WHERE state = 'planned'"),
        Page("inbox", "/inbox", "SELECT * FROM announcements WHERE state = 'submitted'"),
    ]


def measure(folder: Path, count: int, rounds: int, say: Say) -> list[Figure]:
    """Every page of the table, ``rounds`` times after a first one that nobody counts."""
    with served(folder / "service") as service:
        crowd = fill(service.desk, count)
        say(f"{NAME}: {count} devices, {crowd.rows} rows of history")
        return [_measured(service, crowd, page, rounds, say) for page in pages(crowd)]


def _measured(service: Served, crowd: Crowd, page: Page, rounds: int, say: Say) -> Figure:
    client, now_ms = service.client(WATCHER, follow_redirects=True), service.desk.now_ms()
    known = {"path": f"/{sample.PROVINCE}/", "now": now_ms, "month": now_ms - 31 * DAY_MS}
    known |= {"device": crowd.device, "subject": crowd.subject, "notice": crowd.notice}
    asked = {name: value for name, value in known.items() if f":{name}" in page.bare}
    size = len(client.get(page.path).raise_for_status().content)
    ours, bare = [], []
    for _ in range(rounds):
        began = time.perf_counter()
        with service.desk.store.read() as conn:
            conn.execute(text(page.bare), asked).all()
        bare.append(1000 * (time.perf_counter() - began))
        began = time.perf_counter()
        client.get(page.path).raise_for_status()
        ours.append(1000 * (time.perf_counter() - began))
    say(f"{NAME}: {page.name}")
    return Figure(NAME, page.name, "ms", ours, bare, Goal(WORST_MS, of="ours"), parts={"kilobytes": size / 1000})
