"""Outlines of areas from GeoJSON: by code or name, nothing kept but numbers, nonsense refused."""

from __future__ import annotations

import json

import pytest

from controller.errors import Refused
from controller.places import outlines
from controller.store.areas import Area

TOP = Area("xa", None, "/xa/", "commune", "Xã Tân Hòa", "UTC", None, None, 1)
INSIDE = [TOP, Area("thon-dong", "xa", "/xa/thon-dong/", "hamlet", "Thôn Đông", "UTC", None, None, 1)]
RING = [[105.4, 21.3], [105.41, 21.3], [105.41, 21.31, 7], [105.4, 21.3]]


def shape(ring: object = RING, **said: object) -> dict[str, object]:
    return {"type": "Feature", "properties": said, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def read(told: object) -> outlines.Read:
    return outlines.read(json.dumps(told).encode(), TOP, INSIDE)


def test_shapes_find_their_areas_by_code_or_name_and_the_rest_is_told():
    told = [shape(name="THÔN ĐÔNG", evil="<script>"), shape(code="xa"), shape(name="Thôn Lạ")]
    found = read({"type": "FeatureCollection", "features": told})
    assert set(found.shapes) == {"thon-dong", "xa"}
    assert found.unknown == ("Thôn Lạ",)
    assert found.shapes["xa"]["coordinates"] == [[point[:2] for point in RING]]
    assert "evil" not in json.dumps(found.shapes)


def test_one_shape_alone_is_the_area_that_was_chosen():
    assert set(read(shape()["geometry"]).shapes) == {"xa"}


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ([], "outline-broken"),
        ({"type": "FeatureCollection", "features": []}, "outline-broken"),
        ({"type": "Point", "coordinates": [1, 2]}, "outline-broken"),
        (shape(ring=[]), "outline-broken"),
        (shape(ring="x"), "outline-broken"),
        (shape(ring=[[1_170_000.5, 2_340_000.5]] * 4), "outline-degrees"),
        (shape(ring=[[True, False]] * 4), "outline-degrees"),
        (shape(ring=[[0, 0]] * (outlines.MOST_POINTS + 1)), "outline-too-fine"),
        ({"type": "FeatureCollection", "features": [shape(name="A"), shape(name="B")]}, "outline-nobody"),
    ],
)
def test_nonsense_is_refused(told: object, code: str):
    with pytest.raises(Refused, match=code):
        read(told)


def test_what_is_no_json_or_too_large_is_refused():
    for body, code in (
        (b"\xff\xfe", "outline-broken"),
        (b"[" * 100_000, "outline-broken"),
        (b" " * (outlines.MOST_BYTES + 1), "outline-too-large"),
    ):
        with pytest.raises(Refused, match=code):
            outlines.read(body, TOP, INSIDE)
