"""The public names: few, sorted, each there, loaded only when asked for."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path

import pytest

import reportedly

ROOT = Path(__file__).parent.parent


def test_they_are_few_and_sorted() -> None:
    """Thirteen names, in order."""
    assert len(reportedly.__all__) == 13
    assert reportedly.__all__ == sorted(reportedly.__all__)


@pytest.mark.parametrize("name", reportedly.__all__)
def test_every_public_name_is_there_and_documented(name: str) -> None:
    """Each name resolves to something of this package that says what it is."""
    value = getattr(reportedly, name)
    assert value.__module__.startswith("reportedly.")
    assert value.__doc__
    assert name in dir(reportedly)


def test_other_names_are_not_there() -> None:
    """A name that is not public is an AttributeError."""
    with pytest.raises(AttributeError, match="rumour"):
        reportedly.rumour  # noqa: B018 - asking for it is the test


def test_importing_the_package_loads_none_of_its_modules() -> None:
    """`import reportedly` by itself costs nothing."""
    code = "import sys, reportedly; print([m for m in sys.modules if m.startswith('reportedly.')])"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONPATH": str(ROOT / "src")}
    )
    assert done.stdout.strip() == "[]"


def test_the_version_is_that_of_the_project() -> None:
    """__version__ is what pyproject.toml says."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert reportedly.__version__ == project["version"]


def test_the_story_in_python(tmp_path: Path) -> None:
    """From files to an answer with public names only, as the package's docstring tells it."""
    report = "North Korea has shipped more than 1,000 containers of munitions to Russia, the White House said.\n"
    (tmp_path / "report.txt").write_text(report, encoding="utf-8")
    ledger, reader = reportedly.ledger(tmp_path / "my.db"), reportedly.reader()
    steps = list(reportedly.take_in(ledger, reportedly.documents([str(tmp_path / "report.txt")]), reader))
    flow = reportedly.Flow("KP", "RU", "munitions")
    answer = reportedly.answer(ledger.standing(), flow, reader.tables)
    ledger.close()
    assert [step.claims for step in steps] == [1]
    assert answer.totals[0].low == 1000
    assert reportedly.claim_record(answer.claims[0])["published_on"] is None
    assert reportedly.Document("text", published_on=date(2024, 1, 1)).id.startswith("d-")
