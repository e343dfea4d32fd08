"""What may happen between two plannings, and the judge of what planning left: a planner that has just started.

It remembers nothing, looks at everything, and must find nothing to mend.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import delete, select, update

from controller.broadcast.cancel import cancel
from controller.broadcast.desk import Desk
from controller.broadcast.plan import Planner
from controller.broadcast.programmes.value import programme
from controller.people.who import Who
from controller.store import announcements, areas, deliveries, devices, holidays, occurrences, programmes
from controller.store import tables as t
from controller.store.programmes import Line
from schedules.announcement import AnnouncementId
from schedules.fingerprint import slot_fingerprint
from schedules.walltime import to_instant, zone_named
from tests.bench.bench_province import TODAY, ZONE, province
from tests.bench.bench_rows import HOURS, Standing, desk, fill, row_of
from tests.databases import ready_url

HOUR, DAY = 3_600_000, 86_400_000
MORNING = round(to_instant(TODAY + timedelta(hours=8), zone_named(ZONE)).timestamp() * 1000)
VILLAGE = province(2, 6, rules=12)
NAMES = [one.id for one in VILLAGE.announcements]
BOXES = [one.id for one in VILLAGE.devices]
DAYS = 5
"""The horizon: what is proven does not depend on it, and a fortnight takes three times as long to plan."""


@contextmanager
def filled(backend: str, folder: Path) -> Iterator[Desk]:
    with ready_url(backend, folder) as url:
        made = desk(folder, url, Standing(MORNING), DAYS)
        fill(made.store, VILLAGE, MORNING)
        yield made
        made.store.close()


def rows(desk: Desk) -> dict[str, list[tuple[Any, ...]]]:
    """All that planning writes, but for what is counted and drawn by lot."""
    looked_at = {
        "occurrences": select(t.occurrences).order_by(t.occurrences.c.id),
        "deliveries": select(t.deliveries).order_by(t.deliveries.c.subject, t.deliveries.c.device),
        "accounts": select(t.accounts).order_by(t.accounts.c.occurrence, t.accounts.c.number),
        "announcements": select(t.announcements).order_by(t.announcements.c.id),
        "timetables": select(t.timetables.c.device, t.timetables.c.content).order_by(t.timetables.c.device),
    }
    with desk.store.read() as conn:
        return {name: [tuple(row) for row in conn.execute(query)] for name, query in looked_at.items()}


def letters(desk: Desk) -> int:
    with desk.store.read() as conn:
        return len(conn.execute(select(t.outbox.c.id)).all())


def nothing_to_mend(desk: Desk) -> None:
    """A planner that has just started changes nothing."""
    before, sent = rows(desk), letters(desk)
    assert Planner(desk).run() == 0
    assert rows(desk) == before
    assert letters(desk) == sent


# ------------------------------------------------------------------ what may happen between two plannings


Happening = Callable[[Desk, Random], None]


def _change(desk: Desk, name: str, **columns: Any) -> None:
    with desk.store.write() as conn:
        conn.execute(update(t.announcements).where(t.announcements.c.id == name).values(**columns))


def _one(rng: Random) -> str:
    return rng.choice(NAMES)


def said_anew(desk: Desk, rng: Random) -> None:
    _change(desk, _one(rng), title=f"Tin {rng.random()}", edition=rng.randrange(10_000))


def louder(desk: Desk, rng: Random) -> None:
    _change(desk, _one(rng), volume=rng.randrange(10, 100))


def at_another_time(desk: Desk, rng: Random) -> None:
    hour = f"2026-11-{rng.randrange(20, 29)}T{rng.randrange(4, 22):02}:{rng.randrange(60):02}"
    rrule = rng.choice([None, "FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,FR"])
    _change(desk, _one(rng), start_local=hour, rrule=rrule, lunar=None)


def more_urgent(desk: Desk, rng: Random) -> None:
    _change(desk, _one(rng), klass=rng.choice(["normal", "priority", "emergency"]), origin="commune")


def for_others(desk: Desk, rng: Random) -> None:
    with desk.store.write() as conn:
        name = _one(rng)
        conn.execute(delete(t.audience).where(t.audience.c.announcement == name))
        conn.execute(t.audience.insert(), [{"announcement": name, "kind": "device", "target": rng.choice(BOXES)}])


def taken_back(desk: Desk, rng: Random) -> None:
    who = Who("nguoi-soan", "x", "Người", "administrator", "tinh-a", "/tinh-a/", "vi")
    with desk.store.read() as conn:
        going = [one.id for one in announcements.in_state(conn, "planned", "ready")]
    if going:
        cancel(desk, who, rng.choice(going), "thử")


def one_time_cancelled_and_back(desk: Desk, rng: Random) -> None:
    """Somebody's own hand, which leaves the plan as it was."""
    with desk.store.write() as conn:
        ahead = occurrences.between(conn, desk.now_ms(), 2**60, occurrences.PLANNED)
        for one in rng.sample(ahead, min(3, len(ahead))):
            occurrences.silence(conn, one.id, "thử")
            deliveries.withdraw(conn, [one.id])


def a_day_off(desk: Desk, rng: Random) -> None:
    with desk.store.write() as conn:
        day = f"2026-11-{rng.randrange(23, 30)}"
        if not holidays.remove(conn, day):
            holidays.add(conn, holidays.Day(day, "Ngày hội", "nguoi-soan", desk.now_ms()))


def told_in_addition(desk: Desk, rng: Random) -> None:
    one = replace(rng.choice(VILLAGE.announcements), id=AnnouncementId(f"tin-{rng.randrange(10**9)}"))
    with desk.store.write() as conn:
        audience = announcements.Audience(tuple(sorted(one.audience.areas)), ())
        announcements.add(conn, row_of(one, desk.now_ms()), audience)


def other_hours(desk: Desk, rng: Random) -> None:
    with desk.store.write() as conn:
        window = {"days": [1, 2, 3, 4, 5, 6, 7], "start": "05:00", "end": f"{rng.randrange(9, 22):02}:00"}
        said = rng.choice([None, {"windows": [window]}, HOURS])
        areas.change(conn, f"xa-00{rng.randrange(2)}", hours=said)


def another_name(desk: Desk, rng: Random) -> None:
    with desk.store.write() as conn:
        areas.change(conn, f"xa-00{rng.randrange(2)}", name=f"Xã {rng.random()}")


def moved(desk: Desk, rng: Random) -> None:
    with desk.store.write() as conn:
        hamlets = [one.code for one in areas.below(conn) if one.level == "hamlet"]
        devices.change(conn, rng.choice(BOXES), area=rng.choice(hamlets))


def gone_or_back(desk: Desk, rng: Random) -> None:
    with desk.store.write() as conn:
        devices.change(conn, rng.choice(BOXES), active=rng.choice([True, False]))


def another_model(desk: Desk, rng: Random) -> None:
    with desk.store.write() as conn:
        devices.change(
            conn, rng.choice(BOXES), profile=rng.choice(["horn-opus-60w", "column-wav-15w", "screen-1920x1080"])
        )


def delayed(desk: Desk, rng: Random) -> None:
    with desk.store.write() as conn:
        devices.change(conn, rng.choice(BOXES), offset_ms=rng.randrange(-200, 200))


def rendered(desk: Desk, rng: Random) -> None:
    """What was lacking for a model is made."""
    with desk.store.write() as conn:
        there = conn.execute(select(t.renditions)).mappings().all()
        source = {one["source"]: one["media"] for one in there}
        known = {(one["source"], one["recipe"]) for one in there}
        new = [
            {"source": one, "recipe": "wav-16000-256", "media": hash, "part": 0, "dwell_ms": 0}
            for one, hash in source.items()
            if (one, "wav-16000-256") not in known
        ]
        if new:
            conn.execute(t.renditions.insert(), new)


def in_a_list(desk: Desk, rng: Random) -> None:
    """A running list comes, goes, or is put in another order; its slot may be too short for it."""
    with desk.store.write() as conn:
        there = programmes.below(conn)
        if not there or rng.random() < 0.4:
            clock = rng.choice(VILLAGE.announcements).rule.start.time()
            meant = [one.id for one in VILLAGE.announcements if one.rule.start.time() == clock and one.sound]
            lines = tuple(Line(name, rng.randrange(60), rng.choice([1, 2]), 5, 2) for name in meant or NAMES[:2])
            start = f"2026-11-2{rng.randrange(5)}T{clock:%H:%M}"
            programmes.add(conn, _list_of(f"ct-{rng.randrange(10**9)}", start, lines), lines)
            return
        row, lines = rng.choice(there)
        if rng.random() < 0.3:
            programmes.remove(conn, row.id, row.edition)
        else:
            shuffled = tuple(rng.sample(lines, len(lines)))
            programmes.edit(conn, row.id, row.edition, desk.now_ms(), shuffled)


def _list_of(id: str, start: str, lines: tuple[Line, ...]) -> programmes.Programme:
    made = {"maker": "nguoi-soan", "created_ms": 0, "changed_ms": 0, "minutes": 5, "holidays": "skip"}
    row = programmes.Programme(id, "tinh-a", "Buổi", start, ZONE, "FREQ=DAILY", None, **made)  # type: ignore[arg-type]
    return replace(row, agreed_slots=slot_fingerprint(programme((row, lines))))


def hours_pass(desk: Desk, rng: Random) -> None:
    desk.clock.ms += rng.randrange(12 * HOUR)  # type: ignore[attr-defined]


def days_pass(desk: Desk, rng: Random) -> None:
    desk.clock.ms += rng.randrange(1, 4) * DAY  # type: ignore[attr-defined]


HAPPENINGS: tuple[Happening, ...] = (
    said_anew, louder, at_another_time, one_time_cancelled_and_back, a_day_off,
    more_urgent, for_others, taken_back, told_in_addition, other_hours,
    another_name, moved, gone_or_back, another_model, delayed, rendered, in_a_list, hours_pass, days_pass,
)  # fmt: skip
TIMELESS = tuple(one for one in HAPPENINGS if one not in (hours_pass, days_pass))
"""For two services on one clock."""
