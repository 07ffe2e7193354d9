"""What watching keeps in the ledger's database, beside the chain: sources, fetches, marks, alerts, messages."""
