"""Translations: which original a translation is of, and through which one a document was read."""

from __future__ import annotations

from pathlib import PurePath

from reportedly.keep.entry import DocumentWithdrawn, Entry, MethodRun
from reportedly.keep.standing import Standing
from reportedly.terms.document import Document

_THROUGH = "+through/"
"""In the name of a method, before the id of the translation through which it read."""


def through(method: str, translation: Document) -> str:
    """The name of a method where it reads a document through a translation."""
    return f"{method}{_THROUGH}{translation.id}"


def read_through(method: str | None) -> str | None:
    """The id of the translation through which a method read; None where it read none."""
    return method.rpartition(_THROUGH)[2] if method and _THROUGH in method else None


def original_of(standing: Standing, translation: Document) -> Document | None:
    """The document of which one is a translation, by its id, its address, or its file; None where none that stands is it.

    A file is the one of that path, else the one of that name in the translation's folder, else the only one of that name.
    """
    given = translation.translation_of or ""
    documents = {d.id: d for d in standing.documents.values() if d.id != translation.id}
    if given in documents:
        return documents[given]
    beside = str(PurePath(translation.path).parent / given)
    for called in (
        [d for d in documents.values() if d.url == given],
        [d for d in documents.values() if d.path in (given, beside)],
    ):
        if called:
            return called[-1]
    named = [d for d in documents.values() if d.path and PurePath(d.path).name == given]
    return named[0] if len(named) == 1 else None


def translation_of(standing: Standing, document: Document) -> Document | None:
    """The translation through which a document was read last, if it was and the translation stands."""
    history = standing.histories.get(document.id)
    known = standing.histories.get(read_through(history.method) or "") if history else None
    return known.document if known and known.withdrawn is None else None


def withdrawal(standing: Standing, document_id: str, reason: str, by: str) -> tuple[Entry, ...]:
    """The entries that withdraw a document; with a translation also what was read through it and reviewed by nobody."""
    withdrawn = DocumentWithdrawn(document_id, reason, by)
    document = standing.document(document_id)
    original = standing.histories.get(document.translation_of or "") if document else None
    if original is None or original.method is None or read_through(original.method) != document_id:
        return (withdrawn,)
    bare = original.method.rpartition(_THROUGH)[0]
    told = original.document
    return (withdrawn, MethodRun(told.id, bare, told.published_on, told.language))
