"""A watch.toml that is none, and a row that names no channel."""

from __future__ import annotations

from pathlib import Path

from reportedly.serve.watching.watch_file import named, watch_file
from reportedly.serve.wiring import tables
from reportedly.terms.watching import Channel


def test_a_file_that_is_not_there_or_no_text(tmp_path: Path) -> None:
    """Missing, a folder, and bytes that are no text are each one line."""
    _, (missing,) = watch_file(tmp_path / "none.toml", tables())
    _, (folder,) = watch_file(tmp_path, tables())
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe\x00")
    _, (binary,) = watch_file(tmp_path / "bytes.toml", tables())
    assert [missing.slug, folder.slug, binary.slug] == ["missing-path", "unreadable", "broken-toml"]


def test_channels_named_or_all() -> None:
    """No name means every channel."""
    channels = (Channel("a", "terminal"), Channel("b", "terminal"))
    assert named(channels, ()) == channels
    assert named(channels, ("b",)) == channels[1:]
