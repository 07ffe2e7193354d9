"""What a page of the documentation shows: files to be saved, commands, and what they print.

A block of code behind a line that ends in "`NAME`:" is that file. In a block of kind `console` each line behind `$ ` is a
command, and the lines below are what it prints: all of it but empty lines, save where "…" stands. Alone on a line it
stands for any lines, at the end of one for the rest of it, within one for any words.
"""

from __future__ import annotations

import os
import re
import shlex
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_BLOCK = re.compile(r"(?P<before>[^\n]*)\n\n?^```(?P<kind>\w*)\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)
_NAMED = re.compile(r"`([^`]+)`:$")
ANY = "…"
A_MINUTE = 60


@dataclass(frozen=True)
class File:
    """A file that the reader is told to save."""

    name: str
    text: str

    def save_in(self, folder: Path) -> None:
        path = folder / self.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(self.text, encoding="utf-8")
        saved = time.time() - A_MINUTE  # as by hand: what was written this second may still be written on
        os.utime(path, (saved, saved))


@dataclass(frozen=True)
class Command:
    """A command with the lines that the page says it prints."""

    line: str
    printed: tuple[str, ...]

    @property
    def words(self) -> list[str]:
        return shlex.split(self.line.partition(" # ")[0])


def steps(text: str) -> Iterator[File | Command]:
    """The files and commands of a page, in their order."""
    for block in _BLOCK.finditer(text):
        named = _NAMED.search(block["before"])
        if named:
            yield File(named[1], block["code"])
        elif block["kind"] == "console":
            yield from _commands(block["code"])


def _commands(code: str) -> Iterator[Command]:
    for part in re.split(r"^\$ ", code, flags=re.MULTILINE)[1:]:
        line, *printed = part.splitlines()
        yield Command(line, tuple(filled(printed)))


def filled(lines: list[str]) -> list[str]:
    """The lines in which something stands, without spaces at their ends."""
    return [line.rstrip() for line in lines if line.strip()]


def differs(shown: tuple[str, ...], printed: str) -> str | None:
    """The first shown line that is not printed where it should be, None where all are and nothing is left over."""
    got = filled(printed.splitlines())
    at, loose = 0, False
    for line in shown:
        if line.strip() == ANY:
            loose = True
            continue
        like = re.compile(".*".join(map(re.escape, line.split(ANY))).replace(r"\ .*", "(?: .*)?"))
        found = next(
            (n for n in range(at, len(got) if loose else at + 1) if n < len(got) and like.fullmatch(got[n])), None
        )
        if found is None:
            return f"{line!r} is not printed" + (f"; there stands {got[at]!r}" if at < len(got) and not loose else "")
        at, loose = found + 1, False
    return None if loose or at == len(got) else f"{got[at]!r} is printed and not shown"
