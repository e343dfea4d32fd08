"""Why a device does what it does, or stays silent: the controller's answer, and the box's own, against what happens."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from controller.api.explain_words import told
from controller.broadcast import explain as explaining
from controller.broadcast.approve import approve
from controller.broadcast.cancel import cancel
from controller.broadcast.form import compose
from controller.broadcast.submit import submit
from controller.errors import ManyRefused
from devices.decide import Decision
from devices.hours import local
from devices.rehearse import rehearse
from firmware_sim.explain import explain as ask_the_box
from firmware_sim.mind import Mind
from tests.path.joined import DAY, HOUR, MINUTE, MORNING, ZONE, Joined, joined, keep_master
from tests.path.path_sounds import tone

BOX = "loa-dong-1"


@pytest.fixture
def village(tmp_path: Path):
    with joined(tmp_path, beat_ms=5 * MINUTE) as made:
        made.run(MINUTE)
        yield made


def sound_of(village: Joined, folder: Path, seconds: float, hertz: float = 440.0) -> str:
    return keep_master(village.desk, tone(folder / f"{seconds}-{hertz}.wav", seconds, hertz)).hash


def wall(at_ms: int) -> str:
    return f"{local(at_ms, ZONE):%Y-%m-%dT%H:%M}"


def by_controller(village: Joined, at_ms: int, box: str = BOX) -> explaining.Explained:
    return explaining.explain(village.desk, village.who("bientap"), box, at_ms)


def by_box(village: Joined, at_ms: int, box: str = BOX) -> Decision:
    return ask_the_box(mind_of(village, box), at_ms)


def mind_of(village: Joined, box: str) -> Mind:
    brain = village.world.devices[box].brain
    assert brain is not None
    return brain.mind


def heard(decision: Decision) -> str:
    return decision.sound.due.id if decision.sound is not None else ""


@pytest.mark.parametrize("seed", range(2))
def test_controller_and_box_say_the_same_and_it_comes_true(village, tmp_path, seed):
    """Random plans through the whole path, at random instants: said by both beforehand, and then done."""
    dice = Random(seed)
    sounds = [sound_of(village, tmp_path, seconds, 300 + 50 * seconds) for seconds in (20, 50, 110)]
    for number in range(9):
        at = MORNING + dice.randrange(12) * MINUTE
        klass = dice.choice(["normal", "normal", "priority", "emergency"])
        late = dice.choice(["skip", "start", "join", "again"])
        draft = village.draft(
            wall(at),
            title=f"Tin {number}",
            sound=dice.choice(sounds),
            page=dice.random() < 0.4,
            klass=klass,
            late=late,
            late_s=300 if late in ("start", "again") else 0,
            resume=dice.choice(["stop", "pause", "defer", "never"]),
            show_minutes=10,
            rrule=dice.choice([None, "FREQ=DAILY"]),
        )
        row = compose(village.desk, village.who("bientap"), draft)
        _agree_all_the_same(village, row.id)
    village.work()
    village.run(2 * MINUTE)
    village.work()
    village.run(2 * MINUTE)
    boxes = (BOX, "loa-cho-2", "bang-ubnd", "bang-nha-van-hoa")
    instants = sorted({MORNING + dice.randrange(-60, 1000) * 1000 + 500 for _ in range(12)})
    said = {}
    for box in boxes:
        assert not mind_of(village, box).missing
        for at in [*instants, MORNING + DAY + 90_500, MORNING + 9 * DAY + 30_500]:
            said[box, at] = by_controller(village, at, box)
            assert said[box, at].in_step
            assert said[box, at].decision == by_box(village, at, box)
    for at in instants:
        village.run(at - village.now, slice_ms=MINUTE)
        for box in boxes[:2]:
            steady = {heard(rehearse(said[box, at].plan, at + shift)) for shift in (-1_000, 0, 1_000)}
            mind = mind_of(village, box)
            if len(steady) == 1:  # a box hands a sound over a third of a second early
                assert (mind.voice.due.id if mind.voice else "") == heard(said[box, at].decision)


def _agree_all_the_same(village: Joined, id: str) -> None:
    """Submit and approve what may be; what the law refuses stays a draft."""
    try:
        row = submit(village.desk, village.who("bientap"), id)
    except ManyRefused:
        return
    approve(village.desk, village.who("lanhdao"), id, row.fingerprint)


def said(village: Joined, at_ms: int, box: str = BOX) -> dict[str, tuple[str, ...]]:
    one = told(by_controller(village, at_ms, box), "vi")
    return {
        "": (one.sentence,),
        "reasons": one.reasons,
        "absent": one.absent,
        "around": one.around,
        "doubts": one.doubts,
    }


def test_in_the_middle_of_it_the_answer_names_the_rule_and_what_waits(village, tmp_path):
    sound = sound_of(village, tmp_path, 60)
    village.agree(village.draft(wall(MORNING), title="Giá lúa", sound=sound, page=False, rrule="FREQ=DAILY"))
    village.agree(village.draft(wall(MORNING), title="Bão số 9", sound=sound, page=False, klass="emergency"))
    village.work()
    village.run(MINUTE)
    found = said(village, MORNING + 30_000)
    assert found[""] == ("Thiết bị sẽ phát “Bão số 9”.",)
    assert found["reasons"] == ("“Bão số 9”: phát – mức Khẩn cấp, lịch 05:30 Chủ Nhật 22/11/2026",)
    assert found["absent"] == ("05:30 “Giá lúa”: Phát muộn 1 phút 3 giây, sau bản tin ưu tiên hơn: “Bão số 9”.",)
    assert found["around"] == (
        "Khung giờ được phép đang mở đến 24:00, âm lượng tối đa 90 %.",
        "Lượt phát trước trong lịch: 05:30 22/11/2026, “Bão số 9”.",
        "Lượt phát tới trong lịch: 05:31 22/11/2026, “Giá lúa”.",
    )
    assert found["doubts"][0].startswith("Thiết bị báo đang giữ đúng lịch này")
    assert found["doubts"][1].startswith("Đồng hồ thiết bị đúng giờ")


def test_what_is_not_in_the_timetable_is_told_with_its_reason(village, tmp_path):
    desk, editor = village.desk, village.who("bientap")
    sound = sound_of(village, tmp_path, 10)
    compose(desk, editor, village.draft(wall(MORNING), title="Nháp"))
    waiting = compose(desk, editor, village.draft(wall(MORNING), title="Chờ"))
    submit(desk, editor, waiting.id)
    village.agree(village.draft(wall(MORNING), title="Đoài", sound=sound, page=False, areas=("thon-doai",)))
    gone = village.agree(village.draft(wall(MORNING), title="Bỏ", sound=sound))
    late = village.agree(village.draft(wall(MORNING + HOUR), title="Chưa làm", sound=sound, page=False))
    village.work()
    cancel(desk, village.who("lanhdao"), gone.id, "hoãn")
    fresh = village.agree(village.draft(wall(MORNING), title="Vừa duyệt", sound=sound, page=False))
    assert set(said(village, MORNING)["absent"]) == {
        "05:30 “Nháp”: Còn là bản nháp, chưa gửi duyệt.",
        "05:30 “Chờ”: Đang chờ duyệt.",
        "05:30 “Đoài”: Chỉ dành cho nơi khác: Thôn Đoài.",
        "05:30 “Bỏ”: Đã hủy.",
        "05:30 “Vừa duyệt”: Đã duyệt, nhưng âm thanh hay hình chưa chuẩn bị xong.",
    }
    village.work()
    assert fresh.title not in str(said(village, MORNING)["absent"])
    assert late.title in said(village, MORNING + 30 * MINUTE)["around"][2]


def test_a_silent_box_is_told_with_what_it_last_said_of_itself(village, tmp_path):
    sound = sound_of(village, tmp_path, 10)
    village.world.devices[BOX].power_off()
    village.run(3 * MINUTE)
    village.agree(village.draft(wall(MORNING), title="Giá lúa", sound=sound, page=False))
    village.work()
    village.run(MINUTE)
    doubts = " ".join(said(village, MORNING)["doubts"])
    assert "giữ lịch cũ" in doubts
    assert "không kết nối, tin cuối lúc 05:1" in doubts
    assert said(village, MORNING)[""] == ("Thiết bị sẽ phát “Giá lúa”.",)
