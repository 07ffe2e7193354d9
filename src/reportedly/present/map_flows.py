"""What a map is asked to draw: flows and places, as plain values, and how they are called aloud."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.present.names import Names
from reportedly.present.words import figure
from reportedly.terms.quantity import is_currency


@dataclass(frozen=True, slots=True)
class MapFlow:
    """One flow of one class. supplier, recipient: codes. label: what flows ("munitions"). low, high: the figure, None where
    it is open; unit: what it counts, '' without a figure. href: its page, made by this program and never taken from a text.
    title: what a pointer that rests on it is told, '' for its name. sure: whether an origin asserts it, of one with a
    figure that figure, rather than assesses, plans or wants it. approximate: whether the low is about so much.
    """

    supplier: str
    recipient: str
    label: str
    low: float | None
    high: float | None
    unit: str
    href: str
    title: str = ""
    sure: bool = True
    approximate: bool = False

    @property
    def counted(self) -> bool:
        """Whether it has a figure at all."""
        return self.low is not None or self.high is not None

    @property
    def top(self) -> float:
        """The highest number stated, 0 without one."""
        return self.high if self.high is not None else self.low or 0


@dataclass(frozen=True, slots=True)
class PlaceMark:
    """A place to draw. role: origin, destination, via, at. href: as of a flow, '' for none."""

    name: str
    lat: float
    lon: float
    role: str
    href: str = ""
    title: str = ""


def flow_name(flow: MapFlow, names: Names) -> str:
    """The flow in words: "North Korea → Russia, munitions: at least 1,000 containers"."""
    sides = f"{names.party(flow.supplier)} → {names.party(flow.recipient)}"
    hedge = "" if flow.sure else ", not asserted"
    return f"{sides}, {flow.label}: {figure_words(flow, names)}{hedge}"


def figure_words(flow: MapFlow, names: Names) -> str:
    """The figure in words: "1,000 to 3,000 containers", "at least about USD 2 billion", "no figure"."""
    low, high = flow.low, flow.high
    if not flow.counted:
        return "no figure"
    bound = "at least " if high is None else "up to " if low is None else ""
    bound += "about " if flow.approximate else ""
    numbers = " to ".join(figure(number) for number in dict.fromkeys((low, high)) if number is not None)
    if is_currency(flow.unit):
        return f"{bound}{flow.unit} {numbers}"
    return f"{bound}{numbers} {names.unit(flow.unit, flow.top)}".rstrip()
