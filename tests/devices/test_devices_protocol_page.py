"""PROTOCOL.md is true: its examples decode, its tables are the code's, its signed document verifies."""

from __future__ import annotations

import json
import re
from pathlib import Path

import msgspec
import pytest

import devices
from devices.errors import Reason
from devices.gate import read
from devices.keys import MAY_SIGN
from devices.messages import Command, Volume
from devices.schema import FOLDER, MESSAGES, schema
from devices.signing import Header, PublicKey, is_signed_by, take_apart
from devices.topics import TABLE

PAGE = (Path(devices.__path__[0]) / "PROTOCOL.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(json|jws) (\S+)\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
EXAMPLES = [(name, text) for form, name, text in BLOCKS if form == "json"]


@pytest.mark.parametrize(("name", "text"), EXAMPLES)
def test_each_example_is_a_message_and_has_no_field_that_the_code_ignores(name, text):
    kind = Header if name == "header" else MESSAGES[name]
    message = msgspec.json.decode(text, type=kind)
    again = json.loads(msgspec.json.encode(message))
    given = json.loads(text)
    for field, value in given.items():
        assert again.get(field, value) == value, field
        assert field in {one.encode_name for one in msgspec.structs.fields(message)} | {"is", "do"}


def test_every_message_has_an_example():
    assert {name for name, _ in EXAMPLES} == set(MESSAGES) | {"header"}
    shown = {type(msgspec.json.decode(text, type=Command)) for name, text in EXAMPLES if name == "command"}
    assert shown == set(Command.__args__)


def test_the_signed_document_verifies_and_a_bent_one_does_not():
    ((key, text),) = [(name, text.strip().encode()) for form, name, text in BLOCKS if form == "jws"]
    assert is_signed_by(text, PublicKey(key))
    assert not is_signed_by(text.replace(b".eyJk", b".eyJl"), PublicKey(key))
    sealed = take_apart(text)
    message = read(sealed.header.typ, sealed.payload)
    assert isinstance(message, Volume)
    assert message.volume == 40


def test_the_topic_table_is_the_codes():
    rows = re.findall(r"^\| `(tl1/\S+?)`.*?\| (down|up) \| (\d) \| (yes|no) \| (\S+) \|", PAGE, re.MULTILINE)
    said = {(topic.strip("`"), int(qos), kept == "yes", typ.strip("`")) for topic, _, qos, kept, typ in rows}
    assert said == {(row.pattern, row.qos, row.retained, row.typ or "–") for row in TABLE.values()}


def test_the_reasons_and_roles_are_the_codes():
    listed = PAGE.split("<!-- reasons -->")[1].split("<!-- end -->")[0]
    assert re.findall(r"`(\S+?)`", listed) == [str(reason) for reason in Reason]
    for typ, roles in MAY_SIGN.items():
        row = next(line for line in PAGE.splitlines() if line.startswith("| `") and f"`{typ}`" in line.split("|")[1])
        assert all(role in row for role in roles)


@pytest.mark.parametrize("name", MESSAGES)
def test_the_schemas_on_disk_are_the_codes(name):
    assert (FOLDER / f"{name}.schema.json").read_text("utf-8") == schema(name)
