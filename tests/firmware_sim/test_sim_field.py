"""The whole program against a real Mosquitto and a real media server, in a process of its own."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import wave
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import msgspec
import numpy as np
import pytest

from devices.identity import write
from devices.messages import Item, Klass, Late, Media, Page, Play, Presence, Report, Rung, Update
from devices.profiles import profile
from devices.topics import Kind
from tests.firmware_sim.sim_desk import PATH, timetable
from tests.firmware_sim.sim_field import ALWAYS, FieldDesk, MediaServer, mosquitto, now_ms
from tests.firmware_sim.sim_maker import build, media_of, released
from tests.firmware_sim.sim_sounds import media, picture, tone
from tests.ports import free_port
from tests.waiting import PATIENCE_S

ROOT = Path(__file__).parents[2]
HORN, BOARD = "loa-dong-1", "bang-1"
SKEW_MS = 30
TRIES = 3
ENDS = (Rung.FINISHED, Rung.MISSED, Rung.FAILED, Rung.SKIPPED)


@pytest.fixture
def server() -> Iterator[MediaServer]:
    one = MediaServer()
    yield one
    one.close()


def start(folder: Path, *more: str) -> subprocess.Popen[str]:
    """The simulator, as a user starts it."""
    command = [sys.executable, "-m", "firmware_sim", "--identities", str(folder / "ids"), "--out", str(folder / "out")]
    return subprocess.Popen([*command, *more], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def stop(child: subprocess.Popen[str]) -> str:
    child.send_signal(signal.SIGTERM)
    out, _ = child.communicate(timeout=PATIENCE_S)
    assert child.returncode == 0, out
    return out


def provision(folder: Path, desk: FieldDesk, password: str = "x") -> None:
    (folder / "ids").mkdir()
    for name, model in ((HORN, "horn-opus-60w"), (BOARD, "led-192x64-rg")):
        (folder / "ids" / f"{name}.json").write_bytes(write(desk.identity(name, model, password=password)))


def ended(desk: FieldDesk, device: str, name: str) -> bool:
    return any(report.id == name and report.rung is Rung.FINISHED for report in desk.reports[device])


def one(desk: FieldDesk, device: str, name: str, rung: Rung) -> Report:
    found = [report for report in desk.reports[device] if (report.id, report.rung) == (name, rung)]
    assert len(found) == 1, desk.reports[device]
    return found[0]


def aboard(desk: FieldDesk, *devices: str) -> None:
    """Until these are on line and know the time: however long a machine takes to start them."""
    assert desk.wait(lambda: all(any(have.clock.trusted for have in desk.haves[name]) for name in devices)), desk.states


def in_time(desk: FieldDesk, server: MediaServer, voice: Media, notice: Media) -> tuple[int, int]:
    """Both do it at one instant: that instant, and the number of the attempt. What was not fetched in time or began
    late, as the horn says itself, is asked for again, with more time ahead."""
    for tried in range(1, TRIES + 1):
        begin = now_ms() + 8_000 * tried
        plan = {"v": tried, "hours": ALWAYS, "media_url": server.url, "iat": now_ms(), "since": now_ms() - 1_000}
        sounds = Item(id=f"a{tried}", start=begin, longest=5_000, sound=voice, volume=80)
        shows = Item(id=f"n{tried}", start=begin, longest=0, pages=(Page(notice),), until=begin + 4_000)
        desk.send(Kind.WANT, HORN, timetable(HORN, sounds, cap=100, **plan), "plans")
        desk.send(Kind.WANT, BOARD, timetable(BOARD, shows, cap=100, **plan), "plans")
        asked = {HORN: sounds.id, BOARD: shows.id}
        assert desk.wait(partial(over, desk, asked)), (desk.reports, desk.haves)
        began = [one.evidence for one in desk.reports[HORN] if (one.id, one.rung) == (sounds.id, Rung.STARTED)]
        if began and began[0] and abs(began[0].skew) <= SKEW_MS and ended(desk, BOARD, shows.id):
            return begin, tried
    raise AssertionError(f"never in time: {desk.reports}")


def over(desk: FieldDesk, asked: dict[str, str]) -> bool:
    said = {(device, one.id) for device in asked for one in desk.reports[device] if one.rung in ENDS}
    return said >= set(asked.items())


def held(desk: FieldDesk, device: str, version: int) -> bool:
    return any(not have.missing and have.v == version for have in desk.haves[device])


def test_a_speaker_and_a_board_do_their_part(tmp_path: Path, server: MediaServer) -> None:
    port = free_port()
    with mosquitto(tmp_path / "broker", port):
        desk = FieldDesk(port, server.url)
        provision(tmp_path, desk)
        sound, page = tone(4_000, kind="opus"), picture()
        voice, notice = media(sound, "opus", 4_000), media(page, "png")
        server.files |= {voice.hash: sound, notice.hash: page}
        server.break_at = 1_000
        child = start(tmp_path)
        try:
            aboard(desk, HORN, BOARD)
            begin, tried = in_time(desk, server, voice, notice)
            software = build(size=50_000)
            image = media_of(software)
            server.files[image.hash] = software
            server.break_at = 20_000
            update = Update("c-up", now_ms(), now_ms() + 600_000, released(software), server.url, margin=0)
            desk.send(Kind.COMMAND, HORN, update, "orders")
            assert desk.wait(lambda: desk.states[HORN][-1].image == image.hash and not desk.states[HORN][-1].trial)
            order = Play(
                id="p1",
                iat=now_ms(),
                exp=now_ms() + 60_000,
                at=now_ms() + 500,
                klass=Klass.EMERGENCY,
                sounds={profile("horn-opus-60w").recipe: voice},
                pages={profile("led-192x64-rg").recipe: (Page(notice),)},
                show=1_000,
                volume=100,
            )
            desk.send(Kind.GROUP_COMMAND, PATH[1], order, "storm")
            assert desk.wait(lambda: all(ended(desk, name, "p1") for name in (HORN, BOARD)))
        finally:
            out = stop(child)
        assert desk.wait(lambda: desk.states[HORN][-1].state is Presence.LEAVING), desk.states[HORN]
        desk.close()
    started, finished = one(desk, HORN, f"a{tried}", Rung.STARTED), one(desk, HORN, f"a{tried}", Rung.FINISHED)
    assert started.evidence is not None
    assert abs(started.evidence.skew) <= SKEW_MS
    assert finished.evidence is not None
    assert finished.evidence.level == pytest.approx(-6 - 3 - 8, abs=1)
    assert any(wanted for _, wanted in server.asked), "the broken download was resumed"
    assert (image.hash, "bytes=20000-") in server.asked
    assert one(desk, HORN, "c-up", Rung.DONE).reason == ""
    shown = one(desk, BOARD, f"n{tried}", Rung.SHOWN)
    assert shown.evidence is not None
    pictures = sorted((tmp_path / "out" / BOARD / "shown").glob("*.png"))
    assert any(path.stem.endswith(shown.evidence.picture[:8]) for path in pictures)
    (recording,) = (tmp_path / "out" / HORN / "sound").glob("*.wav")
    side = json.loads(recording.with_suffix(".json").read_text())
    with wave.open(str(recording)) as file:
        heard = np.frombuffer(file.readframes(file.getnframes()), np.int16)
    before = max(0, begin - 1_000 - side["start_ms"]) * 48
    first = (before + np.flatnonzero(np.abs(heard[before:].astype(int)) > 300)[0]) * 1000 / 48_000
    assert side["start_ms"] + first == pytest.approx(begin, abs=60)
    assert "finished" in out


def test_a_wrong_password_is_said(tmp_path: Path, server: MediaServer) -> None:
    port = free_port()
    subprocess.run(["mosquitto_passwd", "-c", "-b", str(tmp_path / "pw"), "desk", "right"], check=True)
    with mosquitto(tmp_path / "broker", port, f"allow_anonymous false\npassword_file {tmp_path / 'pw'}"):
        desk = FieldDesk(port, server.url, "desk", "right")
        provision(tmp_path, desk, "wrong")
        child = start(tmp_path)
        assert child.stdout is not None
        said = [child.stdout.readline() for _ in range(3)]
        stop(child)
        desk.close()
    assert any("does not let it in" in line for line in said)


def test_nothing_to_simulate_is_said(tmp_path: Path) -> None:
    child = start(tmp_path)
    out, _ = child.communicate(timeout=PATIENCE_S)
    assert child.returncode == 2
    assert "there is no such file or folder" in out


def test_plays_on_when_the_broker_is_gone(tmp_path: Path, server: MediaServer) -> None:
    port = free_port()
    with mosquitto(tmp_path / "broker", port):
        desk = FieldDesk(port, server.url)
        provision(tmp_path, desk)
        sound = tone(1_000, kind="opus")
        voice = media(sound, "opus", 1_000)
        server.files[voice.hash] = sound
        child = start(tmp_path, "--quiet")
        aboard(desk, HORN)
        begin = 0
        for tried in range(1, TRIES + 1):
            begin = now_ms() + 10_000 * tried
            item = Item(id="a1", start=begin, longest=2_000, sound=voice)
            plan = {"v": tried, "hours": ALWAYS, "media_url": server.url, "iat": now_ms(), "since": now_ms() - 1_000}
            desk.send(Kind.WANT, HORN, timetable(HORN, item, **plan), "plans")
            assert desk.wait(partial(held, desk, HORN, tried))
            if now_ms() < begin - 500:
                break
        assert now_ms() < begin - 500
    with mosquitto(tmp_path / "broker", port):
        try:
            assert desk.wait(lambda: any(report.rung is Rung.FINISHED for report in desk.reports[HORN]))
        finally:
            stop(child)
        desk.close()
    seqs = [report.seq for report in desk.reports[HORN]]
    assert seqs == sorted(set(seqs))


def test_faults_by_option_and_script(tmp_path: Path, server: MediaServer) -> None:
    port = free_port()
    script = tmp_path / "faults.jsonl"
    script.write_bytes(
        b"\n".join(
            msgspec.json.encode(line)
            for line in (
                {"at": 1, "fault": "link-down", "for": 1},
                {"at": 3, "fault": "power-cut", "off": 0.5, "device": HORN},
                {"at": 9, "fault": "power-cut", "write": 20, "device": HORN},
                {"at": 7, "fault": "clock-jump", "ms": 5_000},
                {"at": 8, "fault": "link-down", "for": 0.5},
            )
        )
    )
    with mosquitto(tmp_path / "broker", port):
        desk = FieldDesk(port, server.url)
        provision(tmp_path, desk)
        sound = tone(1_000, kind="opus")
        voice = media(sound, "opus", 1_000)
        server.files[voice.hash] = sound
        item = Item(id="a1", start=now_ms() + 20_000, longest=2_000, sound=voice, late=Late.START, late_ms=300_000)
        plan = timetable(HORN, item, hours=ALWAYS, media_url=server.url, iat=now_ms(), since=now_ms() - 1_000)
        desk.send(Kind.WANT, HORN, plan, "plans")
        faults = ("--delay", "20ms", "--reorder", "--duplicate", "20%", "--drift", "50", "--script", str(script))
        child = start(tmp_path, *faults)
        try:
            # reordered, the last may come first
            done = desk.wait(lambda: len({report.seq for report in desk.reports[HORN] if report.id == "a1"}) >= 3)
        finally:
            out = stop(child)
        desk.close()
    assert done, (out, desk.haves[HORN])
    told = {report.seq: report for report in desk.reports[HORN] if report.id == "a1"}
    assert [told[seq].rung for seq in sorted(told)] == [Rung.STARTED, Rung.SOUNDED, Rung.FINISHED]
    assert len({state.boot for state in desk.states[HORN]}) >= 2
