"""`reportedly export`: every form, to a file and to the terminal; what is refused, and which moment it shows."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest

from keep.samples import report
from reportedly.errors import UsageError
from reportedly.serve.exporting import FORMS, codec, write_bytes
from serve.commands import claims, run
from serve.web_ledger import kept

TEXT = sorted(name for name, form in FORMS.items() if not form.binary)
BINARY = sorted(name for name, form in FORMS.items() if form.binary)

MOMENT_OF: dict[str, Callable[[Path], str]] = {
    "csv": lambda path: json.loads(path.with_name(path.name + "-metadata.json").read_bytes())["dc:description"],
    "xlsx": lambda path: str(openpyxl.load_workbook(io.BytesIO(path.read_bytes())).properties.description),
    "parquet": lambda path: pq.read_schema(path).metadata[b"reportedly.moment"].decode(),
    "geojson": lambda path: str(json.loads(path.read_bytes())["moment"]),
    "annotations": lambda path: str(json.loads(path.read_bytes())["moment"]),
}
"""Where each form tells its moment. JSON lines have no place for it: there it is told on the terminal alone."""


def readable(data: bytes) -> str:
    """The words of a file, out of what packs them."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            return "".join(parts.read(name).decode() for name in parts.namelist())
    if data.startswith(b"PAR1"):
        return str(pq.read_table(io.BytesIO(data)).to_pylist())
    return data.decode()


def closed_and_open(path: Path) -> Path:
    """A ledger of two reports, of which one may not be passed on."""
    return kept(path, report(1, handling="restricted"), report(2))


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_written_to_a_file(form: str, read_once: Path, tmp_path: Path) -> None:
    """With how many claims, which moment, and that something is lost, in a line; nothing else is left in the folder."""
    out = tmp_path / "new" / f"claims{FORMS[form].ending}"
    done = run("export", form, "-o", out, ledger=read_once)
    assert done.exit_code == 0, done.output
    assert out.stat().st_size > 0
    assert done.stdout.startswith(f"wrote {out}: {len(claims(read_once))} claims. Made ")
    assert "The ledger’s last batch: " in done.stdout
    lost = codec(FORMS[form])[1]
    assert [line for line in done.stderr.splitlines() if line.startswith(f"{form}: ") and "FILE" not in line] == [
        f"{form}: {len(lost)} things are lost or changed in this form; --verbose names them"
    ]
    assert not list(out.parent.glob(".*"))


@pytest.mark.parametrize("form", FORMS)
def test_what_may_not_be_passed_on_is_refused(form: str, tmp_path: Path) -> None:
    """By every form, naming the document; nothing is written."""
    out = tmp_path / "out"
    done = run("export", form, "-o", out, ledger=closed_and_open(tmp_path / "l.db"))
    assert done.exit_code == 2
    assert f"(restricted): {report(1).id}" in done.stderr
    assert not list(tmp_path.glob("out*"))


@pytest.mark.parametrize("form", FORMS)
def test_what_may_not_be_passed_on_is_left_out_where_asked(form: str, tmp_path: Path) -> None:
    """--public-only exports the rest; neither the closed document's id nor its address nor its claims' go along."""
    ledger = closed_and_open(tmp_path / "l.db")
    out = tmp_path / "out"
    done = run("export", form, "-o", out, "--public-only", ledger=ledger)
    assert done.exit_code == 0, done.output
    assert ": 2 claims." in done.stdout
    written = "".join(readable(path.read_bytes()) for path in sorted(tmp_path.glob("out*")) if path.is_file())
    hidden = {claim["id"] for claim in claims(ledger) if claim["handling"] == "restricted"}
    assert len(hidden) == 2
    assert not any(word in written for word in (*hidden, report(1).id, "daily.example/1"))
    assert "daily.example/2" in written


@pytest.mark.parametrize("form", TEXT)
def test_text_goes_to_the_terminal(form: str, read_once: Path) -> None:
    """Without -o it is printed alone; what is lost, to standard error."""
    done = run("export", form, ledger=read_once)
    assert done.exit_code == 0
    assert all(claim["id"] in done.stdout for claim in claims(read_once))
    assert "wrote" not in done.output
    assert f"{form}: " in done.stderr


def test_what_stands_beside_a_file_is_told_on_the_terminal(read_once: Path) -> None:
    """CSV without -o is the table alone."""
    done = run("export", "csv", ledger=read_once)
    assert "there is also FILE-metadata.json" in done.stderr
    assert done.stdout.startswith("id,kind,")


@pytest.mark.parametrize("form", BINARY)
def test_bytes_do_not_go_to_the_terminal(form: str, read_once: Path) -> None:
    """The file to give is named."""
    done = run("export", form, ledger=read_once)
    assert done.exit_code == 2
    assert f"{form} is not for the terminal: give -o FILE{FORMS[form].ending}" in done.stderr
    assert done.stdout == ""


def test_a_form_that_there_is_not(read_once: Path) -> None:
    """Is wrong use; those that there are, are named, as they are in the help."""
    done = run("export", "yaml", ledger=read_once)
    assert done.exit_code == 2
    assert f"'yaml' is no form of export; there are {', '.join(FORMS)}" in done.stderr
    told = " ".join(run("export", "--help").stdout.split())
    assert ", ".join(FORMS) in told


@pytest.mark.parametrize(("form", "library"), [("parquet", "pyarrow"), ("xlsx", "xlsxwriter")])
def test_a_form_whose_library_is_not_installed(form: str, library: str, read_once: Path, tmp_path: Path) -> None:
    """Says what to install, and writes nothing. In a Python that is told not to find the library."""
    asked = ["reportedly", "export", form, "-o", str(tmp_path / "out"), "--ledger", str(read_once)]
    code = f"import sys; sys.modules[{library!r}] = None; sys.argv = {asked!r}; from reportedly.serve.cli import app; app()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert f"{form} needs {library}: pip install 'reportedly[sheets]'" in done.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("form", FORMS)
def test_an_empty_ledger_says_what_to_do(form: str, tmp_path: Path) -> None:
    """No file is made of no claims, and whoever waits for it is told by the exit code, too."""
    ledger = kept(tmp_path / "l.db")
    done = run("export", form, "-o", tmp_path / "out", ledger=ledger)
    assert done.exit_code == 2
    assert "no claims yet: reportedly read PATH" in done.stderr
    assert f"no claim to export: {tmp_path / 'out'} is not written" in " ".join(done.stderr.split())
    assert not list(tmp_path.glob("out*"))


@pytest.mark.parametrize("form", MOMENT_OF)
def test_the_moment_asked_for_stands_in_the_file(form: str, read_once: Path, tmp_path: Path) -> None:
    """--published-by and --known-at choose the claims, and the file says so."""
    out = tmp_path / "out"
    now = datetime.now(UTC)
    asked = ("--published-by", "2023-10-13", "--known-at", now.isoformat())
    done = run("export", form, "-o", out, *asked, ledger=read_once)
    assert done.exit_code == 0, done.output
    told = MOMENT_OF[form](out)
    for words in (
        f"What stood on {now:%Y-%m-%d %H:%M} UTC, as this ledger knew it then",
        "only documents public by 13 Oct 2023",
        "The ledger’s last batch: ",
    ):
        assert words in told
        assert words in done.stdout
    found = claims(read_once, "--published-by", "2023-10-13")
    assert 0 < len(found) < len(claims(read_once))
    assert f": {len(found)} claims. " in done.stdout


def test_before_the_ledger_knew_anything(read_once: Path, tmp_path: Path) -> None:
    """--known-at before the first reading finds nothing to write."""
    done = run("export", "geojson", "-o", tmp_path / "out", "--known-at", "2000-01-01", ledger=read_once)
    assert done.exit_code == 2
    assert not (tmp_path / "out").exists()


def test_a_name_that_nobody_bears_is_told(read_once: Path, tmp_path: Path) -> None:
    """As by the other commands, with the nearest; without a file, nothing goes to the terminal, and that is no error."""
    done = run("export", "csv", "--actor", "North Korae", ledger=read_once)
    assert (done.exit_code, done.stdout) == (0, "")
    assert "no party is called “North Korae”; did you mean North Korea?" in " ".join(done.stderr.split())
    folder = run("export", "parquet", "--partitioned", "--actor", "Iran", "-o", tmp_path / "out", ledger=read_once)
    assert (folder.exit_code, (tmp_path / "out").exists()) == (2, False)


def test_filters_choose_what_is_exported(read_once: Path) -> None:
    """As they do for `reportedly claims`; only of a file's path no more than its name goes along."""
    done = run("export", "jsonl", "--item", "soldiers", ledger=read_once)
    expected = claims(read_once, "--item", "soldiers")
    assert expected
    for record in expected:
        record["document"]["path"] = Path(record["document"]["path"]).name
    assert [json.loads(line) for line in done.stdout.splitlines()] == expected


@pytest.mark.parametrize("form", [form for form in FORMS if not FORMS[form].binary])
def test_no_export_tells_where_files_lay(form: str, read_once: Path) -> None:
    """The folders of this machine stay here."""
    told = run("export", form, "--with-texts", ledger=read_once).stdout
    assert told
    assert str(read_once.parent) not in told


def test_a_folder_that_is_made_is_told(read_once: Path, tmp_path: Path) -> None:
    """A slip in a path is seen; a folder that is there already is not told."""
    for file in ("new/c.csv", "new/d.csv"):
        done = run("export", "csv", "-o", tmp_path / file, ledger=read_once)
        assert (f"{tmp_path / 'new'}: a new folder is made for c.csv" in done.stderr) == (file == "new/c.csv")


def test_a_folder_is_no_file_to_write(read_once: Path, tmp_path: Path) -> None:
    """One clear line."""
    for out in (".", tmp_path):
        done = run("export", "csv", "-o", out, ledger=read_once)
        assert done.exit_code == 2
        assert "it is a folder" in done.stderr


def test_a_file_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    """A folder in its place is wrong use, and no half of a file stays beside it."""
    (tmp_path / "out").mkdir()
    with pytest.raises(UsageError, match="cannot be written"):
        write_bytes(tmp_path / "out", b"x")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
