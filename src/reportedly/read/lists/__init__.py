"""Lists of sanctions: bytes → entries, whichever authority's or collector's form they have."""
