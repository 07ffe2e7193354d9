"""Reading through a translation: the rules read it, and what they find is carried over to the original's own words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.terms.claim import Claim
from reportedly.terms.document import Document
from reportedly.terms.items import ItemTree
from reportedly.terms.native import NATIVE, language_name
from reportedly.terms.problem import Problem

if TYPE_CHECKING:
    from reportedly.find.native.reader import NativeReader
    from reportedly.find.reader import RulesReader
    from reportedly.world.language import Parser


def claims_through(
    original: Document,
    translation: Document,
    parts: tuple[RulesReader, Parser, Callable[[str], NativeReader], ItemTree],
    keep: Callable[[tuple[Claim, ...]], tuple[Claim, ...]],
) -> tuple[tuple[Claim, ...], tuple[Problem, ...]]:
    """The claims of an original, found in its translation. parts: the rules, the parser, the reader of mentions of a
    language, the tree of items; keep: which of the translation's claims are sure enough.

    Problems: `other-language` (of the original there are no rows), `translation-differs`.
    """
    from reportedly.find.native.sentences import sentences
    from reportedly.find.translated.carrying import Pair, carried
    from reportedly.find.translated.sides import Side

    if original.language not in NATIVE:
        where = translation.path or translation.url or translation.id
        message = f"its original is in {language_name(original.language)}, to whose words it cannot be held"
        return (), (Problem("other-language", message, where, "warning"),)
    rules, parser, native, tree = parts
    told = replace(translation, publisher=original.publisher, host=original.host, published_on=original.published_on)
    parse = parser.parse(told.text)
    there = Side(original.text, sentences(original.text), native(original.language).mentions(original))
    code = rules.publisher_code(original.publisher)
    publisher = frozenset(name for name in (original.publisher, code) if name)
    pair = Pair(original, told, rules.side(told, parse), there, tree, publisher)
    return carried(keep(rules.claims(told, parse)), pair)
