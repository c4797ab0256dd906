"""The vault's tests."""
