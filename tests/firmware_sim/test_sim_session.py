"""What a device keeps until the broker has acknowledged it: in order, once on its way at a time, over connections."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from devices import packets
from firmware_sim.session import IN_FLIGHT, Session


def payloads(data: bytes) -> list[tuple[bytes, bool]]:
    """What goes out, and whether it says that it went before."""
    return [
        (packets.heard(first, data, body, end).payload, bool(first & packets.DUP))
        for first, body, end in packets.frames(data)
    ]


def test_what_has_no_connection_waits_for_one() -> None:
    session = Session()
    assert session.publish("t", b"1", False, up=False) == b""
    assert session.publish("t", b"2", False, up=False) == b""
    assert payloads(session.resume()) == [(b"1", False), (b"2", False)]
    assert payloads(session.resume()) == [(b"1", True), (b"2", True)]


def test_only_so_many_are_on_their_way_and_an_acknowledgement_lets_the_next_go() -> None:
    session = Session()
    out = [payloads(session.publish("t", b"%d" % number, False, up=True)) for number in range(IN_FLIGHT + 3)]
    assert out[IN_FLIGHT - 1] == [(b"%d" % (IN_FLIGHT - 1), False)]
    assert out[IN_FLIGHT:] == [[], [], []]
    assert payloads(session.acknowledged(1)) == [(b"%d" % IN_FLIGHT, False)]
    assert session.acknowledged(1) == b""  # doubled
    assert len(payloads(session.resume())) == IN_FLIGHT


def test_numbers_in_use_are_passed_over() -> None:
    session = Session()
    session.publish("t", b"kept", False, up=True)
    numbers = [session.next() for _ in range(65_535)]
    assert 1 not in numbers
    assert 0 not in numbers
    assert max(numbers) == 65_535


@given(st.lists(st.sampled_from(["say", "say", "ack", "cut"]), max_size=120))
def test_whatever_happens_nothing_is_lost_and_first_goings_are_in_order(events) -> None:
    session, up, said, first, open_ = Session(), False, 0, [], []

    def note(data: bytes) -> None:
        for kind, body, end in packets.frames(data):
            heard = packets.heard(kind, data, body, end)
            if not kind & packets.DUP:
                first.append(int(heard.payload))
                open_.append(heard.mid)

    for event in events:
        if event == "say":
            note(session.publish("t", b"%d" % said, False, up=up))
            said += 1
        elif event == "ack" and open_ and up:
            note(session.acknowledged(open_.pop(0)))
        elif event == "cut":
            up = True
            note(session.resume())
        assert len(open_) <= IN_FLIGHT
    note(session.resume())
    while open_:
        note(session.acknowledged(open_.pop(0)))
    assert first == list(range(said))
