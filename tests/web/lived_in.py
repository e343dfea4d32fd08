"""A commune on an ordinary morning, for pictures: notices sounded, waiting, written half; a resident's word."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from controller.broadcast.form import compose
from controller.broadcast.submit import submit
from tests.path.joined import MINUTE, MORNING, Joined, keep_master
from tests.path.path_sounds import tone
from tests.serving import Served


class Written(NamedTuple):
    """A notice and how far it came: ``agreed``, ``sent`` for approval, or a ``draft``."""

    title: str
    text: str
    at: str
    how: str = "agreed"
    rrule: str | None = None
    klass: str = "normal"


NOTICES = (
    Written(
        "Lịch cắt điện thôn Đông",
        "Điện lực tạm ngừng cấp điện thôn Đông từ 7 giờ 30 đến 11 giờ ngày 23/11 để sửa trạm biến áp.",
        "2026-11-22T05:30",
    ),
    Written(
        "Thu gom rác",
        "Xe thu gom rác đi qua các thôn lúc 6 giờ sáng thứ Ba và thứ Sáu. Xin bà con để rác trước cổng.",
        "2026-11-22T05:34",
        rrule="FREQ=WEEKLY;BYDAY=SU,TU,FR",
    ),
    Written(
        "Tiêm phòng dại cho chó, mèo",
        "Mời bà con đưa chó, mèo đến nhà văn hóa thôn tiêm phòng từ 7 giờ ngày 25/11.",
        "2026-11-23T17:15",
    ),
    Written(
        "Họp thôn Đoài",
        "Mời bà con thôn Đoài họp tại nhà văn hóa lúc 19 giờ 30 ngày 24/11.",
        "2026-11-24T05:40",
        "sent",
    ),
    Written(
        "Phòng chống rét cho trâu, bò",
        "Đêm 24/11 nhiệt độ xuống 12 độ. Bà con che chắn chuồng trại, cho trâu bò ăn đủ.",
        "2026-11-24T17:00",
        "sent",
        klass="priority",
    ),
    Written(
        "Chi trả lương hưu tháng 12", "Chi trả lương hưu tại Ủy ban xã từ 7 giờ ngày 2/12.", "2026-12-01T05:30", "draft"
    ),
)


def live_in(service: Served, folder: Path) -> None:
    """Until ten minutes after the morning's programme began; one horn is without power."""
    commune = service.commune
    sound = keep_master(commune.desk, tone(folder / "notice.wav", seconds=40)).hash
    for one in NOTICES:
        _write(commune, one, sound)
    commune.work()
    commune.run(MORNING - MINUTE - commune.now, slice_ms=MINUTE)
    commune.world.devices["loa-doai-2"].power_off()
    commune.run(11 * MINUTE)
    commune.work()


def _write(commune: Joined, one: Written, sound: str) -> None:
    draft = commune.draft(
        one.at, title=one.title, text=one.text, rrule=one.rrule, klass=one.klass, sound=sound, show_minutes=120
    )
    if one.how == "agreed":
        commune.agree(draft)
        return
    row = compose(commune.desk, commune.who("bientap"), draft)
    if one.how == "sent":
        submit(commune.desk, commune.who("bientap"), row.id)
