"""Words of fighting: a state that stands beside them is not whom help goes to."""

HOSTILE = frozenset(
    (
        *(
            "invasion",
            "war",
            "aggression",
            "attack",
            "assault",
            "occupation",
            "threat",
            "strike",
            "offensive",
            "sanction",
        ),
        *("front", "bombardment", "violence", "army", "missile", "drone", "force", "troop", "soldier"),
    )
)
"""What a state is said to do or to have; it is not to that state that help goes."""
