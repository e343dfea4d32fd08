"""Single byte ranges, as the standard has them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from controller.api.ranges import asked
from controller.errors import Refused


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        ("bytes=0-0", (0, 1)),
        ("bytes=0-99", (0, 100)),
        ("bytes=10-", (10, 100)),
        ("bytes=-10", (90, 100)),
        ("bytes=-1000", (0, 100)),
        ("bytes=50-5000", (50, 100)),
        ("BYTES = 1 - 2", (1, 3)),
        (None, None),
        ("", None),
        ("bytes=", None),
        ("bytes=-", None),
        ("bytes=5-1", None),
        ("bytes=0-1,5-6", None),
        ("bytes=a-b", None),
        ("items=0-1", None),
        ("bytes=٣-٤", None),
        (f"bytes={'9' * 400}-", None),
    ],
)
def test_of_a_hundred_bytes(header: str | None, wanted: tuple[int, int] | None):
    assert asked(header, 100) == wanted


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=100-200", "bytes=-0"])
def test_outside(header: str):
    with pytest.raises(Refused) as refused:
        asked(header, 100)
    assert (refused.value.code, refused.value.params) == ("range-outside", {"size": 100})


@given(st.text(max_size=40), st.integers(0, 1000))
def test_whatever_comes_a_range_lies_inside(tail: str, size: int):
    try:
        found = asked(f"bytes={tail}", size)
    except Refused:
        return
    assert found is None or 0 <= found[0] < found[1] <= size
