"""The page on other languages: its rows load and do what the page says, and its table of slugs is whole."""

from __future__ import annotations

import re
from pathlib import Path

from reportedly.serve.wiring import reader
from reportedly.terms.document import Document

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "languages.md").read_text(encoding="utf-8")


def block(kind: str) -> str:
    """The block of code of a kind."""
    found = re.search(rf"```{kind}\n(.*?)```", PAGE, re.DOTALL)
    assert found
    return found[1]


def seen(*lexicons: Path) -> list[tuple[str, str]]:
    """The goods, figures and sayings that are seen in the page's report."""
    found = reader(lexicons).mentions(Document(block("text"), language="ko"))
    kinds = ("item", "quantity", "attribution")
    return [(m.type, m.verb if m.type == "attribution" else m.text) for m in found if m.type in kinds]


def test_rows_of_ones_own_do_what_the_page_says(tmp_path: Path) -> None:
    """With the page's rows goods, figure and speaker of the report are seen, without them none."""
    rows = tmp_path / "my.toml"
    rows.write_text(block("toml"), encoding="utf-8")
    assert seen() == []
    assert sorted(seen(rows)) == [("attribution", "운을 떼다"), ("item", "곡사탄"), ("quantity", "여남은 발")]


def test_every_slug_of_reading_through_translations_is_told() -> None:
    """Those that the code knows stand in the table."""
    slugs = {"other-language", "original-not-read", "translation-differs", "not-in-original"}
    source = "".join(p.read_text(encoding="utf-8") for p in (ROOT / "src").rglob("*.py"))
    assert all(f'"{slug}"' in source and f"| `{slug}` |" in PAGE for slug in slugs)
