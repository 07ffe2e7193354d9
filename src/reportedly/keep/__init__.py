"""Keep: append-only entries, and what stood when. Pure: the ledgers that hold the entries live in `world.ledgers`."""
