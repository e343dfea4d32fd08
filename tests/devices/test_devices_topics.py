"""Topics and hours: written and read back, and nothing else read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.errors import UnknownProfile
from devices.hours import closes_at, local, opens_at, window_at
from devices.ids import ID_PATTERN, is_id
from devices.messages import Window
from devices.profiles import all_profiles, profile
from devices.topics import TABLE, Heard, Kind, read, subscriptions
from tests.devices.devices_examples import HOURS, MINUTE, MORNING, ZONE


@given(st.sampled_from(list(Kind)), st.from_regex(ID_PATTERN, fullmatch=True))
def test_every_topic_reads_back_as_what_it_was_written(kind, name):
    row = TABLE[kind]
    said = row.of(name, "c-77")
    heard = read(said)
    assert heard == Heard(kind, name if "{" in row.pattern else "", "c-77" if "{s}" in row.pattern else "")


@pytest.mark.parametrize(
    "topic", ["", "tl1", "tl1/d/x", "tl2/d/x/want", "tl1/d/x/y/want", "tl1/svc/x/alive", "a/b/c/d/e"]
)
def test_other_topics_are_nothing(topic):
    assert read(topic) is None


def test_a_device_subscribes_to_its_branch_its_groups_and_the_service():
    topics = [topic for topic, _ in subscriptions("loa-1", ("tinh", "xa"))]
    assert "tl1/d/loa-1/want" in topics
    assert "tl1/g/xa/alert" in topics
    assert "tl1/svc/keys" in topics
    assert not any("#" in topic or "+" in topic for topic in topics)


@pytest.mark.parametrize("text", ["", "-a", "a-", "A", "a/b", "a" * 65, "ô", "a_b", "a b", "+", "#"])
def test_what_is_no_id(text):
    assert not is_id(text)


def test_hours_open_and_close_in_local_wall_time():
    assert local(MORNING, ZONE).strftime("%a %H:%M") == "Sun 05:30"
    assert window_at(MORNING - 1, ZONE, HOURS) is None
    assert window_at(MORNING, ZONE, HOURS) == HOURS[0]
    assert closes_at(MORNING, ZONE, HOURS) == MORNING + 60 * MINUTE
    assert opens_at(MORNING + 60 * MINUTE, ZONE, HOURS) == MORNING + (11 * 60 + 30) * MINUTE
    assert opens_at(MORNING, ZONE, ()) is None


def test_windows_that_touch_are_one_also_over_midnight():
    hours = (
        Window(days=(7,), start="22:00", end="24:00"),
        Window(days=(1,), start="00:00", end="00:30"),
        Window(days=(1,), start="00:30", end="01:00"),
    )
    at = MORNING + (17 * 60) * MINUTE
    assert closes_at(at, ZONE, hours) == at + 150 * MINUTE


def test_every_profile_file_is_read():
    assert {one.kind for one in all_profiles().values()} == {"speaker", "board"}
    assert profile("led-192x64-rg").recipe == "png-192x64-rg3-10"
    assert profile("horn-opus-60w").recipe == "opus-48000-24"
    with pytest.raises(UnknownProfile, match="horn-opus-60w"):
        profile("horn-of-plenty")
