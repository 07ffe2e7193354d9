"""The works of a sweep: however a source is divided, its shards together hold the same documents under the same names."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reportedly.keep.shards import found_of, sifted_head
from reportedly.read.bounds import MAX_BYTES
from reportedly.serve import wiring
from reportedly.serve.sweeping.works import Finding, Sifting, task_of
from reportedly.terms.document import Document
from reportedly.terms.sweeping import Shard, Sifted
from reportedly.world.sweeps.division import contents, file_shards, shards
from reportedly.world.sweeps.places import places
from serve.commands import CONTAINERS, SOLDIERS
from serve.sweeping.corpora import BREAD, DRONES, archive, folder, lines, news, rows

SIFTING = Sifting((), date(2026, 1, 1))
LINES = [
    *lines(rows()).splitlines(),
    b"",
    b"   ", b"\r", b"{", b'{"a": 1}', b"[]", b"\xff\xfe\xff", '{"text": "naïve"}'.encode("latin-1"), b"\x00\x00", b"x" * 700,
    lines([{"text": CONTAINERS * 3, "publisher": "Long"}]).rstrip(b"\n"),
]  # fmt: skip


def sifted(every: Sequence[Shard]) -> list[Sifted]:
    """What comes of shards."""
    return [SIFTING.sifted(shard) for shard in every]


def kept(every: Sequence[Sifted]) -> dict[str, Document]:
    """The documents of shards, each as it came first."""
    found: dict[str, Document] = {}
    for one in every:
        for document in one.kept:
            found.setdefault(document.id, document)
    return found


def divided(path: Path, size: int) -> list[Sifted]:
    """What comes of a file in shards of a size."""
    (place,), problems = places((str(path),))
    assert not problems
    return sifted(shards(place, contents(place, size), size))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(LINES), max_size=12), st.integers(1, 900), st.booleans(), st.booleans())
@example([b"x" * 700, *LINES[:6]], 100, True, False)
@example([b"", b"", LINES[0]], 1, False, False)
def test_lines_however_they_are_divided(some: list[bytes], size: int, ended: bool, crlf: bool) -> None:
    """For any size of shard the same documents with the same numbers of lines come out, and as many records."""
    end = b"\r\n" if crlf else b"\n"
    with TemporaryDirectory() as made:
        path = Path(made) / "news.jsonl"
        path.write_bytes(end.join(some) + (end if ended else b"") or b"\n")
        whole, parts = divided(path, 10**6), divided(path, size)
    assert kept(parts) == kept(whole)
    assert sum(one.tally.records for one in parts) == sum(one.tally.records for one in whole)
    numbers = [
        int(str(each.path).rpartition(":")[2]) for each in kept(parts).values() if str(each.path) != "drones.txt"
    ]
    assert all(b'"text"' in some[number - 1] for number in numbers)


@settings(max_examples=10, deadline=None)
@given(st.permutations(list(news().items())), st.integers(40, 2_500))
def test_an_archive_however_it_is_divided(some: list[tuple[str, bytes]], size: int) -> None:
    """For any size of shard the same pages come out, each from its place in the file, and as many records."""
    with TemporaryDirectory() as made:
        path = Path(made) / "news.warc.gz"
        path.write_bytes(archive(dict(some)))
        whole, parts = divided(path, 10**6), divided(path, size)
    assert kept(parts) == kept(whole)
    assert len(kept(whole)) == 3
    assert sum(one.tally.records for one in parts) == len(some)


@pytest.mark.parametrize("size", [1, 100, 300, 10**6])
def test_a_folder_however_it_is_divided(size: int, tmp_path: Path) -> None:
    """For any size of shard the files of a folder give the same documents, with what meta.json tells of each."""
    (place,), _ = places((str(folder(tmp_path / "in")),))
    found = kept(sifted(list(file_shards(place, size))))
    assert {document.publisher for document in found.values()} == {"Daily", "Monthly"}
    assert len(found) == 3


def test_a_file_that_is_gone_costs_only_itself(tmp_path: Path) -> None:
    """A file of a folder that is taken away before its shard is read is told of, and the others are read."""
    (place,), _ = places((str(folder(tmp_path / "in")),))
    (tmp_path / "in" / "containers.txt").unlink()
    one = sifted(list(file_shards(place)))[0]
    assert {problem.slug for problem in one.problems} >= {"missing-path"}
    assert len(one.kept) == 2


def test_an_archive_that_is_gone(tmp_path: Path) -> None:
    """A shard whose file is gone is a problem, not an exception."""
    path = tmp_path / "news.warc.gz"
    path.write_bytes(archive(news()))
    (place,), _ = places((str(path),))
    (shard,) = shards(place, contents(place))
    path.unlink()
    one = SIFTING.sifted(shard)
    assert [problem.slug for problem in one.problems] == ["unreadable"]
    assert one.tally.passed == {"unreadable": 1}


def test_lines_before_a_break_count(tmp_path: Path) -> None:
    """Of packed lines with damaged bytes in their middle those before are kept."""
    noise = [{"text": f"{BREAD} {n * 7919 % 10007}"} for n in range(3_000)]
    whole = bytearray(gzip.compress(lines([*rows(), *noise]), 1))
    middle = len(whole) // 2
    whole[middle : middle + 20] = bytes(20)
    path = tmp_path / "news.jsonl.gz"
    path.write_bytes(whole)
    (one,) = divided(path, 10**6)
    assert "unreadable" in one.tally.passed
    assert len(one.kept) == 4
    assert one.tally.records > 500


@pytest.mark.full
def test_a_packed_line_without_an_end(tmp_path: Path) -> None:
    """A packed line of 300 MB takes no more memory than the bound of a line, and costs only itself."""
    path = tmp_path / "bomb.jsonl.gz"
    with gzip.open(path, "wb", 1) as file:
        file.write(lines([{"text": CONTAINERS}]) + b'{"text": "')
        for _ in range(300):
            file.write(bytes(10**6))
        file.write(b'"}\n' + lines([{"text": SOLDIERS}]))
    (one,) = divided(path, 10**6)
    assert {str(document.path)[-2:] for document in one.kept} == {":1", ":3"}
    assert MAX_BYTES < 300 * 10**6


def test_a_task_is_a_shard_and_its_result_is_what_was_sifted(tmp_path: Path) -> None:
    """What an engine carries to and fro is what was asked and found."""
    path = tmp_path / "news.jsonl"
    path.write_bytes(lines(rows()))
    (place,), _ = places((str(path),))
    (shard,) = shards(place, contents(place))
    result = SIFTING(task_of(shard))
    tally, problems = sifted_head(result.split(b"\n")[0])
    assert (tally, problems) == (SIFTING.sifted(shard).tally, SIFTING.sifted(shard).problems)
    reader = wiring.reader((), None)
    rest = result.split(b"\n", 1)[1]
    found = list(found_of(Finding((), reader.at_least)(rest)))
    assert [document.id for document, _, _ in found] == [document.id for document in SIFTING.sifted(shard).kept]
    assert sum(len(claims) for _, claims, _ in found) >= 4
    assert all(claim.method == reader.method for _, claims, _ in found for claim in claims)
    assert any(DRONES.strip() == document.text.strip() for document, _, _ in found)
