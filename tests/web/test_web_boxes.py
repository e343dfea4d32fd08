"""Devices are added on a page: codes once, labels to print, and what became of each code on the device's page."""

from __future__ import annotations

import html
import re

import httpx
import pypdfium2
import zxingcpp

from tests.serving import EDITOR, TECHNICIAN, Served
from tests.web.test_web_forms import browser, text

NONCE = "n" * 22


def added(service: Served, who: httpx.Client, **typed: str) -> httpx.Response:
    form = {"area": "thon-dong", "profile": "horn-opus-60w", "name": "Loa ngõ {n}", "count": "2", **typed}
    return who.post("/devices/new", data=form)


def codes(page: httpx.Response) -> list[str]:
    return re.findall(r'name="code" value="(\w+)"', page.text)


def test_places_are_made_printed_claimed_and_their_story_is_told(service: Served) -> None:
    technician = browser(service, TECHNICIAN)
    assert "Thêm thiết bị" in text(technician.get("/devices"))
    page = added(service, technician)
    assert "Mã cho 2 thiết bị" in text(page)
    first, second = codes(page)
    assert "Loa ngõ 1" in text(page)
    paper = technician.post("/devices/labels", data={"code": [first, second]})
    (sheet,) = pypdfium2.PdfDocument(paper.content)
    read = {one.text for one in zxingcpp.read_barcodes(sheet.render(scale=2).to_pil())}
    assert len(read) == 2
    place = next(one for one in read if first[-4:] in one).partition("/t/")[2].partition("#")[0]
    assert technician.get(f"/t/{place}").url.path == f"/devices/{place}"
    assert "Hiện không có hộp nào ở đây" in text(technician.get(f"/devices/{place}"))
    assert "Chỗ chưa có hộp" in text(technician.get("/devices"))
    claimed = service.client().post("/claim", json={"code": first, "nonce": NONCE, "hardware": "SN-31"})
    assert claimed.status_code == 200
    story = text(technician.get(f"/devices/{place}"))
    assert "Mã đã dùng lúc" in story
    assert "SN-31" in story
    again = technician.post(f"/devices/{place}/code", data={"profile": "column-wav-15w"})
    assert "Mã cho 1 thiết bị" in text(again)
    assert "còn dùng được đến" in text(technician.get(f"/devices/{place}"))
    gone = technician.post(f"/devices/{place}/code/revoke")
    assert "Đã thu hồi mã." in text(gone)
    refused = technician.post("/devices/labels", data={"code": codes(again)})
    assert (refused.status_code, "Có mã không còn hiệu lực" in text(refused)) == (422, True)


def test_mistakes_stand_beside_their_fields(service: Served) -> None:
    technician = browser(service, TECHNICIAN)
    for wrong, said in (
        ({"count": "0"}, "500"),
        ({"count": "nhiều"}, "500"),
        ({"area": "sao-hoa"}, "Không có địa bàn"),
        ({"name": "  ", "count": "1"}, "tên"),
        ({"profile": "<b>"}, "Không có loại thiết bị này"),
    ):
        page = added(service, technician, **wrong)
        assert page.status_code in (404, 422), wrong
        assert said in html.unescape(page.text), wrong
        assert codes(page) == []


def test_who_does_not_look_after_devices_sees_no_door(service: Served) -> None:
    writer = browser(service, EDITOR)
    assert "Thêm thiết bị" not in text(writer.get("/devices"))
    assert writer.get("/devices/new").status_code == 403
    assert added(service, writer).status_code == 403
    assert "Tạo mã mới" not in text(writer.get("/devices/loa-dong-1"))
    assert service.client(follow_redirects=True).get("/t/loa-dong-1").url.path == "/sign-in"


def test_a_spreadsheet_is_looked_at_on_a_page_and_a_box_is_taken_down(service: Served) -> None:
    technician = browser(service, TECHNICIAN)

    def sent(body: str) -> httpx.Response:
        return technician.post("/devices/list", files={"list_file": ("loa.csv", body.encode())})

    wrong = text(sent("Tên;Thôn;Loại\nLoa lạ;Thôn Đôngg;horn-opus-60w\n"))
    assert "0 dòng dùng được, 1 dòng sai" in wrong
    assert "Dòng 2, cột B (Thôn): không có địa bàn “Thôn Đôngg”. Có phải “Thôn Đông”?" in wrong
    right = sent("Tên;Thôn;Loại\nLoa <b>lạ</b>;Thôn Đông;horn-opus-60w\n")
    assert "1 dòng dùng được, 0 dòng sai" in text(right)
    assert "<b>lạ" not in right.text
    (lines,) = re.findall(r'name="lines" value="([^"]*)"', right.text)
    done = technician.post("/devices/list/make", data={"lines": html.unescape(lines)})
    assert "Mã cho 1 thiết bị" in text(done)
    assert technician.post("/devices/list/make", data={"lines": "[["}).status_code == 422
    gone = technician.post("/devices/loa-dong-1/box", data={"what": "out"})
    assert "Đã ghi là tháo ra" in text(gone)
    assert "Đã ghi là treo lại" in text(technician.post("/devices/loa-dong-1/box", data={"what": "back"}))
    assert technician.post("/devices/loa-dong-1/box", data={"what": "eaten"}).status_code == 404
