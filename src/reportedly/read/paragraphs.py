"""Printed lines put back into paragraphs: hard wraps joined, words that were parted at line ends mended."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_PARTS = "\u00ad\ufffe\x02"  # how PDFs, or their reader, mark a hyphen that stands at a line's end
_PARTING = rf"(?:[{_PARTS}] *\n?|(?<=\w)[-\u2010] *\n)"
_LINE_END = re.compile(rf"{_PARTING}|\n")
_HYPHENED = r"\w{1,40}(?:-\w{1,40}){0,4}"  # bounded: a page of one endless word must not take for ever
_PARTED = re.compile(rf"{_HYPHENED}{_PARTING}[ \t]*\w+")
_WORD = re.compile(r"\w+(?:-\w+)*")
_LAST_WORD = re.compile(rf"{_HYPHENED}$")
_SENTENCE_END = re.compile(r"[.!?:…。][\"'”’»)\]]*$")
_ITEM = re.compile(r"(?:[•▪●◦*–—-]|\(?(?:\d{1,3}|[a-z])[.)])\s")
_NUMBER_LINE = re.compile(r"(?:page |p\. ?)?\W{0,2}\d{1,4}(?:/\d{1,4})?\W{0,2}", re.IGNORECASE)
_SHORT, _VERY_SHORT = 0.7, 0.5


def without_page_number(page: str) -> str:
    """The page's text without a first or last line that is only its number, which no sentence may swallow."""
    lines = page.strip().split("\n")
    if lines and _NUMBER_LINE.fullmatch(lines[-1].strip()):
        lines.pop()
    if lines and _NUMBER_LINE.fullmatch(lines[0].strip()):
        lines.pop(0)
    return "\n".join(lines)


def mended(page: str, words: frozenset[str]) -> str:
    """The page's paragraphs, one a line. words: those of the whole document, lower case (see `words_of`)."""
    lines = tuple(_printed_lines(page))
    width = _usual_width([len(line) for line, _ in lines if line])
    paragraphs: list[str] = []
    open_end = parted = False
    for line, goes_on in lines:
        if line and parted:
            paragraphs[-1] = _rejoined(paragraphs[-1], line, words)
        elif line and open_end and not _ITEM.match(line):
            paragraphs[-1] += " " + line
        elif line:
            paragraphs.append(line)
        parted = bool(line) and goes_on
        open_end = bool(line) and not _closes(line, width)
    return "\n".join(paragraphs)


def words_of(pages: Iterable[str]) -> frozenset[str]:
    """The words that stand whole in some pages, hyphenated ones with their hyphens, lower case; no parts of parted ones."""
    return frozenset(w for page in pages for w in _WORD.findall(_PARTED.sub(" ", page.lower())))


def _printed_lines(page: str) -> Iterator[tuple[str, bool]]:
    """Each line as printed, without its end; and whether its last word goes on in the next."""
    start = 0
    for end in _LINE_END.finditer(page):
        yield page[start : end.start()].strip(), end[0] != "\n"
        start = end.end()
    yield page[start:].strip(), False


def _rejoined(before: str, after: str, words: frozenset[str]) -> str:
    """One word where it was parted between two letters; with its hyphen where it is, or may be, a compound."""
    left, right = _LAST_WORD.search(before, max(0, len(before) - 200)), _WORD.match(after)
    if left is None or right is None or not (left[0][-1].isalpha() and right[0][0].islower()):
        return f"{before}-{after}"
    plain, compound = (left[0] + right[0]).lower(), f"{left[0]}-{right[0]}".lower()
    both_are_words = left[0].lower() in words and right[0] in words
    is_compound = compound in words or both_are_words or "-" in left[0] + right[0]
    return f"{before}-{after}" if is_compound and plain not in words else before + after


def _usual_width(widths: list[int]) -> int:
    """The width that nine lines of ten keep to: what a full line has."""
    return sorted(widths)[(len(widths) * 9) // 10] if widths else 0


def _closes(line: str, width: int) -> bool:
    """Whether a paragraph may end here: a short line that ends a sentence, or one too short to have been wrapped."""
    if len(line) < _VERY_SHORT * width:
        return True
    return len(line) < _SHORT * width and bool(_SENTENCE_END.search(line))
