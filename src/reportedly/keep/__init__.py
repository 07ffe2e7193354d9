"""keep: append-only entries; what stood when."""
