"""Headlines' verbs that look like nouns: "Chad arms rebels" is parsed with the past tense in the verb's place."""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_VERBS = """sanction reject report supply ship export train arm host visit pledge order plan support aid import
transport transfer delay halt ban block embargo pause grant loan gift offer reward purchase equip claim back
fund finance lift station base airlift smuggle award release donate lease contract welcome ambush"""


def _past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ied"
    return {"ship": "shipped", "plan": "planned", "transfer": "transferred", "ban": "banned"}.get(verb, verb + "ed")


def _third(verb: str) -> str:
    return verb[:-1] + "ies" if verb.endswith("y") and verb[-2] not in "aeiou" else verb + "s"


_HEADLINE = {form: (_past(verb), verb) for verb in _VERBS.split() for form in (verb, _third(verb))}
"""Verbs that are nouns too, in the forms of the present → their past tense and lemma."""
_THIRD = {
    _third(verb)
    for verb in ("ship", "supply", "export", "import", "transport", "airlift", "smuggle", "donate", "lease")
}
_OPENING = _words("""a an the its their his her more new that some about around over at up several dozens hundreds
thousands additional""")
_BODIES = _words("government ministry parliament junta army president minister military navy council court regime")
_GOODS = _words("""ammunition arms artillery bombs drones guns helicopters howitzers jets machinery materiel military
missiles mortars munitions parts radars rifles rockets shells soldiers tanks trucks troops vehicles
warships weaponry weapons""")
"""Words that begin what is sent: "Chad ships rockets", where "ships" is no noun."""
_TOLD = _words("reports claims allegations accusations suggestions calls")


def headline_verbs(doc: Doc) -> frozenset[int]:
    """The tokens that a headline or a news item uses as verbs though they may be nouns: behind a name, before what they
    act on ("Chad arms rebels" not, "Chad arms 40 rebels" yes)."""
    found = set()
    for token in doc[1:-1]:
        if token.lower_ in _HEADLINE and token.text.islower() and _is_name(doc[token.i - 1]):
            after = doc[token.i + 1]
            if (
                after.lower_ in _OPENING
                or after.lower_ in _TOLD
                or (after.lower_ in _GOODS and token.lower_ in _THIRD)
                or after.like_num
                or (after.text[:1].isupper() and after.is_alpha)
            ):
                found.add(token.i)
    return frozenset(found)


def _is_name(token: Token) -> bool:
    if token.lower_ in _BODIES:
        return True
    return token.text[:1].isupper() and token.is_alpha and token.lower_ not in _OPENING


def told_again(doc: Doc, past: Doc, told: frozenset[int]) -> Doc:
    """The parse of the changed words, with the words as they were printed."""
    words = [t.text for t in doc]
    spaces = [bool(t.whitespace_) for t in doc]
    lemmas = [_HEADLINE[t.lower_][1] if t.i in told else past[t.i].lemma_ for t in doc]
    tags = [("VBZ" if t.lower_.endswith("s") else "VBP") if t.i in told else past[t.i].tag_ for t in doc]
    pos = ["VERB" if t.i in told else past[t.i].pos_ for t in doc]
    heads, deps = [t.head.i for t in past], [t.dep_ for t in past]
    whole = Doc(doc.vocab, words, spaces, tags=tags, pos=pos, lemmas=lemmas, heads=heads, deps=deps)
    whole.ents = [Span(whole, e.start, e.end, label=e.label) for e in past.ents]
    return whole


def in_the_past(doc: Doc, told: frozenset[int]) -> Doc:
    """The words with the past tense of each headline verb in its place, which nobody can take for a noun; not yet parsed."""
    words = [_HEADLINE[t.lower_][0] if t.i in told else t.text for t in doc]
    return Doc(doc.vocab, words, [bool(t.whitespace_) for t in doc], sent_starts=[t.is_sent_start for t in doc])
