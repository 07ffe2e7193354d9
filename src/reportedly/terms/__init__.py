"""The nouns of the field, frozen. Standard library only."""
