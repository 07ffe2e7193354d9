"""The language model's files: loaded only where they are the ones that everything was measured with."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import ParserError
from reportedly.serve.wiring import Reader, tables
from reportedly.sweeping import looked
from reportedly.terms.document import Document
from reportedly.world.language import loaded
from reportedly.world.model_files import MeasuredModel, files_digest, measured, verified
from serve.commands import claims, reports

ROOT = Path(__file__).resolve().parents[2]
NAMES = st.text("abc", min_size=1, max_size=3)
FILES = st.dictionaries(NAMES, st.binary(max_size=8), min_size=1, max_size=4)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A model of two files, as a package that nobody has installed."""
    folder = tmp_path / "small_model"
    (folder / "small_model-1.0" / "vocab").mkdir(parents=True)
    (folder / "__init__.py").write_text("raise RuntimeError('its code ran')\n")
    (folder / "small_model-1.0" / "vocab" / "strings.json").write_text("[]")
    return folder


def known(folder: Path) -> MeasuredModel:
    return MeasuredModel("small_model", "1.0", files_digest(folder))


def test_the_installed_model_is_the_measured_one() -> None:
    """The row of the data is that of the installed package, and what is loaded bears its name and version."""
    row = measured()
    assert verified(row).is_dir()
    meta = loaded(row.package).meta
    assert (f"{meta['lang']}_{meta['name']}", meta["version"]) == (row.package, row.version)


def test_it_parses_as_the_package_itself_does() -> None:
    """Loading from the folder that was looked at gives the pipeline that the package gives."""
    ours, theirs = loaded(measured().package), spacy.load(measured().package)
    text = "South Korea's spy agency said 3,000 soldiers were sent in October."
    assert ours.pipe_names == theirs.pipe_names
    assert [(t.pos_, t.dep_, t.head.i) for t in ours(text)] == [(t.pos_, t.dep_, t.head.i) for t in theirs(text)]


def _one_byte(folder: Path) -> None:
    (folder / "small_model-1.0" / "vocab" / "strings.json").write_text("[ ]")


def _one_more(folder: Path) -> None:
    (folder / "small_model-1.0" / "more").touch()


def _one_less(folder: Path) -> None:
    (folder / "small_model-1.0" / "vocab" / "strings.json").unlink()


def _renamed(folder: Path) -> None:
    (folder / "small_model-1.0" / "vocab").rename(folder / "small_model-1.0" / "words")


def _its_code(folder: Path) -> None:
    (folder / "__init__.py").write_text("import socket\n")


@pytest.mark.parametrize("change", [_one_byte, _one_more, _one_less, _renamed, _its_code], ids=lambda f: f.__name__)
def test_files_that_differ_are_not_loaded(package: Path, change: Callable[[Path], None]) -> None:
    """A byte, a file, a name or its code: whatever differs, the model is refused, in one line that names the folder."""
    model = known(package)
    assert verified(model, package) == package / "small_model-1.0"
    change(package)
    with pytest.raises(ParserError, match=r"small_model 1\.0; nothing is read") as refused:
        verified(model, package)
    assert str(package) in str(refused.value)


def test_what_python_compiles_beside_it_changes_nothing(package: Path) -> None:
    """Compiled files of Python are written when a package is installed, differ by version, and are not loaded."""
    model = known(package)
    (package / "__pycache__").mkdir()
    (package / "__pycache__" / "__init__.cpython-311.pyc").write_bytes(b"other")
    assert verified(model, package)


def test_a_model_that_is_not_there() -> None:
    """A package that is not installed is told as that."""
    with pytest.raises(ParserError, match="no_such_model is not installed"):
        verified(replace(measured(), package="no_such_model"))
    with pytest.raises(ParserError, match="no_such_model cannot be loaded"):
        loaded("no_such_model")


@given(FILES, FILES)
def test_equal_digests_are_equal_files(tmp_path_factory: pytest.TempPathFactory, one: object, other: object) -> None:
    """Two folders have one digest if, and only if, they hold the same names with the same bytes."""
    digests = [files_digest(_folder(tmp_path_factory, files)) for files in (one, other)]
    assert (digests[0] == digests[1]) is (one == other)


def _folder(factory: pytest.TempPathFactory, files: object) -> Path:
    assert isinstance(files, dict)
    folder = factory.mktemp("files")
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


def _read(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    words = ["-m", "reportedly", "read", str(folder / "in"), "--ledger", str(folder / "ledger.db")]
    own = {**os.environ, **environment, "COLUMNS": "200"}
    return subprocess.run([sys.executable, *words], capture_output=True, text=True, env=own, timeout=120)


def test_nothing_is_read_with_changed_files(tmp_path: Path) -> None:
    """`reportedly read` with a changed model that Python finds first: one line, exit code 1, no claim kept."""
    reports(tmp_path / "in")
    row = measured()
    changed = tmp_path / "first" / row.package
    shutil.copytree(verified(row).parent, changed)
    with (changed / f"{row.package}-{row.version}" / "parser" / "model").open("r+b") as file:
        file.seek(1000)
        byte = file.read(1)
        file.seek(1000)
        file.write(bytes([byte[0] ^ 1]))
    path = os.pathsep.join([str(changed.parent), str(ROOT / "src")])
    done = _read(tmp_path, PYTHONPATH=path)
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"reportedly: {changed}: the files of the language model are not those of {row.package}")
    assert claims(tmp_path / "ledger.db") == []


def test_another_model_is_named_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With REPORTEDLY_MODEL standard error says once that another model was measured, and that one is loaded."""
    other = tmp_path / "other"
    loaded(measured().package).to_disk(other)
    monkeypatch.setenv("REPORTEDLY_MODEL", str(other))
    for _ in range(2):
        assert Reader(tables()).parser.parse("Chad sent arms.")[1].lemma_ == "send"
    told = capsys.readouterr().err
    assert told == f"reportedly reads with {other}; how well was measured with another model only (REPORTEDLY_MODEL)\n"


def test_the_measured_model_needs_no_word(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Named or not, the model that ships is read with in silence."""
    monkeypatch.setenv("REPORTEDLY_MODEL", measured().package)
    assert Reader(tables()).parser.parse("Chad sent arms.")[1].lemma_ == "send"
    assert capsys.readouterr().err == ""


class _WithoutModel:
    """A finder whose model is refused."""

    method = "rules/0"

    def claims(self, document: Document) -> NoReturn:
        raise ParserError(f"no model for {document.path}")


def test_a_sweep_ends_too() -> None:
    """No page of a sweep is put down as one in which nothing was found because the model was refused."""
    with pytest.raises(ParserError, match=r"no model for a\.txt"):
        looked(Document("Chad sent arms.", path="a.txt"), _WithoutModel())  # type: ignore[arg-type]
