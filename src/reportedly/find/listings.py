"""Lists that somebody is put on: "added the firm to its blacklist", "placed the firm under sanctions"."""

from __future__ import annotations

from spacy.tokens import Token

_LISTS = {"list", "blacklist", "sanction", "embargo", "restriction"}


def is_listing(verb: Token) -> bool:
    """Whether a verb puts its object on a list or under a measure: the object has done what the verb gives as its ground."""
    onto = [p for q in verb.rights if q.lower_ in ("to", "on", "under") for p in q.rights]
    return any(p.lemma_.lower() in _LISTS for p in onto)
