"""Vessels in Korean, Japanese, Russian and Ukrainian texts: a name in quotation marks or Latin letters beside a word for a
ship, and what 호 or 号 marks as a ship's; with the IMO number where the text gives one that holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.find.places import imo_holds
from reportedly.terms.evidence import Span
from reportedly.terms.mention import VesselMention

_LATIN = r"[A-Z][\w.-]*(?: (?:[A-Z][\w.-]*|\d{1,3}))*"
_QUOTED = r"[‘“'\"「『«„](?P<quoted>[^‘’“”'\"「」『』«»„\n]{2,40})[’”'\"」』»“]"
_IMO = re.compile(r"[’”'\"」』»“]?[호号]?\s*[(（]?[,、]?\s*(?:IMO|ИМО|ІМО)(?:\s*(?:number|번호|番号|номер|№))?\s*[:：]?\s*(\d{7})")
_COUNTED = re.compile(r"(?:.*[-\s])?[제第]?\s?\d+|[一-龠ァ-ヴー]*\d+")
"""What is numbered rather than named: 화물선 3호, 천리마-1호, 第3号."""
_NEAR = 10


@dataclass(frozen=True, slots=True)
class _Language:
    """How ships are named in a language. ship: the words for one. mark: what closes a ship's name, with what may follow it.
    word: a name without quotation marks before the mark. joint: what stands between names in a list; others: what leads from
    the list to the word for its ships.
    """

    ship: str
    mark: str = ""
    word: str = ""
    joint: str = ""
    others: str = ""


_LANGUAGES = {
    "ko": _Language(
        "(?:선박|화물선|컨테이너선|유조선|벌크선|수송선|상선|여객선|어선|선단|함정|호위함|구축함|군함)",
        "호(?![가-힣])|호(?=[은는이가을를의에와과도로등])",
        "[가-힣A-Za-z0-9-]+?",
        r"(?:[와과,·]|와의) ?",
        r" 등 ?[^.\n]{0,12}?",
    ),
    "ja": _Language(
        "(?:船舶|貨物船|コンテナ船|タンカー|輸送船|商船|貨客船|運搬船|船|艦)",
        "号",
        "(?:[ァ-ヴー・A-Za-z0-9]+|[一-龠]{2,6}?)",
        "[とや、・]",
        r"など[^。\n]{0,12}?",
    ),
    "ru": _Language(r"(?:суд(?:н[оаеу]|ном|а|ов|ах|ами)|(?:теплоход|сухогруз|корабл|контейнеровоз|танкер|паром)\w*)"),
    "uk": _Language(
        r"(?:суд(?:н[оаіу]|ном)|суден|корабель|теплохід|(?:теплоход|суховантаж|корабл|контейнеровоз|танкер|пором)\w*)"
    ),
}


def vessels(text: str, language: str) -> tuple[VesselMention, ...]:
    """The ships named in a text, in order."""
    how = _LANGUAGES.get(language)
    found: dict[Span, VesselMention] = {}
    for start, end in _spans(text, how) if how else ():
        if not any(start < taken[1] and taken[0] < end for taken in found):
            imo = _IMO.match(text, end)
            number = imo.group(1) if imo and imo_holds(imo.group(1)) else None
            found[start, end] = VesselMention(start, end, text[start:end], text[start:end], number)
    return tuple(found[span] for span in sorted(found))


def _spans(text: str, how: _Language) -> Iterator[Span]:
    for match in re.finditer(rf"(?i:{how.ship})[ \u00a0]*(?:{_QUOTED}|(?P<latin>{_LATIN}))", text):
        yield match.span("quoted" if match.group("quoted") else "latin")
    if how.mark:
        told = [span for span in _marked(text, how) if not _COUNTED.fullmatch(text[slice(*span)])]
        yield from told
        for name in {text[slice(*span)] for span in told}:
            yield from ((m.start(), m.start() + len(name)) for m in re.finditer(rf"{re.escape(name)}(?:{how.mark})", text))


def _marked(text: str, how: _Language) -> Iterator[Span]:
    """The names in lists of which one is told to be a ship's: quoted, Latin, or beside a word for ships or an IMO number."""
    name = rf"(?:[‘“'\"「『][^‘’“”'\"「」『』\n]{{2,40}}[’”'\"」』]|{_LATIN}|{how.word})(?:{how.mark})"
    chain = re.compile(rf"(?P<ship>{how.ship}[ \u00a0]*)?(?<![가-힣A-Za-z0-9])(?P<list>{name}(?:{how.joint}{name})*)")
    one = re.compile(rf"[‘“'\"「『]?(?P<name>{_LATIN}|[^‘’“”'\"「」『』\n]+?)[’”'\"」』]?(?:{how.mark})(?:{how.joint})?")
    for match in chain.finditer(text):
        if match.group("ship") or _is_told(text, match, how):
            for each in one.finditer(text, match.start("list"), match.end("list")):
                yield each.span("name")


def _is_told(text: str, match: re.Match[str], how: _Language) -> bool:
    listed, behind = match.group("list"), text[match.end() : match.end() + 2 * _NEAR]
    before = text[max(0, match.start() - _NEAR) : match.start()]
    shown = listed[0] in "‘“'\"「『" or re.match(r"[A-Z]", listed)
    by_word = re.search(rf"{how.ship}[ \u00a0]*$", before) or re.match(rf"{how.others}{how.ship}", behind)
    return bool(shown or by_word or re.match(r"\s*[(（][^)）\n]{0,12}IMO", behind))
