"""By what an origin is known in a drawing: a colour for whom it counts as (bodies of one state share it), and a shape."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reportedly.present.names import Names
from reportedly.present.words import origin_words
from reportedly.terms.claim import Claim
from reportedly.terms.party import state_of
from reportedly.terms.telling import is_own_voice

COLOURS = 8
"""As many colours as shapes."""


@dataclass(frozen=True, slots=True)
class Sign:
    """colour: 0 to 7, None (grey) for publishers in their own voice and origins that nobody names. shape: 0 to 7, of its own
    among those of its colour while there are enough.
    """

    colour: int | None
    shape: int


def signs(claims: Iterable[Claim], names: Names) -> dict[str, Sign]:
    """Origin by name → its sign, the same all over a dossier. Those who state most figures come first."""
    every = list(claims)
    heard = Counter(origin_words(claim.origins, names) for claim in every)
    figures = Counter(origin_words(claim.origins, names) for claim in every if claim.quantity)
    states = {origin_words(claim.origins, names): _counts_as(claim) for claim in every}
    ordered = sorted(heard, key=lambda origin: (-figures[origin], -heard[origin], origin))
    weight = Counter({group: 0 for group in states.values() if group})
    for origin in ordered:
        weight[states[origin]] += 1000 * figures[origin] + heard[origin]
    hues = {group: n for n, group in enumerate(sorted(filter(None, weight), key=lambda g: (-weight[g], g)))}
    found: dict[str, Sign] = {}
    for place, origin in enumerate(ordered):
        group = states[origin]
        colour = hues[group] % COLOURS if group else None
        taken = {sign.shape for sign in found.values() if sign.colour == colour}
        free = (shape for step in range(COLOURS) if (shape := (place + step) % COLOURS) not in taken)
        found[origin] = Sign(colour, next(free, place % COLOURS))
    return found


def legend_order(origins: Iterable[str], known: Mapping[str, Sign]) -> tuple[str, ...]:
    """Origins of one colour side by side, grey ones last."""
    return tuple(sorted(origins, key=lambda o: (known[o].colour is None, known[o].colour or 0, known[o].shape)))


def _counts_as(claim: Claim) -> tuple[str, ...]:
    return () if not claim.origins or is_own_voice(claim) else tuple(sorted({state_of(o) for o in claim.origins}))


def hue(sign: Sign) -> str:
    """The colour of a sign, as a class of the style sheet names it."""
    return "voice" if sign.colour is None else str(sign.colour)
