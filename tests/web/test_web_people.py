"""People by their pages: invited, joined, another password, two steps, suspended; without a script, as forms go."""

from __future__ import annotations

import base64
import re
from html import unescape

import httpx
import pytest
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from controller.api.door import COOKIE
from controller.people import links
from controller.store import audit, users
from tests.serving import CHIEF, EDITOR, Served
from tests.web.test_web_forms import browser, text

SECRET = "sáu con trâu đồng xa"
API = "/api/v1"
ANDROID = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/125.0 Mobile Safari/537.36"


def linked(answer: httpx.Response) -> str:
    """The path of the link that a page shows."""
    found = re.search(r'id="link">http://[^/]+(/\w+/[\w-]+)<', answer.text)
    assert found, text(answer)
    return found[1]


def invited(service: Served, role: str = "editor", **more: str) -> str:
    form = {"name": "Nguyễn Thị Hạnh", "role": role, "area": "thon-dong", **more}
    answer = browser(service, CHIEF).post("/people/invite", data=form)
    assert answer.status_code == 201
    return linked(answer)


def joined(service: Served, login: str, role: str = "editor") -> httpx.Client:
    """Somebody new, signed in."""
    page = browser(service)
    page.headers["user-agent"] = ANDROID
    form = {"name": "Nguyễn Thị Hạnh", "login": login, "password": SECRET}
    answer = page.post(invited(service, role), data=form)
    assert (answer.status_code, answer.url.path) == (200, "/announcements"), text(answer)
    return page


def id_of(service: Served, login: str) -> str:
    with service.desk.store.read() as conn:
        row = users.by_login(conn, login)
    assert row is not None
    return row.id


def actions(service: Served, count: int) -> list[str]:
    with service.desk.store.read() as conn:
        return [one.action for one in audit.recent(conn, count)]


def test_somebody_is_invited_and_joins(service: Served) -> None:
    chief, path = browser(service, CHIEF), invited(service)
    listed = text(chief.get("/people"))
    assert "Đang mời" in listed
    guest = browser(service)
    form = text(guest.get(path))
    assert "cán bộ biên tập ở Thôn Đông" in form
    wrong = guest.post(path, data={"name": "<script>alert(1)</script>", "login": "Có dấu", "password": "ngắn"})
    assert (wrong.status_code, "ngắn" in wrong.text, "<script>alert" in wrong.text) == (422, False, False)
    assert "Tên đăng nhập chỉ gồm chữ thường" in text(wrong)
    done = guest.post(path, data={"name": "Nguyễn Hạnh", "login": "hanh", "password": SECRET})
    assert (done.status_code, done.url.path) == (200, "/announcements")
    again = guest.get(path)
    assert (again.status_code, "đã dùng rồi" in text(again)) == (409, True)
    assert "Nguyễn Hạnh" in text(chief.get("/people"))
    assert actions(service, 3) == ["sign-in", "user-join", "user-invite"]


def test_an_invitation_is_taken_back(service: Served) -> None:
    path = invited(service)
    chief = browser(service, CHIEF)
    found = re.search(r'action="(/people/invitations/\w+/revoke)"', chief.get("/people").text)
    assert found
    assert "Đã thu hồi" in text(chief.post(found[1]))
    assert "đã bị thu hồi" in text(browser(service).get(path))


def test_only_administrators_see_people(service: Served) -> None:
    page = browser(service, EDITOR)
    for path in ("/people", "/people/invite", f"/people/{id_of(service, CHIEF)}"):
        assert page.get(path).status_code == 403
    assert (
        page.post("/people/invite", data={"name": "A", "role": "administrator", "area": "xa-tan-hoa"}).status_code
        == 403
    )
    assert page.post(f"/people/{id_of(service, EDITOR)}/change", data={"role": "administrator"}).status_code == 403
    assert service.client(EDITOR).post(f"{API}/users/{id_of(service, CHIEF)}/end").status_code == 403


def test_posts_from_another_site_do_nothing(service: Served) -> None:
    client = service.client(CHIEF, headers={"sec-fetch-site": "cross-site"})
    before = actions(service, 1)
    for path in (
        "/people/invite",
        f"/people/{id_of(service, EDITOR)}/suspend",
        "/me/sessions/others/end",
        invited(service),
    ):
        assert client.post(path, data={"name": "A", "role": "editor", "area": "xa-tan-hoa"}).status_code == 403
    assert actions(service, 2) == ["user-invite", *before]


def test_the_only_administrator_cannot_leave(service: Served) -> None:
    chief, mine = browser(service, CHIEF), id_of(service, CHIEF)
    for path, form in (("suspend", {}), ("end", {}), ("change", {"name": "C", "role": "editor", "area": "xa-tan-hoa"})):
        answer = chief.post(f"/people/{mine}/{path}", data=form)
        assert (answer.status_code, "là quản trị viên cuối cùng" in text(answer)) == (409, True)
    assert (
        service.client(CHIEF).patch(f"{API}/users/{mine}", json={"active": False}).json()["code"]
        == "administrator-last"
    )


def test_somebody_is_changed_suspended_and_gone(service: Served) -> None:
    page, chief = joined(service, "linh"), browser(service, CHIEF)
    id = id_of(service, "linh")
    form = {"name": "Trần Linh", "role": "technician", "area": "xa-tan-hoa"}
    changed = text(chief.post(f"/people/{id}/change", data=form))
    assert ("Đã lưu." in changed, "kỹ thuật viên" in changed) == (True, True)
    assert "Đang dùng" in changed
    assert "Tạm khóa" in text(chief.post(f"/people/{id}/suspend"))
    typed = page.post("/me/password", data={"old": SECRET, "new": "một mật khẩu nữa đây"})
    assert (typed.status_code, "Hãy đăng nhập ở thẻ mới" in text(typed)) == (401, True)  # the session ended meanwhile
    chief.post(f"/people/{id}/resume")
    gone = chief.post(f"/people/{id}/end")
    assert "không mở lại được" not in text(gone)
    assert "Người này đã nghỉ hẳn" in text(gone)
    assert chief.post(f"/people/{id}/resume").status_code == 409
    assert actions(service, 4) == ["user-end", "user-resume", "user-suspend", "user-change"]


def test_a_forgotten_password(service: Served) -> None:
    joined(service, "minh")
    path = linked(browser(service, CHIEF).post(f"/people/{id_of(service, 'minh')}/reset"))
    page = browser(service)
    assert "minh" in page.get(path).text
    easy = page.post(path, data={"password": "minhminhminh"})
    assert (easy.status_code, "dễ đoán" in text(easy)) == (422, True)
    done = page.post(path, data={"password": "một mật khẩu nữa đây"})
    assert (done.url.path, "Đã đổi mật khẩu" in text(done)) == ("/sign-in", True)
    assert page.post("/sign-in", data={"login": "minh", "password": SECRET}).status_code == 401
    assert page.post("/sign-in", data={"login": "minh", "password": "một mật khẩu nữa đây"}).status_code == 200
    assert page.get(path).status_code == 409


def test_ones_own_sessions(service: Served) -> None:
    page = joined(service, "oanh")
    others = [browser(service), browser(service)]
    for one in others:
        assert one.post("/sign-in", data={"login": "oanh", "password": SECRET}).status_code == 200
    seen = page.get("/me")
    assert ("Chrome, điện thoại Android" in text(seen), "từ 127.0.0.1" in text(seen)) == (True, True)
    first = re.findall(r'action="(/me/sessions/[0-9a-f]+/end)"', seen.text)
    assert len(first) == 2
    assert browser(service, EDITOR).post(first[0]).status_code == 404  # nobody ends another's
    assert "Đã thoát ở đó." in text(page.post(first[0]))
    assert "Đã thoát ở mọi nơi khác." in text(page.post("/me/sessions/others/end"))
    assert [one.get("/me").url.path for one in others] == ["/sign-in", "/sign-in"]
    assert page.get("/me").url.path == "/me"


def test_ones_own_password(service: Served) -> None:
    page = joined(service, "phuong")
    other = browser(service)
    other.post("/sign-in", data={"login": "phuong", "password": SECRET})
    wrong = page.post("/me/password", data={"old": "sai mất rồi nhé", "new": "một mật khẩu nữa đây"})
    assert (wrong.status_code, "Mật khẩu đang dùng không đúng." in text(wrong)) == (422, True)
    done = page.post("/me/password", data={"old": SECRET, "new": "một mật khẩu nữa đây"})
    assert "Đã đổi mật khẩu." in text(done)
    assert (page.get("/me").url.path, other.get("/me").url.path) == ("/me", "/sign-in")


def test_signing_in_in_two_steps(service: Served) -> None:
    page = joined(service, "quyen")
    shown = page.post("/me/factor/begin")
    secret = re.search(r'<p class="code">([A-Z2-7 ]+)</p>', shown.text)
    assert secret
    key = base64.b32decode(secret[1].replace(" ", ""))
    maker, now = TOTP(key, 6, SHA1(), 30), service.desk.now_ms() // 1000
    assert page.post("/me/factor/confirm", data={"code": "12345"}).status_code == 422
    papers = page.post("/me/factor/confirm", data={"code": maker.generate(now - 30).decode()})
    codes = re.findall(r'<li class="code">([a-z0-9-]+)</li>', papers.text)
    assert (papers.status_code, len(codes)) == (201, 10)
    assert codes[0] not in page.get("/me").text
    api = service.client()
    asked = api.post(f"{API}/session", json={"login": "quyen", "password": SECRET})
    assert (asked.status_code, asked.json()["code"], COOKIE in asked.cookies) == (401, "signin-code-needed", False)
    guest = browser(service)
    half = guest.post("/sign-in", data={"login": "quyen", "password": SECRET, "next": "/history"})
    assert (half.status_code, COOKIE in guest.cookies, guest.get("/history").url.path) == (200, False, "/sign-in")
    ticket = re.search(r'name="half" value="([^"]+)"', half.text)
    assert ticket
    form = {"half": unescape(ticket[1]), "next": "/history"}
    assert guest.post("/sign-in/code", data={**form, "code": "000000"}).status_code == 401
    done = guest.post("/sign-in/code", data={**form, "code": maker.generate(now).decode()})
    assert done.url.path == "/history"
    replay = browser(service).post("/sign-in/code", data={**form, "code": maker.generate(now).decode()})
    assert (replay.status_code, "Hãy đăng nhập lại từ đầu" in text(replay)) == (401, True)
    taken = api.post(f"{API}/session", json={"login": "quyen", "password": SECRET, "code": codes[3]})
    assert taken.status_code == 201
    assert "Đăng nhập hai bước" in text(browser(service, CHIEF).get("/people"))
    browser(service, CHIEF).post(f"/people/{id_of(service, 'quyen')}/factor")
    assert api.post(f"{API}/session", json={"login": "quyen", "password": SECRET}).status_code == 201


def test_programs_invite_and_join(service: Served) -> None:
    chief = service.client(CHIEF)
    made = chief.post(f"{API}/invitations", json={"name": "Sơn", "role": "technician", "area": "xom-cho"})
    assert made.status_code == 201
    assert made.json()["id"] in [one["id"] for one in chief.get(f"{API}/invitations").json()]
    assert made.json()["url"] not in chief.get(f"{API}/invitations").text
    given = {"secret": made.json()["url"].rpartition("/")[2], "login": "son", "name": "Sơn", "password": SECRET}
    row = service.client().post(f"{API}/invitations/join", json=given)
    assert (row.status_code, row.json()["role"], row.json()["area"]) == (201, "technician", "xom-cho")
    assert service.client().post(f"{API}/invitations/join", json=given).json()["code"] == "link-used"
    again = chief.post(f"{API}/users/{row.json()['id']}/reset")
    assert again.json()["url"].partition("/reset/")[1] == "/reset/"
    assert chief.post(f"{API}/users/{row.json()['id']}/end").json()["ended_ms"] is not None
    mail = chief.post(f"{API}/invitations", json={"name": "A", "role": "editor", "area": "xom-cho", "mail": "a@b.vn"})
    assert mail.json()["code"] == "post-no-mail"


@pytest.mark.parametrize("path", ["/join/x", "/reset/x", "/first/x", "/join/" + "x" * 5_000])
def test_links_that_are_none(service: Served, path: str) -> None:
    client = service.client()
    answer = client.get(path)
    assert answer.status_code in (404, 429)
    assert client.post(path, data={"password": "x"}).status_code in (404, 429)


def test_a_service_with_people_makes_no_first_administrator(service: Served) -> None:
    with service.desk.store.write() as conn:
        made = links.make(conn, "first", "system", service.desk.now_ms())
    form = {"login": "trom", "name": "Trộm", "password": SECRET, "province": "A", "commune": "B"}
    assert browser(service).get(f"/first/{made.secret}").status_code == 409
    assert browser(service).post(f"/first/{made.secret}", data=form).status_code == 409
    with pytest.raises(AssertionError):
        id_of(service, "trom")


def test_an_english_reader(service: Served) -> None:
    page = browser(service, CHIEF)
    page.cookies.set("tl_language", "en")
    assert "Where you are signed in" in text(page.get("/me"))
    assert "Invite somebody" in text(page.get("/people"))
