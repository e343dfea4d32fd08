"""The second factor: codes of a telephone and codes on paper, each good once; drift, guesses, a lost telephone."""

from __future__ import annotations

import base64
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from sqlalchemy import select, update

from controller.errors import Refused
from controller.people import accounts, factors, signin, staff
from controller.people.who import Who
from controller.store import Store, audit
from controller.store import factors as rows
from controller.store.tables import factors as table
from tests.people.desks import NOW, PASSWORD, At, desk_for

STEP = 30_000


@pytest.fixture
def lan(store: Store) -> Who:
    return signin.sign_in(store, "bientap", PASSWORD, NOW).who


@pytest.fixture
def at(store: Store, tmp_path: Path) -> At:
    return desk_for(store, tmp_path)


class Telephone:
    """Makes codes of what it read, by a clock of its own."""

    def __init__(self, secret: str, drift_ms: int = 0) -> None:
        key = base64.b32decode(secret + "=" * (-len(secret) % 8))
        self._maker, self._drift_ms = TOTP(key, 6, SHA1(), 30), drift_ms

    def code(self, now_ms: int) -> str:
        return self._maker.generate((now_ms + self._drift_ms) // 1000).decode()


def on(at: At, lan: Who) -> tuple[Telephone, list[str]]:
    """Turned on, a minute ago."""
    telephone = Telephone(factors.begin(at(NOW - 2 * STEP), lan).secret)
    return telephone, factors.confirm(at(NOW - 2 * STEP), lan, telephone.code(NOW - 2 * STEP))


def code(call: Callable[[], object]) -> str:
    with pytest.raises(Refused) as caught:
        call()
    return caught.value.code


def sign_in(at: At, store: Store, typed: str, now_ms: int = NOW) -> signin.SignedIn:
    return signin.sign_in(
        store, "bientap", PASSWORD, now_ms, second=lambda user: factors.prove(at(now_ms), user, typed, now_ms)
    )


def test_nothing_is_asked_before_the_telephone_has_proven_itself(store: Store, lan: Who, at: At) -> None:
    offered = factors.begin(at(), lan)
    assert offered.link.startswith("otpauth://totp/")
    assert factors.offered(at(), lan) == offered
    assert signin.sign_in(store, "bientap", PASSWORD, NOW).token
    assert code(lambda: factors.confirm(at(), lan, "000000")) == "code-wrong"
    factors.confirm(at(), lan, Telephone(offered.secret).code(NOW))
    assert factors.offered(at(), lan) is None
    assert code(lambda: factors.begin(at(), lan)) == "factor-there"
    assert code(lambda: signin.sign_in(store, "bientap", PASSWORD, NOW)) == "signin-code-needed"


def test_a_code_is_good_once(store: Store, lan: Who, at: At) -> None:
    telephone, _ = on(at, lan)
    typed = telephone.code(NOW)
    assert sign_in(at, store, f" {typed[:3]} {typed[3:]} ").who == lan
    assert code(lambda: sign_in(at, store, typed)) == "code-used"
    assert code(lambda: sign_in(at, store, telephone.code(NOW - STEP))) == "code-used"  # the one before it, too
    assert sign_in(at, store, telephone.code(NOW + STEP), NOW + STEP).token


@pytest.mark.parametrize(("steps", "good"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_clock_may_be_wrong_by_one_step(store: Store, lan: Who, at: At, steps: int, good: bool) -> None:
    offered = factors.begin(at(NOW - 9 * STEP), lan)
    factors.confirm(at(NOW - 9 * STEP), lan, Telephone(offered.secret).code(NOW - 9 * STEP))
    wrong = Telephone(offered.secret, steps * STEP)
    if good:
        assert sign_in(at, store, wrong.code(NOW)).token
    else:
        assert code(lambda: sign_in(at, store, wrong.code(NOW))) == "code-wrong"


def test_a_code_on_paper_is_good_once_and_new_ones_end_it(store: Store, lan: Who, at: At) -> None:
    _, papers = on(at, lan)
    assert len(set(papers)) == 10
    assert sign_in(at, store, papers[0].upper().replace("-", " ")).who == lan
    assert code(lambda: sign_in(at, store, papers[0])) == "code-wrong"
    assert code(lambda: factors.renew_codes(at(), lan, "not the password")) == "password-old-wrong"
    fresh = factors.renew_codes(at(), lan, PASSWORD)
    assert code(lambda: sign_in(at, store, papers[1])) == "code-wrong"
    assert sign_in(at, store, fresh[9]).token


def test_guessing_codes_takes_longer_and_longer_though_the_password_is_right(store: Store, lan: Who, at: At) -> None:
    telephone, _ = on(at, lan)
    now, looked_at = NOW, 0
    good = telephone.code(NOW)
    for number in range(200):
        typed = f"{number:06}"
        if typed == good:
            continue
        looked_at += code(partial(factors.prove, at(now), lan.user_id, typed, now)) == "code-wrong"
        now += 15_000  # for fifty minutes
    assert looked_at <= 20
    assert code(lambda: factors.prove(at(now), lan.user_id, telephone.code(now), now)) == "signin-wait"


def test_an_administrator_takes_a_lost_telephone_away(store: Store, lan: Who, at: At) -> None:
    on(at, lan)
    chief = Who.of(accounts.add(store, "quantri", "Ông Chung", "administrator", "xa", PASSWORD, NOW))
    stranger = Who("u", "khac", "Khác", "administrator", "xa-khac", "/tinh/xa-khac/", "vi")
    assert code(lambda: staff.without_factor(at(), stranger, lan.user_id)) == "user-unknown"
    assert code(lambda: staff.without_factor(at(), lan, lan.user_id)) == "role-may-not"
    staff.without_factor(at(), chief, lan.user_id)
    assert signin.sign_in(store, "bientap", PASSWORD, NOW).who == lan
    assert code(lambda: staff.without_factor(at(), chief, lan.user_id)) == "factor-none"
    with store.read() as conn:
        last = audit.recent(conn, 1)[0]
    assert (last.who, last.action, last.detail["login"]) == ("quantri", "factor-reset", "bientap")


def test_turning_off_takes_the_password(store: Store, lan: Who, at: At) -> None:
    on(at, lan)
    assert code(lambda: factors.off(at(), lan, "not the password")) == "password-old-wrong"
    factors.off(at(), lan, PASSWORD)
    assert signin.sign_in(store, "bientap", PASSWORD, NOW).token


def test_the_database_alone_makes_no_codes(store: Store, lan: Who, at: At, tmp_path: Path) -> None:
    offered = factors.begin(at(), lan)
    raw = base64.b32decode(offered.secret)
    other = accounts.add(store, "khac", "Khác", "editor", "xa", PASSWORD, NOW)
    with store.write() as conn:
        row = conn.execute(select(table)).one()
        kept = base64.b64decode(row.sealed)
        assert raw not in kept
        assert offered.secret not in row.sealed
        rows.confirm(conn, lan.user_id, NOW)
        conn.execute(update(table).values(user_id=other.id))  # moved to somebody else: it opens for nobody
    typed = Telephone(offered.secret).code(NOW)
    assert code(lambda: factors.prove(at(), other.id, typed, NOW)) == "factor-unreadable"
    assert (
        code(lambda: factors.prove(desk_for(store, tmp_path / "else")(), other.id, typed, NOW)) == "factor-unreadable"
    )
