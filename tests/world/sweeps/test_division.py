"""Shards: together they are all of a place, each once; their ids come from what it holds."""

from __future__ import annotations

import os
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.terms.sweeping import Shard
from reportedly.world.sweeps.division import FILES, contents, file_shards, shards
from reportedly.world.sweeps.places import Place, places


def place_of(path: Path) -> Place:
    (place,), problems = places((str(path),))
    assert not problems
    return place


def divided(path: Path, size: int = 1_000) -> tuple[Shard, ...]:
    place = place_of(path)
    return tuple(file_shards(place, size)) if place.form == "files" else shards(place, contents(place, size), size)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.binary(max_size=8).map(lambda line: line.replace(b"\n", b"")), min_size=1), st.integers(1, 30))
def test_the_numbers_of_lines(some: list[bytes], size: int) -> None:
    """Each shard tells the number of the first line that begins in it."""
    data = b"\n".join(some) or b"x"
    with TemporaryDirectory() as made:
        path = Path(made) / "a.jsonl"
        path.write_bytes(data)
        every = divided(path, size)
    assert [(one.start, one.end) for one in every] == [
        (at, min(at + size, len(data))) for at in range(0, len(data), size)
    ]
    for shard in every:
        begun = shard.start == 0 or data[shard.start - 1 : shard.start] == b"\n"
        first = shard.start if begun else data.find(b"\n", shard.start) + 1 or len(data)
        assert shard.line == data[:first].count(b"\n") + 1 or first == len(data)


def test_lines_packed_as_a_whole_are_one_shard(tmp_path: Path) -> None:
    """What is compressed as a whole cannot be divided."""
    (tmp_path / "a.jsonl.gz").write_bytes(bytes(5_000))
    (shard,) = divided(tmp_path / "a.jsonl.gz")
    assert shard.packed
    assert (shard.start, shard.end) == (0, 5_000)


@pytest.mark.parametrize("name", ["a.jsonl", "a.warc", "a.warc.gz", "a.txt"])
def test_ids_come_from_what_is_held(tmp_path: Path, name: str) -> None:
    """A copy elsewhere has the same ids, another content has others, and another division too."""
    for folder in ("one", "two", "three"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_bytes(b"x" * 2_500 if folder != "three" else b"y" * 2_500)
    one, two, three = ([each.id for each in divided(tmp_path / folder / name)] for folder in ("one", "two", "three"))
    assert one == two
    assert not set(one) & set(three)
    assert len(set(one)) == len(one) == (1 if name == "a.txt" else 3)
    if name != "a.txt":
        assert set(one).isdisjoint(each.id for each in divided(tmp_path / "one" / name, 1_100)[1:])


@pytest.mark.parametrize("name", ["a.jsonl", "a.warc.gz", "a.txt"])
def test_what_is_told_beside_a_file_counts(tmp_path: Path, name: str) -> None:
    """With other words in meta.json a file has other ids; an archive only where they are of it."""
    (tmp_path / name).write_bytes(b"x" * 10)
    told = set()
    for words in ("", '{"other": {"publisher": "A"}}', f'{{"{name}": {{"publisher": "A"}}}}'):
        if words:
            (tmp_path / "meta.json").write_text(words, encoding="utf-8")
        told.add(divided(tmp_path / name)[0].id)
    assert len(told) == (3 if name == "a.txt" else 2)


def test_files_are_taken_together(tmp_path: Path) -> None:
    """Files share a shard up to its size and a number; each is in one, in order."""
    for n in range(FILES + 20):
        (tmp_path / f"{n:04d}.txt").write_bytes(b"x" * (400 if n < 10 else 1))
    every = divided(tmp_path)
    names = [name for one in every for name in one.names]
    assert names == sorted(path.name for path in tmp_path.iterdir())
    assert all(one.size <= 1_000 and len(one.names) <= FILES for one in every)
    assert sum(one.size for one in every) == 10 * 400 + FILES + 10
    assert all(one.names[-1] < two.names[0] for one, two in pairwise(every))


def test_a_large_file_has_a_shard_to_itself(tmp_path: Path) -> None:
    """A file larger than a shard is not divided, and costs no other."""
    for name, size in (("a.txt", 10), ("b.txt", 5_000), ("c.txt", 10)):
        (tmp_path / name).write_bytes(b"x" * size)
    assert [one.names for one in divided(tmp_path)] == [("a.txt",), ("b.txt",), ("c.txt",)]


def test_a_file_that_cannot_be_read_costs_no_other(tmp_path: Path) -> None:
    """A file that is gone when it is to be divided stays in its shard, for the reader to tell of."""
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes(b"x")
    place = place_of(tmp_path)
    os.unlink(tmp_path / "a.txt")
    (shard,) = file_shards(place)
    assert shard.names == ("a.txt", "b.txt")
