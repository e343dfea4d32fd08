"""E-mail to a real server on this machine: what arrives, what the server refuses, and a day without it."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from pydantic import SecretStr
from sqlalchemy import text

from controller.post.gather import make_due
from controller.post.mail import letter
from controller.post.send import send_mail
from controller.store.post import Message, Wish
from tests.api.test_api_path import API
from tests.post.conftest import settled
from tests.post.test_post_webhooks import HOUR, MINUTE, broken, later
from tests.serving import CHIEF, TECHNICIAN, Served


@dataclass
class Box:
    """What the server took; those in ``unknown`` live nowhere."""

    letters: list[EmailMessage] = field(default_factory=list)
    unknown: set[str] = field(default_factory=set)
    full: bool = False
    port: int = 0

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802  the server's spelling
        if address in self.unknown:
            return "550 5.1.1 nobody"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802  likewise
        if self.full:
            return "452 4.2.2 full"
        made = message_from_bytes(envelope.content, _class=EmailMessage, policy=policy.default)
        made["X-To"] = ",".join(envelope.rcpt_tos)
        self.letters.append(made)
        return "250 OK"


@contextmanager
def server(service: Served) -> Iterator[Box]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        box = Box(port=free.getsockname()[1])
    made = Controller(box, hostname="127.0.0.1", port=box.port)
    made.start()
    pointed(service, box.port)
    try:
        yield box
    finally:
        made.stop()


def pointed(service: Served, port: int, **more: object) -> None:
    service.commune.desk = service.system.desk = settled(service.desk, smtp_port=port, **more)


def wished(service: Served, target: str, **more: object) -> str:
    given = {"channel": "mail", "target": target, "severity": "note", **more}
    answer = service.client(TECHNICIAN).post(f"{API}/notices", json=given)
    assert answer.status_code == 201, answer.text
    id: str = answer.json()["id"]
    return id


@pytest.fixture(autouse=True)
def nobody_else(service: Served) -> None:
    with service.desk.store.write() as conn:
        conn.execute(text("DELETE FROM post_wishes"))


def outcome(service: Served) -> list[tuple[str, str]]:
    return [(one["outcome"], one["error"]) for one in service.client(TECHNICIAN).get(f"{API}/notices/sent").json()]


def test_an_incident_arrives_as_a_letter(service: Served) -> None:
    with server(service) as box:
        wished(service, "dung@xa.vn")
        broken(service, ["mail-1"])
        later(service, MINUTE)
        make_due(service.desk)
        send_mail(service.desk)
    (one,) = box.letters
    assert one["Subject"].startswith("Mất liên lạc: Loa nhà văn hóa thôn Đông (từ ")
    assert (one["To"], one["From"], one["X-To"]) == ("dung@xa.vn", "loa@xa.vn", "dung@xa.vn")
    assert one["Message-ID"].startswith("<n")
    assert one["Auto-Submitted"] == "auto-generated"
    said = one.get_content()
    assert "Việc cần làm: Hỏi người ở gần" in said
    assert "/incidents/mail-1" in said


def test_a_title_cannot_begin_another_header() -> None:
    body = {"title": "Loa\r\nBcc: ai@do.vn\nX: y", "text": "chữ\r\n.\r\nRSET", "url": "u"}
    wish = Wish("w", "u", "mail", "a@b.vn", {}, [], "note", "xa", "", "vi", 0)
    made = letter(Message("n1", "w", "trial", body, 0, 0, 0), wish, "loa@xa.vn")
    assert made["Subject"] == "Loa Bcc: ai@do.vn X: y"
    assert "Bcc" not in made
    again = message_from_bytes(made.as_bytes(), policy=policy.default)
    assert (again["Bcc"], again["X"]) == (None, None)


def test_a_server_that_is_away_for_a_day_loses_nothing(service: Served, free_port: int) -> None:
    pointed(service, free_port)
    wished(service, "dung@xa.vn")
    for number in range(13):
        broken(service, [f"away-{number}"])
        later(service, 2 * HOUR)
        make_due(service.desk)
        send_mail(service.desk)
    assert outcome(service) == [("", "connection")]
    with server(service) as box:
        for _ in range(2):
            later(service, HOUR)
            send_mail(service.desk)
            make_due(service.desk)
        send_mail(service.desk)
    assert [one["Subject"] for one in box.letters][1:] == ["12 sự cố mới"]
    assert [one for one, _ in outcome(service)] == ["sent", "sent"]


def test_one_that_lives_nowhere_is_not_written_to_again(service: Served) -> None:
    with server(service) as box:
        box.unknown.add("cu@xa.vn")
        gone, well = wished(service, "cu@xa.vn"), wished(service, "moi@xa.vn")
        broken(service, ["550"])
        later(service, MINUTE)
        make_due(service.desk)
        send_mail(service.desk)
        assert [one["X-To"] for one in box.letters] == ["moi@xa.vn"], "the others of the batch are not held up"
    ways = {one["id"]: one["active"] for one in service.client(TECHNICIAN).get(f"{API}/notices").json()}
    assert ways == {gone: False, well: True}


def test_what_the_server_cannot_take_now_is_tried_again(service: Served) -> None:
    with server(service) as box:
        wished(service, "dung@xa.vn")
        broken(service, ["full"])
        later(service, MINUTE)
        make_due(service.desk)
        box.full = True
        send_mail(service.desk)
        assert outcome(service) == [("", "status 452")]
        box.full = False
        later(service, MINUTE)
        send_mail(service.desk)
    assert outcome(service) == [("sent", "")]


def test_a_server_that_is_not_safe_gets_nothing(service: Served) -> None:
    """It offers no encryption, where the settings ask for it; or wants no password, where there is one."""
    with server(service) as box:
        wished(service, "dung@xa.vn")
        for more in ({"smtp_safety": "starttls"}, {"smtp_user": "loa", "smtp_password": SecretStr("x")}):
            pointed(service, box.port, **({"smtp_safety": "none", "smtp_user": ""} | more))
            broken(service, [f"safe-{len(more)}-{service.desk.now_ms()}"])
            later(service, HOUR)
            make_due(service.desk)
            send_mail(service.desk)
            assert [one for one, _ in outcome(service)] == [""]
        assert box.letters == []
    pointed(service, box.port, smtp_user="", smtp_password=SecretStr(""), smtp_host="")
    later(service, HOUR)
    send_mail(service.desk)
    assert outcome(service) == [("", "smtp-unset")]
    pointed(service, box.port, smtp_host="127.0.0.1")


def test_who_is_invited_by_a_letter_joins_with_its_link_once(service: Served) -> None:
    """From the form to the letter box, and from there to the first page; what the server refuses is handed over."""
    chief = service.client(CHIEF, headers={"sec-fetch-site": "same-origin"})
    form = {"name": "Nguyễn Thị Lan", "role": "editor", "area": "xa-tan-hoa", "mail": "lan@xa.vn"}
    with server(service) as box:
        made = chief.post("/people/invite", data=form)
        assert (made.status_code, "lan@xa.vn" in made.text) == (201, True)
        (got,) = box.letters
        box.unknown = {"sai@xa.vn"}
        refused = chief.post("/people/invite", data=form | {"mail": "sai@xa.vn"})
        assert (refused.status_code, len(box.letters)) == (201, 1)
        assert 'id="link"' in refused.text
        assert 'role="alert"' in refused.text
    assert (got["X-To"], got["From"]) == ("lan@xa.vn", "loa@xa.vn")
    links = re.findall(r"\S+(/join/[\w-]+)", got.get_body(("plain",)).get_content())  # type: ignore[union-attr]
    guest = service.client(follow_redirects=True, headers={"sec-fetch-site": "same-origin"})
    typed = {"name": "Nguyễn Thị Lan", "login": "lan-thu", "password": "sáu con trâu đồng xa"}
    joined = guest.post(links[0], data=typed)
    assert (joined.status_code, joined.url.path) == (200, "/announcements")
    again = service.client(headers={"sec-fetch-site": "same-origin"})
    assert again.post(links[0], data=typed | {"login": "lan-hai"}).status_code == 409
