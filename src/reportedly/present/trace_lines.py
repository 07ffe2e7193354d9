"""How a text was read, in print: the parse, the mentions, and what the rows of the lexicon made of it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from datetime import date

from reportedly.present.parse_tree import tree_lines
from reportedly.present.readings import reading, words
from reportedly.present.tried_lines import came, proposed, rowless_lines, tried_lines
from reportedly.present.words import day
from reportedly.terms.mention import Mention
from reportedly.terms.trace import Trace

WIDTH = 110


def whole_lines(trace: Trace, text: str, on: date | None) -> Iterator[str]:
    """The parse, the mentions, each row that was tried with what came of it, and the verbs that no row knows."""
    yield "PARSE (the tree; number, dependency, part of speech, tag, lemma)"
    for sentence in trace.sentences:
        yield from _hanging(tree_lines(sentence))
        yield ""
    yield from mention_lines(trace.mentions, text, on)
    yield "\nROWS TRIED" if trace.tried else "\nno word of the lexicon stands in it"
    for tried in trace.tried:
        yield from _hanging(tried_lines(tried, text))
    if trace.rowless:
        yield "\nVERBS WITHOUT A ROW (with what a row could catch)"
    for verb in trace.rowless:
        yield from _hanging(rowless_lines(verb, text))


def mention_lines(mentions: Iterable[Mention], text: str, on: date | None) -> Iterator[str]:
    """A mention a line, with what it was read as."""
    yield f"MENTIONS (periods are read as of {day(on)})" if on else "MENTIONS (no day to read periods from)"
    for mention in mentions:
        own = "" if mention.type == "attribution" else f"{words(text, [(mention.start, mention.end)])}  "
        yield from _hanging([f"{mention.type:<12}{own}{reading(mention, text)}"])


def candidate_lines(trace: Trace, text: str) -> Iterator[str]:
    """What each word of the lexicon proposes, and what came of it."""
    found = trace.candidates
    yield "\nCANDIDATES (what each word of the lexicon proposes)" if found else "\nno word of the lexicon stands in it"
    for tried in found:
        if tried.candidate:
            told = f"{words(text, [tried.trigger])}  frame {tried.row.frame}: {proposed(tried.candidate)}"
            yield from _hanging([told, f"  {came(tried)}"])


def _hanging(lines: Iterable[str]) -> Iterator[str]:
    """Lines of at most WIDTH columns, set in, each going on further in than it began."""
    for line in lines:
        indent = " " * (len(line) - len(line.lstrip()) + 2)
        yield from textwrap.wrap(line.lstrip(), WIDTH, initial_indent=indent, subsequent_indent=indent + "    ")
