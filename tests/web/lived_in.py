"""A commune on an ordinary morning, for pictures: notices sounded, waiting, written half; a box without power, what
failed in the months before, orders on their way, a resident's word."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from controller.broadcast.form import compose
from controller.broadcast.submit import submit
from controller.demo import sample
from controller.fleet import readiness
from controller.fleet.watching import Watcher
from controller.people import inviting
from controller.people.who import Who
from controller.residents import feedback
from controller.residents.opening import set_open
from controller.store import outlines, positions, users
from controller.store.announcements import Announcement
from controller.store.outlines import Outline
from controller.store.positions import Position
from tests.path.joined import MINUTE, MORNING, Joined, keep_master
from tests.path.path_sounds import tone
from tests.serving import APPROVER, CHIEF, EDITOR, TECHNICIAN, Served
from tests.web.every_page import Look
from tests.web.test_web_devices import failed_for_months


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
    Written("Tin trong ngày của xã", "Tin trong ngày của xã Tân Hòa.", "2026-11-22T17:20", rrule="FREQ=DAILY"),
    Written(
        "Chi trả lương hưu tháng 12", "Chi trả lương hưu tại Ủy ban xã từ 7 giờ ngày 2/12.", "2026-12-01T05:30", "draft"
    ),
)


def live_in(service: Served, folder: Path) -> tuple[Look, ...]:
    """Until ten minutes after the morning's programme began; one horn is without power. Pages that are there now."""
    commune = service.commune
    sound = keep_master(commune.desk, tone(folder / "notice.wav", seconds=40)).hash
    rows = [_write(commune, one, sound) for one in NOTICES]
    failed_for_months(service, "loa-doai-1")
    _until_after_the_morning(commune)
    heard, weekly, waits, daily, draft = rows[0].id, rows[1].id, rows[3].id, rows[-2].id, rows[-1].id
    (incident,) = service.client(TECHNICIAN).get("/api/v1/incidents").json()
    programme = _in_order(service, daily)
    errand = _mended(service)
    with service.desk.store.read() as conn:
        chief = users.by_login(conn, CHIEF)
    assert chief is not None
    _be_seen(service, Who.of(chief))
    _heard_badly(service, heard)
    invited = inviting.invite(service.desk, Who.of(chief), inviting.Given("Nguyễn Thị Lan", "editor", sample.COMMUNE))
    return (
        Look("announcement", EDITOR, f"/announcements/{weekly}"),
        Look("announcement-draft", EDITOR, f"/announcements/{draft}"),
        Look("announcement-edit", EDITOR, f"/announcements/{draft}/edit"),
        Look("announcement-approve", APPROVER, f"/announcements/{waits}"),
        Look("compose-blank", EDITOR, "/announcements/new?blank=lich-cat-dien"),
        Look("sounded", EDITOR, f"/sounded/{heard}.20261122t0530"),
        Look("moving", EDITOR, f"/announcements/{weekly}/times/2026-11-24T05:34/moving?to=2026-11-24T17:00"),
        Look("programme", APPROVER, f"/programmes/{programme}"),
        Look("incident", TECHNICIAN, f"/incidents/{incident['id']}"),
        Look("device-months", TECHNICIAN, "/devices/loa-doai-1"),
        Look("command", TECHNICIAN, f"/commands/{errand}"),
        Look("command-test", TECHNICIAN, "/commands/new?device=loa-dong-1"),
        Look("join", "", f"/join/{invited.secret}"),
        Look("person", CHIEF, f"/people/{chief.id}"),
        Look("wrong-page", EDITOR, "/nowhere"),
        Look("xa", "", f"/xa/{sample.COMMUNE}"),
        Look("xa-notice", "", f"/xa/{sample.COMMUNE}/tin/{heard}"),
        Look("xa-feedback", "", f"/xa/{sample.COMMUNE}/y-kien"),
    )


def _until_after_the_morning(commune: Joined) -> None:
    """Boxes are looked at once a minute, and half an hour before; one loses its power at 05:20."""
    watcher = Watcher(commune.desk)
    commune.work()
    commune.run(MORNING - 40 * MINUTE - commune.now, slice_ms=10 * MINUTE)
    commune.desk.listening.since_ms = commune.now
    for minute in range(-40, 11):
        if minute == -10:
            commune.world.devices["loa-doai-2"].power_off()
        commune.run(MINUTE)
        readiness.take(commune.desk)
        watcher.look()
    commune.work()


def _in_order(service: Served, daily: str) -> str:
    """The programme of the evening, as an official puts it together."""
    whole = {
        "area": sample.COMMUNE,
        "name": "Chương trình buổi chiều",
        "start": "2026-11-22T17:20",
        "rrule": "FREQ=DAILY",
        "minutes": 10,
        "entries": [{"announcement": daily}],
    }
    return str(service.client(EDITOR).post("/api/v1/programmes", json=whole).raise_for_status().json()["id"])


def _mended(service: Served) -> str:
    """What a technician does about it: an order for a hamlet, a station for relays, a way for news."""
    client = service.client(TECHNICIAN)
    station = {"name": "Đài tỉnh Phú Thọ", "address": "http://127.0.0.1:9/live.mp3", "codec": "mp3"}
    client.post(f"/api/v1/areas/{sample.COMMUNE}/relay-sources", json=station).raise_for_status()
    volume = {"kind": "volume", "areas": ["thon-doai"], "volume": 80}
    errand = client.post("/api/v1/errands", json=volume).raise_for_status().json()["id"]
    service.commune.run(MINUTE)
    return str(errand)


def _heard_badly(service: Served, announcement: str) -> None:
    words = "Đoạn đầu ngõ 5 nghe tiếng vọng, không rõ giờ cắt điện."
    given = feedback.Given("0" * 32, feedback.UNCLEAR, words, occurrence=f"{announcement}.20261122t0530")
    feedback.take(service.desk, sample.COMMUNE, given)


def _be_seen(service: Served, chief: Who) -> None:
    """The page for residents is open, and it is known where boxes hang."""
    set_open(service.desk, chief, sample.COMMUNE, is_open=True)
    with service.desk.store.write() as conn:
        for number, (id, *_) in enumerate(sample.DEVICES[:-1]):
            at = Position(id, 21.31 + number % 3 * 0.004, 105.21 + number * 0.003, service.desk.now_ms(), chief.user_id)
            positions.put(conn, at)
        for number, place in enumerate(("thon-dong", "thon-doai", "xom-cho")):
            west = 105.205 + number * 0.008
            ring = [[west, 21.305], [west + 0.008, 21.305], [west + 0.007, 21.325], [west, 21.322], [west, 21.305]]
            shape = {"type": "Polygon", "coordinates": [ring]}
            outlines.put(conn, Outline(place, shape, service.desk.now_ms(), chief.user_id))


def _write(commune: Joined, one: Written, sound: str) -> Announcement:
    draft = commune.draft(
        one.at, title=one.title, text=one.text, rrule=one.rrule, klass=one.klass, sound=sound, show_minutes=120
    )
    if one.how == "agreed":
        return commune.agree(draft)
    row = compose(commune.desk, commune.who("bientap"), draft)
    if one.how == "sent":
        return submit(commune.desk, commune.who("bientap"), row.id)
    return row
