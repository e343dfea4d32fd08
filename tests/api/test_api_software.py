"""Software through its doors: two files come in, a campaign brings them to three boxes; what is refused, to whom."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from controller.demo import sample
from controller.fleet import campaigning, keys, makers
from controller.fleet.facts import boxes
from controller.fleet.keys import Signer
from controller.store import audit, campaigns
from devices.firmware import maker_of
from devices.messages import Media
from devices.signing import SigningKey
from tests.api.test_api_path import API, codes
from tests.firmware_sim.sim_maker import build, media_of, released
from tests.serving import EDITOR, TECHNICIAN, Served

MINUTE = 60_000
MODEL = "horn-opus-60w"
HORNS = ["loa-cho-1", "loa-doai-1", "loa-dong-1"]
SOFTWARE = build("2.0")
MAKER, STRANGER = SigningKey.generate(""), SigningKey.generate("")
MAKER.kid, STRANGER.kid = maker_of(MAKER.public), maker_of(STRANGER.public)
QUICK = {"settle_s": 60, "spread_s": 0, "waves": [{"boxes": 1}, {"percent": 100}]}


def signed(data: bytes = SOFTWARE, **changes: Any) -> str:
    given: dict[str, Any] = {"signer": MAKER, "model": MODEL}
    return released(data, **(given | changes))


def send(service: Served, document: str, image: bytes = SOFTWARE, login: str = TECHNICIAN) -> httpx.Response:
    files = {"image": ("horn.img", image), "release": ("horn.img.release", document.encode())}
    return service.client(login).post(f"{API}/software/releases", files=files)


@pytest.fixture(scope="module")
def trusting(service: Served) -> Served:
    """The commune, after an administrator has let the maker's key in."""
    desk, folder = service.desk, service.desk.settings.data_dir / "keys"
    with desk.store.write() as conn:
        makers.admit(conn, folder, MAKER.public, [MODEL], desk.now_ms())
        desk.signer.newest = Signer.load(conn, folder, desk.now_ms())  # type: ignore[attr-defined]
    service.commune.welcome()
    service.commune.run(2 * MINUTE)
    return service


@pytest.fixture(scope="module")
def release(trusting: Served) -> dict[str, Any]:
    answer = send(trusting, signed())
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


REFUSED = {
    "by a stranger": (signed(signer=STRANGER), SOFTWARE, "release-refused", "release"),
    "for another model": (signed(model="horn-mp3-30w"), SOFTWARE, "release-refused", "release"),
    "for no model": (signed(model="radio"), SOFTWARE, "release-model", "release"),
    "no document": ("?", SOFTWARE, "release-refused", "release"),
    "far too long": ("a" * 5_000, SOFTWARE, "release-refused", "release"),
    "cut short": (signed(v=3), SOFTWARE[:-1], "image-size", "image"),
    "another file": (signed(v=3), SOFTWARE[:-1] + b"?", "image-hash", "image"),
    "too large": (
        signed(v=3, image=Media(hash="a" * 64, bytes=65 << 20, kind="firmware")),
        b"",
        "release-refused",
        "release",
    ),
    "there already": (signed(), SOFTWARE, "release-there", "release"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_boxes_would_refuse_is_refused_here_in_words(trusting: Served, release: dict[str, Any], what: str):
    assert release["v"] == 2
    document, image, code, field = REFUSED[what]
    answer = send(trusting, document, image)
    assert answer.status_code in (409, 422)
    assert codes(answer) == {code: field}
    assert not list(trusting.desk.settings.data_dir.glob("media/making/*.upload"))


def test_both_files_and_the_right_role_are_needed(trusting: Served):
    client = trusting.client(TECHNICIAN)
    for files, code in (
        ({"image": ("a", b"x")}, "release-missing"),
        ({"release": ("a", b"x")}, "image-missing"),
    ):
        assert set(codes(client.post(f"{API}/software/releases", files=files))) == {code}
    assert client.post(f"{API}/software/releases", json={}).status_code == 415
    assert send(trusting, signed(v=9), login=EDITOR).status_code == 403
    assert trusting.client().get(f"{API}/software/campaigns").status_code == 401


def test_a_release_is_told_and_its_image_can_be_fetched_in_parts(trusting: Served, release: dict[str, Any]):
    assert (release["model"], release["version"], release["bytes"]) == (MODEL, "2.0", len(SOFTWARE))
    assert [one["id"] for one in trusting.client(EDITOR).get(f"{API}/software/releases").json()] == [release["id"]]
    part = trusting.client().get(f"/media/{release['image']}", headers={"range": "bytes=100-199"})
    assert (part.status_code, part.content) == (206, SOFTWARE[100:200])


BAD_WISHES = [
    ({"release": "r-none"}, 404, "release-unknown"),
    ({"area": "khong-co"}, 404, "area-unknown"),
    ({"pilot": "loa-dong-2"}, 422, "campaign-pilot"),
    ({"terms": {"waves": []}}, 422, "campaign-terms"),
    ({"terms": {"hours": ["9-5"]}}, 422, "campaign-terms"),
]


@pytest.mark.parametrize(("changes", "status", "code"), BAD_WISHES)
def test_a_wish_that_makes_no_sense_is_refused(trusting, release, changes, status, code):
    wish = {"release": release["id"], "area": sample.COMMUNE} | changes
    answer = trusting.client(TECHNICIAN).post(f"{API}/software/campaigns", json=wish)
    assert answer.status_code == status
    assert set(codes(answer)) == {code}


def run(service: Served, ms: int) -> None:
    """Time passes, and the service looks at its campaigns every ten seconds."""
    for _ in range(ms // 10_000):
        service.commune.run(10_000)
        campaigning.look(service.desk)


def test_a_campaign_from_its_beginning_to_its_end(trusting: Served, release: dict[str, Any]):
    client = trusting.client(TECHNICIAN)
    wish = {"release": release["id"], "area": sample.COMMUNE, "pilot": "loa-dong-1", "terms": QUICK}
    assert trusting.client(EDITOR).post(f"{API}/software/campaigns", json=wish).status_code == 403
    begun = client.post(f"{API}/software/campaigns", json=wish).json()
    assert [one["device"] for one in begun["boxes"]] == HORNS
    assert set(codes(client.post(f"{API}/software/campaigns", json=wish))) == {"campaign-open"}
    assert set(codes(client.delete(f"{API}/software/releases/{release['id']}"))) == {"release-used"}
    at = f"{API}/software/campaigns/{begun['id']}"

    # The first box, alone; a pause holds everything up, and whoever looks on sees where it stands.
    run(trusting, MINUTE)
    states = {one["device"]: one["state"] for one in client.get(at).json()["boxes"]}
    assert states == {"loa-dong-1": "settling", "loa-doai-1": "waiting", "loa-cho-1": "waiting"}
    assert client.put(f"{at}/state", json={"state": "paused"}).json()["state"] == "paused"
    run(trusting, 3 * MINUTE)
    paused = client.get(at).json()
    assert (paused["state"], paused["wave"]) == ("paused", 1)
    assert set(codes(client.put(f"{at}/state", json={"state": "paused"}))) == {"campaign-state"}
    client.put(f"{at}/state", json={"state": "running"})
    run(trusting, 4 * MINUTE)
    after = client.get(at).json()
    assert (after["state"], after["wave"], {one["state"] for one in after["boxes"]}) == ("finished", 2, {"well"})
    assert {one["runs"] for one in after["boxes"]} == {release["image"]}
    assert after["waves"] == [{"wave": 1, "boxes": {"well": 1}}, {"wave": 2, "boxes": {"well": 2}}]

    box = client.get(f"{API}/devices/loa-dong-1").json()
    assert (box["firmware"], box["image"], box["wanted_image"]) == ("2.0", release["image"], release["image"])
    with trusting.desk.store.read() as conn:
        log = [(one.action, one.who) for one in audit.recent(conn, subject=begun["id"])][::-1]
        assert boxes(trusting.desk, conn)["loa-dong-1"].facts["firmware"].value == 0
    assert log == [
        ("campaign", TECHNICIAN),
        ("campaign-pause", TECHNICIAN),
        ("campaign-go-on", TECHNICIAN),
        ("campaign-wave", "system"),
        ("campaign-finished", "system"),
    ]


def test_what_fails_stops_it_is_told_on_pages_and_becomes_an_incident(trusting: Served, release: dict[str, Any]):
    assert release["v"] == 2
    broken = build("3.0", how="crash")
    made = send(trusting, signed(broken, v=3, version="3.0"), broken).json()
    client = trusting.client(TECHNICIAN)
    form = {"chosen": made["id"], "area": sample.COMMUNE, "pilot": "loa-cho-1", "from": "", "to": ""}
    began = client.post("/software/campaigns", data=form)
    assert began.status_code == 303
    page = began.headers["location"]
    run(trusting, 8 * MINUTE)
    told = client.get(page).text
    assert "Tự dừng ở lượt 1" in told
    assert "bản mới không khởi động được" in told
    assert "3.0 cho horn-opus-60w" in client.get("/software").text
    assert "hỏng, đã quay về bản cũ" in client.get("/devices/loa-cho-1").text
    with trusting.desk.store.read() as conn:
        seen = boxes(trusting.desk, conn)
        assert {name: seen[name].facts["firmware"].value for name in ("loa-cho-1", "loa-dong-1")} == {
            "loa-cho-1": 1,
            "loa-dong-1": 0,
        }
        assert campaigns.aims(conn, ["loa-cho-1"])["loa-cho-1"].is_missed
    assert client.post(page, data={"do": "abort"}).status_code == 303
    assert "Đã hủy" in client.get(page).text
    assert client.post(page, data={"do": "go-on"}).status_code == 409
    assert client.post(f"/software/releases/{made['id']}/end").status_code == 303
    assert set(
        codes(client.post(f"{API}/software/campaigns", json={"release": made["id"], "area": sample.COMMUNE}))
    ) == {"release-ended"}


def test_two_files_come_in_by_the_page_too(trusting: Served, release: dict[str, Any]):
    assert release["v"] == 2
    newer = build("4.0")
    client = trusting.client(TECHNICIAN)
    files = {"image": ("horn.img", newer), "release": ("horn.img.release", signed(newer, v=4, version="4.0").encode())}
    assert client.post("/software/releases", files=files).status_code == 303
    again = client.post("/software/releases", files=files)
    assert again.status_code == 409
    assert "số 4" in again.text
    wrong = client.post("/software/releases", files={"image": ("a", b"x"), "release": ("b", b"y")})
    assert "tệp chữ ký không đọc được" in wrong.text
    assert client.get("/software/u-none").status_code == 404
    assert "Phần mềm thiết bị" in trusting.client(EDITOR).get("/software").text


def test_a_lost_maker_key_is_withdrawn_for_all(trusting: Served, release: dict[str, Any]):
    """Last: from here on nothing that it signed is taken."""
    assert release["v"] == 2
    desk = trusting.desk
    with desk.store.write() as conn:
        keys.revoke(conn, desk.settings.data_dir / "keys", MAKER.kid, desk.now_ms())
    newest = build("5.0")
    answer = send(trusting, signed(newest, v=5, image=media_of(newest)), newest)
    assert answer.status_code == 422
    assert "thu hồi" in answer.text
