"""Ledgers: where batches are kept. In memory, in a SQLite file, or in a team's PostgreSQL."""
