"""Who gets in: sessions, tokens, throttling, forged cross-site requests."""

from __future__ import annotations

import httpx
import pytest

from tests.serving import APPROVER, CHIEF, EDITOR, PASSWORD, Served


def problem(response: httpx.Response) -> dict[str, object]:
    assert response.headers["content-type"] == "application/problem+json"
    body: dict[str, object] = response.json()
    assert body["status"] == response.status_code
    assert body["detail"]
    assert body["detail_en"]
    assert body["request_id"] == response.headers["x-request-id"]
    return body


def test_a_session_from_beginning_to_end(service: Served):
    client = service.client()
    assert problem(client.get("/api/v1/session"))["code"] == "sign-in-first"
    answer = client.post("/api/v1/session", json={"login": " BienTap ", "password": PASSWORD})
    assert answer.status_code == 201
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "secure" not in cookie  # this one is served over http
    me = client.get("/api/v1/session").json()
    assert (me["login"], me["role"], me["area"]) == (EDITOR, "editor", "xa-tan-hoa")
    old = dict(client.cookies)
    assert client.delete("/api/v1/session").status_code == 204
    assert client.get("/api/v1/session").status_code == 401
    again = service.client(cookies=old)
    assert problem(again.get("/api/v1/session"))["code"] == "session-ended"


def test_a_wrong_password_says_nothing_of_which_was_wrong(service: Served):
    answers = [
        service.client().post("/api/v1/session", json={"login": login, "password": "something else entirely"})
        for login in (APPROVER, "nobody-at-all")
    ]
    assert [answer.status_code for answer in answers] == [401, 401]
    first, second = (problem(answer) for answer in answers)
    assert first["detail"] == second["detail"] == "Tên đăng nhập hoặc mật khẩu không đúng."
    assert "www-authenticate" in answers[0].headers


def test_guessing_is_slowed_down(service: Served):
    client = service.client()
    guess = {"login": "guessed", "password": "something else entirely"}
    answers = [client.post("/api/v1/session", json=guess) for _ in range(12)]
    answer = answers[-1]
    assert answers[0].status_code == 401
    assert {one.status_code for one in answers} == {401, 429}
    assert problem(answer)["code"] == "signin-wait"
    assert int(answer.headers["retry-after"]) >= 1
    service.commune.world.run_until(service.commune.world.now + 3_600_000)


def test_a_token_is_as_good_as_its_owner_until_it_is_revoked(service: Served):
    owner = service.client(EDITOR)
    made = owner.post("/api/v1/tokens", json={"name": "Bản tin của tỉnh"}).json()
    program = service.client(headers={"authorization": f"Bearer {made['secret']}"})
    assert program.get("/api/v1/session").json()["login"] == EDITOR
    listed = owner.get("/api/v1/tokens").json()
    assert [one["name"] for one in listed] == ["Bản tin của tỉnh"]
    assert "secret" not in listed[0]
    assert problem(service.client(CHIEF).delete(f"/api/v1/tokens/{made['id']}"))["code"] == "token-unknown"
    assert owner.delete(f"/api/v1/tokens/{made['id']}").status_code == 204
    assert problem(program.get("/api/v1/session"))["code"] == "token-wrong"


@pytest.mark.parametrize(
    ("headers", "allowed"),
    [
        ({}, True),
        ({"sec-fetch-site": "same-origin"}, True),
        ({"sec-fetch-site": "none"}, True),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": "same-site"}, False),
        ({"origin": "https://example.org"}, False),
        ({"origin": "null"}, False),
        ({"origin": "OWN"}, True),
        ({"sec-fetch-site": "same-origin", "origin": "https://example.org"}, True),
    ],
)
def test_what_another_site_may_not_do_in_ones_name(service: Served, headers: dict[str, str], allowed: bool):
    client = service.client(EDITOR)
    headers = {name: service.url if value == "OWN" else value for name, value in headers.items()}
    answer = client.post("/api/v1/tokens", json={"name": "x"}, headers=headers)
    assert (answer.status_code == 201) is allowed
    if not allowed:
        assert problem(answer)["code"] == "foreign-origin"
    assert client.get("/api/v1/session", headers=headers).status_code == 200


def test_a_token_needs_no_such_care(service: Served):
    secret = service.client(EDITOR).post("/api/v1/tokens", json={"name": "x"}).json()["secret"]
    headers = {"authorization": f"Bearer {secret}", "origin": "https://example.org", "sec-fetch-site": "cross-site"}
    assert service.client().post("/api/v1/tokens", json={"name": "y"}, headers=headers).status_code == 201


def test_every_answer_carries_its_safety_headers(service: Served):
    for path in ("/healthz", "/sign-in", "/api/v1/session", "/nowhere", "/static/look.css"):
        headers = service.client().get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-request-id"]
    named = service.client().get("/healthz", headers={"x-request-id": "tinh-42"})
    assert named.headers["x-request-id"] == "tinh-42"
    odd = service.client().get("/healthz", headers={"x-request-id": "a b\tc"})
    assert odd.headers["x-request-id"] != "a b\tc"


def test_health_tells_the_truth(service: Served):
    client = service.client()
    assert client.get("/healthz").json() == {"well": True, "parts": {"database": True, "service": True}}
    service.system.ready = False
    try:
        assert client.get("/healthz").status_code == 503
    finally:
        service.system.ready = True
