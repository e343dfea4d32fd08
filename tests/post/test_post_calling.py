"""Calls to receivers that hang, drip, redirect, flood or are not to be reached: each has its end and its reason."""

from __future__ import annotations

import asyncio
from contextlib import ExitStack

import pytest

from controller.errors import Refused
from controller.post.calling import call, checked, place
from controller.post.failing import Failed
from tests.post.receivers import listening, misbehaving


def called(address: str, whole_s: float = 5.0, *, private: bool = True) -> int | str:
    try:
        return asyncio.run(call(address, b"{}", {}, private=private, whole_s=whole_s))
    except Failed as failed:
        return failed.reason


def test_a_receiver_that_answers() -> None:
    with listening(204) as there:
        assert called(there.address) == 204
        assert there.got[0][0]["host"] == there.address.split("/")[2]
        assert called(there.address, private=False) == "post-address-plain"


def test_a_redirect_is_not_followed() -> None:
    with listening(200) as other, listening(302, headers={"location": other.address}) as there:
        assert called(there.address) == 302
        assert other.got == []


DRIP = b"HTTP/1.1 200 OK\r\nx: "
FLOOD = b"HTTP/1.1 200 OK\r\n\r\n"
BAD = {
    "says nothing": (b"", b"", "timeout"),
    "drips a header for ever": (DRIP, b"a", "timeout"),
    "speaks something else": (b"SSH-2.0-OpenSSH\r\n", b"", "timeout"),
    "answers without end": (FLOOD, b"x" * 65_536, 200),
    "headers without end": (b"HTTP/1.1 200 OK\r\n", b"x: " + b"y" * 60_000 + b"\r\n", "connection"),
}


@pytest.mark.parametrize("case", BAD)
def test_receivers_that_do_not_behave(case: str) -> None:
    says, again, wanted = BAD[case]
    with misbehaving(says, again) as address:
        assert called(address, 0.5 if wanted == "timeout" else 10.0) == wanted


def test_one_that_hangs_costs_the_others_nothing() -> None:
    async def several(addresses: list[str]) -> list[int | BaseException]:
        calls = (call(one, b"{}", {}, private=True, whole_s=1.0) for one in addresses)
        return await asyncio.gather(*calls, return_exceptions=True)

    with ExitStack() as stack:
        hanging = [stack.enter_context(misbehaving(b"")) for _ in range(3)]
        well = stack.enter_context(listening(200))
        found = asyncio.run(several([*hanging, well.address]))
    assert [isinstance(one, Failed) for one in found] == [True, True, True, False]


def test_nobody_listens() -> None:
    assert called("http://127.0.0.1:9/hook") == "connection"


PRIVATE = [
    "https://127.0.0.1/x",
    "https://[::1]/x",
    "https://10.0.0.1/",
    "https://169.254.169.254/latest",
    "https://localhost/",
    "https://[::ffff:127.0.0.1]/",
    "https://0.0.0.0/",
    "https://192.168.1.1:8443/a",
    "https://2130706433/",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_one_s_own_network_is_not_reached(address: str) -> None:
    parts = checked(address, private=False)
    with pytest.raises(Refused, match=r"post-(private|nowhere)"):
        place(parts.hostname or "", 443, private=False)
    assert called(address, private=False) in ("post-private", "post-nowhere")


@pytest.mark.parametrize(
    "address",
    [
        *("", "x", "ftp://a.vn/", "https://", "https://a.vn:0/", "https://a.vn:99999/", "https://u:p@a.vn/"),
        *("https://a.vn/ b", "https://a.vn/\r\nx: y", "https://a.vn/" + "a" * 1_000, "https://tỉnh.vn/"),
        *("file:///etc/passwd", "https://[::1/"),
    ],
)
def test_addresses_that_are_none(address: str) -> None:
    with pytest.raises(Refused, match="post-address"):
        checked(address, private=True)
