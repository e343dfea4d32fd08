"""The corpus of hostile files through the real door: the API of one running service, file after file.

Each is refused with its own sentence in both languages, or taken for the sound that it holds. Nothing is left behind,
nothing foreign is opened, nobody is called, no worker goes beyond its bounds, and the service takes a good file after.
"""

from __future__ import annotations

import contextlib
import html
import resource
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import httpx
import pytest

from controller.studio import Limits, Studio
from tests.serving import EDITOR, Served, running, served
from tests.studio.hostile import FAMILIES, Hostile, Kit
from tests.studio.hostile.kit import SECONDS, SECRET, sounds
from tests.waiting import until

API = "/api/v1"
LIMITS = Limits(sound_seconds=60)
WORKER_BYTES = 300_000_000
UNSURE_BYTES = 64_000_000
"""The kernel counts the memory of a process with threads in portions."""
WORKER_SECONDS = 10.0
"""Of all workers of a file together."""
ALL = [(family, one) for family, items in FAMILIES.items() for one in items]


@dataclass
class Door:
    """The service, and what it may not touch."""

    client: httpx.Client
    kit: Kit
    shelf: Path
    before: int
    """The most memory that a child of other tests had."""
    trespassed: Callable[[], bool]
    """Whether the secret file was opened, or somebody knocked at the port."""

    def bring(self, body: bytes, name: str) -> httpx.Response:
        return self.client.post(f"{API}/media", files={"file": (name, body, "audio/mpeg")})

    def sentence(self, one: Hostile) -> str:
        """As the API says it."""
        said: str = self.bring(one.make(self.kit), one.file).json()["detail"]
        return said

    def lying(self) -> set[str]:
        """Every file of the shelf, whole or half made; an upload goes when its answer is out."""
        until(lambda: not any((self.shelf / "making").iterdir()), "what was sent to go")
        return {str(one) for one in self.shelf.rglob("*") if one.is_file()}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One service for the module; nothing longer than a minute, so that the longest file costs a second."""
    with served(tmp_path_factory.mktemp("service")) as made:
        desk = replace(made.desk, studio=Studio(LIMITS))
        with running(replace(made.system, desk=desk)) as url:
            yield replace(made, url=url)


@pytest.fixture(scope="module")
def door(
    service: Served,
    tmp_path_factory: pytest.TempPathFactory,
    ffmpeg: str,
    opening_of: Callable[[Path], Callable[[], bool]],
) -> Iterator[Door]:
    folder = tmp_path_factory.mktemp("sounds")
    secret = tmp_path_factory.mktemp("secret") / "secret.ts"
    secret.write_bytes(SECRET * 1_000)
    opened = opening_of(secret)
    with socket.create_server(("127.0.0.1", 0)) as trap:
        trap.setblocking(False)

        def knocked() -> bool:
            with contextlib.suppress(BlockingIOError):
                trap.accept()[0].close()
                return True
            return False

        kit = Kit(sounds(ffmpeg, folder), secret, trap.getsockname()[1])
        yield Door(service.client(EDITOR), kit, service.desk.shelf.folder, largest(), lambda: opened() or knocked())


def largest() -> int:
    """The most memory that any worker had. For a moment, between fork and exec, it is as large as we are."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024


def own() -> int:
    """The most memory that we had."""
    status = Path("/proc/self/status").read_text()
    return next(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM"))


def spent() -> float:
    """Processor time of all workers so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def test_the_corpus_is_large_and_every_file_has_a_name_of_its_own() -> None:
    names = [one.name for _, one in ALL]
    assert len(names) == len(set(names)) >= 200


@pytest.mark.parametrize("one", [one for _, one in ALL], ids=[f"{family}: {one.name}" for family, one in ALL])
def test_a_hostile_file(door: Door, one: Hostile) -> None:
    body = one.make(door.kit)
    before, began = door.lying(), spent()
    answer = door.bring(body, one.file)
    if one.code:
        told = answer.json()
        assert (answer.status_code, told["code"]) == (422, one.code)
        assert len(told["detail"]) > 20
        assert len(told["detail_en"]) > 20
        assert told["detail"] != told["detail_en"]
        assert door.lying() == before
    else:
        assert answer.status_code == 201, answer.text
        made = answer.json()
        assert made["length_ms"] < 60_000
        new = {Path(left).name for left in door.lying() - before}
        assert new <= {made["hash"]}
        assert "/" not in made["name"]
        assert len(made["name"]) <= 200
        assert SECRET not in (door.shelf / made["hash"][:2] / made["hash"]).read_bytes()
    assert SECRET.decode() not in answer.text
    assert not door.trespassed()
    assert spent() - began < WORKER_SECONDS
    assert largest() < max(WORKER_BYTES, door.before, own() + UNSURE_BYTES)


FORMS = [next(one for one in items if one.code) for items in FAMILIES.values() if any(one.code for one in items)]
"""One of each family, that is refused."""


@pytest.mark.parametrize("one", FORMS, ids=[one.name for one in FORMS])
def test_a_hostile_file_through_the_form_of_the_page(door: Door, one: Hostile) -> None:
    file = {"sound_file": (one.file, one.make(door.kit), "audio/mpeg")}
    before = door.lying()
    answer = door.client.post("/announcements/new", data={"title": "Họp thôn", "do": "save"}, files=file)
    assert answer.status_code == 422
    assert 'id="sound_file-wrong-1"' in answer.text
    assert door.sentence(one) in html.unescape(answer.text)
    assert 'value="Họp thôn"' in answer.text
    recorded = door.client.post("/announcements/sound", files=file)
    assert recorded.status_code == 422
    assert door.sentence(one) in html.unescape(recorded.text)
    assert SECRET.decode() not in answer.text + recorded.text
    assert door.lying() == before
    assert not door.trespassed()


def test_after_all_of_it_the_service_takes_a_good_file(door: Door) -> None:
    answer = door.bring(door.kit.good["m4a"], "Thông báo.m4a")
    assert answer.status_code == 201
    assert answer.json()["length_ms"] == pytest.approx(SECONDS * 1_000, abs=60)
    assert door.client.get("/healthz").status_code == 200
