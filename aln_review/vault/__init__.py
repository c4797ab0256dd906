"""Keys and who may turn them: keyslots, recovery, the lock, the chained access log."""
