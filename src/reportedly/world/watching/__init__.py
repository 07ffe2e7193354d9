"""world.watching: what the tool keeps of its watch, and what goes out."""
