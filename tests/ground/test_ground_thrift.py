"""One heap for all threads: asked of the kernel, in a process of its own."""

from __future__ import annotations

import subprocess
import sys

import pytest

CHILD = """
import ctypes, sys, threading
from controller.thrift import share_one_heap
assert sys.argv[1] == "apart" or share_one_heap()
libc, found = ctypes.CDLL(None), []
libc.malloc.restype = ctypes.c_void_p
thread = threading.Thread(target=lambda: found.append(libc.malloc(100)))
thread.start()
thread.join()
heap = next(line for line in open("/proc/self/maps") if line.rstrip().endswith("[heap]"))
low, high = (int(part, 16) for part in heap.split()[0].split("-"))
print(low <= found[0] < high)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="heaps are glibc's")
@pytest.mark.parametrize(("how", "inside"), [("shared", "True"), ("apart", "False")])
def test_threads_share_the_heap(how: str, inside: str) -> None:
    said = subprocess.run([sys.executable, "-c", CHILD, how], capture_output=True, text=True, check=True, timeout=60)
    assert said.stdout.split() == [inside]
