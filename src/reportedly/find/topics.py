"""Whom a text is about: the state that help goes to where a sentence leaves it to the reader.

A statement "on new aid for Chad" need not name Chad again. Whoever is only fought, feared or sanctioned is not meant.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from reportedly.find.hostility import HOSTILE
from reportedly.find.seen import Seen
from reportedly.find.who import NOBODY, Who
from reportedly.terms.party import state_of

_FEWEST = 2
_TITLED = 3
"""A state in the title counts as much as so many mentions in the text."""


@dataclass(frozen=True, slots=True)
class Topic:
    """How often each state is meant in a text, hostile mentions left out."""

    states: tuple[tuple[str, int], ...] = ()

    def other_than(self, codes: Collection[str]) -> Who:
        """The state most spoken of beside some others; nobody where two are spoken of alike."""
        rest = [(n, code) for code, n in self.states if code not in codes]
        rest.sort(reverse=True)
        if not rest or rest[0][0] < _FEWEST or (len(rest) > 1 and rest[1][0] * 2 > rest[0][0]):
            return NOBODY
        return Who((rest[0][1],), carried=True)


def topic_of(seen: Seen, titled: Collection[str]) -> Topic:
    """The topic of a text. titled: the states that its title names."""
    counts = Counter(dict.fromkeys(titled, _TITLED))
    speaking = [a.source for a in seen.attributions if a.source]
    for mention in seen.parties:
        if any(s <= mention.start < e for s, e in speaking):
            continue  # whoever speaks is not whom the text is about
        state = state_of(mention.code or "")
        token = seen.tokens.head(mention.start, mention.end)
        if len(state) == 2 and mention.cls != "person" and token.head.lemma_.lower() not in HOSTILE:
            counts[state] += token.head.lower_ != "against"
    return Topic(tuple(counts.items()))
