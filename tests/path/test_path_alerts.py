"""An alarm over the fake wire: it lasts, it is heard by whoever comes back, and it ends everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from controller.errors import Clash, Forbidden, NotFound, Refused
from controller.fleet import alert, lasting
from controller.fleet.alert import Wish
from controller.store import alerts, areas, audit, deliveries, devices, outbox
from firmware_sim.effects import Play
from tests.path.joined import HOUR, MINUTE, MORNING, Joined, joined, keep_master
from tests.path.path_sounds import tone

COMMUNE = "xa-tan-hoa"
SPEAKERS = {"loa-dong-1", "loa-dong-2", "loa-doai-1", "loa-doai-2", "loa-cho-1", "loa-cho-2"}
OPEN = {"windows": [{"days": [1, 2, 3, 4, 5, 6, 7], "start": "05:00", "end": "21:00"}]}
NIGHT = MORNING - 5 * HOUR
"""00:30: nothing but an emergency may sound."""


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Joined, dict[str, str]]]:
    """One commune for all of this file, asleep, and what was agreed to long before it is needed."""
    folder = tmp_path_factory.mktemp("alerts")
    with joined(folder, NIGHT) as made:
        with made.desk.store.write() as conn:
            areas.change(conn, COMMUNE, hours=OPEN)
        for name in SPEAKERS:
            made.world.devices[name].player = Ear(made.world.devices[name].player)  # type: ignore[assignment]
        made.run(MINUTE)
        yield (
            made,
            {
                "flood": agreed(made, folder, klass="emergency", title="Lũ quét: sơ tán ngay"),
                "fire": agreed(made, folder, klass="emergency", title="Cháy rừng"),
                "plain": agreed(made, folder, title="Họp thôn"),
            },
        )


@pytest.fixture
def village(standing: tuple[Joined, dict[str, str]]) -> Iterator[Joined]:
    """Peace before, and peace after."""
    made, _ = standing
    yield made
    made.wire.down = False
    with made.desk.store.read() as conn:
        left = alerts.active(conn, made.now)
    for one in left:
        end(made, one.id)
    if left:
        made.power_on()
        made.run(2 * MINUTE)


@pytest.fixture
def flood(standing: tuple[Joined, dict[str, str]]) -> str:
    return standing[1]["flood"]


def agreed(village: Joined, folder: Path, **changes: object) -> str:
    sound = keep_master(village.desk, tone(folder / "siren.wav", seconds=10))
    row = village.agree(village.draft("2026-11-30T17:00", sound=sound.hash, **changes))
    village.work()
    village.run(MINUTE)
    return row.id


def give(village: Joined, announcement: str, scope: str = COMMUNE, by: str = "lanhdao", **wanted: object) -> str:
    return alert.give(village.desk, village.who(by), Wish(announcement, scope, **wanted)).id  # type: ignore[arg-type]


def end(village: Joined, id: str, by: str = "lanhdao") -> None:
    alert.end(village.desk, village.who(by), id)


class Ear:
    """Notes what really begins at the horn."""

    def __init__(self, player: object) -> None:
        self._inner = player
        self.begun: list[str] = []

    def play(self, order: Play) -> None:
        self.begun.append(order.id)
        self._inner.play(order)  # type: ignore[attr-defined]

    def __getattr__(self, name: str) -> object:
        return getattr(self._inner, name)


def rounds(village: Joined, id: str, device: str) -> int:
    """How often a horn began to sound it."""
    ear: object = village.world.devices[device].player
    assert isinstance(ear, Ear)
    return ear.begun.count(id)


def rungs(village: Joined, subject: str) -> dict[str, str]:
    with village.desk.store.read() as conn:
        return {one.device: one.rung for one in deliveries.of_subject(conn, subject)}


def letters(village: Joined, subject: str) -> list[str]:
    with village.desk.store.read() as conn:
        return [one.outcome for one in outbox.of_subject(conn, outbox.ALERT, subject)]


def test_it_sounds_everywhere_at_night_in_rounds_until_it_is_ended(village, flood):
    id = give(village, flood)
    village.run(5 * MINUTE)
    assert {rounds(village, id, name) for name in SPEAKERS} == {3}
    assert letters(village, id) == ["receipt"]
    end(village, id)
    village.run(MINUTE)
    before = {name: rounds(village, id, name) for name in SPEAKERS}
    village.run(10 * MINUTE)
    assert {name: rounds(village, id, name) for name in SPEAKERS} == before
    assert {rungs(village, id)[name] for name in SPEAKERS} == {"finished"}
    assert letters(village, outbox.ending(id)) == ["receipt"]
    with village.desk.store.read() as conn:
        ended, given = audit.recent(conn, subject=id)
    assert (given.action, given.detail["exempt"], ended.action) == (
        "alert-give",
        "emergency-outside-hours",
        "alert-end",
    )


def test_a_box_that_starts_in_the_storm_says_it_too(village, flood):
    village.world.devices["loa-cho-1"].power_off()
    id = give(village, flood)
    village.run(3 * MINUTE)
    assert rounds(village, id, "loa-cho-1") == 0
    village.power_on("loa-cho-1")
    village.run(3 * MINUTE)
    assert rounds(village, id, "loa-cho-1") >= 1


def test_a_box_that_is_cut_off_while_it_ends_hears_so_when_it_comes_back(village, flood):
    id = give(village, flood)
    village.run(MINUTE)
    village.world.devices["loa-cho-1"].power_off()
    end(village, id)
    village.run(10 * MINUTE)
    before = rounds(village, id, "loa-cho-1")
    village.power_on("loa-cho-1")
    village.run(10 * MINUTE)
    assert rounds(village, id, "loa-cho-1") == before
    assert letters(village, outbox.ending(id)) == ["receipt"]


def test_a_new_one_ends_the_old_on_a_box_that_was_dark(village, flood, standing):
    old = give(village, flood)
    village.run(MINUTE)
    village.world.devices["loa-cho-1"].power_off()
    end(village, old)
    new = give(village, standing[1]["fire"])
    village.run(MINUTE)
    before = rounds(village, old, "loa-cho-1")
    village.power_on("loa-cho-1")
    village.run(10 * MINUTE)
    assert rounds(village, old, "loa-cho-1") == before
    assert rounds(village, new, "loa-cho-1") >= 4


def test_a_broker_that_has_forgotten_everything_is_told_again(village, flood):
    village.world.devices["loa-cho-1"].power_off()
    id = give(village, flood)
    village.run(MINUTE)
    village.world.broker.retained.clear()
    village.welcome()
    village.power_on("loa-cho-1")
    village.run(3 * MINUTE)
    assert rounds(village, id, "loa-cho-1") >= 1


def test_it_ends_by_itself_and_the_broker_forgets_it(village, flood):
    id = give(village, flood, scope="thon-dong", lasts_s=300)
    village.run(4 * MINUTE)
    assert lasting.clear(village.desk, village.wire) == 0
    village.run(2 * MINUTE)
    assert "tl1/g/thon-dong/alert" in village.world.broker.retained
    assert lasting.clear(village.desk, village.wire) == 1
    assert "tl1/g/thon-dong/alert" not in village.world.broker.retained
    with village.desk.store.read() as conn:
        over = alerts.get(conn, id)
    assert over is not None
    assert (over.ended_ms, over.ender) == (over.expires_ms, None)
    before = rounds(village, id, "loa-dong-1")
    village.run(5 * MINUTE)
    assert rounds(village, id, "loa-dong-1") == before


def test_a_wire_that_is_down_clears_nothing_and_tries_again(village, flood):
    give(village, flood, lasts_s=300)
    village.run(6 * MINUTE)
    village.wire.down = True
    assert lasting.clear(village.desk, village.wire) == 0
    village.wire.down = False
    assert lasting.clear(village.desk, village.wire) == 1


def test_a_newcomer_is_expected_to_say_it(village, flood):
    id = give(village, flood, scope="xom-cho")
    village.run(MINUTE)
    with village.desk.store.write() as conn:
        devices.change(conn, "loa-dong-1", area="xom-cho")
        assert alert.newcomers(conn, village.now) == 1
        assert alert.newcomers(conn, village.now) == 0
        devices.change(conn, "loa-dong-1", area="thon-dong")
    assert rungs(village, id)["loa-dong-1"] == "planned"


def test_of_an_area_there_is_one_at_a_time_and_below_it_another(village, flood):
    id = give(village, flood)
    with pytest.raises(Clash) as refused:
        give(village, flood)
    assert (refused.value.code, refused.value.params["title"]) == ("alert-already", "Lũ quét: sơ tán ngay")
    assert give(village, flood, scope="xom-cho") != id


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"announcement": "a-none"}, "announcement-unknown"),
        ({"announcement": ""}, "play-what"),
        ({"scope": "xa-khac"}, "area-unknown"),
        ({"scope": "loa-cho-1"}, "area-unknown"),
        ({"again_s": 29}, "number-out-of-range"),
        ({"again_s": -1}, "number-out-of-range"),
        ({"lasts_s": 299}, "number-out-of-range"),
        ({"lasts_s": 86_401}, "number-out-of-range"),
        ({"by": "bientap"}, "role-may-not"),
        ({"by": "kythuat"}, "role-may-not"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_sent(village, flood, changed, code):
    with village.desk.store.read() as conn:
        before = audit.head(conn)
    with pytest.raises((Refused, NotFound, Forbidden)) as refused:
        give(village, **({"announcement": flood} | changed))
    assert refused.value.code == code
    with village.desk.store.read() as conn:
        assert alerts.active(conn, village.now) == []
        assert audit.head(conn) == before


def test_only_an_agreed_emergency_is_one(village, standing):
    plain = standing[1]["plain"]
    with pytest.raises(Refused) as refused:
        give(village, plain)
    assert refused.value.code == "alert-not-emergency"


def test_ending_twice_changes_nothing_and_an_editor_ends_none(village, flood):
    id = give(village, flood)
    with pytest.raises(Forbidden):
        end(village, id, by="bientap")
    end(village, id)
    first = letters(village, outbox.ending(id))
    end(village, id)
    assert letters(village, outbox.ending(id)) == first
    with pytest.raises(NotFound):
        end(village, "e-none")


def test_when_a_short_one_expires_the_end_of_a_longer_one_is_told_again(village, flood, standing):
    long = give(village, standing[1]["fire"])
    village.run(MINUTE)
    village.world.devices["loa-cho-1"].power_off()
    end(village, long)
    give(village, flood, lasts_s=300)
    village.run(6 * MINUTE)
    assert lasting.clear(village.desk, village.wire) == 1
    before = rounds(village, long, "loa-cho-1")
    village.power_on("loa-cho-1")
    village.run(5 * MINUTE)
    assert rounds(village, long, "loa-cho-1") == before
