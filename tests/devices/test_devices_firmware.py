"""When a box rests: the question that both sides ask before an image is started."""

from __future__ import annotations

from devices.firmware import maker_of, rests_at
from devices.messages import Item, Media
from devices.signing import PublicKey

MINUTE = 60_000
SOUND = Media(hash="a" * 64, bytes=4, kind="opus")


def item(start: int, longest: int = MINUTE, sound: Media | None = SOUND) -> Item:
    return Item(id=f"a{start}", start=start * MINUTE, longest=longest, sound=sound)


def rests(now: int, *items: Item, margin: int = 20) -> float:
    return rests_at(items, now * MINUTE, margin * MINUTE) / MINUTE


def test_a_box_rests_where_nothing_is_due_for_the_margin():
    assert rests(100) == 100
    assert rests(100, item(120, sound=None)) == 100  # a page is no programme
    assert rests(100, item(121)) == 100
    assert rests(100, item(120)) == 121
    assert rests(100, item(90, 15 * MINUTE)) == 105
    assert rests(100, item(50)) == 100


def test_gaps_that_are_shorter_than_the_margin_are_none():
    assert rests(100, item(160), item(110), item(125)) == 126
    assert rests(100, item(140), item(110), item(125)) == 141


def test_both_sides_work_out_the_same_name_of_a_makers_key():
    name = maker_of(PublicKey("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"))
    assert name == "maker-e3cacd5c2d93"
