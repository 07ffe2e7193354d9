"""find: Document → Claims. The only stage that sees spaCy."""
