"""Papers as they will be printed: looked at, printed, saved."""
