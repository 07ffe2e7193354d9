"""The one place where everything is built: tables, parser, reader, ledger. Commands and tests ask here and nowhere else."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from multiprocessing import parent_process
from pathlib import Path
from typing import TYPE_CHECKING

from reportedly.keep.ledger import Ledger
from reportedly.keep.translations import through
from reportedly.serve.settings import DEFAULT_AT_LEAST, default_ledger, least_confidence
from reportedly.serve.tables import load_native, load_tables, native_version
from reportedly.terms.claim import Claim
from reportedly.terms.document import Document
from reportedly.terms.items import ItemTree
from reportedly.terms.mention import Mention
from reportedly.terms.native import NATIVE, NativeRows, language_name
from reportedly.terms.problem import Problem
from reportedly.terms.tables import FrameRow, Tables
from reportedly.terms.trace import Trace
from reportedly.world.clock import system_clock
from reportedly.world.ledgers.memory import MemoryLedger
from reportedly.world.ledgers.opening import open_ledger

if TYPE_CHECKING:
    from reportedly.find.candidate import Candidate
    from reportedly.find.candidates import Proposer
    from reportedly.find.features import ReadClaim
    from reportedly.find.native.reader import NativeReader
    from reportedly.find.reader import RulesReader
    from reportedly.find.seen import Seen
    from reportedly.world.language import Parser

LANGUAGE = "en"
"""The language of the rules."""

_LEAST = "+at-least-"
"""Before the threshold in the name of a method."""

LONGEST = 400_000
"""Code points of a text that is looked through: some 150 printed pages. The parse of a longer one takes gigabytes."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a claim rests on. rule: the row of the lexicon that made it; reasons: what weighs in the confidence of its
    reading, heaviest first, words and weight.
    """

    rule: FrameRow | None = None
    reasons: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True)
class Reader:
    """A parser and a rules reader over one set of tables: document → claims and problems. at_least: the confidence
    with which a claim must have been read.

    The imports inside wait for the first document: the language library takes a second to load.
    """

    tables: Tables
    at_least: float = DEFAULT_AT_LEAST

    @cached_property
    def parser(self) -> Parser:
        from reportedly.world.language import Parser, unmeasured

        if other := unmeasured():
            _note_model(other)
        return Parser()

    @cached_property
    def rules(self) -> RulesReader:
        from reportedly.find.reader import RulesReader

        rules = RulesReader(self.tables)
        gc.freeze()  # the tables live as long as the process; the collector need not walk them for every document
        return rules

    @cached_property
    def proposer(self) -> Proposer:
        """What the frames propose, before anything is decided: for explaining."""
        from reportedly.find.candidates import Proposer
        from reportedly.find.lexicon import Lexicon
        from reportedly.find.parties import PartyNames

        return Proposer(Lexicon(self.tables.frames), PartyNames(self.tables).publishers)

    @property
    def method(self) -> str:
        """The rules, the digest of the data that they work on, the language model where it is another, and how sure a
        reading must be where not by default: whatever of these changes, documents are looked through anew.
        """
        least = "" if self.at_least == DEFAULT_AT_LEAST else f"{_LEAST}{self.at_least:g}"
        return self._rules_and_data + least

    @property
    def _rules_and_data(self) -> str:
        from reportedly.find.claims import METHOD

        model = os.environ.get("REPORTEDLY_MODEL")
        return f"{METHOD}+{self.tables.version}" + (f"+{model}" if model else "")

    def method_for(self, document: Document, translation: Document | None = None) -> str:
        """The method by which a document is read; through a translation, it names that and the rows of other languages."""
        return through(f"{self.method}+{native_version(self.tables)}", translation) if translation else self.method

    def is_made_by(self, claim: Claim) -> bool:
        """Whether a claim was read by these rules and data, however sure it had to be."""
        return claim.method.split(_LEAST)[0] == self._rules_and_data

    def claims(self, document: Document) -> tuple[tuple[Claim, ...], tuple[Problem, ...]]:
        """The claims of one document, and what was wrong with it (`too-long`, `other-language`) or is to be told beside
        them (`unknown-party`, `follows-nothing`, `ship-without-claim`).
        """
        if fault := _fault(document):
            return (), (fault,)
        from reportedly.find.confidence import at_least

        claims, remarks = self.rules.claims_and_remarks(document, self.parser.parse(document.text))
        return at_least(claims, self.at_least), remarks

    def reads(self, language: str) -> bool:
        """Whether claims are looked for in texts of a language without a translation."""
        return language == LANGUAGE

    def claims_through(
        self, document: Document, translation: Document
    ) -> tuple[tuple[Claim, ...], tuple[Problem, ...]]:
        """The claims of a document in another language, found in its English translation: `too-long`, `other-language`,
        `translation-differs`.
        """
        for each in (translation, replace(document, language=LANGUAGE)):
            if fault := _fault(each):
                return (), (fault,)
        from reportedly.find.confidence import at_least
        from reportedly.serve.through import claims_through

        parts = (self.rules, self.parser, self.native, ItemTree(self.tables.items))
        return claims_through(document, translation, parts, lambda claims: at_least(claims, self.at_least))

    def native(self, language: str) -> NativeReader:
        """What sees mentions in a language that has rows. Raises DataError for one that has none."""
        return self._native(language)[1]

    def native_rows(self, language: str) -> NativeRows:
        """The rows of a language, with the user's own. Raises DataError for one that has none."""
        return self._native(language)[0]

    def _native(self, language: str) -> tuple[NativeRows, NativeReader]:
        from reportedly.find.native.reader import NativeReader

        if language not in self._natives:
            rows = load_native(language, self.tables)
            self._natives[language] = (rows, NativeReader.of(language, rows, self.tables))
        return self._natives[language]

    @cached_property
    def _natives(self) -> dict[str, tuple[NativeRows, NativeReader]]:
        """Those that a text has asked for."""
        return {}

    def mentions(self, document: Document) -> tuple[Mention, ...]:
        """What is seen in a document of whatever language has rows; nothing in others."""
        if document.language == LANGUAGE:
            return self.seen(document).mentions
        return self.native(document.language).mentions(document) if document.language in NATIVE else ()

    def readings(self, document: Document) -> tuple[ReadClaim, ...]:
        """The claims of one document, however sure, each with what its reading rests on."""
        return () if _fault(document) else self.rules.readings(document, self.parser.parse(document.text))

    def grounds(self, claim: Claim, document: Document) -> Grounds:
        """What a claim of this method rests on. The document is read again; nothing where the claim is not found in it."""
        if _fault(document):
            return Grounds()
        parse = self.parser.parse(document.text)
        again = next((c for c in self.rules.readings(document, parse) if c.id == claim.id), None)
        if again is None:
            return Grounds()
        reasons = tuple(self.rules.confidence.reasons("claim", again.features))
        return Grounds(self.rules.trace(document, parse).maker(again), reasons)

    def many(self, documents: Iterable[Document]) -> Iterator[tuple[Document, tuple[Claim, ...]]]:
        """Each document with its claims, in order."""
        for document in documents:
            yield document, self.claims(document)[0]

    def seen(self, document: Document) -> Seen:
        """All mentions of one document."""
        return self.rules.seen(document, self.parser.parse(document.text))

    def trace(self, document: Document) -> tuple[Trace, tuple[Problem, ...]]:
        """How one document is read, and what was wrong with it."""
        if fault := _fault(document):
            return Trace(), (fault,)
        return self.rules.trace(document, self.parser.parse(document.text)), ()

    def candidates(self, seen: Seen) -> list[Candidate]:
        """What each word of the lexicon proposes in a text."""
        return self.proposer.candidates(seen)


def _fault(document: Document) -> Problem | None:
    where = document.path or document.url or document.id
    if len(document.text) > LONGEST:
        return Problem("too-long", f"its text is longer than {LONGEST:,} characters; split it", where)
    if document.language != LANGUAGE:
        message = (
            f"it is in {language_name(document.language)}, and claims are looked for in English: "
            "bring a translation (--translation-of), or a language model (--reader llm:MODEL)"
        )
        return Problem("other-language", message, where, "warning")
    return None


def reader(lexicons: tuple[Path, ...] = (), at_least: float | None = None) -> Reader:
    """The reader over the shipped tables and the user's own (`--lexicon`). at_least: how sure a reading must be; by default
    what the environment says. Raises UsageError, DataError.
    """
    return _reader(lexicons, least_confidence() if at_least is None else at_least)


@lru_cache(maxsize=4)
def _note_model(model: str) -> None:
    """Said once a process, when the model is first asked."""
    from reportedly.serve.printing import note

    note(f"reportedly reads with {model}; how well was measured with another model only (REPORTEDLY_MODEL)")


def _say_made(folder: str) -> None:
    from reportedly.serve.printing import note, plain

    note(plain(f"{folder}: a new folder was made for the ledger"))


@lru_cache(maxsize=4)
def _reader(lexicons: tuple[Path, ...], at_least: float) -> Reader:
    return Reader(tables(lexicons), at_least)


@lru_cache(maxsize=4)
def tables(lexicons: Sequence[Path] = ()) -> Tables:
    """The shipped tables with the user's own rows over them. What of these is hardly meant is told once, by the process that
    was started and by none of its helpers."""
    from reportedly.serve.printing import note

    return load_tables(tuple(lexicons), note if parent_process() is None else None)


def ledger(where: str | Path | None = None) -> Ledger:
    """The ledger at a path or url, made where there is none; by default the one in the user's data folder. A folder made for
    one that was named is told: it may be a slip of the hand.
    """
    folder = Path(where).expanduser().parent if where and "://" not in str(where) else None
    made = folder is not None and _is_nowhere(folder)
    opened = open_ledger(where or default_ledger(), system_clock)
    if made:
        _say_made(str(folder))
    return opened


def ledger_to_ask(where: str | Path | None = None) -> Ledger:
    """The same for asking only: where there is no file none is made, and the ledger is empty."""
    place = where or default_ledger()
    return open_ledger(place, system_clock) if is_there(where) else MemoryLedger(system_clock, str(place))


def is_there(where: str | Path | None = None) -> bool:
    """Whether there is a ledger to ask; a database is taken to be there."""
    place = str(where or default_ledger())
    return "://" in place or not _is_nowhere(Path(place).expanduser())


def _is_nowhere(path: Path) -> bool:
    try:
        return not path.exists()
    except OSError:  # what may not be looked into is told when the ledger is opened
        return False
