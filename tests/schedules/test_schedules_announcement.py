from __future__ import annotations

import re
from dataclasses import fields, replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schedules.announcement import (
    Announcement,
    AnnouncementId,
    Audience,
    Klass,
    Late,
    LatePolicy,
    Origin,
    PageWindow,
    Resume,
    Rule,
    Sound,
    occurrence_id,
)
from schedules.errors import REFUSALS, Refused
from schedules.findings import FINDINGS, Finding
from schedules.fingerprint import fingerprint
from schedules.walltime import parse_local
from tests.schedules.schedules_making import announcement, modest, rule, starts

FULL = announcement(
    rule=rule(
        "2026-11-22T05:30",
        "FREQ=DAILY",
        left_out=frozenset({parse_local("2026-11-25T05:30")}),
        moved={parse_local("2026-11-26T05:30"): parse_local("2026-11-26T06:00")},
    ),
    page=PageWindow(60),
)

EDITS: dict[str, dict[str, Any]] = {
    "title": {"title": "Lịch cắt nước"},
    "a space in the text": {"text": FULL.text + " "},
    "sound": {"sound": Sound("1" * 64, 120_000)},
    "no sound": {"sound": None},
    "page": {"page": None},
    "page window": {"page": PageWindow(61)},
    "how it stands on boards": {"page": PageWindow(60, "b" * 64)},
    "class": {"klass": Klass.PRIORITY},
    "origin": {"origin": Origin.PROVINCE},
    "area": {"audience": Audience(areas=frozenset({"thon-dong", "thon-doai"}))},
    "area as device": {"audience": Audience(devices=frozenset({"thon-dong"}))},
    "start": {"rule": replace(FULL.rule, start=parse_local("2026-11-22T05:31"))},
    "zone": {"rule": replace(FULL.rule, zone="Asia/Bangkok")},
    "rrule": {"rule": replace(FULL.rule, rrule="FREQ=WEEKLY")},
    "once": {"rule": replace(FULL.rule, rrule=None)},
    "left out": {"rule": replace(FULL.rule, left_out=frozenset())},
    "moved": {"rule": replace(FULL.rule, moved={parse_local("2026-11-26T05:30"): parse_local("2026-11-26T06:01")})},
    "chime": {"chime": True},
    "volume": {"volume": 71},
    "late": {"late": Late(LatePolicy.START, 600)},
    "late seconds": {"late": Late(LatePolicy.AGAIN, 601)},
    "resume": {"resume": Resume.PAUSE},
}


def test_any_edit_changes_the_fingerprint_each_to_another_one() -> None:
    prints = {name: fingerprint(replace(FULL, **edit)) for name, edit in EDITS.items()}
    assert len({fingerprint(FULL), *prints.values()}) == len(EDITS) + 1
    assert re.fullmatch(r"[0-9a-f]{64}", fingerprint(FULL))


def test_what_was_approved_before_there_were_choices_for_boards_stays_approved() -> None:
    assert fingerprint(FULL) == "20f1c81cef61472e75d247f88ebc3f2e7383ab51ae7fe735c4fd1b479d9ec03d"


def test_every_field_is_in_the_fingerprint_or_is_left_out_on_purpose() -> None:
    edited = {field for edit in EDITS.values() for field in edit}
    # what single times tell instead is agreed to by itself (decision 35)
    assert edited | {"id", "serial", "variants"} == {field.name for field in fields(Announcement)}
    assert fingerprint(replace(FULL, id=AnnouncementId("b"), serial=9)) == fingerprint(FULL)


def test_the_fingerprint_does_not_depend_on_the_order_of_sets() -> None:
    codes = [f"thon-{number}" for number in range(40)]
    one, other = (replace(FULL, audience=Audience(areas=frozenset(order))) for order in (codes, reversed(codes)))
    assert fingerprint(one) == fingerprint(other)


@given(st.text(), st.text())
@modest(50)
def test_text_cannot_pass_for_title(title: str, text: str) -> None:
    one, other = replace(FULL, title=title, text=text), replace(FULL, title=text, text=title)
    assert (fingerprint(one) == fingerprint(other)) == (title == text)


@given(starts, st.text())
@modest(50)
def test_an_occurrence_is_named_by_its_announcement_and_original_minute_alone(original: datetime, title: str) -> None:
    name = occurrence_id(replace(FULL, title=title).id, original)
    assert name == f"a.{original:%Y%m%dt%H%M}"
    assert occurrence_id(FULL.id, original.replace(second=59)) == name


def test_the_form_of_an_occurrence_id() -> None:
    assert occurrence_id(AnnouncementId("a7k2m9"), parse_local("2026-11-22T05:30")) == "a7k2m9.20261122t0530"


@pytest.mark.parametrize(
    ("build", "code"),
    [
        (lambda: announcement("Á"), "bad-id"),
        (lambda: announcement("a" * 65), "bad-id"),
        (lambda: announcement(volume=101), "volume-out-of-range"),
        (lambda: announcement(volume=-1), "volume-out-of-range"),
        (lambda: Sound("0" * 64, 0), "sound-empty"),
        (lambda: PageWindow(0), "page-window-out-of-range"),
        (lambda: PageWindow(14 * 1440 + 1), "page-window-out-of-range"),
        (lambda: Late(LatePolicy.START, 0), "late-out-of-range"),
        (lambda: Late(LatePolicy.SKIP, -1), "late-out-of-range"),
        (lambda: Klass.from_wire("urgent", "class"), "unknown-word"),
        (lambda: Origin.from_wire(""), "unknown-word"),
    ],
)
def test_a_value_that_cannot_be_right_cannot_be_built(build, code: str) -> None:
    with pytest.raises(Refused) as refused:
        build()
    assert refused.value.code == code


def test_a_rule_takes_wall_time_only() -> None:
    with pytest.raises(ValueError, match="wall time"):
        Rule(datetime(2026, 11, 22, tzinfo=UTC), "Asia/Ho_Chi_Minh")
    with pytest.raises(ValueError, match="wall time"):
        Rule(parse_local("2026-11-22T05:30").replace(microsecond=1), "Asia/Ho_Chi_Minh")


def test_a_year_that_nobody_means_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        rule(
            "2026-11-22T05:30",
            moved={parse_local("2026-11-22T05:30"): parse_local("2026-11-22T06:00").replace(year=226)},
        )
    assert refused.value.code == "bad-date"


def test_a_sound_is_named_by_its_hash() -> None:
    with pytest.raises(ValueError, match="hexadecimal"):
        Sound("A" * 64, 1)


def test_a_rule_is_a_value() -> None:
    moves = {parse_local("2026-11-26T05:30:20"): parse_local("2026-11-26T06:00")}
    one, other = (
        rule("2026-11-22T05:30", "FREQ=DAILY", moved=moves),
        rule("2026-11-22T05:30", "FREQ=DAILY", moved=dict(moves)),
    )
    moves.clear()
    assert one == other
    assert hash(one) == hash(other)
    assert one.moved == {parse_local("2026-11-26T05:30"): parse_local("2026-11-26T06:00")}


def test_classes_and_origins_are_ordered_and_have_names_on_the_wire() -> None:
    assert Klass.NORMAL < Klass.PRIORITY < Klass.EMERGENCY
    assert Origin.COMMUNE < Origin.PROVINCE < Origin.CENTRAL
    assert [one.wire for one in Klass] == ["normal", "priority", "emergency"]
    assert all(Klass.from_wire(one.wire) is one for one in Klass)


def test_codes_are_kebab_case_and_only_those_in_the_table_can_be_used() -> None:
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", code) for code in [*REFUSALS, *FINDINGS])
    with pytest.raises(LookupError):
        Refused("made-up")
    with pytest.raises(LookupError):
        Refused("unknown-zone")
    with pytest.raises(LookupError):
        Finding("no-room")
    assert Refused("bad-date", "start", text="30/2").params == {"text": "30/2"}


def test_the_length_of_the_sound_follows_from_its_hash() -> None:
    assert fingerprint(replace(FULL, sound=Sound("0" * 64, 1))) == fingerprint(FULL)
    assert announcement(sound=None).faces == frozenset()
