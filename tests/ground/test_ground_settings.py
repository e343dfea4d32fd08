"""Settings: where they come from, which wins, and that every mistake is told at once in a clear sentence."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from controller.errors import ManyRefused
from controller.settings import Settings
from controller.settings_reading import read_settings
from controller.words import LANGUAGES, say


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    for name in list(os.environ):
        if name.startswith("TIENGLANG_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("TIENGLANG_DATA_DIR", str(tmp_path))


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def mistakes(**given: object) -> dict[str | None, str]:
    """Field → code of every refusal; each has its sentence in every language."""
    with pytest.raises(ManyRefused) as caught:
        read_settings(**given)  # type: ignore[arg-type]
    for refusal in caught.value.refusals:
        for lang in LANGUAGES:
            assert say(f"refused-{refusal.code}", lang, **refusal.params)
    return {refusal.field: refusal.code for refusal in caught.value.refusals}


def sentences(lang: str = "en") -> list[str]:
    with pytest.raises(ManyRefused) as caught:
        read_settings()
    return [say(f"refused-{refusal.code}", lang, **refusal.params) for refusal in caught.value.refusals]


def test_the_defaults_listen_to_this_machine_only(tmp_path: Path):
    settings = read_settings()
    assert settings.data_dir == tmp_path
    assert settings.database_url == f"sqlite:///{tmp_path}/tienglang.sqlite3"
    assert settings.templates_dir == tmp_path / "templates"
    assert settings.http.host == settings.broker.host == "127.0.0.1"
    assert settings.http.public_url == "http://127.0.0.1:8080"
    assert settings.broker.public_url == "mqtt://127.0.0.1:1883"
    assert (settings.language, settings.zone, settings.horizon_days) == ("vi", "Asia/Ho_Chi_Minh", 14)


def test_settings_by_arguments_look_at_nothing_else(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("TIENGLANG_LANGUAGE", "en")
    assert Settings().language == "vi"


def test_environment_wins_over_the_file_and_the_caller_over_both(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    written(
        tmp_path / "tienglang.toml",
        'horizon_days = 7\nlanguage = "en"\n[http]\nport = 9001\npublic_url = "https://a.vn/"\n',
    )
    monkeypatch.setenv("TIENGLANG_HTTP__PORT", "9002")
    settings = read_settings(horizon_days=3)
    assert (settings.language, settings.http.port, settings.horizon_days) == ("en", 9002, 3)
    assert settings.http.public_url == "https://a.vn"


def test_a_named_file_is_read_and_its_paths_are_relative_to_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    folder = tmp_path / "etc"
    folder.mkdir()
    text = 'data_dir = "data"\n[broker]\nca_file = "ca.pem"\n[press]\ntemplates = "pages"\n'
    text += '[health]\nrules = "rules.toml"\n'
    file = written(folder / "mine.toml", text)
    monkeypatch.delenv("TIENGLANG_DATA_DIR")
    first = read_settings(file)
    monkeypatch.setenv("TIENGLANG_CONFIG", str(file))
    assert read_settings() == first
    assert first.data_dir == folder / "data"
    assert first.broker.ca_file == folder / "ca.pem"
    assert first.templates_dir == folder / "pages"
    assert first.health.rules == folder / "rules.toml"


def test_all_mistakes_are_told_at_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    written(
        tmp_path / "tienglang.toml",
        'languag = "vi"\nzone = "Asia/Hanoi"\nlog_level = "loud"\ndatabase_url = "mysql://x"\nhtp = 3\n'
        'broker = 5\n[http]\nport = "many"\nhost = 4\n[limits]\nsound_seconds = 0\ntext_chars = 999999\n',
    )
    monkeypatch.setenv("TIENGLANG_HORIZON_DAYS", "fortnight")
    monkeypatch.setenv("TIENGLANG_SESION_HOURS", "3")
    assert mistakes() == {
        "languag": "setting-misspelt",
        "zone": "setting-zone",
        "log_level": "setting-choice",
        "database_url": "setting-database",
        "htp": "setting-misspelt",
        "broker": "setting-table",
        "http.port": "setting-number",
        "http.host": "setting-text",
        "limits.sound_seconds": "setting-too-small",
        "limits.text_chars": "setting-too-large",
        "TIENGLANG_HORIZON_DAYS": "setting-number",
        "TIENGLANG_SESION_HOURS": "setting-misspelt",
    }


@pytest.mark.parametrize(
    ("variable", "meant"),
    [
        ("TIENGLANG_HTTP__PROT", "TIENGLANG_HTTP__PORT"),
        ("TIENGLANG_PORT", "TIENGLANG_HTTP__PORT"),
        ("TIENGLANG_BROKERR__URL", "TIENGLANG_BROKER"),
        ("TIENGLANG_DATADIR", "TIENGLANG_DATA_DIR"),
    ],
)
def test_a_misspelt_variable_is_told_with_the_nearest_name(monkeypatch: pytest.MonkeyPatch, variable: str, meant: str):
    monkeypatch.setenv(variable, "1")
    assert [meant in sentence for sentence in sentences()] == [True]


def test_a_misspelt_key_of_the_file_is_told_with_the_nearest_key(tmp_path: Path):
    written(tmp_path / "tienglang.toml", "[limits]\nsound_secs = 3\n")
    assert sentences("vi") == [
        "Không có thiết lập nào tên là “limits.sound_secs”. Có phải ý bạn là “limits.sound_seconds”?"
    ]


def test_a_name_like_nothing_is_told_without_a_guess(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("TIENGLANG_XYZZY", "1")
    assert mistakes() == {"TIENGLANG_XYZZY": "setting-unknown"}


def test_what_belongs_to_the_run_script_is_no_mistake(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("TIENGLANG_PYTHON", "python3")
    assert read_settings().language == "vi"


def test_a_group_written_as_json_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("TIENGLANG_HTTP", '{"port": 1}')
    assert mistakes() == {"TIENGLANG_HTTP": "setting-table"}


def test_a_named_file_that_is_missing_is_refused(tmp_path: Path):
    assert mistakes(config=tmp_path / "nowhere.toml") == {None: "setting-file-missing"}


@pytest.mark.parametrize("content", [b"[http]\nport = \n", b"name = \xff\n", b"a = 1\na = 2\n"])
def test_a_file_that_is_no_toml_is_refused(tmp_path: Path, content: bytes):
    (tmp_path / "tienglang.toml").write_bytes(content)
    assert mistakes() == {None: "setting-file-broken"}


def test_listening_everywhere_needs_an_address_to_call(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("TIENGLANG_HTTP__HOST", "0.0.0.0")
    monkeypatch.setenv("TIENGLANG_BROKER__HOST", "::")
    assert mistakes() == {"http.public_url": "setting-public-url", "broker.public_url": "setting-public-url"}
    monkeypatch.setenv("TIENGLANG_HTTP__PUBLIC_URL", "http://192.168.1.5:8080")
    monkeypatch.setenv("TIENGLANG_BROKER__PUBLIC_URL", "mqtt://192.168.1.5:1883")
    assert read_settings().http.host == "0.0.0.0"


@pytest.mark.parametrize(
    ("broker", "expected"),
    [
        ({}, {"broker.url": "setting-broker-url-needed"}),
        ({"url": "http://x"}, {"broker.url": "setting-broker-url"}),
        ({"url": "mqtt://x"}, {"broker.password": "setting-broker-password-needed"}),
        ({"url": "mqtt://x", "username": "me"}, {"broker.password": "setting-broker-password-needed"}),
        ({"url": "mqtt://me@x"}, {"broker.password": "setting-broker-password-needed"}),
        ({"url": "mqtt://x", "password": "p"}, {"broker.password": "setting-broker-password-needed"}),
    ],
)
def test_an_external_broker_needs_url_name_and_password(broker: dict[str, str], expected: dict[str, str]):
    assert mistakes(broker={"mode": "external", **broker}) == expected


@pytest.mark.parametrize(
    "broker", [{"url": "mqtts://me:p@x:8883"}, {"url": "mqtt://x", "username": "me", "password": "p"}]
)
def test_an_external_broker_with_all_it_needs(broker: dict[str, str]):
    assert read_settings(broker={"mode": "external", **broker}).broker.url == broker["url"]


def test_no_password_is_repeated_anywhere(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("TIENGLANG_BROKER__MODE", "external")
    monkeypatch.setenv("TIENGLANG_BROKER__URL", "http://me:geheim@x")
    monkeypatch.setenv("TIENGLANG_DATABASE_URL", "postgres://me:geheim@x/db")
    told = " ".join(sentences("vi") + sentences("en"))
    assert "geheim" not in told
    assert "geheim" not in repr(Settings(broker={"password": "geheim"}))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "url", ["postgresql://me@db/tienglang", "postgresql+psycopg://me@db/tienglang", "sqlite:////srv/x.db"]
)
def test_a_database_is_named_as_people_know_it(url, tmp_path):
    assert read_settings(data_dir=tmp_path, database_url=url).database_url == url
