"""The noun that a figure counts: "more than 1,000 *containers* of munitions"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Doc, Token

_NOUNS = {"NN", "NNS", "NNP", "NNPS"}
_INSIDE = {*_NOUNS, "JJ", "JJR", "JJS", "VBN", "VBG", "HYPH", "AFX", "FW", "POS", "GW"}
_DETERMINERS = {"the", "its", "their", "his", "her", "our", "those", "these", "such"}
_MODIFIER_BEFORE = {"RB", "RBR", "RBS", "VBD", ",", "CC", "CD", "SYM", ":", "``", "''"}
_TIME_TYPES = {"DATE", "TIME"}
_FARTHEST = 12
_STAND_INS = {"others", "ones"}
_PREFIXES = {"ex", "non", "para", "semi", "quasi"}
_CALIBRES = {"mm", "millimeter", "millimetre", "cm"}
_NUMBERED = {"Type", "Mk", "Mk.", "Mark", "Block", "Fortune", "Boeing", "Airbus", "Class", "Category", "Level"}
_MODEL = re.compile(r"(?=[\w-]*\d)[A-Z0-9][\w-]*[A-Z][\w-]*|[A-Z][a-z]+-\d+\w*")
"""A model's name, as the tagger knows none: "9M133", "Shahed-136", "TB2"."""


@dataclass(frozen=True, slots=True)
class Counted:
    """Tokens [first, head] of the noun phrase that is counted; its noun is the token at `head`."""

    first: int
    head: int


def counted_noun(parse: Doc, after: int) -> Counted | None:
    """The noun phrase that begins at token `after` ("of" and a determiner may stand before it); None where none does."""
    first = after
    if first < len(parse) and parse[first].lower_ == "of":
        first += 1
    while first < len(parse) and parse[first].lower_ in _DETERMINERS and first > after:
        first += 1
    head = _head(parse, first)
    return None if head is None else Counted(first, head)


def _head(parse: Doc, first: int) -> int | None:
    head: int | None = None
    for token in parse[first : first + _FARTHEST]:
        if _ends_before(parse, token, head):
            break
        apart = _is_a_calibre_s(parse, token) or _is_prefix(parse, token)
        if token.tag_ in _NOUNS and token.lower_ not in _STAND_INS and not apart:
            head = token.i
    return head


def _is_prefix(parse: Doc, token: Token) -> bool:
    """The "ex" of "300 ex-soldiers", and its hyphen."""
    if token.text == "-":
        return True
    return token.lower_ in _PREFIXES and token.i + 1 < len(parse) and parse[token.i + 1].text == "-"


def _ends_before(parse: Doc, token: Token, head: int | None) -> bool:
    """Whether the phrase is over before this token, its last noun so far being `head`."""
    if (token.is_sent_start and head is not None) or token.text.startswith("\n") or token.text in "()":
        return True
    if token.tag_ == "POS" and token.i + 1 < len(parse) and parse[token.i + 1].lower_ == "worth":
        return True
    if head is not None and token.tag_ in ("VBG", "VBN") and token.dep_ in ("acl", "relcl"):
        return True  # "six aircraft carrying weapons"
    tied = token.tag_ == "HYPH" or parse[token.i - 1].tag_ == "HYPH"  # "40 Soviet-era tanks"
    if head is not None and token.ent_type_ in _TIME_TYPES and not tied:
        return True
    plural = head is not None and parse[head].tag_ in ("NNS", "NNPS") and parse[head].i == token.i - 1
    if _is_hyphenated(parse, token) or (_MODEL.fullmatch(token.text) and not plural):
        return False
    if token.tag_ in _INSIDE:
        return plural and (token.tag_ not in ("NN", "NNS", "POS", "HYPH") or not _joined(parse, token))
    if token.text == "/" and not token.whitespace_ and token.i and not parse[token.i - 1].whitespace_:
        return False  # "58 AN/AAR-57 receivers"
    if token.tag_ in _MODIFIER_BEFORE and not plural:
        return not _goes_on(parse, token, head)
    return True


def _is_hyphenated(parse: Doc, token: Token) -> bool:
    """ "Surface-to-air", "rolled-up": a word between hyphens goes on with the phrase."""
    around = parse[max(token.i - 1, 0)], parse[min(token.i + 1, len(parse) - 1)]
    return token.tag_ in ("IN", "TO", "RP") and all(t.text == "-" for t in around)


def _joined(parse: Doc, token: Token) -> bool:
    """Whether a noun right after a plural belongs with it ("weapons systems"), by the parse."""
    before = parse[token.i - 1]
    return token.tag_ in ("POS", "HYPH") or before.dep_ == "compound" or before.head.i >= token.i


def _goes_on(parse: Doc, token: Token, head: int | None) -> bool:
    """Whether an adverb, comma, "and" or calibre stands inside the phrase: a plural noun must follow soon."""
    if token.tag_ == "CD":
        named = _is_calibre(parse, token.i) or _numbers_a_name(parse, token, head)
        return named or (not token.text[0].isdigit() and not token.like_num)
    if token.tag_ == "VBD":
        return token.dep_ == "amod"
    if token.tag_ in (",", "CC") and _is_half(parse, token.i):  # "hundreds of Shahed- and Mohajer-series drones"
        return any(t.tag_ in ("NNS", "NNPS") for t in parse[token.i + 1 : token.i + 6])
    if token.tag_ in (",", "CC") and (head is None and token.i > 0 and parse[token.i - 1].tag_ not in _INSIDE):
        return False
    if token.tag_ in (":", "SYM"):
        return False
    for later in parse[token.i + 1 : token.i + 4]:
        if later.tag_ in ("NNS", "NNPS"):
            return not (token.tag_ in (",", "CC") and head is not None and parse[head].tag_ in ("NNP",))
        if later.tag_ not in _INSIDE:
            return False
    return False


def _is_half(parse: Doc, comma: int) -> bool:
    """ "Short- and long-range missiles", "six Mi-24V and Mi-35 helicopters": what is counted is still to come."""
    before, after = parse[comma - 1].text, parse[min(comma + 1, len(parse) - 1)].text
    suspended = before.endswith("-") and comma > 1
    return suspended or (_is_type(before) and _is_type(after))


def _is_type(word: str) -> bool:
    return any(c.isdigit() for c in word) and any(c.isupper() for c in word)


def _numbers_a_name(parse: Doc, token: Token, head: int | None) -> bool:
    """Whether a number belongs to the name before it, and a plural follows: "11 Type 45 destroyers"."""
    before, later = parse[token.i - 1], parse[token.i + 1 : token.i + 3]
    if before.text in _NUMBERED:
        return any(t.tag_ in _NOUNS for t in later[:1])
    named = head == before.i and before.tag_ == "NNP" and any(t.tag_ in _NOUNS for t in later[:1])
    return named and any(t.tag_ in ("NNS", "NNPS") for t in later)


def _is_a_calibre_s(parse: Doc, token: Token) -> bool:
    """The "mm" of "18 122mm Grad rockets"."""
    follow = parse[token.i + 1 : token.i + 2]
    return token.lower_ in _CALIBRES and any(t.tag_ in _NOUNS for t in follow) and parse[token.i - 1].like_num


def _is_calibre(parse: Doc, i: int) -> bool:
    follow = [t.lower_ for t in parse[i + 1 : i + 3]]
    return bool(follow) and (follow[0] in _CALIBRES or (follow[0] == "-" and follow[-1] in _CALIBRES))
