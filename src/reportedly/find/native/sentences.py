"""Where the sentences of a text in Korean, Japanese, Russian or Ukrainian begin and end.

A stop within quotation marks ends a sentence only where the quotation ends with it and nothing of the saying runs on
("…보냈다"며, «…?» — спросил); one of an abbreviation, an initial or a decimal ends none.
"""

from __future__ import annotations

import re

from reportedly.terms.evidence import Span

_STOP = re.compile(r"[.!?。！？…]+[\"'”’»」』）)\]]*")
_CLOSING = "\"'”’»」』）)]"
_QUOTED = re.compile(r"“[^“”\n]*”|„[^„“”\n]*[“”]|«[^«»\n]*»|「[^「」\n]*」|『[^『』\n]*』|（[^（）\n]*）|\"[^\"\n]*\"")
_WIDE = "。！？"
_RUNS_ON = re.compile(r"[ \u00a0]*(?:[-–—]|[а-яёіїєґ,;:])")
"""Behind the blanks: a dash or a small letter, by which the sentence goes on."""
_BEFORE = re.compile(r"([A-Za-zА-Яа-яЁёІіЇїЄєҐґ]+)$")
_WORD = 12
_ABBREVIATION = re.compile(
    "гг?|гл|рр?|вв?|н|э|е|т|ст|ул|им|ім|св|см|ср|тыс|тис|млн|млрд|трлн|кв|км|мм?|кг|обл|просп|пр|пл|пер|пос|пгт|проф|акад"
    "|ген|полк|подп|кап|лейт|адм|зам|нач|пом|ред|напр|приблиз|ок|вул|буд|с|д|пп?|др"
)
"""Those that seldom close a sentence; of others ("долл.", "чел.") a small letter behind tells that it goes on."""
_TITLES = frozenset({"Mr", "Ms", "Mrs", "Dr", "Gen", "Lt", "Col", "Adm", "No", "St"})


def sentences(text: str) -> tuple[Span, ...]:
    """The sentences of a text in order, without the blanks around them."""
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    found: list[Span] = []
    start = 0
    for end in (*_ends(text, quoted), len(text)):
        trimmed = _trimmed(text, start, end)
        if trimmed[0] < trimmed[1]:
            found.append(trimmed)
        start = end
    return tuple(found)


def _ends(text: str, quoted: list[Span]) -> list[int]:
    lines = {match.end() for match in re.finditer(r"\n", text)}
    stops = {m.end() for m in _STOP.finditer(text) if _closes(text, m, quoted)}
    return sorted(lines | stops)


def _closes(text: str, stop: re.Match[str], quoted: list[Span]) -> bool:
    end = stop.end()
    if end == len(text):
        return True
    if any(start < stop.start() and end < close for start, close in quoted):
        return False
    marks = stop.group().rstrip(_CLOSING)
    closes_quote = len(marks) < len(stop.group())
    if marks[-1] in _WIDE:
        return not closes_quote or text[end].isspace()
    if not text[end].isspace() or (marks == "." and _is_short(text, stop.start())):
        return False
    return not _RUNS_ON.match(text, end)


def _is_short(text: str, at: int) -> bool:
    """Whether the full stop at `at` is one of an abbreviation or of an initial."""
    word = _BEFORE.search(text, max(0, at - _WORD), at)
    if word is None:
        return False
    letters = word.group(1)
    return bool(_ABBREVIATION.fullmatch(letters)) or letters in _TITLES or (len(letters) == 1 and letters.isupper())


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
