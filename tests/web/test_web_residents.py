"""Residents with a telephone read what was agreed to and nothing else, and what they tell arrives once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import httpx
import pytest
from sqlalchemy import update

from controller.broadcast.cancel import cancel
from controller.broadcast.cleanup import tidy
from controller.errors import Refused
from controller.fleet.alert import Wish, end, give
from controller.residents import sounds
from controller.residents.crowd import WRITING
from controller.residents.feedback import Given, take
from controller.store import audit, feedback
from controller.store.tables import feedback as rows
from tests.path.joined import DAY, MINUTE, MORNING, keep_master
from tests.path.path_sounds import tone
from tests.path.test_path_joined import wall
from tests.serving import APPROVER, CHIEF, EDITOR, TECHNICIAN, Served, served
from tests.web.test_web_forms import browser, text

PAGE = "/xa/xa-tan-hoa"
FORM = {"once": "0" * 32, "kind": "unclear", "words": "Loa rè từ hôm qua <b>lắm</b>", "phone": "0912 345 678"}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Not long before the morning broadcast."""
    with served(tmp_path_factory.mktemp("service"), MORNING - 3 * MINUTE) as made:
        yield made


@pytest.fixture(scope="module")
def told(service: Served, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A morning in an open commune: something sounded, something comes, something is off, and a draft."""
    village = service.commune
    village.unhurried = True
    sound = keep_master(village.desk, tone(tmp_path_factory.mktemp("sound") / "notice.wav", seconds=5))
    rows = {
        "daily": village.agree(village.draft(wall(MORNING), sound=sound.hash, rrule="FREQ=DAILY;COUNT=5")),
        "off": village.agree(village.draft(wall(MORNING + 8 * 60 * MINUTE), title="Họp chiều", areas=("thon-dong",))),
    }
    village.work()
    village.run(MORNING - village.now + 2 * MINUTE)
    cancel(village.desk, village.who(EDITOR), rows["off"].id, "Lý do nội bộ")
    browser(service, EDITOR).post("/residents/xa-tan-hoa", data={"do": "open"}).raise_for_status()
    form = {"title": "Nháp chưa ai duyệt", "text": "Bí mật", "date": "2026-11-23", "time": "17:00", "edition": "0"}
    browser(service, EDITOR).post("/announcements/new", data=form | {"do": "save", "areas": ["xa-tan-hoa"]})
    assert sounds.make_due(village.desk) == 0  # horns of two models: one of them has MP3s already
    return {name: row.id for name, row in rows.items()}


@pytest.fixture
def stranger(service: Served, told: dict[str, str]) -> httpx.Client:
    service.desk.kept.forget()
    return browser(service)


def test_a_page_is_closed_until_somebody_there_opens_it(service: Served, told: dict[str, str]):
    stranger, technician, chief = browser(service), browser(service, TECHNICIAN), browser(service, CHIEF)
    assert (stranger.get("/xa/tinh-phu-tho").status_code, stranger.get("/xa/không").status_code) == (404, 404)
    assert "chưa mở trang" in text(stranger.get("/xa/thon-dong"))
    assert technician.post("/residents/xa-tan-hoa", data={"do": "close"}).status_code == 403
    assert stranger.get(PAGE).status_code == 200
    chief.post("/residents/xa-tan-hoa", data={"do": "close"}).raise_for_status()
    for path in (PAGE, f"{PAGE}/y-kien", f"{PAGE}/tin/{told['daily']}", "/api/v1/communes/xa-tan-hoa/page"):
        assert stranger.get(path).status_code == 404, path
    assert stranger.post(f"{PAGE}/y-kien", data=FORM).status_code == 404
    api = service.client(CHIEF)
    assert api.put("/api/v1/areas/thon-dong/residents", json={"open": True}).json()["code"] == "residents-level"
    assert api.put("/api/v1/areas/xa-tan-hoa/residents", json={"open": True}).json()["open"] is True
    with service.desk.store.read() as conn:
        lines = audit.recent(conn, 10, subject="xa-tan-hoa")
    assert [one.action for one in lines[::-1]][-3:] == ["residents-open", "residents-close", "residents-open"]


def test_everybody_reads_what_was_agreed_and_nothing_of_who_and_which(service: Served, told, stranger: httpx.Client):
    answer = stranger.get(PAGE)
    page = text(answer)
    assert "Lịch cắt điện 05:30 đã phát" in page
    assert "Họp chiều 13:30 đã hủy Phát ở: Thôn Đông" in page
    assert "Thứ Hai 23/11/2026 05:30" in page
    for secret in ("Nháp chưa ai duyệt", "Lý do nội bộ", "loa-dong-1", "bang-ubnd", "Nguyễn Thị Hạnh", "Trần Văn Bình"):
        assert secret not in answer.text, secret
    whole = stranger.get(f"{PAGE}/tin/{told['daily']}")
    assert "ngừng cấp điện" in text(whole)
    assert stranger.get(f"{PAGE}/tin/khong-co").status_code == 404
    english = text(stranger.get(f"{PAGE}?lang=en"))
    assert "Loudspeakers of Xã Tân Hòa" in english
    assert "05:30 broadcast" in english


def test_what_sounded_is_heard_again_in_pieces(stranger: httpx.Client):
    page = stranger.get(PAGE).text
    (mp3,) = set(re.findall(r'src="(/media/\w+)" type="audio/mpeg"', page))
    (opus,) = set(re.findall(r'src="(/media/\w+)" type="audio/ogg', page))
    part = stranger.get(mp3, headers={"range": "bytes=0-99"})
    assert (part.status_code, len(part.content), part.headers["content-type"]) == (206, 100, "audio/mpeg")
    assert stranger.get(opus).content[:4] == b"OggS"


def test_boards_are_shown_as_they_report(stranger: httpx.Client):
    page = stranger.get(PAGE).text
    assert "Màn hình nhà văn hóa" in page
    (first, *_) = re.findall(r'<img src="(/media/\w+)"', page)
    assert stranger.get(first).headers["content-type"] == "image/png"


def test_a_page_is_light_fresh_and_leaves_nothing_behind(service: Served, stranger: httpx.Client):
    answer = stranger.get(PAGE)
    files = re.findall(r'(?:src|href)="(/xa/files/[^"]+)"', answer.text)
    parts = [stranger.get(one) for one in set(files)]
    weight = len(answer.content) + sum(len(one.content) for one in parts)
    assert weight < 60_000
    assert all("immutable" in one.headers["cache-control"] for one in parts)
    assert "set-cookie" not in answer.headers
    assert "cookie" not in answer.headers["vary"]
    assert answer.headers["cache-control"] == "public, max-age=20"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    again = stranger.get(PAGE, headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert stranger.get("/xa/files/x/..%2frender.py").status_code == 404


def test_an_emergency_stands_on_top_as_long_as_it_lasts(service: Served, told, stranger: httpx.Client):
    village = service.commune
    row = village.agree(village.draft(wall(village.now + DAY), klass="emergency", title="Vỡ đê", text="Lên chỗ cao."))
    village.work()
    alarm = give(village.desk, village.who(APPROVER), Wish(row.id, "xa-tan-hoa"))
    service.desk.kept.forget()
    assert re.search(r'role="alert">.*?<h1>Vỡ đê</h1>', stranger.get(PAGE).text, re.DOTALL)
    end(village.desk, village.who(APPROVER), alarm.id)
    service.desk.kept.forget()
    assert "Báo khẩn" not in text(stranger.get(PAGE))


def test_what_a_resident_tells_arrives_once_and_is_answered(service: Served, told, stranger: httpx.Client):
    (about,) = set(re.findall(rf'luot=({told["daily"]}\.\w+)"', stranger.get(PAGE).text))
    form = stranger.get(f"{PAGE}/y-kien?luot={about}")
    assert "Lịch cắt điện" in text(form)
    assert "loa-dong-1" not in form.text
    (horn,) = re.findall(r'value="(h-\w+)"[^>]*>Loa đầu làng thôn Đông', form.text)
    sent = FORM | {"occurrence": about, "place": horn}
    first = stranger.post(f"{PAGE}/y-kien", data=sent)
    assert "Đã nhận ý kiến" in text(first)
    assert stranger.post(f"{PAGE}/y-kien", data=sent).url == first.url
    assert "<b>lắm</b>" not in first.text
    editor = browser(service, EDITOR)
    inbox = editor.get("/feedback")
    assert "Chờ trả lời (1)" in text(inbox)
    assert "Loa rè từ hôm qua <b>lắm</b>" in text(inbox)
    assert "0912345678" in inbox.text
    assert "0912345678" not in browser(service, TECHNICIAN).get("/feedback").text
    (id,) = set(re.findall(r'action="/feedback/(f-\w+)"', inbox.text))
    for page in ("/devices/loa-dong-2", f"/announcements/{told['daily']}"):
        assert "Loa rè từ hôm qua" in text(editor.get(page))
    assert "Hãy viết câu trả lời" in text(editor.post(f"/feedback/{id}", data={"do": "answer", "answer": " "}))
    editor.post(f"/feedback/{id}", data={"do": "answer", "answer": "Đã thay loa."}).raise_for_status()
    assert "Đã thay loa." in text(stranger.get(first.url.path))
    assert stranger.get(first.url.path, headers={"accept": "application/json"}).json()["state"] == "answered"
    refused = service.client(TECHNICIAN).post(f"/api/v1/feedback/{id}/close")
    assert (refused.status_code, refused.json()["code"]) == (403, "role-may-not")
    assert service.client(EDITOR).post(f"/api/v1/feedback/{id}/close").json()["state"] == "closed"
    assert service.client(EDITOR).post(f"/api/v1/feedback/{id}/close").status_code == 409
    assert [one["id"] for one in service.client(EDITOR).get("/api/v1/feedback?show=closed").json()] == [id]


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"kind": "bomb"}, "kind", "Hãy chọn một ý"),
        ({"kind": "other", "words": " \x00"}, "words", "viết vài lời"),
        ({"words": "a" * 1001}, "words", "nhiều nhất 1.000"),
        ({"phone": "gọi tôi"}, "phone", "chỉ gồm chữ số"),
        ({"place": "loa-dong-1"}, "place", "không có nơi này"),
        ({"once": "' OR 1=1"}, "once", "Trang này đã cũ"),
    ],
)
def test_a_mistake_stands_beside_its_field_with_all_that_was_typed(stranger: httpx.Client, changes, field, says):
    answer = stranger.post(f"{PAGE}/y-kien", data=FORM | {"once": "1" * 32} | changes)
    assert answer.status_code == 422
    (beside,) = re.findall(rf'id="{field}-wrong">(.*?)</p>', answer.text, re.DOTALL)
    assert says.lower() in beside.lower()
    if "words" not in changes:
        assert "Loa rè từ hôm qua &lt;b&gt;" in answer.text


def test_a_time_of_another_commune_or_a_draft_ties_to_nothing(service: Served, stranger: httpx.Client):
    stranger.post(f"{PAGE}/y-kien", data=FORM | {"once": "2" * 32, "occurrence": "khac.20261122t0530"})
    with service.desk.store.read() as conn:
        kept = feedback.by_once(conn, "2" * 32)
    assert kept is not None
    assert (kept.announcement, kept.occurrence) == (None, "")


def test_a_flood_waits_and_a_machine_is_kept_apart(service: Served, told):
    desk = replace(service.desk, address="203.0.113.9")
    given = [Given(f"f{number:031x}", "loud", trap="http://spam.example") for number in range(WRITING.burst + 1)]
    for one in given[:-1]:
        take(desk, "xa-tan-hoa", one)
    with pytest.raises(Refused, match="feedback-wait"):
        take(desk, "xa-tan-hoa", given[-1])
    assert take(desk, "xa-tan-hoa", given[0]).suspect  # the same again costs nothing
    inbox = browser(service, EDITOR).get("/feedback?show=suspect")
    assert f"Nghi máy gửi ({WRITING.burst})" in text(inbox)


def test_numbers_to_call_go_after_the_time_that_the_form_names(service: Served, stranger: httpx.Client):
    stranger.post(f"{PAGE}/y-kien", data=FORM | {"once": "3" * 32}).raise_for_status()
    assert "được xóa sau 90 ngày" in text(stranger.get(f"{PAGE}/y-kien"))
    for days, number in ((89, "0912345678"), (91, "")):
        with service.desk.store.write() as conn:
            came = {"came_ms": service.desk.now_ms() - days * DAY}
            conn.execute(update(rows).where(rows.c.once == "3" * 32).values(**came))
        tidy(service.desk)
        with service.desk.store.read() as conn:
            kept = feedback.by_once(conn, "3" * 32)
        assert kept is not None
        assert (kept.phone, kept.words) == (number, FORM["words"])
