"""A commune is merged on a day: a horn that is off line then is right all the same, and a power cut leaves no half."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from controller.demo import sample
from controller.fleet import enrol
from controller.people import accounts
from controller.places import carry_out, propose
from controller.store import area_changes, areas, deliveries, devices, users
from tests.databases import BACKENDS, ready_url
from tests.path.joined import HOUR, MORNING, Joined, joined, keep_master
from tests.path.path_sounds import tone

EVENING = MORNING + 16 * HOUR
"""21:30 of the day before."""
MERGE: list[dict[str, Any]] = [
    {"do": "make", "code": "xa-moi", "parent": sample.PROVINCE, "level": "commune", "name": "Xã Mới"},
    {"do": "hang", "area": "xom-cho", "under": "xa-moi"},
    {"do": "hang", "area": "thon-nam", "under": "xa-moi"},
    {"do": "rehome", "device": "loa-cho-2", "area": "thon-nam"},
    {"do": "end", "area": "xa-tan-lap", "into": ["xa-moi"]},
]
HOURS = {"windows": [{"days": [1, 2, 3, 4, 5, 6, 7], "start": "00:00", "end": "24:00"}]}
SOUNDING = ("loa-dong-1", "loa-cho-1", "loa-cho-2")


@contextmanager
def two_communes(folder: Path, url: str | None = None) -> Iterator[Joined]:
    """Tân Lập has taken the market over, and has a hamlet in the south without devices."""
    with joined(folder, EVENING, url) as made:
        store = made.desk.store
        with store.write() as conn:
            areas.add(conn, "xa-tan-lap", sample.PROVINCE, "commune", "Xã Tân Lập", 1, hours=HOURS)
            areas.add(conn, "thon-nam", "xa-tan-lap", "hamlet", "Thôn Nam", 1)
            areas.move(conn, "xom-cho", "xa-tan-lap")
            for login in ("bientap", "lanhdao"):
                user = users.by_login(conn, login)
                assert user is not None
                users.change(conn, user.id, area=sample.PROVINCE)
        for login in ("mot", "hai"):
            accounts.add(store, login, login, "administrator", sample.PROVINCE, "ba loa đầu làng", made.now)
        yield made


def agreed(made: Joined) -> str:
    steps = [MERGE[0] | {"hours": HOURS}, *MERGE[1:]]
    change = propose.propose(made.desk, made.who("mot"), "2026-11-23", steps)
    return propose.agree(made.desk, made.who("hai"), change.id).id


@pytest.mark.parametrize("backend", BACKENDS)
def test_who_is_off_line_on_the_day_sounds_once_and_in_the_right_place(backend: str, tmp_path: Path) -> None:
    with ready_url(backend, tmp_path) as url, two_communes(tmp_path, url) as made:
        sound = keep_master(made.desk, tone(tmp_path / "tin.wav", 10)).hash
        daily = {"rrule": "FREQ=DAILY", "sound": sound, "page": False}
        old = made.agree(made.draft("2026-11-22T22:00", areas=("xa-tan-lap",), title="Tân Lập", **daily)).id
        south = made.agree(made.draft("2026-11-22T23:00", areas=("xom-cho",), title="Xóm Chợ", **daily)).id
        other = made.agree(made.draft("2026-11-22T22:30", areas=("xa-tan-hoa",), title="Tân Hòa", **daily)).id
        made.work()
        change = agreed(made)
        made.work()
        for name, device in made.world.devices.items():
            if name not in SOUNDING:
                device.power_off()
        made.run(HOUR // 6, 60_000)
        made.wire.down = True  # nobody hears of anything from here on
        made.run(2 * HOUR + HOUR // 2, 600_000)
        made.work()
        with made.desk.store.read() as conn:
            done = area_changes.get(conn, change)
            assert done is not None
            assert done.state == area_changes.DONE
            assert {one.id: one.areas[1:] for one in devices.many(conn, ["loa-cho-1", "loa-cho-2"])} == {
                "loa-cho-1": ("xa-moi", "xom-cho"),
                "loa-cho-2": ("xa-moi", "thon-nam"),
            }
            accounts_ = {one.username: set(one.groups) for one in enrol.accounts(conn)}
            assert {"xa-tan-lap", "xa-moi", "xom-cho", "thon-nam"} <= accounts_["loa-cho-2"]
            assert "xa-tan-lap" not in accounts_["loa-dong-1"]
        made.run(23 * HOUR + HOUR // 2, HOUR)
        made.wire.down = False
        made.welcome()
        made.run(60_000, 5_000)
        made.run(60_000, 5_000)
        heard = _finished(made, old, south, other)
        assert heard == {
            (f"{old}.20261122t2200", "loa-cho-1"),
            (f"{old}.20261122t2200", "loa-cho-2"),
            (f"{old}.20261123t2200", "loa-cho-1"),
            (f"{old}.20261123t2200", "loa-cho-2"),  # meant before, meant after: by its own id now
            (f"{south}.20261122t2300", "loa-cho-1"),
            (f"{south}.20261122t2300", "loa-cho-2"),
            (f"{south}.20261123t2300", "loa-cho-1"),
            (f"{other}.20261122t2230", "loa-dong-1"),
            (f"{other}.20261123t2230", "loa-dong-1"),
        }


def _finished(made: Joined, *announcements: str) -> set[tuple[str, str]]:
    with made.desk.store.read() as conn:
        rows = [row for name in SOUNDING for row in deliveries.of_device(conn, name, 0, 1 << 60)]
    return {
        (row.subject, row.device)
        for row in rows
        if row.subject.partition(".")[0] in announcements and row.ended_ms is not None and row.started_ms is not None
    }


# Everything is imported once; each attempt is a process of its own, forked from that, and really killed.
KILLED = """
import os, signal, sys
from pathlib import Path
from sqlalchemy import event
from sqlalchemy.engine import Engine
from controller.broadcast.desk import Desk
from controller.bus import Bus
from controller.places import carry_out
from controller.settings import Settings
from controller.store import Store

url, folder, now_ms = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])

class Clock:
    def now_ms(self):
        return now_ms

def attempt(last):
    seen = 0

    @event.listens_for(Engine, "before_cursor_execute")
    def count(conn, cursor, statement, parameters, context, executemany):
        nonlocal seen
        if statement.lstrip().split()[0] in ("UPDATE", "INSERT", "DELETE"):
            seen += 1
            if seen == last:
                os.kill(os.getpid(), signal.SIGKILL)

    desk = Desk(store=Store(url), clock=Clock(), settings=Settings(data_dir=folder, database_url=url), shelf=None,
                ears=None, studio=None, press=None, papers=None, signer=None, bus=Bus(), nudge=lambda name: None)
    print(carry_out.due(desk), end=" ", flush=True)

for line in sys.stdin:
    child = os.fork()
    if not child:
        attempt(int(line))
        os._exit(0)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_service_that_dies_at_any_write_has_done_nothing_and_the_next_does_it_whole(
    backend: str, tmp_path: Path
) -> None:
    with ready_url(backend, tmp_path) as url, two_communes(tmp_path, url) as made:
        made.agree(made.draft("2026-11-23T22:00", areas=("xa-tan-lap",), rrule="FREQ=DAILY"))
        made.work()
        change = agreed(made)
        before = _state(made, change)
        last, told = 0, "-9"
        with _mortal(url, tmp_path, made.now + 3 * HOUR) as attempt:
            while told == "-9":
                assert _state(made, change) == before
                last += 1
                told = attempt(last)
        assert last > 12
        assert told.endswith(" 0")
        assert change in told
        after = _state(made, change)
        assert after[0] == area_changes.DONE
        assert after[1]["loa-cho-2"] == "/tinh-phu-tho/xa-moi/thon-nam/"
        made.run(3 * HOUR, HOUR)
        assert carry_out.due(made.desk) == []
        assert _state(made, change) == after


@contextmanager
def _mortal(url: str, folder: Path, now_ms: int) -> Iterator[Callable[[int], str]]:
    """A service that dies at its so-many-eth write: what it said, and how it ended."""
    arguments = [sys.executable, "-c", KILLED, url, str(folder), str(now_ms)]
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        write, answer = program.stdin, program.stdout

        def attempt(last: int) -> str:
            print(last, file=write, flush=True)
            return answer.readline().strip()

        yield attempt


def _state(made: Joined, change: str) -> tuple[str, dict[str, str], list[tuple[str, bool]]]:
    with made.desk.store.read() as conn:
        found = area_changes.get(conn, change)
        assert found is not None
        places = [(one.path, one.ended_ms is not None) for one in areas.below(conn, ended=True)]
        return found.state, {one.id: one.path for one in devices.below(conn)}, places
