"""`reportedly sweep`: a corpus, shard by shard, into the ledger."""
