"""The gate: every reason for which a device must not obey, each tried, and what it must obey."""

from __future__ import annotations

import base64
import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.errors import DocumentRefused, Reason
from devices.gate import MOST_ITEMS, Standing, admit, document_id
from devices.messages import Alert, Alive, Keys, Klass, Play, Stop, TimeAnswer, Volume
from devices.topics import Heard, Kind
from tests.devices.devices_examples import (
    DAY,
    DEVICE,
    MINUTE,
    MORNING,
    PICTURE,
    SOUND,
    entry,
    item,
    key,
    ring,
    sealed,
    standing,
    timetable,
)

WANT = Heard(Kind.WANT, DEVICE)
COMMAND = Heard(Kind.COMMAND, DEVICE)
GROUP = Heard(Kind.GROUP_COMMAND, "xa-tan-hoa")
ALERT = Heard(Kind.ALERT, "xa-tan-hoa")

PLAY = Play(id="c1", iat=MORNING, exp=MORNING + MINUTE, at=MORNING, sounds={"opus-48000-24": SOUND})


def why(heard: Heard, document: bytes, **changes: object) -> Reason:
    with pytest.raises(DocumentRefused) as refused:
        admit(heard, document, standing(**changes))
    return refused.value.reason


def obeyed(heard: Heard, document: bytes, standing_now: Standing) -> None:
    assert admit(heard, document, standing_now).sealed.document == document


def play(signer: str = "orders", scope: str = DEVICE, **changes: object) -> bytes:
    return sealed(msgspec.structs.replace(PLAY, **changes), "command", scope, signer)


def test_a_signed_timetable_for_this_device_is_obeyed():
    plan = timetable(item())
    admitted = admit(WANT, sealed(plan, "timetable"), standing())
    assert admitted.message == plan
    assert not admitted.again
    assert admitted.mark == f"plans/timetable/{DEVICE}"


def test_a_group_command_is_obeyed_by_every_device_below_the_area():
    assert admit(GROUP, play(scope="xa-tan-hoa"), standing()).message == PLAY


DOCUMENT = sealed(timetable(item()), "timetable")


@pytest.mark.parametrize(
    "document",
    [b"", b"a.b", b"a.b.c", b"....", b"\xff\xfe.\x00.x", DOCUMENT[:-90], b"{}", DOCUMENT + b".x"],
)
def test_what_has_not_the_form_of_a_document_is_malformed(document):
    assert why(WANT, document) in (Reason.MALFORMED, Reason.BAD_SIGNATURE)


@given(st.binary(max_size=300))
def test_no_bytes_ever_raise_anything_but_a_refusal(document):
    why(WANT, document)


@given(st.integers(0, len(DOCUMENT) - 1), st.integers(1, 255))
def test_no_changed_byte_is_obeyed(at, change):
    bent = bytearray(DOCUMENT)
    bent[at] ^= change
    try:
        admitted = admit(WANT, bytes(bent), standing())
    except DocumentRefused:
        return
    # base64url leaves two spare bits in the last letter of a part: those may change without changing any byte it means.
    assert admitted.message == timetable(item())


def test_the_algorithm_none_is_not_an_algorithm():
    header = {"alg": "none", "kid": "plans", "typ": "timetable", "scope": DEVICE}
    parts = [json.dumps(header).encode(), msgspec.json.encode(timetable(item())), b""]
    document = b".".join(base64.urlsafe_b64encode(part).rstrip(b"=") for part in parts)
    assert why(WANT, document) is Reason.MALFORMED


def test_a_document_larger_than_the_limit_is_refused_unread():
    assert why(WANT, b"a" * (4 * 1024 * 1024 + 1)) is Reason.TOO_LARGE


def test_a_document_on_another_topic_is_refused():
    assert why(COMMAND, DOCUMENT) is Reason.WRONG_KIND
    assert why(Heard(Kind.WANT, "loa-dong-2"), DOCUMENT) is Reason.WRONG_TOPIC
    assert why(Heard(Kind.GROUP_COMMAND, "thon-doai"), play(scope="xa-tan-hoa")) is Reason.WRONG_TOPIC


def test_somebody_elses_scope_is_refused():
    other = sealed(timetable(item(), device="loa-dong-2"), "timetable", "loa-dong-2")
    assert why(Heard(Kind.WANT, "loa-dong-2"), other) is Reason.FOREIGN_SCOPE
    assert why(Heard(Kind.GROUP_COMMAND, "thon-doai"), play(scope="thon-doai")) is Reason.FOREIGN_SCOPE
    inside = sealed(timetable(item(), device="loa-dong-2"), "timetable")
    assert why(WANT, inside) is Reason.FOREIGN_SCOPE


@pytest.mark.parametrize(
    ("listed", "reason"),
    [
        ((entry("orders", "command"),), Reason.UNKNOWN_KEY),
        ((entry("plans", "schedule", revoked=True),), Reason.REVOKED_KEY),
        ((entry("plans", "schedule", until=MORNING - DAY),), Reason.KEY_OUT_OF_DATE),
        ((entry("plans", "command", "time", "firmware"),), Reason.WRONG_ROLE),
        ((entry("plans", "schedule", scope="xa-khac"),), Reason.FOREIGN_SCOPE),
    ],
)
def test_a_key_must_be_known_good_in_date_for_this_kind_and_for_this_place(listed, reason):
    assert why(WANT, DOCUMENT, ring=ring(*listed)) is reason


def test_another_key_under_a_known_name_is_a_bad_signature():
    forged = key("thief").seal(msgspec.json.encode(timetable(item())), "timetable", DEVICE)
    header = base64.urlsafe_b64encode(b'{"alg":"Ed25519","kid":"plans","typ":"timetable","scope":"loa-dong-1"}').rstrip(
        b"="
    )
    assert why(WANT, b".".join([header, *forged.split(b".")[1:]])) is Reason.BAD_SIGNATURE


def test_only_the_root_signs_the_list_of_keys():
    keys = Keys(v=2, iat=MORNING, exp=MORNING + DAY, keys=(entry("plans", "schedule"),))
    heard = Heard(Kind.KEYS, "")
    assert why(heard, sealed(keys, "keys", "tinh-phu-tho", "plans")) is Reason.WRONG_ROLE
    admitted = admit(heard, sealed(keys, "keys", "tinh-phu-tho", "root"), standing())
    assert admitted.message == keys


def test_expired_and_future_documents_are_refused():
    assert why(COMMAND, play(exp=MORNING)) is Reason.EXPIRED
    assert why(COMMAND, play(iat=MORNING + 3 * MINUTE)) is Reason.FROM_THE_FUTURE
    assert why(WANT, sealed(timetable(item(), exp=MORNING - 1), "timetable")) is Reason.EXPIRED


def test_a_version_that_is_not_above_the_last_under_this_key_is_refused():
    versions = {f"plans/timetable/{DEVICE}": (5, "f" * 64)}
    assert why(WANT, sealed(timetable(item(), v=5), "timetable"), versions=versions) is Reason.OLD_VERSION
    assert why(WANT, sealed(timetable(item(), v=4), "timetable"), versions=versions) is Reason.OLD_VERSION
    obeyed(WANT, sealed(timetable(item(), v=6), "timetable"), standing(versions=versions))


def test_the_same_document_again_is_known_and_not_refused():
    first = admit(WANT, DOCUMENT, standing())
    versions = {first.mark: (1, first.sealed.hash)}
    assert admit(WANT, DOCUMENT, standing(versions=versions)).again
    assert admit(COMMAND, play(), standing(seen={"c1"})).again


def test_without_a_trusted_clock_a_plan_is_kept_and_a_command_must_echo_the_nonce():
    obeyed(WANT, DOCUMENT, standing(now_ms=None))
    assert why(COMMAND, play(), now_ms=None, nonce="n1") is Reason.UNTRUSTED_CLOCK
    assert why(COMMAND, play(nonce="n0"), now_ms=None, nonce="n1") is Reason.UNTRUSTED_CLOCK
    assert why(COMMAND, play(nonce=""), now_ms=None, nonce="") is Reason.UNTRUSTED_CLOCK
    obeyed(COMMAND, play(nonce="n1"), standing(now_ms=None, nonce="n1"))


def test_a_fresh_alert_is_obeyed_without_a_clock_and_an_older_one_is_not():
    alert = Alert(id="e1", v=3, iat=MORNING, exp=MORNING + DAY, sounds={"opus-48000-24": SOUND})
    document = sealed(alert, "alert", "xa-tan-hoa", "storm")
    obeyed(ALERT, document, standing(now_ms=None))
    versions = {"storm/alert/xa-tan-hoa": (4, "f" * 64)}
    assert why(ALERT, document, now_ms=None, versions=versions) is Reason.OLD_VERSION


def test_nobody_wakes_a_village_at_a_quarter_past_three():
    night = MORNING - 135 * MINUTE
    assert why(COMMAND, play(at=night)) is Reason.OUTSIDE_HOURS
    assert why(WANT, sealed(timetable(item(start=night)), "timetable")) is Reason.OUTSIDE_HOURS
    assert why(WANT, sealed(timetable(item(start=MORNING + 59 * MINUTE, longest=2 * MINUTE)), "timetable")) is (
        Reason.OUTSIDE_HOURS
    )
    assert why(COMMAND, play(), hours=()) is Reason.OUTSIDE_HOURS


def test_an_emergency_is_exempt_from_hours_and_needs_its_own_role():
    night = MORNING - 135 * MINUTE
    assert why(COMMAND, play(klass=Klass.EMERGENCY, at=night)) is Reason.WRONG_ROLE
    storm = play("storm", klass=Klass.EMERGENCY, iat=night, at=night)
    obeyed(COMMAND, storm, standing(now_ms=night, hours=()))


def test_a_page_alone_may_come_at_any_hour():
    night = MORNING - 135 * MINUTE
    obeyed(COMMAND, play(at=night, sounds={}, pages={"png-192x64-rg3-10": (PICTURE,)}), standing())


def test_louder_than_the_cap_is_refused():
    assert why(COMMAND, play(volume=81)) is Reason.TOO_LOUD
    assert why(WANT, sealed(timetable(item(volume=81)), "timetable")) is Reason.TOO_LOUD
    obeyed(COMMAND, play(volume=80), standing())


def test_a_play_that_was_issued_before_the_newest_stop_stays_silent():
    assert why(COMMAND, play(), stopped_ms=MORNING) is Reason.STOPPED
    obeyed(COMMAND, play(iat=MORNING + 1), standing(stopped_ms=MORNING))


@pytest.mark.parametrize(
    "plan",
    [
        timetable(item(), item()),
        timetable(item(sound=None)),
        timetable(item(sound=None, pages=(PICTURE,), until=MORNING)),
        timetable(item(longest=0)),
        timetable(item(), until=MORNING - 2 * DAY),
        timetable(item(), exp=MORNING - 2 * DAY, iat=MORNING - DAY),
        timetable(item(), zone="Asia/Nowhere"),
        timetable(item(), areas=()),
        timetable(*[item(f"a{n}.x", sound=None, pages=(PICTURE,), until=MORNING + DAY) for n in range(MOST_ITEMS + 1)]),
    ],
    ids=["id-twice", "empty", "ends-first", "no-length", "horizon", "dates", "zone", "areas", "too-many"],
)
def test_a_plan_that_breaks_its_own_rules_is_refused_whole(plan):
    assert why(WANT, sealed(plan, "timetable"), now_ms=None) is Reason.INVALID_PLAN


def test_missing_and_mistyped_fields_are_malformed():
    assert why(WANT, sealed({"is": "timetable", "v": 1}, "timetable")) is Reason.MALFORMED
    body = msgspec.to_builtins(timetable(item())) | {"cap": "loud"}
    assert why(WANT, sealed(body, "timetable")) is Reason.MALFORMED
    assert why(COMMAND, sealed({"do": "explode", "id": "c1"}, "command", signer="orders")) is Reason.MALFORMED


def test_unknown_fields_are_passed_over():
    body = msgspec.to_builtins(timetable(item())) | {"colour-of-the-horn": "grey"}
    assert admit(WANT, sealed(body, "timetable"), standing()).message == timetable(item())


def test_a_time_answer_belongs_to_this_question():
    heard = Heard(Kind.TIME_ANSWER, DEVICE)
    answer = TimeAnswer(nonce="n1", t1=5, t2=MORNING, t3=MORNING)
    document = sealed(answer, "time", signer="clock")
    assert admit(heard, document, standing(now_ms=None, nonce="n1")).message == answer
    assert why(heard, document, nonce="n2") is Reason.EXPIRED


def test_a_refusal_names_the_document():
    with pytest.raises(DocumentRefused) as refused:
        admit(COMMAND, play(at=MORNING - 135 * MINUTE), standing())
    assert refused.value.document == "c1"
    assert document_id(Alive(iat=1, exp=2, boot="b7")) == "alive:b7"


@pytest.mark.parametrize(
    "command",
    [
        Stop(id="s1", iat=MORNING, exp=MORNING + MINUTE),
        Volume(id="v1", iat=MORNING, exp=MORNING + MINUTE, volume=40),
    ],
)
def test_stop_and_settings_are_obeyed_at_any_hour(command):
    document = sealed(command, "command", signer="orders")
    assert admit(COMMAND, document, standing(hours=())).message == command


def test_what_sets_the_clock_is_not_held_against_the_clock_that_it_sets():
    heard = Heard(Kind.TIME_ANSWER, DEVICE)
    answer = TimeAnswer(nonce="n1", t1=5, t2=MORNING, t3=MORNING)
    document = sealed(answer, "time", signer="clock")
    for wrong in (946_684_800_000, MORNING + 3_000 * DAY):
        obeyed(heard, document, standing(now_ms=wrong, nonce="n1"))
    late = msgspec.structs.replace(answer, t2=MORNING + 400 * DAY, t3=MORNING + 400 * DAY)
    after = sealed(late, "time", signer="clock")
    assert why(heard, after, nonce="n1") is Reason.KEY_OUT_OF_DATE
    assert why(heard, document, nonce="n1", ring=ring(entry("clock", "time", revoked=True))) is Reason.REVOKED_KEY
