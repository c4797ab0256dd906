"""Papers filled from the record: only what their reader may see is ever put in."""
