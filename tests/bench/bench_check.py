"""Check: an official asks what would become of a form, in a commune that is full of announcements."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from time import perf_counter

from controller.api.models.announcements import Outlook
from controller.api.routes.announcements import said
from controller.broadcast.check import check
from controller.broadcast.desk import Desk
from controller.broadcast.form import Draft
from controller.people.who import Who
from schedules.plan import plan
from schedules.walltime import format_local, to_instant, zone_named
from tests.bench.bench_figures import Figure, Goal, Say
from tests.bench.bench_province import PROVINCE, TODAY, ZONE, Province, another, province
from tests.bench.bench_rows import OWNER, Standing, desk, fill
from tests.databases import ready_url

NAME = "check"
ANNOUNCEMENTS = 500
KINDS = ("weekly",) * 5 + ("monthly",) * 2 + ("lunar",) + ("once",) * 10 + ("page",) * 2
"""What a commune has beside the forty rules of `bench_province`."""
SINCE = to_instant(TODAY, zone_named(ZONE))
NOW, UNTIL = SINCE + timedelta(hours=8), SINCE + timedelta(days=14)
RUSH = TODAY + timedelta(days=2, hours=17, minutes=18)
"""When everybody wants to be heard."""


def measure(folder: Path, count: int, rounds: int, say: Say) -> list[Figure]:
    """From the form to the answer in two languages, offers and all, against planning what is agreed as a whole."""
    say(f"{NAME}: {count} devices, {ANNOUNCEMENTS} announcements")
    made = crowded(count)
    now_ms = round(NOW.timestamp() * 1000)
    figures = []
    with ready_url("sqlite", folder) as url:
        office = desk(folder, url, Standing(now_ms))
        fill(office.store, made, now_ms)
        for name, rrule in (("a form, once", None), ("a form, every day", "FREQ=DAILY")):
            draft = _draft(office, made, rrule)
            ours, bare = [], []
            for _ in range(rounds):
                bare.append(_timed(lambda: plan(made.basis, SINCE, UNTIL, NOW)))
                ours.append(_timed(lambda draft=draft: _ask(office, _editor(made), draft)))  # type: ignore[misc]
            note = f"{len(made.announcements)} announcements on {len(made.devices)} devices; against planning them all"
            figures.append(Figure(NAME, name, "ms", ours, bare, Goal(1000, of="ours"), note))
        office.store.close()
    return figures


def crowded(count: int) -> Province:
    """One commune with far more to tell than others."""
    made, chance = province(1, count), random.Random(5)
    commune = made.devices[0].path[1]
    hamlets = sorted({one.path[2] for one in made.devices})
    for number in range(len(made.announcements), ANNOUNCEMENTS):
        areas = frozenset({chance.choice(hamlets) if chance.random() < 0.6 else commune})
        made.announcements.append(
            another(f"{commune}-tin-{number:03}", KINDS[number % len(KINDS)], areas, number, chance)
        )
    return made


def _draft(office: Desk, made: Province, rrule: str | None) -> Draft:
    with office.store.read() as conn:
        longest = conn.exec_driver_sql("SELECT hash FROM media WHERE kind = 'master' ORDER BY length_ms DESC").first()
    assert longest is not None
    area = made.devices[0].path[1]
    return Draft(area, "Họp", text="Mời họp.", areas=(area,), start=format_local(RUSH), rrule=rrule, sound=longest[0])


def _ask(office: Desk, who: Who, draft: Draft) -> Outlook:
    seen = check(office, who, draft)
    with office.store.read() as conn:
        return said(conn, seen)


def _timed(work: Callable[[], object]) -> float:
    begun = perf_counter()
    work()
    return 1000 * (perf_counter() - begun)


def _editor(made: Province) -> Who:
    area = made.devices[0].path[1]
    return Who(OWNER, OWNER, OWNER, "editor", area, f"/{PROVINCE}/{area}/", "vi")
