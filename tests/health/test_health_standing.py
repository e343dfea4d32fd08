"""Is the box there? Every answer, and the table of patience that it rests on."""

from __future__ import annotations

from pathlib import Path

import pytest

from controller.errors import Refused
from controller.health import patience
from controller.health.patience import Patience, Table, read
from controller.health.sleep import Window
from controller.health.standing import ASLEEP, DOUBTFUL, GONE, NEVER, OFF, ONLINE, Known, Standing, flaps, standing

ZONE = "Asia/Ho_Chi_Minh"
NIGHT = 1_795_273_200_000  # 2026-11-21 22:00 there
MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000
SOLAR = Patience(sleeps=(Window.read("22:00-04:30"),))


@pytest.mark.parametrize(
    ("known", "ago", "wanted"),
    [
        (Known("never", None, None), 0, Standing(NEVER)),
        (Known("online", 0, NIGHT), 30_000, Standing(ONLINE, 0)),
        (Known("online", 0, NIGHT), 75_000, Standing(ONLINE, 0)),
        (Known("online", 0, NIGHT), 75_001, Standing(DOUBTFUL, NIGHT)),
        (Known("lost", NIGHT, NIGHT - 5), 1, Standing(OFF, NIGHT)),
        (Known("leaving", NIGHT, NIGHT - 5), 1, Standing(OFF, NIGHT)),
        (Known("lost", NIGHT, NIGHT - 5), DAY - 1, Standing(OFF, NIGHT)),
        (Known("lost", NIGHT, NIGHT - 5), DAY, Standing(GONE, NIGHT)),
        (Known("lost", None, NIGHT), 1, Standing(OFF, NIGHT)),  # noted before instants were kept
        (Known("lost", None, None), 1, Standing(OFF)),  # a retained will, and nothing else ever
    ],
)
def test_the_six_answers(known: Known, ago: int, wanted: Standing) -> None:
    assert standing(known, Patience(), ZONE, NIGHT + ago) == wanted


@pytest.mark.parametrize(
    ("went", "now", "wanted"),
    [
        (NIGHT, NIGHT + HOUR, Standing(ASLEEP, NIGHT)),
        (NIGHT - 15 * MINUTE, NIGHT, Standing(ASLEEP, NIGHT - 15 * MINUTE)),
        (NIGHT - 16 * MINUTE, NIGHT + HOUR, Standing(OFF, NIGHT - 16 * MINUTE)),  # too early to be the plan
        (NIGHT + 6 * HOUR, NIGHT + 6 * HOUR + 44 * MINUTE, Standing(ASLEEP, NIGHT + 6 * HOUR)),
        (NIGHT, NIGHT + 6 * HOUR + 45 * MINUTE, Standing(OFF, NIGHT + 6 * HOUR + 30 * MINUTE)),  # it should be back
        (NIGHT, NIGHT + 3 * DAY, Standing(GONE, NIGHT + 6 * HOUR + 30 * MINUTE)),
    ],
)
def test_a_box_that_sleeps_by_plan(went: int, now: int, wanted: Standing) -> None:
    assert standing(Known("leaving", went, went), SOLAR, ZONE, now) == wanted


def test_silence_says_nothing_while_nobody_listens() -> None:
    fresh = Known("online", 0, NIGHT)
    assert standing(fresh, Patience(), ZONE, NIGHT + 1, None) == Standing(DOUBTFUL, NIGHT)
    assert standing(fresh, Patience(), ZONE, NIGHT + 9, NIGHT + 5) == Standing(DOUBTFUL, NIGHT)  # not heard since
    assert standing(Known("online", 0, NIGHT + 6), Patience(), ZONE, NIGHT + 9, NIGHT + 5) == Standing(ONLINE, 0)


def test_it_comes_and_goes() -> None:
    assert [flaps(count, Patience()) for count in (0, 5, 6)] == [False, False, True]


def test_the_last_line_that_fits_counts_value_by_value() -> None:
    table = Table(
        read(
            '[[for]]\nlost_s = 300\n[[for]]\nprofile = "column-*"\nsleeps = ["21:00-05:00"]\n'
            '[[for]]\narea = "xa-b"\nlost_s = 200\n',
            "x",
        )
    )
    assert table.of("horn-mp3-30w", ("tinh", "xa-a")).lost_s == 300
    assert table.of("horn-mp3-30w", ("tinh", "xa-b", "thon")).lost_s == 200
    solar = table.of("column-wav-15w", ("tinh", "xa-b"))
    assert (solar.lost_s, len(solar.sleeps), solar.gone_h) == (200, 1, 24)
    assert table.shortest_lost_s == 200


def test_our_own_table_is_the_default() -> None:
    assert patience.table().of("horn-mp3-30w", ("xa",)) == Patience()


@pytest.mark.parametrize(
    "text",
    [
        "[[for",
        "[[for]]\nlost_s = 1",
        "[[for]]\nlost_s = 999999999",
        '[[for]]\nlost_s = "60"',
        "[[for]]\npatience = 60",
        '[[for]]\nsleeps = ["22-04"]',
        '[[for]]\nsleeps = ["25:00-04:00"]',
        '[[for]]\nsleeps = ["04:00-04:00"]',
        "[[box]]\nlost_s = 60",
    ],
)
def test_a_table_that_cannot_be_read_is_refused(text: str, tmp_path: Path) -> None:
    file = tmp_path / "patience.toml"
    file.write_text(text)
    with pytest.raises(Refused) as refused:
        patience.table(file)
    assert (refused.value.code, refused.value.field) == ("patience-broken", "health.patience")


def test_a_table_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="patience-broken"):
        patience.table(tmp_path / "none.toml")
