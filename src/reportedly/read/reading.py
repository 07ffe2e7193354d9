"""What every reader returns: a text, what its page says of itself, and the problems met on the way."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.read.metadata import NOTHING, Metadata
from reportedly.terms.problem import Problem, Severity


@dataclass(frozen=True, slots=True)
class Reading:
    """The text of one input, not yet normalised; '' where nothing could be read (then `problems` says why).

    page: what the page says of itself (title, day, site), every field None where it says nothing.
    """

    text: str
    page: Metadata = NOTHING
    problems: tuple[Problem, ...] = ()


def failed(slug: str, message: str, where: str, severity: Severity = "error") -> Reading:
    """A reading that gave no text, for one reason."""
    return Reading("", problems=(Problem(slug, message, where, severity),))
