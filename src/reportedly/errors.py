"""Errors of use, as a tree with one root. Faults of the *input* are never raised: they are `Problem`s.

ReportedlyError
├── UsageError            an argument that makes no sense (a date that is none, a field that does not exist)
│   └── UnknownClaim      an id that no claim bears, or that several begin with
├── TooBusy               more is given to be read than can wait; later it can
├── EvidenceError         a quote that is not the slice it claims to be: always a bug in a reader, never kept
├── LedgerError           the ledger cannot be used
│   ├── NotALedger        the file is something else
│   ├── LedgerLocked      another process is writing and did not stop in time
│   └── LedgerBroken      the chain of hashes does not hold
├── EngineError           an engine could not be started, or its workers die
│   └── WorkerLost        a worker ended in the middle of its work; what it was given can be given again
├── ModelError            a language model cannot be asked, or answers nothing that is an answer
│   └── BudgetSpent       what asking it may cost is used up; reading again goes on from there
├── ParserError           the model that parses sentences is missing, or its files are not the known ones
├── TokenError            the file of tokens cannot be used
└── DataError             a row of the data tables (gazetteer, lexicon) is malformed
"""

from __future__ import annotations


class ReportedlyError(Exception):
    """Root of everything this package raises on purpose. Its text is one clear line for the user."""


class UsageError(ReportedlyError):
    """An argument that makes no sense."""


class UnknownClaim(UsageError):
    """No claim, or more than one, bears this id."""


class TooBusy(ReportedlyError):
    """More is given to be read than can wait."""


class EvidenceError(ReportedlyError):
    """A quote that differs from its slice of the text."""


class LedgerError(ReportedlyError):
    """The ledger cannot be used."""


class NotALedger(LedgerError):
    """The file exists and is no ledger."""


class LedgerLocked(LedgerError):
    """Another writer holds the ledger."""


class LedgerBroken(LedgerError):
    """The chain of hashes over the batches does not hold."""


class EngineError(ReportedlyError):
    """An engine cannot be used."""


class WorkerLost(EngineError):
    """A worker ended in the middle of its work."""


class ModelError(ReportedlyError):
    """A language model cannot be asked, or gives no answer."""


class BudgetSpent(ModelError):
    """The tokens or the time that asking may cost are used up."""


class ParserError(ReportedlyError):
    """The model that parses sentences is missing or changed; nothing is read with it."""


class TokenError(ReportedlyError):
    """The file of tokens is damaged, not to be trusted, or held by another process."""


class DataError(ReportedlyError):
    """A row of the data tables is malformed; names file and row."""
