"""What is watched: effects on the web, the disk and the ledger's own tables."""
