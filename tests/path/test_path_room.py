"""Room for sounds: what nobody uses goes first, what is needed or told of never; a full disk; how far the making is."""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import update

from controller.broadcast import composition, strays, upload
from controller.broadcast.arrange import composed
from controller.broadcast.cancel import cancel
from controller.broadcast.cleanup import tidy
from controller.broadcast.desk import Desk
from controller.broadcast.films import take_film
from controller.broadcast.papers import take_paper
from controller.broadcast.pictures import take_picture
from controller.broadcast.render import render_due
from controller.broadcast.room import free, make_room
from controller.broadcast.speak import speak
from controller.broadcast.speech import Wish
from controller.broadcast.upload import take_sound, turn
from controller.errors import Refused
from controller.shelf import Shelf
from controller.store import announcements, media
from controller.store import tables as t
from controller.store.media import Medium
from controller.words import LANGUAGES, say
from tests.path.joined import DAY, MORNING, Joined, joined, keep_master
from tests.path.path_sounds import tone

ALL = 10**12
AREA = "xa-tan-hoa"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Joined]:
    with joined(tmp_path_factory.mktemp("room"), MORNING) as made:
        yield made


def sound(whole: Joined, folder: Path, hertz: float) -> str:
    return keep_master(whole.desk, tone(folder / "a.wav", seconds=3, hertz=hertz)).hash


def old(desk: Desk, days: float = 30) -> None:
    """All that is there was made, and last used, so many days ago."""
    then_ms = desk.now_ms() - round(days * DAY)
    for file in desk.shelf.folder.glob("??/*"):
        os.utime(file, ns=(then_ms * 1_000_000, then_ms * 1_000_000))
    with desk.store.write() as conn:
        conn.execute(update(t.media).values(created_ms=then_ms))


def there(desk: Desk) -> set[str]:
    """What the database knows and what lies on the shelf: always the same."""
    with desk.store.read() as conn:
        known = set(conn.scalars(t.media.select().with_only_columns(t.media.c.hash)))
    assert known == {file.name for file in desk.shelf.folder.glob("??/*")}
    return known


def made_of(desk: Desk, source: str) -> set[str]:
    with desk.store.read() as conn:
        return {one.media for one in media.made_from(conn, {source})}


def taken(desk: Desk) -> int:
    with desk.store.read() as conn:
        return media.total(conn)


def limited(desk: Desk, bytes: int) -> Desk:
    limits = desk.settings.limits.model_copy(update={"media_bytes": bytes})
    return replace(desk, settings=desk.settings.model_copy(update={"limits": limits}))


def test_what_is_agreed_or_told_of_stays_and_all_else_goes(whole: Joined, tmp_path: Path) -> None:
    desk = whole.desk
    agreed, over, nobodys = (sound(whole, tmp_path, hertz) for hertz in (300, 500, 700))
    whole.agree(whole.draft("2026-11-25T17:00", sound=agreed))
    past = whole.agree(whole.draft("2026-11-25T17:20", sound=over))
    render_due(desk)
    variants = {name: made_of(desk, name) for name in (agreed, over)}
    assert all(variants.values())
    cancel(desk, whole.who("lanhdao"), past.id, "")
    old(desk)
    needed = there(desk) - {nobodys} - variants[over]
    assert free(desk, ALL) > 0
    left = there(desk)
    assert {agreed, over, *variants[agreed]} <= left
    assert not left & {nobodys, *variants[over]}
    assert needed - left <= set()  # but the pages of what is over
    assert render_due(desk) == 0


def test_what_fills_the_gaps_of_a_relay_stays_although_its_source_has_another_by_now(
    whole: Joined, tmp_path: Path
) -> None:
    filler, unused = sound(whole, tmp_path, 320), sound(whole, tmp_path, 520)
    body = f'{{"is":"relay-1","filler":"{filler}"}}'.encode()
    with whole.desk.store.write() as conn:
        facts = {"is": "relay-1", "filler": filler}
        media.add(conn, Medium(whole.desk.shelf.put(body), "relay", len(body), 60_000, whole.now, facts))
    old(whole.desk)
    free(whole.desk, ALL)
    left = there(whole.desk)
    assert filler in left
    assert unused not in left


def test_a_recording_stays_as_long_as_what_was_composed_of_it(whole: Joined, tmp_path: Path) -> None:
    desk, around = whole.desk, composition.Wish(closing="rising")
    told, heard = (sound(whole, tmp_path, hertz) for hertz in (330, 530))
    past = whole.agree(whole.draft("2026-11-25T18:20", sound=told, composition=around))
    cancel(desk, whole.who("lanhdao"), past.id, "")
    kept = past.sound
    tried = composed(desk, whole.who("bientap"), AREA, heard, around).sound.hash
    assert kept is not None
    old(desk)
    free(desk, ALL)
    assert {told, kept} <= there(desk)
    assert tried not in there(desk), "it was only listened to"
    free(desk, ALL)
    assert heard not in there(desk)
    assert {told, kept} <= there(desk)


def test_the_longest_unused_goes_first_and_what_is_fresh_stays(whole: Joined, tmp_path: Path) -> None:
    desk = whole.desk
    first, second, third = (sound(whole, tmp_path, hertz) for hertz in (310, 510, 710))
    old(desk)
    for name, days in ((first, 40), (second, 20), (third, 0.5)):
        at = desk.now_ms() / 1000 - days * 86_400
        os.utime(desk.shelf.path(name), (at, at))
    free(desk, 1)
    assert first not in there(desk)
    assert {second, third} <= there(desk)
    free(desk, ALL)
    assert second not in there(desk)
    assert third in there(desk)


def test_a_preview_is_forgotten_after_a_week_and_can_be_heard_again(whole: Joined) -> None:
    desk, who = whole.desk, whole.who("bientap")
    text = "Mời bà con họp thôn lúc bảy giờ tối."
    heard = speak(desk, who, AREA, text, Wish()).sound.hash
    old(desk, days=6)
    tidy(desk)
    assert heard in there(desk)
    old(desk, days=8)
    tidy(desk)
    assert heard not in there(desk)
    assert speak(desk, who, AREA, text, Wish()).sound.hash == heard
    assert heard in there(desk)


def test_a_file_that_no_row_names_is_swept_and_what_is_being_made_is_not(whole: Joined, tmp_path: Path) -> None:
    desk = whole.desk
    kept = sound(whole, tmp_path, 415)
    stray, begun = desk.shelf.put(b"killed before its row was written"), desk.shelf.scratch(".master")
    other = desk.shelf.folder / "readme.txt"
    for file in (begun, other):
        file.write_bytes(b"half")
    fresh = desk.now_ms() * 1_000_000

    def aged(days: float) -> None:
        for file in (desk.shelf.path(kept), desk.shelf.path(stray), begun, other):
            if file.exists():
                os.utime(file, ns=(fresh, fresh - round(days * DAY) * 1_000_000))

    aged(1)
    assert strays.sweep(desk) == 0
    assert desk.shelf.has(stray)
    aged(3)
    desk.shelf.put(b"killed before its row was written")  # somebody makes it again just now
    begun.write_bytes(b"more")
    assert strays.sweep(desk) == 0
    assert begun.exists()
    aged(3)
    assert strays.sweep(desk) == 2
    assert not desk.shelf.has(stray)
    assert not begun.exists()
    assert desk.shelf.has(kept)
    assert other.exists()
    other.unlink()


def test_a_full_store_makes_room_or_says_so(whole: Joined, tmp_path: Path) -> None:
    sound(whole, tmp_path, 330)
    old(whole.desk)
    before = there(whole.desk)
    tight = limited(whole.desk, taken(whole.desk))
    make_room(tight, 1_000)
    assert there(tight) < before
    assert taken(tight) + 1_000 <= tight.settings.limits.media_bytes
    with pytest.raises(Refused) as caught:
        take_sound(limited(tight, 10), whole.who("bientap"), AREA, tone(tmp_path / "b.wav", hertz=350), "b.wav")
    assert caught.value.code == "shelf-full"
    assert list((tight.shelf.folder / "making").iterdir()) == []
    for lang in LANGUAGES:
        assert say("refused-shelf-full", lang, **caught.value.params)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of a fifth of a megabyte."""
    place = tmp_path / "small"
    place.mkdir()
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", place], capture_output=True, check=False
    ).returncode:
        pytest.skip("nobody may mount here")
    yield place
    subprocess.run(["umount", place], check=True)


def test_a_disk_that_fills_up_leaves_nothing_half_made(whole: Joined, tmp_path: Path, small_disk: Path) -> None:
    desk = replace(whole.desk, shelf=Shelf(small_disk / "media"))
    before = there(whole.desk)
    with pytest.raises(Refused) as caught:
        take_sound(desk, whole.who("bientap"), AREA, tone(tmp_path / "c.wav", seconds=20, hertz=370), "c.wav")
    assert caught.value.code == "sound-no-room"
    assert [file for file in desk.shelf.folder.rglob("*") if file.is_file()] == []
    assert there(whole.desk) == before
    with pytest.raises(Refused) as spoken:
        speak(desk, whole.who("bientap"), AREA, "Mời bà con họp. " * 40, Wish())
    assert spoken.value.code == "sound-no-room"
    assert [file for file in desk.shelf.folder.rglob("*") if file.is_file()] == []


def noise(file: Path) -> Path:
    """A picture larger than the small disk."""
    Image.effect_noise((900, 900), 90).convert("RGB").save(file)
    return file


def test_pictures_say_for_themselves_that_the_disk_is_full_or_the_server_busy(
    whole: Joined, tmp_path: Path, small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = replace(whole.desk, shelf=Shelf(small_disk / "media"))
    before, file = there(whole.desk), noise(tmp_path / "a.png")
    with pytest.raises(Refused) as full:
        take_picture(desk, whole.who("bientap"), AREA, file, "a.png")
    assert [one for one in desk.shelf.folder.rglob("*") if one.is_file()] == []
    assert there(whole.desk) == before
    monkeypatch.setattr(upload, "TURN_S", 0.0)
    codes = {full.value.code}
    with turn(desk), turn(desk):
        for take in (take_picture, take_paper, take_film):
            with pytest.raises(Refused) as busy:
                take(desk, whole.who("bientap"), AREA, file, "a.png")
            codes.add(busy.value.code)
    assert codes == {"upload-no-room", "upload-busy"}


def test_a_rendering_on_a_full_disk_waits_for_room(whole: Joined, tmp_path: Path, small_disk: Path) -> None:
    master = keep_master(whole.desk, tone(tmp_path / "d.wav", seconds=20, hertz=390))
    row = whole.agree(whole.draft("2026-11-26T17:00", sound=master.hash, page=False))
    shelf = Shelf(small_disk / "media")
    target = shelf.path(master.hash)
    target.parent.mkdir()
    target.symlink_to(whole.desk.shelf.path(master.hash))
    assert render_due(replace(whole.desk, shelf=shelf)) == 0
    assert state(whole.desk, row.id) == "approved"
    assert list((shelf.folder / "making").iterdir()) == []
    assert render_due(whole.desk) == 1
    assert state(whole.desk, row.id) == "ready"


def state(desk: Desk, id: str) -> str:
    with desk.store.read() as conn:
        found = announcements.get(conn, id)
    assert found is not None
    return found.state


def test_how_far_the_making_is_can_be_seen(whole: Joined, tmp_path: Path) -> None:
    master = keep_master(whole.desk, tone(tmp_path / "e.wav", seconds=60, hertz=410))
    row = whole.agree(whole.draft("2026-11-27T17:00", sound=master.hash))
    said: list[dict[str, object]] = []
    seen: list[int] = []
    desk = replace(whole.desk)
    desk.bus.say = lambda kind, **facts: said.append({"kind": kind, **facts})  # type: ignore[method-assign]
    ended = threading.Event()

    def look() -> None:
        while not ended.wait(0.01):
            if made := desk.progress.of(row.id):
                seen.append(made.percent)

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        render_due(desk)
    finally:
        ended.set()
        watcher.join()
        del desk.bus.say
    told = [one for one in said if one["kind"] == "making" and one["id"] == row.id]
    assert [one["percent"] for one in told] == sorted(one["percent"] for one in told)  # type: ignore[type-var]
    assert (told[0]["percent"], told[-1]["percent"], told[-1]["done"]) == (0, 100, told[-1]["all"])
    assert len({one["percent"] for one in told}) > 2
    assert seen == sorted(seen)
    assert desk.progress.of(row.id) is None
