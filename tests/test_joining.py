"""What somebody who joins is told: the targets of make, the hook before a commit, the development container."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = set(re.findall(r"^([a-z-]+):(?!=)", MAKEFILE, re.MULTILINE))
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_make_help_prints_every_target_with_what_it_does() -> None:
    """A line each, in the order of the Makefile."""
    if shutil.which("make") is None:
        pytest.skip("there is no make")
    done = subprocess.run(
        ["make", "--no-print-directory", "help"], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    told = dict(line.split(maxsplit=1) for line in done.stdout.splitlines())
    assert set(told) == TARGETS
    assert all(len(said) > 10 for said in told.values())


def test_the_list_for_joining_agrees_with_the_makefile() -> None:
    """Each line of the list in CONTRIBUTING is a target, and those that one needs first are among them."""
    (listed,) = re.findall(r"^```\n(make demo.*?)^```", CONTRIBUTING, re.MULTILINE | re.DOTALL)
    named = set(re.findall(r"^make ([a-z-]+)", listed, re.MULTILINE))
    assert named <= TARGETS
    assert {"demo", "serve", "check", "test", "test-full", "fmt", "docs", "reference", "quality"} <= named


def test_the_hook_before_a_commit_fetches_nothing_and_runs_what_make_test_begins_with() -> None:
    """Its one repository is this one, its command a target that `make test` needs."""
    (repository,) = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
    assert repository["repo"] == "local"
    for hook in repository["hooks"]:
        assert hook["language"] == "system"
        assert re.fullmatch(r"make [a-z-]+", hook["entry"])
        assert re.search(rf"^test:.* ?{hook['entry'].removeprefix('make ')}\b", MAKEFILE, re.MULTILINE)


def test_the_development_container_has_the_python_of_the_project_and_makes_its_environment() -> None:
    """It is JSON, its image bears the oldest Python that is supported, and what it runs at first are rules and files."""
    told = json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text(encoding="utf-8"))
    oldest = re.findall(r'requires-python = ">=([\d.]+)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8"))[0]
    assert re.search(rf"python:{re.escape(oldest)}\b", told["image"])
    for command in told["postCreateCommand"].split(" && "):
        made = command.removeprefix("make ")
        assert (ROOT / made).exists() or made.replace(".venv", "$(VENV)") + ":" in MAKEFILE, command


def test_what_writes_the_documentation_is_locked_as_its_extra_says() -> None:
    """The extra, what its lock is made from, the lock and the lock for testing name the same, with hashes."""
    (extra,) = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"][
        "docs"
    ]
    assert (ROOT / "requirements" / "docs.in").read_text(encoding="utf-8").splitlines()[-1] == extra
    locked = (ROOT / "requirements" / "docs.lock").read_text(encoding="utf-8")
    tested = (ROOT / "requirements" / "dev.lock").read_text(encoding="utf-8")
    pins = re.findall(r"^([\w.-]+==\S+) \\\n    --hash=sha256:", locked, re.MULTILINE)
    assert any(pin.startswith("mkdocs-material==") for pin in pins)
    assert [pin for pin in pins if f"\n{pin} \\\n    --hash=sha256:" not in tested] == []
