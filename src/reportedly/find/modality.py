"""How a claim is held: its modality, the words that hedge it, the condition, by climbing from the trigger to its clause."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from reportedly.find.bounded import headline_subject
from reportedly.find.candidate import SIGNED
from reportedly.find.leave import leave_for, only_allows
from reportedly.find.negations import ONLY, is_none, is_refused, is_wanting, some_beside
from reportedly.find.participles import is_given
from reportedly.find.parts import tells_of_the_whole
from reportedly.find.verdicts import is_called_false, is_left_open, is_untrue
from reportedly.terms.claim import MODALITIES, Modality
from reportedly.terms.evidence import Span
from reportedly.terms.tables import HedgeRow

_UP = {
    "xcomp",
    "ccomp",
    "pcomp",
    "acl",
    "relcl",
    "dobj",
    "pobj",
    "prep",
    "nsubj",
    "nsubjpass",
    "attr",
    "conj",
    "oprd",
    "advcl",
    "acomp",
}
_NEGATORS = {"no", "not", "n't", "never", "nor", "without", "neither"}
_INVERTED = {"were", "should", "had"}
_IF = {"if", "unless", "should", "provided", "once", "were"}
_ADVERBIAL = {"advmod", "det", "preconj"}
_BESIDE = {
    "during",
    "after",
    "before",
    "amid",
    "despite",
    "following",
    "since",
    "until",
    "while",
    "by",
    "as",
    "without",
}
_THANKING = {
    "thank",
    "praise",
    "commend",
    "welcome",
    "condemn",
    "blame",
    "criticize",
    "criticise",
    "sanction",
    "applaud",
    "grateful",
}
"""What one is thanked or blamed for is done, however the thanks are put."""
_TELLING = {"discuss", "concern", "fear", "raise", "risk", "threaten"}
"""Of a noun ("discussed the transfer of …") they tell of what there is; of a verb ("discussed sending …") of what may be."""
_UNTIL = re.compile(
    r"\b(?:as soon as|on condition that|provided that|contingent (?:up)?on|subject to (?:the )?approval|pending)\b"
)
_UNDERTAKINGS = SIGNED | {
    "plan",
    "decision",
    "intent",
    "commitment",
    "pledge",
    "promise",
    "intention",
    "proposal",
    "permission",
    "consent",
}
_PASSING_ON = {"say", "report", "claim", "allege"}
_ASKS = {"whether", "when", "where", "how", "why"}
CLIMB = 8


@dataclass(frozen=True, slots=True)
class Held:
    """modality: the first in order of precedence that applies; hedges: the words; condition: the span of the if-clause."""

    modality: Modality
    hedges: tuple[Span, ...] = ()
    condition: Span | None = None
    negated: bool = False


class Hedges:
    """The rows of hedging words, by first word."""

    def __init__(self, rows: Iterable[HedgeRow]) -> None:
        self._rows: dict[str, list[tuple[tuple[str, ...], Modality | None]]] = {}
        for row in sorted(rows, key=lambda r: -r.words.count(" ")):
            words = row.words.lower().split()
            self._rows.setdefault(words[0], []).append((tuple(words[1:]), row.modality))

    def at(self, token: Token) -> tuple[bool, Modality | None]:
        """Whether a row stands at this token, and what it makes of what it governs."""
        words = (token.lemma_.lower(), token.lower_)
        for word in words[::-1] if token.dep_ == "amod" else words:  # "a proposed sale" is more than a wish
            for rest, modality in self._rows.get(word, ()):
                if not rest or _follows(token, rest):
                    return True, modality
        return False, None


def _follows(token: Token, rest: tuple[str, ...]) -> bool:
    window = token.doc[token.i + 1 : min(token.sent.end, token.i + 2 + len(rest))]
    words = [t.lemma_.lower() for t in window] + [t.lower_ for t in window]
    return all(word in words for word in rest)


def held(trigger: Token, hedges: Hedges, stops: frozenset[int], base: Modality | None, so: bool = False) -> Held:
    """How the claim at a trigger is held within its own sentence.

    stops: tokens of attribution cues, where another's clause begins. base: what the frame itself settles. so: whether a
    "not" of the trigger is another's ("did not send rifles but rockets").
    """
    found: list[Modality] = [base] if base else []
    words: list[Span] = []
    negated = False
    condition = _condition(trigger)
    top = trigger
    apart = False  # a verb coordinated with a negated one is not negated
    ahead = _lies_ahead(trigger)
    if ahead is not None:
        found.append("planned")
        words.append(ahead)
    for node in _climb(trigger, stops):
        top = node
        negated = negated or is_untrue(node)
        if is_left_open(node):
            found.append("possible")
        refused = False
        for modality, span in _marks(node, trigger, hedges):
            if apart and span[0] == node.idx and modality != "assessed":
                continue  # "ordered ten trucks and took delivery of them": of the second verb the first says nothing
            words.append(span)
            refused = refused or modality == "denied"
            if modality:
                found.append(modality)
        if refused and is_negated(node):  # "has not ruled out sending"
            found[found.index("denied")] = "possible"
        elif _is_undecided(node):
            found.append("possible")
        elif is_negated(node) and not apart and not (so and node.i == trigger.i):
            negated = True
        apart = (
            node.dep_ == "conj"
            and node.pos_ == "VERB"
            and not any(c.lower_ in ("or", "nor") for c in node.head.children)
        )
        condition = condition or _condition(node)
    if condition is None and top.head.i != top.i:  # the parser hangs a closing if-clause on the verb of saying
        late = next((clause for node in top.ancestors if (clause := _condition(node))), None)
        condition = late if late and late[0] > trigger.idx and not _holds_of_a_load(trigger, late[0]) else None
    if condition is None:
        sentence = trigger.sent
        words_of_it, begins = sentence.text, sentence.start_char
        if until := _UNTIL.search(words_of_it, trigger.idx - begins):
            condition = (begins + until.start(), begins + len(words_of_it.rstrip(" .\n")))
    if top.head.i in stops and _is_hearsay(top):
        words.append((top.head.idx, top.head.idx + len(top.head)))
    if top.head.i in stops and is_wanting(top.head):  # "there is no evidence that …"
        negated = True
    if negated or is_called_false(trigger):
        found.append("denied")
    if condition:
        found.append("conditional")
    best = min(found, key=MODALITIES.index) if found else "asserted"
    return Held(best, tuple(dict.fromkeys(words)), condition, negated)


def _is_hearsay(node: Token) -> bool:
    """ "Is said to have sent", "is reported to have bought": what is passed on by nobody named."""
    over = node.head
    passive = over.tag_ == "VBN" and any(c.dep_ in ("auxpass", "nsubjpass") for c in over.children)
    named = any(c.dep_ == "agent" for c in over.children)
    return node.dep_ == "xcomp" and passive and not named and over.lemma_ in _PASSING_ON


def _holds_of_a_load(trigger: Token, at: int) -> bool:
    """Whether a closing condition belongs to what stands between: "enough for 900 shells", "with 300 more possible if …"."""
    between = [t for t in trigger.sent if trigger.i < t.i and t.idx < at]
    mark = next((t for t in reversed(between) if t.lower_ in _IF), None)
    of_more = mark is not None and mark.i > trigger.i + 1 and mark.nbor(-1).pos_ == "ADJ"
    return of_more or any(t.lower_ in ("enough", "sufficient") for t in between)


def _lies_ahead(trigger: Token) -> Span | None:
    """The "to" of "Poland to buy tanks" (a headline) and of "is to deliver": what stands before."""
    signs = [c for c in trigger.children if c.dep_ != "prep"]  # "to militias" is no infinitive
    to = next((c for c in signs if c.tag_ == "TO" or (c.lower_ == "to" and c.dep_ == "aux")), None)
    if to is None:
        return None
    leads = trigger.dep_ == "ROOT" or (trigger.dep_ == "ccomp" and trigger.head.i > trigger.i)
    headline = leads and any(c.dep_ in ("nsubj", "nsubjpass") for c in trigger.children)
    headline = headline or headline_subject(trigger) is not None
    is_to = trigger.dep_ == "xcomp" and trigger.head.lemma_ == "be" and trigger.head.i == to.i - 1
    above = [trigger.head, *(c for c in trigger.head.children if c.dep_ in ("dobj", "attr", "nsubjpass"))]
    if trigger.dep_ in ("acl", "advcl", "xcomp", "relcl") and any(n.lemma_.lower() in _UNDERTAKINGS for n in above):
        return (to.idx, to.idx + len(to))  # "signed an agreement to buy"
    if leave_for(trigger) is not None:
        return (to.idx, to.idx + len(to))
    named = trigger.dep_ in ("acl", "relcl") and trigger.head.dep_ == "ROOT" and to.i > 0 and trigger.head.i == to.i - 1
    return (to.idx, to.idx + len(to)) if headline or is_to or named else None


def _climb(trigger: Token, stops: frozenset[int]) -> Iterator[Token]:
    """The trigger and what governs it, up to the clause's top or the words of who says so."""
    node = trigger
    for _ in range(CLIMB):
        yield node
        if any(c.dep_ in ("mark", "advmod") and c.lower_ in _ASKS for c in node.children):
            return  # "no decision on whether to send", "did not say when it would arrive" deny nothing
        misread = node.dep_ == "nmod" and node.tag_ == "VB"  # "has not seen Chad transfer whole systems"
        if (node.dep_ not in _UP and not misread) or node.head.i == node.i or node.head.i in stops:
            return
        if node.i < node.head.i and any(t.text == ";" for t in node.doc[node.i : node.head.i]):
            return  # a sentence of its own, which the parser hangs on the next
        if node.dep_ == "advcl" and any(
            (c.dep_ == "mark" and c.lower_ != "for") or c.lower_ in ("as", "after", "while") for c in node.children
        ):
            return
        if node.dep_ == "conj" and _has_own_subject(node):
            return
        if node.dep_ == "relcl" and (_is_told(node) or (node.head.like_num and is_refused(node.head))):
            return  # "will end the scheme, which has supplied …", "it was 40 guns, not 50, that it sent"
        if _is_presupposed(node):
            return  # "the rifles sent by Chad could be old"
        if node.dep_ == "prep" and node.lower_ in _BESIDE:
            return
        if node.dep_ == "pcomp" and node.head.lower_ == "for" and node.head.head.lemma_.lower() in _THANKING:
            return
        if (
            node.dep_ in ("relcl", "nsubj", "dobj", "pobj")
            and node.head.pos_ in ("VERB", "AUX")
            and node.pos_ == "VERB"
        ):
            return
        node = node.head


def _is_presupposed(node: Token) -> bool:
    """Whether a participle only tells which ones are meant, of which the clause says what they could do."""
    noun, over = node.head, node.head.head
    if tells_of_the_whole(node) or is_given(node):
        return True  # "none of the jets pledged by Chad", "jets promised by Chad have not come": they were pledged
    which = node.dep_ == "acl" and node.tag_ == "VBN" and noun.dep_ == "nsubj"
    return (
        which
        and any(c.lower_ in ("the", "these", "those") for c in noun.lefts)
        and any(c.dep_ == "aux" and c.lower_ in ("could", "can", "may", "might") for c in over.children)
    )


def _is_told(node: Token) -> bool:
    """Whether a relative clause tells what has been: "… the scheme, which has supplied …", "the drones it sold"."""
    finite = node.tag_ == "VBD" or any(c.lower_ in ("has", "have", "had", "was", "were") for c in node.children)
    of_which = any(t.tag_ in ("WDT", "WP") for c in node.lefts for t in c.subtree)
    return finite and (of_which or any(t.tag_ == "PRP" and t.dep_ == "nsubj" for t in node.lefts))


def _has_own_subject(node: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass") for c in node.children)


def _marks(node: Token, trigger: Token, hedges: Hedges) -> Iterator[tuple[Modality | None, Span]]:
    """The hedging words at a node: itself where it governs the trigger, its auxiliaries and adverbs."""
    if node.i != trigger.i and not (trigger.pos_ == "NOUN" and node.lemma_.lower() in _TELLING):
        is_hedge, modality = hedges.at(node)
        if is_hedge:
            yield modality, (node.idx, node.idx + len(node))
        if only_allows(node, trigger):
            yield "planned", (node.idx, node.idx + len(node))
    for child in node.children:
        if child.dep_ in ("aux", "advmod", "amod", "mark", "acomp", "prt", "neg") or (
            child.dep_ == "attr" and node.lemma_ == "be"
        ):
            if child.i == trigger.i:
                continue
            is_hedge, modality = hedges.at(child)
            if modality == "planned" and child.dep_ == "aux" and node.i != trigger.i and _is_open(node, hedges):
                modality = None  # "will consider sending": no plan yet
            if is_hedge:
                first = _with_degree(child)
                aim = modality == "possible" and _is_aim(node)  # "… so that we can send more"
                yield "planned" if aim else modality, (first.idx, child.idx + len(child))


def _is_open(node: Token, hedges: Hedges) -> bool:
    return hedges.at(node)[1] == "possible"


def _with_degree(hedge: Token) -> Token:
    """The first word of "highly likely", "almost certain"."""
    degree = next((c for c in hedge.lefts if c.dep_ == "advmod" and c.i == hedge.i - 1), None)
    return hedge if degree is None or hedge.pos_ not in ("ADJ", "ADV") else degree


def _is_aim(node: Token) -> bool:
    """Whether a verb stands in a clause of purpose: "so (that) we can send"."""
    before = node.doc[max(node.left_edge.i - 2, node.sent.start) : node.i]
    return any(t.lower_ == "so" and t.dep_ in ("mark", "advmod", "cc") for t in before)


def is_negated(node: Token) -> bool:
    """ "Did not send", "never sent", "sent no guns"; a "no" further right belongs to one of the goods alone."""
    for child in node.children:
        if child.i < node.i and (child.dep_ == "neg" or (child.dep_ in _ADVERBIAL and child.lower_ in _NEGATORS)):
            return True
        first = child.left_edge
        if child.dep_ in ("nsubj", "nsubjpass") and first.lower_ in ("not", "none", "neither", "no"):
            if first.lower_ == "no" and first.head.like_num:
                return False  # "no fewer than 40 were sent"
            turned = any(t.lower_ == "but" for t in first.doc[first.i : node.i])  # "not one but ten were sent"
            return not turned and not any(t.lower_ in ONLY for t in first.doc[first.i + 1 : first.i + 2])
        if child.dep_ in ("dobj", "nsubj", "nsubjpass") and is_none(child) and not some_beside(child):
            return True
    return _is_yet_to_be(node)


def _is_yet_to_be(node: Token) -> bool:
    """ "Has yet to deliver": it has not so far."""
    yet = node.lemma_ in ("have", "be", "remain") and any(
        c.lower_ == "yet" and c.dep_ == "advmod" for c in node.children
    )
    return yet and any(c.dep_ == "xcomp" and c.left_edge.lower_ == "to" for c in node.rights)


def _is_undecided(node: Token) -> bool:
    """ "No decision has been made to deploy", "has not decided to send": neither told nor denied."""
    decides = [c for c in node.children if c.dep_ in ("dobj", "nsubjpass") and c.lemma_.lower() == "decision"]
    return (bool(decides) or node.lemma_ == "decide") and is_negated(node)


def _condition(node: Token) -> Span | None:
    """The if-clause of a verb, without its "if"."""
    for child in node.children:
        opens = child.dep_ == "advcl" and child.i < node.i and child.left_edge.lower_ in _INVERTED
        if opens or (child.dep_ in ("advcl", "ccomp") and child.i > node.i and is_inverted(child)):
            inside = [t for t in child.subtree if t.i > child.left_edge.i and not t.is_punct]
            if inside:
                return (inside[0].idx, inside[-1].idx + len(inside[-1]))
        if child.dep_ == "advcl":
            mark = next((c for c in child.children if c.dep_ in ("mark", "advmod", "aux") and c.lower_ in _IF), None)
            if (
                mark is None
                or mark.i > child.i
                or _is_plain_aux(mark, child)
                or (mark.i > node.i and mark.nbor(-1).dep_ == "amod")
            ):
                continue  # "with 300 more possible if allies pay"
            inside = [t for t in child.subtree if t.i > mark.i and not t.is_punct]
            if inside:
                return (inside[0].idx, inside[-1].idx + len(inside[-1]))
    return None


def _is_plain_aux(mark: Token, clause: Token) -> bool:
    """The "were" of "while more were being discussed", behind its subject, opens no if-clause."""
    return mark.dep_ == "aux" and any(c.dep_ in ("nsubj", "nsubjpass") and c.i < mark.i for c in clause.lefts)


def is_inverted(clause: Token) -> bool:
    """ "Were it to send …", "should it go ahead": the auxiliary stands before its subject."""
    first = clause.left_edge
    subject = next((c for c in clause.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    return first.lower_ in _INVERTED and first.i < clause.i and (subject is None or first.i < subject.i)
