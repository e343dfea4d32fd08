"""A full disk, a real one of two megabytes: in the middle of an upload, of a master, of speech, of rendering.

The answer says so, nothing half made is left, and with room again everything goes on by itself.
"""

from __future__ import annotations

import contextlib
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import httpx
import pytest

from controller.broadcast.approve import approve
from controller.broadcast.form import compose
from controller.broadcast.render import render_due
from controller.broadcast.submit import submit
from controller.shelf import Shelf
from controller.store import announcements
from tests.serving import EDITOR, Served, running, served
from tests.studio.hostile.riff import pcm, riff
from tests.waiting import until

API = "/api/v1"


@dataclass
class Full:
    """A service whose shelf lies on a disk of two megabytes."""

    service: Served
    client: httpx.Client
    disk: Path

    def bring(self, body: bytes, name: str = "a.wav") -> httpx.Response:
        return self.client.post(f"{API}/media", files={"file": (name, body)})

    def files(self) -> list[Path]:
        """All but what an answered upload is about to drop."""
        until(lambda: not any(self.disk.rglob("*.upload")), "what was sent to go")
        return [one for one in self.disk.rglob("*") if one.is_file() and one.name != "ballast"]

    def fill(self, leave: int) -> None:
        """Let so many bytes be left."""
        with (self.disk / "ballast").open("wb", buffering=0) as ballast:
            with contextlib.suppress(OSError):
                while ballast.write(bytes(4_096)):
                    pass
            ballast.truncate(ballast.tell() - leave)

    def make_room(self) -> None:
        (self.disk / "ballast").unlink(missing_ok=True)


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Full]:
    disk = tmp_path_factory.mktemp("disk")
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk], check=False).returncode:
        pytest.skip("nobody may mount a disk here")
    try:
        with served(tmp_path_factory.mktemp("service")) as made:
            desk = replace(made.desk, shelf=Shelf(disk / "media"))
            with running(replace(made.system, desk=desk)) as url:
                made.commune.desk = desk
                service = replace(made, url=url)
                yield Full(service, service.client(EDITOR), disk)
                service.close()
    finally:
        subprocess.run(["umount", "-l", disk], check=True)


@pytest.fixture(autouse=True)
def room(full: Full) -> Iterator[None]:
    full.make_room()
    yield
    full.make_room()


def opus(full: Full, ffmpeg: str) -> bytes:
    """Half a minute that is small as it comes, and larger than the disk as a master."""
    command = [
        ffmpeg,
        "-v",
        "error",
        "-f",
        "lavfi",
        "-i",
        "anoisesrc=d=30:a=0.2:c=pink:r=48000",
        "-c:a",
        "libopus",
        "-b:a",
        "12k",
        "-f",
        "ogg",
        "-",
    ]
    return subprocess.run(command, check=True, capture_output=True).stdout


def test_an_upload_that_does_not_fit(full: Full):
    before = full.files()
    answer = full.bring(riff(pcm() * 80))
    told = answer.json()
    assert (answer.status_code, told["code"]) == (507, "upload-no-room")
    assert "đĩa" in told["detail"]
    assert "disk" in told["detail_en"]
    assert full.files() == before
    assert full.bring(riff(pcm())).status_code == 201


def test_a_master_that_does_not_fit(full: Full, ffmpeg: str):
    before = full.files()
    answer = full.bring(opus(full, ffmpeg), "a.opus")
    assert (answer.status_code, answer.json()["code"]) == (507, "sound-no-room")
    assert full.files() == before


def test_speech_that_does_not_fit(full: Full):
    full.fill(20_000)
    before = full.files()
    given = {"area": "xa-tan-hoa", "text": "Mời bà con họp tại nhà văn hóa lúc bảy giờ sáng mai.", "speech": {}}
    answer = full.client.post(f"{API}/speeches", json=given)
    assert (answer.status_code, answer.json()["code"]) == (507, "sound-no-room")
    assert full.files() == before
    full.make_room()
    assert full.client.post(f"{API}/speeches", json=given).status_code == 200


def test_what_cannot_be_rendered_for_want_of_room_is_tried_again(full: Full):
    commune = full.service.commune
    sound = full.bring(riff(pcm(2.5))).json()["hash"]
    row = compose(commune.desk, commune.who("bientap"), commune.draft("2026-11-22T05:30", sound=sound, page=False))
    row = submit(commune.desk, commune.who("bientap"), row.id)
    approve(commune.desk, commune.who("lanhdao"), row.id, row.fingerprint)
    full.fill(1_000)
    before = full.files()
    assert render_due(commune.desk) == 0
    assert full.files() == before
    assert state(full, row.id) == "approved"
    full.make_room()
    assert render_due(commune.desk) == 1
    assert state(full, row.id) == "ready"


def state(full: Full, id: str) -> str:
    with full.service.desk.store.read() as conn:
        row = announcements.get(conn, id)
    assert row is not None
    return row.state
