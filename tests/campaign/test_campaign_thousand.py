"""A thousand boxes, 80 of them with hardware on which the new software does not start: it stops by itself, early."""

from __future__ import annotations

from pathlib import Path
from random import Random

from controller.campaign.box import FAILED, WAITING, WELL
from controller.campaign.law import STOPPED, lot
from controller.campaign.terms import Terms, Wave
from controller.fleet import campaigns
from controller.fleet.campaigns import Wish
from controller.store import audit
from tests.campaign.campaign_stage import COMMUNE, MINUTE, OLD, fleet

ALL, BAD = 1_000, 80
SEED, HIT = 6, 4
"""With this seed so many of the bad ones stand among the 50 of the second wave."""
TERMS = Terms(
    waves=(Wave(boxes=1), Wave(percent=5), Wave(percent=25), Wave(percent=100)),
    settle_s=60,
    spread_s=0,
    at_once=1_000,
    at_once_place=1_000,
)


def test_it_stops_by_itself_in_its_second_wave_and_every_box_works(tmp_path: Path) -> None:
    with fleet(tmp_path, ALL) as one:
        one.run(MINUTE // 2)
        release = one.release(on={"b": "crash"})
        pilot = "loa-0500"
        row = campaigns.begin(one.desk, one.technician, Wish(release.id, COMMUNE, pilot, TERMS))
        line = [pilot, *sorted(set(one.identities) - {pilot}, key=lambda name: lot(row.id, name))]
        bad = {line[place] for place in Random(SEED).sample(range(1, ALL), BAD)}
        for name in bad:
            one.world.devices[name].revision = "b"
        one.run(4 * MINUTE)

        second = line[1:51]
        hit = bad.intersection(second)
        assert len(hit) == HIT
        after = one.campaign(row.id)
        assert (after.state, after.wave) == (STOPPED, 1)
        boxes = one.boxes(row.id)
        assert {name for name, state in boxes.items() if state == FAILED} == hit
        assert {name for name, state in boxes.items() if state == WELL} == {pilot, *second} - hit
        assert all(boxes[name] == WAITING for name in line[51:])

        # Every box runs a version that works, by its own word and by the service's book.
        runs = one.runs()
        for name, box in one.world.devices.items():
            assert box.brain is not None, name
            new = boxes[name] == WELL
            assert box.brain.mind.connected, name
            assert box.brain.mind.booted.slots.trial is None, name
            assert runs[name] == box.brain.mind.booted.image.hash == (release.image if new else OLD), name
        with one.desk.store.read() as conn:
            log = [(said.action, said.detail) for said in audit.recent(conn, subject=row.id)][::-1]
        assert [action for action, _ in log] == ["campaign", "campaign-wave", "campaign-stopped"]
        assert log[-1][1]["wave"] == 2
        assert set(log[-1][1]["reasons"]) == {"boot-failed"}
