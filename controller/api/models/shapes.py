"""What the models have in common."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError


def without_nul(text: str) -> str:
    """PostgreSQL cannot keep the character NUL, and nobody means it."""
    if "\x00" in text:
        raise PydanticCustomError("string_nul", "no NUL")
    return text


Text = Annotated[str, AfterValidator(without_nul)]
Code = Annotated[Text, Field(min_length=1, max_length=64)]
Name = Annotated[Text, Field(min_length=1, max_length=160)]
Sentence = Annotated[Text, Field(max_length=2000)]


class Given(BaseModel):
    """What a caller sends: a field that we do not know is a mistake, not a wish."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Told(BaseModel):
    """What we answer, read from the fields of the same name."""

    model_config = ConfigDict(from_attributes=True, populate_by_name=True, serialize_by_alias=True)


def example(values: dict[str, Any]) -> ConfigDict:
    """An example for the OpenAPI page."""
    return ConfigDict(json_schema_extra={"examples": [values]})
