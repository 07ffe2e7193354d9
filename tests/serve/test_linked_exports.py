"""`reportedly export` in the forms of linked data."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from reportedly.present.exports.export import NOT_FACTS
from reportedly.present.exports.prov import records_of_prov
from reportedly.present.exports.stix import records_of_stix
from reportedly.serve.exporting import FORMS, codec
from serve.commands import claims, reports, run


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of two reports."""
    folder = tmp_path_factory.mktemp("linked")
    assert run("read", reports(folder / "in"), ledger=folder / "ledger.db").exit_code == 0
    return folder / "ledger.db"


@pytest.mark.parametrize("form", ["stix", "prov", "ftm", "rocrate"])
def test_each_form_is_written_with_what_is_lost(ledger: Path, tmp_path: Path, form: str) -> None:
    """The file says that these are claims, and on demand every sentence on what is lost is said beside it."""
    output = tmp_path / f"claims{FORMS[form].ending}"
    done = run("export", form, "-o", output, "--verbose", ledger=ledger)
    assert done.exit_code == 0, done.output
    data = output.read_bytes()
    if form == "rocrate":
        data = ZipFile(BytesIO(data)).read("ro-crate-metadata.json")
    assert NOT_FACTS in data.decode()
    said = " ".join(done.stderr.split())
    assert all(f"{form}: {line}" in said for line in codec(FORMS[form])[1])


def test_the_records_are_those_of_the_ledger(ledger: Path) -> None:
    """Printed as STIX or PROV, the claims come back as `reportedly claims` prints them, with files' names alone."""
    wanted = claims(ledger)
    for record in wanted:
        record["document"]["path"] = Path(record["document"]["path"]).name
    for form, back in (("stix", records_of_stix), ("prov", records_of_prov)):
        assert back(run("export", form, ledger=ledger).stdout.encode()) == wanted


def test_entities_are_printed_one_a_line(ledger: Path) -> None:
    """FollowTheMoney entities can be piped on: each line is one."""
    lines = run("export", "ftm", ledger=ledger).stdout.splitlines()
    assert all(json.loads(line).keys() == {"id", "schema", "properties"} for line in lines)


def test_a_crate_is_not_for_the_terminal(ledger: Path) -> None:
    """Without a file to write to, a zip is refused."""
    done = run("export", "rocrate", ledger=ledger)
    assert done.exit_code != 0
    assert "-o FILE.zip" in done.output
