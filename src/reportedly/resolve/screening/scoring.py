"""How like two names are, 0–1, and in which words: letter by letter, the rare words heaviest, numbers exactly."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from reportedly.resolve.screening.forms import NameForm, Word

SPELLED, SPELLED_KOREAN, SPELLED_CHINESE, VOWELS_APART, BONES = 0.97, 0.95, 0.88, 0.93, 0.86
"""How like two words are that folding makes alike; that it does as Korean, as Chinese ones; whose vowels are near; of which
one is in a script without vowels and the consonants are the same.
"""
OTHER_NUMBER, NO_NUMBER = 0.6, 0.8
"""What remains of a likeness where numbers or single letters differ, and where one name has none."""
ONLY_COMMON = 0.6
"""The most that words can come to that many names bear."""
_TELLING = 0.3
_USUAL, _ARTICLE, _EXACT = 0.45, 0.1, 0.5
_LEAST_FUZZY, _LONG, _LEAST_BONES, _LEAST_JOINED = 4, 9, 3, 7
_SLOPE, _KOREAN_SLOPE = 0.6, 0.3
"""What each letter costs that only Korean spelling makes alike, for names of unknown origin and for those of Korea."""
_INITIAL = 0.75
_LAX = str.maketrans("eo", "iu")


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like two names are. how: the ways in which they are alike or differ, slugs (`WAYS` of `wording`)."""

    score: float
    how: frozenset[str]


Rarity = Callable[[Word], float]


def likeness(one: NameForm, other: NameForm, rarity: Rarity, korean: bool = False) -> Likeness:
    """How like two names are. rarity: what a word tells; korean: whether either is known to be of Korea."""
    if one.plain == other.plain or sorted(one.plain) == sorted(other.plain):
        how = {"same"} if one.plain == other.plain else {"order"}
        return Likeness(1.0 if one.plain == other.plain else 0.98, frozenset(how | _common(one.telling, rarity)))
    pairs = _pairs(one, other, rarity, korean)
    ways = (_aligned(one, other, pairs, rarity), _joined(one, other, rarity), _chinese(one, other))
    found = max(ways, key=lambda way: way.score)
    return _numbered(one, other, found)


def _aligned(
    one: NameForm, other: NameForm, pairs: Sequence[tuple[Word, Word, float, str]], rarity: Rarity
) -> Likeness:
    """By words that pair off: what they weigh of all that both names weigh."""
    whole = sum(_weight(word, rarity) for form in (one, other) for word in form.telling)
    shared = sum((_weight(a, rarity) + _weight(b, rarity)) * like for a, b, like, _ in pairs)
    how = {how for *_, how in pairs if how != "same"}
    if len(pairs) < max(len(one.telling), len(other.telling)):
        how.add("words")
    elif [a for a, *_ in pairs] == list(one.telling) and [b for _, b, *_ in pairs] != list(other.telling):
        how.add("order")
    if len(one.words) != len(one.telling) or len(other.words) != len(other.telling):
        how |= {"form"} if _silent(one) != _silent(other) else set()
    score = shared / whole if whole else 0.0
    if common := _common([a for a, *_ in pairs], rarity):
        score, how = min(score, ONLY_COMMON), how | common
    return Likeness(score, frozenset(how))


def _silent(form: NameForm) -> list[str]:
    return sorted(word.plain for word in form.words if word.kind == "silent")


def _joined(one: NameForm, other: NameForm, rarity: Rarity) -> Likeness:
    """By all letters without the blanks: 'Kimchol' and 'Kim Chol'."""
    a, b = one.joined, other.joined
    if len(one.telling) == len(other.telling) or min(len(a), len(b)) < _LEAST_FUZZY:
        return Likeness(0.0, frozenset())
    if a == b:
        return Likeness(0.96, frozenset({"spaces"}))
    if min(len(a), len(b)) >= _LEAST_JOINED and OSA.distance(a, b, score_cutoff=1) == 1:
        return Likeness(0.95 - 1 / max(len(a), len(b)), frozenset({"spaces", "letter"}))
    return Likeness(0.0, frozenset())


def _chinese(one: NameForm, other: NameForm) -> Likeness:
    """By syllables, where one name is written by Wade–Giles and the other is not."""
    same = one.chinese and one.chinese == other.chinese and one.wade_giles != other.wade_giles
    return Likeness(SPELLED_CHINESE, frozenset({"spelling"})) if same else Likeness(0.0, frozenset())


def _numbered(one: NameForm, other: NameForm, found: Likeness) -> Likeness:
    """Names whose numbers or single letters differ are those of different ships."""
    if one.exact == other.exact or not found.score:
        return found
    missing = not one.exact or not other.exact
    part = NO_NUMBER if missing else OTHER_NUMBER
    return Likeness(found.score * part, found.how | {"no-number" if missing else "number"})


def _weight(word: Word, rarity: Rarity) -> float:
    if word.is_exact:
        return _EXACT
    part = _USUAL if word.kind == "usual" else _ARTICLE if word.kind == "article" else 1.0
    return part * (0.2 + 0.8 * rarity(word))


def _common(words: Sequence[Word], rarity: Rarity) -> set[str]:
    """Whether none of some words tells anything; numbers alone are no words."""
    named = [word for word in words if not word.is_exact]
    telling = any(word.kind == "name" and rarity(word) >= _TELLING for word in named)
    return {"common"} if named and not telling else set()


def _pairs(one: NameForm, other: NameForm, rarity: Rarity, korean: bool) -> list[tuple[Word, Word, float, str]]:
    """Words that pair off, each once, the weightiest and likest first; in the order of the first name."""
    possible = []
    for i, a in enumerate(one.telling):
        for j, b in enumerate(other.telling):
            like, how = _alike(a, b, korean, one.vowels and other.vowels)
            if like:
                possible.append((like * (_weight(a, rarity) + _weight(b, rarity)), -abs(i - j), -i, -j, like, how))
    found, ones, others = [], set(), set()
    for *_, minus_i, minus_j, like, how in sorted(possible, reverse=True):
        if minus_i not in ones and minus_j not in others:
            ones.add(minus_i)
            others.add(minus_j)
            found.append((-minus_i, one.telling[-minus_i], other.telling[-minus_j], like, how))
    return [(a, b, like, how) for _, a, b, like, how in sorted(found, key=lambda pair: pair[0])]


def _alike(a: Word, b: Word, korean: bool, vowels: bool) -> tuple[float, str]:
    """How like two words are, 0 for not at all, and in which way."""
    if a.plain == b.plain:
        return 1.0, "same"
    if a.is_exact or b.is_exact:
        return 0.0, ""
    if a.folded == b.folded:
        return SPELLED, "spelling"
    shorter, longer = sorted((len(a.folded), len(b.folded)))
    if shorter == 1:
        return (_INITIAL, "initial") if a.folded[0] == b.folded[0] else (0.0, "")
    most = 0 if shorter < _LEAST_FUZZY else 1 if longer < _LONG else 2
    apart = OSA.distance(a.folded, b.folded, score_cutoff=max(most, 3))
    apart = min(apart, OSA.distance(a.plain, b.plain, score_cutoff=max(most, 3)))
    if a.coarse == b.coarse:
        return max(SPELLED_KOREAN - (_KOREAN_SLOPE if korean else _SLOPE) * apart / longer, 0.0), "spelling"
    if not vowels and a.bones and a.bones == b.bones:
        return BONES + (0.04 if len(a.bones) >= _LEAST_BONES else -0.1), "bones"
    if apart <= most:
        return 1.0 - apart / longer, "letter" if apart == 1 else "letters"
    if vowels and a.bones == b.bones and shorter >= _LEAST_FUZZY:
        return _vowels_apart(a.folded.translate(_LAX), b.folded.translate(_LAX), longer)
    return 0.0, ""


def _vowels_apart(one: str, other: str, longer: int) -> tuple[float, str]:
    """How like words are whose vowels alone differ: e is as i, and o as u, and one more may differ."""
    if one == other:
        return VOWELS_APART, "vowels"
    return (VOWELS_APART - 1 / longer, "vowels") if OSA.distance(one, other, score_cutoff=1) == 1 else (0.0, "")
