"""`reportedly sweep`: again and again, after a reading, of sources that change or cannot be read, and what it says."""

from __future__ import annotations

import gzip
import json
import os
from itertools import pairwise
from pathlib import Path

import pytest

from read.archives import packed, record
from reportedly.world.clock import system_clock
from reportedly.world.ledgers.opening import open_ledger
from reportedly.world.sweeps.results import LOCK, MANIFEST, PLAN, Results
from serve.commands import CONTAINERS, SOLDIERS, reports, run
from serve.sweeping.corpora import (
    BREAD,
    DRONES,
    ROCKETS,
    archive,
    documents,
    found,
    ledger_of,
    lines,
    manifest,
    mixed,
    news,
    page,
    results,
    rows,
    swept,
)

LEXICON = """
[[party]]
code = "Ruritania"
kind = "state"
names = ["Ruritania"]

[[party]]
code = "Freedonia"
kind = "state"
names = ["Freedonia"]
adjectives = ["Freedonian"]

[[item]]
item = "gizmotron"
parent = "materiel"
names = ["gizmotron"]
cls = "materiel"
"""


@pytest.fixture
def work(tmp_path: Path) -> Path:
    return tmp_path / "work"


def batches(ledger: Path) -> int:
    opened = open_ledger(ledger, system_clock)
    try:
        return len(list(opened.batches()))
    finally:
        opened.close()


def test_sweeping_again_adds_nothing(source: Path, work: Path) -> None:
    """The second time nothing is new, nothing is sifted or read again, and the ledger is as it was."""
    first = swept(source, work)
    kept = {path: path.stat().st_mtime_ns for kind in ("sifted", "found") for path in results(work, kind)}
    before, held = found(ledger_of(work)), batches(ledger_of(work))
    again = swept(source, work)
    assert first.exit_code == again.exit_code == 0
    assert "new claims in 4 new documents" in first.stdout
    assert again.stdout.splitlines()[2].endswith(": nothing new")
    assert {path: path.stat().st_mtime_ns for kind in ("sifted", "found") for path in results(work, kind)} == kept
    assert found(ledger_of(work)) == before
    assert batches(ledger_of(work)) == held


def test_a_sweep_after_reading_adds_nothing(source: Path, work: Path, tmp_path: Path) -> None:
    """What `reportedly read` has put into a ledger is nothing new to a sweep."""
    ledger = tmp_path / "l.db"
    run("read", source, ledger=ledger)
    held = batches(ledger)
    done = swept(source, work, ledger=ledger)
    assert "nothing new" in done.stdout
    assert batches(ledger) == held


def test_reading_after_a_sweep_adds_only_what_was_left_out(source: Path, work: Path) -> None:
    """What a sweep has put into a ledger is nothing new to `reportedly read`: bread and a report in Russian are."""
    swept(source, work)
    before = found(ledger_of(work))
    done = run("read", source, ledger=ledger_of(work))
    assert done.stdout.startswith("read 6 documents, 2 of them new: ")
    assert before.items() <= found(ledger_of(work)).items()


def test_a_source_told_less_of_takes_nothing_back(tmp_path: Path) -> None:
    """A report that the ledger knows with its date loses no claim where a sweep meets it without one."""
    ledger, bare = tmp_path / "l.db", tmp_path / "bare.jsonl"
    told = {"text": CONTAINERS, "publisher": "Daily"}
    (tmp_path / "told.jsonl").write_bytes(lines([{**told, "published_on": "2023-10-13"}]))
    bare.write_bytes(lines([told]))
    run("read", tmp_path / "told.jsonl", ledger=ledger)
    before = found(ledger)
    swept(bare, tmp_path / "work", ledger=ledger)
    assert found(ledger) == before


def test_a_changed_source_is_read_anew(source: Path, work: Path) -> None:
    """What was added to a file between two sweeps is found, and what was there already is not told as new."""
    swept(source, work)
    source.write_bytes(source.read_bytes() + lines([{"text": DRONES.replace("400", "900"), "publisher": "Late"}]))
    done = swept(source, work)
    assert " in 1 new document" in done.stdout
    assert "Late" in {document.publisher for document in documents(ledger_of(work)).values()}


def test_new_words_beside_a_page_are_taken_over(tmp_path: Path, work: Path) -> None:
    """Where only meta.json has changed the documents beside it are looked at again."""
    folder = reports(tmp_path / "in")
    swept(folder, work)
    told = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    told["soldiers.txt"]["published"] = "2024-11-01"
    (folder / "meta.json").write_text(json.dumps(told), encoding="utf-8")
    swept(folder, work)
    days = {str(document.published_on) for document in documents(ledger_of(work)).values()}
    assert days == {"2023-10-13", "2024-11-01"}


def test_a_copy_of_a_file_is_no_fault(source: Path, work: Path, tmp_path: Path) -> None:
    """Two files with the same bytes are sifted once, and both are told of."""
    (tmp_path / "in").mkdir()
    for name in ("a.jsonl", "b.jsonl"):
        (tmp_path / "in" / name).write_bytes(source.read_bytes())
    done = swept(tmp_path / "in", work)
    assert done.exit_code == 0
    assert done.stdout.startswith("sifted 12 records ")
    assert "4 documents kept" in done.stdout
    assert "4 again" in done.stdout
    assert len([row for row in manifest(work, "shard") if row["read"]]) == 2


def test_the_same_source_named_twice(source: Path, work: Path) -> None:
    """A file named in two ways is sifted once."""
    done = run(
        "sweep", source, f"{source.parent}/./news.jsonl", "--engine", "here", "--work", work, ledger=ledger_of(work)
    )
    assert done.exit_code == 0
    assert "4 documents kept" in done.stdout


def test_a_folder_of_work_belongs_to_one_sweep(source: Path, work: Path, tmp_path: Path) -> None:
    """A folder that another sweep was begun in is not used: the user is told of --work."""
    swept(source, work)
    (tmp_path / "other.jsonl").write_bytes(lines([{"text": ROCKETS}]))
    done = swept(tmp_path / "other.jsonl", work)
    assert done.exit_code == 2
    assert "is the folder of another sweep; give this one its own by --work" in done.stderr
    assert swept(tmp_path / "other.jsonl", tmp_path / "other").exit_code == 0


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"[]", b"\xff\xfe", b'{"version": 1}', b'{"version": 2, "day": "2026-01-01"}']
)
def test_a_damaged_plan_is_told(source: Path, work: Path, damage: bytes) -> None:
    """A plan that cannot be read, or is another's, ends the sweep with one line."""
    swept(source, work)
    (work / PLAN).write_bytes(damage)
    done = swept(source, work)
    assert done.exit_code == 2
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("day", ["", "tomorrow", 3])
def test_a_plan_with_no_day_is_told(source: Path, work: Path, day: object) -> None:
    """A plan whose day is none ends the sweep with one line."""
    swept(source, work)
    plan = json.loads((work / PLAN).read_text(encoding="utf-8"))
    (work / PLAN).write_text(json.dumps({**plan, "day": day}), encoding="utf-8")
    assert swept(source, work).exit_code == 2


@pytest.mark.parametrize("kind", ["sifted", "found"])
@pytest.mark.parametrize("damage", ["empty", "truncated", "changed", "other"])
def test_a_damaged_result_is_made_anew(source: Path, work: Path, kind: str, damage: str) -> None:
    """A result with other bytes than were put is noticed, and made anew."""
    swept(source, work)
    path = next(results(work, kind))
    whole = path.read_bytes()
    middle = len(whole) // 2
    changed = whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :]
    damaged = {"empty": b"", "truncated": whole[:middle], "changed": changed, "other": os.urandom(100)}
    path.write_bytes(damaged[damage])
    ledger_of(work).unlink()
    done = swept(source, work)
    assert done.exit_code == 0
    assert "in 4 new documents" in done.stdout
    assert path.read_bytes() == whole


def test_a_folder_that_cannot_be_written(source: Path, work: Path, tmp_path: Path) -> None:
    """Where there is no place for results the user is told in one line."""
    (tmp_path / "file").write_text("x", encoding="utf-8")
    (work / LOCK).mkdir(parents=True)
    (tmp_path / "third").mkdir()
    (tmp_path / "third" / "sifted").write_text("x", encoding="utf-8")
    for at in (tmp_path / "file", tmp_path / "file" / "below", work, tmp_path / "third"):
        done = swept(source, at, ledger=tmp_path / "l.db")
        assert done.exit_code == 2, at
        assert len(done.stderr.strip().splitlines()) == 1


def test_two_sweeps_in_one_folder(source: Path, work: Path) -> None:
    """While one sweep works in a folder a second one says so and ends."""
    with Results(work).held():
        done = swept(source, work)
    assert done.exit_code == 2
    assert "another sweep is at work in this folder" in done.stderr
    assert swept(source, work).exit_code == 0


def test_what_cannot_be_read_costs_only_itself(source: Path, work: Path, tmp_path: Path) -> None:
    """Missing sources, empty files and folders, and no regular files are told, and the others are read."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "none.jsonl").write_bytes(b"")
    (tmp_path / "none.warc.gz").write_bytes(b"")
    os.mkfifo(tmp_path / "pipe.jsonl")
    given = [tmp_path / name for name in ("gone.warc.gz", "empty", "none.jsonl", "none.warc.gz", "pipe.jsonl")]
    done = run("sweep", *given, source, "--engine", "here", "--work", work, ledger=ledger_of(work))
    assert done.exit_code == 1
    told = done.stderr
    for slug in ("missing-path", "no-documents", "empty-file", "unreadable"):
        assert f"[{slug}]" in told
    assert len(documents(ledger_of(work))) == 4


def test_an_empty_folder_is_no_fault(work: Path, tmp_path: Path) -> None:
    """An empty folder is warned of; nothing is sifted."""
    (tmp_path / "empty").mkdir()
    done = swept(tmp_path / "empty", work)
    assert done.exit_code == 0
    assert "[no-documents]" in done.stderr
    assert done.stdout.startswith(
        "sifted 0 records (0 KB): 0 documents kept\nread 0 documents, 0 claims: nothing new\n"
    )


def test_odd_things_in_a_folder(work: Path, tmp_path: Path) -> None:
    """Names that are no text are told; pipes, broken links and links to folders are passed over."""
    folder = reports(tmp_path / "in")
    (folder / "zero.txt").write_bytes(b"")
    (folder / "zero.html").write_bytes(b"")
    for name in (b"odd\xff.txt", b"odd\xff.jsonl", b"odd\xff.jsonl.gz"):
        Path(os.fsdecode(os.path.join(os.fsencode(folder), name))).write_bytes(lines([{"text": ROCKETS}]))
    os.mkfifo(folder / "pipe.jsonl")
    os.mkfifo(folder / "pipe.jsonl.gz")
    (folder / "gone.ndjson.gz").symlink_to(folder / "nowhere")
    (folder / "round").symlink_to(folder)
    done = swept(folder, work)
    assert done.exit_code == 1
    assert done.stderr.count("its name is no text") == 3
    assert len(documents(ledger_of(work))) == 2


def test_a_source_whose_name_is_no_text(work: Path, tmp_path: Path) -> None:
    """A folder named by bytes that are no text is told of."""
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/odd\xff"))
    odd.mkdir()
    done = swept(odd, work)
    assert done.exit_code == 1
    assert "its name is no text" in done.stderr


def test_a_packed_file_that_breaks_off(work: Path, tmp_path: Path) -> None:
    """Of packed lines that break off, those before count; it is a problem, and is tried again once the file is whole."""
    source = tmp_path / "news.jsonl.gz"
    padding = [{"text": f"{BREAD} {n} {os.urandom(400).hex()}"} for n in range(60)]
    whole = gzip.compress(lines([*rows(), *padding]))
    source.write_bytes(whole[: len(whole) // 2])
    done = swept(source, work)
    assert done.exit_code == 1
    assert "[unreadable]" in done.stderr
    assert len(documents(ledger_of(work))) == 4
    assert swept(source, work).exit_code == 1
    source.write_bytes(whole)
    assert swept(source, work).exit_code == 0


def test_a_page_of_an_unknown_encoding(work: Path, tmp_path: Path) -> None:
    """Plain text whose header names an encoding that nobody knows is read all the same, beside pages of any bytes."""
    odd = record("https://x.example/1", SOLDIERS.encode(), ["Content-Type: text/plain; charset=utf8mb4"])
    deep = record("https://x.example/2", b"<div>" * 60_000 + CONTAINERS.encode())
    source = tmp_path / "odd.warc.gz"
    source.write_bytes(packed(odd, deep, record("https://x.example/3", os.urandom(3_000))))
    done = swept(source, work)
    assert done.exit_code in (0, 1)
    assert "https://x.example/1" in {document.url for document in documents(ledger_of(work)).values()}


def test_json(source: Path, work: Path) -> None:
    """`--format json` tells the total of the manifest as one object, and where the manifest lies."""
    done = swept(source, work, "--format", "json")
    told = json.loads(done.stdout)
    assert told.pop("manifest") == str(work / MANIFEST)
    assert told == {name: value for name, value in manifest(work, "total")[0].items() if name != "what"}
    assert told["records"] == 6
    assert told["kept"] == told["documents"] == told["new"] == 4
    assert told["passed"] == {"language-ru": 1, "not-relevant": 1}
    assert told["claims"] == told["claims_new"] == len(found(ledger_of(work))) > 0


def test_the_manifest(work: Path, tmp_path: Path) -> None:
    """It tells the sweep, every shard with what was passed and why, each document, copies with their first, the total."""
    folder = mixed(tmp_path / "in")
    long = " ".join(
        f"The ministry of {name} had no comment on Friday." for name in ("trade", "ports", "works", "rails")
    )
    pages = {f"https://{n}.example/x": page("Launchers", f"{ROCKETS} {long}" + "More. " * n) for n in range(3)}
    (folder / "copies.warc.gz").write_bytes(archive({**news(), **pages}))
    swept(folder, work, "--shard", "0.002")
    every = manifest(work)
    assert [every[0]["what"], every[-1]["what"]] == ["sweep", "total"]
    assert every[0]["sources"] == [str(folder)]
    shards = manifest(work, "shard")
    for name in ("news.warc.gz", "copies.warc.gz", "news.jsonl"):
        ends = [(row["start"], row["end"]) for row in shards if row["source"] == str(folder / name)]
        assert ends[0][0] == 0
        assert ends[-1][1] == (folder / name).stat().st_size
        assert all(one[1] == two[0] for one, two in pairwise(ends))
    passed = {why for row in shards for why in row["passed"]}
    assert {"language-ru", "not-relevant", "no-text"} <= passed
    for row in shards:
        assert row["records"] == row["kept"] + sum(row["passed"].values())
    told = {row["id"]: row.get("copy_of") for row in manifest(work, "document")}
    launchers = {ident for ident, each in documents(ledger_of(work)).items() if each.url in pages}
    first = {told[ident] or ident for ident in launchers}
    assert len(launchers) == 3
    assert len(first) == 1
    assert first < launchers
    total = every[-1]
    assert total["records"] == sum(row["records"] for row in shards)
    assert total["kept"] == len(told) == total["groups"] + sum(copy is not None for copy in told.values())


def test_what_it_says(work: Path, source: Path) -> None:
    """What was sifted, kept, passed and read, in four lines."""
    first, second, third, fourth = swept(source, work).stdout.splitlines()
    assert first == "sifted 6 records (1 KB): 4 documents kept"
    assert second == "not kept: 1 in another language, 1 not relevant"
    assert third.startswith("read 4 documents, ")
    assert fourth == f"manifest: {work / MANIFEST}"


def test_rows_of_ones_own(work: Path, tmp_path: Path) -> None:
    """Rows of a lexicon of one's own are used in sifting and in reading; without them the report is passed."""
    source, own = tmp_path / "in.jsonl", tmp_path / "own.toml"
    source.write_bytes(lines([{"text": "Ruritania has sent 300 gizmotrons to Freedonia, the palace said on Monday."}]))
    own.write_text(LEXICON, encoding="utf-8")
    swept(source, work, "--lexicon", str(own))
    claim = next(iter(found(ledger_of(work)).values()))
    assert (claim["actor"], claim["recipient"]) == (["Ruritania"], ["Freedonia"])
    plain = tmp_path / "plain"
    swept(source, plain)
    assert not found(ledger_of(plain))
    assert swept(source, work).exit_code == 2  # with other rows it is another sweep


def test_how_sure_is_part_of_the_sweep(source: Path, work: Path) -> None:
    """With another `--at-least` results made before are not taken for its own."""
    swept(source, work)
    assert swept(source, work, "--at-least", "0.99").exit_code == 2
