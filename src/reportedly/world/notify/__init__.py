"""The channels by which alerts and dispatches go out."""
