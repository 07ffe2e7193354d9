"""The wheel and the source archive: all that is needed is in them, and nothing else; the same bytes each time."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tarfile
from pathlib import Path
from zipfile import ZipFile

import pytest
from packaging.metadata import Metadata

from reportedly.serve.settings import VERSION
from supply.wheel import ROOT, built, editable, of_the_checkout, rebuilt

WITHIN = f"reportedly-{VERSION}.dist-info"
PACKAGE = "src/reportedly/"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The wheel and the archive."""
    if not (ROOT / ".git").exists():
        pytest.skip("this is no checkout of git, to which the wheel is compared")
    return built(tmp_path_factory.mktemp("dist"))


def test_the_wheel_holds_the_package_the_examples_and_the_licence(made: tuple[Path, Path]) -> None:
    """Every file of the package that is not ignored is in it, and the examples; no test, no cache, nothing else."""
    here = of_the_checkout()
    wanted = {name.removeprefix("src/") for name in here if name.startswith(PACKAGE)}
    wanted |= {f"reportedly/{name}" for name in here if name.startswith("examples/")}
    about = {f"{WITHIN}/{name}" for name in ("METADATA", "WHEEL", "RECORD", "entry_points.txt", "licenses/LICENSE")}
    assert set(ZipFile(made[0]).namelist()) == wanted | about


@pytest.mark.parametrize(
    "name",
    [
        "py.typed", "data/frames.toml", "data/places/world.csv", "data/schema/claim-1.json", "data/prompts/claims-1.toml",
        "data/languages/ko/names.toml", "data/fonts/NanumGothic-LICENSE.txt", "data/language_model.toml",
        "data/map/outlines.json", "present/templates/web/card.html", "present/static/keys.js", "examples/meta.json",
    ],
)  # fmt: skip
def test_what_is_read_at_run_time_is_in_the_wheel(made: tuple[Path, Path], name: str) -> None:
    """Tables, prompts, templates, scripts, fonts, the schema, the examples and the mark of types."""
    assert f"reportedly/{name}" in ZipFile(made[0]).namelist()


def test_the_migrations_are_in_the_wheel(made: tuple[Path, Path]) -> None:
    """An installed package can bring an older ledger up to date."""
    steps = [name for name in ZipFile(made[0]).namelist() if "/ledgers/migrations/" in name and name.endswith(".py")]
    assert len(steps) > 3


def test_the_archive_is_the_checkout(made: tuple[Path, Path]) -> None:
    """The source archive holds what the checkout holds, with its tests and pages, and says what it is."""
    with tarfile.open(made[1]) as archive:
        names = {member.name.split("/", 1)[1] for member in archive if member.isfile()}
    assert names == of_the_checkout() | {"PKG-INFO"}


@pytest.mark.full
def test_the_same_bytes_each_time(made: tuple[Path, Path], tmp_path: Path) -> None:
    """Built again, both are equal to the last byte, and so is the wheel made from the archive: anybody can check what was
    published.
    """
    first, again = ([hashlib.sha256(path.read_bytes()).hexdigest() for path in two] for two in (made, built(tmp_path)))
    assert first == again
    assert rebuilt(made[1], tmp_path / "source").read_bytes() == made[0].read_bytes()


def test_an_editable_wheel_points_to_the_checkout_only(tmp_path: Path) -> None:
    """What is edited is what runs: no copy of the examples or of the package is put beside it."""
    names = ZipFile(editable(tmp_path)).namelist()
    assert [name for name in names if not name.startswith(f"{WITHIN}/")] == ["_editable_impl_reportedly.pth"]


def test_what_the_wheel_says_of_itself_is_sound(made: tuple[Path, Path]) -> None:
    """Its metadata hold to their rules: name, version, licence, a page that can be shown, extras."""
    wheel = ZipFile(made[0])
    told = Metadata.from_email(wheel.read(f"{WITHIN}/METADATA"), validate=True)
    assert (told.name, str(told.version), told.license_expression) == ("reportedly", VERSION, "MIT")
    assert str(told.requires_python) == ">=3.11"
    assert (told.description_content_type or "").startswith("text/markdown")
    assert told.description == (ROOT / "README.md").read_text(encoding="utf-8")
    assert {"web", "postgres", "scale"} <= set(told.provides_extra or ())
    assert "reportedly = reportedly.__main__:main" in wheel.read(f"{WITHIN}/entry_points.txt").decode()


def test_the_demo_of_a_wheel_finds_its_own_examples(made: tuple[Path, Path], tmp_path: Path) -> None:
    """Away from any checkout the examples are those in the package."""
    ZipFile(made[0]).extractall(tmp_path)
    code = "from reportedly.serve.trying import shipped_examples, reports; print(len(reports(shipped_examples())))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    assert int(done.stdout) == 23
