"""world: all effects. Files, clock, language models, ledgers."""
