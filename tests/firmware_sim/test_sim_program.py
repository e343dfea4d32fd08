"""The program's options that need something of the machine: a terminal, a screen, a sound card, a script."""

from __future__ import annotations

import asyncio
import os
import pty
import select
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

import numpy as np
import pytest

from devices.identity import Broker, Identity, write
from devices.messages import Item, Late, Media, Rung
from devices.topics import Kind
from firmware_sim import soundcard
from firmware_sim.__main__ import options_of, parser
from firmware_sim.faults import Weather, read_script
from firmware_sim.fetch import Fetcher
from firmware_sim.shelf import FolderShelf
from firmware_sim.soundcard import NoCard, open_card
from tests.firmware_sim.sim_desk import PATH, SOUND, identity, item, key, timetable, world_with
from tests.firmware_sim.sim_field import ALWAYS, FieldDesk, MediaServer, mosquitto, now_ms
from tests.firmware_sim.sim_sounds import media, tone
from tests.ports import free_port
from tests.waiting import PATIENCE_S

ROOT = Path(__file__).parents[2]
HORN, BOARD = "loa-dong-1", "bang-1"
SENTENCE = "firmware_sim: no way to a sound card"


def folder_of(folder: Path) -> Path:
    """Credentials for a horn and a board; nobody answers at the broker's port."""
    given = folder / "ids"
    given.mkdir()
    for name, model in ((HORN, "horn-opus-60w"), (BOARD, "led-192x64-rg")):
        broker = Broker("127.0.0.1", free_port())
        one = Identity(name, model, PATH, "x", broker, key("root").public, "http://127.0.0.1:9/media/")
        (given / f"{name}.json").write_bytes(write(one))
    return given


def command(folder: Path, *more: str) -> list[str]:
    given = folder / "ids" if (folder / "ids").exists() else folder_of(folder)
    return [sys.executable, "-m", "firmware_sim", "--identities", str(given), "--out", str(folder / "out"), *more]


def said(folder: Path, *more: str, **environment: str) -> tuple[int, str]:
    """What the program says before it gives up."""
    done = subprocess.run(
        command(folder, *more),
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    return done.returncode, done.stdout


# ------------------------------------------------------------------ terminal


def test_a_live_table_in_a_terminal(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    environment = os.environ | {"TERM": "xterm", "COLUMNS": "140", "LINES": "30"}
    child = subprocess.Popen(command(tmp_path, "--live"), cwd=ROOT, env=environment, stdout=theirs, stderr=theirs)
    os.close(theirs)
    out = b""
    while out.count(b"loa-dong-1") < 2 and select.select([ours], [], [], PATIENCE_S)[0]:
        out += os.read(ours, 65_536)
    child.send_signal(signal.SIGINT)
    while select.select([ours], [], [], PATIENCE_S)[0]:
        try:
            out += os.read(ours, 65_536)
        except OSError:
            break  # the other end is closed
    assert child.wait(PATIENCE_S) == 0
    os.close(ours)
    shown = out.decode()
    assert "2 devices, 0 connected" in shown
    for heading in ("device", "link", "clock", "plan", "missing", "last report", "bang-1"):
        assert heading in shown
    assert "Traceback" not in shown
    assert shown.rindex("\x1b[?25h") > shown.rindex("\x1b[?25l"), "the cursor is back"


# ------------------------------------------------------------------ screen


def test_without_a_screen_it_says_what_is_needed(tmp_path: Path) -> None:
    code, out = said(tmp_path, "--window", PATH=os.environ["PATH"])
    assert code == 2
    assert out.startswith("firmware_sim: no window can be opened here")
    assert "python3-tk" in out
    assert "Traceback" not in out


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[str]:
    """A display that nobody sees."""
    pytest.importorskip("tkinter")
    program = shutil.which("Xvfb")
    if program is None:
        pytest.skip("no Xvfb")
    ours, theirs = os.pipe()
    child = subprocess.Popen(
        [program, "-displayfd", str(theirs), "-screen", "0", "1280x800x24", "-nolisten", "tcp"],
        pass_fds=(theirs,),
        stderr=subprocess.DEVNULL,
    )
    os.close(theirs)
    with os.fdopen(ours) as said_by_it:
        number = said_by_it.readline().strip()
    yield f":{number}"
    child.terminate()
    child.wait()


WATCH = """
import sys
from PIL import Image
from firmware_sim.window import Window
window = Window("bang-1")
window.draw(Image.new("RGB", (192, 64), (255, 0, 0)))
print(window._picture.width(), window._picture.height(), window._root.title())
window.draw(Image.new("RGB", (1920, 1080), (0, 0, 255)))
print(window._picture.width(), window._picture.height())
window._root.event_generate("<<Nothing>>")
window._root.tk.call(window._root.protocol("WM_DELETE_WINDOW"))
window.turn()
window.draw(Image.new("RGB", (192, 64)))
window.close()
print("closed", window.closed)
"""


def test_a_window_shows_the_board_and_may_be_closed(screen: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WATCH],
        cwd=ROOT,
        env=os.environ | {"DISPLAY": screen},
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    assert done.stdout.splitlines() == ["960 320 bang-1", "960 540", "closed True"], done.stderr


def test_the_program_runs_with_a_window(tmp_path: Path, screen: str) -> None:
    child = subprocess.Popen(
        command(tmp_path, "--window"),
        cwd=ROOT,
        env=os.environ | {"DISPLAY": screen},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert child.stdout is not None
    first = child.stdout.readline()
    child.send_signal(signal.SIGTERM)
    out, _ = child.communicate(timeout=PATIENCE_S)
    assert "2 devices" in first
    assert (child.returncode, "Traceback" in out) == (0, False), out


# ------------------------------------------------------------------ sound card


def program(folder: Path, name: str, text: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{text}\n")
    (folder / name).chmod(0o755)


@pytest.mark.parametrize("aplay", ["", "echo no card >&2; exit 1"])
def test_without_a_sound_card_it_says_what_is_needed(tmp_path: Path, aplay: str) -> None:
    """Also where there is a player and no card: it gives up at once."""
    if soundcard._stream(48_000) is not None:
        pytest.skip("this machine has a sound card")
    (tmp_path / "bin").mkdir()
    if aplay:
        program(tmp_path / "bin", "aplay", aplay)
    code, out = said(tmp_path, "--sound-card", PATH=str(tmp_path / "bin"))
    assert code == 2
    assert out.startswith(SENTENCE)
    assert "Traceback" not in out


def test_a_player_gets_the_samples_and_may_vanish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sounddevice", None)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    program(tmp_path / "bin", "aplay", "exit 1")
    with pytest.raises(NoCard):
        open_card(16_000)
    heard = tmp_path / "heard"
    program(tmp_path / "bin", "ffplay", f"exec /bin/dd bs=1 count=2000 of={heard} 2>/dev/null")
    card = open_card(16_000)
    samples = np.arange(1_000, dtype=np.int16)
    for _ in range(100):
        card.write(samples)
    card.close()
    assert heard.read_bytes() == samples.tobytes()


# ------------------------------------------------------------------ faults


def test_amounts_and_a_toml_script_are_read(tmp_path: Path) -> None:
    script = tmp_path / "faults.toml"
    script.write_text(
        '[[fault]]\nat = 9\nfault = "link-down"\nfor = 2.5\n\n'
        '[[fault]]\nat = 1.5\nfault = "set"\ncorrupt = 1.0\nslow = 1000\n\n'
        '[[fault]]\nat = 2\nfault = "power-cut"\noff = 3\ndevice = "loa-dong-1"\n'
    )
    given = ["--identities", "x", "--out", "y", "--corrupt", "25%", "--slow", "64k", "--delay", "1.5s", "--no-rtc"]
    options = options_of(parser().parse_args([*given, "--script", str(script)]))
    assert options.weather == Weather(corrupt=0.25, slow=65_536, delay=1_500.0, no_rtc=True)
    assert [fault.at for fault in options.script] == [1.5, 2.0, 9.0]
    assert [fault.fault for fault in options.script] == ["set", "power-cut", "link-down"]
    assert options.script[0].changed(options.weather).slow == 1_000
    assert options.script[2].lasts == 2.5


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.toml", "[[fault]]\nat = 1"),
        ("a.toml", "[[fault]\n"),
        ("a.toml", '[[fault]]\nat = 1\nfault = "earthquake"'),
        ("a.jsonl", '{"at": 1, "fault": "set", "colour": 3}'),
        ("a.jsonl", "rubbish"),
    ],
)
def test_a_script_that_is_wrong_is_said(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(ValueError, match=r"a\.(toml|jsonl)"):
        read_script(tmp_path / name)
    code, out = said(tmp_path, "--script", str(tmp_path / name), PATH=os.environ["PATH"])
    assert code == 2
    assert "Traceback" not in out


def test_a_corrupt_download_is_never_played_and_fetched_until_it_is_right() -> None:
    world, desk = world_with(identity())
    world.world.weather = Weather(corrupt=1.0)
    desk.want(timetable(HORN, item()))
    world.run(60_000)
    assert desk.haves[HORN][-1].missing == (SOUND.hash,)
    world.world.weather = Weather(corrupt=0.5)
    world.run(25 * 60_000)
    assert desk.haves[HORN][-1].missing == ()


def test_a_slow_link_is_slow_and_what_was_got_is_kept(tmp_path: Path) -> None:
    server = MediaServer()
    data = tone(20_000, kind="mp3")
    server.files[media(data, "mp3").hash] = data
    one, shelf = media(data, "mp3", 20_000), FolderShelf(tmp_path)
    url = server.url + one.hash

    async def fetch() -> list[str]:
        fetcher = Fetcher(Random(1))
        told: list[str] = []
        task = fetcher.start(shelf, one, url, Weather(slow=1), told.append)
        while not shelf.part(one.hash):
            await asyncio.sleep(0.01)
        assert 0 < shelf.part(one.hash) < one.bytes
        task.cancel()  # the power went
        await asyncio.wait({task})
        fetcher.start(shelf, one, url, Weather(corrupt=1.0), told.append)
        while len(told) < 1:
            await asyncio.sleep(0.01)
        assert not shelf.has(one.hash)
        fetcher.start(shelf, one, url, Weather(), told.append)
        while len(told) < 2:
            await asyncio.sleep(0.01)
        await fetcher.close()
        return told

    told = asyncio.run(asyncio.wait_for(fetch(), PATIENCE_S))
    server.close()
    assert told == ["wrong-hash", ""]
    assert [bool(wanted) for _, wanted in server.asked] == [False, True, False]
    assert shelf.has(one.hash)


def test_a_bad_line_heals_by_script_and_the_broadcast_sounds(tmp_path: Path) -> None:
    port, server = free_port(), MediaServer()
    script = tmp_path / "faults.toml"
    script.write_text('[[fault]]\nat = 8\nfault = "set"\ncorrupt = 0.0\n')
    with mosquitto(tmp_path / "broker", port):
        desk = FieldDesk(port, server.url)
        (tmp_path / "ids").mkdir()
        (tmp_path / "ids" / "horn.json").write_bytes(write(desk.identity(HORN, "horn-opus-60w")))
        data = tone(1_000, kind="opus")
        voice: Media = media(data, "opus", 1_000)
        server.files[voice.hash] = data
        begin = now_ms() + 24_000
        one = Item(id="a1", start=begin, longest=2_000, sound=voice, late=Late.START, late_ms=300_000)
        plan = timetable(HORN, one, hours=ALWAYS, media_url=server.url, iat=now_ms(), since=now_ms() - 1_000)
        desk.send(Kind.WANT, HORN, plan, "plans")
        faults = ("--corrupt", "100%", "--slow", "64k", "--script", str(script), "--quiet")
        child = subprocess.Popen(command(tmp_path, *faults), cwd=ROOT)
        done = desk.wait(lambda: any(report.rung is Rung.FINISHED for report in desk.reports[HORN]))
        child.send_signal(signal.SIGTERM)
        assert child.wait(PATIENCE_S) == 0
        desk.close()
    server.close()
    assert done, desk.reports
    assert len(server.asked) >= 2
