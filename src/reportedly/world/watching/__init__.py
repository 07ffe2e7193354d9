"""Where watching stands, in the ledger's database beside its batches."""
