"""`reportedly read`: what goes in once, what is not read, and what the one line at the end says."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from reportedly.pipeline import Taken
from reportedly.read.bounds import MAX_BYTES
from reportedly.serve.reading import summary
from reportedly.serve.wiring import LONGEST
from reportedly.terms.problem import Problem
from reportedly.world.clock import system_clock
from reportedly.world.ledgers.opening import open_ledger
from reportedly.world.ledgers.readings import readings
from serve.commands import CONTAINERS, claims, reports, run, shipped

EMPTY_PAGE = b"<!doctype html><html><head><title>t</title></head><body><script>f()</script></body></html>"


def test_a_file_read_again_without_its_publisher_is_no_second_origin(tmp_path: Path) -> None:
    """One line tells that its words are there; as many origins count as before."""
    path, ledger = tmp_path / "report.txt", tmp_path / "ledger.db"
    path.write_text("Iran has shipped 400 missiles to Russia since May.\n", encoding="utf-8")
    run("read", path, "--publisher", "Daily Ledger", "--published", "2024-09-10", ledger=ledger)
    before = json.loads(run("flows", "--format", "json", ledger=ledger).stdout)
    done = run("read", path, ledger=ledger)
    assert done.exit_code == 0
    assert "the same words are here already, published by Daily Ledger, 2024-09-10 (" in done.stderr
    run("read", path, "--publisher", "Other", "--published", "2024-09-12", ledger=ledger)
    after = json.loads(run("flows", "--format", "json", ledger=ledger).stdout)
    assert [f["origins"] for f in after] == [f["origins"] | {"echo": 1} for f in before]
    assert run("flows", ledger=ledger).stdout.split("missiles")[1].split()[:3] == ["2", "1", "1"]


def test_a_mended_meta_json_leaves_nothing_of_the_broken_one(tmp_path: Path) -> None:
    """Broken as a whole, it is an error with its place, and nothing is passed on; read again once it is mended, the files
    have their publisher, day and handling, and what was read without them counts no more."""
    folder, ledger = reports(tmp_path / "in"), tmp_path / "ledger.db"
    told = (folder / "meta.json").read_text(encoding="utf-8")
    (folder / "meta.json").write_text(told[:-1] + ",\n}", encoding="utf-8")
    broken = run("read", folder, ledger=ledger)
    assert broken.exit_code == 1
    assert "line 2, column 1: a comma stands before the closing bracket" in broken.stderr
    assert {c["handling"] for c in claims(ledger)} == {"restricted"}
    (folder / "meta.json").write_text(told, encoding="utf-8")
    mended = run("read", folder, ledger=ledger)
    assert mended.exit_code == 0
    assert "2 documents of an earlier reading, of which less was told, replaced" in mended.stdout
    assert "same-words" not in mended.stderr
    assert {(c["document"]["publisher"], c["handling"]) for c in claims(ledger)} == {("Daily Ledger", "public")}
    afresh = tmp_path / "afresh.db"
    run("read", folder, ledger=afresh)
    assert [c["id"] for c in claims(ledger)] == [c["id"] for c in claims(afresh)]
    assert run("read", folder, ledger=ledger).stdout == "read 2 documents: nothing new\n"


def test_a_known_document_takes_the_place_of_what_was_read_without_its_publisher_since(tmp_path: Path) -> None:
    """It is not read anew, and the stray counts no more."""
    path, ledger = tmp_path / "report.txt", tmp_path / "ledger.db"
    path.write_text("Iran has shipped 400 missiles to Russia since May.\n", encoding="utf-8")
    told = ("read", path, "--publisher", "Daily Ledger", "--published", "2024-09-10")
    run(*told, ledger=ledger)
    before = claims(ledger)
    run("read", path, ledger=ledger)
    assert len(claims(ledger)) == 2
    done = run(*told, ledger=ledger)
    assert done.stdout.startswith("read 1 document, 0 claims; 1 document of an earlier reading")
    assert claims(ledger) == before


def test_reading_twice_adds_nothing(tmp_path: Path) -> None:
    """Reading the same folder again says that there is nothing new, and the claims are the same."""
    folder, ledger = reports(tmp_path / "in"), tmp_path / "l.db"
    first = run("read", folder, ledger=ledger)
    before = claims(ledger)
    again = run("read", folder, ledger=ledger)
    assert first.exit_code == again.exit_code == 0
    assert first.stdout.startswith("read 2 documents, ")
    assert again.stdout == "read 2 documents: nothing new\n"
    assert claims(ledger) == before
    assert before


def test_a_new_report_among_known_ones_is_told_apart(tmp_path: Path) -> None:
    """The line at the end tells new documents from known ones."""
    folder, ledger = reports(tmp_path / "in"), tmp_path / "l.db"
    run("read", folder / "containers.txt", ledger=ledger)
    assert run("read", folder, ledger=ledger).stdout.startswith("read 2 documents, 1 of them new: ")


def test_a_copy_elsewhere_is_the_same_document(tmp_path: Path) -> None:
    """Where a file lies makes no new document."""
    ledger = tmp_path / "l.db"
    run("read", reports(tmp_path / "one"), ledger=ledger)
    assert "nothing new" in run("read", reports(tmp_path / "two"), ledger=ledger).stdout


def test_a_correction_outlives_reading_again(tmp_path: Path) -> None:
    """What a person corrected stands as corrected after the same report was read again."""
    folder, ledger = reports(tmp_path / "in"), tmp_path / "l.db"
    run("read", folder, ledger=ledger)
    found = shipped(ledger)
    assert run("review", found["id"], "quantity.low=1100", "--by", "Ada", ledger=ledger).exit_code == 0
    run("read", folder, ledger=ledger)
    after = shipped(ledger)
    assert after["id"] == found["id"]
    assert after["quantity"]["low"] == 1100
    assert after["reviewed"]["by"] == "Ada"


def test_changed_rules_read_anew_and_the_correction_stands(tmp_path: Path) -> None:
    """With rows of one's own the documents are looked through again; a corrected claim keeps its values."""
    folder, ledger, rows = reports(tmp_path / "in"), tmp_path / "l.db", tmp_path / "my.toml"
    rows.write_text('[[item]]\nitem = "balloon-gas"\nparent = "materiel"\nnames = ["lifting gas"]\ncls = "materiel"\n')
    run("read", folder, ledger=ledger)
    run("review", shipped(ledger)["id"], "quantity.low=1100", "--by", "Ada", ledger=ledger)
    again = run("read", folder, "--lexicon", rows, ledger=ledger)
    assert again.exit_code == 0, again.output
    assert "nothing new" not in again.stdout
    assert shipped(ledger)["quantity"]["low"] == 1100
    methods = {c["method"] for c in claims(ledger) if not c["reviewed"]}
    assert len(methods) == 1
    assert methods != {shipped(ledger)["method"]}


def test_claims_that_are_not_found_again_are_counted(tmp_path: Path) -> None:
    """Read again without the rows that found a claim, the line says that it is gone; a reviewed one stands, and with
    the rows it is found once more."""
    report, ledger, rows = tmp_path / "tin.txt", tmp_path / "l.db", tmp_path / "my.toml"
    report.write_text(
        "Malta sent Chad 30 mortars. Malta sent Chad 40 tonnes of pewter. Malta sent Niger 50 tonnes of pewter."
    )
    rows.write_text(
        '[[item]]\nitem = "pewter"\nparent = "materiel"\nnames = ["pewter"]\ncls = "materiel"\nunit = "tonne"\n'
    )
    told = ("--publisher", "Daily Ledger", "--published", "2024-05-06")
    assert run("read", report, "--lexicon", rows, *told, ledger=ledger).stdout == "read 1 document, 3 claims\n"
    again = run("read", report, *told, ledger=ledger)
    assert again.stdout == "read 1 document, 1 claim; 2 of an earlier reading are not found any more\n"
    assert len(claims(ledger)) == 1
    assert run("read", report, "--lexicon", rows, *told, ledger=ledger).stdout == "read 1 document, 3 claims\n"
    pewter = next(c["id"] for c in claims(ledger) if c["recipient"] == ["NE"])
    run("review", pewter, "accept", "--by", "Ada", ledger=ledger)
    once_more = run("read", report, *told, ledger=ledger)
    assert once_more.stdout == "read 1 document, 1 claim; 1 of an earlier reading is not found any more\n"
    assert pewter in {c["id"] for c in claims(ledger)}


def test_pasted_text_is_read_with_what_is_said_of_it(tmp_path: Path) -> None:
    """`-` reads standard input, with publisher, day and address from the options."""
    ledger, told = (
        tmp_path / "l.db",
        ("--publisher", "Daily Ledger", "--published", "2023-10-13", "--url", "https://d.example/"),
    )
    done = run("read", "-", *told, ledger=ledger, given=CONTAINERS)
    assert done.exit_code == 0, done.output
    document = shipped(ledger)["document"]
    assert (document["publisher"], document["published_on"]) == ("Daily Ledger", "2023-10-13")
    assert document["url"] == "https://d.example/"


def test_an_address_for_several_files_is_wrong_use(tmp_path: Path) -> None:
    """--url is of one document: for a folder it is refused before anything is read."""
    done = run("read", reports(tmp_path / "in"), "--url", "https://d.example/", ledger=tmp_path / "l.db")
    assert done.exit_code == 2
    assert done.stderr.startswith("reportedly: ")
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "l.db").exists()


def _huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(MAX_BYTES * 5 // 2)


BAD: dict[str, tuple[str, str, Callable[[Path], object]]] = {
    "empty": ("empty.txt", "empty-file", lambda path: path.write_bytes(b"")),
    "huge": ("huge.txt", "too-large", _huge),
    "pdf": ("broken.pdf", "broken-pdf", lambda path: path.write_bytes(b"%PDF-1.7\nnot one")),
    "page": ("page.html", "page-without-text", lambda path: path.write_bytes(EMPTY_PAGE)),
    "noise": ("noise.txt", "not-text", lambda path: path.write_bytes(bytes(range(256)) * 20)),
    "lines": ("lines.jsonl", "broken-line", lambda path: path.write_bytes(b'{"text": "a"\n')),
    "missing": ("nowhere.txt", "missing-path", lambda path: None),
    "long": ("long.txt", "too-long", lambda path: path.write_bytes(b"A line of words.\n" * (LONGEST // 16))),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_a_line_and_the_rest_is_read(name: str, tmp_path: Path) -> None:
    """Whatever one file is, its fault is one line with file and slug, the exit code is 1, and the other is read."""
    file, slug, write = BAD[name]
    path, good, ledger = tmp_path / file, tmp_path / "good.txt", tmp_path / "l.db"
    write(path)
    good.write_text(CONTAINERS, encoding="utf-8")
    done = run("read", path, good, "--published", "2023-10-13", ledger=ledger)
    assert done.exit_code == 1
    lines = [line for line in done.stderr.splitlines() if f"[{slug}]" in line]
    assert len(lines) == 1
    assert lines[0].startswith(f"{path}: ")
    assert "Traceback" not in done.output
    assert done.stdout.startswith("read 1 document, ")
    assert "1 problem" in done.stdout
    assert shipped(ledger)["document"]["path"] == str(good)


@pytest.mark.parametrize("command", [("read",), ("mentions",), ("explain", "--path")])
def test_where_no_path_is_there_it_is_wrong_use(command: tuple[str, ...], tmp_path: Path) -> None:
    """Each is named, nothing is done, and no ledger is made."""
    gone = [tmp_path / name for name in ("one.txt", "two.txt")][: 1 if command[0] == "explain" else 2]
    done = run(*command, *gone, ledger=None if command[0] == "mentions" else tmp_path / "l.db")
    assert done.exit_code == 2
    assert done.stderr == "".join(f"{path}: there is no such file or folder [missing-path]\n" for path in gone)
    assert not (tmp_path / "l.db").exists()


def test_an_error_is_told_each_time(tmp_path: Path) -> None:
    """A document that could not be looked through is tried again, and its fault told again."""
    path = tmp_path / "long.txt"
    path.write_text("A line of words.\n" * (LONGEST // 16), encoding="utf-8")
    codes = [run("read", path, ledger=tmp_path / "l.db").exit_code for _ in range(2)]
    assert codes == [1, 1]


def test_other_encodings_are_read(tmp_path: Path) -> None:
    """Bytes in Latin-1 are read as what they say."""
    path, ledger = tmp_path / "latin.txt", tmp_path / "l.db"
    text = CONTAINERS.replace("the White House said", "the White House said in a résumé from Québec")
    path.write_bytes(text.encode("latin-1"))
    assert run("read", path, "--published", "2023-10-13", ledger=ledger).exit_code == 0
    assert "résumé from Québec" in shipped(ledger)["evidence"]["quote"]


def test_warnings_alone_exit_0(tmp_path: Path) -> None:
    """A report without a date is read; its warning names it."""
    path = tmp_path / "undated.txt"
    path.write_text(CONTAINERS, encoding="utf-8")
    done = run("read", path, ledger=tmp_path / "l.db")
    assert done.exit_code == 0
    assert done.stderr == f"{path}: it has no publication date; its periods stay words [no-publication-date]\n"
    assert done.stdout.endswith("; 1 warning\n")


def test_another_language_is_kept_without_claims(tmp_path: Path) -> None:
    """A Korean report comes into the ledger with a warning that no claims are looked for in it."""
    path = tmp_path / "seoul.txt"
    path.write_text("북한이 러시아에 포탄을 보냈다고 국가정보원이 밝혔다.\n" * 3, encoding="utf-8")
    done = run("read", path, "--published", "2024-10-18", ledger=tmp_path / "l.db")
    assert done.exit_code == 0
    assert "[other-language]" in done.stderr
    assert done.stdout.startswith("read 1 document, 0 claims")


def test_an_address_is_told_not_to_be_fetched(tmp_path: Path) -> None:
    """A page's address is a problem that says what to do."""
    done = run("read", "https://daily.example/1", ledger=tmp_path / "l.db")
    assert done.exit_code == 1
    assert "save the page" in done.stderr
    assert "[not-fetched]" in done.stderr


def test_a_file_that_is_no_ledger_is_left_alone(tmp_path: Path) -> None:
    """Reading into a file that is something else is one line with a slug, exit code 1, and the file stays as it was."""
    folder, other = reports(tmp_path / "in"), tmp_path / "notes.db"
    other.write_text("These are notes.\n")
    for command in (("read", folder), ("claims",), ("flow", "KP", "RU")):
        done = run(*command, ledger=other)
        assert done.exit_code == 1
        assert done.stderr.startswith(f"reportedly: {other}")
        assert done.stderr.endswith("[not-a-ledger]\n")
        assert done.stderr.count("\n") == 1
    assert other.read_text() == "These are notes.\n"


def test_file_names_cannot_command_the_terminal(tmp_path: Path) -> None:
    """Control codes in a file's name do not reach the terminal."""
    path = tmp_path / "a\x1b[31mb.txt"
    path.write_bytes(b"")
    done = run("read", path, ledger=tmp_path / "l.db")
    assert "\x1b" not in done.stderr
    assert "[empty-file]" in done.stderr


ERROR, WARNING = Problem("a", "b", "c"), Problem("a", "b", "c", "warning")


@pytest.mark.parametrize(
    ("taken", "line"),
    [
        (Taken(18, 18, 74, 110, (ERROR, ERROR)), "read 18 documents, 74 claims; 2 problems"),
        (Taken(1, 1, 1, 3), "read 1 document, 1 claim"),
        (Taken(18, 3, 12, 20), "read 18 documents, 3 of them new: 12 claims"),
        (Taken(18, 0, 12, 20), "read 18 documents, 12 claims"),
        (Taken(18), "read 18 documents: nothing new"),
        (Taken(problems=(ERROR, WARNING)), "nothing read; 1 problem; 1 warning"),
    ],
)
def test_the_line_at_the_end(taken: Taken, line: str) -> None:
    """Documents, claims, problems and warnings, each only where there is any."""
    assert summary(taken) == line


def test_each_command_is_noted_in_one_row(tmp_path: Path) -> None:
    """A reading is noted with its paths, what it brought and what was wrong; reading again is another row."""
    folder, nowhere = reports(tmp_path / "in"), tmp_path / "gone.txt"
    run("read", folder, nowhere, ledger=tmp_path / "l.db")
    run("read", folder, ledger=tmp_path / "l.db")
    ledger = open_ledger(tmp_path / "l.db", system_clock)
    again, first = readings(ledger)
    ledger.close()
    assert first.what == f"{folder}, {nowhere}"
    assert (first.documents, first.claims > 0, [p.slug for p in first.problems]) == (2, True, ["missing-path"])
    assert (again.documents, again.claims, again.problems) == (2, 0, ())


def test_a_folder_made_for_a_ledger_is_told(tmp_path: Path) -> None:
    """A slip in the path of a ledger makes a folder, and a line says so; reading again, or into a folder that is there, says
    nothing."""
    folder = reports(tmp_path / "in")
    ledger = tmp_path / "my ledgres" / "of 2024" / "l.db"
    first = run("read", folder, ledger=ledger)
    assert (first.exit_code, first.stderr) == (0, f"{ledger.parent}: a new folder was made for the ledger\n")
    assert run("read", folder, ledger=ledger).stderr == ""
    assert run("read", folder, ledger=tmp_path / "l.db").stderr == ""
