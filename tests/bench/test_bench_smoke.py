"""The benches run from end to end with a handful of devices, and say every figure. Nothing here is about speed."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from controller.health.series import SERIES
from devices.identity import Broker, Identity, write
from tests.bench.bench_child import ROOT, Child, TooFewFiles, allow_files
from tests.bench.bench_device_memory import Grown, figures
from tests.bench.bench_series import BEATS_AN_HOUR, heard_in_an_hour
from tests.firmware_sim.sim_field import mosquitto
from tests.ports import free_port

FIGURES = {
    "play-now": {"sending to 20", "receipts of 20"},
    "replan": {"timetables of 20"},
    "fortnight": {"rules expanded", "one change planned", "one change in the database"},
    "check": {"a form, once", "a form, every day"},
    "reports": {"into SQLite"},
    "press": {"a new notice on all boards, cold", "memory", "frames a second of a running line"},
    "notice": {"a page of typed notice to ready master"},
    "recording": {"a recording to two variants, wall", "a recording to two variants, memory"},
    "pages": {"sign-in: first content", "sign-in: first visit", "sign-in: answer to a touch"},
    "pages-large": {"devices", "announcement", "history", "sounded", "statistics", "week", "inbox"},
    "live": {"a tenth of a second to 20"},
    "device-memory": {"one of 20"},
}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """All of them in one run, as `./run bench` does them: importing the program takes as long as most do."""
    file = tmp_path_factory.mktemp("bench") / "bench.json"
    only = [word for name in FIGURES for word in ("--only", name)]
    command = [sys.executable, "tests/bench/run.py", "--quick", *only, "--json", str(file)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, done.stderr
    read: dict[str, Any] = json.loads(file.read_text())
    return read


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_is_in_the_json(name: str, found: dict[str, Any]) -> None:
    assert found["about"]["quick"]
    mine = [one for one in found["figures"] if one["bench"] == name]
    assert FIGURES[name] <= {one["name"] for one in mine}
    for one in mine:
        assert len(one["ours"]) == len(one["bare"]) == 1
        assert one["ours_median"] > 0
        assert one["bare_median"] > 0
        assert one["ratio"] == pytest.approx(one["ours_median"] / one["bare_median"])
        assert one["spread"][0] <= one["ratio"] <= one["spread"][1]


def test_what_devices_share_falls_out_of_what_one_more_costs() -> None:
    shared, each = 10_000_000, 10_000
    grown = Grown(50_000_000, 50_000_000 + shared + 1_000 * each, 50_000_000 + shared + 5_000 * each)
    found = {one.name: one for one in figures(1_000, 5_000, [grown], [grown], {})}
    assert {name: one.ours_median for name, one in found.items()} == {
        "one of 1,000": 20_000,
        "one of 5,000": 12_000,
        "one more": 10_000,
    }
    assert {name for name, one in found.items() if one.goal is not None} == {"one of 5,000", "one more"}


def test_the_room_for_readings_is_measured_with_every_series() -> None:
    assert heard_in_an_hour("loa-1", 1).shape == (BEATS_AN_HOUR, 1 + len(SERIES))


def test_too_few_files_are_said_in_a_sentence() -> None:
    with pytest.raises(TooFewFiles, match="open files are needed"):
        allow_files(1 << 40)


def test_bare_subscribers_come_in_although_their_broker_is_late(tmp_path: Path) -> None:
    port = free_port()
    broker = Broker("127.0.0.1", port)
    lines = [write(Identity(f"tai-{number}", "column-wav-15w", ("tinh",), "x", broker)) for number in range(3)]
    (tmp_path / "bare.jsonl").write_bytes(b"\n".join(lines))
    with Child("tests.bench.bench_ears", "--identities", str(tmp_path / "bare.jsonl"), "--count", "3") as child:
        time.sleep(1.5)
        with mosquitto(tmp_path / "broker", port):
            assert child.hear("joined", 20)["count"] == 3
