"""The folder of a sweep: what was put is there, whole, or counts as not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportedly.errors import UsageError
from reportedly.world.sweeps.results import Results

DATA = b"head\nfirst\n\nlast without an end"


@pytest.fixture
def store(tmp_path: Path) -> Results:
    return Results(tmp_path / "below" / "work")


def test_what_was_put_is_there(store: Results) -> None:
    """A result is got whole, by its head, line by line, and in parts; also by another who opens the folder."""
    assert not store.has("sifted", "s-1")
    store.put("sifted", "s-1", DATA)
    for each in (store, Results(store.folder)):
        assert each.has("sifted", "s-1")
        assert each.get("sifted", "s-1") == DATA
        assert each.head("sifted", "s-1") == b"head\n"
        told = list(each.lines("sifted", "s-1"))
        assert b"".join(line for _, _, line in told) == DATA
        assert all(each.part("sifted", "s-1", start, end) == line == DATA[start:end] for start, end, line in told)


def test_an_empty_result_is_one(store: Results) -> None:
    """A result of no bytes was put all the same."""
    store.put("found", "f-1", b"")
    assert Results(store.folder).has("found", "f-1")
    assert store.get("found", "f-1") == b""


@pytest.mark.parametrize("length", range(0, 65 + len(DATA)))
def test_a_truncated_result_is_none(store: Results, length: int) -> None:
    """Wherever a result breaks off, it counts as not there."""
    store.put("sifted", "s-1", DATA)
    path = store.path("sifted", "s-1")
    path.write_bytes(path.read_bytes()[:length])
    assert not Results(store.folder).has("sifted", "s-1")


@pytest.mark.parametrize("at", [0, 63, 64, 65, 70, 64 + len(DATA)])
def test_a_changed_byte_is_noticed(store: Results, at: int) -> None:
    """A result in which one byte differs counts as not there, and can be put again."""
    store.put("sifted", "s-1", DATA)
    path = store.path("sifted", "s-1")
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)
    later = Results(store.folder)
    assert not later.has("sifted", "s-1")
    later.put("sifted", "s-1", DATA)
    assert Results(store.folder).get("sifted", "s-1") == DATA


def test_what_is_dropped_is_gone(store: Results) -> None:
    """A result that was let go of is not there; to let go of it twice is no fault."""
    store.put("sifted", "s-1", DATA)
    store.drop("sifted", "s-1")
    store.drop("sifted", "s-1")
    assert not store.has("sifted", "s-1")


def test_what_was_begun_and_not_ended_is_cleared_away(store: Results) -> None:
    """What a killed sweep had begun to write is no result, and the next sweep takes it away."""
    store.put("sifted", "s-1", DATA)
    begun = store.path("sifted", "s-2.begun")
    begun.write_bytes(DATA)
    with store.held():
        assert not begun.exists()
    assert store.has("sifted", "s-1")


def test_one_at_a_time(store: Results) -> None:
    """While the folder is held nobody else holds it; then somebody else may."""
    refused = pytest.raises(UsageError, match="another sweep is at work in this folder")
    with store.held(), refused, Results(store.folder).held():
        pass
    with Results(store.folder).held():
        pass


def test_a_plan_is_kept_with_its_first_day(store: Results) -> None:
    """A sweep that goes on some days later goes on with the day on which it was begun."""
    first = {"version": 1, "sources": ["a"], "day": "2026-01-01"}
    assert store.plan(first) == first
    assert store.plan({**first, "day": "2026-01-05"}) == first


@pytest.mark.parametrize("other", [{"sources": ["b"]}, {"version": 2}, {"more": 1}])
def test_another_plan_is_refused(store: Results, other: dict[str, object]) -> None:
    """A folder that was begun for something else is refused."""
    asked = {"version": 1, "sources": ["a"], "day": "2026-01-01"}
    store.plan(asked)
    with pytest.raises(UsageError, match="--work"):
        store.plan({**asked, **other})


def test_no_folder_can_be_made(tmp_path: Path) -> None:
    """Where a file stands in the way the user is told."""
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(UsageError, match="no folder for the sweep can be made there"):
        Results(tmp_path / "file" / "below")


def test_what_cannot_be_written_leaves_nothing_behind(store: Results) -> None:
    """Where a result cannot be put the user is told, and nothing half written is left."""
    (store.folder / "sifted").write_bytes(b"")
    with pytest.raises(UsageError, match="nothing can be written there"):
        store.put("sifted", "s-1", DATA)
    (store.folder / "found" / "f-1").mkdir(parents=True)
    with pytest.raises(UsageError, match="nothing can be written there"):
        store.put("found", "f-1", DATA)
    assert [path.name for path in (store.folder / "found").iterdir()] == ["f-1"]
