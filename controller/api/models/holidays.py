"""Days off: of the law, decided year by year, and added."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from controller.api.models.shapes import Given, Name, Text, Told, example

Beside = Literal["before", "after"]


class DayOff(Told):
    """One day off. A day that is off for two reasons stands once, for the law's."""

    day: str = Field(examples=["2027-02-06"])
    code: Literal["new-year", "tet", "hung-kings", "reunification", "labour", "national", "added"]
    name: str = Field(examples=["Tết Nguyên đán"])
    name_en: str = Field(examples=["Tết, the lunar New Year"])


class AddedDay(Told):
    """A day off beyond the law's."""

    day: str = Field(description="YYYY-MM-DD, or MM-DD for every year", examples=["2027-01-02", "11-24"])
    name: str


class Decision(Told):
    """What is decided for a year; null is not decided yet."""

    tet_days_before: int | None = Field(description="how many of Tết's five days lie before its first")
    national_day_beside: Beside | None = Field(description="the day off beside 2 September")


class YearOff(Told):
    """The days off of one year in order."""

    year: int
    days: list[DayOff]
    decision: Decision | None = Field(description="what was entered for this year; null: nothing")
    undecided: list[Literal["tet", "national"]] = Field(
        description="what somebody should still enter; until then only the days count that are sure"
    )
    added: list[AddedDay] = Field(description="entered days that concern this year")


class DecisionGiven(Given):
    """The yearly decision; what is left out or null is not decided yet."""

    model_config = example({"tet_days_before": 1, "national_day_beside": "after"})

    tet_days_before: int | None = Field(default=None, ge=0, le=4)
    national_day_beside: Beside | None = None


class DayGiven(Given):
    """A day off beyond the law's: given instead of a weekend, or by a later law. Entering it again renames it."""

    model_config = example({"day": "2027-01-02", "name": "Nghỉ bù Tết Dương lịch"})

    day: Annotated[Text, Field(max_length=10, description="YYYY-MM-DD, or MM-DD for every year")]
    name: Name
