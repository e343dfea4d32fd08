"""Wild values are refused where they are read, and the schemas say so to whoever builds a device."""

from __future__ import annotations

import json

import msgspec
import pytest

from devices.messages import Beat, Command, Evidence, Have, Report, State, TimeQuestion
from devices.schema import schema

LARGEST = 2**53 - 1
REPORT = {"seq": 1, "epoch": "f3a9", "id": "a1", "rung": "started", "at": 0}
HAVE = {"v": 0, "hash": "", "epoch": "f3a9", "seq": 0}
STATE = {"state": "online", "session": "s", "boot": "b"}
BEAT = {"up": 0}
QUESTION = {"nonce": "n", "t1": 0}
AGAIN = {"do": "report", "id": "c1", "iat": 0, "exp": 1}


@pytest.mark.parametrize(
    ("kind", "whole", "wild"),
    [
        (Report, REPORT, {"seq": 0}),
        (Report, REPORT, {"seq": -1}),
        (Report, REPORT, {"seq": LARGEST + 1}),
        (Report, REPORT, {"seq": 2**80}),
        (Report, REPORT, {"epoch": "e" * 65}),
        (Report, REPORT, {"epoch": "e\0"}),
        (Report, REPORT, {"id": ""}),
        (Report, REPORT, {"id": "a\0b"}),
        (Report, REPORT, {"reason": "\0"}),
        (Report, REPORT, {"reason": "r" * 201}),
        (Report, REPORT, {"at": -1}),
        (Report, REPORT, {"at": 10**18}),
        (Report, REPORT, {"evidence": {"frames": -1}}),
        (Report, REPORT, {"evidence": {"frames": 2**64}}),
        (Report, REPORT, {"evidence": {"skew": 2**40}}),
        (Report, REPORT, {"evidence": {"skew": -(2**40)}}),
        (Report, REPORT, {"evidence": {"level": 1e300}}),
        (Report, REPORT, {"evidence": {"rate": 10**9}}),
        (Report, REPORT, {"evidence": {"picture": "red"}}),
        (Have, HAVE, {"volume": 101}),
        (Have, HAVE, {"volume": -1}),
        (Have, HAVE, {"cap": 1000}),
        (Have, HAVE, {"seq": -1}),
        (Have, HAVE, {"v": 2**63}),
        (Have, HAVE, {"hash": "../../etc/passwd"}),
        (Have, HAVE, {"missing": ["x"]}),
        (Have, HAVE, {"clock": {"error": -1}}),
        (State, STATE, {"session": "s" * 65}),
        (State, STATE, {"firmware": "1\0"}),
        (Beat, BEAT, {"up": -1}),
        (Beat, BEAT, {"battery": 200}),
        (Beat, BEAT, {"storage": 2**60}),
        (Beat, BEAT, {"temperature": 5000}),
        (TimeQuestion, QUESTION, {"t1": 2**60}),
        (TimeQuestion, QUESTION, {"nonce": "n" * 65}),
        (Command, AGAIN, {"since": -5}),
    ],
)
def test_a_wild_value_refuses_the_message(kind, whole, wild):
    msgspec.json.decode(json.dumps(whole), type=kind)
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(json.dumps(whole | wild), type=kind)


@pytest.mark.parametrize(
    ("kind", "whole", "extreme"),
    [
        (Report, REPORT, {"seq": LARGEST, "epoch": "e" * 64, "reason": "hết dung lượng", "id": "n" * 160}),
        (Report, REPORT, {"evidence": {"frames": LARGEST, "skew": -1_209_600_000, "level": -180.0, "peak": 0.0}}),
        (Have, HAVE, {"hash": "a" * 64, "volume": 100, "missing": ["b" * 64], "clock": {"offset": -(10**12)}}),
        (Beat, BEAT, {"temperature": -20.5, "signal": -120, "showing": "c" * 64}),
        (TimeQuestion, QUESTION, {"t1": -1}),
    ],
)
def test_what_an_honest_device_may_say_is_read(kind, whole, extreme):
    msgspec.json.decode(json.dumps(whole | extreme), type=kind)


def test_the_schemas_tell_makers_the_bounds():
    report = json.loads(schema("report"))["$defs"]
    assert report["Report"]["properties"]["seq"] == {"type": "integer", "minimum": 1, "maximum": LARGEST}
    assert report["Report"]["properties"]["epoch"]["maxLength"] == 64
    assert set(report["Evidence"]["properties"]) == set(Evidence.__struct_fields__)
    for name in report["Evidence"]["properties"].values():
        assert {"minimum", "pattern", "anyOf"} & set(name), name
