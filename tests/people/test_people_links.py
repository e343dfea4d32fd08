"""One-time links: joining, another password, the first administrator; used twice, too late, taken back, guessed."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from controller.errors import Clash, ManyRefused, NotFound, Refused
from controller.people import accounts, first, inviting, links, passwords, signin, staff
from controller.people.inviting import Given
from controller.people.who import Who
from controller.store import Store, areas, audit, sessions, users
from controller.store import links as rows
from tests.people.desks import NOW, PASSWORD, At, desk_for

HANH = Given("Nguyễn Thị Hạnh", "editor", "thon")
SECRET = "sáu con trâu đồng xa"


@pytest.fixture
def chief(store: Store) -> Who:
    return Who.of(accounts.add(store, "quantri", "Ông Chung", "administrator", "xa", PASSWORD, NOW))


@pytest.fixture
def at(store: Store, tmp_path: Path) -> At:
    return desk_for(store, tmp_path)


def code(call: Callable[[], object]) -> str:
    with pytest.raises(Refused) as caught:
        call()
    return caught.value.code


def test_who_is_invited_joins_once_with_a_login_of_their_own(store: Store, chief: Who, at: At) -> None:
    made = inviting.invite(at(), chief, HANH)
    assert made.url("https://loa.xa.vn") == f"https://loa.xa.vn/join/{made.secret}"
    row = inviting.join(at(), made.secret, " Hanh ", "Nguyễn Hạnh", SECRET)
    assert (row.login, row.name, row.role, row.path) == ("hanh", "Nguyễn Hạnh", "editor", "/tinh/xa/thon/")
    assert signin.sign_in(store, "hanh", SECRET, NOW).who.role == "editor"
    assert code(lambda: inviting.join(at(), made.secret, "hai", "Hai", SECRET)) == "link-used"
    with store.read() as conn:
        lines = audit.recent(conn, 2)
        assert made.secret not in str(lines)
        assert [(one.action, one.who, one.address) for one in lines] == [
            ("user-join", "hanh", "192.0.2.9"),
            ("user-invite", "quantri", "192.0.2.9"),
        ]


def test_a_mistake_uses_no_link_up(store: Store, chief: Who, at: At) -> None:
    made = inviting.invite(at(), chief, HANH)
    with pytest.raises(ManyRefused) as caught:
        inviting.join(at(), made.secret, "Có dấu", " ", "ngắn")
    assert {one.field for one in caught.value.refusals} == {"login", "name", "password"}
    assert code(lambda: inviting.join(at(), made.secret, "bientap", "Hạnh", SECRET)) == "login-taken"
    assert inviting.join(at(), made.secret, "hanh", "Hạnh", SECRET).active


def test_an_invitation_ends_by_time_or_by_hand(store: Store, chief: Who, at: At) -> None:
    old, back = inviting.invite(at(), chief, HANH), inviting.invite(at(), chief, HANH)
    inviting.revoke(at(), chief, back.link.id)
    assert code(lambda: inviting.join(at(), back.secret, "hanh", "Hạnh", SECRET)) == "link-revoked"
    late = at(now_ms=NOW + 7 * links.DAY_MS)
    assert code(lambda: inviting.join(late, old.secret, "hanh", "Hạnh", SECRET)) == "link-expired"
    assert [one.id for one in inviting.open_invitations(at(), chief)] == [old.link.id]


def test_nobody_invites_beyond_the_own_area(store: Store, chief: Who, at: At) -> None:
    assert code(lambda: inviting.invite(at(), chief, Given("Ai đó", "editor", "xa-khac"))) == "area-not-reached"
    assert code(lambda: inviting.invite(at(), chief, Given(" ", "king", "xa"))) == "name-blank"
    editor = Who("u", "bientap", "Lan", "editor", "xa", "/tinh/xa/", "vi")
    assert code(lambda: inviting.invite(at(), editor, HANH)) == "role-may-not"
    made = inviting.invite(at(), chief, HANH)
    stranger = Who("u", "khac", "Khác", "administrator", "xa-khac", "/tinh/xa-khac/", "vi")
    assert code(lambda: inviting.revoke(at(), stranger, made.link.id)) == "link-unknown"
    assert code(lambda: staff.change(at(), stranger, chief.user_id, active=False)) == "user-unknown"


def test_two_who_open_one_invitation_are_one_person(store: Store, chief: Who, at: At) -> None:
    made, ends = inviting.invite(at(), chief, HANH), []

    def join(login: str) -> None:
        try:
            ends.append(inviting.join(at(), made.secret, login, "Hạnh", SECRET).login)
        except Refused as refused:
            ends.append(refused.code)

    threads = [threading.Thread(target=join, args=(f"hanh{number}",)) for number in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(ends)[1:] == ["link-used"] * 3


def test_who_tries_many_links_waits_and_who_has_a_good_one_does_not(empty: Store) -> None:
    with empty.write() as conn:
        made = links.make(conn, "first", "system", NOW)

    def tried(number: int) -> str:
        return code(lambda: links.opened(empty, "first", f"guess-{number}", NOW + number, "198.51.100.7"))

    tries = [tried(number) for number in range(300)]
    assert (tries[:5], set(tries[5:])) == (["link-unknown"] * 5, {"link-wait"})
    assert links.opened(empty, "first", made.secret, NOW, "198.51.100.7").id == made.link.id
    assert code(lambda: links.opened(empty, "reset", made.secret, NOW, "203.0.113.1")) == "link-unknown"


def test_another_password_by_a_link_ends_all_sessions(store: Store, chief: Who, at: At) -> None:
    opened = signin.sign_in(store, "bientap", PASSWORD, NOW)
    old = staff.reset(at(), chief, opened.who.user_id)
    made = staff.reset(at(), chief, opened.who.user_id)
    assert signin.session_of(store, opened.token, NOW).login == "bientap"  # nothing ends before it is used
    assert code(lambda: staff.choose(at(), old.secret, SECRET)) == "link-revoked"
    assert code(lambda: staff.choose(at(), made.secret, "bientap12345")) == "password-guessable"
    staff.choose(at(), made.secret, SECRET)
    assert code(lambda: signin.session_of(store, opened.token, NOW)) == "session-ended"
    assert code(lambda: signin.sign_in(store, "bientap", PASSWORD, NOW)) == "signin-wrong"
    assert signin.sign_in(store, "bientap", SECRET, NOW).token
    assert code(lambda: staff.choose(at(), made.secret, PASSWORD)) == "link-used"


def test_who_is_suspended_or_gone_chooses_no_password(store: Store, chief: Who, at: At) -> None:
    opened = signin.sign_in(store, "bientap", PASSWORD, NOW)
    made = staff.reset(at(), chief, opened.who.user_id)
    staff.change(at(), chief, opened.who.user_id, active=False)
    assert code(lambda: signin.session_of(store, opened.token, NOW)) == "session-ended"
    assert code(lambda: staff.choose(at(), made.secret, SECRET)) == "user-not-active"
    staff.change(at(), chief, opened.who.user_id, active=True)
    assert signin.sign_in(store, "bientap", PASSWORD, NOW).token
    gone = staff.end(at(), chief, opened.who.user_id)
    assert (gone.active, gone.ended_ms) == (False, NOW)
    assert code(lambda: staff.change(at(), chief, gone.id, active=True)) == "user-ended"
    assert code(lambda: staff.choose(at(), made.secret, SECRET)) == "link-revoked"
    with store.read() as conn:
        assert sessions.of_user(conn, gone.id) == []
        assert [one.action for one in audit.recent(conn, 3)] == ["user-end", "user-resume", "user-suspend"]


@pytest.mark.parametrize("wanted", [{"active": False}, {"role": "editor"}, {"area": "thon"}])
def test_the_last_administrator_stays(store: Store, chief: Who, at: At, wanted: dict[str, object]) -> None:
    assert code(lambda: staff.change(at(), chief, chief.user_id, **wanted)) == "administrator-last"
    assert code(lambda: staff.end(at(), chief, chief.user_id)) == "administrator-last"
    accounts.add(store, "phu", "Phó", "administrator", "xa", PASSWORD, NOW)
    assert staff.change(at(), chief, chief.user_id, **wanted).id == chief.user_id


def test_two_administrators_who_suspend_each_other_leave_one(store: Store, chief: Who, at: At) -> None:
    other = Who.of(accounts.add(store, "phu", "Phó", "administrator", "xa", PASSWORD, NOW))
    ends: list[str] = []

    def suspend(me: Who, them: Who) -> None:
        try:
            staff.change(at(), me, them.user_id, active=False)
            ends.append("done")
        except Refused as refused:
            ends.append(refused.code)

    pairs = [(chief, other), (other, chief)]
    threads = [threading.Thread(target=suspend, args=pair) for pair in pairs]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(ends) == ["administrator-last", "done"]


def test_the_first_administrator_comes_by_a_link_that_works_once(empty: Store, tmp_path: Path) -> None:
    keys, at = tmp_path / "keys", desk_for(empty, tmp_path)
    old = first.prepare(empty, keys, "Asia/Ho_Chi_Minh", NOW)
    made = first.prepare(empty, keys, "Asia/Ho_Chi_Minh", NOW)  # the service was started again
    assert old is not None
    assert made is not None
    assert code(lambda: first.opened(at(), old.secret)) == "link-revoked"
    assert code(lambda: first.opened(at(now_ms=NOW + links.HOUR_MS), made.secret)) == "link-expired"
    places = {"province": "Tỉnh Phú Thọ", "commune": "Xã Tân Hòa"}
    blank = code(lambda: first.administrator(at(), made.secret, "chung", "Chung", SECRET, province="", commune=""))
    assert blank == "name-blank"
    row = first.administrator(at(), made.secret, "chung", "Phạm Thị Chung", SECRET, **places)
    with empty.read() as conn:
        assert [(one.code, one.name) for one in areas.below(conn)] == [
            ("tinh", "Tỉnh Phú Thọ"),
            ("xa-tan-hoa", "Xã Tân Hòa"),
        ]
        assert [one.action for one in audit.recent(conn, 2)] == ["first-administrator", "area-add"]
    assert (row.role, row.path) == ("administrator", "/tinh/")
    assert code(lambda: first.opened(at(), made.secret)) == "link-used"
    assert first.prepare(empty, keys, "Asia/Ho_Chi_Minh", NOW) is None
    with empty.write() as conn:
        again = links.make(conn, "first", "system", NOW)
    assert code(lambda: first.administrator(at(), again.secret, "hai", "Hai", SECRET, **places)) == "first-done"


def test_two_who_want_to_be_first_are_one(empty: Store, tmp_path: Path) -> None:
    at, ends = desk_for(empty, tmp_path), []
    made = first.prepare(empty, tmp_path / "keys", "Asia/Ho_Chi_Minh", NOW)
    assert made is not None

    def be(login: str) -> None:
        try:
            first.administrator(at(), made.secret, login, "Ai", SECRET, province="Tỉnh A", commune="Xã B")
            ends.append("done")
        except (Clash, NotFound) as refused:
            ends.append(refused.code)

    threads = [threading.Thread(target=be, args=(f"nguoi{number}",)) for number in range(3)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert ends.count("done") == 1
    assert set(ends) <= {"done", "first-done", "link-used"}
    with empty.read() as conn:
        assert users.count(conn) == 1


def test_links_are_kept_as_hashes_and_forgotten_in_time(store: Store, chief: Who, at: At) -> None:
    made = inviting.invite(at(), chief, HANH)
    with store.read() as conn:
        row = rows.get(conn, made.link.id)
    assert row is not None
    assert made.secret not in str(row)
    with store.write() as conn:
        links.make(conn, "reset", "quantri", NOW + 60 * links.DAY_MS, user_id=chief.user_id)
        assert rows.get(conn, made.link.id) is None


@pytest.mark.parametrize(
    "password",
    ["aaaaaaaaaaaa", "            ", "123456789012", "matkhau12345", "M@tKh4u!1234", "qwertyuiop12", "abababababab",
     "bientapbientap", "Tân Hòa 2026", "tienglang2026", "Iloveyou1990", "🎺" * 12],
)  # fmt: skip
def test_what_everybody_tries_first_is_refused(password: str) -> None:
    with pytest.raises(Refused, match="password-guessable"):
        passwords.checked(password, ("bientap", "Chị Lan", "Xã Tân Hòa"))


@pytest.mark.parametrize("password", ["sáu con trâu đồng xa", "CORRECTHORSE", "🎺🐃🌾🛶 loa xóm", "x7#kQ2!mvT9p"])
def test_nothing_is_asked_of_what_a_password_is_made_of(password: str) -> None:
    assert passwords.checked(password, ("bientap", "Chị Lan", "Xã Tân Hòa"))
