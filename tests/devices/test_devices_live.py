"""Live sound on the wire, and the signed session that names its key: each hop says what it refuses."""

from __future__ import annotations

import re
from itertools import count

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices import live
from devices.decide import Why, decide, of_live
from devices.errors import DocumentRefused, Reason
from devices.gate import admit
from devices.live import Frames, SessionKey
from devices.messages import Klass, Live
from devices.signing import PublicKey
from devices.topics import TABLE, Heard, Kind, read
from tests.devices.devices_examples import DEVICE, MINUTE, MORNING, PATH, sealed, standing, timetable
from tests.devices.test_devices_protocol_page import PAGE

KEY = SessionKey()
GROUP = Heard(Kind.GROUP_COMMAND, PATH[1])


def session(**changes: object) -> Live:
    first = Live("c-77", MORNING, MORNING + 11 * MINUTE, MORNING + 4_000, 10 * MINUTE, PATH[1], KEY.public)
    return msgspec.structs.replace(first, **changes)


def refused(document: bytes, **changes: object) -> Reason:
    with pytest.raises(DocumentRefused) as caught:
        admit(GROUP, document, standing(**changes))
    assert caught.value.document in ("", "c-77")
    return caught.value.reason


pieces = st.lists(st.binary(min_size=1, max_size=live.PIECE), max_size=5).map(tuple)


@given(st.integers(0, live.LAST - 5), pieces)
def test_what_was_written_is_read(first, some):
    message = KEY.seal("c-77", Frames(first, some))
    assert live.admit(message, "c-77", KEY.public) == Frames(first, some)


@given(st.binary(max_size=200))
def test_anything_else_is_refused(noise):
    with pytest.raises(DocumentRefused) as caught:
        live.admit(noise, "c-77", KEY.public)
    assert caught.value.reason in (Reason.MALFORMED, Reason.BAD_SIGNATURE)


GOOD = KEY.seal("c-77", Frames(7, (b"abc", b"de")))


def signed(body: bytes) -> bytes:
    """A body that the session's own key signed, whatever it is."""
    return KEY._private.sign(live._signed("c-77", body)) + body


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        (GOOD[:-1], Reason.BAD_SIGNATURE),
        (GOOD[:68] + b"\x08" + GOOD[69:], Reason.BAD_SIGNATURE),
        (KEY.seal("c-78", Frames(7, (b"abc",))), Reason.BAD_SIGNATURE),
        (SessionKey().seal("c-77", Frames(7, (b"abc",))), Reason.BAD_SIGNATURE),
        (b"\x00" * 20, Reason.MALFORMED),
        (b"\x00" * 9_000, Reason.TOO_LARGE),
        (signed(b"\x03\x00\x00\x00\x00"), Reason.MALFORMED),
        (signed(b"\x01\x00\x00\x00\x00\x00\x05abc"), Reason.MALFORMED),
        (signed(b"\x01\x00\x00\x00\x00\x00\x00"), Reason.MALFORMED),
        (signed(b"\x01\x00\x00\x00\x00\x00\x02ab\x00"), Reason.MALFORMED),
        (signed(b"\x02\x00\x00\x00\x00\x00\x01a"), Reason.MALFORMED),
        (signed(b"\x01\xff\xff\xff\xff\x00\x01a"), Reason.MALFORMED),
    ],
    ids=count(),
)
def test_each_refusal_of_a_message_has_its_reason(message, reason):
    with pytest.raises(DocumentRefused) as caught:
        live.admit(message, "c-77", KEY.public)
    assert caught.value.reason is reason


def test_a_good_session_is_admitted_once():
    document = sealed(session(), "command", PATH[1], "orders")
    assert admit(GROUP, document, standing()).message == session()
    assert admit(GROUP, document, standing(seen={"c-77"})).again


@pytest.mark.parametrize(
    ("changes", "signer", "where", "reason"),
    [
        ({"at": MORNING - 1}, "orders", {}, Reason.OUTSIDE_HOURS),
        ({"longest": 60 * MINUTE}, "orders", {}, Reason.OUTSIDE_HOURS),
        ({"volume": 81}, "orders", {}, Reason.TOO_LOUD),
        ({"area": "xa-khac"}, "orders", {}, Reason.FOREIGN_SCOPE),
        ({"klass": Klass.EMERGENCY}, "orders", {}, Reason.WRONG_ROLE),
        ({}, "plans", {}, Reason.WRONG_ROLE),
        ({}, "nobody", {}, Reason.UNKNOWN_KEY),
        ({}, "orders", {"stopped_ms": MORNING}, Reason.STOPPED),
        ({}, "orders", {"now_ms": MORNING + 12 * MINUTE}, Reason.EXPIRED),
        ({}, "orders", {"now_ms": MORNING - 3 * MINUTE}, Reason.FROM_THE_FUTURE),
        ({"nonce": "n"}, "orders", {"now_ms": None, "nonce": "n"}, Reason.UNTRUSTED_CLOCK),
        ({"key": "short"}, "orders", {}, Reason.MALFORMED),
        ({"frame": 10}, "orders", {}, Reason.MALFORMED),
        ({"longest": 15_000_000}, "orders", {}, Reason.MALFORMED),
    ],
)
def test_each_refusal_of_a_session_has_its_reason(changes, signer, where, reason):
    assert refused(sealed(session(**changes), "command", PATH[1], signer), **where) is reason


def test_an_emergency_is_bound_by_no_hours():
    night = session(klass=Klass.EMERGENCY, at=MORNING + 120 * MINUTE, volume=100, longest=120 * MINUTE)
    assert admit(GROUP, sealed(night, "command", PATH[1], "storm"), standing()).message == night


def test_the_topic_of_live_sound_names_area_and_session():
    topic = TABLE[Kind.LIVE].of(PATH[1], "c-77")
    assert topic == "tl1/g/xa-tan-hoa/live/c-77"
    assert read(topic) == Heard(Kind.LIVE, PATH[1], "c-77")
    assert read("tl1/g/xa-tan-hoa/live") is None
    assert read(topic + "/more") is None


def test_who_comes_late_joins_and_every_horn_keeps_its_own_delay():
    due = of_live(session(), offset=40)
    assert due.start == MORNING + 4_040
    late = decide(timetable(), MORNING + 4_040 + MINUTE, [due])
    assert late.sound is not None
    assert late.sound.skip == MINUTE
    over = decide(timetable(), MORNING + 11 * MINUTE, [due])
    assert [one.why for one in over.accounts] == [Why.LATE]


def test_the_message_on_the_protocol_page_is_good_and_in_no_other_session():
    ((key, name, text),) = re.findall(r"^```frames (\S+) (\S+)\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    message = bytes.fromhex("".join(text.split()))
    assert live.admit(message, name, PublicKey(key)) == Frames(150, (b"\xf8\xff\xfe",) * 2)
    with pytest.raises(DocumentRefused):
        live.admit(message, "c-other", PublicKey(key))


def test_a_session_is_no_command_for_one_device_of_another_area():
    document = sealed(session(), "command", DEVICE, "orders")
    assert admit(Heard(Kind.COMMAND, DEVICE), document, standing()).message == session()
