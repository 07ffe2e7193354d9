"""What lies at the places that a user names."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reportedly.world.sweeps.places import Place, form_of, has_changed, places


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("a.warc", "warc"), ("a.WARC.GZ", "warc"), ("a.jsonl", "lines"), ("a.ndjson.gz", "lines"), ("a.txt", "files"),
        ("a.gz", "files"), ("warc.gz", "files"), ("", "files"),
    ],
)  # fmt: skip
def test_a_form_is_told_by_the_ending(name: str, form: str) -> None:
    """Archives and lines are known by their ending, whatever its case."""
    assert form_of(name) == form


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    for name in ("b.jsonl", "a.txt", "below/c.warc.gz", "below/d.html", "below/.hidden.jsonl", "e.gold.jsonl", "f.png"):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    return tmp_path / "in"


def test_a_folder_through_and_through(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Archives and lines one by one, other files together; hidden files, gold and what is not read are passed over."""
    monkeypatch.chdir(corpus.parent)
    found, problems = places(("in",))
    assert problems == ()
    assert [(place.shown, place.form, place.names) for place in found] == [
        ("in/b.jsonl", "lines", ()),
        ("in/below/c.warc.gz", "warc", ()),
        ("in", "files", ("a.txt", "below/d.html")),
    ]
    assert [place.size for place in found] == [1, 1, 2]
    assert all(os.path.isabs(place.name) for place in found)


def test_links_out_of_a_corpus_are_told(corpus: Path, tmp_path: Path) -> None:
    """Archives, lines and other files that are links to what lies outside are left out, each told once."""
    for name in ("g.jsonl", "g.jsonl.gz", "g.warc.gz", "g.txt"):
        (tmp_path / name).write_bytes(b"x")
        (corpus / "below" / name).symlink_to(tmp_path / name)
    found, problems = places((str(corpus),))
    assert len(found) == 3
    assert sorted(problem.slug for problem in problems) == ["outside-folder"] * 4


def test_a_file_by_its_name(corpus: Path) -> None:
    """A file that is named is read whatever its ending."""
    (place,), problems = places((str(corpus / "f.png"),))
    assert (place.form, place.names, problems) == ("files", ("f.png",), ())


def test_what_is_named_twice_is_there_once(corpus: Path) -> None:
    """The same path given twice is one place."""
    assert len(places((str(corpus / "a.txt"),) * 2)[0]) == 1


def test_what_is_not_there(corpus: Path, tmp_path: Path) -> None:
    """What is missing, empty or no file is a problem each; the rest is found."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "empty").mkdir()
    given = ("gone", "pipe", "empty", "in", "nul\0")
    found, problems = places(tuple(str(tmp_path / name) for name in given))
    assert [(problem.slug, problem.severity) for problem in problems] == [
        ("missing-path", "error"),
        ("unreadable", "error"),
        ("no-documents", "warning"),
        ("unreadable", "error"),
    ]
    assert len(found) == 3


@pytest.mark.parametrize("name", ["b.jsonl", "a.txt"])
def test_a_change_is_noticed(corpus: Path, name: str) -> None:
    """A place has changed where its size, the time of its last change or its being there is another."""

    def fresh() -> Place:
        return places((str(corpus / name),))[0][0]

    place = fresh()
    assert not has_changed(place)
    (corpus / name).write_bytes(b"xx")
    assert has_changed(place)
    place = fresh()
    os.utime(corpus / name, (1, 1))
    assert has_changed(place)
    place = fresh()
    (corpus / name).unlink()
    assert has_changed(place)
