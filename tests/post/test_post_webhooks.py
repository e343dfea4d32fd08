"""From an incident to a program that hears of it: signed, once for a storm, tried again, given up with a word."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Iterable
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from controller.fleet.watching import Watcher
from controller.health.watch import Incident, Member
from controller.post.gather import make_due
from controller.post.send import send_webhooks
from controller.store import audit, incidents, post, status
from controller.store.status import StateHeard
from tests.api.test_api_path import API, codes
from tests.post.receivers import Receiver, listening, misbehaving
from tests.serving import CHIEF, EDITOR, TECHNICIAN, Served

MINUTE, HOUR = 60_000, 3_600_000


def wished(service: Served, there: str, **more: object) -> dict[str, Any]:
    given = {"channel": "webhook", "target": there, "severity": "note", **more}
    answer = service.client(CHIEF).post(f"{API}/notices", json=given)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


def later(service: Served, ms: int) -> None:
    service.desk.clock.shift += ms  # type: ignore[attr-defined]


def broken(service: Served, names: Iterable[str], *, closed: bool = False) -> None:
    """Incidents open or close, each with its event, as the watch writes them."""
    now = service.desk.now_ms()
    end = {"ended_ms": now, "closed_ms": now, "end": "recovered"} if closed else {}
    under = {"loa-dong-1": Member(now)}
    rows = [Incident(one, "dark", "grave", "thon-dong", "loa-dong-1", now, now, under, **end) for one in names]  # type: ignore[arg-type]
    with service.desk.store.write() as conn:
        incidents.keep(conn, rows)
        post.happened(conn, [(now, post.CLOSED if closed else post.OPENED, one.id) for one in rows])


def told(service: Served, there: Receiver) -> list[dict[str, Any]]:
    """What came, after everything that is due was made and sent."""
    make_due(service.desk)
    send_webhooks(service.desk)
    bodies = [json.loads(body) for _, body in there.got]
    there.got.clear()
    return bodies


@pytest.fixture(autouse=True)
def nobody_else(service: Served) -> None:
    with service.desk.store.write() as conn:
        conn.execute(text("DELETE FROM post_wishes"))


def test_from_a_box_that_falls_silent_to_a_signed_call(service: Served) -> None:
    with listening() as there:
        made = wished(service, there.address)
        with service.desk.store.write() as conn:
            at = service.desk.now_ms() - 10 * MINUTE
            for word, ms in (("online", at - HOUR), ("lost", at)):
                status.take(conn, [StateHeard("loa-cho-1", ms, word, "s-1", "b-1")])
        Watcher(service.desk).look()
        assert told(service, there) == [], "the first waits a little for those that belong to it"
        later(service, MINUTE)
        make_due(service.desk)
        send_webhooks(service.desk)
        ((headers, body),) = there.got
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    key = base64.b64decode(made["key"].removeprefix("whsec_"))
    assert headers["webhook-signature"] == "v1," + base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()
    assert abs(int(headers["webhook-timestamp"]) * 1000 - service.desk.now_ms()) < MINUTE
    said = json.loads(body)
    (one,) = said["data"]["incidents"]
    assert (said["type"], said["id"], one["device"], one["rule"]) == (
        "incidents",
        headers["webhook-id"],
        "loa-cho-1",
        "dark",
    )
    assert one["title"] == "Mất liên lạc: Loa cổng chợ"
    assert "Hỏi người ở gần" in said["text"]
    assert made["key"] not in service.client(CHIEF).get(f"{API}/notices").text, "it is told once"


def test_a_storm_is_one_message(service: Served) -> None:
    with listening() as there:
        wished(service, there.address)
        broken(service, [f"i{number:03}" for number in range(500)])
        later(service, MINUTE)
        (body,) = told(service, there)
        assert body["title"] == "500 sự cố mới"
        assert (len(body["data"]["incidents"]), body["data"]["more"]) == (100, 400)
        assert "… và 480 mục nữa." in body["text"]
        broken(service, ["later-1"])
        broken(service, ["later-2"])
        broken(service, ["later-2"], closed=True)
        later(service, 8 * MINUTE)
        assert told(service, there) == [], "ten minutes lie between two"
        later(service, 2 * MINUTE)
        (body,) = told(service, there)
        assert body["title"] == "1 sự cố mới, 1 đã xong"


def test_what_fails_is_tried_again_under_the_same_name(service: Served) -> None:
    with listening(500, 302, 200) as there:
        made = wished(service, there.address)
        broken(service, ["retry"])
        later(service, MINUTE)
        names = []
        for wait in (0, 10_000, 20_000, 2 * MINUTE, HOUR):
            later(service, wait)
            make_due(service.desk)
            send_webhooks(service.desk)
            names.append([headers["webhook-id"] for headers, _ in there.got])
        assert [len(one) for one in names] == [1, 1, 2, 3, 3]
        assert len(set(names[-1])) == 1
    (sent,) = [one for one in service.client(CHIEF).get(f"{API}/notices/sent").json() if one["wish"] == made["id"]]
    assert (sent["outcome"], sent["attempts"]) == ("sent", 3)


def test_after_a_day_it_is_given_up_and_the_rest_is_one_message(service: Served) -> None:
    with listening(503) as there:
        made = wished(service, there.address)
        broken(service, ["never"])
        for _ in range(9):
            later(service, 4 * HOUR)
            make_due(service.desk)
            send_webhooks(service.desk)
            broken(service, [f"meanwhile-{service.desk.now_ms()}"])
        mine = [one for one in service.client(CHIEF).get(f"{API}/notices/sent").json() if one["wish"] == made["id"]]
        assert [(one["outcome"], one["error"]) for one in mine][::-1] == [
            ("given-up", "status 503"),
            ("", "status 503"),
        ]
        (way,) = service.client(CHIEF).get(f"{API}/notices").json()
        assert way["failures"] > 5
        with service.desk.store.read() as conn:
            assert [one.detail for one in audit.recent(conn, 50) if one.action == "notice-given-up"] == [
                {"reason": "status 503"}
            ]
        assert "Gửi chưa được" in service.client(CHIEF).get("/notices").text


def test_one_that_is_gone_is_not_called_again(service: Served) -> None:
    with listening(410) as there:
        made = wished(service, there.address)
        broken(service, ["gone"])
        later(service, MINUTE)
        assert len(told(service, there)) == 1
        broken(service, ["gone-2"])
        later(service, HOUR)
        assert told(service, there) == []
        client, here = service.client(CHIEF), f"{API}/notices/{made['id']}"
        assert [one["active"] for one in client.get(f"{API}/notices").json()] == [False]
        there.answers[:] = [200]
        assert client.put(here, json={"kinds": ["closed"]}).json()["active"] is True
        broken(service, ["gone-3"])
        later(service, HOUR)
        assert told(service, there) == [], "only what is over, from now on"
        broken(service, ["gone-3"], closed=True)
        later(service, HOUR)
        assert [one["title"] for one in told(service, there)] == ["Đã xong: Mất liên lạc: Loa nhà văn hóa thôn Đông"]


def test_a_receiver_that_hangs_holds_up_nobody_else(service: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("controller.post.calling.WHOLE_S", 0.5)
    monkeypatch.setattr("controller.post.calling.call.__kwdefaults__", {"whole_s": 0.5})
    with misbehaving(b"") as hanging, listening() as there:
        wished(service, hanging)
        wished(service, there.address)
        broken(service, ["hang"])
        later(service, MINUTE)
        assert len(told(service, there)) == 1
        with service.desk.store.read() as conn:
            assert {one.target: one.error for one in post.reaching(conn)} == {hanging: "timeout", there.address: ""}


def test_only_what_is_wished(service: Served) -> None:
    """Other places, lesser incidents, quiet hours, and incidents of which somebody asked not to hear."""
    with listening() as there:
        wished(service, there.address, area="thon-doai")
        broken(service, ["elsewhere"])
        later(service, MINUTE)
        assert told(service, there) == []
    with listening() as there:
        wished(service, there.address, quiet="00:00-23:59")
        broken(service, ["quiet"])
        later(service, MINUTE)
        assert told(service, there) == []
        with service.desk.store.write() as conn:
            for one in post.reaching(conn):
                post.change(conn, one.id, quiet="")
        assert len(told(service, there)) == 1, "nothing is lost by sleeping"
    with listening() as there:
        wished(service, there.address)
        broken(service, ["silent"])
        with service.desk.store.write() as conn:
            incidents.change(conn, "silent", silent_until_ms=service.desk.now_ms() + HOUR)
        later(service, MINUTE)
        assert told(service, there) == []


def test_the_event_is_written_with_the_incident_or_neither_is(service: Served) -> None:
    with service.desk.store.write() as conn:
        at = service.desk.now_ms() - 10 * MINUTE
        status.take(conn, [StateHeard("loa-doai-1", at - HOUR, "online", "s-2", "b-2")])
        status.take(conn, [StateHeard("loa-doai-1", at, "lost", "s-2", "b-2")])
        before = post.newest(conn)
        conn.execute(text("ALTER TABLE post_events RENAME TO away"))
    watcher = Watcher(service.desk)
    with pytest.raises(DBAPIError):
        watcher.look()  # as with a full disk
    with service.desk.store.write() as conn:
        conn.execute(text("ALTER TABLE away RENAME TO post_events"))
        assert not any(one.device == "loa-doai-1" for one in incidents.open_(conn))
    assert any(one.device == "loa-doai-1" for one in watcher.look())
    with service.desk.store.read() as conn:
        assert [one.kind for one in post.events(conn, before, 9)] == ["opened"]


BAD = [
    ({"channel": "pigeon", "target": "x"}, "post-channel"),
    ({"channel": "webhook", "target": "gopher://x"}, "post-address"),
    ({"channel": "webhook", "target": "https://khong-co.invalid/"}, "post-nowhere"),
    ({"channel": "mail", "target": "a@b.vn\r\nBcc: c@d.vn"}, "post-mail"),
    ({"channel": "mail", "target": "a b@c.vn"}, "post-mail"),
    ({"channel": "mail", "target": "a@b.vn, c@d.vn"}, "post-mail"),
    ({"channel": "sms", "target": "+84901234567"}, "post-channel"),
    ({"channel": "mail", "target": "a@b.vn", "kinds": []}, "post-kinds"),
    ({"channel": "mail", "target": "a@b.vn", "kinds": ["all"]}, "post-kinds"),
    ({"channel": "mail", "target": "a@b.vn", "severity": "dire"}, "post-severity"),
    ({"channel": "mail", "target": "a@b.vn", "quiet": "25:00-26:00"}, "post-quiet"),
    ({"channel": "mail", "target": "a@b.vn", "language": "xx"}, "language-unknown"),
    ({"channel": "mail", "target": "a@b.vn", "area": "khong-co"}, "area-unknown"),
    ({"channel": "mail", "target": "a@b.vn", "area": "tinh-phu-tho"}, "area-not-reached"),
]


@pytest.mark.parametrize(("given", "code"), BAD, ids=[f"{code}-{number}" for number, (_, code) in enumerate(BAD)])
def test_bad_input(service: Served, given: dict[str, object], code: str) -> None:
    answer = service.client(CHIEF).post(f"{API}/notices", json=given)
    assert code in codes(answer), answer.text


def test_who_may_not(service: Served) -> None:
    with listening() as there:
        given = {"channel": "webhook", "target": there.address}
        assert codes(service.client(TECHNICIAN).post(f"{API}/notices", json=given)) == {"role-may-not": None}
        made = wished(service, there.address)
    other, here = service.client(EDITOR), f"{API}/notices/{made['id']}"
    assert other.delete(here).status_code == other.put(here, json={}).status_code == 404
    assert other.post(f"{here}/trial").status_code == 404
    assert service.client().get(f"{API}/notices").status_code == 401
    assert service.client(CHIEF).delete(here).status_code == 204


def test_the_page(service: Served) -> None:
    client = service.client(CHIEF)
    with listening() as there:
        form = {"channel": "webhook", "target": there.address, "kinds": ["opened", "digest"], "severity": "grave"}
        page = client.post("/notices/add", data=form)
        assert "whsec_" in page.text
        page = client.get("/notices")
        assert "whsec_" not in page.text
        assert there.address in page.text
        (one,) = client.get(f"{API}/notices").json()
        assert client.post(f"/notices/{one['id']}/trial").status_code == 303
        send_webhooks(service.desk)
        assert json.loads(there.got[0][1])["type"] == "trial"
        assert "đã gửi" in client.get("/notices").text
        assert "Sửa đường báo tin" in client.get(f"/notices/{one['id']}/edit").text
        changed = client.post(f"/notices/{one['id']}/edit", data={"kinds": ["closed"], "severity": "note"})
        assert changed.status_code == 303
        assert client.get(f"{API}/notices").json()[0]["kinds"] == ["closed"]
        wrong = client.post(f"/notices/{one['id']}/edit", data={"severity": "note"})
        assert (wrong.status_code, "ít nhất một loại" in wrong.text) == (422, True)
        assert client.post(f"/notices/{one['id']}/remove").status_code == 303
        assert client.get(f"{API}/notices").json() == []
