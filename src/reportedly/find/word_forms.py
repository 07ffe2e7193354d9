"""The forms in which a word of the lexicon is met: "ship" as ships, shipped and shipping, "hand over" as handed over.

Where spelling has two ways (travelled, traveled) or cannot be told from the letters (shipped, delivered), both stand: what
is no word is never met.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reportedly.find.items import plural

_VOWELS = frozenset("aeiou")
Irregular = Mapping[str, tuple[str, ...]]
"""Verb → its past forms, where they follow no rule."""


def verb_forms(lemma: str, irregular: Irregular) -> tuple[str, ...]:
    """The verb as written in any person and tense, its particle behind it."""
    verb, space, rest = lemma.partition(" ")
    past = irregular.get(verb) or tuple(_past(verb))
    return tuple(dict.fromkeys(form + space + rest for form in (verb, _third(verb), *past, *_going(verb))))


def noun_forms(noun: str) -> tuple[str, str]:
    """The noun in the singular and in the plural."""
    return noun, plural(noun)


def _third(verb: str) -> str:
    return verb + "es" if verb.endswith("o") else plural(verb)


def _past(verb: str) -> Iterator[str]:
    if verb.endswith("e"):
        yield verb + "d"
    elif verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        yield verb[:-1] + "ied"
    else:
        yield verb + "ed"
        if _may_double(verb):
            yield verb + verb[-1] + "ed"


def _going(verb: str) -> Iterator[str]:
    yield verb[:-1] + "ing" if verb.endswith("e") and verb[-2:-1] not in {"e", "o", ""} else verb + "ing"
    if _may_double(verb):
        yield verb + verb[-1] + "ing"


def _may_double(verb: str) -> bool:
    return len(verb) > 2 and verb[-1] not in _VOWELS | set("wxy") and verb[-2] in _VOWELS
