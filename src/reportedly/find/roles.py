"""Roles beside their state: "Kenya's defence ministry", "the ministry in Nairobi", and "the defence ministry" alone.

A role alone is the body of its kind that the document names elsewhere; else a body of the state whose people spoke
before; else of the state that its sentence is about.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from reportedly.find.bearers import Bearer, Bears, role_code
from reportedly.find.gazetteer import Hit
from reportedly.find.lands import Lands
from reportedly.find.page import FINITE
from reportedly.find.seated import only_backs_it
from reportedly.find.seen import Tokens
from reportedly.terms.mention import PartyMention
from reportedly.terms.party import state_of
from reportedly.terms.tables import RoleRow

REACH = 700
"""How far back, in code points, a role without its state may look for it."""
_NEAR_BEFORE, _NEAR_AFTER = 40, 20
_BETWEEN = re.compile(r"(?:['’]s?|-)?(?:\s+[\w-]+){0,2}?\s+")
_OF = re.compile(r"\s+(?:of|for|in|to)\s+(?:the\s+)?(?:capital,?\s+)?")
_POSTED_ABROAD = re.compile(r"\s+to\s+")
_SEATED = re.compile(r"\s+in\s+(?:the\s+capital,?\s+)?")
_PRESS = {"MEDIA"}
"""Bodies of the press: they are of where the story plays."""
_BREAKING = {"ADP", "DET", "CCONJ", "SCONJ", "PRON"}
_VERBAL = FINITE | {"VB"}
_TELLING = {
    "official", "spokesman", "spokesperson", "spokeswoman", "source", "officer", "chief", "head", "minister", "secretary",
    "statement", "report", "briefing", "announcement", "document", "figure", "data", "press", "website", "director",
    "leader",
}  # fmt: skip
"""What a body's name may stand before and still name the body: "military officials", "a defence ministry statement"."""
_INDEFINITE = {"a", "an", "another", "any", "some", "no"}
_SUBJECTS = {"nsubj", "nsubjpass"}
_ASIDE = {"relcl", "acl", "advcl", "appos"}
_DEEPEST = 1000


@dataclass(frozen=True, slots=True)
class Stated:
    """A name that tells a state: the hit, the code it bears, and how."""

    hit: Hit[Bearer]
    code: str
    bears: Bears


class States:
    """The names of a text that tell a state, in order."""

    def __init__(self, stated: Sequence[Stated]) -> None:
        self._stated = list(stated)
        self._ends = [s.hit.end for s in self._stated]
        self._starts = [s.hit.start for s in self._stated]

    def beside(self, hit: Hit[Bearer], text: str, tokens: Tokens) -> Stated | None:
        """The state that a title stands beside: just before it, else "of STATE" or "in CAPITAL" just after."""
        for at in range(bisect_right(self._ends, hit.start) - 1, -1, -1):
            near = self._stated[at]
            if hit.start - near.hit.end >= _NEAR_BEFORE:
                break
            if _joined(near.hit.end, hit.start, text, tokens) and not only_backs_it(text, near.hit.end):
                return near
        for at in range(bisect_left(self._starts, hit.end), len(self._stated)):
            near = self._stated[at]
            if near.hit.start - hit.end > _NEAR_AFTER:
                break
            if self._placed(text[hit.end : near.hit.start], near, hit.payloads[0]):
                return near
        return None

    def owning(self, hit: Hit[Bearer], text: str) -> Stated | None:
        """The state directly before a name, as its owner or adjective, or after "of": "the South's", "of South Korea"."""
        after = bisect_left(self._starts, hit.end)
        if after < len(self._stated) and re.fullmatch(r" of (?:the )?", text[hit.end : self._starts[after]]):
            return self._stated[after]
        at = bisect_right(self._ends, hit.start) - 1
        if at < 0 or not re.fullmatch(r"['’]s? |['’]s | ", text[self._ends[at] : hit.start]):
            return None
        near = self._stated[at]
        owned = text[near.hit.end : hit.start].strip() != "" or near.bears == "adjective"
        return near if owned else None

    def _placed(self, gap: str, near: Stated, role: Bearer) -> bool:
        if not _OF.fullmatch(gap) or _POSTED_ABROAD.match(gap):
            return False
        governs = role.bears == "noun" and role.row is not None and not role.row.body  # "the junta in Mali"
        return near.bears == "seat" or (governs and near.bears == "name") or not _SEATED.match(gap)


def _joined(start: int, end: int, text: str, tokens: Tokens) -> bool:
    """Whether only adjectives and nouns of one phrase lie between."""
    if not _BETWEEN.fullmatch(text, start, end):
        return False
    between = [tokens.parse[i] for i in tokens.at(start, end)] if end - start > 1 else []
    return not any(t.idx < end and (t.pos_ in _BREAKING or t.tag_ in _VERBAL) and t.text[0].isalnum() for t in between)


_SAYING = frozenset(
    {
        *("say", "tell", "claim", "announce", "report", "warn", "allege", "accuse", "state"),
        *("deny", "reject", "dismiss", "refute", "confirm", "insist", "acknowledge", "admit"),
    }
)


@dataclass(frozen=True, slots=True)
class Bare:
    """A role or a shared name without its state. row: the role; codes: the bodies by state that share the name."""

    hit: Hit[Bearer]
    row: RoleRow | None
    codes: dict[str, str]

    @property
    def is_title(self) -> bool:
        """Whether it is what a person is called ("the defence minister"), no body."""
        return self.hit.payloads[0].bears == "title"

    def names(self, code: str) -> bool:
        """Whether a body is one of this kind."""
        return code in self.codes.values() or (
            self.row is not None and "-" in code and code == role_code(self.row, state_of(code))
        )

    def code_in(self, state: str) -> str | None:
        """The body of this kind in a state."""
        return self.codes.get(state) or (role_code(self.row, state) if self.row is not None else None)


class Placer:
    """Finds the states of bare roles from all that a document names beside its state."""

    def __init__(self, placed: Iterable[PartyMention], tokens: Tokens) -> None:
        self._tokens = tokens
        stated = [m for m in placed if m.code and len(state_of(m.code)) == 2]
        known = [m for m in stated if not only_backs_it(tokens.text, m.end)]
        self._bodies = [m for m in known if "-" in (m.code or "") and m.cls != "state"]
        outer = [m for m in known if m.cls in ("state", "nationality")]
        self._states = outer
        self._starts = [m.start for m in outer]
        self._voices = [m for m in known if self._speaks(m)]
        self._lands = Lands(outer, self._voices, tokens)

    def _speaks(self, mention: PartyMention) -> bool:
        """Whether a body is a subject, or a state or its government that of a verb of saying ("Israel says")."""
        head = self._tokens.head(mention.start, mention.end)
        body = "-" in (mention.code or "") and mention.cls != "state"
        return head.dep_ in _SUBJECTS and (body or (mention.cls != "nationality" and head.head.lemma_ in _SAYING))

    def code_of(self, bare: Bare) -> str | None:
        """The code of the body meant, by the state of whom the document tells; None where nothing tells."""
        state = (
            self._state_behind(bare.hit)
            or self._state_of_teller(bare.hit)
            or self._land(bare)
            or self._state_of_speakers(bare.hit)
            or self._state_of_sentence(bare.hit)
        )
        return bare.code_in(state) if state else None

    def named_elsewhere(self, bare: Bare) -> PartyMention | None:
        """The mention of the body, or of who speaks for it, that stands before, else the first one after."""
        codes = {m.code for m in self._bodies}
        there = self._state_behind(bare.hit)
        words = f" {self._tokens.text[bare.hit.start : bare.hit.end].lower()}"
        called = {m.code for m in self._bodies if m.text.lower().endswith(words)}  # "the US Navy", then "the Navy"
        alike = {c for c in codes if c and (bare.names(c) or c in called) and there in (None, state_of(c))}
        if not alike:
            return None
        same = [m for m in self._bodies if m.code in alike]
        if bare.is_title and not any(m.cls == "person" for m in same):
            over = self._lands.governing(self._tokens.head(bare.hit.start, bare.hit.end))
            if over and not {state_of(m.code or "") for m in over} & {state_of(c or "") for c in alike}:
                return None  # "Ghana's president said …; Mali's ministry objected. The minister added …"
        before = [m for m in same if m.end <= bare.hit.start]
        return before[-1] if before else same[0]

    def _land(self, bare: Bare) -> str | None:
        """Of a minister the state that spoke before, of a state's press that in which the story plays."""
        head = self._tokens.head(bare.hit.start, bare.hit.end)
        if bare.row is not None and bare.row.body in _PRESS:
            return self._lands.of_press(head)
        return self._lands.of_minister(head) if bare.is_title else None

    def _state_behind(self, hit: Hit[Bearer]) -> str | None:
        """ "Customs officials in Panama": of the state that they are said to be in, where no other stands beside them."""
        at = bisect_left(self._starts, hit.end)
        if at == len(self._states) or self._states[at].cls != "state":
            return None
        gap = self._tokens.text[hit.end : self._states[at].start]
        return state_of(self._states[at].code or "") if _SEATED.fullmatch(gap) else None

    def _state_of_teller(self, hit: Hit[Bearer]) -> str | None:
        """Of the body that is subject of the verb over the role: "the head of Seoul's spy agency told parliament"."""
        head = self._tokens.head(hit.start, hit.end)
        over = {t.i for t in head.ancestors if t.pos_ in ("VERB", "AUX")}
        for body in self._bodies:
            if not head.sent.start_char <= body.start < hit.start:
                continue
            token = self._tokens.head(body.start, body.end)
            subject = next((t for t in (token, *token.ancestors) if t.dep_ in _SUBJECTS), None)
            if subject is not None and subject.head.i in over:
                return state_of(body.code or "")
        return None

    def _state_of_speakers(self, hit: Hit[Bearer]) -> str | None:
        """Of the body that was last the subject of an earlier sentence, or the state that said something in one."""
        sentence = self._tokens.head(hit.start, hit.end).sent.start_char
        near = [m for m in self._voices if m.end <= sentence and hit.start - m.end < REACH]
        return state_of(near[-1].code or "") if near else None

    def _state_of_sentence(self, hit: Hit[Bearer]) -> str | None:
        """Of the subject of the sentence's main clause, else the state named first in it, else the one named last before."""
        sentence = self._tokens.head(hit.start, hit.end).sent.start_char
        first, last = bisect_left(self._starts, sentence), bisect_left(self._starts, hit.start)
        here = self._states[first:last]
        if here:
            return state_of(min(here, key=self._depth).code or "")
        before = self._states[:last]
        return state_of(before[-1].code or "") if before and hit.start - before[-1].end < REACH else None

    def _depth(self, mention: PartyMention) -> int:
        """How deep below the sentence's root the clause lies of which a name is the subject; other names lie deeper."""
        head = self._tokens.head(mention.start, mention.end)
        while head.dep_ in ("compound", "amod", "nmod", "poss"):
            head = head.head
        above = list(head.ancestors)
        if head.dep_ not in _SUBJECTS or any(t.dep_ in _ASIDE for t in above):
            return _DEEPEST
        return len(above)


_OF_MANY = frozenset(
    {
        "western",
        "european",
        "allied",
        "foreign",
        "regional",
        "arab",
        "african",
        "asian",
        "gulf",
        "nordic",
        "baltic",
        "latin",
    }
)


def names_a_body(hit: Hit[Bearer], tokens: Tokens) -> bool:
    """Whether a role is a phrase of its own and definite: not "military equipment", "an army", "our army"."""
    head = tokens.head(hit.start, hit.end)
    inside = tokens.at(hit.start, hit.end)
    phrase = head
    if head.dep_ in ("compound", "amod", "nmod", "poss") and head.head.i not in inside and head.head.i > head.i:
        phrase = head.head
        counted = any(child.dep_ == "nummod" for child in phrase.lefts)
        if (
            head.dep_ != "poss"
            and (counted or phrase.lemma_.lower() not in _TELLING)
            and not _titles(hit, phrase, tokens)
        ):
            return False
    if any(child.dep_ == "poss" and child.tag_ == "PRP$" for child in head.lefts):
        return False
    if any(child.lower_ in _OF_MANY and child.i not in inside for child in head.lefts):
        return False  # "Western intelligence officials" are of no state that the text names
    if phrase is head and hit.payloads[0].bears == "noun":
        return not any(child.lower_ in _INDEFINITE for child in head.lefts if child.dep_ == "det")
    return True


def _titles(hit: Hit[Bearer], name: Token, tokens: Tokens) -> bool:
    """ "Defence Ministry spokesman Paul Kamau": the office stands before the name of who holds it."""
    last = tokens.at(hit.start, hit.end)[-1]
    beside = tokens.parse[last : min(last + 2, name.i)]
    return name.pos_ == "PROPN" and any(t.lemma_.lower() in _TELLING for t in beside)


def is_posted(token: Token) -> bool:
    """Whether a city is where something is ("in Tehran"), not who does it."""
    return token.dep_ == "pobj" and token.head.lower_ in (
        "in",
        "at",
        "near",
        "around",
        "outside",
        "over",
        "across",
        "inside",
    )
