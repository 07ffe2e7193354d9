"""REST under /api/v1: what the command line tells, for programs; and what people decide, from programs of theirs."""
