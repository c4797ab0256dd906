"""Packages, identities, registers and receipts."""
