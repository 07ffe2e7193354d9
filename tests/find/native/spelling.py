"""Numbers written out in Russian and Ukrainian, nominative and genitive, by tables of their own."""

from __future__ import annotations

_ONES = {
    "ru": (
        "один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать четырнадцать пятнадцать "
        "шестнадцать семнадцать восемнадцать девятнадцать",
        "одного двух трёх четырёх пяти шести семи восьми девяти десяти одиннадцати двенадцати тринадцати четырнадцати "
        "пятнадцати шестнадцати семнадцати восемнадцати девятнадцати",
    ),
    "uk": (
        "один два три чотири п'ять шість сім вісім дев'ять десять одинадцять дванадцять тринадцять чотирнадцять п'ятнадцять "
        "шістнадцять сімнадцять вісімнадцять дев'ятнадцять",
        "одного двох трьох чотирьох п'яти шести семи восьми дев'яти десяти одинадцяти дванадцяти тринадцяти чотирнадцяти "
        "п'ятнадцяти шістнадцяти сімнадцяти вісімнадцяти дев'ятнадцяти",
    ),
}
_TENS = {
    "ru": (
        "двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто",
        "двадцати тридцати сорока пятидесяти шестидесяти семидесяти восьмидесяти девяноста",
    ),
    "uk": (
        "двадцять тридцять сорок п'ятдесят шістдесят сімдесят вісімдесят дев'яносто",
        "двадцяти тридцяти сорока п'ятдесяти шістдесяти сімдесяти вісімдесяти дев'яноста",
    ),
}
_HUNDREDS = {
    "ru": (
        "сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот",
        "ста двухсот трёхсот четырёхсот пятисот шестисот семисот восьмисот девятисот",
    ),
    "uk": (
        "сто двісті триста чотириста п'ятсот шістсот сімсот вісімсот дев'ятсот",
        "ста двохсот трьохсот чотирьохсот п'ятисот шестисот семисот восьмисот дев'ятисот",
    ),
}
_SCALES = {
    "ru": (
        (10**9, "миллиард миллиарда миллиардов"),
        (10**6, "миллион миллиона миллионов"),
        (10**3, "тысяча тысячи тысяч"),
    ),
    "uk": (
        (10**9, "мільярд мільярди мільярдів"),
        (10**6, "мільйон мільйони мільйонів"),
        (10**3, "тисяча тисячі тисяч"),
    ),
}
_GENITIVE_ONE = {"миллиард": "миллиарда", "миллион": "миллиона", "тысяча": "тысячи"} | {
    "мільярд": "мільярда", "мільйон": "мільйона", "тисяча": "тисячі",
}  # fmt: skip
_FEMININE = {
    "ru": {"один": "одна", "одного": "одной", "два": "две"},
    "uk": {"один": "одна", "одного": "однієї", "два": "дві"},
}


def spelt(language: str, number: int, genitive: bool = False) -> str:
    """A number from 1 to below a trillion in words."""
    parts: list[str] = []
    for scale, forms in _SCALES[language]:
        count, number = divmod(number, scale)
        if count:
            said = _below_thousand(language, count, genitive).split()
            if scale == 1000:
                said[-1] = _FEMININE[language].get(said[-1], said[-1])
            parts += [*said, _form(forms.split(), count, genitive)]
    if number:
        parts.append(_below_thousand(language, number, genitive))
    return " ".join(parts)


def _form(forms: list[str], count: int, genitive: bool) -> str:
    one, few, many = forms
    single, several = count % 10 == 1 and count % 100 != 11, 2 <= count % 10 <= 4 and not 12 <= count % 100 <= 14
    if single:
        return _GENITIVE_ONE[one] if genitive else one
    return few if several and not genitive else many


def _below_thousand(language: str, number: int, genitive: bool) -> str:
    ones, tens, hundreds = (table[language][genitive].split() for table in (_ONES, _TENS, _HUNDREDS))
    parts = [hundreds[number // 100 - 1]] if number >= 100 else []
    rest = number % 100
    if rest >= 20:
        parts += [tens[rest // 10 - 2]]
        rest %= 10
    return " ".join(parts + ([ones[rest - 1]] if rest else []))
