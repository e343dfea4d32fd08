"""The catalogue: both languages say the same things, and a hole in a sentence is never shown to a reader."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from fluent.syntax import ast, visitor

from controller import words
from controller.words import LANGUAGES, codes, parsed, say


class Variables(visitor.Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802
        raise AssertionError(f"each sentence stands alone, and one speaks of {node.id.name}")

    visit_TermReference = visit_MessageReference  # noqa: N815

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802  the visitor's spelling
        self.names.add(node.id.name)


@cache
def variables(lang: str) -> dict[str, set[str]]:
    """Each sentence of the catalogue with its variables; every file is read whole, and strictly."""
    found = {}
    for entry in (entry for file in sorted((words.FOLDER / lang).glob("*.ftl")) for entry in parsed(file)):
        seen = Variables()
        seen.visit(entry)
        found[entry.id.name] = seen.names
    return found


def test_both_languages_have_the_same_sentences_with_the_same_variables():
    first, *others = (variables(lang) for lang in LANGUAGES)
    for other in others:
        assert other == first


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_sentence_of_a_file_is_found_by_its_code(lang: str):
    assert codes(lang) == variables(lang).keys()


def test_both_languages_keep_them_in_files_of_the_same_names():
    files = [sorted(file.name for file in (words.FOLDER / lang).glob("*.ftl")) for lang in LANGUAGES]
    assert files[0] == files[1]
    assert "ground.ftl" in files[0]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_sentence_can_be_said(lang: str):
    for code, names in variables(lang).items():
        assert say(code, lang, **dict.fromkeys(names, 7)).strip()


def test_vietnamese_comes_first():
    assert LANGUAGES[0] == "vi"
    assert say("refused-setting-unknown", "vi", key="x") == "Không có thiết lập nào tên là “x”."


def test_an_unknown_sentence_or_language_is_a_key_error():
    with pytest.raises(KeyError):
        say("refused-no-such-thing", "vi")
    with pytest.raises(KeyError):
        say("refused-setting-unknown", "fr", key="x")


def test_a_missing_variable_is_a_key_error():
    with pytest.raises(KeyError):
        say("refused-setting-unknown", "en")


def test_variables_carry_no_invisible_marks():
    assert "\u2068" not in say("refused-setting-unknown", "en", key="http.port")


def test_what_is_not_fluent_is_refused(tmp_path: Path):
    broken = tmp_path / "broken.ftl"
    broken.write_text("good = fine\nthis is no message\n")
    with pytest.raises(ValueError, match=r"broken\.ftl"):
        parsed(broken)
