"""What was taken away on a page comes back with one tap: once, for a day, for who did it, within what they may do."""

from __future__ import annotations

import re

import httpx
import pytest

from controller.broadcast.form import compose
from controller.store import announcements, audit, holidays, lexicon, occurrences, post, undoables, users
from controller.web import undoing
from tests.serving import APPROVER, CHIEF, EDITOR, Served
from tests.web.test_web_forms import browser, text

XA = "xa-tan-hoa"
DAY_MS = 86_400_000


def offered(answer: httpx.Response) -> tuple[str, dict[str, str]]:
    """What the page's button sends."""
    found = re.search(r'action="(/undo/\w+)".*?name="back" value="([^"]*)"', answer.text)
    assert found, text(answer)[:400]
    return found[1], {"back": found[2]}


def state(service: Served, id: str) -> str:
    with service.desk.store.read() as conn:
        (row,) = announcements.many(conn, [id])
    return row.state


def words(service: Served) -> list[str]:
    with service.desk.store.read() as conn:
        return [one.spoken for one in lexicon.of_area(conn, XA)]


def test_a_word_comes_back_once_and_for_nobody_else(service: Served):
    page = browser(service, EDITOR)
    page.post(f"/areas/{XA}/words/add", data={"written": "NVH <b>", "spoken": "nhà văn hóa"})
    gone = page.post(f"/areas/{XA}/words/remove", data={"written": "NVH <b>"})
    assert ("Đã xóa từ “NVH <b>”." in text(gone), "NVH <b>" in gone.text, words(service)) == (True, False, [])
    path, form = offered(gone)
    assert browser(service, CHIEF).post(path, data=form).status_code == 404
    assert service.client(EDITOR, headers={"sec-fetch-site": "cross-site"}).post(path, data=form).status_code == 403
    back = page.post(path, data=form)
    assert (back.status_code, back.url.path, words(service)) == (200, f"/areas/{XA}/words", ["nhà văn hóa"])
    again = page.post(path, data=form)
    assert (again.status_code, "Không hoàn tác được nữa" in text(again)) == (404, True)
    path, _ = offered(page.post(f"/areas/{XA}/words/remove", data={"written": "NVH <b>"}))
    away = page.post(path, data={"back": "//x.vn"})
    assert away.url.path == "/announcements"


@pytest.mark.parametrize("address", ["x0", "<b>", "x" * 500])
def test_an_address_that_offers_nothing_is_the_page(service: Served, address: str):
    page = browser(service, EDITOR)
    assert "Hoàn tác" not in text(page.get(f"/areas/{XA}/words", params={"undo": address}))
    assert page.post("/undo/x0", data={}).status_code == 404


def test_a_way_of_being_told_comes_back_with_nothing_of_meanwhile(service: Served):
    page, who = browser(service, EDITOR), service.commune.who(EDITOR)
    wish = post.Wish("w1", who.user_id, "mail", "a@xa.vn", {}, ["opened"], "warn", XA, "", "vi", 1)
    with service.desk.store.write() as conn:
        post.add(conn, wish)
    path, form = offered(page.post("/notices/w1/remove"))
    assert "a@xa.vn" not in text(page.get("/notices"))
    assert "a@xa.vn" in text(page.post(path, data=form))
    with service.desk.store.read() as conn:
        kept = post.get(conn, "w1")
        assert kept is not None
        assert (kept.kinds, kept.event, kept.asked_ms) == (["opened"], post.newest(conn), service.desk.now_ms())


def test_an_added_day_off_comes_back(service: Served):
    root = browser(service, CHIEF)
    with service.desk.store.write() as conn:
        users.change(conn, service.commune.who(CHIEF).user_id, area="tinh-phu-tho")
    root.post("/holidays/2027/add", data={"day": "2027-03-26", "name": "Hội làng"})
    path, form = offered(root.post("/holidays/2027/remove", data={"day": "2027-03-26"}))
    root.post(path, data=form)
    with service.desk.store.write() as conn:
        assert [one.name for one in holidays.days(conn)] == ["Hội làng"]
        users.change(conn, service.commune.who(CHIEF).user_id, area=XA)


def test_a_cancelled_announcement_is_a_draft_again_and_sounds_after_new_approval(service: Served):
    commune, desk = service.commune, service.desk
    row = commune.agree(commune.draft("2026-11-24T17:00", title="Hủy nhầm"))
    commune.work()
    page = browser(service, EDITOR)
    gone = page.post(f"/announcements/{row.id}/cancel", data={"reason": "nhầm"})
    assert "Đã hủy “Hủy nhầm”." in text(gone)
    path, form = offered(gone)
    assert "Bản nháp" in text(page.post(path, data=form))
    with desk.store.read() as conn:
        assert state(service, row.id) == "draft"
        assert audit.recent(conn, 1, subject=row.id)[0].action == "cancel-undo"
    page.post(f"/announcements/{row.id}/submit")
    with desk.store.read() as conn:
        (kept,) = announcements.many(conn, [row.id])
    browser(service, APPROVER).post(f"/announcements/{row.id}/approve", data={"fingerprint": kept.fingerprint})
    commune.work()
    with desk.store.read() as conn:
        assert state(service, row.id) == "planned"
        assert [one.state for one in occurrences.of_announcement(conn, row.id)] == ["planned"]


def test_only_within_a_day_and_by_who_still_may(service: Served):
    desk, who = service.desk, service.commune.who(EDITOR)
    row = compose(desk, who, service.commune.draft("2026-11-25T17:00", title="Quá hạn"))
    id = undoing.note(desk, who, "announcement", row.title, {"id": row.id})
    with desk.store.write() as conn:
        assert undoing.offered(conn, who, id, desk.now_ms() + DAY_MS + 1) is None
        assert undoing.offered(conn, service.commune.who(APPROVER), id, desk.now_ms()) is None
        undoables.sweep(conn, desk.now_ms() + 1)
        assert undoing.offered(conn, who, id, desk.now_ms()) is None
