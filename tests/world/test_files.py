from __future__ import annotations

import io
import json
import os
from datetime import date
from pathlib import Path

import pytest

from reportedly.read.dispatch import Read
from reportedly.read.options import ReadOptions
from reportedly.terms.problem import Problem
from reportedly.world.files import content, count, documents, listed

META = {"published": "2024-11-20", "publisher": "Newsweek"}


def write(folder: Path, **files: str | bytes) -> str:
    """A folder with some files; `__` in a name is a full stop, `___` a slash. Returns its path."""
    for key, given in files.items():
        path = folder / key.replace("___", "/").replace("__", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(given if isinstance(given, bytes) else given.encode())
    return str(folder)


def slugs(reads: list[Read]) -> list[tuple[str, str]]:
    return [(p.slug, p.severity) for _, problems in reads for p in problems]


def paths(reads: list[Read]) -> list[str]:
    return [d.path for found, _ in reads for d in found]


def test_folder(tmp_path: Path) -> None:
    """A folder is read through and through in the order of names; what is no document is passed over in silence."""
    folder = write(
        tmp_path,
        b__txt="B.",
        a__md="A.",
        c___z__html="<html><body><p>Seoul said that the North sent arms.</p><p>So it said.</p></body></html>",
        __hidden__txt="no",
        __git___x__txt="no",
        picture__png=b"\x89PNG\x00",
        a__gold__jsonl='{"text": "no"}',
        meta__json=json.dumps({"a.md": META, "b.txt": META}),
        c___meta__json=json.dumps({"z.html": META}),
    )
    reads = list(documents([folder]))
    assert paths(reads) == [os.path.join(folder, name) for name in ("a.md", "b.txt", "c/z.html")]
    assert slugs(reads) == []
    assert {d.publisher for found, _ in reads for d in found} == {"Newsweek"}
    assert count([folder]) == 3


def test_one_failing_never_stops_the_rest(tmp_path: Path) -> None:
    """Empty, broken and missing files are problems with their path; the others are read."""
    folder = write(
        tmp_path, a__txt="", b__pdf=b"%PDF-1.4 broken", c__txt="Arms.", meta__json=json.dumps({"c.txt": META})
    )
    missing = str(tmp_path / "nowhere.txt")
    reads = list(documents([missing, folder]))
    assert slugs(reads) == [("missing-path", "error"), ("empty-file", "error"), ("broken-pdf", "error")]
    assert [p.where for _, problems in reads for p in problems] == [
        missing,
        os.path.join(folder, "a.txt"),
        os.path.join(folder, "b.pdf"),
    ]
    assert paths(reads) == [os.path.join(folder, "c.txt")]
    assert count([missing, folder]) == len(reads)


def test_fifty_megabytes(tmp_path: Path) -> None:
    """A file beyond the bound is a problem; its size is enough to know."""
    big = tmp_path / "big.txt"
    with big.open("wb") as file:
        file.truncate(50_000_000)
    assert slugs(list(documents([str(big)]))) == [("too-large", "error")]


def test_endless_input() -> None:
    """A device without an end is left after the bound."""
    assert slugs(list(documents(["/dev/zero"]))) == [("too-large", "error")]


def test_latin_1(tmp_path: Path) -> None:
    """A text in Latin-1 is read letter by letter."""
    write(tmp_path, a__txt="Le Ministère a déclaré hier".encode("latin-1"))
    (((document,), _),) = documents([str(tmp_path / "a.txt")])
    assert document.text == "Le Ministère a déclaré hier"


def test_named_file_finds_its_metadata(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The meta.json beside a file that is named by itself is used, and the path stays as given."""
    write(tmp_path, a__txt="Arms.", meta__json=json.dumps({"a.txt": META}))
    monkeypatch.chdir(tmp_path)
    (((document,), problems),) = documents(["a.txt"])
    assert (document.path, document.publisher, document.published_on) == ("a.txt", "Newsweek", date(2024, 11, 20))
    assert problems == ()


def test_broken_metadata_is_told_once(tmp_path: Path) -> None:
    """A broken meta.json is one error for its folder, and the files are read without it, as restricted: that may have stood
    in it."""
    folder = write(tmp_path, a__txt="A.", b__txt="B.", meta__json="{")
    reads = list(documents([folder], options=ReadOptions(published_on=date(2024, 11, 20))))
    assert slugs(reads) == [("broken-metadata", "error")]
    assert len(paths(reads)) == 2
    assert {document.handling for found, _ in reads for document in found} == {"restricted"}


def test_a_name_in_meta_json_that_is_mistyped_is_told_once(tmp_path: Path) -> None:
    """With the file that was meant; the files of the folder are read all the same."""
    folder = write(tmp_path, a__txt="A.", b__txt="B.", meta__json=json.dumps({"a.text": META, "b.txt": META}))
    told = ReadOptions(published_on=date(2024, 11, 20))
    messages = [p.message for _, problems in documents([folder], options=told) for p in problems]
    assert messages == ["it names 'a.text', and no such file lies beside it; did you mean a.txt?"]


def test_unknown_ending(tmp_path: Path) -> None:
    """A file of an unknown ending is read when it is named, if it is a text."""
    write(tmp_path, notes__2024="Arms.", photo__png=b"\x89PNG\x00")
    told = ReadOptions(published_on=date(2024, 11, 20))
    reads = list(documents([str(tmp_path / "notes.2024"), str(tmp_path / "photo.png")], options=told))
    assert (len(paths(reads)), slugs(reads)) == (1, [("not-text", "error")])


def test_lines_that_are_no_documents(tmp_path: Path) -> None:
    """JSON lines without a text are a warning in a folder, and an error where the file was named."""
    folder = write(tmp_path, claims__jsonl='{"id": 1}\n{"id": 2}\n')
    assert slugs(list(documents([folder]))) == [("not-documents", "warning")]
    assert slugs(list(documents([os.path.join(folder, "claims.jsonl")]))) == [("not-documents", "error")]


def test_stdin() -> None:
    """`-` reads what is pasted, with the caller's word for its source."""
    told = ReadOptions(publisher="Yonhap", published_on=date(2024, 11, 20))
    (((document,), problems),) = documents(["-"], io.BytesIO(b"Arms."), told)
    assert (document.path, document.text, document.publisher, problems) == ("-", "Arms.", "Yonhap", ())


def test_no_stdin() -> None:
    """`-` without a standard input, or with a closed one, is a problem."""
    closed = io.BytesIO()
    closed.close()
    assert slugs(list(documents(["-"]))) == [("unreadable", "error")]
    assert slugs(list(documents(["-"], closed))) == [("unreadable", "error")]
    assert slugs(list(documents(["-"], io.BytesIO(bytes(20_000_001))))) == [("too-large", "error")]


@pytest.mark.parametrize("path", ["a\0b", "x" * 5000, "\ud800"])
def test_impossible_paths(path: str) -> None:
    """A path that no system takes is a problem, and can be printed."""
    ((found, (problem,)),) = documents([path])
    assert (found, problem.severity) == ((), "error")
    assert str(problem).encode()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_forbidden(tmp_path: Path) -> None:
    """A file or folder that may not be read is a problem."""
    folder = write(tmp_path, a__txt="A.", d___b__txt="B.")
    (tmp_path / "a.txt").chmod(0)
    (tmp_path / "d").chmod(0)
    reads = list(documents([folder]))
    (tmp_path / "d").chmod(0o700)
    assert slugs(reads) == [("unreadable", "error"), ("unreadable", "error")]


def test_link_to_nowhere(tmp_path: Path) -> None:
    """A link in a circle and a link to nothing are passed over in a folder and are problems when named."""
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    (tmp_path / "up").symlink_to(tmp_path)
    assert slugs(list(documents([str(tmp_path)]))) == [("no-documents", "warning")]
    assert slugs(list(documents([str(tmp_path / "loop.txt")]))) == [("unreadable", "error")]


@pytest.mark.parametrize("target", ["/etc/passwd", "../secret.txt", "../in-folder/secret.txt"])
def test_a_link_out_of_the_folder_is_not_read(target: str, tmp_path: Path) -> None:
    """Whoever fills a folder may have no right to what lies elsewhere; links within it are read, and those named."""
    folder, beside = tmp_path / "in", tmp_path / "in-folder"
    write(folder, a__txt="Chile sent arms.", c___b__txt="Peru sent arms.")
    write(beside, secret__txt="A secret.")
    write(tmp_path, secret__txt="A secret.")
    (folder / "c" / "out.txt").symlink_to(os.path.join("..", target) if target.startswith("..") else target)
    (folder / "c" / "within.txt").symlink_to("../a.txt")
    reads = list(documents([str(folder)]))
    assert slugs(reads).count(("outside-folder", "warning")) == 1
    assert [os.path.basename(path) for path in paths(reads)] == ["a.txt", "b.txt", "within.txt"]
    found, faults = listed(str(folder))
    assert [os.path.basename(path) for path in found] == ["a.txt", "b.txt", "within.txt"]
    assert [fault.slug for fault in faults] == ["outside-folder"]
    named = [slug for slug, _ in slugs(list(documents([str(folder / "c" / "out.txt")])))]
    assert "outside-folder" not in named


@pytest.mark.parametrize("name", ["../secret.txt", "/etc/passwd", "a.txt/../../secret.txt", "secret\0.txt", "*", ""])
def test_names_in_a_meta_json_lead_nowhere(name: str, tmp_path: Path) -> None:
    """They are compared with the names of its folder's files and nothing else, and no original is opened."""
    rows = {name: {**META, "translation_of": name}, "a.txt": {**META, "translation_of": "../secret.txt"}}
    folder = write(tmp_path / "in", a__txt="Chile sent arms.", meta__json=json.dumps(rows))
    write(tmp_path, secret__txt="A secret.")
    (((document,), problems),) = documents([folder])
    assert (document.text, document.translation_of) == ("Chile sent arms.", "../secret.txt")
    assert [(problem.slug, "no such file lies beside it" in problem.message) for problem in problems] == [
        ("broken-metadata", True)
    ]


def test_a_folder_that_is_itself_a_link(tmp_path: Path) -> None:
    """It was named, so it is read; its files do not lead out of it."""
    write(tmp_path, real___a__txt="Chile sent arms.")
    (tmp_path / "real" / "b.txt").symlink_to(tmp_path / "real" / "a.txt")
    (tmp_path / "link").symlink_to("real")
    reads = list(documents([str(tmp_path / "link")]))
    assert [os.path.basename(path) for path in paths(reads)] == ["a.txt", "b.txt"]


def test_links_out_of_a_mailbox(tmp_path: Path) -> None:
    """In a Maildir they are not read either."""
    write(tmp_path, box___new___1="Subject: a\n\nChile sent arms.", secret="A secret.")
    (tmp_path / "box" / "cur").mkdir()
    (tmp_path / "box" / "new" / "2").symlink_to("../../secret")
    found, faults = listed(str(tmp_path / "box"), mail=True)
    assert [os.path.basename(path) for path in found] == ["1"]
    assert [fault.slug for fault in faults] == ["outside-folder"]


def test_pipes_and_devices_are_not_waited_for(tmp_path: Path) -> None:
    """Among the files of a folder, and in the place of its meta.json, they stop nothing."""
    folder = write(tmp_path / "in", a__txt="Chile sent arms.")
    os.mkfifo(tmp_path / "in" / "b.txt")
    (tmp_path / "in" / "c.txt").symlink_to("/dev/zero")
    os.mkfifo(tmp_path / "in" / "meta.json")
    reads = list(documents([folder]))
    assert [os.path.basename(path) for path in paths(reads)] == ["a.txt"]
    assert ("unreadable", "error") in slugs(reads)
    assert reads[0][0][0].handling == "restricted"
    os.mkfifo(tmp_path / "pipe")
    late = content(str(tmp_path / "pipe"), plain=True)
    assert isinstance(late, Problem)
    assert late.slug == "unreadable"


def test_empty_folder(tmp_path: Path) -> None:
    """A folder in which nothing can be read is a warning."""
    assert slugs(list(documents([str(tmp_path)]))) == [("no-documents", "warning")]
    assert count([str(tmp_path)]) == 1


def test_name_that_is_no_text(tmp_path: Path) -> None:
    """A file name in bytes that are no text does not stop the reading."""
    name = os.path.join(os.fsencode(tmp_path), b"caf\xe9.txt")
    try:
        with open(name, "wb") as file:
            file.write(b"Arms.")
    except OSError:
        pytest.skip("this file system takes only names that are text")
    (((document,), _),) = documents([str(tmp_path)])
    assert document.path.endswith("caf\ufffd.txt")
