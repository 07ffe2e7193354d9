"""Refusing: why a row makes no claim. Raised where a cell is read, caught where its row is judged, told as a problem."""

from __future__ import annotations

from reportedly.terms.sheet import SheetField


class Refused(Exception):
    """A cell, or a whole row, that cannot be read for sure. slug: of the problem; message: one clear sentence."""

    def __init__(self, slug: str, message: str, field: SheetField | None = None) -> None:
        super().__init__(message)
        self.slug = slug
        self.message = message
        self.field = field
