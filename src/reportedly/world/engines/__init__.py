"""Engines: where the shards of a sweep are worked on. In this process, in Daft's workers, or on a Ray cluster."""
