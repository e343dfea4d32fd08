"""Broken horns on the whole path over a fake wire: what is not heard is not claimed, next door all stays green."""

from __future__ import annotations

import msgspec
import pytest

from controller.ports import Incoming
from controller.store import deliveries, proofs, reports
from controller.store.deliveries import Delivery
from controller.web.announcement_view import shown
from controller.words import outcomes
from devices.messages import Evidence, Report, Rung
from devices.topics import TABLE, Kind
from firmware_sim.deaf import WELL, Hurting
from tests.path.joined import MINUTE, MORNING, Joined, joined, keep_master
from tests.path.path_sounds import tone

HORNS, SMALL, NEXT_DOOR = "loa-dong-1", "loa-dong-2", "loa-doai-1"


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory):
    with joined(tmp_path_factory.mktemp("deaf"), MORNING - 5 * MINUTE) as made:
        made.run(MINUTE)
        yield made


EVERY = 5


@pytest.fixture(scope="module")
def often(village: Joined, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A notice of every five minutes; each test takes the next."""
    sound = keep_master(village.desk, tone(tmp_path_factory.mktemp("sound") / "notice.wav", seconds=8))
    rule = f"FREQ=MINUTELY;INTERVAL={EVERY};COUNT=14"
    row = village.agree(village.draft("2026-11-22T05:30", sound=sound.hash, rrule=rule, late="skip", page=False))
    village.work()
    return row.id


NUMBERS = iter(range(14))


def next_time(village: Joined, id: str) -> dict[str, Delivery]:
    """What became of the next of them."""
    number = next(NUMBERS)
    village.run(MORNING + number * EVERY * MINUTE - village.now + MINUTE, slice_ms=MINUTE)
    with village.desk.store.read() as conn:
        return {one.device: one for one in deliveries.of_subject(conn, subject_of(id, number))}


def subject_of(id: str, number: int) -> str:
    hours, minutes = divmod(5 * 60 + 30 + number * EVERY, 60)
    return f"{id}.20261122t{hours:02}{minutes:02}"


@pytest.mark.parametrize(
    ("device", "what", "amount", "rung", "verdict", "said"),
    [
        (HORNS, "horn-blown", 0, "failed", "unheard", "không nghe thấy: loa hỏng hoặc ampli tắt"),
        (SMALL, "amplifier-off", 0, "failed", "unheard", "không nghe thấy"),
        (SMALL, "muted", 0, "failed", "silent", "bị tắt tiếng"),
        (HORNS, "horn-blown", 1, "finished", "too-quiet", "Nhỏ hơn dự kiến"),
        (SMALL, "amplifier-weak", 9, "finished", "too-quiet", "có thể hỏng một củ loa hoặc ampli yếu"),
    ],
)
def test_a_broken_horn_is_noticed_and_its_neighbour_stays_green(
    village: Joined, often: str, device: str, what: Hurting, amount: float, rung: str, verdict: str, said: str
):
    box = village.world.devices[device]
    box.deafen(WELL.broken(what, amount))
    did = next_time(village, often)
    assert did[device].rung == rung
    assert proofs.read(did[device].proof).verdict == verdict
    assert said in outcomes.heard(did[device], "vi")
    if verdict == "too-quiet":
        assert proofs.read(did[device].proof).lacks_db == pytest.approx(
            amount if what == "amplifier-weak" else 6, abs=0.4
        )
    assert shown(did[device]) == ("quiet" if verdict == "too-quiet" else rung)
    with village.desk.store.read() as conn:
        found = deliveries.found(conn, [did[device].subject, "another"], verdict)
    assert found == {did[device].subject: {rung: 1}}
    if rung == "failed":
        assert did[device].sounded_ms is None
    green = did[NEXT_DOOR]
    assert shown(green) == "finished"
    assert (green.rung, proofs.read(green.proof).verdict, outcomes.heard(green, "vi")) == ("finished", "sounded", "")
    assert proofs.read(green.proof).whole_ms == pytest.approx(10_400, abs=200)
    box.deafen(WELL)
    mended = next_time(village, often)[device]
    assert (mended.rung, proofs.read(mended.proof).verdict, outcomes.heard(mended, "en")) == ("finished", "sounded", "")
    assert mended.sounded_ms is not None


def test_a_box_that_claims_more_than_it_measured_is_not_believed(village: Joined, often: str):
    """Another maker's firmware, that calls everything finished which it has decoded."""
    subject = subject_of(often, 12)
    with village.desk.store.read() as conn:
        told = [one.evidence or {} for one in reports.of_subject(conn, subject_of(often, 0), HORNS)]
    media = next(one["media"] for one in told if "media" in one)
    claims = {
        HORNS: (
            Evidence(media, 499_200, 48_000, -30.0, volume=70, current=0, microphone=-52.0, ambient=-52.0),
            "unheard",
        ),
        NEXT_DOOR: (Evidence(media, 48_000, 48_000, -30.0, volume=70, current=120), "cut-short"),
    }
    for device, (evidence, _) in claims.items():
        for seq, rung in enumerate((Rung.STARTED, Rung.SOUNDED, Rung.FINISHED), 1):
            said = Report(seq, "other", subject, rung, village.now, evidence=evidence)
            topic = TABLE[Kind.REPORT].of(device)
            village.heard.append(Incoming(topic, msgspec.json.encode(said), village.now, 1, 1, False, 1))
    village.collect()
    with village.desk.store.read() as conn:
        did = {one.device: one for one in deliveries.of_subject(conn, subject)}
        kept = [one.rung for one in reports.of_subject(conn, subject, HORNS)]
    assert {name: (did[name].rung, did[name].reason) for name in claims} == {
        name: ("failed", verdict) for name, (_, verdict) in claims.items()
    }
    assert did[HORNS].sounded_ms is None
    assert did[HORNS].started_ms is not None
    assert outcomes.heard(did[NEXT_DOOR], "en").startswith("Cut short: 1 s of 8 s")
    assert kept == ["started", "sounded", "finished"]  # what it said stays on record as it said it
