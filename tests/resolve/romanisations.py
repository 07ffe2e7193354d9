"""How published systems write Cyrillic, Hangul, Arabic and Chinese names in Latin letters.

Written from the systems, apart from the rows by which names are compared: BGN/PCGN, ICAO 9303, ISO 9, the French and German
press; McCune–Reischauer, the Revised Romanisation, the usage of Pyongyang; English and French usage of Arabic; Pinyin and
Wade–Giles.
"""

from __future__ import annotations

import re
from itertools import pairwise

_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщыьэюя"


def _table(words: str) -> dict[str, str]:
    return dict(zip(_CYRILLIC, (word.replace("_", "") for word in words.split()), strict=True))


_BGN = _table("a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch y ’ e yu ya")
_ICAO = _table("a b v g d e zh z i i k l m n o p r s t u f kh ts ch sh shch y _ e iu ia")
_ISO9 = _table("a b v g d e ž z i j k l m n o p r s t u f h c č š ŝ y ʹ è û â")
_FRENCH = _table("a b v g d e j z i ï k l m n o p r s t ou f kh ts tch ch chtch y _ e iou ia")
_GERMAN = _table("a b w g d e sch s i j k l m n o p r s t u f ch z tsch sch schtsch y _ e ju ja")


def _bgn(word: str) -> str:
    """е is ye at the beginning and after a vowel; й after и or ы falls together with it in names."""
    open_e = re.sub(r"(^|[аеийоуыэюяь])е", r"\1Е", word)
    return "".join("ye" if letter == "Е" else _BGN[letter] for letter in open_e)


def cyrillic(word: str, system: str) -> str:
    """A word in Cyrillic letters, lower case, by one system."""
    if system == "native":
        return word
    if system == "bgn":
        return _bgn(word)
    if system == "press":
        return re.sub("iy$|yy$", "y", _bgn(word).replace("’", ""))
    tables = {"icao": _ICAO, "iso9": _ISO9, "french": _FRENCH, "german": _GERMAN}
    return "".join(tables[system][letter] for letter in word)


RUSSIAN = ("bgn", "icao", "press", "iso9", "french", "german", "native")

INITIALS = ("k", "n", "t", "r", "m", "p", "s", "", "ch", "ch'", "k'", "t'", "p'", "h")
VOWELS = ("a", "ya", "ŏ", "yŏ", "o", "yo", "u", "yu", "ŭ", "i", "ae", "e", "wa", "wŏ", "ŭi")
FINALS = ("", "k", "n", "l", "m", "p", "ng")
_HANGUL_INITIAL = dict(zip(INITIALS, (0, 2, 3, 5, 6, 7, 9, 11, 12, 14, 15, 16, 17, 18), strict=True))
_HANGUL_VOWEL = dict(zip(VOWELS, (0, 2, 4, 6, 8, 12, 13, 17, 18, 20, 1, 5, 9, 14, 19), strict=True))
_HANGUL_FINAL = dict(zip(FINALS, (0, 1, 4, 8, 16, 17, 21), strict=True))
_REVISED = {"k": "g", "t": "d", "p": "b", "ch": "j", "k'": "k", "t'": "t", "p'": "p", "ch'": "ch"}
_REVISED_VOWEL = {"ŏ": "eo", "yŏ": "yeo", "ŭ": "eu", "wŏ": "wo", "ŭi": "ui"}
_VOICED = {"k": "g", "t": "d", "p": "b", "ch": "j"}
_NASAL = {"k": "ng", "p": "m"}

Syllable = tuple[str, str, str]


def hangul(word: tuple[Syllable, ...]) -> str:
    """A word of syllables in Korean letters."""
    return "".join(
        chr(0xAC00 + (_HANGUL_INITIAL[i] * 21 + _HANGUL_VOWEL[v]) * 28 + _HANGUL_FINAL[f]) for i, v, f in word
    )


def _met(word: tuple[Syllable, ...]) -> list[Syllable]:
    """Sounds that meet at the edge of two syllables: kn → ngn, nr → ll, mr → mn."""
    sounded = [list(syllable) for syllable in word]
    for one, other in pairwise(sounded):
        if one[2] in _NASAL and other[0] in ("n", "m", "r"):
            one[2], other[0] = _NASAL[one[2]], "n" if other[0] == "r" else other[0]
        elif (one[2], other[0]) in (("n", "r"), ("l", "n"), ("l", "r")):
            one[2], other[0] = "l", "l"
        elif one[2] in ("m", "ng") and other[0] == "r":
            other[0] = "n"
    return [(i, v, f) for i, v, f in sounded]


def korean(word: tuple[Syllable, ...], system: str) -> str:
    """A word of syllables by one system; south: as the South speaks it, r falling away at the head of a word."""
    if system == "native":
        return hangul(word)
    if system in ("revised", "mccune-south"):
        (initial, vowel, final), *rest = word
        soft = vowel[0] in "yiŭ" and vowel != "ŭ"
        initial = ("" if soft else "n") if initial == "r" else "" if initial == "n" and soft else initial
        word = ((initial, vowel, final), *rest)
    written, before = "", ""
    for place, (initial, vowel, final) in enumerate(_met(word)):
        if system == "revised":
            written += _REVISED.get(initial, initial) + _REVISED_VOWEL.get(vowel, vowel) + final
        else:
            voiced = place and (not before or before in ("n", "l", "m", "ng"))
            head = _VOICED.get(initial, initial) if voiced else initial
            written += head + vowel + final
        before = final
    if system == "pyongyang":
        return written.translate(str.maketrans("ŏŭ", "ou")).replace("ch'", "ch").replace("'", "h")
    return written.replace("'", "") if system == "mccune-plain" else written


KOREAN = ("mccune", "mccune-south", "pyongyang", "revised", "native")

ARABIC_CONSONANTS = ("b", "t", "j", "h", "kh", "d", "r", "z", "s", "sh", "gh", "f", "q", "k", "l", "m", "n", "w")
_SCRIPT = dict(zip(ARABIC_CONSONANTS, "بتجحخدرزسشغفقكلمنو", strict=True))
ARABIC_VOWELS = ("a", "i", "u", "aa", "ii", "uu")
_LONG = {"aa": "ا", "ii": "ي", "uu": "و"}


def arabic(word: tuple[str, ...], system: str) -> str:
    """A word of consonants and vowels, in turn, by one system."""
    if system == "native":
        return "".join(_SCRIPT.get(sound) or _LONG.get(sound, "") for sound in word)
    tables = {
        "bgn": {"aa": "a", "ii": "i", "uu": "u"},
        "press": {"aa": "a", "ii": "ee", "uu": "oo", "i": "e", "q": "k"},
        "french": {"aa": "a", "ii": "i", "uu": "ou", "u": "ou", "j": "dj", "sh": "ch", "w": "ou", "q": "k"},
        "persian": {"aa": "a", "ii": "i", "uu": "u", "i": "e", "u": "o", "q": "gh", "w": "v"},
    }
    return "".join(tables[system].get(sound, sound) for sound in word)


ARABIC = ("bgn", "press", "french", "persian", "native")

_HANZI = (
    "an安 bai白 bao宝 bo波 chang昌 chao潮 chen晨 cheng成 chuan川 da大 dong东 fa发 fang方 "
    "feng丰 fu福 gang港 gao高 guang光 guo国 hai海 han汉 he和 heng恒 hong宏 hua华 huang黄 "
    "hui汇 jia佳 jian建 jiang江 jin金 jing京 jun军 kai凯 kang康 lai来 lan兰 li利 lian联 "
    "liang良 lin林 ling灵 long龙 lu鲁 lun轮 mei美 ming明 nan南 ning宁 peng鹏 ping平 qi奇 "
    "qiang强 qing青 quan泉 ren仁 rong荣 rui瑞 shan山 shang上 shen深 sheng胜 shi时 shun顺 "
    "song松 tai泰 tang唐 tian天 tong通 wan万 wei威 wen文 wu武 xi西 xian先 xiang祥 xin新 "
    "xing星 xiong雄 xu旭 yan燕 yang洋 ye业 yi益 ying英 yong永 you友 yu宇 yuan远 yue月 yun运 "
    "ze泽 zhan展 zhang张 zhao兆 zhe哲 zhen振 zheng正 zhi志 zhong中 zhou洲 zhu珠 zi子"
)
HANZI = {part[:-1]: part[-1] for part in _HANZI.split()}
_WADE = (("zh", "ch"), ("ch", "ch'"), ("q", "ch'"), ("j", "ch"), ("x", "hs"), ("z", "ts"), ("c", "ts'"), ("b", "p"),
         ("p", "p'"), ("d", "t"), ("t", "t'"), ("g", "k"), ("k", "k'"), ("r", "j"))  # fmt: skip


def chinese(word: tuple[str, ...], system: str) -> str:
    """A word of syllables by one system; without apostrophes in the Wade–Giles of the press."""
    if system == "native":
        return "".join(HANZI[syllable] for syllable in word)
    if system == "pinyin":
        return "".join(word)
    return "-".join(_wade(syllable) for syllable in word)


def _wade(syllable: str) -> str:
    head, to = next(((a, b) for a, b in _WADE if syllable.startswith(a)), ("", ""))
    rest = syllable[len(head) :]
    rest = rest.replace("ong", "ung")
    rest = re.sub("ian$", "ien", rest)
    rest = {"yan": "yen", "ye": "yeh", "you": "yu", "yi": "i", "e": "eh"}.get(rest, rest)
    return to.replace("'", "") + rest


CHINESE = ("pinyin", "wade", "native")
