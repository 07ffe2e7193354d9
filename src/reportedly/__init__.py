"""reportedly: a ledger of who says who sent what to whom.

desk = reportedly.desk("my.db")                            # a ledger to read into, ask and assess; in a notebook, too
desk.read("reports")
frame = desk.claims(actor="KP", recipient="RU").frame()    # pandas; .polars() for the other
desk.flow("KP", "RU", "munitions")

Or piece by piece:

ledger = reportedly.ledger("my.db")
reader = reportedly.reader()
for step in reportedly.take_in(ledger, reportedly.documents(["reports"]), reader):
    print(*step.problems)
flow = reportedly.Flow("KP", "RU", "munitions")
print(reportedly.answer(ledger.standing(), flow, reader.tables).totals)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reportedly.errors import ReportedlyError
    from reportedly.pipeline import answer, take_in
    from reportedly.serve.desk import desk
    from reportedly.serve.wiring import ledger, reader
    from reportedly.terms.claim import Claim
    from reportedly.terms.document import Document
    from reportedly.terms.flow import Flow, FlowAnswer
    from reportedly.terms.problem import Problem
    from reportedly.terms.record import claim_record
    from reportedly.world.files import documents

__version__: str

__all__ = [
    "Claim",
    "Document",
    "Flow",
    "FlowAnswer",
    "Problem",
    "ReportedlyError",
    "answer",
    "claim_record",
    "desk",
    "documents",
    "ledger",
    "reader",
    "take_in",
]

_HOMES = {
    "Claim": "terms.claim",
    "Document": "terms.document",
    "Flow": "terms.flow",
    "FlowAnswer": "terms.flow",
    "Problem": "terms.problem",
    "ReportedlyError": "errors",
    "answer": "pipeline",
    "claim_record": "terms.record",
    "desk": "serve.desk",
    "documents": "world.files",
    "ledger": "serve.wiring",
    "reader": "serve.wiring",
    "take_in": "pipeline",
}


def __getattr__(name: str) -> Any:
    """A public name, from where it lives. Looked up when asked for: every command passes here, and must not load all."""
    if name == "__version__":
        return import_module(f"{__name__}.serve.settings").VERSION
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
