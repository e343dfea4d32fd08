"""Live sound in the WAV of a horn: every piece at its instant, whatever came late, not at all, or by another clock."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from devices.messages import Media
from firmware_sim.clock import Counter
from firmware_sim.effects import Pieces, Stream
from firmware_sim.events import Ended, Event, Sounding, Started
from firmware_sim.speaker import Speaker
from firmware_sim.timeline import TimeLine
from firmware_sim.timers import Timers
from tests.firmware_sim.sim_sounds import samples_of
from tests.firmware_sim.sim_talk import RATE, encode

ORIGIN = 2_000
SOUND = Media("a" * 64, 1, "live", 60_000)
NAME = "c-live"


class Bench:
    def __init__(self, folder: Path, rate: int) -> None:
        self.now = 1_795_300_200_000.0
        self.start = self.now
        self.timers = Timers(lambda: self.now)
        self.counter = Counter(self.timers.now)
        self.line = TimeLine(folder, "loa-1", rate, self.now)
        self.events: list[Event] = []
        self.horn = Speaker(self.line, self.counter, self.timers, None, self.events.append)  # type: ignore[arg-type]
        self.horn.amplifier(True)

    def run_until(self, mono: float) -> None:
        until = self.start + mono
        while (due := self.timers.next_due()) is not None and due <= until:
            self.now = max(self.now, due)
            self.timers.ring()
        self.now = until

    def give(self, first: int, pieces: list[bytes], origin: int = ORIGIN, end: bool = False) -> None:
        self.horn.pieces(Pieces(NAME, first, tuple(pieces), origin, 20, end))

    def heard(self) -> np.ndarray:
        self.horn.close()
        return samples_of(self.line.files[0])


def chirp(seconds: float) -> np.ndarray:
    """Unlike itself at any other instant."""
    at = np.arange(int(seconds * RATE)) / RATE
    return (np.sin(2 * np.pi * (300 + 300 * at) * at) * 12_000).astype(np.int16)


def shift_ms(heard: np.ndarray, rate: int, spoken: np.ndarray, since: float, until: float) -> float:
    """By how much what was spoken in [since, until) seconds was heard after its instant."""
    want = np.interp(np.arange(since, until, 1 / rate), np.arange(len(spoken)) / RATE, spoken)
    begin = round((ORIGIN / 1000 + since - 0.2) * rate)
    piece = heard[begin : begin + len(want) + round(0.4 * rate)].astype(float)
    return (int(np.argmax(np.correlate(piece, want, "valid"))) / rate - 0.2) * 1000


@pytest.mark.parametrize("rate", [48_000, 22_050, 16_000])
def test_what_was_spoken_stands_where_it_should(tmp_path: Path, rate: int) -> None:
    bench, spoken = Bench(tmp_path, rate), chirp(4)
    pieces = encode(spoken)
    bench.give(0, pieces[:50])
    bench.horn.stream(Stream(NAME, SOUND, 20, ORIGIN, ORIGIN, 100, 60_000))
    bench.run_until(1_500)
    bench.give(50, pieces[50:], end=False)
    bench.give(len(pieces), [], end=True)
    bench.run_until(10_000)
    heard = bench.heard()
    for second in (0.5, 2.0, 3.2):
        assert abs(shift_ms(heard, rate, spoken, second, second + 0.5)) < 10
    started, sounding, ended = bench.events
    assert started == Started(NAME, 0)
    assert isinstance(sounding, Sounding)
    assert isinstance(ended, Ended)
    assert ended.evidence.frames == pytest.approx(4 * rate, rel=0.01)
    assert ended.evidence.lost == 0


def voice(seconds: float) -> np.ndarray:
    """Vowels: a tone and its overtones."""
    at = np.arange(int(seconds * RATE)) / RATE
    whole = np.sum([np.sin(2 * np.pi * 140 * number * at + number) / number for number in range(1, 12)], axis=0)
    spoken: np.ndarray = np.rint(whole * 5_000).astype(np.int16)
    return spoken


def steepest(sound: np.ndarray) -> int:
    return int(np.abs(np.diff(sound.astype(int))).max())


def loudness(sound: np.ndarray) -> float:
    return float(20 * np.log10(max(1.0, sound.astype(float).std())))


@pytest.mark.parametrize(
    ("lost", "late"), [((60,), ()), ((60, 61, 62, 63, 64), ()), ((70,), (60, 61)), ((), range(60, 65))]
)
def test_a_lost_piece_is_bridged_without_a_click_and_counted(
    tmp_path: Path, lost: tuple[int, ...], late: Sequence[int]
) -> None:
    bench = Bench(tmp_path, RATE)
    pieces = encode(voice(3))
    bench.horn.stream(Stream(NAME, SOUND, 20, ORIGIN, ORIGIN, 100, 60_000))
    gone = {*lost, *late}
    for number in range(len(pieces)):
        if number not in gone:
            bench.give(number, [pieces[number]])
    bench.give(len(pieces), [], end=True)
    bench.run_until(ORIGIN + 80 * 20)
    for number in late:
        bench.give(number, [pieces[number]])
    bench.run_until(8_000)
    heard, size = bench.heard(), RATE // 50
    start = ORIGIN * RATE // 1000
    well = heard[start + 20 * size : start + 50 * size]
    first = start + min(gone) * size
    around = heard[first - 5 * size : first + 12 * size]
    assert steepest(around) <= 1.05 * steepest(well)
    row = len([number for number in gone if number < min(gone) + 5])
    for place in range(row):
        piece = heard[first + place * size : first + place * size + 3 * size // 4]
        softer = loudness(well) - loudness(piece)
        assert (softer < 4, softer < 9, True, softer > 50, softer > 50)[place], (place, softer)
    after = heard[first + row * size : first + (row + 1) * size]
    assert abs(loudness(well) - loudness(after)) < 3
    ended = bench.events[-1]
    assert isinstance(ended, Ended)
    evidence = ended.evidence
    assert evidence.lost == len(gone) * size
    assert evidence.frames == pytest.approx((len(pieces) - len(gone)) * size, abs=size)
    assert evidence.level == pytest.approx(loudness(well) - 90.3, abs=0.5), "of what came, not of what bridged it"


def test_a_hole_is_soon_silence_and_what_follows_keeps_its_place(tmp_path: Path) -> None:
    bench, spoken = Bench(tmp_path, RATE), chirp(4)
    pieces = encode(spoken)
    bench.horn.stream(Stream(NAME, SOUND, 20, ORIGIN, ORIGIN, 100, 60_000))
    bench.give(0, pieces[:50])
    bench.give(100, pieces[100:])
    bench.give(len(pieces), [], end=True)
    bench.run_until(4_100)
    bench.give(60, pieces[60:70])  # their instant has passed
    bench.run_until(10_000)
    heard = bench.heard()
    assert not np.abs(heard[round(3.08 * RATE) : round(3.97 * RATE)].astype(int)).max()
    assert abs(shift_ms(heard, RATE, spoken, 2.2, 3.2)) < 10
    assert bench.events[-1].evidence.lost == RATE  # type: ignore[union-attr]


def test_when_the_clock_is_set_the_next_pieces_follow_it(tmp_path: Path) -> None:
    bench, spoken = Bench(tmp_path, RATE), chirp(6)
    pieces = encode(spoken)
    bench.horn.stream(Stream(NAME, SOUND, 20, ORIGIN, ORIGIN, 100, 60_000))
    bench.give(0, pieces[:150])
    bench.run_until(ORIGIN + 2_900)
    bench.give(150, pieces[150:], origin=ORIGIN + 60)
    bench.give(len(pieces), [], origin=ORIGIN + 60, end=True)
    bench.run_until(10_000)
    heard = bench.heard()
    assert abs(shift_ms(heard, RATE, spoken, 1.0, 2.0)) < 10
    assert abs(shift_ms(heard, RATE, spoken, 4.0, 5.0) - 60) < 10


def test_what_is_no_opus_is_silence_and_not_the_end(tmp_path: Path) -> None:
    bench, spoken = Bench(tmp_path, RATE), chirp(4)
    pieces = encode(spoken)
    pieces[40:60] = [b"\xff" * 40] * 20
    bench.horn.stream(Stream(NAME, SOUND, 20, ORIGIN, ORIGIN, 100, 60_000))
    bench.give(0, pieces)
    bench.give(len(pieces), [], end=True)
    bench.run_until(10_000)
    assert abs(shift_ms(bench.heard(), RATE, spoken, 2.0, 3.0)) < 10


def test_the_power_goes_in_the_middle_and_what_was_heard_stands(tmp_path: Path) -> None:
    bench, spoken = Bench(tmp_path, RATE), chirp(4)
    bench.horn.stream(Stream(NAME, SOUND, 20, ORIGIN, ORIGIN, 100, 60_000))
    bench.give(0, encode(spoken))
    bench.run_until(ORIGIN + 2_000)
    bench.horn.power_off()
    bench.run_until(10_000)
    heard = bench.heard()
    assert abs(shift_ms(heard, RATE, spoken, 1.0, 1.7)) < 10
    assert not np.abs(heard[round(4.1 * RATE) :].astype(int)).max()
    assert not any(isinstance(one, Ended) for one in bench.events)
