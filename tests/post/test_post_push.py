"""Notices in browsers: sealed by RFC 8291, signed by RFC 8292, tried again, and dropped with the browser."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from sqlalchemy import text

from controller.post import asked, calling, vapid
from controller.post.gather import make_due
from controller.post.sealing import RECORD, padless, seal, unpadded
from controller.post.send import send_push
from controller.store import announcements, audit, exceptions, post
from controller.store.exceptions import Exceptional
from tests.api.test_api_path import API, codes
from tests.post.push_service import Browser, PushService, pushing
from tests.post.test_post_webhooks import HOUR, MINUTE, broken, later
from tests.serving import APPROVER, CHIEF, EDITOR, TECHNICIAN, Served

# RFC 8291, appendix A.
TEXT = b"When I grow up, I want to be a watermelon"
SENDER = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
RECEIVER = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94"
RECEIVER_POINT = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
AUTH, SALT = "BTBZMqHH6r4Tts7J_aSIgg", "DGv6ra1nlYgDCS1FRnbzlw"
BODY = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_"
    "yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)


def private(text: str) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int.from_bytes(unpadded(text), "big"), ec.SECP256R1())


def test_the_published_example_comes_out_to_the_byte() -> None:
    sealed = seal(TEXT, RECEIVER_POINT, AUTH, own=private(SENDER), salt=unpadded(SALT))
    assert padless(sealed) == BODY
    assert Browser(private(RECEIVER), unpadded(AUTH)).opened(unpadded(BODY)) == TEXT


def test_only_that_browser_reads_it_and_nothing_is_changed_on_the_way() -> None:
    browser, own = Browser(), ec.generate_private_key(ec.SECP256R1())
    sealed = seal("Mất điện thôn Đông".encode(), **browser.keys, own=own, salt=bytes(16))
    assert browser.opened(sealed).decode() == "Mất điện thôn Đông"
    for wrong, body in ((Browser(), sealed), (browser, sealed[:-1] + bytes([sealed[-1] ^ 1]))):
        with pytest.raises(InvalidTag):
            wrong.opened(body)
    with pytest.raises(ValueError, match="longer"):
        seal(b"x" * RECORD, **browser.keys, own=own, salt=bytes(16))


def test_the_key_stays_and_nobody_else_reads_it(tmp_path: Path) -> None:
    first = vapid.public(tmp_path / "keys")
    vapid.key.cache_clear()
    assert vapid.public(tmp_path / "keys") == first
    assert (tmp_path / "keys" / vapid.FILE).stat().st_mode & 0o077 == 0


@contextmanager
def browser(service: Served, folder: Path, monkeypatch: pytest.MonkeyPatch, *answers: int) -> Iterator[PushService]:
    """A push service that the service trusts."""
    key = service.client(EDITOR).get(f"{API}/notices/push-key").json()["key"]
    with pushing(folder, key, *answers) as there:
        context = ssl.create_default_context(cafile=folder / "cert.pem")
        monkeypatch.setattr(calling, "_trust", lambda: context)
        yield there


def wished(service: Served, there: PushService, login: str = TECHNICIAN, **more: Any) -> dict[str, Any]:
    given = {"channel": "push", "target": there.endpoint, "keys": there.browser.keys, "severity": "note", **more}
    answer = service.client(login).post(f"{API}/notices", json=given)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


def send(service: Served) -> None:
    make_due(service.desk)
    asked.make_due(service.desk)
    send_push(service.desk)


@pytest.fixture(autouse=True)
def nobody_else(service: Served) -> None:
    with service.desk.store.write() as conn:
        conn.execute(text("DELETE FROM post_wishes"))


def test_an_incident_is_shown_on_a_technicians_phone(
    service: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with browser(service, tmp_path, monkeypatch) as there:
        made = wished(service, there)
        assert made["key"] == ""
        assert not any(secret in str(made) for secret in there.browser.keys.values())
        broken(service, ["push-1"])
        later(service, MINUTE)
        send(service)
        ((headers, shown),) = there.got
    assert shown["title"].startswith("Mất liên lạc: Loa nhà văn hóa thôn Đông")
    assert shown["url"].endswith("/incidents/push-1")
    assert "Việc cần làm" in shown["text"]
    assert 0 < there.until_s - service.desk.now_ms() // 1000 < 86_400
    assert int(headers["ttl"]) <= 86_400


def test_what_fails_is_tried_again_and_a_browser_that_is_gone_is_let_go(
    service: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with browser(service, tmp_path, monkeypatch, 503, 429, 201) as there:
        wished(service, there)
        broken(service, ["push-2"])
        for wait in (MINUTE, 30_000, 2 * MINUTE):
            later(service, wait)
            send(service)
        assert (there.calls, len(there.got)) == (3, 1)
        there.answers[:] = [410]
        broken(service, ["push-3"])
        later(service, HOUR)
        send(service)
        (way,) = service.client(TECHNICIAN).get(f"{API}/notices").json()
        assert (way["active"], way["error"]) == (False, "status 410")
        broken(service, ["push-4"])
        later(service, HOUR)
        send(service)
        assert there.calls == 4, "nobody is there, nobody is called"
        with service.desk.store.read() as conn:
            assert audit.recent(conn, 1)[0].action == "notice-gone"
        there.answers[:] = [201]
        again = wished(service, there)
        (way,) = service.client(TECHNICIAN).get(f"{API}/notices").json()
        assert (way["id"], way["active"]) == (again["id"], True), "subscribed again: in its own place"


def test_a_browser_tells_whoever_sits_there_now(
    service: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with browser(service, tmp_path, monkeypatch) as there:
        wished(service, there, TECHNICIAN)
        wished(service, there, EDITOR)
        assert service.client(TECHNICIAN).get(f"{API}/notices").json() == []


def test_a_leader_is_told_once_what_waits_for_approval(
    service: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with browser(service, tmp_path, monkeypatch) as there:
        mine = wished(service, there, APPROVER, kinds=["asked"])
        row = _submitted(service, "Lịch tiêm chủng", "2026-11-24T06:00")
        send(service)
        ((_, shown),) = there.got
        assert shown["title"] == "Chờ bạn duyệt: Lịch tiêm chủng"
        assert shown["url"].endswith(f"/inbox/{row}")
        send(service)
        assert len(there.got) == 1, "once"
        first = _submitted(service, "Họp thôn", "2026-11-24T06:10")
        _submitted(service, "Thu phí nước", "2026-11-24T06:20")
        with service.desk.store.write() as conn:
            assert announcements.set_state(conn, first, "submitted", "cancelled")
        _submitted(service, "Vệ sinh đường làng", "2026-11-24T06:30")
        send(service)
        assert there.got[-1][1]["title"] == "2 việc chờ bạn duyệt", "what was taken back is not told"
        series = service.commune.agree(service.commune.draft("2026-11-26T06:00", title="Thể dục", rrule="FREQ=DAILY"))
        later(service, 1_000)
        with service.desk.store.write() as conn:
            maker, now = service.commune.who(EDITOR).user_id, service.desk.now_ms()
            exceptions.put(
                conn, Exceptional(series.id, "2026-11-28T06:00", "proposed", "changed", maker, now, text="Mới")
            )
        send(service)
        assert there.got[-1][1]["url"].endswith(f"/inbox/{series.id}/times/2026-11-28T06:00")
        with service.desk.store.write() as conn:
            post.change(conn, mine["id"], quiet="00:00-23:59")
        _submitted(service, "Khám sức khỏe", "2026-11-24T06:40")
        send(service)
        assert len(there.got) == 3, "not while somebody sleeps"


def _submitted(service: Served, title: str, start: str) -> str:
    from controller.broadcast.form import compose
    from controller.broadcast.submit import submit

    commune = service.commune
    later(service, 1_000)
    row = compose(service.desk, commune.who(EDITOR), commune.draft(start, title=title))
    submit(service.desk, commune.who(EDITOR), row.id)
    return row.id


def test_who_wrote_it_and_who_may_not_approve_is_not_asked(
    service: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with browser(service, tmp_path, monkeypatch) as there:
        given = {"channel": "push", "target": there.endpoint, "keys": there.browser.keys, "kinds": ["asked"]}
        assert codes(service.client(EDITOR).post(f"{API}/notices", json=given)) == {"role-may-not": None}
        wished(service, there, CHIEF, kinds=["asked"])
        row = _submitted(service, "Bản tin của tôi", "2026-11-25T06:00")
        with service.desk.store.write() as conn:
            conn.execute(
                text("UPDATE announcements SET maker = :who, editors = '[]' WHERE id = :id"),
                {"who": service.commune.who(CHIEF).user_id, "id": row},
            )
        send(service)
        assert not any("Bản tin của tôi" in one["text"] + one["title"] for _, one in there.got)


GOOD = Browser().keys
BAD = [
    ({"keys": {}}, "post-push"),
    ({"keys": {"p256dh": GOOD["p256dh"]}}, "post-push"),
    ({"keys": GOOD | {"auth": "short"}}, "post-push"),
    ({"keys": GOOD | {"p256dh": "!!!"}}, "post-push"),
    ({"keys": GOOD | {"p256dh": padless(b"\4" + bytes(64))}}, "post-push"),
    ({"keys": GOOD | {"p256dh": padless(bytes(65))}}, "post-push"),
    ({"target": "http://127.0.0.1/push"}, "post-address-plain"),
    ({"target": "ftp://push.vn/x"}, "post-address"),
    ({"target": "https://a:b@push.vn/x"}, "post-address"),
    ({"target": "https://khong-co.invalid/x"}, "post-nowhere"),
]


@pytest.mark.parametrize(("given", "code"), BAD, ids=[f"{code}-{number}" for number, (_, code) in enumerate(BAD)])
def test_bad_subscriptions(service: Served, given: dict[str, Any], code: str) -> None:
    whole = {"channel": "push", "target": "https://127.0.0.1/push", "keys": GOOD} | given
    assert code in codes(service.client(TECHNICIAN).post(f"{API}/notices", json=whole))


def test_nobody_leads_the_service_into_its_own_network(service: Served) -> None:
    from controller.errors import Refused
    from controller.post.push import judged

    for inside in ("https://127.0.0.1/x", "https://[::1]/x", "https://10.0.0.7/x", "https://169.254.169.254/latest"):
        with pytest.raises(Refused) as refused:
            judged(inside, GOOD, private=False)
        assert refused.value.code == "post-private"
