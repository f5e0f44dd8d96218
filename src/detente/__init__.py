"""Reads news of international crises by machine and keeps the ledger."""
