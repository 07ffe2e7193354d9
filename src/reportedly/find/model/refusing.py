"""Refusing: why a row of a model's answer makes no claim. Raised where a field is checked, told as a problem."""

from __future__ import annotations

from reportedly.terms.document import Document
from reportedly.terms.problem import Problem, Severity

_SHOWN = 80


class Refused(Exception):
    """A row that the text does not bear out. slug: of the problem; message: one clear sentence that names the words."""

    def __init__(self, slug: str, message: str) -> None:
        super().__init__(message)
        self.slug = slug
        self.message = message


def shown(words: str) -> str:
    """Some words for a message, at a bearable length and on one line."""
    return repr(words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…")


def problem(document: Document, slug: str, message: str, severity: Severity = "error") -> Problem:
    """The problem of one document's reading."""
    return Problem(slug, message, document.path or document.url or document.id, severity)
