"""What a word of denial before a noun takes away: "no guns", "not the jets", "none of the shells", "rather than rifles"."""

from __future__ import annotations

from spacy.tokens import Token

_NONE = {"no", "neither"}
_BEFORE = {"det", "preconj", "neg"}
_NONE_OF = {"none", "neither"}
ONLY = frozenset({"only", "just", "merely", "simply", "solely"})
"""After "not" they deny nothing: "not only one tank but ten"."""
_MOST = {
    "all", "every", "everything", "enough", "many", "much", "quite", "necessarily", "least", "until", "before", "fewer",
    "less", "more", "later",
}  # fmt: skip
"""After "not" they leave some of it, or name no goods: "not all of the rockets", "not until May"."""
_IN_ITS_PLACE = ({"rather", "than"}, {"instead", "of"})
_LISTING = {"or", "nor", "and", ","}
_DEEP = 6
_SCANT = {"no", "little", "scant", "insufficient"}
_SHOWING = {"evidence", "proof", "indication", "sign", "trace", "confirmation"}


def is_none(noun: Token) -> bool:
    """ "No guns", "not a single gun", "not the guns", "none of the guns", "rather than guns"; in a list the word of denial
    holds for what follows it: "no guns or shells"."""
    node = noun
    for _ in range(_DEEP):
        if _is_none_itself(node) or is_not_one(node):
            return True
        if node.dep_ != "conj" or node.head.pos_ in ("VERB", "AUX") or not _only_listed(node):
            return False
        node = node.head
    return False


def _is_none_itself(noun: Token) -> bool:
    if noun.lower_ in _NONE_OF:
        return not any(c.dep_ == "det" for c in noun.children)
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lower_ in _NONE_OF:
        return True
    more = [c for d in noun.lefts if d.lower_ in ("more", "further") and d.dep_ == "amod" for c in d.children]
    before = (d for d in (*noun.lefts, *more) if d.lower_ in _NONE and d.dep_ in _BEFORE)
    return any(not _bounds_a_figure(d) for d in before) or is_refused(noun)


def _bounds_a_figure(no: Token) -> bool:
    """ "No more than 18", "no fewer than 30": so many there are."""
    behind = [t.lower_ for t in no.doc[no.i + 1 : no.i + 3]]
    return behind[:1] in (["more"], ["fewer"], ["less"]) and behind[1:] == ["than"]


def is_refused(noun: Token) -> bool:
    """ "Not the guns", "not to Chad", "rather than rifles", "instead of the radars": something else is, and this is not.
    Of "did not" the verb is denied, and not what follows it."""
    words, first = noun.doc, _first(noun)
    if noun.dep_ == "pobj" and noun.head.i == first - 1 and words[first - 2 : first - 1].text.lower() == "not":
        first = noun.head.i
    before = words[max(first - 3, noun.sent.start) : first]
    if {t.lower_ for t in before[-2:]} in _IN_ITS_PLACE and noun.dep_ in ("conj", "pobj", "appos"):
        return True
    after = words[first].lower_
    listed = noun.dep_ in ("conj", "appos") and figure_instead(noun) is None  # "ten trucks, not 20 tanks"
    counted = words[first].like_num and not listed
    refused = bool(before) and before[-1].lower_ == "not" and after not in ONLY | _MOST and not counted
    return refused and not any(t.pos_ == "AUX" for t in before[:-1][-1:])


def _first(noun: Token) -> int:
    """The first word of a noun's phrase behind a "not" or a "rather than" in it."""
    first, words = int(noun.left_edge.i), noun.doc
    no = (
        i
        for i in range(first, noun.i)
        if words[i].lower_ == "not" or {t.lower_ for t in words[i - 1 : i + 1]} in _IN_ITS_PLACE
    )
    return next(no, first - 1) + 1


def _only_listed(noun: Token) -> bool:
    """Whether nothing but commas, "or" and words of its own kind stand between a noun and the one it is listed with."""
    own = any(c.dep_ in ("det", "nummod", "neg") for c in noun.lefts)
    between = [t for t in noun.doc[noun.head.i + 1 : noun.i] if t.dep_ in ("cc", "punct")]
    return not own and bool(between) and all(t.lower_ in _LISTING for t in between)


def is_not_one(noun: Token) -> bool:
    """ "Not a single gun", "not even one gun": there is none; of "not one tank but ten" there are ten."""
    before = [t.lower_ for t in noun.doc[max(noun.left_edge.i - 2, noun.sent.start) : noun.i]]
    some = {"single", "one"}.intersection(before) and "not" in before and not ONLY.intersection(before)
    return bool(some) and figure_instead(noun) is None


def some_beside(noun: Token) -> bool:
    """Whether a verb has goods beside those of which there are none: "gave masks, but no guns", "no guns but 40 trucks"; in
    "gave Chad no guns" nothing parts the two."""
    doc = noun.doc
    listed = [c for c in (*noun.head.children, *noun.children) if c.i != noun.i and not is_none(c)]
    before = any(
        c.dep_ == noun.dep_ == "dobj" and c.i < noun.i and any(t.dep_ in ("punct", "cc") for t in doc[c.i : noun.i])
        for c in listed
    )
    return before or any(
        c.dep_ in ("conj", "dobj", noun.dep_) and c.i > noun.i and _is_turned_to(c, noun) for c in listed
    )


def figure_instead(noun: Token) -> Token | None:
    """The figure that holds in place of the noun's own: the "ten" of "not only one tank but ten"; the noun that counts the
    same over again in "not just 100 shells but 900 shells"."""
    inside = noun.doc[max(noun.left_edge.i - 2, noun.sent.start) : noun.i]
    no = next((t for t in inside if t.lower_ == "not"), None)
    counted = any(t.like_num for t in (noun.doc[no.i + 1 : noun.i] if no is not None else noun.lefts))
    if not counted or (no is None and not _is_object_denied(noun)):
        return None
    listed = (c for c in (*noun.rights, *noun.head.rights) if c.dep_ == "conj" and c.i > noun.i)
    for word in listed:
        again = word.lemma_ == noun.lemma_ and any(c.dep_ == "nummod" for c in word.lefts)
        if _is_turned_to(word, noun) and (again or (word.like_num and word.pos_ == "NUM")):
            return word
    return None


def _is_object_denied(noun: Token) -> bool:
    return noun.dep_ == "dobj" and any(c.dep_ == "neg" and c.i < noun.head.i for c in noun.head.lefts)


def _is_turned_to(word: Token, noun: Token) -> bool:
    return any(t.lower_ == "but" for t in noun.doc[noun.i : word.i])


def is_so_after_all(noun: Token, verb: Token) -> bool:
    """The rockets of "did not send rifles but rockets", the 20 of "has not sent 12 tanks but 20": the verb is denied of what
    stands before "but"."""
    first = next((c for c in verb.rights if c.dep_ == "dobj"), None)
    if first is None or not _is_object_denied(first) or is_none(noun):
        return False
    if noun.i == first.i:
        return figure_instead(first) is not None
    return noun.dep_ == "conj" and noun.head.i in (first.i, verb.i) and noun.i > first.i and _is_turned_to(noun, first)


def is_wanting(noun: Token) -> bool:
    """ "No evidence that …", "little proof", "was not able to find any evidence", "lacks evidence": there is none."""
    if any(c.lower_ in _SCANT for c in noun.lefts):
        return True
    over = noun.head if noun.dep_ in ("dobj", "nsubjpass") else None
    if over is None or noun.lemma_.lower() not in _SHOWING:
        return False
    if over.lemma_ == "lack":
        return True
    for _ in range(_DEEP):
        if any(c.dep_ == "neg" for c in over.children) or any(c.lower_ == "unable" for c in (over, *over.lefts)):
            return True
        if over.dep_ not in ("xcomp", "acomp") or over.head.i == over.i:
            return False
        over = over.head
    return False
