"""Screening: whose name or number in the ledger is like one on a list. It never says that two are one."""
