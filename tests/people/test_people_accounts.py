"""Taking people in, passwords, API tokens, and what each role may do where."""

from __future__ import annotations

import dataclasses
import re

import pytest

from controller.errors import Clash, Forbidden, NotFound, Refused, Unauthenticated
from controller.people import accounts, passwords, tokens
from controller.people.who import MAY, ROLES, Who, may, require
from controller.store import Store, users
from controller.store import tokens as rows

PASSWORD = "mười hai chữ cái"
NOW = 1_795_000_000_000


def who(store: Store) -> Who:
    with store.read() as conn:
        user = users.by_login(conn, "bientap")
    assert user is not None
    return Who.of(user)


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        ({"login": "Có dấu"}, "login-form", "login"),
        ({"login": "-x"}, "login-form", "login"),
        ({"login": ""}, "login-form", "login"),
        ({"login": "BIENTAP"}, "login-taken", "login"),
        ({"name": "   "}, "name-blank", "name"),
        ({"role": "king"}, "role-unknown", "role"),
        ({"area": "atlantis"}, "area-unknown", None),
        ({"language": "fr"}, "language-unknown", "language"),
        ({"password": "eleven char"}, "password-short", "password"),
        ({"password": "x" * 257}, "password-long", "password"),
    ],
)
def test_a_bad_account_is_refused(store: Store, changed: dict[str, str], code: str, field: str | None) -> None:
    good = {"login": "moi", "name": "Mới", "role": "editor", "area": "xa", "password": PASSWORD}
    given = {**good, **changed}
    with pytest.raises(Refused) as caught:
        accounts.add(store, **given, now_ms=NOW)
    assert (caught.value.code, caught.value.field) == (code, field)
    with store.read() as conn:
        assert users.count(conn) == 1


def test_an_account_can_change(store: Store) -> None:
    with store.write() as conn:
        user = accounts.change(conn, who(store).user_id, name="Anh Bình", role="approver", area="thon", language="en")
        assert (user.name, user.role, user.path, user.language) == ("Anh Bình", "approver", "/tinh/xa/thon/", "en")
        assert accounts.change(conn, user.id) == user
        assert [one.login for one in users.below(conn, "/tinh/xa/")] == ["bientap"]
        assert users.below(conn, "/tinh/xa-khac/") == []
        with pytest.raises(NotFound, match="user-unknown"):
            accounts.change(conn, "nobody", name="x")
    with pytest.raises(NotFound, match="user-unknown"):
        accounts.set_password(store, "nobody", PASSWORD, NOW)


def test_two_cannot_take_one_login(store: Store) -> None:
    with pytest.raises(Clash, match="login-taken"):
        accounts.add(store, "bientap", "Khác", "editor", "xa", PASSWORD, NOW)


def test_no_folklore_about_passwords() -> None:
    for password in ("mười hai chữ", "CORRECT HORSE", "🎺🐃🌾🛶 loa xóm"):
        fit, newer = passwords.fits(password, passwords.hashed(password))
        assert fit
        assert newer is None


def test_random_passwords_differ_and_can_be_read_out() -> None:
    made = {passwords.random() for _ in range(200)}
    assert len(made) == 200
    for password in made:
        assert re.fullmatch(r"([bdghkmnprstv][aeiou]){3}(-([bdghkmnprstv][aeiou]){3}){2}-[2-9]{3}", password)
        assert passwords.checked(password) == password


def test_a_token_is_its_owner_until_it_ends(store: Store) -> None:
    me = who(store)
    with store.write() as conn:
        issued = tokens.issue(conn, me, "  máy   chủ ", NOW, NOW + 1_000)
        (row,) = rows.of_user(conn, me.user_id)
    assert issued.secret.startswith("tl_")
    assert row.name == "máy chủ"
    assert issued.secret not in map(str, dataclasses.astuple(row))
    assert tokens.token_of(store, issued.secret, NOW) == me
    with pytest.raises(Unauthenticated, match="token-wrong"):
        tokens.token_of(store, issued.secret, NOW + 1_000)


def test_a_revoked_token_is_nobodys(store: Store) -> None:
    me = who(store)
    with store.write() as conn:
        issued = tokens.issue(conn, me, "a", NOW)
        with pytest.raises(NotFound, match="token-unknown"):
            tokens.revoke(conn, dataclasses.replace(me, user_id="another"), issued.id, NOW)
        tokens.revoke(conn, me, issued.id, NOW)
        with pytest.raises(NotFound, match="token-unknown"):
            tokens.revoke(conn, me, issued.id, NOW)
    for secret in (issued.secret, "tl_made-up", ""):
        with pytest.raises(Unauthenticated, match="token-wrong"):
            tokens.token_of(store, secret, NOW)


def test_a_token_ends_with_its_owner(store: Store) -> None:
    me = who(store)
    with store.write() as conn:
        issued = tokens.issue(conn, me, "a", NOW)
        accounts.change(conn, me.user_id, active=False)
    with pytest.raises(Unauthenticated, match="token-wrong"):
        tokens.token_of(store, issued.secret, NOW)


@pytest.mark.parametrize(
    ("name", "expires_ms", "code"), [(" ", None, "token-name-blank"), ("a", NOW, "token-expiry-past")]
)
def test_a_bad_token_is_refused(store: Store, name: str, expires_ms: int | None, code: str) -> None:
    with store.write() as conn, pytest.raises(Refused, match=code):
        tokens.issue(conn, who(store), name, NOW, expires_ms)


EXPECTED = {
    # action: editor, approver, technician, administrator
    "read": "EATM",
    "write": "E  M",
    "approve": " A M",
    "order": " A M",
    "cancel": "EA M",
    "play": " A M",
    "alert": " A M",
    "speak": " A M",
    "emergency": " A M",
    "stop": "EATM",
    "tune": "  TM",
    "repair": "  TM",
    "devices": "  TM",
    "software": "  TM",
    "relays": "  TM",
    "residents": "E  M",
    "reply": "EA M",
    "areas": "   M",
    "holidays": "   M",
    "users": "   M",
    "keys": "   M",
    "hook": "   M",
    "night": "   M",
    "audit": " A M",
}


def test_every_action_is_expected() -> None:
    assert set(EXPECTED) == set(MAY)


@pytest.mark.parametrize("action", sorted(EXPECTED))
@pytest.mark.parametrize("role", ROLES)
def test_what_each_role_may(role: str, action: str) -> None:
    person = Who("u1", "x", "X", role, "xa", "/tinh/xa/", "vi")
    allowed = EXPECTED[action][ROLES.index(role)] != " "
    assert may(person, action, "/tinh/xa/") is allowed
    assert may(person, action, "/tinh/xa/thon/") is allowed
    for foreign in ("/tinh/", "/tinh/xa-khac/", "/", "/tinh/xa2/thon/"):
        assert not may(person, action, foreign)
        with pytest.raises(Forbidden, match="area-not-reached" if allowed else "role-may-not"):
            require(person, action, foreign)
    if allowed:
        require(person, action, "/tinh/xa/")


def test_an_unknown_action_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        may(Who("u1", "x", "X", "administrator", "xa", "/tinh/xa/", "vi"), "fly", "/tinh/xa/")
