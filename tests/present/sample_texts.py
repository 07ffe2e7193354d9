"""The invented reports of the sample, the names in them, and how a claim is cut from their words."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from reportedly.present.names import Names
from reportedly.terms.attribution import Link
from reportedly.terms.claim import Claim, DocumentRef
from reportedly.terms.document import Document
from reportedly.terms.evidence import Evidence

NAMES = Names(
    parties={
        "KP": "North Korea",
        "RU": "Russia",
        "KR": "South Korea",
        "KR-NIS": "NIS",
        "KR-MND": "South Korea’s defence ministry",
        "GB-MOD": "UK Ministry of Defence",
        "US": "United States",
        "US-NSC": "US National Security Council",
        "UA-GUR": "Ukraine’s military intelligence",
        "RU-MFA": "Russia’s foreign ministry",
        "US-TREASURY": "US Treasury",
    }
)

DISPATCH = Document(
    "The ministry gave its view in a dispatch on Thursday.\n"
    "North Korea has moved more than 1,000 containers of munitions to Russia over the last several weeks, the Ministry of "
    "Defence said. If the pace holds, Pyongyang is on course to join Russia's leading foreign suppliers of arms, it said. "
    "Moscow's foreign ministry called talk of munitions from North Korea baseless.",
    path="dispatch.txt",
    publisher="Harbour Gazette",
    host="Lantern News",
    url="https://example.org/2023/10/dispatch",
    archived_url="https://archive.example.org/20231026/dispatch",
    retrieved_at=datetime(2023, 10, 27, 8, 0, tzinfo=UTC),
    published_on=date(2023, 10, 26),
    title="Munitions on the move, London says",
)
CARGO = Document(
    "South Korea's defence minister told reporters that some 6,700 containers had gone from North Korea to Russia since "
    "September. They could hold up to 3 million 152 mm shells, he said, or half a million 122 mm rockets.\n"
    "A Kyiv intelligence official spoke of thousands of containers, judging by satellite images of the port of Rajin.",
    path="cargo.txt",
    publisher="Peninsula Wire",
    url="https://example.org/2024/02/cargo",
    published_on=date(2024, 2, 27),
    title="6,700 containers, minister says",
)
ECHO = Document(
    "North Korea sent three million shells to Russia in 6,700 containers, Seoul says.\n"
    "Washington believes that Pyongyang wants fighter aircraft and surface-to-air missiles in return for its weapons, a "
    "spokesperson for the National Security Council said.",
    path="echo.txt",
    publisher="Meridian Post",
    url="https://example.com/seoul-shells?a=1&b=2",
    published_on=date(2024, 2, 28),
)
BRIEFING = Document(
    "Lawmakers citing the National Intelligence Service said on Wednesday that about 11,000 North Korean soldiers had been "
    "deployed to the Kursk region, according to Yonhap. The recent shipments are believed to have included howitzers and "
    "rocket launchers. By now North Korea has likely sent more than 13,000 containers to Russia, the agency told them.\n"
    "Ukraine's military intelligence put the number of soldiers at 10,900 to 12,000 and said that it could rise to 15,000. "
    "The Kremlin denied that any North Korean soldiers were in Russia. "
    "Newsroom requests to the embassy in Beijing were not answered.",
    path="briefing.txt",
    publisher="Newsweek",
    url="javascript:alert(1)",
    published_on=date(2024, 11, 20),
    title="More weapons for Moscow",
)
RETURN = Document(
    "Russian vessels were seen offloading containers at Rajin, which may be the first deliveries of materiel to North "
    "Korea, a White House spokesperson said. Seoul would consider arming Ukraine if the North went too far, its envoy said. "
    "The US Treasury sanctioned two firms over the shipments. Britain's Ministry of Defence now counts more than 11,000 "
    "containers of munitions sent to Russia, which it says may reach 18,000 to 20,000 by the summer. "
    "Some 9,500 to 10,000 soldiers remain, the National Intelligence Service estimates.",
    path="return.txt",
    publisher="Harbour Gazette",
    url="https://example.org/2024/12/return",
    published_on=date(2024, 12, 3),
)
DOCUMENTS = (DISPATCH, CARGO, ECHO, BRIEFING, RETURN)
MADE_AT = datetime(2025, 1, 15, 9, 30, tzinfo=UTC)


def cut(document: Document, quote: str) -> Evidence:
    """The evidence for a quote that stands once in the document."""
    start = document.text.index(quote)
    return Evidence.cut(document.text, start, start + len(quote))


def claim(document: Document, quote: str, **values: Any) -> Claim:
    """A claim by a publisher, with whatever else is given. Transfers go from KP to RU unless said otherwise."""
    given: dict[str, Any] = {"kind": "transfer", "actor": ("KP",), "recipient": ("RU",), **values}
    chain = (Link(document.publisher or ""), *given.pop("told", ()))
    given.setdefault("origins", (chain[-1].party or chain[-1].name,))
    return Claim(document=DocumentRef.of(document), evidence=cut(document, quote), attribution=chain, **given)
