"""Words set in lines of so many columns, as a terminal or a mail shows them: a letter of Chinese takes two."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import combining, east_asian_width

from reportedly.present.links import web_address

_AROUND = "“”‘’\"'()[]<>.,;:!?"
"""What may stand around an address."""


def columns(text: str) -> int:
    """How many columns a text takes."""
    return sum(_columns(letter) for letter in text)


def wrapped(words: str, width: int, indent: str = "", further: str | None = None) -> str:
    """Words in lines, the further ones indented alike or as told. What has no spaces is broken where a line ends, but no
    web address is: it has a line of its own, however long.
    """
    clean = "".join(letter if letter.isprintable() else " " for letter in words)
    lines, margin = [], indent
    begun, room = "", width - columns(margin)
    for word in clean.split():
        for piece in _pieces(
            word, room - (columns(begun) + 1 if begun else 0), width - columns(_next(indent, further))
        ):
            joined = f"{begun} {piece}" if begun else piece
            if begun and columns(joined) > room:
                lines.append(margin + begun)
                margin = _next(indent, further)
                begun, room = piece, width - columns(margin)
            else:
                begun = joined
    return "\n".join([*lines, margin + begun] if begun else lines)


def _next(indent: str, further: str | None) -> str:
    return indent if further is None else further


def _pieces(word: str, first: int, room: int) -> Iterator[str]:
    """A word as it is where it fits in a line, or is an address; else cut: first what the begun line has room for."""
    if columns(word) <= room or web_address(word.strip(_AROUND)):
        yield word
        return
    piece, taken, most = "", 0, first if first > 1 else room
    for letter in word:
        if taken + _columns(letter) > most:
            yield piece
            piece, taken, most = "", 0, room
        piece, taken = piece + letter, taken + _columns(letter)
    yield piece


def _columns(letter: str) -> int:
    if combining(letter):
        return 0
    return 2 if east_asian_width(letter) in "WF" else 1
