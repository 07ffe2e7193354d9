"""A rich sample: invented words on the usual flows, with every kind of thing that a dossier has to print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from present.sample_texts import BRIEFING, CARGO, DISPATCH, DOCUMENTS, ECHO, MADE_AT, NAMES, RETURN, claim
from reportedly.present.dossier import Dossier, Setting, dossier
from reportedly.present.footnotes import footnotes, numbers
from reportedly.present.names import Names
from reportedly.present.telling import Telling
from reportedly.terms.attribution import Link
from reportedly.terms.claim import Basis, Claim, Hedge, Item, Likelihood, Review
from reportedly.terms.findings import Converted, Denied, ExchangeRow, Likeness, Projection, RegimeFinding
from reportedly.terms.flow import Conflict, Exchange, Flow, FlowAnswer, Pace, Support, Total, Wording
from reportedly.terms.period import Period
from reportedly.terms.quantity import Quantity

_MOD = (Link("the UK's defence ministry", "GB-MOD", verb="say"),)
_NIS = (
    Link("Yonhap", relay=True, verb="according to"),
    Link("lawmakers", relay=True, verb="cite"),
    Link("National Intelligence Service", "KR-NIS", verb="say"),
)
_MND = (Link("the minister", "KR-MND", role="defence minister", verb="tell"),)
_GUR = (Link("Ukraine's military intelligence", "UA-GUR", verb="put"),)
_NSC = (Link("a spokesperson", "US-NSC", role="spokesperson", verb="say"),)
_MUNITIONS = (Item("munitions", "munitions"),)
_SOLDIERS = (Item("North Korean soldiers", "soldiers"),)
_CHECK = Review("A. Analyst", datetime(2024, 12, 1, tzinfo=UTC), "accepted")

CONTAINERS = claim(
    DISPATCH,
    "North Korea has moved more than 1,000 containers of munitions to Russia over the last several weeks",
    items=_MUNITIONS,
    quantity=Quantity(1000, None, "container", scope="cumulative", text="more than 1,000 containers"),
    happened=Period(date(2023, 9, 14), date(2023, 10, 26), "over the last several weeks"),
    told=_MOD,
    reviewed=_CHECK,
)
COURSE = claim(
    DISPATCH,
    "If the pace holds, Pyongyang is on course to join Russia's leading foreign suppliers of arms",
    kind="judgement",
    items=(Item("arms", "arms"),),
    modality="conditional",
    condition="the pace holds",
    told=_MOD,
)
DENIAL = claim(
    DISPATCH,
    "Moscow's foreign ministry called talk of munitions from North Korea baseless",
    items=_MUNITIONS,
    modality="denied",
    told=(Link("Moscow's foreign ministry", "RU-MFA", verb="call"),),
)
MINISTER = claim(
    CARGO,
    "some 6,700 containers had gone from North Korea to Russia since September",
    items=_MUNITIONS,
    quantity=Quantity(6700, 6700, "container", approximate=True, scope="cumulative", text="some 6,700 containers"),
    happened=Period(date(2023, 9, 1), date(2024, 2, 27), "since September"),
    told=_MND,
    reviewed=_CHECK,
)
CAPACITY = claim(
    CARGO,
    "They could hold up to 3 million 152 mm shells",
    items=(Item("152 mm shells", "artillery-shell"),),
    quantity=Quantity(None, 3_000_000, "shell", scope="capacity", alternative_group="a", text="up to 3 million"),
    modality="possible",
    hedges=(Hedge("could", "the minister"),),
    told=_MND,
)
VAGUE = claim(
    CARGO,
    "A Kyiv intelligence official spoke of thousands of containers",
    items=_MUNITIONS,
    quantity=Quantity(2000, 9999, "container", vague=True, text="thousands of containers"),
    basis=Basis("imagery", "satellite images"),
    told=_GUR,
)
STRONGER = claim(
    ECHO,
    "North Korea sent three million shells to Russia in 6,700 containers",
    items=(Item("shells", "artillery-shell"),),
    quantity=Quantity(3_000_000, 3_000_000, "shell", scope="cumulative", text="three million shells"),
    told=(Link("Seoul", "KR", verb="say"),),
)
WANTED = claim(
    ECHO,
    "Pyongyang wants fighter aircraft and surface-to-air missiles in return for its weapons",
    actor=("RU",),
    recipient=("KP",),
    items=(Item("fighter aircraft", "fighter-aircraft"), Item("surface-to-air missiles", "missile")),
    modality="desired",
    exchange="its weapons",
    told=_NSC,
)
TROOPS = claim(
    BRIEFING,
    "about 11,000 North Korean soldiers had been deployed to the Kursk region",
    kind="deployment",
    items=_SOLDIERS,
    quantity=Quantity(11000, 11000, "person", approximate=True, scope="stock", text="about 11,000"),
    stage="deployed",
    said=Period(date(2024, 11, 20), date(2024, 11, 20), "Wednesday"),
    told=_NIS,
    reviewed=_CHECK,
)
LATEST = claim(
    BRIEFING,
    "By now North Korea has likely sent more than 13,000 containers to Russia",
    items=_MUNITIONS,
    quantity=Quantity(13000, None, "container", scope="cumulative", text="more than 13,000 containers"),
    modality="assessed",
    likelihood=Likelihood("likely", 55, 75, "UK PHIA"),
    told=_NIS,
)
HOWITZERS = claim(
    BRIEFING,
    "The recent shipments are believed to have included howitzers and rocket launchers",
    items=(Item("howitzers", "howitzer"), Item("rocket launchers", "rocket-launcher")),
    modality="assessed",
    hedges=(Hedge("believed", "National Intelligence Service"),),
    told=_NIS,
)
COUNT = claim(
    BRIEFING,
    "put the number of soldiers at 10,900 to 12,000",
    kind="deployment",
    items=_SOLDIERS,
    quantity=Quantity(10900, 12000, "person", scope="stock", text="10,900 to 12,000"),
    told=_GUR,
)
RISE = claim(
    BRIEFING,
    "it could rise to 15,000",
    kind="deployment",
    items=_SOLDIERS,
    quantity=Quantity(None, 15000, "person", scope="cumulative", text="to 15,000"),
    modality="possible",
    told=_GUR,
)
REMAIN = claim(
    RETURN,
    "Some 9,500 to 10,000 soldiers remain",
    kind="deployment",
    items=(Item("soldiers", "soldiers"),),
    quantity=Quantity(9500, 10000, "person", approximate=True, scope="stock", text="Some 9,500 to 10,000"),
    modality="assessed",
    told=_NIS[2:],
)
NO_TROOPS = claim(
    BRIEFING,
    "The Kremlin denied that any North Korean soldiers were in Russia",
    kind="deployment",
    items=_SOLDIERS,
    modality="denied",
    told=(Link("The Kremlin", "RU", verb="deny"),),
)
SILENCE = claim(BRIEFING, "requests to the embassy in Beijing were not answered", kind="response", recipient=())
OFFLOADING = claim(
    RETURN,
    "Russian vessels were seen offloading containers at Rajin, which may be the first deliveries of materiel",
    actor=("RU",),
    recipient=("KP",),
    items=(Item("materiel", "materiel"),),
    modality="possible",
    told=_NSC,
)
TRIPWIRE = claim(
    RETURN,
    "Seoul would consider arming Ukraine if the North went too far",
    actor=("KR",),
    recipient=("UA",),
    items=(Item("arms", "arms"),),
    modality="conditional",
    condition="if the North went too far",
    told=(Link("its envoy", "KR", role="envoy", verb="say"),),
)
REVISED = claim(
    RETURN,
    "Britain's Ministry of Defence now counts more than 11,000 containers of munitions sent to Russia",
    items=_MUNITIONS,
    quantity=Quantity(11000, None, "container", scope="cumulative", text="more than 11,000 containers"),
    told=_MOD,
)
SUMMER = claim(
    RETURN,
    "may reach 18,000 to 20,000 by the summer",
    items=_MUNITIONS,
    quantity=Quantity(18000, 20000, "container", scope="cumulative", text="18,000 to 20,000"),
    modality="possible",
    told=_MOD,
)
SANCTION = claim(
    RETURN,
    "The US Treasury sanctioned two firms over the shipments",
    kind="measure",
    actor=("US",),
    recipient=("KP", "RU"),
    told=(Link("US Treasury", "US-TREASURY", verb="say"),),
)

ARMS = (
    CONTAINERS, COURSE, DENIAL, MINISTER, CAPACITY, VAGUE, STRONGER, LATEST, HOWITZERS, REVISED, SUMMER,
    TRIPWIRE, SANCTION, SILENCE,
)  # fmt: skip
SHARED = "South Korea and Ukraine are said to work together; no reason is stated why the two should be independent"


def ids(*claims: Claim) -> tuple[str, ...]:
    """The ids of some claims."""
    return tuple(one.id for one in claims)


def arms_answer() -> FlowAnswer:
    """North Korea to Russia, arms: totals in containers, a denial, a conflict, a wording, conditionals."""
    return FlowAnswer(
        flow=Flow("KP", "RU", "arms"),
        claims=ARMS,
        documents=5,
        origins=(
            Support("GB-MOD", "GB", "independent", ids(CONTAINERS, COURSE, REVISED, SUMMER), "its own statement"),
            Support("KR-MND", "KR", "independent", ids(MINISTER, CAPACITY), "states its own count of containers"),
            Support("KR-NIS", "KR", "echo", ids(LATEST, HOWITZERS), "a body of South Korea, which is counted already"),
            Support("KR", "KR", "echo", ids(STRONGER), "repeats the defence minister's figure"),
            Support("UA-GUR", "UA", "unknown", ids(VAGUE), SHARED),
        ),
        totals=(
            Total(
                "munitions", "container", 1, "independent", 13000, None, date(2024, 11, 20), ids(LATEST),
                ("NIS, latest, at least 13,000", "the latest figure is open upwards"), False,
            ),
            Total(
                "munitions", "container", 2, "independent", 1000, None, date(2024, 11, 20), ids(CONTAINERS, LATEST),
                ("the second-highest lower bound is the UK's, at least 1,000", "a counted claim is open upwards"), False,
            ),
            Total(
                "munitions", "container", 2, "with-unknown", 2000, None, date(2024, 11, 20), ids(VAGUE, LATEST),
                ("“thousands” is read as 2,000–9,999, and its lower edge counts", "a counted claim is open upwards"), False,
            ),
        ),
        counted=ids(CONTAINERS, MINISTER, VAGUE, STRONGER, LATEST, HOWITZERS, REVISED),
        conditionals=ids(COURSE, TRIPWIRE),
        possible=ids(CAPACITY, SUMMER),
        denials=ids(DENIAL),
        responses=ids(SILENCE),
        judgements=ids(COURSE),
        measures=ids(SANCTION),
        may_include=ids(HOWITZERS),
        conflicts=(Conflict(ids(MINISTER, VAGUE), "one figure is sharp, the other vague, and both are for February 2024"),),
        wording=(Wording(STRONGER.id, CAPACITY.id, "what the containers could hold became what was sent"),),
        exchange=(Exchange(WANTED.id, "its weapons", ids(CONTAINERS)),),
        denied=(Denied(DENIAL.id, ids(CONTAINERS, MINISTER), ids(LATEST), "RU said so itself on 2024-11-20"),),
        agreements=(Likeness(ids(MINISTER, LATEST), "near figures"),),
        ledger=(
            ExchangeRow("KP", "gives", "munitions", ids(CONTAINERS), ids(WANTED), ("its weapons",)),
            ExchangeRow("KP", "wants", "fighter-aircraft", ids(WANTED), ids(CONTAINERS), ("its weapons",)),
            ExchangeRow("RU", "may-give", "missile", ids(OFFLOADING)),
        ),
        pace=(Pace("average since 2023-09-01 by KR-NIS's own figures", "KR-NIS", "munitions", "container", 867.3, None,
                   date(2023, 9, 1), date(2024, 11, 20), ids(MINISTER, LATEST)),),
        projection=(Projection("KR-NIS", "munitions", "container", date(2025, 11, 20), 23_123.4, None,
                               "if the pace that KR-NIS's own figures show holds", ids(LATEST)),),
        converted=(Converted("a row", "artillery-shell", "shell", 5_820_895.5, None, "munitions", "container", 13_000, None,
                             ids(LATEST), "6,700 containers to 3,000,000 shells: what they could hold", "KR-MND",
                             date(2024, 2, 26), "either"),),
        regimes=(
            RegimeFinding("engaged", "op10", "resolution 1874", "paragraph 10", ids(CONTAINERS, MINISTER),
                          "If accurate, falls within paragraph 10 of resolution 1874; determination is for the Council.",
                          "all arms", "its text", "its number"),
            RegimeFinding("would-engage", "op10", "resolution 1874", "paragraph 10", ids(SUMMER),
                          "If carried out as said, would fall within it.", "all arms"),
            RegimeFinding("not covered by the rows checked", None, "", "", ids(HOWITZERS),
                          "Not covered by the rows checked.", "no row"),
        ),
    )  # fmt: skip


def people_answer() -> FlowAnswer:
    """North Korea to Russia, people."""
    return FlowAnswer(
        flow=Flow("KP", "RU", "people"),
        claims=(TROOPS, COUNT, RISE, NO_TROOPS, REMAIN),
        documents=2,
        origins=(
            Support("KR-NIS", "KR", "independent", ids(TROOPS, REMAIN), "its own statement to a committee"),
            Support("UA-GUR", "UA", "unknown", ids(COUNT, RISE), SHARED),
        ),
        totals=(
            Total(
                "soldiers", "person", 1, "independent", 11000, 11000, date(2024, 11, 20), ids(TROOPS),
                ("NIS, about 11,000", "no counted claim goes higher"), True,
            ),
            Total(
                "soldiers", "person", 2, "with-unknown", 10900, 12000, date(2024, 11, 20), ids(COUNT, COUNT),
                ("the lower of two origins says 10,900", "the highest stated is Ukraine's 12,000"), False,
            ),
        ),
        counted=ids(TROOPS, COUNT, REMAIN),
        possible=ids(RISE),
        denials=ids(NO_TROOPS),
    )  # fmt: skip


def telling(answer: FlowAnswer, names: Names = NAMES) -> Telling:
    """An answer ready to be put into words; what it wants in exchange is at hand."""
    notes = footnotes((*answer.claims, WANTED), {})
    return Telling(answer, names, numbers(notes), {note.claim.id: note.claim for note in notes})


def return_answer() -> FlowAnswer:
    """Russia to North Korea: nothing with a figure."""
    return FlowAnswer(
        flow=Flow("RU", "KP"),
        claims=(WANTED, OFFLOADING, SANCTION),
        documents=2,
        origins=(Support("US-NSC", "US", "independent", ids(WANTED, OFFLOADING), "its own observation"),),
        totals=(),
        desired=ids(WANTED),
        possible=ids(OFFLOADING),
        measures=ids(SANCTION),
        exchange=(Exchange(WANTED.id, "its weapons", ids(CONTAINERS)),),
    )


def sample(
    answers: Sequence[FlowAnswer] | None = None, title: str = "Arms and people between North Korea and Russia"
) -> Dossier:
    """The dossier on all three flows."""
    given = (arms_answer(), people_answer(), return_answer()) if answers is None else answers
    return dossier(given, DOCUMENTS, Setting(title, MADE_AT, "0.1.0", NAMES))


def hostile_sample() -> Dossier:
    """A dossier of one claim whose document, title, publisher, urls and words try to break out of the page."""
    attack = "</mark></blockquote><script>document.title='owned'</script><img src=x onerror=alert(1)>\"'><b>1,000</b>"
    document = replace(
        DISPATCH, text=f"He said {attack} containers.", publisher=attack, title=attack, host=attack, id=""
    )
    document = replace(
        document, url="javascript:alert(1)", archived_url='https://x.test/"onmouseover=alert(1) a', id=""
    )
    one = claim(
        document, attack, items=(Item(attack, "munitions"),), condition=attack, told=(Link(attack, verb="say"),)
    )
    answer = FlowAnswer(
        flow=Flow("KP", "RU", "munitions"),
        claims=(one,),
        documents=1,
        origins=(Support(attack, attack, "unknown", ids(one), attack),),
        totals=(Total("munitions", "container", 1, "with-unknown", 5, None, None, ids(one), (attack, attack)),),
        counted=ids(one),
        conflicts=(Conflict(ids(one), attack),),
    )
    return dossier((answer,), (document,), Setting(attack, MADE_AT, attack, NAMES))
