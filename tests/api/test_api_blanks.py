"""Blanks over the API: listed, filled, refused with every gap that is empty."""

from __future__ import annotations

from controller.blanks import blank as blanks
from tests.api.test_api_path import API, DRAFT, codes
from tests.serving import EDITOR, Served


def test_all_are_listed_and_filled_ones_make_a_notice(service: Served):
    editor = service.client(EDITOR)
    listed = editor.get(f"{API}/blanks").json()
    assert [one["id"] for one in listed] == [one.id for one in blanks.every()]
    one = listed[0]
    gaps = {gap["name"]: gap["example"] for gap in one["gaps"]}
    filled = editor.post(f"{API}/blanks/{one['id']}/fill", json={"gaps": gaps}).json()
    assert filled["title"] == "Lịch cắt điện ngày 25/11"
    assert "thứ Tư, ngày 25/11/2026" in filled["text"]
    assert editor.post(f"{API}/announcements", json=DRAFT | filled).status_code == 201


def test_bad_input(service: Served):
    editor = service.client(EDITOR)
    assert service.client().get(f"{API}/blanks").status_code == 401
    answer = editor.post(f"{API}/blanks/khong-co/fill", json={"gaps": {}})
    assert (answer.status_code, codes(answer)) == (404, {"blank-unknown": "id"})
    empty = editor.post(f"{API}/blanks/lich-cat-dien/fill", json={"gaps": {"<b>": "x"}})
    assert (empty.status_code, set(codes(empty))) == (422, {"gap-unknown", "gap-missing"})
    assert "Chưa điền “Ngày cắt điện”." in [one["detail"] for one in empty.json()["errors"]]
    assert "“Day of the cut” is not filled in yet." in [one["detail_en"] for one in empty.json()["errors"]]
