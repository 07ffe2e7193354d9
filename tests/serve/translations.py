"""A report in Korean and its translation, in a folder, as users bring them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

SHELLS = "우크라이나 국방부는 11일 북한이 러시아에 포탄 3만 발을 보냈다고 밝혔다."
TANKS = "독일은 우크라이나에 전차 18대를 인도했다."
EVIDENCE = [SHELLS, TANKS]
KOREAN = f"{SHELLS} {TANKS}\n"
ENGLISH = (
    "Ukraine's defence ministry said on the 11th that North Korea has sent 30,000 shells to Russia. "
    "Germany has delivered 18 tanks to Ukraine.\n"
)
BETTER = (
    "The Ukrainian defence ministry said on the 11th that North Korea had sent 30,000 shells to Russia. "
    "Germany has delivered 18 tanks to Ukraine.\n"
)
TOLD = {"publisher": "한강일보", "published": "2024-11-12"}
URL = "https://hangang.example/1"


def folder_of(folder: Path, original: str = "bericht.ko.txt", translation: str = "bericht.en.txt") -> Path:
    """A folder with both and a meta.json."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / original).write_text(KOREAN, encoding="utf-8")
    (folder / translation).write_text(ENGLISH, encoding="utf-8")
    told: dict[str, Any] = {original: {**TOLD, "url": URL}, translation: {**TOLD, "translation_of": original}}
    (folder / "meta.json").write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    return folder
