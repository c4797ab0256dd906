"""Today: read only this page and you know your day."""
