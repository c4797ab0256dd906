"""Papers people can read: tagged PDF in both languages."""
