"""The one place where everything is built: tables, parser, reader. Commands and tests ask here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from reportedly.find.reader import RulesReader
from reportedly.find.seen import Seen
from reportedly.serve.tables import load_tables
from reportedly.terms.claim import Claim
from reportedly.terms.document import Document
from reportedly.terms.problem import Problem
from reportedly.terms.tables import Tables
from reportedly.world.language import Parser


@dataclass(frozen=True)
class Reader:
    """A parser and a rules reader over one set of tables: document → claims and problems."""

    tables: Tables

    @cached_property
    def parser(self) -> Parser:
        return Parser()

    @cached_property
    def rules(self) -> RulesReader:
        return RulesReader(self.tables)

    def claims(self, document: Document) -> tuple[tuple[Claim, ...], tuple[Problem, ...]]:
        """The claims of one document, and what was wrong with it."""
        return self.rules.claims(document, self.parser.parse(document.text)), ()

    def many(self, documents: Iterable[Document]) -> Iterator[tuple[Document, tuple[Claim, ...]]]:
        """Each document with its claims, in order."""
        for document in documents:
            yield document, self.claims(document)[0]

    def seen(self, document: Document) -> Seen:
        """All mentions of one document."""
        return self.rules.seen(document, self.parser.parse(document.text))


@lru_cache(maxsize=4)
def reader(lexicons: tuple[Path, ...] = ()) -> Reader:
    """The reader over the shipped tables and the user's own (`--lexicon`)."""
    return Reader(tables(lexicons))


@lru_cache(maxsize=4)
def tables(lexicons: Sequence[Path] = ()) -> Tables:
    """The shipped tables with the user's own rows over them."""
    return load_tables(tuple(lexicons))
