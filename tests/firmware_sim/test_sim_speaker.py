"""What a resident hears: the WAV holds the tone where and as loud as the reports say."""

from __future__ import annotations

import json
import wave
from pathlib import Path

import numpy as np
import pytest

from devices.messages import Media
from firmware_sim.clock import Counter
from firmware_sim.effects import Play
from firmware_sim.events import Broken, Ended, Event, Fetched, Received, Sensed, Sounding, Started
from firmware_sim.shelf import FolderShelf
from firmware_sim.sound import NotSound, gain, measure
from firmware_sim.speaker import Speaker
from firmware_sim.timeline import HOUR_MS, TimeLine
from firmware_sim.timers import Timers
from firmware_sim.virtual_speaker import Measured, VirtualSpeaker
from tests.firmware_sim.sim_sounds import media, tone

START = 1_795_300_000_000.0


class Bench:
    """One horn on a table, in virtual time."""

    def __init__(self, folder: Path, rate: int = 48_000, warmup_ms: int = 0, virtual: bool = False) -> None:
        self.now = START
        self.timers = Timers(lambda: self.now)
        self.counter = Counter(self.timers.now)
        self.shelf = FolderShelf(folder / "shelf")
        self.events: list[Event] = []
        self.line = TimeLine(folder / "sound", "loa-1", rate, START)
        self.horn: Speaker | VirtualSpeaker
        if virtual:
            self.horn = VirtualSpeaker(rate, self.counter, self.timers, self.shelf, self.events.append, Measured())
        else:
            self.horn = Speaker(self.line, self.counter, self.timers, self.shelf, self.events.append, warmup_ms)
            self.horn.amplifier(True)

    def put(self, data: bytes, kind: str) -> Media:
        one = media(data, kind)
        self.shelf.extend(one.hash, data)
        self.shelf.finish(one.hash)
        return one

    def run(self, ms: float) -> None:
        until = self.now + ms
        while (due := self.timers.next_due()) is not None and due <= until:
            self.now = max(self.now, due)
            self.timers.ring()
        self.now = until

    def samples(self) -> np.ndarray:
        assert isinstance(self.horn, Speaker)
        self.horn.close()
        with wave.open(str(self.line.files[0])) as file:
            assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, self.line.rate)
            return np.frombuffer(file.readframes(file.getnframes()), np.int16)


@pytest.mark.parametrize(("kind", "rate"), [("wav", 16_000), ("mp3", 22_050), ("opus", 48_000)])
def test_the_tone_is_where_and_as_loud_as_told(tmp_path: Path, kind: str, rate: int) -> None:
    bench = Bench(tmp_path, rate)
    sound = bench.put(tone(3_000, kind=kind, rate=48_000), kind)
    bench.horn.play(Play("a", sound, 5_000, 50))
    bench.run(10_000)
    heard = bench.samples()
    assert len(heard) == 10 * rate
    loud = np.flatnonzero(np.abs(heard.astype(int)) > 300)
    assert abs(loud[0] / rate - 5.0) < 0.06
    assert abs(loud[-1] / rate - 8.0) < 0.1
    middle = heard[6 * rate : 7 * rate].astype(float)
    rms = 20 * np.log10(np.sqrt(np.mean(middle**2)) / 32_768)
    assert rms == pytest.approx(-6.0 - 3.0 - 20.0, abs=0.5)
    peak = np.argmax(np.abs(np.fft.rfft(middle)))
    assert peak == pytest.approx(1_000, abs=2)
    started, sounding, ended = bench.events
    assert started == Started("a", 0)
    assert isinstance(sounding, Sounding)
    assert isinstance(ended, Ended)
    assert ended.evidence.frames == pytest.approx(3 * rate, rel=0.05)
    assert ended.evidence.level == pytest.approx(rms, abs=1.0)
    assert ended.evidence.rate == rate


def test_a_cold_amplifier_swallows_the_beginning(tmp_path: Path) -> None:
    bench = Bench(tmp_path, 16_000, warmup_ms=400)
    sound = bench.put(tone(1_000), "wav")
    bench.horn.amplifier(False)
    bench.run(1_000)
    bench.horn.amplifier(True)
    bench.horn.play(Play("a", sound, 1_100, 100))
    bench.run(2_000)
    loud = np.flatnonzero(np.abs(bench.samples().astype(int)) > 300)
    assert loud[0] / 16_000 == pytest.approx(1.4, abs=0.01)


def test_chime_offset_longest_and_silence(tmp_path: Path) -> None:
    bench = Bench(tmp_path, 16_000)
    chime = bench.put(tone(500, 2_000), "wav")
    sound = bench.put(tone(10_000), "wav")
    bench.horn.play(Play("a", sound, 1_000, 100, longest=2_000, chime=chime))
    bench.run(5_000)
    assert bench.events[-1].evidence.frames == 32_000  # type: ignore[union-attr]
    bench.horn.play(Play("b", sound, 5_000, 100, from_ms=9_000))
    bench.run(5_000)
    assert bench.events[-1].evidence.frames == 16_000  # type: ignore[union-attr]
    bench.horn.play(Play("c", sound, 10_500, 100))
    bench.run(1_500)
    bench.horn.silence("c")
    last = bench.events[-1]
    assert isinstance(last, Ended)
    assert last.evidence.frames == 16_000
    bench.run(3_000)
    heard = np.abs(bench.samples().astype(int))
    assert heard[int(11.6 * 16_000) :].max() == 0
    side = json.loads(bench.line.files[0].with_suffix(".json").read_text())
    assert side["start_ms"] == START
    assert [(one["what"], one["sample"]) for one in side["events"] if one["what"] == "started"] == [
        ("started", 16_000),
        ("started", 80_000),
        ("started", 168_000),
    ]


def test_a_long_session_has_one_file_an_hour_and_none_for_silence(tmp_path: Path) -> None:
    bench = Bench(tmp_path, 16_000)
    sound = bench.put(tone(4_000), "wav")
    bench.horn.play(Play("a", sound, HOUR_MS - 2_000, 100))
    bench.run(HOUR_MS + 10_000)
    bench.horn.play(Play("b", sound, 3 * HOUR_MS + 1_000, 100))
    bench.run(2.5 * HOUR_MS)
    bench.samples()
    sizes = [path.stat().st_size for path in bench.line.files]
    assert len(sizes) == 3
    assert sizes[0] == 44 + HOUR_MS * 32
    assert bench.line.files[0].stat().st_blocks * 512 < 1_000_000


@pytest.mark.parametrize("data", [b"", b"#EXTM3U\nfile:///etc/passwd\n", tone(1_000, kind="opus")[:200]])
def test_what_is_no_sound_is_refused(data: bytes) -> None:
    for kind in ("opus", "mp3", "wav", "png"):
        with pytest.raises(NotSound):
            measure(data, kind, 16_000)


def test_a_broken_file_is_told(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    sound = bench.put(b"no sound at all" * 100, "opus")
    bench.horn.play(Play("a", sound, 1_000, 50))
    bench.run(2_000)
    assert bench.events == [Broken("a", "undecodable")]


def test_the_virtual_horn_tells_the_same(tmp_path: Path) -> None:
    told = []
    for virtual in (False, True):
        bench = Bench(tmp_path / str(virtual), 16_000, virtual=virtual)
        sound = bench.put(tone(3_000), "wav")
        bench.horn.play(Play("a", sound, 1_000, 60))
        bench.run(10_000)
        bench.horn.play(Play("b", sound, 12_000, 60))
        bench.run(3_000)
        bench.horn.silence("b")
        told.append(
            [(type(event), event.id) for event in bench.events if not isinstance(event, Fetched | Received | Sensed)]
        )
        last = bench.events[-1]
        assert isinstance(last, Ended)
        assert last.evidence.frames == 16_000
        assert last.evidence.level == pytest.approx(-25.0, abs=0.15)
    assert told[0] == told[1]


def test_the_volume_curve() -> None:
    assert gain(100) == 1.0
    assert gain(50) == pytest.approx(0.1)
    assert gain(0) == 0.0
    assert gain(75) == pytest.approx(10 ** (-10 / 20))
