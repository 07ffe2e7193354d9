"""Who speaks: from a word of saying to the words for its speaker, and the parties they propose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from reportedly.find.companions import companions
from reportedly.find.cues import CueIndex
from reportedly.find.participles import said_before_its_subject, told_before
from reportedly.find.seated import is_seat
from reportedly.terms.evidence import Span
from reportedly.terms.mention import PartyMention

Range = tuple[int, int]
"""First and last token, both included."""

_LEFT = frozenset({"det", "amod", "compound", "poss", "nummod", "nmod", "quantmod", "predet", "advmod", "case"})
_RIGHT = frozenset({"prep", "appos", "conj", "case", "compound", "nummod", "cc"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "X"})
_RELATIVE = frozenset({"WDT", "WP"})
_BY = (" by ", " by the ")
_UNNAMED_NOUNS = """official source people person lawmaker legislator expert analyst diplomat aide insider observer officer
soldier reporter witness resident critic researcher commander adviser"""
UNNAMED = frozenset(_UNNAMED_NOUNS.split())
_UNSIGNED = frozenset({"report", "medium"})
_COLLECTIVE = frozenset({"intelligence", "intel", "authority", *_UNSIGNED})
_PRIVATE = {
    "analyst", "researcher", "expert", "professor", "academic", "scholar", "resident", "activist", "historian", "consultant",
    "observer", "eyewitness", "witness", "villager", "trader", "lecturer", "blogger", "protester", "demonstrator",
    "campaigner", "marcher", "journalist", "reporter", "correspondent", "student", "refugee", "survivor", "inhabitant",
    "doctor", "lawyer", "farmer", "fisherman", "driver", "neighbour", "neighbor",
}  # fmt: skip
"""Who speaks for himself, wherever he sits."""
_PRESS = {"newspaper", "paper", "magazine", "daily", "outlet", "broadcaster", "tabloid"}
"""Of which "the" alone means one told of, and tells none where none was."""
_PAST = {"former", "retired", "ex", "onetime", "erstwhile"}
_RAISING = frozenset({"say", "believe", "think", "report", "estimate", "understand", "presume", "assume", "suspect"})
_ISSUING = {
    "submit", "give", "send", "hand", "present", "publish", "release", "issue", "provide", "supply", "compile", "share",
    "make", "prepare", "write", "produce",
}  # fmt: skip
_TELLING = {"report", "estimate", "analysis", "inquiry"}
_ISSUED = frozenset(
    {
        "report",
        "figure",
        "datum",
        "data",
        "number",
        "document",
        "paper",
        "estimate",
        "statistic",
        "analysis",
        "list",
        "study",
        "survey",
        "tally",
        "count",
        "inquiry",
    }
)
_HAPPENING, _COMING = frozenset({"come", "follow", "happen", "occur"}), frozenset({"come", "stem", "originate"})


@dataclass(frozen=True, slots=True)
class Source:
    """A speaker: the head word, and the words for who."""

    head: Token
    words: Range

    @property
    def span(self) -> Span:
        return span_of(self.head.doc, self.words)


def span_of(doc: Doc, words: Range) -> Span:
    """The characters of a range of tokens."""
    last = doc[words[1]]
    return (doc[words[0]].idx, last.idx + len(last.text))


def is_passive(verb: Token) -> bool:
    """Whether what stands as its subject is not the one who says it."""
    if any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children):
        return True
    if verb.lemma_ in _RAISING and any(c.dep_ == "xcomp" and _is_infinitive(c) for c in verb.rights):
        return not any(c.dep_ == "dobj" for c in verb.rights)
    reduced = verb.tag_ == "VBN" or (verb.tag_ == "VBD" and verb.dep_ == "acl")
    return reduced and not any(child.dep_ in ("aux", "nsubj") for child in verb.children)


def _is_infinitive(verb: Token) -> bool:
    return any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.lefts)


_UPON = {"after", "before", "since", "until"}


def verb_source(verb: Token, cues: CueIndex) -> Source | None:
    """The speaker of a verb of saying; None where nobody is named ("it is believed that")."""
    misread = behind_after(verb) or _apposed(verb) or said_before_its_subject(verb)
    if misread is not None:
        return source(misread)
    if is_passive(verb) and (verb.dep_ != "conj" or any(c.dep_ == "nsubjpass" for c in verb.lefts)):
        return source(_agent(verb))
    subject = _subject(verb, cues, 0)
    inner = _joined(verb, cues, subject) if subject is not None and verb.dep_ == "conj" else None
    subject = inner or subject
    if subject is None or subject.lower_ in ("there", "this", "that", "these", "those"):
        return None
    return source(subject)


def _joined(verb: Token, cues: CueIndex, subject: Token) -> Token | None:
    """ "The trade came to light when the council published pictures and said …": who speaks is the subject of the clause
    that stands nearest, where the one that the parser joined the saying to is told of a thing."""
    lemma = subject.lemma_.lower()
    speaks = subject.pos_ != "NOUN" or subject.ent_type_ or lemma in cues.tellers | UNNAMED | _COLLECTIVE
    if speaks or any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children):
        return None
    nearer = [t for t in verb.doc[verb.head.i + 1 : verb.i] if t.tag_ == verb.tag_ and t.dep_ in ("relcl", "advcl")]
    own = [c for c in nearer[-1].lefts if c.dep_ == "nsubj" and c.pos_ == "PROPN"] if nearer else []
    return own[-1] if own else None


def behind_after(verb: Token) -> Token | None:
    """ "… after the newspaper reported that …": who reports, where the parser takes "after the newspaper" for a phrase of
    its own and hangs the verb elsewhere."""
    if verb.tag_ not in ("VBD", "VBZ") or any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children):
        return None
    edge = verb.doc[max(verb.i - 1, verb.sent.start)]
    named = next((t for t in (edge, *edge.ancestors) if t.dep_ == "pobj"), None)
    if named is None or named.head.lower_ not in _UPON or named.head.i < verb.sent.start:
        return None
    return named if named.right_edge.i == edge.i and named.head.i + 1 == named.left_edge.i else None


def _apposed(verb: Token) -> Token | None:
    """ "… to Chad, the ministry said": the parser takes the speaker for an apposition of what stands before the comma."""
    if any(c.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass") for c in verb.children):
        return None
    doc, at = verb.doc, verb.i - 1
    while at > verb.sent.start and doc[at].pos_ == "ADV":
        at -= 1
    found = _apposition(doc[at], verb)
    if found is not None or doc[at].text != "," or at - 1 <= verb.sent.start:
        return found
    inner = _apposition(doc[at - 1], verb)  # "…, the minister, Per Olsson, said"
    alone = inner is not None and inner.dep_ == "appos" and inner.head.dep_ not in ("appos", "conj")
    return inner if alone and inner is not None and inner.i < at - 1 else None


def _apposition(last: Token, verb: Token) -> Token | None:
    """The head of the apposition that ends with a word, behind a comma."""
    head, first_of_sentence = last, verb.sent.start
    while (
        (head.dep_ in ("pobj", "prep", "compound", "punct", "case") or head.left_edge.text == "(")
        and head.head.i < verb.i
        and head.head.i > first_of_sentence
    ):
        if head.head.i == head.i:
            return None
        head = head.head
    first = head.left_edge.i
    if head.dep_ not in ("appos", "conj") or head.pos_ not in ("NOUN", "PROPN") or first <= first_of_sentence:
        return None
    listed = any(c.dep_ == "cc" for c in head.head.children)
    return head if last.doc[first - 1].lower_ == "," and not listed else None


def noun_source(noun: Token, cues: CueIndex) -> Source | None:
    """The speaker of a noun of saying: its owner, its author ("by", "from"), or the subject of the verb that carries it."""
    for child in noun.children:
        if child.dep_ == "poss":
            return _pronoun_or(child)
    for child in noun.rights:
        if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from"):
            return source(_object(child))
    if named := [child for child in noun.lefts if child.dep_ in ("compound", "amod", "nmod") and _is_name(child)]:
        return Source(named[-1], (named[0].left_edge.i, named[-1].right_edge.i))
    carrier = noun.head
    if noun.dep_ == "nsubj" and carrier.lemma_ in _COMING:
        return source(next((o for c in carrier.rights if c.lower_ == "from" and (o := _object(c)) is not None), None))
    if noun.dep_ in ("dobj", "nsubjpass") and any("lends" in row.takes for row in cues.verb_rows(carrier)):
        return verb_source(carrier, cues)
    return None


def issuer(head: Token | None) -> Source | None:
    """Who speaks through "a report that the agency gave to parliament": who issued it; None for other words."""
    if head is None or head.lemma_.lower() not in _ISSUED:
        return None
    for clause in (*head.rights, *(c for t in head.rights if t.lower_ == "of" for o in t.rights for c in o.rights)):
        told = any(c.dep_ == "mark" for c in clause.lefts) and head.lemma_.lower() in _TELLING
        if told and any(c.dep_ == "dobj" and c.tag_ != "PRP" for c in clause.rights):
            continue  # "reports that Chad had sent rifles" tell it; "figures that the agency gave him" are the agency's
        if clause.dep_ in ("relcl", "acl") and clause.lemma_ in _ISSUING:  # the parse may hang it on what it is of
            by = _agent(clause) or next((c for c in clause.lefts if c.dep_ == "nsubj"), None)
            return source(by) if by is not None and by.tag_ not in _RELATIVE and by.lower_ != "that" else None
    return None


def source(head: Token | None) -> Source | None:
    """The speaker with this head word."""
    return Source(head, _noun_phrase(head)) if head is not None else None


def parties_of(speaker: Source, parties: Sequence[PartyMention]) -> tuple[str, ...]:
    """The codes of a speaker, each joint one by itself: of the mention that covers the head; else of an apposition's;
    else of what modifies the head from the left; else of the phrases to its right. Never the state where it only sits."""
    start, end = speaker.span
    text = speaker.head.doc.text
    inside = [p for p in parties if p.code and start <= p.start and p.end <= end and not is_seat(text, p.start, p.end)]
    if not inside:
        return ()
    joint = [speaker.head, *(c for c in speaker.head.conjuncts if speaker.words[0] <= c.i <= speaker.words[1])]
    joint += [c for c in companions(speaker.head) if c not in joint]
    codes = [code for head in joint for code in _codes(head, inside, speaker.words)]
    return tuple(dict.fromkeys(codes))


def is_anonymous(speaker: Source, parties: Sequence[PartyMention]) -> bool:
    """Whether the speaker is called by a common noun ("officials") and no person or body is named with it."""
    lemma = speaker.head.lemma_.lower()
    if speaker.head.lower_ == "they" and not parties_of(speaker, parties):
        return True
    private = speaks_for_nobody(speaker.head)
    press = lemma in _PRESS and [t.dep_ for t in speaker.head.children] == ["det"]
    unnamed = lemma in UNNAMED or private or press or (lemma in _UNSIGNED and speaker.head.tag_ == "NNS")
    if not unnamed or speaker.head.pos_ == "PROPN":
        return False
    start, end = speaker.span
    inside = [p for p in parties if p.cls in ("person", "organisation") and start <= p.start and p.end <= end]
    if private:
        inside = [p for p in inside if is_own_voice(p, speaker.head)]
    named = bool(inside)
    return not named and not any(child.dep_ == "appos" and child.pos_ == "PROPN" for child in speaker.head.rights)


def speaks_for_nobody(head: Token) -> bool:
    """ "An analyst at a Tbilisi think tank", "a former Malian intelligence officer": no state speaks."""
    return head.lemma_.lower() in _PRIVATE or _is_past(head)


def is_own_voice(party: PartyMention, head: Token) -> bool:
    """Whether, of who speaks for no state, a party named with it is still who speaks: a person, the head itself ("UN
    experts"), or the body that it works for, not the one that it once did."""
    if party.cls == "person" and party.name:
        return True
    return party.cls == "organisation" and not (_is_past(head) and party.code)


def _is_past(head: Token) -> bool:
    return head.pos_ == "NOUN" and any(c.lower_ in _PAST for c in head.lefts)


def is_named(speaker: Source) -> bool:
    """Whether it is a name, a pronoun for a person, or one of the usual unnamed speakers."""
    head = speaker.head
    if head.pos_ == "PROPN" or head.lower_ in ("he", "she", "we", "they"):
        return True
    return head.lemma_.lower() in UNNAMED | _COLLECTIVE


def _subject(verb: Token, cues: CueIndex, depth: int) -> Token | None:
    own = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
    if own:
        return _antecedent(verb, min(own, key=lambda c: abs(c.i - verb.i)))
    if depth > 4 or verb.dep_ == "ROOT":
        return None
    head = told_before(verb) or verb.head
    if verb.dep_ == "acl":
        inner = noun_source(head, cues) if head.lemma_ in cues.nouns else None
        near = verb.nbor(-1)
        return inner.head if inner else near if near.pos_ == "PROPN" and head.is_ancestor(near) else head
    if verb.dep_ == "pcomp" and head.lower_ == "as":
        quoter = head.head
        return _subject(quoter, cues, depth + 1) if is_passive(quoter) else _direct_object(quoter)
    if verb.dep_ in ("xcomp", "dep") and any(row.relay for row in cues.verb_rows(head)):
        return _direct_object(head) or _subject(head, cues, depth + 1)
    if verb.dep_ == "pcomp":
        head = head.head
    if verb.dep_ == "advcl" and head.lemma_ in _HAPPENING:
        head = _clause_between(head, verb) or head
    return _subject(head, cues, depth + 1) if head.pos_ in ("VERB", "AUX") else None


def _clause_between(main: Token, participle: Token) -> Token | None:
    """ "The findings come as Chad pursues a case against Mali, accusing it …": who accuses is the subject of the clause
    before, though the parser hangs the participle on what comes."""
    clauses = (c for c in main.rights if main.i < c.i < participle.i and c.dep_ == "advcl")
    return next((c for c in clauses if any(s.dep_ in ("nsubj", "nsubjpass") for s in c.lefts)), None)


def _antecedent(verb: Token, subject: Token) -> Token | None:
    if subject.tag_ not in _RELATIVE:
        return subject
    clause: Token = verb
    while clause.dep_ in ("conj", "xcomp", "ccomp") and clause.head.i != clause.i:
        clause = clause.head
    return _nominal_before(clause, subject) if clause.dep_ == "relcl" else None


def _nominal_before(clause: Token, relative: Token) -> Token | None:
    """Whom a relative clause is about; where the parse hangs it on a verb, the noun before it."""
    if clause.head.pos_ in _NOMINAL:
        return clause.head
    before = (relative.doc[i] for i in range(relative.i - 1, relative.sent.start - 1, -1))
    return next((t for t in before if t.pos_ in ("NOUN", "PROPN")), None)


def _agent(verb: Token) -> Token | None:
    by = next((c for c in verb.children if c.dep_ == "agent"), None)
    return _object(by) if by is not None else None


def _object(preposition: Token) -> Token | None:
    return next((c for c in preposition.children if c.dep_ in ("pobj", "pcomp")), None)


def _direct_object(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_ in ("dobj", "dative")), None)


def _pronoun_or(owner: Token) -> Source | None:
    return Source(owner, (owner.i, owner.i)) if owner.tag_ == "PRP$" else source(owner)


def _is_name(word: Token) -> bool:
    return word.pos_ == "PROPN" or bool(word.ent_type_) or (word.text[0].isupper() and not word.is_sent_start)


def _noun_phrase(head: Token) -> Range:
    first = last = head.i
    for child in head.lefts:
        if child.dep_ in _LEFT:
            first = min(first, child.left_edge.i)
    for child in head.rights:
        if child.dep_ not in _RIGHT or (child.dep_ in ("conj", "appos") and child.pos_ not in _NOMINAL):
            continue
        if child.dep_ in ("conj", "appos"):
            last = max(last, _noun_phrase(child)[1])
        elif child.dep_ == "prep":
            inner = _object(child)
            last = max(last, _noun_phrase(inner)[1]) if inner is not None and inner.pos_ in _NOMINAL else last
        elif child.dep_ != "cc":
            last = max(last, child.i)
    last = max([last, *(_noun_phrase(c)[1] for c in companions(head))])
    return (first, _closing_bracket(head.doc, first, last))


def _closing_bracket(doc: Doc, first: int, last: int) -> int:
    opened = sum(t.text == "(" for t in doc[first : last + 1]) > sum(t.text == ")" for t in doc[first : last + 1])
    return last + 1 if opened and last + 1 < len(doc) and doc[last + 1].text == ")" else last


def _codes(head: Token, inside: list[PartyMention], words: Range) -> list[str]:
    heads = [head, *(c for c in head.rights if c.dep_ == "appos" and c.i <= words[1])]
    for word in heads:
        covering = [p for p in inside if p.start <= word.idx < p.end]
        if covering:
            return [max(covering, key=lambda p: p.end - p.start).code or ""]
    left = [p for p in inside if _within(p, head.doc, head.left_edge.i, head.i)]
    if not left:
        right = [p for p in inside if _within(p, head.doc, head.i, _first_phrase_end(head, words))]
        first = next((p.start for p in right if head.doc.text[: p.start].endswith(_BY)), 0)  # "their data by X"
        left = [p for p in right if p.start >= first]
    return [p.code for p in _outermost(left) if p.code]


def _first_phrase_end(head: Token, words: Range) -> int:
    conj = next((c.left_edge.i for c in head.rights if c.dep_ == "conj"), words[1] + 1)
    return min(words[1], conj - 1)


def _within(mention: PartyMention, doc: Doc, first: int, last: int) -> bool:
    return doc[first].idx <= mention.start and mention.end <= doc[last].idx + len(doc[last].text)


def _outermost(mentions: list[PartyMention]) -> list[PartyMention]:
    return [m for m in mentions if not any(_contains(other, m) for other in mentions)]


def _contains(outer: PartyMention, inner: PartyMention) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end and outer.end - outer.start > inner.end - inner.start
