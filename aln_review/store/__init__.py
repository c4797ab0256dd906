"""The encrypted database: the one place for SQL."""
