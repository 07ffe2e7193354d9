"""Numerals that name, date or number a thing rather than count it: years, models, resolutions, ages, clock times."""

from __future__ import annotations

import re

from spacy.tokens import Token

from reportedly.find.counted import Counted
from reportedly.find.numerals import Numeral
from reportedly.find.page import Page

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
)
_MONTH_BEFORE = re.compile(rf"\b{_MONTH} (?:\d{{1,2}} ?(?:-|–|to|and|,) ?)?$")
_MONTH_AFTER = re.compile(rf"(?:st|nd|rd|th)?(?: ?(?:-|–|to|and) ?\d{{1,2}})? (?:of )?{_MONTH}")
_LABELS = (
    "no|nos|number|numbers|article|articles|resolution|resolutions|paragraph|paragraphs|section|chapter|page|pages|phase|"
    "part|step|level|stage|unit|flight|route|highway|room|line|lines|type|mark|mk|block|class|category|annex|table|figure|"
    "fig|op|tier|group|zone|sector|gate|brigade|regiment|bureau|office|house|world war|version|chapter|verse|day|week|"
    "exits?|routes?|gates|lanes?|seats?|platforms?|terminals?|runways?|articles|sections|flights|item|model|series|project|grade|round|point|camp|hangar|pier|magnitude|mw|ms|berth|hull|channel|law|act|directive|decree|imo|aged?|"
    "age of|ages of|operative paragraph|tel|telephone|fax|phone|schedule|footnote|episode|season|title|chapter|vol|volume"
)
_LABEL_BEFORE = re.compile(rf"(?<![A-Za-z])(?:{_LABELS})\.? ?(?:\d+(?:,| and|-|–) ?)*$", re.IGNORECASE)
_NAMING = re.compile(
    r"(?<![A-Za-z])(?:type|mk|mark|phase|category|class|grade|level|tier|stage|article|resolution|section|annex|chapter|"
    r"highway|route|formula|fortune|forbes|ftse|s&p|nikkei|nasdaq|russell|stoxx|cac|dax|asx|csi|smi|title|apollo|windows|"
    r"iphone|galaxy|boeing|airbus|embraer|super bowl|no\.|nos\.)[ \u00a0]$",
    re.IGNORECASE,
)
_VARIANT_BEFORE = re.compile(r"(?<![A-Za-z])(?:Block|Increment|Mod)[ \u00a0]$")
_CLOCK_AFTER = re.compile(r" ?(?:[ap]\.?m\b|o'clock|hours (?:local|GMT)|GMT\b|UTC\b|EST\b|EDT\b)", re.IGNORECASE)
_AGE_AFTER = re.compile(r"[- ](?:year|month|week|day)s?[- ]olds?\b|,? (?:years old|years of age)", re.IGNORECASE)
_NO_COUNT_AFTER = re.compile(
    r"-(?:ways?|off|sided?|star|time|timer|tier|fold|pronged|faced|dimensional|handed|legged|step|stop|party's|to|in|on|by|"
    r"and|a|size|lettered|hit|liner|upmanship|horse|piece|trick)(?![A-Za-z])|p\b|-?K\b|°",
    re.IGNORECASE,
)
_DEFINITE = re.compile(
    r"(?:\b(?:the|a|an|its|their|his|her|first|final|new|latest|this|that|larger)|['’]s) $", re.IGNORECASE
)
_OWNED = re.compile(r"['’]s $")
_COLLECTIVE = {
    "aircraft", "staff", "crew", "personnel", "police", "sheep", "fish", "cattle", "spacecraft", "mark", "barrier", "level",
    "threshold", "offspring", "people", "manpower", "infantry", "cavalry", "livestock", "poultry", "deer",
}  # fmt: skip
_FRACTION_AFTER = re.compile(r"[- ](?:thirds?|quarters?|fifths?|halves)\b", re.IGNORECASE)
_ADDRESS = re.compile(r"(?: [A-Z]\w+)+ (?:Street|Avenue|Road|Boulevard|Lane|Square)\b")
_VARIANT_AFTER = re.compile(r" (?:Block|Mk|Mod|Increment|Flight)\.? (?:\d|[IVX]+\b)")
_LISTED = re.compile(r"(?:^|\n)[ \t(\[]*$")
_LIST_MARK = re.compile(r"[.)\]](?:\s|$)")
_BRACKETED = re.compile(r"\[$")
_PHONE = re.compile(r"[-–. ]\d{3}[-–. ]\d{4}\b")
_NAMED_BY_REST = (_CLOCK_AFTER, _AGE_AFTER, _FRACTION_AFTER, _ADDRESS, _NO_COUNT_AFTER)
_MODELS = re.compile(r"\ds$")
"""Of "the 24 F-16s", which the parser takes for a name."""
_PLURAL = {"NNS", "NNPS"}
_ARGUMENTS = {"dative", "dobj", "nsubj", "pobj", "intj", "advmod", "npadvmod"}


def is_designation(page: Page, numeral: Numeral, bounded: bool, counted: Counted | None) -> bool:
    """Whether the figure names, dates or numbers something. bounded: words such as "more than" stand beside it.

    counted: the noun phrase after it, if any. Figures with a currency mark need not be asked.
    """
    text = page.text
    lead, rest = text[max(0, numeral.start - 28) : numeral.start], text[numeral.end : numeral.end + 28]
    if any(pattern.match(rest) for pattern in _NAMED_BY_REST):
        return True
    if (_NAMING.search(lead) or _VARIANT_BEFORE.search(lead)) and numeral.low < 3000:
        return True
    if _VARIANT_AFTER.match(rest) and _follows_a_name(page, numeral, lead, counted):
        return True  # "Standard Missile 6 Block 1 missiles"
    if not numeral.digits:
        return _is_name_in_words(page, numeral, lead)
    if "," in numeral.digits or numeral.scale != 1:
        return False
    return (
        _is_dated(int(numeral.low), lead, rest)
        or bool(_LISTED.search(lead) and _LIST_MARK.match(rest))
        or (len(numeral.digits) == 2 and lead.endswith((" '", " ’")) and not bounded)
        or bool(_BRACKETED.search(lead) or _PHONE.match(rest))
        or (not bounded and _is_label(page, numeral, lead, rest, counted))
    )


def _is_dated(value: int, lead: str, rest: str) -> bool:
    return 1 <= value <= 31 and bool(_MONTH_BEFORE.search(lead) or _MONTH_AFTER.match(rest))


def _is_label(page: Page, numeral: Numeral, lead: str, rest: str, counted: Counted | None) -> bool:
    plural = counted is not None and _is_plural(page.parse[counted.head])
    if _LABEL_BEFORE.search(lead):
        return not plural
    if _is_age(page, numeral, lead, rest) or _is_year(page, numeral, lead, counted):
        return True
    return not plural and (_is_model(page, numeral, lead, counted) or _follows_a_name(page, numeral, lead, counted))


def _is_plural(noun: Token) -> bool:
    return noun.tag_ in _PLURAL or bool(_MODELS.search(noun.text))


def _is_model(page: Page, numeral: Numeral, lead: str, counted: Counted | None) -> bool:
    """As in “the 787 Dreamliner”, “Poor's 500”: a definite bare number before a singular noun, or a name's own."""
    if "." in numeral.digits or numeral.low < 2 or page.text.startswith("-", numeral.end) or not _DEFINITE.search(lead):
        return False
    if counted is None:
        return bool(_OWNED.search(lead)) and numeral.low >= 100
    head = page.parse[counted.head]
    return head.tag_ in ("NN", "NNP") and counted.first == counted.head and head.lower_ not in _COLLECTIVE


def _is_year(page: Page, numeral: Numeral, lead: str, counted: Counted | None) -> bool:
    if len(numeral.digits) != 4 or not numeral.digits.isdigit() or not 1900 <= numeral.low <= 2100:
        return False
    if counted is None or re.search(r"\b(?:in|since|until|of|by|from|during|for|the|after|before|and) $", lead):
        return True
    return page.parse[counted.head].tag_ not in _PLURAL or counted.head != counted.first or numeral.low >= 2014


def _is_age(page: Page, numeral: Numeral, lead: str, rest: str) -> bool:
    """A bare number between commas or brackets after a person's name."""
    return (
        numeral.low < 120
        and lead.endswith((", ", "("))
        and rest[:1] in (",", ")", ".")
        and _after_person(page, numeral)
    )


def _after_person(page: Page, numeral: Numeral) -> bool:
    span = page.tokens(numeral.start, numeral.end)
    return span is not None and span.start >= 2 and page.parse[span.start - 2].tag_ == "NNP"


def _follows_a_name(page: Page, numeral: Numeral, lead: str, counted: Counted | None) -> bool:
    """As in “HIMARS 3”, "Fateh 110": a proper name stands right before a small bare number."""
    if numeral.low >= 10_000 or not re.search(r"[A-Za-z0-9] $", lead):
        return False
    span = page.tokens(numeral.start, numeral.end)
    if span is None or span.start == 0:
        return False
    before, number = page.parse[span.start - 1], span[-1]
    if number.dep_ == "nummod" and number.head.i > number.i and before.dep_ in _ARGUMENTS:
        return False  # "sent Ukraine 31 Abrams"
    if before.ent_type_ in ("GPE", "NORP") and counted is not None and page.parse[counted.head].text.endswith("s"):
        return False  # "gave Chad 40 Reapers", whatever the parser makes of it
    return before.tag_ in ("NNP", "NNPS") and not before.text.islower()


def _is_name_in_words(page: Page, numeral: Numeral, lead: str) -> bool:
    """As in “Group of Seven”: a number word with a capital inside a sentence; or "one" that counts nothing."""
    span = page.tokens(numeral.start, numeral.end)
    if span is None:
        return True
    first = span[0]
    capital = first.text[:1].isupper() and not first.is_sent_start and lead[-1:] not in "\"“‘'\n" and lead != ""
    return capital or bool(_LABEL_BEFORE.search(lead) and numeral.low < 100)
