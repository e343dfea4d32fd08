"""What a resident hears of a relay: the station at its hour, as loud as everything else; the filler where it fails.

Many horns at once, in real time, for a quarter of a minute: some at a real Icecast, some at an HLS station, some at a
twin that does what stations do when they fail.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import time
import wave
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import imageio_ffmpeg
import numpy as np
import pytest

from devices.messages import Rung
from devices.relay import Relay
from tests.firmware_sim.sim_sounds import tone
from tests.relay.air import HORN_RATE, Broadcaster, HlsStation, Table, found, icecast
from tests.relay.relay_sounds import SECONDS, SILENCE, STATION, TWIN, encoded, programme
from tests.relay.twin import Twin, twin
from tests.waiting import until

pytestmark = pytest.mark.alone

LENGTH_MS = 9_000
AHEAD_S = 9.0
FORMATS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "mp3": ("audio/mpeg", STATION),
    "aac": ("audio/aac", lambda: encoded(programme(), "aac", "adts")),
    "opus": ("application/ogg", TWIN),
}
FAILING = ("dies", "comes-back", "falls-silent", "garbage", "page", "playlist", "elsewhere", "other-codec", "drip")
FILLER_HZ = 440
BREAKS = "/good?breaks"
TRIES = 3
LATE_MS = 1_000
"""So much of a stream is in hand."""
CARRIED = 0.97
"""Of a programme."""
FRAMES = LENGTH_MS * HORN_RATE // 1000


@dataclass
class Morning:
    """What the horns did."""

    table: Table
    station: Twin
    hls: HlsStation
    start: int
    ids: dict[str, str]
    began: dict[str, float]
    """When each station began its programme."""
    late_ms: float
    """How late a station sent, or a horn woke, at worst."""

    def kept_time(self) -> dict[str, bool]:
        """Whether this machine had time for all of them: by the clock, and by what horns at sound stations carried."""
        ends = {name: self.end(name).evidence for name in (*FORMATS, "hls", "good")}
        carried = {name: bool(one and one.carried >= CARRIED * FRAMES) for name, one in ends.items()}
        silent = [when < LENGTH_MS / 1000 - 1.2 for _, _, when in self.faults("falls-silent")]
        return {f"late by {self.late_ms:.0f} ms": self.late_ms < LATE_MS, "silence": any(silent)} | carried

    def rungs(self, name: str) -> list[Rung]:
        return self.table.desk.rungs(name, self.ids[name])

    def faults(self, name: str) -> list[tuple[Rung, str, float]]:
        """What was said about the stream: rung, reason, and seconds after the start."""
        told = [one for one in self.table.desk.reports[name] if one.id == f"relay:{self.ids[name]}"]
        return [(one.rung, one.reason, (one.at - self.start) / 1000) for one in told]

    def end(self, name: str):
        return [one for one in self.table.desk.reports[name] if one.id == self.ids[name]][-1]

    def heard(self, name: str, since_s: float, seconds: float) -> np.ndarray:
        return self.table.heard(name, self.start + since_s * 1000, seconds)


@pytest.fixture(scope="module")
def morning(tmp_path_factory: pytest.TempPathFactory) -> Morning:
    """One on which this machine kept time: streams that are sent late, and horns that wake late, prove nothing."""
    if shutil.which("icecast2") is None:
        pytest.skip("no icecast2: ./run setup all")
    SILENCE()
    made = {codec: data() for codec, (_, data) in FORMATS.items()}
    tried = []
    for _ in range(TRIES):
        found = one(tmp_path_factory.mktemp("air"), made)
        tried.append(found.kept_time())
        if all(tried[-1].values()):
            return found
    pytest.fail(f"{TRIES} mornings, and on none of them did this machine keep time: {tried}")


def one(folder: Path, made: dict[str, bytes]) -> Morning:
    """One morning, from a while before the hour to a while after."""
    with twin() as station, icecast(folder) as server:
        hls = HlsStation(folder / "hls")
        sources = [Broadcaster(server, f"/{c}", kind, made[c], SECONDS) for c, (kind, _) in FORMATS.items()]
        table = Table(folder)
        filler = table.put(tone(700, FILLER_HZ, 0.25, kind="opus"), "opus")
        until(lambda: hls.began and all(source.began for source in sources), "the stations to begin")
        start = round((time.time() + AHEAD_S) * 1000)

        def relay(url: str, codec: str = "mp3") -> Relay:
            return Relay(url, codec, LENGTH_MS, filler, quiet_ms=2_000)

        wanted = {codec: relay(f"{server}/{codec}", codec) for codec in FORMATS}
        wanted |= {"hls": relay(f"{hls.url}/live.m3u8", "hls")}
        wanted |= {name: relay(f"{station.url}/{name}") for name in (*FAILING, "flood", "moved")}
        wanted |= {"breaks": relay(f"{station.url}{BREAKS}"), "good": relay(f"{station.url}/good?other")}
        ids = {name: table.relay(name, told, start) for name, told in wanted.items()}
        table.run(start / 1000 - 1 - time.time())
        # until now they only had to begin
        table.late_ms = station.late_ms = hls.late_ms = 0.0
        for source in sources:
            source.late_ms = 0.0
        table.run(start / 1000 + 2 - time.time())
        asked = station.asked.count(BREAKS)
        station.broken.add(BREAKS)
        while station.asked.count(BREAKS) == asked and time.time() < start / 1000 + 5:
            table.run(0.1)
        table.run(0.3)  # who came back has been sent away once
        station.broken.clear()
        table.run(start / 1000 + LENGTH_MS / 1000 + 2 - time.time())
        began = {codec: source.began for codec, source in zip(FORMATS, sources, strict=True)} | {"hls": hls.began}
        late_ms = max(table.late_ms, station.late_ms, hls.late_ms, *(source.late_ms for source in sources))
        for source in sources:
            source.close()
        hls.close()
        table.close()
        return Morning(table, station, hls, start, ids, began, late_ms)


@pytest.mark.parametrize("name", [*FORMATS, "hls"])
def test_a_stations_programme_sounds_from_its_instant_for_its_length(morning: Morning, name: str) -> None:
    assert morning.rungs(name) == [Rung.STARTED, Rung.SOUNDED, Rung.FINISHED]
    assert morning.faults(name) == []
    evidence = morning.end(name).evidence
    assert evidence is not None
    assert evidence.frames == FRAMES
    assert evidence.carried >= CARRIED * FRAMES
    # nothing before, nothing after
    assert np.abs(morning.heard(name, -1, 0.98)).max() == 0
    assert np.abs(morning.heard(name, LENGTH_MS / 1000 + 0.02, 1)).max(initial=0) == 0
    # at the scheduled instant it is the programme, and three seconds later it is three seconds on
    (first, sure), (later, surer) = (found(morning.heard(name, at, 2.0)) for at in (0.5, 3.5))
    assert min(sure, surer) > 0.8
    assert later - first == pytest.approx(3.0, abs=0.02)
    behind = morning.start / 1000 + 0.5 - morning.began[name] - first
    assert 0 < behind < (12 if name == "hls" else 8)


@pytest.mark.parametrize("name", [*FORMATS, "hls"])
def test_it_is_as_loud_as_everything_else(morning: Morning, name: str, tmp_path: Path) -> None:
    """The station sends at -27 LUFS; 90 percent of the volume are 4 dB less than the target."""
    assert loudness(morning.heard(name, 0, LENGTH_MS / 1000), tmp_path) == pytest.approx(-16 - 4, abs=1.0)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("dies", "relay-dead"),
        ("drip", "relay-dead"),
        ("garbage", "relay-wrong"),
        ("page", "relay-wrong"),
        ("playlist", "relay-wrong"),
        ("elsewhere", "relay-wrong"),
        ("other-codec", "relay-wrong"),
    ],
)
def test_what_is_no_programme_is_filled_from_the_start_and_failed(morning: Morning, name: str, reason: str) -> None:
    assert morning.rungs(name) == [Rung.STARTED, Rung.FAILED]
    assert morning.end(name).reason == reason
    assert [one[:2] for one in morning.faults(name)] == [(Rung.FAILED, reason)]
    assert morning.end(name).evidence.carried == 0
    assert is_filler(morning.heard(name, 1, 1))
    assert is_filler(morning.heard(name, LENGTH_MS / 1000 - 1.2, 1))


def test_nobody_was_led_anywhere_else(morning: Morning) -> None:
    """Neither by a redirect to another name, nor by a list: all that was opened lies where the signature says."""
    asked = morning.station.asked
    assert {path.split("?")[0] for path in asked} <= {f"/{name}" for name in (*FAILING, "flood", "moved", "good")}
    assert asked.count("/good") == 1, "the redirect within the place, and not the one that leads away"
    assert all(path.startswith("/live") for path in morning.hls.asked)


def test_a_stream_that_comes_back_is_carried_from_then_on(morning: Morning) -> None:
    """It was not there when it was tuned, and is tried again before its hour."""
    assert morning.rungs("comes-back")[-1] is Rung.FINISHED
    assert found(morning.heard("comes-back", 5, 2))[1] > 0.8


def test_a_stream_that_breaks_off_is_filled_within_seconds_and_comes_back(morning: Morning) -> None:
    assert morning.rungs("breaks") == [Rung.STARTED, Rung.SOUNDED, Rung.FINISHED]
    (lost, reason, when), (back, nothing, again) = morning.faults("breaks")
    assert (lost, reason, back, nothing) == (Rung.FAILED, "relay-dead", Rung.DONE, "")
    assert 2 <= when < 5
    assert when < again < LENGTH_MS / 1000
    evidence = morning.end("breaks").evidence
    assert 0 < evidence.carried < evidence.frames == FRAMES


def test_a_stream_that_says_nothing_is_filled(morning: Morning) -> None:
    assert morning.rungs("falls-silent") == [Rung.STARTED, Rung.SOUNDED, Rung.FINISHED]
    ((rung, reason, when),) = morning.faults("falls-silent")
    assert (rung, reason) == (Rung.FAILED, "relay-silent")
    assert found(morning.heard("falls-silent", 0, 2))[1] > 0.8
    assert is_filler(morning.heard("falls-silent", when + 0.5, 1))


def test_a_stream_that_never_ends_and_floods_is_played_as_long_as_signed(morning: Morning) -> None:
    assert morning.rungs("flood")[-1] is Rung.FINISHED
    assert morning.end("flood").evidence.frames == FRAMES


def is_filler(heard: np.ndarray) -> bool:
    spectrum = np.abs(np.fft.rfft(heard))
    return len(heard) > 0 and bool(abs(np.argmax(spectrum) * HORN_RATE / len(heard) - FILLER_HZ) < 3)


def loudness(heard: np.ndarray, folder: Path) -> float:
    """By a meter that is not ours."""
    with wave.open(str(folder / "heard.wav"), "w") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(HORN_RATE)
        file.writeframes(np.rint(heard * 32_767).astype("<i2").tobytes())
    command = [
        imageio_ffmpeg.get_ffmpeg_exe(),
        "-nostats",
        "-i",
        str(folder / "heard.wav"),
        "-af",
        "ebur128",
        "-f",
        "null",
        "-",
    ]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    return float(re.findall(r"I:\s+(-?[\d.]+) LUFS", said)[-1])
