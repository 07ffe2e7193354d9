"""A fault in the input, as a value that accumulates beside what was read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]
REMARKS = frozenset({"unknown-party", "follows-nothing", "ship-without-claim"})
"""Slugs of what is remarked on the words of one text beside its claims; the text itself has no fault."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of one input.

    slug: the kind of fault, kebab-case, stable (`empty-file`, `no-publication-date`).
    message: one clear sentence for a person, without the file's name.
    where: the file's path or the url, as the user gave it.
    severity: an `error` means that (part of) the input was not read (exit code 1); a `warning` that it was (exit code 0).
    """

    slug: str
    message: str
    where: str
    severity: Severity = "error"

    def __str__(self) -> str:
        return f"{self.where}: {self.message} [{self.slug}]"
