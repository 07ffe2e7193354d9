"""Sweeps: what a corpus consists of, how it is divided into shards, and where the results lie until they are in the ledger."""
