"""Templates of the owner: a file is all it takes, and a broken one harms nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from controller.errors import ManyRefused
from controller.press import Notice, Press
from controller.press.owned import LARGEST, gather, sound
from controller.press.template import all_templates
from controller.words import LANGUAGES, say
from tests.press.press_boards import PANELS
from tests.press.press_golden import ROOT
from tests.press.test_press_templates import GOOD

DOCS = (ROOT / "docs" / "boards.md").read_text("utf-8")
EXAMPLE = DOCS.partition("```toml\n")[2].partition("```")[0]
NOTICE = Notice("Cảm ơn bà con", "Đã ủng hộ 12 triệu đồng.", "Xã Tân Hòa", "normal", "THÔNG BÁO", "cam-on")


def test_the_example_of_the_docs_is_a_template_by_being_there(tmp_path: Path):
    (tmp_path / "cam-on.toml").write_text(EXAMPLE, "utf-8")
    known = gather(tmp_path)
    assert known.broken == ()
    press = Press(known.templates)
    (kind,) = (one for one in press.kinds() if one.id == "cam-on")
    assert kind.name == {"vi": "Cảm ơn", "en": "Thanks"}
    assert [one.id for one in press.kinds() if one != kind] == [one.id for one in Press().kinds()]
    assert press.complaints(NOTICE, list(PANELS.values())) == []
    for name in ("led-64x32-red", "led-256x128-rgb", "screen-1080x1920"):
        assert press.pages(NOTICE, PANELS[name])
    wide = PANELS["led-256x128-rgb"]
    assert press.pages(NOTICE, wide) != Press().pages(NOTICE, wide)


def test_what_is_no_more_looks_as_its_class_does_and_cannot_be_chosen():
    wide = PANELS["led-256x128-rgb"]
    plain = Notice(NOTICE.title, NOTICE.text, NOTICE.commune, NOTICE.klass, NOTICE.label)
    assert Press().pages(NOTICE, wide) == Press().pages(plain, wide)
    assert [one.code for one in Press().complaints(NOTICE, [wide])] == ["template-unknown"]


@pytest.mark.parametrize(
    ("name", "body", "code", "says"),
    [
        ("cam-on.toml", b"[[small]", "template-broken", "line 1"),
        ("cam-on.toml", b"\xff\xfe\x00", "template-broken", "not UTF-8"),
        ("cam-on.toml", b"#" * (LARGEST + 1), "template-broken", "more than"),
        ("cam-on.toml", b'klass = "emergency"\n' + GOOD.encode(), "template-broken", "one look"),
        ("cam-on.toml", GOOD.replace("[0, 0, 1, 1]", "[nan, 0, 1, 1]").encode(), "template-broken", "small, zone 1"),
        ("cam-on.toml", GOOD.replace("[0, 0, 1, 1]", "[0, 0, inf, 1]").encode(), "template-broken", "small, zone 1"),
        ("cam-on.toml", b'small = []\nneeds = []\n[name]\nvi = "A"\nen = "A"\n', "template-broken", "needs zones"),
        ("emergency.toml", GOOD.encode(), "template-taken", "emergency.toml"),
        ("Cảm ơn.toml", GOOD.encode(), "template-name", "Cảm ơn.toml"),
    ],
)
def test_a_broken_file_is_told_with_its_path_and_the_others_stay(tmp_path: Path, name, body, code, says):
    (tmp_path / name).write_bytes(body)
    (tmp_path / "sound.toml").write_text(GOOD, "utf-8")
    (tmp_path / ".sound.toml.swp.toml").write_bytes(b"\x00")
    known = gather(tmp_path)
    (refused,) = known.broken
    assert (refused.code, refused.field) == (code, "press.templates")
    assert set(known.templates) == {*all_templates(), "sound"}
    assert known.templates["emergency"] == all_templates()["emergency"]
    for lang in LANGUAGES:
        told = say(f"refused-{refused.code}", lang, **refused.params)
        assert str(tmp_path / name) in told
        assert says in told
        assert say(f"mend-{refused.code}", lang)


def test_all_broken_files_are_told_at_once(tmp_path: Path):
    (tmp_path / "a.toml").mkdir()
    (tmp_path / "b.toml").write_text("x = 1", "utf-8")
    with pytest.raises(ManyRefused) as caught:
        sound(tmp_path)
    assert [Path(str(one.params["template"])).name for one in caught.value.refusals] == ["a.toml", "b.toml"]


def test_a_folder_has_to_be_there_only_where_somebody_named_it(tmp_path: Path):
    assert gather(tmp_path / "none").broken == ()
    (refused,) = gather(tmp_path / "none", named=True).broken
    assert (refused.code, refused.params["path"]) == ("templates-folder", str(tmp_path / "none"))
    assert gather(tmp_path / "none", named=True).templates == all_templates()
    (tmp_path / "file").touch()
    assert [one.code for one in gather(tmp_path / "file").broken] == ["templates-folder"]


def test_a_template_of_which_nothing_is_shown_gives_an_empty_page(tmp_path: Path):
    text = GOOD.replace('needs = ["title"]', "needs = []").replace('"title"', '"title2"')
    (tmp_path / "second.toml").write_text(text, "utf-8")
    known = gather(tmp_path)
    assert "second" not in {one.id for one in Press(known.templates).kinds()}, "it shows nothing that every notice has"
    notice = Notice("A", "B", "C", "normal", "D", "second")
    assert len(Press(known.templates).pages(notice, PANELS["led-64x32-red"])) == 1
