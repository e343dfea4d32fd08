"""The project's own files hold together: the lock, the dependency list, the `run` script."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCK = (ROOT / "requirements.lock").read_text()
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


def plain(requirement: str) -> str:
    """The name alone, as the lock spells it."""
    name = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert name, requirement
    return re.sub(r"[._]+", "-", name[0]).lower()


def test_every_dependency_is_pinned_with_hashes():
    pinned = set(re.findall(r"^([a-z0-9-]+)==", LOCK, re.MULTILINE))
    wanted = PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"]
    assert {plain(requirement) for requirement in wanted} <= pinned
    blocks = re.split(r"^(?=[a-z0-9-]+==)", LOCK, flags=re.MULTILINE)[1:]
    assert all("--hash=sha256:" in block for block in blocks)


def test_the_lock_names_no_place():
    assert not re.search(r"://|--(extra-)?index|--find-links|file:|@ ", LOCK)


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    settings = {**os.environ, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", **environment}
    command = ["sh", str(ROOT / "run"), *arguments]
    return subprocess.run(
        command, env=settings, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=60, check=False
    )


def test_help_names_every_task():
    answer = run("help")
    assert answer.returncode == 0
    for task in ("demo", "serve", "test", "check", "bench", "setup"):
        assert f"./run {task}" in answer.stdout


def test_an_unknown_task_is_refused():
    answer = run("dmeo")
    assert answer.returncode == 1
    assert '"dmeo"' in answer.stderr


@pytest.mark.parametrize(("language", "word"), [("en", "is needed"), ("vi", "trở lên")])
def test_an_old_python_is_refused_with_the_mend(tmp_path: Path, language: str, word: str):
    old = tmp_path / "python3"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    answer = run("check", TIENGLANG_PYTHON=str(old), TIENGLANG_LANGUAGE=language)
    assert answer.returncode == 1
    assert word in answer.stderr
    assert "apt-get install python3" in answer.stderr


def test_missing_packages_without_root_are_named(tmp_path: Path):
    """With neither root nor sudo nor a package list, the script says what to install and changes nothing."""
    for tool in ("sh", "dirname", "mktemp", "rm", "cat", "tail", "sed", "grep", "sha256sum", "cut"):
        (tmp_path / tool).symlink_to(str(shutil.which(tool)))
    for tool, text in {"id": "echo 1000", "dpkg-query": "exit 1", "apt-get": "exit 1"}.items():
        (tmp_path / tool).write_text(f"#!/bin/sh\n{text}\n")
        (tmp_path / tool).chmod(0o755)
    answer = run("setup", PATH=str(tmp_path), TIENGLANG_PYTHON=sys.executable)
    assert answer.returncode == 1
    assert "apt-get install" in answer.stderr
    assert "fonts-noto-core" in answer.stderr


@pytest.mark.skipif(not shutil.which("shellcheck"), reason="shellcheck is a convenience, not a dependency")
def test_the_scripts_pass_shellcheck():
    scripts = [str(ROOT / "run"), str(ROOT / ".ci" / "run")]
    answer = subprocess.run(["shellcheck", *scripts], capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stdout
