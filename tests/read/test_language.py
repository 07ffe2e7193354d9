from __future__ import annotations

import pytest

from reportedly.read.language import language_of


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("North Korea (북한) sent arms to Russia.", "en"),
        ("국가정보원은 북한이 러시아에 무기를 보냈다고 밝혔다", "ko"),
        ("防衛省は北朝鮮がロシアに武器を供与したと発表した", "ja"),
        ("朝鲜向俄罗斯运送武器", "zh"),
        ("Министерство обороны России сообщило о поставках", "ru"),
        ("Міністерство оборони України повідомило про їхні поставки", "uk"),
        ("وزارت دفاع ایران گزارش را تکذیب کرد پس", "fa"),
        ("نفت وزارة الدفاع ذلك", "ar"),
        ("1,000 — 2,000", "en"),
        ("", "en"),
    ],
)
def test_by_letters(text: str, code: str) -> None:
    """The letters tell the language, as far as they can; names in brackets do not change it."""
    assert language_of(text) == code
