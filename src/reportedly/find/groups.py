"""Armed groups without a name of their own: "Syrian rebels", "the separatists", "Kurdish fighters".

Whoever arms the rebels of a state does not arm that state. The group is a party by the words that name it.
"""

from __future__ import annotations

from collections.abc import Container, Iterator

from spacy.tokens import Doc, Token

from reportedly.terms.mention import PartyMention

_REBELS = {
    "rebel", "insurgent", "separatist", "guerrilla", "guerilla", "militia", "militiaman", "revolutionary", "secessionist",
    "tribesman", "mujahideen", "mutineer", "paramilitary",
}  # fmt: skip
_OPPOSING = {"opposition", "rebel", "insurgent", "separatist", "resistance", "tribal"}
_FIGHTING = {"fighter", "force", "group", "faction", "unit", "troop", "movement"}
_PEOPLES = {
    "kurdish", "kurd", "tuareg", "shia", "shiite", "sunni", "druze", "tamil", "kachin", "karen", "turkmen", "hazara",
    "bosniak", "alawite", "yazidi", "amhara", "tigrayan", "tigrinya", "oromo", "pashtun", "baloch", "rohingya",
}  # fmt: skip
_LOWER = {
    "moderate",
    "armed",
    "local",
    "opposition",
    "rebel",
    "tribal",
    "pro-government",
    "ethnic",
    "insurgent",
    "separatist",
}


def unnamed_groups(parse: Doc, text: str, taken: set[int], groups: Container[int] = ()) -> Iterator[PartyMention]:
    """The groups of a text that no mention covers yet. text: that of the parse; taken: code points that mentions cover;
    groups: those that the names of groups do.
    """
    for token in parse:
        lemma = token.lemma_.lower()
        if (lemma in _REBELS or lemma in _FIGHTING) and token.idx not in taken and _is_group(token, lemma):
            if is_named_behind(token, groups):
                continue
            first = _first(token)
            if not taken.isdisjoint(range(first.idx, token.idx)):
                continue  # "the Northern Front militias" are the Northern Front
            end = token.idx + len(token)
            words = text[first.idx : end]
            yield PartyMention(first.idx, end, words, "organisation", words)


def _is_group(token: Token, lemma: str) -> bool:
    """A word for rebels as the head of its phrase, or fighters of a people or an opposition."""
    if token.pos_ not in ("NOUN", "PROPN"):
        return False
    if token.dep_ in ("compound", "amod", "nmod") and token.tag_ != "NNS":  # but of "gave the rebels rockets" it is one
        return False
    if lemma in _REBELS:
        return True
    before = {c.lemma_.lower() for c in token.lefts if c.dep_ in ("compound", "amod", "nmod")}
    return lemma in _FIGHTING and bool(before & (_OPPOSING | _PEOPLES))


def is_named_behind(token: Token, groups: Container[int]) -> bool:
    """ "The rebels of the RSF", "the militias of the M23": the group's name follows."""
    objects = (o for c in token.rights if c.lower_ == "of" for o in c.children if c.i == token.i + 1)
    return any(o.idx in groups for o in objects)


def _first(token: Token) -> Token:
    """The first word of the name: what stands directly before the noun and tells whose group it is."""
    first = token
    while first.i > token.sent.start:
        before = first.nbor(-1)
        inside = before.head.i in (token.i, first.i) and before.dep_ in ("compound", "amod", "nmod")
        if not inside or not (before.text[0].isupper() or before.lower_ in _LOWER):
            break
        first = before
    return first
