"""Attribution: the links from the publisher outward to the origins."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """One teller in the chain, publisher first.

    name: as printed ("John Kirby", "Yonhap"); party: its code, None where unknown. role: the words of the office.
    verb: the lemma with which it tells ("say", "assess"), '' for the publisher. relay: it passes on another's words.
    """

    name: str
    party: str | None = None
    role: str | None = None
    verb: str = ""
    relay: bool = False
