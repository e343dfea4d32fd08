"""The leader's inbox: one thing after the other, decided once whoever taps, with and without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from controller.broadcast.approve import approve
from controller.broadcast.form import Draft, compose, edit
from controller.broadcast.single_form import Wanted, propose
from controller.broadcast.speech import Wish
from controller.broadcast.submit import submit
from controller.store import audit
from controller.store.announcements import Announcement
from tests.serving import APPROVER, CHIEF, EDITOR, TECHNICIAN, Served
from tests.web.test_web_browser import PHONE, fits, opened
from tests.web.test_web_every_page import faults

AT = "2026-11-23T17:00"


def sent(service: Served, draft: Draft) -> Announcement:
    desk, editor = service.desk, service.commune.who(EDITOR)
    return submit(desk, editor, compose(desk, editor, draft).id)


def again(service: Served, row: Announcement, draft: Draft) -> Announcement:
    desk, editor = service.desk, service.commune.who(EDITOR)
    return submit(desk, editor, edit(desk, editor, row.id, draft, row.edition).id)


@pytest.fixture(autouse=True)
def emptied(service: Served):
    """Nothing waits from the test before."""
    yield
    client = service.client(APPROVER)
    for one in client.get("/api/v1/inbox").json():
        about = f"/times/{one['original']}" if one["original"] else ""
        client.post(f"/inbox/{one['announcement']}{about}/return", data={"kind": "not-now"})


def test_what_sounds_first_comes_first_and_an_emergency_before_all(service: Served):
    draft = service.commune.draft
    late = sent(service, draft("2026-11-25T17:00", title="Thứ tư"))
    soon = sent(service, draft(AT, title="Thứ hai"))
    storm = sent(service, draft("2026-11-26T17:00", title="Bão", klass="emergency"))
    client = service.client(APPROVER)
    assert [one["announcement"] for one in client.get("/api/v1/inbox").json()] == [storm.id, soon.id, late.id]
    assert f"/inbox/{storm.id}/approve" in client.get("/inbox").text
    assert f"/inbox/{late.id}/approve" in client.get("/inbox", params={"after": soon.id}).text
    assert f"/inbox/{storm.id}/approve" in client.get("/inbox", params={"after": late.id}).text


def test_who_made_it_and_who_may_not_approve_have_nothing_here(service: Served):
    row = sent(service, service.commune.draft(AT, title="Của tôi"))
    assert service.client(CHIEF).get("/api/v1/inbox").json()[0]["announcement"] == row.id
    for login in (EDITOR, TECHNICIAN):
        assert service.client(login).get("/inbox").status_code == 403
        assert service.client(login).get("/api/v1/inbox").status_code == 403
        assert service.client(login).post(f"/inbox/{row.id}/approve", data={"fingerprint": row.fingerprint}).is_error
    assert service.client().get("/api/v1/inbox").status_code == 401


def test_a_double_tap_and_the_back_button_decide_once(service: Served):
    row = sent(service, service.commune.draft(AT, title="Bấm hai lần"))
    client, seen = service.client(APPROVER), {"fingerprint": row.fingerprint}
    for _ in range(2):
        answer = client.post(f"/inbox/{row.id}/approve", data=seen)
        assert answer.status_code == 303
        assert "Bạn đã duyệt “Bấm hai lần”." in client.get(answer.headers["location"]).text
    back = client.get(f"/inbox/{row.id}")
    assert back.status_code == 303
    assert client.get("/inbox").headers["cache-control"] == "no-store"
    with service.desk.store.read() as conn:
        log = [line.action for line in audit.recent(conn, subject=row.id)]
    assert log.count("approve") == 1


def test_the_second_of_two_leaders_is_told_who_was_first(service: Served):
    row = sent(service, service.commune.draft(AT, title="Hai người"))
    service.client(APPROVER).post(f"/inbox/{row.id}/return", data={"kind": ["time", "facts"], "reason": "gọi điện lực"})
    second = service.client(CHIEF)
    answer = second.post(f"/inbox/{row.id}/approve", data={"fingerprint": row.fingerprint})
    told = second.get(answer.headers["location"]).text
    assert "Trần Văn Bình đã trả lại “Hai người”" in told
    assert "Giờ phát chưa hợp, Sai tên, số liệu hoặc ngày giờ. gọi điện lực" in told


def test_what_changed_since_it_was_returned_stands_in_words(service: Served):
    draft = service.commune.draft
    row = sent(service, draft(AT, title="Cắt điện", text="Cắt điện từ 7 giờ."))
    client = service.client(APPROVER)
    client.post(f"/inbox/{row.id}/return", data={"reason": "sai giờ"})
    row = again(
        service, row, draft("2026-11-24T17:00", title="Cắt điện", text="Cắt điện từ 8 giờ.", areas=("thon-dong",))
    )
    page = client.get(f"/inbox/{row.id}").text
    assert "3 chỗ khác lần trước" in page
    assert "<q>sai giờ</q>" in page
    assert "<del>7 </del><ins>8 </ins>" in page
    assert "<ins>Thôn Đông</ins>" in page
    (told,) = client.get("/api/v1/inbox").json()
    assert [one["what"] for one in told["last"]["changes"]] == ["text", "when", "where"]
    assert told["last"]["reason"] == "sai giờ"


def test_an_edit_meanwhile_is_shown_before_it_can_be_approved(service: Served):
    draft = service.commune.draft
    row = sent(service, draft(AT, title="Bản cũ"))
    new = again(service, row, draft(AT, title="Bản mới"))
    client = service.client(APPROVER)
    answer = client.post(f"/inbox/{row.id}/approve", data={"fingerprint": row.fingerprint})
    assert answer.status_code == 409
    assert "Bản mới" in answer.text
    assert new.fingerprint in answer.text


def test_a_reason_must_be_said_and_hostile_words_stay_words(service: Served):
    row = sent(service, service.commune.draft(AT, title="<script>x</script>"))
    client = service.client(APPROVER)
    answer = client.post(f"/inbox/{row.id}/return", data={"kind": "<b>", "reason": "  "})
    assert answer.status_code == 422
    assert "data-open" in answer.text
    assert "<script>x" not in answer.text
    for path in ("/inbox/khac", "/inbox/khac/times/2026-11-23T17:00", f"/inbox/{row.id}/times/x"):
        assert client.get(path).status_code == 303
        assert client.post(f"{path}/return", data={"reason": "x"}).status_code in (404, 422)


def test_one_occurrence_is_decided_here_too(service: Served):
    commune = service.commune
    row = sent(service, commune.draft(AT, title="Hằng ngày", rrule="FREQ=DAILY", page=True))
    approve(service.desk, commune.who(APPROVER), row.id, row.fingerprint)
    propose(service.desk, commune.who(EDITOR), row.id, "2026-11-24T17:00", Wanted("moved", to="2026-11-24T17:30"))
    client = service.client(APPROVER)
    (one,) = client.get("/api/v1/inbox").json()
    path = f"/inbox/{row.id}/times/{one['original']}"
    assert "dời sang 17:30" in client.get(path).text
    answer = client.post(f"{path}/approve", data={"fingerprint": one["fingerprint"]})
    assert "Bạn đã duyệt “Hằng ngày”" in client.get(answer.headers["location"]).text
    assert client.get("/api/v1/inbox").json() == []


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_on_one_screen_of_a_phone_with_the_buttons_under_the_thumb(chromium, service: Served, script: bool):
    commune = service.commune
    text = "Thôn Đông cắt điện từ 7 giờ 30. Hỏi UBMTQX."
    spoken = sent(service, commune.draft(AT, title="Có chỗ chưa chắc", text=text, speech=Wish(voice="north")))
    sent(service, commune.draft("2026-11-24T17:00", title="Mời họp thôn bàn việc làm đường"))
    page = opened(chromium, service, APPROVER, script=script, size=PHONE)
    page.goto(f"/inbox?after={spoken.id}")
    expect(page.get_by_role("button", name="Duyệt")).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("link", name="Trả lại")).to_be_in_viewport(ratio=1)
    beneath = "document.querySelector('.decide').getBoundingClientRect().top"
    assert page.evaluate(f"document.querySelector('.matter').getBoundingClientRect().bottom <= {beneath}")
    fits(page)
    if script:
        assert faults(page) == []
    page.get_by_role("button", name="Duyệt").click()
    expect(page.get_by_role("status")).to_contain_text("Bạn đã duyệt “Mời họp thôn bàn việc làm đường”.")
    # The next one has a word that must be heard first.
    expect(page.get_by_role("heading", level=1)).to_have_text("Có chỗ chưa chắc")
    page.get_by_role("button", name="Duyệt").click()
    expect(page.get_by_role("alert")).to_contain_text("chưa nghe")
    if not script:
        page.get_by_role("button", name="Tôi đã nghe chỗ này").click()
        page.wait_for_url(f"**/inbox/{spoken.id}")
        page.get_by_role("button", name="Duyệt").click()
        expect(page.get_by_role("status")).to_contain_text("Bạn đã duyệt “Có chỗ chưa chắc”.")
        expect(page.locator("main")).to_contain_text("Không còn gì chờ bạn duyệt.")
        return
    page.get_by_role("link", name="Trả lại").click()
    page.get_by_label("Sai tên, số liệu hoặc ngày giờ").check()
    page.locator("#return").get_by_role("button", name="Trả lại").click()
    expect(page.get_by_role("status")).to_contain_text("Bạn đã trả lại “Có chỗ chưa chắc”")
