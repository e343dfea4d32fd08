"""Signing in: the right password, the wrong one, too many wrong ones, and the end of a session."""

from __future__ import annotations

import threading
import unicodedata
from pathlib import Path

import pytest
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from sqlalchemy import select

from controller.errors import Unauthenticated
from controller.people import accounts, passwords, signin, throttle
from controller.people.signin import IDLE_MS, LIFE_MS, session_of, sign_in, sign_out
from controller.store import Store, areas, sessions, users
from controller.store.tables import sessions as table
from controller.store.tables import throttles as throttle_table
from tests.databases import ready_url

PASSWORD = "mười hai chữ cái"
NOW = 1_795_000_000_000
MINUTE = 60_000


def refusal(store: Store, login: str, password: str, now_ms: int = NOW, address: str = "") -> Unauthenticated:
    with pytest.raises(Unauthenticated) as caught:
        sign_in(store, login, password, now_ms, address=address)
    return caught.value


def test_the_right_password_opens_a_session(store: Store) -> None:
    signed = sign_in(store, "  BienTap ", PASSWORD, NOW, address="192.0.2.7", agent="Firefox")
    assert (signed.who.login, signed.who.role, signed.who.path) == ("bientap", "editor", "/tinh/xa/")
    assert signed.expires_ms == NOW + LIFE_MS
    assert session_of(store, signed.token, NOW) == signed.who


def test_the_token_is_not_in_the_database(store: Store) -> None:
    signed = sign_in(store, "bientap", PASSWORD, NOW)
    with store.read() as conn:
        (row,) = conn.execute(select(table)).all()
    assert signed.token not in map(str, row)
    assert row.token_hash == signin.token_hash(signed.token)


def test_letters_may_be_composed_or_not(store: Store) -> None:
    assert sign_in(store, "bientap", unicodedata.normalize("NFD", PASSWORD), NOW).token


@pytest.mark.parametrize(
    ("login", "password"),
    [("bientap", "another password"), ("bientap", ""), ("nobody", PASSWORD), ("", ""), ("bientap", "x" * 100_000)],
)
def test_what_is_wrong_is_not_told(store: Store, login: str, password: str) -> None:
    assert refusal(store, login, password).code == "signin-wrong"


def test_somebody_unknown_costs_as_much_as_a_wrong_password(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    worked: list[str] = []
    verify = Argon2Hasher.verify

    def counted(self: Argon2Hasher, password: str | bytes, hash: str | bytes) -> bool:
        worked.append(str(hash).rsplit("$", 2)[0])
        return verify(self, password, hash)

    monkeypatch.setattr(Argon2Hasher, "verify", counted)
    refusal(store, "bientap", "wrong password")
    refusal(store, "nobody", "wrong password")
    with store.write() as conn:
        user = users.by_login(conn, "bientap")
        assert user is not None
        accounts.change(conn, user.id, active=False)
    refusal(store, "bientap", PASSWORD)
    assert len(worked) == 3
    assert len(set(worked)) == 1  # the same parameters


def test_waits_grow_after_five_failures_of_a_login(store: Store) -> None:
    for _ in range(throttle.FREE):
        assert refusal(store, "bientap", "wrong").code == "signin-wrong"
    waiting = refusal(store, "bientap", PASSWORD)  # the right one is not even looked at
    assert (waiting.code, waiting.params) == ("signin-wait", {"seconds": 2})
    assert refusal(store, "bientap", "wrong", NOW + 2_000).code == "signin-wrong"
    assert refusal(store, "bientap", "wrong", NOW + 2_000).params == {"seconds": 4}
    assert sign_in(store, "bientap", PASSWORD, NOW + 6_000).token
    assert refusal(store, "bientap", "wrong", NOW + 6_000).code == "signin-wrong"


def test_waits_grow_after_five_failures_of_an_address(store: Store) -> None:
    for number in range(throttle.FREE):
        assert refusal(store, f"nobody{number}", "wrong", address="192.0.2.7").code == "signin-wrong"
    assert refusal(store, "bientap", PASSWORD, address="192.0.2.7").code == "signin-wait"
    assert sign_in(store, "bientap", PASSWORD, NOW, address="192.0.2.8").token


def test_an_own_account_does_not_wash_an_address(store: Store) -> None:
    for number in range(4):
        refusal(store, f"nobody{number}", "wrong", address="192.0.2.7")
    sign_in(store, "bientap", PASSWORD, NOW, address="192.0.2.7")
    assert refusal(store, "nobody4", "wrong", address="192.0.2.7").code == "signin-wrong"
    assert refusal(store, "nobody5", "wrong", address="192.0.2.7").code == "signin-wait"


def test_an_hour_without_failures_is_forgotten(store: Store) -> None:
    for _ in range(throttle.FREE):
        refusal(store, "bientap", "wrong")
    later = NOW + throttle.FORGOTTEN_AFTER_MS
    for _ in range(throttle.FREE):
        assert refusal(store, "bientap", "wrong", later).code == "signin-wrong"
    sign_in(store, "bientap", PASSWORD, later + MINUTE)
    with store.read() as conn:
        assert conn.execute(select(throttle_table)).all() == []


def test_many_guesses_at_once_get_no_free_tries(store: Store) -> None:
    codes: list[str] = []

    def guess() -> None:
        codes.append(refusal(store, "bientap", "wrong").code)

    guesses = [threading.Thread(target=guess) for _ in range(12)]
    for one in guesses:
        one.start()
    for one in guesses:
        one.join()
    assert sorted(codes) == ["signin-wait"] * 7 + ["signin-wrong"] * 5


def test_a_session_ends_unused_and_in_the_end(store: Store) -> None:
    signed = sign_in(store, "bientap", PASSWORD, NOW)
    for code_at in (NOW + IDLE_MS, NOW + LIFE_MS):
        with pytest.raises(Unauthenticated, match="session-ended"):
            session_of(store, signed.token, code_at)
    at = NOW
    while at + IDLE_MS // 2 < NOW + LIFE_MS:
        at += IDLE_MS // 2
        session_of(store, signed.token, at)
    with pytest.raises(Unauthenticated, match="session-ended"):
        session_of(store, signed.token, NOW + LIFE_MS)


def test_signing_out_ends_it(store: Store) -> None:
    signed = sign_in(store, "bientap", PASSWORD, NOW)
    assert sign_out(store, signed.token)
    assert not sign_out(store, signed.token)
    with pytest.raises(Unauthenticated, match="session-ended"):
        session_of(store, signed.token, NOW)


@pytest.mark.parametrize("token", ["", "nonsense", "\ud800", "tl_" + "x" * 10_000])
def test_a_made_up_token_is_nobodys(store: Store, token: str) -> None:
    with pytest.raises(Unauthenticated, match="session-ended"):
        session_of(store, token, NOW)


def test_leaving_and_a_new_password_end_every_session(store: Store) -> None:
    first, second = (sign_in(store, "bientap", PASSWORD, NOW) for _ in range(2))
    accounts.set_password(store, first.who.user_id, "twelve other letters", NOW)
    for signed in (first, second):
        with pytest.raises(Unauthenticated, match="session-ended"):
            session_of(store, signed.token, NOW)
    assert refusal(store, "bientap", PASSWORD).code == "signin-wrong"
    third = sign_in(store, "bientap", "twelve other letters", NOW)
    with store.write() as conn:
        accounts.change(conn, third.who.user_id, active=False)
        assert sessions.of_user(conn, third.who.user_id) == []
    assert refusal(store, "bientap", "twelve other letters").code == "signin-wrong"


def test_a_weak_old_hash_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, passwords_cost: passwords.Cost
) -> None:
    monkeypatch.setattr(passwords, "COST", passwords_cost)
    weak = PasswordHash([Argon2Hasher(memory_cost=1024, time_cost=1, parallelism=1)]).hash(PASSWORD)
    with ready_url("sqlite", tmp_path) as url:
        store = Store(url)
        with store.write() as conn:
            areas.add(conn, "xa", None, "commune", "Xã", NOW)
            users.add(conn, "u1", "lan", "Lan", weak, "editor", "xa", NOW)
        sign_in(store, "lan", PASSWORD, NOW)
        with store.read() as conn:
            user = users.get(conn, "u1")
        store.close()
    assert user is not None
    assert "m=19456,t=2,p=1" in user.password_hash


@pytest.mark.parametrize(
    ("failures", "seconds"), [(0, 0), (4, 0), (5, 2), (6, 4), (7, 8), (10, 64), (14, 900), (10_000, 900)]
)
def test_the_waits(failures: int, seconds: int) -> None:
    assert throttle.wait_ms(failures) == seconds * 1000
