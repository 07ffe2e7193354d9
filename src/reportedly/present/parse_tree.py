"""A parsed sentence as a tree in print: each word under the one it hangs on, with its number, part of speech and lemma."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reportedly.present.columns import columns
from reportedly.terms.trace import Parsed, Word

Children = Mapping[int, Sequence[Word]]


def tree_lines(sentence: Parsed) -> list[str]:
    """A line a word, from the root down: where it hangs, its number, dependency, part of speech, tag and lemma."""
    rows = list(_rows(sentence))
    wide = max((columns(branch) for branch, _ in rows), default=0)
    first = min((word.place for word in sentence.words), default=0)
    filled = ((branch + " " * (wide - columns(branch)), word) for branch, word in rows)
    return [f"{left}  {w.place - first + 1:>3}  {w.dep:<9} {w.pos:<5} {w.tag:<5} {w.lemma}" for left, w in filled]


def _rows(sentence: Parsed) -> Iterator[tuple[str, Word]]:
    known = {word.place for word in sentence.words}
    children: dict[int, list[Word]] = {}
    roots: list[Word] = []
    for word in sentence.words:
        hangs = word.head != word.place and word.head in known
        (children.setdefault(word.head, []) if hangs else roots).append(word)
    for root in roots:
        yield root.text, root
        yield from _under(root, children, "")


def _under(word: Word, children: Children, before: str) -> Iterator[tuple[str, Word]]:
    """The words that hang on one, drawn below it."""
    below = children.get(word.place, ())
    for number, child in enumerate(below, start=1):
        last = number == len(below)
        yield f"{before}{'└─ ' if last else '├─ '}{child.text}", child
        yield from _under(child, children, before + ("   " if last else "│  "))
