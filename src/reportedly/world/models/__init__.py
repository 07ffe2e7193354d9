"""The door to language models: where they are, what may be asked of them, and what they have answered before."""
