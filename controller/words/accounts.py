"""What became of an occurrence, in words: ``dời 2 phút, vì nhường “Lịch cắt điện”``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from controller.words import say
from controller.words.fates import length
from schedules.questions import announcement_of


def named(occurrences: str, titles: Mapping[str, str]) -> str:
    """The titles of the occurrences in a finding, each once: ids tell people nothing."""
    announcements = dict.fromkeys(announcement_of(name) for name in occurrences.split())
    return ", ".join(f"“{titles.get(name, name)}”" for name in announcements)


def rivals(findings: Iterable[Sequence[Any]]) -> set[str]:
    """The announcements that findings ``[code, params]`` name."""
    said = " ".join(str(params.get("by", "")) for _, params in findings)
    return {announcement_of(name) for name in said.split()}


def sentence(findings: Iterable[Sequence[Any]], titles: Mapping[str, str], lang: str) -> str:
    """All that was found about one outcome; ``titles`` by announcement."""
    said = []
    for code, found in findings:
        params = dict(found)
        left = params.pop("left", None)
        if "by" in params:
            params["by"] = named(params["by"], titles)
        if "seconds" in params:
            params["length"] = length(params.pop("seconds"), lang)
        said.append(say(f"account-{code}", lang, **params))
        if left is not None:
            said.append(say("account-cut-left", lang, length=length(left, lang)))
    return "; ".join(said)
