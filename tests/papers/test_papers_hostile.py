"""The corpus through the room's own door: each file in a process of its own, as the service opens it.

Each is refused by its own code, or taken, with what a person should know. Nothing foreign is opened, nobody is called,
no process has more memory and time than it may, and nothing is left behind.
"""

from __future__ import annotations

import contextlib
import resource
import socket
import subprocess
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from controller.confined import bind
from controller.errors import Refused
from controller.papers import child
from controller.papers.child import bounds
from controller.papers.papers import Papers
from controller.papers.values import Limits
from controller.words import say
from tests.papers.hostile import FAMILIES, SECRET, Hostile, Kit
from tests.papers.hostile.pdfs import image
from tests.papers.papers_made import png
from tests.papers.watching import opening_of

PROGRAM_BYTES = 60_000_000
"""Program text and the file itself come on top of what they may fill."""
AT_ONCE = 3


@pytest.fixture
def kit(tmp_path: Path) -> Iterator[tuple[Kit, Callable[[], bool]]]:
    secret = tmp_path / "secret.png"
    secret.write_bytes(SECRET)
    with opening_of(secret) as opened, socket.create_server(("127.0.0.1", 0)) as trap:
        trap.setblocking(False)

        def trespassed() -> bool:
            with contextlib.suppress(BlockingIOError):
                trap.accept()[0].close()
                return True
            return opened()

        yield Kit(secret, trap.getsockname()[1]), trespassed


def largest() -> int:
    """The most memory that any child had. For a moment, between fork and exec, it is as large as we are."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024


def own() -> int:
    """The most memory that we had."""
    status = Path("/proc/self/status").read_text()
    return next(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM"))


def came_to(papers: Papers, door: str, one: Hostile, kit: Kit, folder: Path) -> tuple[str, tuple[str, ...]]:
    """The code of its refusal, or what was told with it; each has its sentence."""
    file = folder / f"{abs(hash(one.name))}.bin"
    file.write_bytes(one.make(kit))
    try:
        made = getattr(papers, door)(file)
    except Refused as refused:
        code, said = refused.code, [(f"refused-{refused.code}", refused.params)]
        told: tuple[str, ...] = ()
    else:
        code, said = "", [(f"told-{one.code}", one.params) for one in made.told]
        told = tuple(one.code for one in made.told)
        assert SECRET.decode() not in str(made), one.name
    finally:
        file.unlink()
    assert all(len(say(name, lang, **params)) > 20 for name, params in said for lang in ("vi", "en")), one.name
    return code, told


@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_of_hostile_files(family: str, kit: tuple[Kit, Callable[[], bool]], tmp_path: Path) -> None:
    door, corpus = FAMILIES[family]
    papers, largest_before = Papers(), largest()
    folder = tmp_path / "brought"
    folder.mkdir()
    with ThreadPoolExecutor(AT_ONCE) as at_once:
        found = dict(
            zip(
                [one.name for one in corpus],
                at_once.map(lambda one: came_to(papers, door, one, kit[0], folder), corpus),
                strict=True,
            )
        )
    assert found == {one.name: (one.code, one.told) for one in corpus}
    assert not kit[1]()
    assert list(folder.iterdir()) == []
    most = max(papers.limits.memory_bytes + PROGRAM_BYTES, largest_before, own() + PROGRAM_BYTES)
    assert largest() <= most


def test_the_corpus_is_large_and_every_file_has_a_name_of_its_own() -> None:
    names = [(family, one.name) for family, (_, corpus) in FAMILIES.items() for one in corpus]
    assert len(names) == len(set(names)) >= 90


def test_what_takes_too_long_is_ended(tmp_path: Path) -> None:
    file = tmp_path / "slow.pdf"
    file.write_bytes(image(50_000, 50_000, zlib.compress(bytes(9_000))))
    with pytest.raises(Refused) as caught:
        Papers(Limits(cpu_seconds=1)).document(file)
    assert caught.value.code == "paper-slow"


def test_what_is_too_heavy_is_not_even_opened(tmp_path: Path) -> None:
    file = tmp_path / "heavy.pdf"
    file.write_bytes(bytes(1_001))
    for door, code in (("picture", "picture-too-heavy"), ("document", "paper-too-heavy")):
        with pytest.raises(Refused) as caught:
            getattr(Papers(Limits(bytes=1_000)), door)(file)
        assert caught.value.code == code


def test_the_bounds_reach_the_process() -> None:
    with subprocess.Popen(["sleep", "60"]) as process:
        bind(process.pid, bounds(Limits(), 10_000_000))
        kinds = (resource.RLIMIT_DATA, resource.RLIMIT_FSIZE, resource.RLIMIT_CPU, resource.RLIMIT_AS)
        held = [resource.prlimit(process.pid, kind)[0] for kind in kinds]
        process.kill()
    assert held == [400_000_000, 64_000_000, 60, 1_600_000_000]


def test_a_process_that_lies_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.png"
    file.write_bytes(png(64, 64))
    lie = '{"bytes": 90, "form": "png", "width": 1, "height": 1, "told": []}'
    for said in (lie, lie.replace("90", "-1"), '{"bytes": "many"}', "[]", "{", ""):
        monkeypatch.setattr(child, "COMMAND", ("printf", "%s", said))
        with pytest.raises(Refused) as caught:
            Papers().picture(file)
        assert caught.value.code == "picture-broken"
