"""What points back: pronouns and "the agency", "his country", "the two countries" → the party named before.

A small sieve: the nearest fitting party, subjects before others, this sentence before the last one. A state that only
stands in the name of a body ("South Korea's spy agency") is not pointed at. "We" is left to the attribution, which knows
who speaks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from reportedly.find.gazetteer import Gazetteer
from reportedly.find.groups import is_named_behind
from reportedly.find.lands import heading
from reportedly.find.number_words import is_numeral
from reportedly.find.pointing import is_placed, may_be_a_group, unquoted
from reportedly.find.quotes import paragraphs, quoted
from reportedly.find.seen import Tokens
from reportedly.terms.mention import PartyMention
from reportedly.terms.party import state_of
from reportedly.terms.tables import ReferenceRow

REACH = 700
"""How far back, in code points, a reference may point (about five sentences)."""
_LONGEST = 120
"""How long a mention may be; those that start farther back than this beyond the reach cannot end within it."""
_ONE = {"I", "me", "my"}
_SINGLE = {"it", "its", "itself"}
_PLURAL = {"they", "their", "them", "themselves"}
_OWNED = {"their", "them", "they"}
_OBJECTS = {"it", "them"}
_ASKING = {
    "ask", "urge", "tell", "order", "press", "call", "force", "invite", "direct", "allow", "instruct", "require", "beg",
    "lobby", "push", "pressure", "persuade", "encourage", "convince", "compel", "prompt", "oblige",
}  # fmt: skip
"""Pronouns that as objects mean another than the subject ("gave it the boats")."""
_CHARGING = {"accuse", "charge", "blame", "denounce", "condemn", "suspect"}
_SAYING = {"say", "tell", "add", "report", "warn", "note"}
_CABINET = "the government"
_ABROAD = {"troop", "soldier", "force", "personnel", "marine", "adviser", "advisor", "instructor", "mercenary"}
"""Of whom "in the country" tells that they are in another than their own."""
_OF_ANY = {"group", "organisation", "organization", "command", "coalition", "alliance", "council"}
"""Nouns for a body that may be an armed group's too."""
_A_GROUP = "the group"
_INNER = ("compound", "amod", "nmod", "poss", "appos")
_SUBJECTS = ("nsubj", "nsubjpass")
_OF_STATES = ("state", "nationality", "organisation")


class References:
    """The words that point back, compiled once."""

    def __init__(
        self,
        rows: Iterable[ReferenceRow],
        publishers: frozenset[str] = frozenset(),
        groups: frozenset[str] = frozenset(),
        never: frozenset[str] = frozenset(),
    ) -> None:
        """Codes of publishers, of armed groups, and of what "the group" never means."""
        self._publishers, self._groups, self._never = publishers, groups, never
        self._words: Gazetteer[ReferenceRow] = Gazetteer((row.words, row) for row in rows)

    def find(
        self, parse: Doc, low: str, tokens: Tokens, named: Sequence[PartyMention], own: str | None = None
    ) -> list[PartyMention]:
        """The named parties and, among them in order, what points back at them. own: the state for which the publisher
        speaks, which its "the Government" means."""
        text = tokens.text
        named = self._without_bare_groups(text, low, named)
        taken = {i for m in named for i in range(m.start, m.end)}
        marks = [h for h in self._words.find(text, low) if h.start not in taken and h.end - 1 not in taken]
        known = sorted(named, key=lambda m: (m.start, -m.end))
        pointed = [m for m in _outermost(known) if m.code not in self._publishers]
        quotes = quoted(text, paragraphs(text))
        groups = {i for m in known if self._is_group(m) for i in range(m.start, m.end)}
        sofar: list[PartyMention] = []
        found_back: list[PartyMention] = []
        at = 0
        for hit in marks:
            while at < len(pointed) and pointed[at].start < hit.start:
                sofar.append(pointed[at])
                at += 1
            token = tokens.head(hit.start, hit.end)
            row = hit.payloads[0]
            named_behind = row.refers == "group" and is_named_behind(token, groups)
            if _expletive(token) or is_numeral(token) or named_behind or is_placed(token, named):
                continue
            words = text[hit.start : hit.end]
            means_own = own is not None and row.words == _CABINET and token.text[:1].isupper()
            ours = [PartyMention(0, 0, "", "state", own)] if means_own else []
            meant = unquoted(self._meant(row, known, sofar, hit.start), token, quotes)
            for found in ours or _referents(row, token, meant, tokens):
                span = found.refers or (found.start, found.end)
                mention = replace(found, start=hit.start, end=hit.end, text=words, refers=span)
                sofar.append(mention)
                found_back.append(mention)
        return sorted([*_owned(known, found_back, tokens), *found_back], key=lambda m: (m.start, -m.end))

    def _meant(
        self, row: ReferenceRow, known: Sequence[PartyMention], sofar: Sequence[PartyMention], at: int
    ) -> Sequence[PartyMention]:
        """Of those told so far the ones that a row's words can mean by their kind."""
        if row.refers == "publisher":
            return [m for m in known if m.end <= at and m.code in self._publishers]
        if row.refers == "group":
            return [m for m in sofar if self._is_group(m)]
        if row.refers == "body" and row.words == _A_GROUP:  # no state's body, no alliance
            return [m for m in sofar if self._is_group(m) or may_be_a_group(m, self._never)]
        official = row.refers == "body" and row.words.split()[-1] not in _OF_ANY
        return [m for m in sofar if m.code not in self._groups] if official else sofar

    def _is_group(self, mention: PartyMention) -> bool:
        """An armed group by its name, or by words that tell whose it is ("Syrian rebels")."""
        return mention.code in self._groups or (mention.code == mention.text and " " in mention.text)

    def _without_bare_groups(self, text: str, low: str, named: Sequence[PartyMention]) -> list[PartyMention]:
        """The parties without those that are only "the militia", where a group was named not long before: it is that one."""
        bare = {h.end: h.start for h in self._words.find(text, low) if h.payloads[0].refers == "group"}
        groups = [m.start for m in named if self._is_group(m)]
        again = {
            m for m in named if bare.get(m.end, m.start) < m.start and any(0 < m.start - g < REACH for g in groups)
        }
        return [m for m in named if m not in again]


def _outermost(known: Sequence[PartyMention]) -> Iterator[PartyMention]:
    """The mentions that lie in no longer one. known: by start, the longer first."""
    reach = -1
    for mention in known:
        if mention.end > reach:
            yield mention
            reach = mention.end


def _owned(known: Sequence[PartyMention], back: Sequence[PartyMention], tokens: Tokens) -> Iterator[PartyMention]:
    """The named parties; one without a code takes it from its owner: "the country's envoy, Ana Lopez"."""
    owners = {tokens.head(m.start, m.end).head.i: m for m in back if m.cls == "state" and _possesses(m, tokens)}
    for mention in known:
        owner = _owner(mention, owners, tokens) if owners and mention.code is None and mention.cls == "person" else None
        yield replace(mention, code=state_of(owner.code or "") or None) if owner else mention


def _possesses(mention: PartyMention, tokens: Tokens) -> bool:
    return bool(mention.code) and tokens.head(mention.start, mention.end).dep_ == "poss"


def _owner(mention: PartyMention, owners: dict[int, PartyMention], tokens: Tokens) -> PartyMention | None:
    head = tokens.head(mention.start, mention.end)
    return owners.get(head.i) or (owners.get(head.head.i) if head.dep_ == "appos" else None)


def _referents(
    row: ReferenceRow, token: Token, sofar: Sequence[PartyMention], tokens: Tokens
) -> Iterator[PartyMention]:
    near = _near(sofar, token.idx)
    noun = row.words.split()[-1]
    if row.only:
        near = [m for m in near if m.code and state_of(m.code) in row.only and m.cls != "person"]
    if row.refers == "speaker":
        yield PartyMention(0, 0, "", "person" if row.words in _ONE else "organisation", None, role="speaker")
    elif row.refers == "person":
        people = [m for m in near if m.cls == "person" and m.role != "speaker"]
        same = [m for m in people if noun in (m.role or "").lower().split() and " " in row.words]
        yield from _best(same or people or heading(near, noun), token, tokens)
    elif row.refers in ("group", "publisher"):
        yield from _best(near, token, tokens)
    elif row.refers == "body":
        yield from _best(_bodies(near, noun), token, tokens)
    elif row.refers == "own-state":
        people = [m for m in near if m.cls in ("person", "organisation") and m.code]
        yield from (
            replace(m, cls="state", code=state_of(m.code or ""), name=None) for m in _best(people, token, tokens)
        )
    elif row.words == "they" and (speaker := _plural_speaker_before(token)) is not None:
        span = [m for m in near if m.start <= speaker.idx < m.end and m.code]
        yield from (replace(m, cls="organisation") for m in span[-1:])
    elif row.refers == "states":
        others = [m for m in near if not _governs(m, token, tokens)]
        acting = [m for m in others if m.start >= token.sent.start_char and not _is_reached(m, tokens)]
        yield from list(_last_two(acting)) or _last_two(others)
    elif " " in row.words:
        own = _subject_codes(token, sofar, tokens)
        named = [m for m in near if m.cls in _OF_STATES and m.code and len(m.code) == 2]  # "Mali's government" too
        seats = [  # "Finland's president says the country will …"
            replace(m, code=state_of(m.code or ""), name=None) for m in near if m.code and "-" in m.code
        ]
        states = [m for m in named if m.code not in own]
        states = states or [m for m in seats if m.code not in own] or named or seats
        here = [m for m in states if m.start >= token.sent.start_char and not _governs(m, token, tokens)]
        here = [m for m in here if not _only_modifies(m, tokens)] or here
        if token.dep_ == "pobj" and here:  # "… exports to Togo; Chad has stopped its purchases from the country"
            states = [max(here, key=lambda m: m.start)]
        yield from (replace(m, cls="state") for m in _best(states, token, tokens))
    else:
        known = _things(near, row, token, sofar, tokens)
        told = _told_to_do(token) or _beside_an_owner(token)
        ordered = [m for m in known if told is not None and tokens.head(m.start, m.end).i == told.i]
        known = ordered or known
        for found in _best(known, token, tokens):
            yield from _group(found, known, tokens) if row.words in _OWNED else [found]


def _plural_speaker_before(token: Token) -> Token | None:
    """Who "they" are in "…, they said": the plural that said what the sentence before tells; None where there is none."""
    if token.dep_ != "nsubj" or token.head.lemma_ not in _SAYING or token.sent.start == 0:
        return None
    before = token.doc[token.sent.start - 1].sent
    while not any(t.is_alpha for t in before) and before.start > 0:
        before = token.doc[before.start - 1].sent
    said = (t for t in before if t.lemma_ in _SAYING and t.pos_ == "VERB")
    subjects = [c for t in said for c in t.children if c.dep_ == "nsubj" and c.tag_ in ("NNS", "NNPS")]
    return subjects[-1] if subjects else None


def _is_opposed(mention: PartyMention, tokens: Tokens) -> bool:
    """ "The fight against the militia": who is fought is not whom "they" means next."""
    head = tokens.head(mention.start, mention.end)
    return head.dep_ == "pobj" and head.head.lower_ in ("against", "counter", "combat")


def _things(
    near: Sequence[PartyMention], row: ReferenceRow, token: Token, sofar: Sequence[PartyMention], tokens: Tokens
) -> list[PartyMention]:
    """What "it" or "they" may mean: no people, and "it" no adjective where a state or body is named."""
    known = [m for m in near if m.cls != "person" and m.code]
    if token.dep_ == "poss" and (reached := _reached_by(token.head)):  # "its supply of shells to Chad" is not Chad's
        known = [m for m in known if m.text not in reached] or known
    if row.words in _PLURAL:  # "The leaders of the alliance said they …"
        bodies = [m for m in near if m.cls == "person" and m.code and _is_plural(m, tokens)]
        known += [replace(m, cls="organisation", name=None) for m in bodies if not any(m.code == k.code for k in known)]
        known.sort(key=lambda m: m.start)
    if row.words in _OBJECTS:
        subjects = _subject_codes(token, sofar, tokens)
        known = [m for m in known if m.code not in subjects] or known
    if token.dep_ == "dobj" and token.head.lemma_ in _CHARGING:  # "a case against Mali, accusing it of …"
        charged = [m for m in known if _is_opposed(m, tokens) and m.start >= token.sent.start_char]
        return charged or known
    known = [m for m in known if not _is_opposed(m, tokens)] or known
    if row.words in _SINGLE:
        known = [m for m in known if m.cls != "nationality" and not _only_modifies(m, tokens)] or known
    return known


def _reached_by(noun: Token) -> set[str]:
    """The words behind "to" at a noun of giving or at the verb over it."""
    over = (noun, noun.head) if noun.dep_ == "dobj" else (noun,)
    return {p.text for t in over for q in t.rights if q.lower_ == "to" for p in q.children if p.dep_ == "pobj"}


def _beside_an_owner(token: Token) -> Token | None:
    """ "Chad's supply of rifles to Mali and its transfer of mines": both are of the same."""
    beside = token.head.head if token.dep_ == "poss" and token.head.dep_ == "conj" else None
    return next((c for c in beside.children if c.dep_ == "poss"), None) if beside is not None else None


def _told_to_do(token: Token) -> Token | None:
    """ "Urged Chad to withdraw its troops": whose they are is who is urged."""
    verb = token.head.head
    asks = token.dep_ == "poss" and verb.dep_ == "xcomp" and verb.head.lemma_ in _ASKING
    if not asks:
        return None
    called = [p for q in verb.head.children if q.lower_ in ("on", "upon") for p in q.children if p.dep_ == "pobj"]
    return next((c for c in verb.head.children if c.dep_ == "dobj"), next(iter(called), None))


def _group(one: PartyMention, known: Sequence[PartyMention], tokens: Tokens) -> list[PartyMention]:
    """One party with those that stand in one list with it: "Chad and Mali said their …"."""
    head = tokens.head(one.start, one.end)
    listed = {head.i, *(t.i for t in head.conjuncts)}
    beside = [m for m in known if m.start >= head.sent.start_char and tokens.head(m.start, m.end).i in listed]
    codes = dict.fromkeys(m.code for m in beside)
    return [next(m for m in beside if m.code == code) for code in codes] if len(codes) > 1 else [one]


def _is_plural(mention: PartyMention, tokens: Tokens) -> bool:
    head = tokens.head(mention.start, mention.end)
    return head.tag_ == "NNS" and _is_subject(mention, tokens)


def _only_modifies(mention: PartyMention, tokens: Tokens) -> bool:
    """ "Russian military documents" are documents: what only modifies a thing is not what "it" means."""
    head = tokens.head(mention.start, mention.end)
    return head.dep_ in ("amod", "compound") and head.head.i not in tokens.at(mention.start, mention.end)


def _subject_codes(token: Token, sofar: Sequence[PartyMention], tokens: Tokens) -> set[str | None]:
    """The parties that are the subject of the clause in which a word stands, so that it means somebody else."""
    verb = token.head
    for _ in range(6):
        subject = (
            next((c for c in verb.children if c.dep_ in _SUBJECTS), None) if verb.pos_ in ("VERB", "AUX") else None
        )
        if subject is None and verb.dep_ == "xcomp" and verb.head.lemma_ in _ASKING:  # "pressed Oslo to send it radars"
            subject = next((c for c in verb.head.children if c.dep_ == "dobj"), None)
        if subject is not None:
            if subject.i <= token.i <= subject.right_edge.i:
                return set()
            whose = {subject.i, *(c.i for c in subject.children if c.dep_ in _INNER and subject.lemma_ in _ABROAD)}
            return {m.code for m in _near(sofar, token.idx) if tokens.head(m.start, m.end).i in whose}
        if verb.head.i == verb.i:
            break
        verb = verb.head
    return set()


def _bodies(near: Sequence[PartyMention], noun: str) -> list[PartyMention]:
    """The bodies that a noun may mean: those called by it, else any, else those for which people speak."""
    bodies = [m for m in near if m.cls == "organisation"]
    same = [m for m in bodies if noun in f"{m.text} {m.role or ''}".lower()]
    spoken_for = [
        replace(m, cls="organisation", name=None) for m in near if m.cls == "person" and "-" in (m.code or "")
    ]
    proper = [m for m in bodies if m.code and len(m.code) > 2]  # a party in power is none that "the agency" means
    return same or proper or [m for m in bodies if m.code] or spoken_for


def _near(sofar: Sequence[PartyMention], at: int) -> list[PartyMention]:
    found: list[PartyMention] = []
    for mention in reversed(sofar):
        if at - mention.start > REACH + _LONGEST:
            break
        if at - mention.end < REACH:
            found.append(mention)
    return found[::-1]


def _best(candidates: Sequence[PartyMention], token: Token, tokens: Tokens) -> Iterator[PartyMention]:
    """The subject of this sentence's earlier clause, else of the last sentence, else the nearest."""
    sentence = token.sent.start_char
    here = [m for m in candidates if m.start >= sentence and not _governs(m, token, tokens)]
    before = [m for m in candidates if m.start < sentence]
    last = before[-1].start if before else 0
    for group in (here, [m for m in before if last - m.start < 200]):
        subjects = [m for m in group if _is_subject(m, tokens)]
        if subjects:
            yield subjects[-1]
            return
        if group:
            yield group[-1]
            return
    if candidates:
        yield candidates[-1]


def _is_subject(mention: PartyMention, tokens: Tokens) -> bool:
    head = tokens.head(mention.start, mention.end)
    while head.dep_ in _INNER and head.head.i != head.i:
        head = head.head
    return head.dep_ in _SUBJECTS


def _governs(mention: PartyMention, token: Token, tokens: Tokens) -> bool:
    """Whether pronoun and mention are arguments of one verb, so that one cannot stand for the other ("it sent Iran …")."""
    head = tokens.head(mention.start, mention.end)
    return token.dep_ != "poss" and head.head.i == token.head.i and head.i != token.i


def _is_reached(mention: PartyMention, tokens: Tokens) -> bool:
    """Whether somebody stands behind "to" or "for": of "Oslo and Riga gave boats to Chad, the two governments said" Chad is
    neither."""
    head = tokens.head(mention.start, mention.end)
    return head.dep_ == "pobj" and head.head.lower_ in ("to", "for")


def _last_two(near: Sequence[PartyMention]) -> Iterator[PartyMention]:
    found: dict[str, PartyMention] = {}
    for mention in reversed(near):
        if mention.code and mention.cls in ("state", "nationality"):
            found.setdefault(mention.code, mention)
        if len(found) == 2:
            break
    if len(found) == 2:
        yield from (replace(m, cls="state") for m in reversed(found.values()))


def _expletive(token: Token) -> bool:
    """ "It is unclear whether …" points at nobody."""
    return token.lower_ == "it" and (
        token.dep_ == "expl"
        or (
            token.head.lemma_ in ("be", "seem", "appear")
            and any(c.dep_ in ("ccomp", "csubj") for c in token.head.children)
        )
    )
