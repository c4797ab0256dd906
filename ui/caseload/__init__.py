"""The caseload: everybody, and finding one of them."""
