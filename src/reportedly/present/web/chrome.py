"""What stands around every page: where one is, who one is, and what one may do."""

from __future__ import annotations

from dataclasses import dataclass

PLACES = (
    ("/", "Overview"),
    ("/claims", "Claims"),
    ("/queue", "Review"),
    ("/documents", "Documents"),
    ("/sources", "Sources"),
    ("/watch", "Watch"),
    ("/read", "Add a document"),
)
"""Path and name of what the navigation leads to."""


@dataclass(frozen=True, slots=True)
class Chrome:
    """path: of the page; ledger: its name for people; version: of this package. name: who looks, '' where nobody logged in.

    may_write: whether reviews and readings are offered; logged_in: whether there is a session to end. csrf: the token that
    forms carry. assets: version of the styles and scripts, in their addresses.
    """

    path: str
    ledger: str
    version: str
    name: str = ""
    may_write: bool = True
    logged_in: bool = False
    csrf: str = ""
    assets: str = ""

    @property
    def here(self) -> str:
        """The entry of the navigation that the page belongs to."""
        first = "/" + self.path.strip("/").split("/")[0]
        return "/" if first == "/flows" else "/documents" if first == "/document" else first
