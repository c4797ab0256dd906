"""Faults of the world, made on purpose: kills, full disks, failing writes, flipped bytes."""
