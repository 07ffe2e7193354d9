"""Of which state a minister or a state's own press is that the text names without it: "the defence minister said", "state
television reported".

A minister is of the state that spoke before by a person or as a government, not of a ministry that is only quoted beside
it; the press is of the land where the story plays, not of whoever comes there.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from reportedly.find.datelines import in_dateline
from reportedly.find.seen import Tokens
from reportedly.terms.mention import PartyMention
from reportedly.terms.party import state_of

_REACH = 700
_HEADED = {"minister": "ministry", "secretary": "department"}
"""What is headed by whom a text calls only so."""
_SUBJECTS = {"nsubj", "nsubjpass"}
_INNER = {"compound", "amod", "nmod", "poss"}
_REACHED = {"to", "in", "into", "at"}


class Lands:
    """The states that a text names and those who speak in it, both in order. states: by name, nationality or capital."""

    def __init__(self, states: Sequence[PartyMention], voices: Sequence[PartyMention], tokens: Tokens) -> None:
        self._states, self._voices, self._tokens = states, voices, tokens

    def of_minister(self, head: Token) -> str | None:
        """Of the state that spoke before; of several that of which his own words tell, else the last. With nobody who
        spoke, of the state that was told of before and is named again beside him."""
        spoken = self.governing(head) or self._spoken(head)
        states = [state_of(m.code or "") for m in spoken]
        told_of = [(m, self._tokens.head(m.start, m.end)) for m in self._sentence(head)]
        told_of = [(m, t) for m, t in told_of if _is_told_of(t, head)]
        own = {state_of(m.code or "") for m, _ in told_of}
        cleared = next((state_of(m.code or "") for m, t in told_of if _does_not(t.head)), None)
        alone = cleared or self._topic(head)  # "the ministry's spokesman said Chad had not sold any": Chad's
        return next((s for s in reversed(states) if s in own), None) or (states[-1] if states else alone)

    def governing(self, head: Token) -> list[PartyMention]:
        """Of those who spoke before the sentence, the persons, the states and their governments: nobody's mere ministry."""
        return [m for m in self._spoken(head) if m.cls != "organisation" or "-" not in (m.code or "")]

    def of_press(self, head: Token) -> str | None:
        """Of the land of the dateline; else that was told of before and is named again, or where the story played; else to
        which something of another nation came."""
        if any(True for _ in self._spoken(head)):
            return None
        before = [m for m in self._states if m.start < head.sent.start_char and head.idx - m.end < _REACH]
        dated = [m for m in self._states if m.end <= head.idx and in_dateline(self._tokens.text, m.start)]
        played = [m for m in before if self._is_reached(m)]
        told = state_of(dated[-1].code or "") if dated else self._topic(head)
        return told or (state_of(played[-1].code or "") if played else self._come_to(head))

    def _topic(self, head: Token) -> str | None:
        """The state that was last the subject of an earlier sentence, if the sentence names it again."""
        again = {m.code for m in self._sentence(head)}
        before = [m for m in self._states if m.end <= head.sent.start_char and head.idx - m.end < _REACH]
        subjects = [m for m in before if m.code in again and self._outer(m).dep_ in _SUBJECTS and m.cls == "state"]
        return state_of(subjects[-1].code or "") if subjects else None

    def _come_to(self, head: Token) -> str | None:
        """ "A Russian plane brought men to Niamey": the land reached, where the subject is only called by a nation."""
        here = self._sentence(head)
        comes = any(m.cls == "nationality" and self._outer(m).dep_ in _SUBJECTS for m in here)
        reached = [m for m in here if m.cls == "state" and self._is_reached(m)]
        return state_of(reached[0].code or "") if comes and reached else None

    def _spoken(self, head: Token) -> list[PartyMention]:
        start = head.sent.start_char
        return [m for m in self._voices if m.end <= start and head.idx - m.end < _REACH]

    def _sentence(self, head: Token) -> list[PartyMention]:
        return [m for m in self._states if head.sent.start_char <= m.start < head.sent.end_char]

    def _outer(self, mention: PartyMention) -> Token:
        """The noun of the phrase that a state's name stands in."""
        head = self._tokens.head(mention.start, mention.end)
        while head.dep_ in _INNER and head.head.i != head.i:
            head = head.head
        return head

    def _is_reached(self, mention: PartyMention) -> bool:
        head = self._tokens.head(mention.start, mention.end)
        return head.dep_ == "pobj" and head.head.lower_ in _REACHED


def _is_told_of(state: Token, speaker: Token) -> bool:
    """Whether a state is the subject of what the speaker says: "the minister said Kenya would …"."""
    said = state.head
    while speaker.dep_ in _INNER and speaker.head.i != speaker.i:
        speaker = speaker.head  # "the ministry's spokesman Paul Kamau"
    return state.dep_ in _SUBJECTS and said.dep_ == "ccomp" and said.head.i == speaker.head.i


def _does_not(verb: Token) -> bool:
    return any(c.dep_ == "neg" for c in verb.children) or any(
        d.lower_ == "no" for c in verb.rights if c.dep_ == "dobj" for d in c.lefts
    )


def heading(near: Sequence[PartyMention], noun: str) -> list[PartyMention]:
    """Whose minister "the minister" is where only a ministry spoke before; of two states' ministries nobody knows which."""
    headed = _HEADED.get(noun)
    if headed is None:
        return []
    over = [m for m in near if m.cls == "organisation" and m.code and headed in m.text.lower()]
    return over if len({m.code for m in over}) == 1 else []
