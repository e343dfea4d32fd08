"""MQTT 3.1.1 as bytes: against the standard's own examples, cut anywhere, and against rubbish."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices import packets
from devices.packets import Malformed

TOPICS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=40)


def bodies(data: bytes) -> list[tuple[int, bytes]]:
    return [(first, data[body:end]) for first, body, end in packets.frames(data)]


def test_a_connect_is_what_the_standard_says() -> None:
    made = packets.connect("loa-1", "loa-1", "mật", 60, will=("tl1/u/loa-1/state", b"{}"))
    assert made == (
        b"\x10\x36\x00\x04MQTT\x04\xec\x00\x3c\x00\x05loa-1\x00\x11tl1/u/loa-1/state\x00\x02{}"
        b"\x00\x05loa-1\x00\x05m\xe1\xba\xadt"
    )


def test_subscriptions_and_acknowledgements_are_what_the_standard_says() -> None:
    assert packets.subscribe(10, [("a/b", 1), ("c/d", 0)]) == b"\x82\x0e\x00\x0a\x00\x03a/b\x01\x00\x03c/d\x00"
    assert packets.unsubscribe(7, ["a/b"]) == b"\xa2\x07\x00\x07\x00\x03a/b"
    assert packets.puback(513) == b"\x40\x02\x02\x01"


@pytest.mark.parametrize("size", [0, 1, 120, 121, 127, 128, 16_383, 16_384, 2_097_151, 2_097_152])
def test_every_length_comes_back(size: int) -> None:
    made = packets.publish("t", b"x" * size, 1, True, 9)
    ((first, body, end),) = packets.frames(made)
    assert end == len(made)
    assert packets.heard(first, made, body, end) == ("t", b"x" * size, 1, True, 9)


@given(st.lists(st.tuples(TOPICS, st.binary(max_size=300), st.integers(0, 1), st.booleans(), st.integers(1, 65535))))
def test_publishes_in_a_row_come_back(messages) -> None:
    data = b"".join(packets.publish(*one) for one in messages)
    found = [packets.heard(first, data, body, end) for first, body, end in packets.frames(data)]
    assert found == [(topic, payload, qos, retain, mid * qos) for topic, payload, qos, retain, mid in messages]


@given(st.lists(st.binary(max_size=200), min_size=1, max_size=5), st.data())
def test_wherever_the_wire_cuts_them_the_whole_ones_are_found_and_the_rest_is_kept(payloads, data) -> None:
    whole = b"".join(packets.publish("t/u", payload, 1, False, 5) for payload in payloads)
    cut = data.draw(st.integers(0, len(whole)))
    before = list(packets.frames(whole[:cut]))
    at = before[-1][2] if before else 0
    assert bodies(whole[:cut]) + bodies(whole[at:]) == bodies(whole)
    assert at <= cut


def test_a_publish_sent_again_differs_in_one_flag() -> None:
    made = packets.publish("t", b"x", 1, False, 3)
    assert packets.again(made) == b"\x3a" + made[1:]
    assert packets.again(packets.again(made)) == packets.again(made)


@given(st.binary(max_size=300))
def test_rubbish_is_refused_or_waits_for_more(data) -> None:
    try:
        for first, body, end in packets.frames(data):
            packets.heard(first, data, body, end)
            packets.number(data, body, end)
    except Malformed:
        pass


@pytest.mark.parametrize(
    "data",
    [
        b"\x30\x80\x80\x80\x80\x01",  # a length without an end
        b"\x30\xff\xff\xff\x7f",  # 256 MB
        b"\x32\x03\x00\x01t",  # no number
        b"\x36\x05\x00\x01t\x00\x01",  # QoS 3
        b"\x30\x03\x00\x09t",  # a topic longer than the packet
        b"\x30\x03\x00\x01\xff",  # no UTF-8
        b"\x30\x01\x00",
    ],
)
def test_what_is_no_mqtt_is_refused(data: bytes) -> None:
    with pytest.raises(Malformed):
        [packets.heard(first, data, body, end) for first, body, end in packets.frames(data)]
