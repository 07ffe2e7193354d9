"""Vessels in Korean, Japanese, Russian and Ukrainian texts: a name beside a word for a ship, in quotation marks or Latin
letters, and what 호 or 号 marks as a ship's; with the IMO number where the text gives one that holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportedly.find.places import imo_holds
from reportedly.terms.mention import VesselMention

_SHIP = {
    "ko": r"(?:선박|화물선|컨테이너선|유조선|벌크선|수송선|상선|여객선|어선|선단|함정|호위함|구축함|군함)(?:인|이던)?",
    "ja": r"(?:船舶|貨物船|コンテナ船|タンカー|輸送船|商船|貨客船|運搬船|船|艦)",
    "ru": r"(?:суд(?:н[оаеу]|ном|а|ов|ах|ами)|(?:теплоход|сухогруз|корабл|контейнеровоз|танкер|паром)\w*)",
    "uk": r"(?:суд(?:н[оаіу]|ном)|суден|корабель|теплохід|(?:теплоход|суховантаж|корабл|контейнеровоз|танкер|пором)\w*)",
}
_LATIN = r"[A-Z][\w.-]*(?: (?:[A-Z][\w.-]*|\d{1,3}))*"
_WORD = {"ko": r"[가-힣A-Za-z0-9][가-힣A-Za-z0-9-]*?", "ja": r"[ァ-ヺー・A-Za-z0-9一-龠]+?"}
_OPEN, _CLOSE = "[‘“'\"「『«„]", "[’”'\"」』»“]"
_QUOTED = rf"{_OPEN}(?P<quoted>[^‘’“”'\"「」『』«»„\n]{{2,40}}){_CLOSE}"
_IMO = re.compile(r"호?号?\s*[(（]?[,、]?\s*(?:IMO|ИМО|ІМО)(?:\s*(?:number|번호|番号|номер|№))?\s*[:：]?\s*(\d{7})")
_MARKS = {"ko": "호", "ja": "号"}
_COUNTED = re.compile(r"\d+|[제第]\s?\d+|.*[-\s]\d+")
"""What is numbered rather than named: 1호, 천리마-1호, 第3号."""


def vessels(text: str, language: str) -> tuple[VesselMention, ...]:
    """The ships named in a text, in order."""
    found: dict[int, VesselMention] = {}
    for start, end in _spans(text, language):
        if not any(m.start < end and start < m.end for m in found.values()):
            imo = _IMO.match(text, end + (text[end : end + 1] in ("’", "”", "'", '"', "」", "』", "»")))
            number = imo.group(1) if imo and imo_holds(imo.group(1)) else None
            found[start] = VesselMention(start, end, text[start:end], text[start:end], number)
    return tuple(found[start] for start in sorted(found))


def _spans(text: str, language: str) -> Iterator[tuple[int, int]]:
    ship, mark = _SHIP.get(language), _MARKS.get(language)
    if ship is None:
        return
    beside = re.compile(rf"{ship}[ \u00a0]*(?:{_QUOTED}|(?P<latin>{_LATIN}))")
    for match in beside.finditer(text):
        yield match.span("quoted" if match.group("quoted") else "latin")
    if mark is not None:
        yield from _marked(text, ship, mark, _WORD[language])


def _marked(text: str, ship: str, mark: str, word: str) -> Iterator[tuple[int, int]]:
    """Names that 호 or 号 follows: in quotation marks, in Latin letters, or beside a word for a ship or an IMO number."""
    edge = r"(?![가-힣])|(?=[은는이가을를의에와과도로]|에서|등)" if mark == "호" else ""
    patterns = (
        rf"{_QUOTED}{mark}",
        rf"(?P<quoted>{_LATIN}){mark}",
        rf"{ship}[ \u00a0]*(?P<quoted>{word}){mark}{f'(?:{edge})' if edge else ''}",
        rf"(?<![가-힣A-Za-z0-9])(?P<quoted>{word}){mark}(?=\s*[(（][^)）\n]{{0,12}}IMO)",
        rf"(?:(?<={mark}[와과,、·・])|(?<={mark}[와과,] )|(?<={mark}と))(?P<quoted>{word}){mark}",
    )
    for pattern in patterns:
        for match in re.finditer(pattern, text):
            if not _COUNTED.fullmatch(match.group("quoted")):
                yield match.span("quoted")
