"""The same promises, kept by the folder and by its twin in memory."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from firmware_sim.flash import Cut, Flash, FlashFull, FolderFlash, MemoryFlash, PowerCut, records

Make = Callable[[int], FolderFlash | MemoryFlash]


@pytest.fixture(params=["folder", "memory"])
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Make:
    if request.param == "folder":
        return lambda capacity: FolderFlash(tmp_path, capacity)
    memory = MemoryFlash()

    def again(capacity: int) -> MemoryFlash:
        memory.capacity, memory.cut = capacity, None
        return memory

    return again


def test_keep_read_forget(make: Make) -> None:
    flash = make(1_000)
    assert flash.read("a") is None
    flash.keep("a", b"one")
    flash.keep("a", b"two")
    flash.append("b", b"x")
    flash.append("b", b"y")
    flash.forget("nothing")
    again: Flash = make(1_000)
    assert again.read("a") == b"two"
    assert records(again.read("b")) == [b"x", b"y"]
    assert sorted(again.names()) == ["a", "b"]
    again.forget("a")
    assert list(again.names()) == ["b"]
    again.format()
    assert list(again.names()) == []


def test_full(make: Make) -> None:
    flash = make(100)
    flash.keep("a", b"x" * 60)
    with pytest.raises(FlashFull):
        flash.keep("b", b"y" * 60)
    with pytest.raises(FlashFull):
        flash.append("c", b"y" * 60)
    assert flash.read("a") == b"x" * 60
    assert flash.read("b") is None
    flash.keep("a", b"z" * 90)
    assert flash.free() == 10


@pytest.mark.parametrize("after", range(5))
def test_a_cut_leaves_the_old_or_the_new(make: Make, after: int) -> None:
    flash = make(1_000)
    flash.keep("a", b"old")
    flash.cut = Cut(after)
    try:
        flash.keep("a", b"new")
        cut = False
    except PowerCut:
        cut = True
    assert make(1_000).read("a") == (b"old" if cut else b"new")
    assert cut == (after < 4)


@pytest.mark.parametrize("after", range(14))
def test_a_torn_record_is_dropped_and_the_next_is_whole(make: Make, after: int) -> None:
    flash = make(1_000)
    flash.append("a", b"one")
    flash.cut = Cut(after)
    try:
        flash.append("a", b"two")
        torn = False
    except PowerCut:
        torn = True
    again = make(1_000)
    again.append("a", b"three")
    kept = records(again.read("a"))
    assert kept in ([b"one", b"three"], [b"one", b"two", b"three"])
    if not torn:
        assert b"two" in kept


def test_a_killed_process_leaves_whole_files(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from firmware_sim.flash import FolderFlash\n"
        "flash = FolderFlash(Path(sys.argv[1]))\n"
        "n = 0\n"
        "while True:\n"
        "    n += 1\n"
        "    flash.keep('a', b'%d ' % n * 5_000)\n"
        "    flash.append('b', b'%d' % n)\n"
        "    print(n, flush=True)\n"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]
    )
    assert child.stdout is not None
    while int(child.stdout.readline()) < 20:
        pass
    time.sleep(0.02)
    os.kill(child.pid, signal.SIGKILL)
    said = [int(line) for line in child.stdout.read().split()]
    child.wait()
    child.stdout.close()
    last = said[-1] if said else 20
    flash = FolderFlash(tmp_path)
    kept = (flash.read("a") or b"").split()
    assert len(set(kept)) == 1
    assert len(kept) == 5_000
    assert int(kept[0]) >= last
    assert [int(one) for one in records(flash.read("b"))][:last] == list(range(1, last + 1))
