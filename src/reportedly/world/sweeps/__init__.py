"""Sweeps: what a corpus consists of, how it is divided into shards, and where results lie until the ledger has them."""
