"""What may stand in the `roles` of a frame row: the slots that a parse fills, and the roles that the rules know."""

from __future__ import annotations

from collections.abc import Iterable

_ROLES = "actor recipient item flow number figure load teller beneficiary pair told partner foe host carrier"
ROLES = frozenset(_ROLES.split())
SLOTS = ("subj", "obj", "dat", "poss", "comp", "self")
"""Those that are no preposition."""
_PREPOSITIONS = """\
aboard about above across after against along alongside amid among amongst around as at before behind below beneath
beside besides between beyond by concerning despite down during for from in inside into like near of off on onto out
outside over past per regarding round since than through throughout till to toward towards under underneath until unto
up upon versus via with within without"""
PREPOSITIONS = frozenset(_PREPOSITIONS.split())


def roles_fault(roles: Iterable[tuple[str, str]]) -> str | None:
    """What is wrong with the roles of a row, in words; None where each is a known role of a slot named once."""
    seen: set[str] = set()
    for slot, role in roles:
        if slot not in SLOTS and slot not in PREPOSITIONS:
            return f"{slot!r} in “{slot}={role}” is no slot; there are {', '.join(SLOTS)} and the prepositions"
        if role not in ROLES:
            return f"{role!r} in “{slot}={role}” is no role; there are {', '.join(sorted(ROLES))}"
        if slot in seen:
            return f"the slot {slot!r} is given twice"
        seen.add(slot)
    return None
