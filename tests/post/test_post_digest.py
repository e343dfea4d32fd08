"""The daily digest on a clock that is given: once a day, after restarts too, late with a word, and not for ever."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from controller.post.digest import digest
from controller.store import audit, facts, post
from controller.store.post import Message, Wish
from tests.path.joined import HOUR, MINUTE, MORNING, keep_master
from tests.path.path_sounds import tone
from tests.serving import Served, served

FIVE = MORNING - 30 * MINUTE
DAY = 24 * HOUR


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A notice of each morning; two people, of the commune and of a hamlet, and one who wants no digest."""
    folder = tmp_path_factory.mktemp("digest")
    with served(folder, FIVE - 20 * MINUTE) as made:
        village = made.commune
        village.desk.listening.since_ms = 0
        sound = keep_master(village.desk, tone(folder / "notice.wav", seconds=8))
        village.agree(village.draft("2026-11-22T05:30", sound=sound.hash, rrule="FREQ=DAILY;COUNT=5"))
        village.work()
        village.run(2 * MINUTE, slice_ms=MINUTE)
        with village.desk.store.write() as conn:
            for id, area, kinds in (
                ("w1", "xa-tan-hoa", ["digest"]),
                ("w2", "thon-dong", ["digest"]),
                ("w3", "thon-dong", ["opened"]),
            ):
                user = village.who("kythuat").user_id
                post.add(conn, Wish(id, user, "mail", "a@b.vn", {}, kinds, "warn", area, "", "vi", 1))
        yield made


def at(service: Served, ms: int) -> dict[str, Message]:
    """What the digest made at an instant, by wish."""
    desk = service.desk
    desk.clock.shift = ms - service.commune.now  # type: ignore[attr-defined]
    with desk.store.read() as conn:
        before = {one.id for one in post.of_wishes(conn, ["w1", "w2", "w3"], 99)}
    count = digest(desk)
    with desk.store.read() as conn:
        fresh = {one.wish: one for one in post.of_wishes(conn, ["w1", "w2", "w3"], 99) if one.id not in before}
    assert len(fresh) == count
    return fresh


def test_at_five_once(service: Served) -> None:
    assert at(service, FIVE - 1) == {}
    made = at(service, FIVE)
    assert set(made) == {"w1", "w2"}
    assert "trong 8 thiết bị sẵn sàng" in made["w1"].body["title"] or "cả 8" in made["w1"].body["title"]
    assert (made["w1"].body["data"]["devices"], made["w2"].body["data"]["devices"]) == (8, 3)
    assert made["w1"].body["data"]["begin_ms"] == MORNING
    assert all("– " in made["w1"].body["text"] for _ in made["w1"].body["data"]["lacking"])
    assert at(service, FIVE) == at(service, FIVE + HOUR) == {}, "whoever starts anew finds it in the books"


def test_late_with_a_word(service: Served) -> None:
    made = at(service, FIVE + DAY + 20 * MINUTE)
    assert made["w1"].body["text"].startswith("Tin này gửi muộn")
    assert made["w1"].body["data"]["late"] is True
    assert at(service, FIVE + DAY + 21 * MINUTE) == {}


def test_so_late_that_nobody_wants_it(service: Served) -> None:
    assert at(service, FIVE + 2 * DAY + 4 * HOUR) == {}
    with service.desk.store.read() as conn:
        assert facts.get(conn, "post-digest-day") == "2026-11-24"
        assert [(one.subject, one.detail) for one in audit.recent(conn, 20) if one.action == "digest-missed"] == [
            ("2026-11-24", {"people": 2})
        ]


def test_a_service_that_has_just_begun_to_listen_waits_for_the_first_words(service: Served) -> None:
    service.desk.listening.since_ms = FIVE + 3 * DAY - MINUTE
    assert at(service, FIVE + 3 * DAY) == {}
    made = at(service, FIVE + 3 * DAY + 2 * MINUTE)
    assert set(made) == {"w1", "w2"}
    assert made["w1"].body["data"]["late"] is False
    service.desk.listening.since_ms = None
    assert set(at(service, FIVE + 4 * DAY + 6 * MINUTE)) == {"w1", "w2"}, "but not for ever: then it says what it knows"
    service.desk.listening.since_ms = 0


def test_a_morning_without_a_broadcast(service: Served) -> None:
    assert at(service, FIVE + 9 * DAY)["w2"].body["title"] == "Sáng nay không có buổi phát nào"
