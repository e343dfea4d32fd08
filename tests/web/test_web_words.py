"""Every word comes from the catalogue, the catalogue has every word, in both languages."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import jinja2
import pytest

import controller
from controller.api.problems import TITLES
from controller.api.validation import CODES
from controller.broadcast import fates
from controller.broadcast.absent import WHYS
from controller.fleet.roster import STATES as STATES_OF_LIST
from controller.health.connections import REASONS as CONNECTION_ENDS
from controller.health.rules import SEVERITIES, book
from controller.health.standing import STANDINGS
from controller.health.watch import ENDS as INCIDENT_ENDS
from controller.people.who import MAY, ROLES
from controller.residents import feedback
from controller.store.area_changes import CANCELLED, FAILED, OPEN
from controller.store.area_changes import DONE as CARRIED_OUT
from controller.store.feedback import STATES
from controller.store.ladder import RANKS
from controller.web.announcement_view import LADDER
from controller.web.area_change_form import KINDS
from controller.web.area_change_view import LEVELS
from controller.web.device_view import SENSORS
from controller.web.render import HERE, environment
from controller.web.routes.announcements import DONE, FILTERS
from controller.web.routes.area_changes import DONE as CHANGE_DONE
from controller.web.routes.devices import BUTTONS
from controller.web.routes.devices import DONE as DEVICE_DONE
from controller.words import LANGUAGES, codes
from controller.words import fates as words_of_fates
from devices.decide import Why
from devices.errors import Reason
from devices.profiles import all_profiles
from devices.relay import CODECS, FAULTS
from schedules.announcement import Klass
from schedules.aside import Loss
from schedules.errors import REFUSALS
from schedules.findings import FINDINGS, Finding
from schedules.lifecycle import Action, Role, State
from schedules.offers import Way
from schedules.single import Kind as Single

ROOT = Path(controller.__file__).parent
TEMPLATES = sorted((HERE / "templates").rglob("*.html"))
REFUSALS_CLASSES = {"Refused", "NotFound", "Clash", "Forbidden", "Unauthenticated"}

RULES = [*(rule.code for rule in book().rules), "other"]
FAMILIES: dict[str, list[str]] = {
    "state": [one.value for one in State],
    "web-single": ["left-out", "moved", "changed", "holiday"],
    "single": ["coming", "holiday", *(one.value for one in Single)],
    "action": [one.value for one in Action] + list(MAY),
    "role": [*ROLES, *(one.value for one in Role)],
    "class": [one.wire for one in Klass],
    "rung": list(RANKS),
    "step": [name for name, _ in LADDER],
    "standing": list(STANDINGS),
    "connection": [*CONNECTION_ENDS, "stands"],
    "incident": [f"{rule}{where}" for rule in RULES for where in ("", "-place")],
    "repair": [*RULES, "dark-place"],
    "incident-severity": list(SEVERITIES),
    "incident-end": list(INCIDENT_ENDS),
    "incident-note": ["own", "let-go", "silence", "speak", "note"],
    "held": ["same", "other", "nothing"],
    "occurrence": ["planned", "cancelled", "dropped", "past"],
    "why": [one.value for one in Why],
    "reason": [*(one.value for one in Reason), *FAULTS],
    "problem": list(TITLES.values()),
    "plan": [*fates.STATES, "cancelled", "past"],
    "absent": list(WHYS),
    "fate": [*FINDINGS, "changed", "cancelled"],
    "command": list(BUTTONS),
    "sensor": [*SENSORS, *(f"{name}-value" for name in SENSORS if name != "mains"), "mains-on", "mains-off"],
    "change-state": [*OPEN, CARRIED_OUT, CANCELLED, FAILED],
    "web-step": [*KINDS, *(f"{kind}-hint" for kind in KINDS)],
    "refused-aside": [one.value for one in Loss],
    "way": [one.value for one in Way],
    "web-level": list(LEVELS),
    "web-area-change-done": sorted(CHANGE_DONE),
    "web-show": list(FILTERS),
    "web-empty": list(FILTERS),
    "web-done": sorted(DONE | DEVICE_DONE),
    "web-class": [one.wire for one in Klass],
    "web-reason": ["rejected", "cancelled", "failed"],
    "web-weekday": [str(day) for day in range(1, 8)],
    "web-weekday-short": [str(day) for day in range(1, 8)],
    "web-ago": ["now", "minute", "hour", "day"],
    "web-language": list(LANGUAGES),
    "refused-document": [one.value for one in Reason],
    "refused-finding": list(FINDINGS),
    "fault": list(FAULTS),
    "relay-codec": list(CODECS),
    "model": list(all_profiles()),
    "roster": ["all", *STATES_OF_LIST],
    "position": ["latitude", "longitude"],
    "residents-kind": list(feedback.KINDS),
    "residents-time": ["coming", "now", "sounded", "over", "cancelled", "dropped"],
    "residents-told": ["title", "lead", "wait", *STATES],
    "feedback-state": list(STATES),
    "feedback-show": [*STATES, "suspect"],
    "feedback-done": ["answered", "closed", "reopened"],
    "refused": [*REFUSALS, *(code for code, _ in CODES.values())],
}


def raised() -> Iterator[tuple[str, str]]:
    """Every code that is raised in the controller by name, and where."""
    for file in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                if name in REFUSALS_CLASSES:
                    yield str(node.args[0].value), f"{file.relative_to(ROOT)}:{node.lineno}"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_refusal_has_its_sentence(lang: str):
    missing = {code: place for code, place in raised() if f"refused-{code}" not in codes(lang)}
    assert not missing


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("family", FAMILIES)
def test_every_word_of_the_program_is_in_the_catalogue(family: str, lang: str):
    assert {f"{family}-{word}" for word in FAMILIES[family]} <= codes(lang)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_sentence_that_a_page_names_is_in_the_catalogue(lang: str):
    named = {
        code
        for file in [*TEMPLATES, *sorted(ROOT.rglob("*.py"))]
        for code in re.findall(r"""(?<![\w.])(?:t|say)\(\s*["']([a-z][a-z0-9-]+)["']""", file.read_text("utf-8"))
        if not code.endswith("-")
    }
    assert "web-sign-in" in named
    assert named <= codes(lang)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", FINDINGS)
def test_every_finding_can_be_told_of_one_time(code: str, lang: str):
    params = {name: 65 if name in ("seconds", "limit") else "7" for name in FINDINGS[code][1]}
    said = words_of_fates.sentence(Finding(code, params), {}, "Asia/Ho_Chi_Minh", lang)
    assert said
    assert "{" not in said


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: str(file.relative_to(HERE / "templates")))
def test_no_words_stand_in_a_template(file: Path):
    source = file.read_text("utf-8")
    literal = "".join(
        value if kind == "data" else "\x00" if kind in ("variable_begin", "block_begin") else ""
        for _, kind, value in _tokens(environment(), source)
    )
    spoken = re.findall(r"""\b(?:title|alt|placeholder|aria-label|value)="([^"\x00]*[^\W\d_]{2}[^"\x00]*)\"""", literal)
    assert [word for word in spoken if not re.fullmatch(r"[a-z-]+", word)] == []
    between = re.sub(
        r"""<(script|style|svg|pre)\b.*?</\1>|<[^>]*>|<!--.*?-->|[a-z-]+="[^"]*\"""", " ", literal, flags=re.DOTALL
    )
    assert re.findall(r"[^\W\d_]+", between) == []


def _tokens(env: jinja2.Environment, source: str) -> Iterator[tuple[int, str, str]]:
    yield from env.lex(source)


@pytest.mark.parametrize("file", sorted((HERE / "static").glob("*.js")), ids=lambda file: file.name)
def test_no_words_stand_in_a_script(file: Path):
    """Vietnamese letters outside comments would be a sentence; English ones are found by their length."""
    code = re.sub(r"//[^\n]*|/\*.*?\*/", "", file.read_text("utf-8"), flags=re.DOTALL)
    strings = [text for text in re.findall(r'"([^"\n]*)"', code) if text[:1] not in (":", "[", "#", ".")]
    assert [
        text
        for text in strings
        if (re.search(r"[^\W\d_]", text) and not text.isascii()) or re.search(r"[A-Za-z]{3,} [a-z]{2,} [a-z]{2,}", text)
    ] == []
