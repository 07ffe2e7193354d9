"""The sentences of `bench.copying`, as papers write them; none was changed after it was measured."""

# ruff: noqa: E501 - a sentence stands on one line

from __future__ import annotations

from dataclasses import dataclass

WIRES = ("Harbour Wire", "Pacific Wire", "Meridian News Agency", "Northern Press Agency")
PAPERS = (
    "The Gazette", "Daily Clarion", "Channel Herald", "Northern Courier", "The Echo", "Morning Ledger", "Evening Standard-Star",
    "Coast Tribune", "Capital Post", "The Examiner", "Lake Observer", "Union Chronicle", "World Report Online", "Delta Times",
    "Frontier Review", "Summit Daily",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Case:
    """A flow: who says so first (code, names), in what city, of what nation; the allies that may repeat it; who else knows
    by itself: code, name, how.
    """

    supplier: str
    supplier_name: str
    recipient: str
    recipient_name: str
    goods: str
    code: str
    nation: str
    city: str
    origins: tuple[str, ...]
    allies: tuple[str, ...]
    own: tuple[tuple[str, str, str], ...]


_KOREAN = (
    "South Korea's Defence Ministry",
    "South Korea's National Intelligence Service",
    "South Korea's Joint Chiefs of Staff",
)
_FRIENDS = (
    "The White House",
    "Japan's Defence Ministry",
    "Ukraine's military intelligence service",
    "The Pentagon",
    "Britain's Foreign Office",
)
_KNOW = (
    ("FR", "France's Defence Ministry", "imagery"),
    ("GB", "Britain's Ministry of Defence", "imagery"),
    ("DE", "Germany's Defence Ministry", "imagery"),
    ("RU", "Russia's Defence Ministry", "receives"),
    ("KP", "North Korea's Foreign Ministry", "sends"),
)
CASES = (
    Case("KP", "North Korea", "RU", "Russia", "containers of munitions", "KR", "South Korean", "SEOUL", _KOREAN, _FRIENDS, _KNOW),
    Case("KP", "North Korea", "RU", "Russia", "artillery shells", "KR", "South Korean", "SEOUL", _KOREAN, _FRIENDS, _KNOW),
    Case(
        "IR", "Iran", "RU", "Russia", "attack drones", "UA", "Ukrainian", "KYIV",
        ("Ukraine's military intelligence service", "Ukraine's Defence Ministry", "Ukraine's Foreign Ministry"),
        ("The White House", "The Pentagon", "Poland's Foreign Ministry", "Britain's Foreign Office"),
        (
            ("FR", "France's Defence Ministry", "imagery"),
            ("DE", "Germany's Defence Ministry", "debris"),
            ("GB", "Britain's Ministry of Defence", "debris"),
            ("IR", "Iran's Foreign Ministry", "sends"),
            ("RU", "Russia's Defence Ministry", "receives"),
        ),
    ),
)  # fmt: skip

LEADS = (
    "{supplier} has shipped about {figure} {goods} to {recipient}, {origin} said on Monday.",
    "{who} said on Monday that {supplier} had sent {figure} {goods} to {recipient} since last summer.",
    "{recipient} has received some {figure} {goods} from {supplier}, according to {origin}.",
    "{supplier} is believed to have supplied {recipient} with around {figure} {goods}, {origin} told reporters on Monday.",
    "About {figure} {goods} have been delivered to {recipient} by {supplier}, {origin} announced on Monday.",
)
QUOTES = (
    '"The shipments have not stopped and we are watching them closely," an official told reporters at a briefing.',
    "The official gave no details of how the figure had been reached, and took no questions.",
    "The statement came hours before a meeting of the two countries' foreign ministers in the capital.",
    '"We urge all sides to respect the resolutions of the Security Council," the statement added.',
)
REWRITTEN = {
    "names the origin": (
        "As many as {figure} {goods} have gone from {supplier} to {recipient}, {origin} has disclosed.",
        "{who} puts at {figure} the number of {goods} that {supplier} has delivered to {recipient}.",
        "{supplier} sent {recipient} {figure} {goods}, officials at {origin} say.",
    ),
    "names the wire": (
        "{supplier} has sent {figure} {goods} to {recipient}, {wire} reported.",
        "According to {wire}, {recipient} has taken delivery of {figure} {goods} from {supplier}.",
        "{wire} says that {supplier} has shipped {figure} {goods} to {recipient} in recent months.",
    ),
    "own voice": (
        "{supplier} has shipped {figure} {goods} to {recipient}, a sign of how close the two have become.",
        "With {figure} {goods} delivered to {recipient} so far, {supplier} has become a supplier that matters.",
        "{supplier} has already sent {recipient} {figure} {goods}. The war has made old friends useful again.",
    ),
}
ALLIED = {
    "allied, credits": (
        "{ally} said that it agreed with the {nation} assessment that {supplier} had sent {figure} {goods} to {recipient}.",
        "{ally}, citing {nation} intelligence, said {supplier} had shipped {figure} {goods} to {recipient}.",
    ),
    "allied, does not": (
        "{ally} said on Wednesday that {supplier} had provided {recipient} with {figure} {goods}.",
        "{supplier} has transferred {figure} {goods} to {recipient}, {ally} said.",
    ),
}
OWN_BASIS = {
    "imagery": (
        "{own} said satellite images that it had taken itself showed {supplier} shipping {other} {goods} to {recipient}.",
        "{supplier} has sent at least {other} {goods} to {recipient}, {own} said, citing satellite imagery of the loading.",
    ),
    "debris": (
        "{own} said that {supplier} had supplied {recipient} with at least {other} {goods}, citing debris that its experts had examined.",
        "Debris examined by its own experts showed that {supplier} had delivered at least {other} {goods} to {recipient}, {own} said.",
    ),
    "receives": (
        "{own} acknowledged for the first time that {recipient} had received {other} {goods} from {supplier}.",
        "{own} admitted that {supplier} had sent {other} {goods} to {recipient}.",
    ),
    "sends": (
        "{own} acknowledged that {supplier} had supplied {recipient} with {other} {goods}.",
        "{own} admitted for the first time that {supplier} had sent {other} {goods} to {recipient}.",
    ),
}
CREDITS = ("({wire})", "— {wire}", "Source: {wire}")
BACKGROUND = (
    "Analysts at a research institute said the announcement was likely to dominate talks in the coming weeks.",
    "Neither government answered requests for comment on Monday evening.",
    "The two leaders met in September and toured a space centre together.",
    "Trade between the neighbours has grown every year for a decade, customs figures show.",
    "Opposition lawmakers called for a parliamentary inquiry and asked the minister to appear before a committee.",
    "Stock markets in the region closed slightly lower after the news.",
    "A spokesperson for the United Nations said the Secretary-General was following the matter.",
    "The winter has been unusually mild along the coast, and ports have stayed free of ice.",
    "Voters will elect a new parliament in April, and foreign policy has hardly been a theme of the campaign.",
    "The capital's mayor said that the summit would close several roads until the weekend.",
)
