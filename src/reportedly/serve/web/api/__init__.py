"""REST under /api/v1: the same records as the command line."""
