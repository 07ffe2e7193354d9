"""`reportedly watch`: sources polled, indicators judged, alerts and dispatches sent."""
