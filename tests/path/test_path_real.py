"""From the form to the report on real parts: the service, Mosquitto, HTTP, and devices in a process of their own."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from controller.broadcast import chime
from controller.broadcast.renditions import page_source
from controller.demo import sample
from controller.shelf import Shelf
from controller.store import announcements, areas, media
from devices.profiles import profile
from firmware_sim.sound import blocks
from tests.path.real_evidence import Samples, found_at_ms, frame_hash, heard, pictures
from tests.path.real_service import Village, village
from tests.path.real_sounds import sweep

SPEAKERS = {id: profile(model) for id, _, model, _ in sample.DEVICES if profile(model).audio}
BOARDS = {id: profile(model) for id, _, model, _ in sample.DEVICES if profile(model).panel}
NEAR_MS = 50
"""Later than this two horns are heard as an echo."""


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Village]:
    with village(tmp_path_factory.mktemp("real")) as made:
        made.until(made.gathered, "every device on line with its timetable")
        yield made


@pytest.fixture(scope="module")
def notice(real: Village, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, int]:
    """One notice with a sound for all, that has been heard and seen: its id and the instant of its start."""
    sound = real.upload(sweep(tmp_path_factory.mktemp("sound") / "thông báo.wav", seconds=2.5))
    start_ms = real.soon()
    id = real.agree(start_ms, sound=sound, chime=True, page=True)
    real.until(lambda: real.over(id, *SPEAKERS, *BOARDS), "every device to do its part")
    return id, start_ms


@pytest.mark.parametrize("device", SPEAKERS)
def test_every_horn_sounds_it_and_says_so_with_evidence(real: Village, notice: tuple[str, int], device: str):
    id, start_ms = notice
    did = real.deliveries(id)[device]
    assert did.rung == "finished"
    assert did.held_ms is not None
    assert did.level_dbfs is not None
    assert -60 < did.level_dbfs < 0
    audio = SPEAKERS[device].audio
    assert audio is not None
    assert did.frames == pytest.approx((2_500 + chime.CHIME_MS) * audio.sample_rate / 1000, rel=0.05)
    assert abs((did.started_ms or 0) - start_ms) <= NEAR_MS
    rungs = [one.rung for one in real.said(id, device)]
    assert [rungs.count(rung) for rung in ("started", "sounded", "finished")] == [1, 1, 1]


@pytest.mark.parametrize("device", SPEAKERS)
def test_what_a_resident_hears_is_that_sound_at_that_instant(real: Village, notice: tuple[str, int], device: str):
    id, start_ms = notice
    (begun,) = real.heard(id, device)
    rate, recorded = heard(begun.wav)
    assert abs(begun.at_ms - start_ms) <= NEAR_MS
    assert begun.sample == pytest.approx((begun.at_ms - begun.start_ms) * rate / 1000, abs=rate / 1000)
    at_ms, alike = found_at_ms(recorded, master(real, id, rate), rate)
    assert alike > 0.8
    assert abs(begun.start_ms + at_ms - (start_ms + chime.CHIME_MS)) <= NEAR_MS
    before = recorded[: begun.sample - rate // 100]
    assert not np.any(before), "something sounded before its time"


@pytest.mark.parametrize("device", BOARDS)
def test_every_board_shows_the_rendered_page_and_says_which(real: Village, notice: tuple[str, int], device: str):
    id, start_ms = notice
    did = real.deliveries(id)[device]
    assert did.shown_ms is not None
    assert abs(did.shown_ms - start_ms) <= 1_000
    shown = pictures(real.boxes.out / device)
    assert did.picture in shown
    with real.store.read() as conn:
        row = announcements.get(conn, id)
        assert row is not None
        source = page_source(row, areas.known(conn, row.area).name)
        parts = media.rendition(conn, source, BOARDS[device].recipe)
    shelf = Shelf(real.settings.data_dir / "media")
    assert did.picture == frame_hash(shelf.path(parts[0].media))


def test_the_history_of_the_api_has_the_same_evidence(real: Village, notice: tuple[str, int]):
    id, _ = notice
    told = real.client("bientap").get(f"/announcements/{id}/deliveries").raise_for_status().json()
    assert {one["device"] for one in told} == SPEAKERS.keys() | BOARDS.keys()
    kept = real.deliveries(id)
    for one in told:
        assert (one["rung"], one["picture"]) == (kept[one["device"]].rung, kept[one["device"]].picture)


def master(real: Village, id: str, rate: int) -> Samples:
    """The sound as the controller keeps it, at a horn's rate."""
    with real.store.read() as conn:
        row = announcements.get(conn, id)
    assert row is not None
    assert row.sound is not None
    data = Shelf(real.settings.data_dir / "media").path(row.sound).read_bytes()
    return np.concatenate(list(blocks(data, "flac", rate))).astype(np.float64)
