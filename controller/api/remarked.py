"""What stands against something and what is only worth knowing, in sentences of both languages."""

from __future__ import annotations

from collections.abc import Iterable

from controller.api.models.announcements import Remark
from controller.api.problems import Refusal, sentence


def remarked(found: Iterable[tuple[Refusal, bool]]) -> list[Remark]:
    """Each with whether it blocks."""
    return [
        Remark(code=one.code, field=one.field, detail=sentence(one, "vi"), detail_en=sentence(one, "en"), blocks=blocks)
        for one, blocks in found
    ]


def both(refusals: Iterable[Refusal], notes: Iterable[Refusal]) -> list[Remark]:
    """What blocks comes first."""
    return remarked([*((one, True) for one in refusals), *((one, False) for one in notes)])
