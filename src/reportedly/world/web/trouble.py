"""Why an address gave nothing to read, on its way to becoming a fault of what was fetched."""

from __future__ import annotations


class Trouble(Exception):
    """A kind of fault and one clear sentence. It never leaves this folder."""

    def __init__(self, slug: str, message: str) -> None:
        super().__init__(message)
        self.slug = slug
        self.message = message
