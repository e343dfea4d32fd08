"""When the moon is new and how far the sun has gone: all that a lunar calendar needs of the sky.

Algorithms and coefficients: Jean Meeus, Astronomical Algorithms, 2nd edition (Willmann-Bell, 1998): chapter 49 for the
new moon (mean error 4 s, at most 17 s), chapter 25 with the longest terms of VSOP87 for the sun (about 2 seconds of
arc, in which the sun moves for 50 s), chapter 22 for nutation. Instants are Julian days of universal time (UT); the
theories count in terrestrial time (TT), which differs from it by delta-T.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence

MONTH_DAYS = 29.530588861
"""The mean length of a month, from new moon to new moon."""
FIRST_NEW_MOON = 2451550.09766
"""The mean new moon of 6 January 2000, which is number 0."""
_EPOCH, _CENTURY = 2451545.0, 36525.0

# Year → delta-T in seconds: measured up to 2020 (IERS); from 2050 on Meeus' prediction of 1998 (chapter 10), with which
# printed calendars agree. It is more than is expected today; what hangs on it is in docs/decisions/0013.
_DELTA_T = (
    (1900.0, -3.0), (1910.0, 10.0), (1920.0, 21.0), (1940.0, 24.0), (1955.0, 31.0), (1965.0, 36.0), (1970.0, 40.0),
    (1975.0, 45.0), (1980.0, 50.5), (1985.0, 54.0), (1990.0, 57.0), (1995.0, 60.8), (2000.0, 63.8), (2010.0, 66.1),
    (2020.0, 69.4), (2050.0, 140.8), (2100.0, 229.3), (2200.0, 407.2),
)  # fmt: skip

# New moon: days · E^power · sin(m·M + n·M' + f·F + o·Ω); M and M' are the anomalies of sun and moon.
_MOON = (
    (-0.40720, 0, 0, 1, 0, 0), (0.17241, 1, 1, 0, 0, 0), (0.01608, 0, 0, 2, 0, 0), (0.01039, 0, 0, 0, 2, 0),
    (0.00739, 1, -1, 1, 0, 0), (-0.00514, 1, 1, 1, 0, 0), (0.00208, 2, 2, 0, 0, 0), (-0.00111, 0, 0, 1, -2, 0),
    (-0.00057, 0, 0, 1, 2, 0), (0.00056, 1, 1, 2, 0, 0), (-0.00042, 0, 0, 3, 0, 0), (0.00042, 1, 1, 0, 2, 0),
    (0.00038, 1, 1, 0, -2, 0), (-0.00024, 1, -1, 2, 0, 0), (-0.00017, 0, 0, 0, 0, 1), (-0.00007, 0, 2, 1, 0, 0),
    (0.00004, 0, 0, 2, -2, 0), (0.00004, 0, 3, 0, 0, 0), (0.00003, 0, 1, 1, -2, 0), (0.00003, 0, 0, 2, 2, 0),
    (-0.00003, 0, 1, 1, 2, 0), (0.00003, 0, -1, 1, 2, 0), (-0.00002, 0, -1, 1, -2, 0), (-0.00002, 0, 1, 3, 0, 0),
    (0.00002, 0, 0, 4, 0, 0),
)  # fmt: skip
# The planets' pull on it: millionths of a day · sin(at + step·number), in degrees.
_PLANETS = (
    (325, 299.77, 0.107408), (165, 251.88, 0.016321), (164, 251.83, 26.651886), (126, 349.42, 36.412478),
    (110, 84.66, 18.206239), (62, 141.74, 53.303771), (60, 207.14, 2.453732), (56, 154.84, 7.306860),
    (47, 34.52, 27.261239), (42, 207.19, 0.121824), (40, 291.34, 1.844379), (37, 161.72, 24.198154),
    (35, 239.56, 25.513099), (23, 331.55, 3.592518),
)  # fmt: skip

# The earth's longitude: for each power of the time (Julian millennia), 1e-8 rad · cos(phase + frequency·time).
_EARTH = (
    (
        (175347046, 0.0, 0.0), (3341656, 4.6692568, 6283.07585), (34894, 4.6261, 12566.1517), (3497, 2.7441, 5753.3849),
        (3418, 2.8289, 3.5231), (3136, 3.6277, 77713.7715), (2676, 4.4181, 7860.4194), (2343, 6.1352, 3930.2097),
        (1324, 0.7425, 11506.7698), (1273, 2.0371, 529.691), (1199, 1.1096, 1577.3435), (990, 5.233, 5884.927),
        (902, 2.045, 26.298), (857, 3.508, 398.149), (780, 1.179, 5223.694), (753, 2.533, 5507.553),
        (505, 4.583, 18849.228), (492, 4.205, 775.523), (357, 2.92, 0.067), (317, 5.849, 11790.629),
        (284, 1.899, 796.298), (271, 0.315, 10977.079), (243, 0.345, 5486.778), (206, 4.806, 2544.314),
        (205, 1.869, 5573.143), (202, 2.458, 6069.777), (156, 0.833, 213.299), (132, 3.411, 2942.463),
        (126, 1.083, 20.775), (115, 0.645, 0.98), (103, 0.636, 4694.003), (102, 0.976, 15720.839),
        (102, 4.267, 7.114), (99, 6.21, 2146.17), (98, 0.68, 155.42), (86, 5.98, 161000.69),
    ),
    (
        (628331966747, 0.0, 0.0), (206059, 2.678235, 6283.07585), (4303, 2.6351, 12566.1517), (425, 1.59, 3.523),
        (119, 5.796, 26.298), (109, 2.966, 1577.344), (93, 2.59, 18849.23), (72, 1.14, 529.69), (68, 1.87, 398.15),
        (67, 4.41, 5507.55), (59, 2.89, 5223.69), (56, 2.17, 155.42),
    ),
    ((52919, 0.0, 0.0), (8720, 1.0721, 6283.0758), (309, 0.867, 12566.152)),
    ((289, 5.844, 6283.076), (35, 0.0, 0.0)),
)  # fmt: skip


def new_moon(number: int) -> float:
    """The instant of a new moon, counted from the one of 6 January 2000, as a Julian day (UT)."""
    t = number / 1236.85
    e = 1 - 0.002516 * t - 0.0000074 * t**2
    sun = _radians(2.5534 + 29.1053567 * number, t, -0.0000014, -0.00000011)
    moon = _radians(201.5643 + 385.81693528 * number, t, 0.0107582, 0.00001238, -0.000000058)
    node = _radians(160.7108 + 390.67050284 * number, t, -0.0016118, -0.00000227, 0.000000011)
    omega = _radians(124.7746 - 1.56375588 * number, t, 0.0020672, 0.00000215)
    day = FIRST_NEW_MOON + MONTH_DAYS * number + _series(t, 0.00015437, -0.00000015, 0.00000000073)
    day += sum(
        size * e**power * math.sin(m * sun + n * moon + f * node + o * omega) for size, power, m, n, f, o in _MOON
    )
    day += sum(size * 1e-6 * math.sin(math.radians(at + step * number)) for size, at, step in _PLANETS)
    return day - _delta_t(day)


def sun_longitude(day: float) -> float:
    """The sun's apparent longitude in degrees, 0 at the March equinox, at a Julian day (UT)."""
    t = (day + _delta_t(day) - _EPOCH) / _CENTURY
    millennia = t / 10
    earth = sum(
        millennia**power * sum(size * math.cos(phase + frequency * millennia) for size, phase, frequency in terms)
        for power, terms in enumerate(_EARTH)
    )
    omega = math.radians(125.04452 - 1934.136261 * t)
    sun, moon = math.radians(280.4665 + 36000.7698 * t), math.radians(218.3165 + 481267.8813 * t)
    nutation = -17.2 * math.sin(omega) - 1.32 * math.sin(2 * sun) - 0.23 * math.sin(2 * moon)
    nutation += 0.21 * math.sin(2 * omega)
    distance = 1 - 0.01671 * math.cos(math.radians(357.52911 + 35999.05029 * t))
    seconds = nutation - 20.4898 / distance - 0.09033
    return (math.degrees(earth * 1e-8) + 180 + seconds / 3600) % 360


def _series(t: float, *coefficients: float) -> float:
    """The terms from the square of the time on."""
    return sum(one * t**power for power, one in enumerate(coefficients, start=2))


def _radians(degrees: float, t: float, *coefficients: float) -> float:
    return math.radians(degrees + _series(t, *coefficients))


def _delta_t(day: float) -> float:
    """TT minus UT, in days; between the years of the table on a straight line, beyond its ends as at them."""
    year = 2000 + (day - _EPOCH) / 365.25
    return _between(_DELTA_T, year) / 86400


def _between(table: Sequence[tuple[float, float]], at: float) -> float:
    index = bisect_right(table, at, key=lambda row: row[0])
    if index == 0 or index == len(table):
        return table[min(index, len(table) - 1)][1]
    (low, before), (high, after) = table[index - 1 : index + 1]
    return before + (after - before) * (at - low) / (high - low)
