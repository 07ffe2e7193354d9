"""What is said: from a word of saying to the ranges of tokens that it governs."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from reportedly.find.cues import CueIndex
from reportedly.find.judgements import blamed_for, viewed_as
from reportedly.find.sources import Range, behind_after, is_passive
from reportedly.terms.tables import CueRow

_CLAUSAL = frozenset({"VERB", "AUX"})
_QUOTES = frozenset({'"', "“", "”", "``", "''"})
CLOSING_MARKS = frozenset({'"', "”", "''"})
CITING = frozenset({"cite", "quote"})
_CLOSING = frozenset({",", ".", "!", "?", "…", *_QUOTES})


def verb_content(verb: Token, row: CueRow, speaker: Range | None, cues: CueIndex) -> tuple[Range, ...]:
    """The ranges that a verb governs by its row, () where it governs nothing that the row knows."""
    for take in row.takes:
        ranges: tuple[Range, ...] = ()
        if take == "clause":
            ranges = _clause(verb, row, speaker)
        elif take == "action":
            ranges = _action(verb)
        elif take == "thing":
            ranges = _thing(verb)
        elif take == "of":
            ranges = _of(verb)
        elif take == "as":
            ranges = viewed_as(verb)
        elif take == "for":
            ranges = blamed_for(verb)
        elif take == "quote":
            ranges = _fragment(verb)
        elif take == "said":
            ranges = _noun_of_saying(verb, cues)
        if ranges:
            return ranges
    return ()


def noun_content(noun: Token, row: CueRow) -> tuple[Range, ...]:
    """What a noun of saying governs: "the claim that …", "an estimate of …", "our estimate is that …"."""
    for child in noun.rights:
        if _that_clause(child) or (
            child.dep_ in ("acl", "relcl", "xcomp") and "action" in row.takes and _has_to(child)
        ):
            return ((child.left_edge.i, child.right_edge.i),)
    if noun.dep_ == "nsubj" and noun.head.lemma_ == "be":
        for child in noun.head.rights:
            if child.dep_ == "ccomp":
                return ((child.left_edge.i, child.right_edge.i),)
    return ()


def noun_object(noun: Token, row: CueRow) -> tuple[Range, ...]:
    """What stands behind a noun of saying with "of": "an estimate of 300 railcars"."""
    if "of" not in row.takes:
        return ()
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ in ("of", "about", "over"):
            return tuple(_edges(c) for c in child.rights if c.dep_ in ("pobj", "pcomp"))[:1]
    return ()


def framed(phrase: Range, attached: Token, doc: Doc) -> tuple[Range, ...]:
    """What a phrase such as "according to X" or "in X's view" speaks of: the sentence it opens or closes, else the clause
    that it is attached to; always without the phrase."""
    sentence: Span = attached.sent
    before, after = doc[max(phrase[0] - 1, 0)], doc[min(phrase[1] + 1, len(doc) - 1)]
    opens = all(t.is_punct or t.is_space or t.pos_ in ("CCONJ", "ADV") for t in doc[sentence.start : phrase[0]])
    closes = before.text in _CLOSING and all(t.is_punct or t.is_space for t in doc[phrase[1] + 1 : sentence.end])
    if not opens and after.text == ";" and phrase[1] + 1 < sentence.end and before.text in _CLOSING:
        marks = [i for i in range(sentence.start, phrase[0]) if doc[i].text == ";"]
        return (
            (max([sentence.start, *(i + 1 for i in marks)]), phrase[0] - 1),
        )  # "A is late, according to X; B is not"
    if opens or closes or (phrase[1] + 1 < sentence.end and before.text in _CLOSING and after.text == ","):
        whole = (sentence.start, sentence.end - 1) if opens or closes else _edges(clause_of(attached))
    else:
        whole = _edges(clause_of(attached))
    return without(whole, phrase)


def clause_of(word: Token) -> Token:
    """The verb of the clause that a word stands in (the root where there is none)."""
    while word.pos_ not in _CLAUSAL and word.head.i != word.i:
        word = word.head
    return word


def without(whole: Range, *holes: Range) -> tuple[Range, ...]:
    """A range less some others."""
    parts = [whole]
    for first, last in holes:
        parts = [
            part for a, b in parts for part in ((a, min(b, first - 1)), (max(a, last + 1), b)) if part[0] <= part[1]
        ]
    return tuple(dict.fromkeys(parts))


def beside(verb: Token, group: Range) -> tuple[Range, ...]:
    """What stands before or behind "X said" by punctuation alone, where the parse connects nothing with it."""
    doc, sentence = verb.doc, verb.sent
    behind = _skip_adjuncts(doc, group[1] + 1, sentence.end)
    if behind + 1 < sentence.end and doc[behind].text == "," and doc[behind + 1].text in _QUOTES:
        behind += 1
    if behind < sentence.end and (
        doc[behind].lower_ == "that" or doc[behind].text == ":" or doc[behind].text in _QUOTES
    ):
        return ((behind, sentence.end - 1),) if behind + 1 < sentence.end else ()
    stands = group[0] - 1 > sentence.start and doc[group[0] - 1].text in _CLOSING
    if (
        stands and behind + 1 < sentence.end and doc[behind].text == "," and verb.head.i > behind
    ):  # ", the council says,"
        return ((sentence.start, group[0] - 1), (behind, sentence.end - 1))
    if stands and (behind >= sentence.end or doc[behind].is_punct or doc[behind].is_space):
        return ((sentence.start, group[0] - 1),)
    return ()


def _clause(verb: Token, row: CueRow, speaker: Range | None) -> tuple[Range, ...]:
    if is_passive(verb) and (ranges := _raised(verb) or _behind_agent(verb)):
        return ranges
    if row.stance == "asserted" and (ranges := _sentence_before(verb)):
        return ranges
    for child in verb.children:
        apart = child.dep_ != "ccomp" or behind_after(child) is not None or _is_parted(verb, child, speaker)
        if not apart and not _is_asking(child, row):
            found = _ccomp_range(verb, child, speaker)
            if found[0] <= found[1] and (speaker is None or not speaker[0] <= found[0] <= found[1] <= speaker[1]):
                return (found,)
    if behind := _behind_where_it_stands(verb):
        return behind
    if (verb.dep_ == "parataxis" and _is_set_apart(verb)) or _is_as_clause(verb) or _is_inserted(verb):
        return without(_edges(verb.head), _edges(verb))
    return ()


def _sentence_before(verb: Token) -> tuple[Range, ...]:
    """ "This was reported by the agency", "the minister announced this on Monday": what the sentence before tells."""
    said = "nsubjpass" if is_passive(verb) else "dobj"
    this = any(c.dep_ == said and c.lower_ == "this" and not any(True for _ in c.children) for c in verb.children)
    main = verb.dep_ == "ROOT" or (verb.dep_ == "ccomp" and verb.head.dep_ == "ROOT" and verb.i < verb.head.i)
    if not this or not main or verb.sent.start == 0:
        return ()
    before = verb.doc[verb.sent.start - 1].sent
    return ((before.start, before.end - 1),)


def _is_set_apart(verb: Token) -> bool:
    """Whether a mark or a quotation stands beside a clause: not "out of a total of 108 it ordered"."""
    around = [t for i in (verb.left_edge.i - 1, verb.right_edge.i + 1) for t in verb.doc[max(i, 0) : i + 1]]
    return (
        verb.left_edge.i == verb.sent.start or any(t.is_punct and t.text != "." for t in around) or verb.i < verb.head.i
    )


def _ccomp_range(verb: Token, clause: Token, speaker: Range | None) -> Range:
    if clause.i > verb.i:
        return _edges(clause)
    first, last = verb.left_edge.i, clause.right_edge.i
    if speaker is not None and first <= speaker[0] <= clause.left_edge.i:
        first = clause.left_edge.i
    return (_behind_semicolon(verb, first), min(last, verb.i - 1))


def _behind_semicolon(verb: Token, first: int) -> int:
    """Where the part of a sentence begins that ends with a speaker: "A is late; B is lost, X said" may be all of X's, but
    not a part with a speaker of its own before the semicolon that "X said" directly follows."""
    doc = verb.doc
    marks = [i for i in range(first, verb.i) if doc[i].text == ";"]
    if not marks or any(t.text in _QUOTES or t.text == "," for t in doc[marks[-1] + 1 : verb.i]):
        return first
    return marks[-1] + 1


def _is_parted(verb: Token, clause: Token, speaker: Range | None) -> bool:
    """ "A is late; X, of the opposition, said that …": what stands before the semicolon is not said by who follows it."""
    at = speaker[0] if speaker is not None else verb.i
    return clause.i < at < verb.i and verb.doc[at - 1].text == ";"


def _is_asking(clause: Token, row: CueRow) -> bool:
    """ "Would not say whether": nothing is said, unless the cue asks."""
    marked = any(
        c.dep_ in ("mark", "advmod") and c.lower_ in ("whether", "if") and c.i < clause.i for c in clause.lefts
    )
    return marked and clause.i > clause.head.i and row.stance != "asked"


def _raised(verb: Token) -> tuple[Range, ...]:
    """ "X is believed to have …": the subject and the infinitive; "weapons thought to be …" likewise."""
    infinitive = next((c for c in verb.rights if c.dep_ in ("xcomp", "ccomp") and _has_to(c)), None)
    if infinitive is None:
        return ()
    subject = next((c for c in verb.lefts if c.dep_ in ("nsubjpass", "nsubj")), None)
    if subject is not None:
        return (_edges(subject), _edges(infinitive))
    if verb.dep_ == "acl":
        return ((verb.head.left_edge.i, max(verb.left_edge.i - 1, verb.head.i)), _edges(infinitive))
    return (_edges(infinitive),)


def _behind_agent(verb: Token) -> tuple[Range, ...]:
    """ "Lawmakers were told by the agency that …": the parse may hang the clause on the agent."""
    agents = (noun for by in verb.rights if by.dep_ == "agent" for noun in by.rights)
    return tuple(_edges(c) for noun in agents for c in noun.rights if _that_clause(c))[:1]


def _behind_where_it_stands(verb: Token) -> tuple[Range, ...]:
    """ "Said in a report seen by X that …": the parse may hang the clause on what is told of the report."""
    nouns = (noun for p in verb.rights if p.dep_ == "prep" for noun in p.rights if noun.dep_ == "pobj")
    told = (acl for noun in nouns for acl in noun.rights if acl.dep_ == "acl" and acl.tag_ == "VBN")
    return tuple(_edges(c) for acl in told for c in acl.rights if c.dep_ == "ccomp")[:1]


def _action(verb: Token) -> tuple[Range, ...]:
    if is_passive(verb):
        return _raised(verb)
    for child in verb.rights:
        if child.dep_ in ("xcomp", "ccomp", "advcl") and (
            _has_to(child) or (child.dep_ == "xcomp" and (child.tag_ == "VBG" or _is_perfect(child)))
        ):
            objects = [c.left_edge.i for c in verb.rights if c.dep_ in ("dobj", "dative") and c.i < child.i]
            return ((min([child.left_edge.i, *objects]), child.right_edge.i),)
    return ()


def _is_perfect(clause: Token) -> bool:
    """ "Denies ever having armed …"."""
    return clause.tag_ == "VBN" and any(c.dep_ == "aux" and c.lower_ == "having" for c in clause.lefts)


def lacks(verb: Token) -> bool:
    """ "Found no evidence that …": what is found is nothing."""
    return any(c.dep_ == "dobj" and any(d.lower_ == "no" for d in c.lefts) for c in verb.rights)


def _thing(verb: Token) -> tuple[Range, ...]:
    if is_passive(verb):
        if not any(c.dep_ == "agent" for c in verb.rights):
            return ()
        if verb.dep_ == "acl":
            return ((verb.head.left_edge.i, verb.head.i),)
        return tuple(_edges(c) for c in verb.lefts if c.dep_ == "nsubjpass")[:1]
    if any(c.dep_ == "dative" for c in verb.rights):
        return ()
    return tuple(_edges(c) for c in verb.rights if c.dep_ == "dobj" and c.pos_ != "PRON")[:1]


def _of(verb: Token) -> tuple[Range, ...]:
    holders = [verb, *(c for c in verb.rights if c.dep_ in ("dobj", "nsubjpass"))]
    for child in (c for holder in holders for c in holder.rights):
        if child.dep_ == "prep" and child.lower_ in ("of", "about", "for", "with", "on"):
            return tuple(_edges(c) for c in child.rights if c.dep_ in ("pobj", "pcomp"))[:1]
    return ()


def _fragment(verb: Token) -> tuple[Range, ...]:
    kept = [c for c in verb.rights if c.dep_ in ("oprd", "dobj", "ccomp", "xcomp", "prep", "attr", "acomp")]
    if not kept:
        return ()
    first, last = verb.i + 1, max(c.right_edge.i for c in kept)
    return ((first, last),) if any(t.text in _QUOTES for t in verb.doc[first : last + 1]) else ()


def _noun_of_saying(verb: Token, cues: CueIndex) -> tuple[Range, ...]:
    if is_passive(verb) and not any(c.dep_ == "agent" for c in verb.rights):
        return ()
    place = "nsubjpass" if is_passive(verb) else "dobj"
    if misread := [c for c in verb.rights if _is_a_noun_after_all(c, cues)]:
        return (_edges(misread[0]),)
    return tuple(_edges(c) for c in verb.children if c.dep_ == place and c.lemma_ in cues.nouns)[:1]


def _is_a_noun_after_all(child: Token, cues: CueIndex) -> bool:
    """ "Rejected as a rumour French reports that …": the parser takes "reports" for what the French do."""
    if child.dep_ != "advcl" or child.tag_ != "VBZ" or child.lemma_ not in cues.nouns:
        return False
    lone = [c for c in child.lefts if c.dep_ in ("nsubj", "amod")]
    bare = len(lone) == 1 and lone[0].i == child.left_edge.i == child.i - 1 and bool(lone[0].ent_type_ == "NORP")
    return bare and not any(c.dep_ == "dobj" for c in child.head.rights)


def _that_clause(child: Token) -> bool:
    first = child.left_edge
    if child.dep_ == "ccomp":
        return True
    if first.lower_ != "that" or child.dep_ not in ("acl", "relcl"):
        return False
    return first.dep_ == "mark" or any(c.dep_ in ("nsubj", "nsubjpass") and c.i != first.i for c in child.lefts)


def _is_as_clause(verb: Token) -> bool:
    """ "As the ministry said"; not "as Chad continues to fight", which tells of something else."""
    opens = verb.dep_ == "advcl" and any(c.lower_ == "as" and c.dep_ in ("mark", "advmod") for c in verb.lefts)
    return opens and not any(c.dep_ == "xcomp" for c in verb.rights)


def _is_inserted(verb: Token) -> bool:
    """ "The jets, it is understood, have landed": set off by commas in the clause that it is about."""
    first, last = verb.left_edge.i - 1, verb.right_edge.i
    doc = verb.doc
    comma_behind = doc[last].text == "," or (last + 1 < len(doc) and doc[last + 1].text == ",")
    return verb.dep_ == "ccomp" and first >= 0 and doc[first].text == "," and comma_behind


def _has_to(verb: Token) -> bool:
    return any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.lefts)


def _edges(word: Token) -> Range:
    return (word.left_edge.i, word.right_edge.i)


def _skip_adjuncts(doc: Doc, at: int, end: int) -> int:
    """Past the adverbs and the phrases of time and place behind "said", and past ", citing two officials,"."""
    for token in _steps(doc, at, end):
        if token.text == "," and (beyond := _past_citing(doc, token.i, end)):
            return beyond
        if token.pos_ not in ("ADV", "ADP", "NOUN", "PROPN", "DET", "NUM", "ADJ", "PART", "PRON"):
            return token.i
        if token.lower_ == "that":
            return token.i
    return end


def _past_citing(doc: Doc, comma: int, end: int) -> int | None:
    """Where the "that" stands behind an insertion of whom the speaker cites; None where there is no such insertion."""
    if comma + 1 >= end or doc[comma + 1].lemma_ not in CITING or doc[comma + 1].tag_ != "VBG":
        return None
    closing = next((t.i for t in doc[comma + 1 : end] if t.text == ","), end)
    return closing + 1 if closing + 1 < end and doc[closing + 1].lower_ == "that" else None


def _steps(doc: Doc, at: int, end: int) -> Iterator[Token]:
    return iter(doc[at:end])
