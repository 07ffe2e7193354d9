"""Keeps a ledger of who says who sent what to whom."""
