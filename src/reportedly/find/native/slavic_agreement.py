"""Tells adjectives that stand as nouns ("военные прибыли") from those before a noun ("военные поставки"), in Russian and
Ukrainian: names that are written out and end as adjectives in the plural do, and the word after them may agree.

Only endings are looked at. A genitive that looks the same ("рабочие страны") counts as agreeing: better no name than a
wrong one.
"""

from __future__ import annotations

import re

from reportedly.find.native.slavic_forms import plain

_NEXT = re.compile(r"[^\S\n]+([^\W\d_]{4,})|[^\S\n]*\n[^\S\n]*([^\W\d_]{4,})")
_AGREES = (
    (re.compile(r"[иы]е$|і$"), re.compile(r"(?<!л)(?<!ен)[ыиаяі]$|[иы]е$")),
    (re.compile(r"[иы]х$"), re.compile(r"([оеії]в|ей|[аяиы]х|[иі]й|(?<![еоиуюая])[бвгджзкмнпрстфхцчшщь])$")),
    (re.compile(r"[иы]м$"), re.compile(r"([аяиыоеє]м)$")),
    (re.compile(r"[иы]ми$"), re.compile(r"([аяиы]ми)$")),
)
"""The ending of an adjective in the plural, and those of a noun or another adjective in the same case."""
_APART = re.compile(
    r"(уже|еще|ещё|вже|почти|майже|через|перед|против|проти|среди|серед|если|якщо|когда|коли|тогда|тоді|вчера|вчора|"
    r"сегодня|сьогодні|сейчас|снова|знову|пока|поки|якобы|нібито|также|також|чтобы|щоби|только|лише|"
    r"после|після|должны|повинні|готовы|готові|способны|здатні|обязаны)$"
)
"""Words that do not change, whatever they end in."""


def stands_for_a_noun(name: str) -> bool:
    """Whether a name may be a noun or an adjective: small letters, one word, an adjective's ending in the plural."""
    return name == name.lower() and name.isalpha() and any(ending.search(plain(name)) for ending, _ in _AGREES)


def noun_follows(text: str, start: int, end: int) -> bool:
    """Whether the word after text[start:end] is in small letters and agrees with it as a noun with its adjective."""
    match = _NEXT.match(text, end)
    after = (match[1] or match[2]) if match else ""
    if not after[:1].islower() or _APART.match(plain(after)):
        return False
    given = plain(text[start:end])
    return any(ending.search(given) and noun.search(plain(after)) for ending, noun in _AGREES)
